// Ukraine's list of territories on which hostilities are (were) conducted or which are temporarily
// occupied by the Russian Federation: Order 376 of 28.02.2025 of the ministry for communities and
// territories, as a table of its printed rows.
//
// Layout: CSV with the names table, category, oblast, raion, katottg, name, start, end in a header.
// A row is a unit of the codifier (KATOTTG) in one category, with the days on which it began and
// ended to be in it: "24.02.2022 | 12.06.2023" are two. Each begin with its end is one status, key
// "ua-order-376:<code>:<category>:<begin>":
//
//   I.1 possible hostilities                        contest, by nobody named; the category is the
//   I.2 active hostilities                          status's `security`
//   I.3 active hostilities, state e-services work
//   II  temporarily occupied                        control by Russia, military occupation
//
// all in the view of Ukraine. Occupation is control and not only its regime: who asks for holders
// of a place gets an answer, and the regime with it. The two states have the keys of cow-states
// ("cow:365", "cow:369"), as most datasets of this library's readers name states by number.
//
// Days. Both are inside. A day on which a unit leaves one category and enters another is in both
// where they are of different axes: the place was occupied that day, and was contested. Of one axis
// the earlier ends the day before (if it has one). An end that is not there had not come by the day
// of the list, which is that of the options or in the file's name ("perelik_07052025.csv"), or else
// the latest begin. What is run together or has stray blanks ("10.03.202207.02.2025", "12.11 2022")
// has one reading and gets it, with a warning; an end after the day of the list is kept, with a
// warning.
//
// Places. Units are those of the codifier ("katottg:<code>") and should be read before, by
// `katottg`. "... за винятком с. Нове, м. Старе" excepts units inside: they are found among those
// that lie in the unit, by word and name, or by a code behind the name. If any is not to be found,
// or is only a part of a place, the extent is from 0 to 100 % of the unit, less those found. In the
// edition of 07.05.2025 all but 5 of 388 names are found. The printed name is in the note then.
// Without the codifier nothing is found, and units lie in nothing. A code with a digit too many or
// too few is a place of its own, "ua-order-376:<code>".
//
// Coverage: the units listed, from the first begin to the day of the list. What is not listed is
// not said to be free of hostilities.

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "casus/actor/codes.h"
#include "casus/time/parse.h"
#include "src/io/fields.h"
#include "src/io/format.h"
#include "src/io/header.h"
#include "src/io/katottg.h"
#include "src/io/staging.h"
#include "src/io/utf8.h"

namespace casus::internal {

namespace {

enum Column : std::size_t {
  kTable,
  kCategory,
  kOblast,
  kRaion,
  kCode,
  kName,
  kStart,
  kEnd,
  kColumns,
};
constexpr std::array<std::string_view, kColumns> kNames = {"table",   "category", "oblast", "raion",
                                                           "katottg", "name",     "start",  "end"};
constexpr std::size_t kRequired[] = {kTable, kCategory, kCode, kName, kStart, kEnd};
constexpr HeaderNames kHeader = {kNames, kRequired};

constexpr std::string_view kPrefix = "ua-order-376:";
// The list goes back to 20.02.2014, Crimea.
constexpr YearLimits kYears{.min_year = 2014, .max_year = 2099};

struct Category {
  std::string_view number;
  Axis axis;
  SecurityStatus security;
};
constexpr Category kCategories[] = {
    {"I.1", Axis::kContest, SecurityStatus::kPossibleHostilities},
    {"I.2", Axis::kContest, SecurityStatus::kActiveHostilities},
    {"I.3", Axis::kContest, SecurityStatus::kActiveHostilitiesServicesWorking},
    {"II", Axis::kControl, SecurityStatus::kTemporarilyOccupied},
};

// ---- Days ----

struct Days {
  std::vector<Day> days;
  bool is_clean = true;  // nothing but days and " | " between them
};

// "09.03.2022 | 15.02.2024", and what has only one other reading.
Result<Days> ParseDays(std::string_view text) {
  constexpr std::string_view kBetween = " |\r\n\t";
  const std::string_view inside = WithoutBlanks(text);
  Days found;
  found.is_clean = inside.size() == text.size();
  text = inside;
  std::size_t at = 0;
  // The end of what stands at `at`.
  const auto past = [&](std::string_view of) {
    return std::min(text.find_first_not_of(of, at), text.size());
  };
  while (at < text.size()) {
    std::string day;
    for (const std::size_t digits : {std::size_t{2}, std::size_t{2}, std::size_t{4}}) {
      const std::string_view part = text.substr(at, digits);
      at += part.size();
      day += part;
      if (digits == 4) break;
      day += '.';
      const std::size_t next = past(". ");
      found.is_clean = found.is_clean && text.substr(at, next - at) == ".";
      if (next == at) return Error(ErrorCode::kParse, "not days as 09.03.2022");
      at = next;
    }
    const Result<Day> parsed = ParseDay(day, DayShape::kDmyDots, kYears);
    if (!parsed.ok()) return Error(parsed.error().code(), parsed.error().message());
    found.days.push_back(*parsed);
    const std::string_view between = text.substr(at, past(kBetween) - at);
    at += between.size();
    const bool is_break = between == " | " || between == "\n" || between == "\r\n";
    found.is_clean = found.is_clean && (at < text.size() ? is_break : between.empty());
  }
  return found;
}

// ---- Names ----

// As names are compared: in lower case, with one kind of apostrophe and of blank.
std::string Fold(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const auto next = i + 1 < text.size() ? static_cast<unsigned char>(text[i + 1]) : 0U;
    const std::string_view rest = text.substr(i);
    if (text[i] == '`') {
      out += '\'';
    } else if (rest.starts_with("’") || rest.starts_with("‘")) {
      out += '\'';
      i += 2;
    } else if (rest.starts_with("ʼ")) {
      out += '\'';
      ++i;
    } else if (rest.starts_with("\u00A0")) {
      out += ' ';
      ++i;
    } else if (byte == 0xD0 && next >= 0x80 && next <= 0xAF) {  // U+0400 to U+042F
      AppendUtf8(out, 0x400U + (next - 0x80U) + (next < 0x90 ? 0x50U : 0x20U));
      ++i;
    } else if (rest.starts_with("Ґ")) {
      out += "ґ";
      ++i;
    } else {
      out += text[i] >= 'A' && text[i] <= 'Z' ? static_cast<char>(text[i] - 'A' + 'a') : text[i];
    }
  }
  return out;
}

// The word for what a unit is, as the codifier's official names begin; empty for another word. Here
// a Latin c stands for the Cyrillic one, and since 2024 urban-type settlements are settlements.
std::string_view KindWord(std::string word) {
  if (word.starts_with('c')) word.replace(0, 1, "с");
  static constexpr std::pair<std::string_view, std::string_view> kWords[] = {
      {"с.", "с. "},     {"село", "с. "},  {"с-ще", "с-ще "}, {"с-ще.", "с-ще "},
      {"с-ща", "с-ще "}, {"смт", "с-ще "}, {"смт.", "с-ще "}, {"селище", "с-ще "},
      {"м.", "м. "},     {"місто", "м. "},
  };
  for (const auto& [known, kind] : kWords) {
    if (word == known) return kind;
  }
  return {};
}

// One of "за винятком с. Нове, с. Друге (с. Інше)".
struct Excepted {
  std::string words;               // as printed
  std::vector<std::string> names;  // folded, with the word for what it is: any of them
  std::string code;                // behind the name
  bool is_plain = true;            // nothing else stands there
};

// Words, commas, and what is in parentheses, folded and not.
struct Word {
  std::string printed;
  std::string folded;
};
std::vector<Word> WordsOf(std::string_view text) {
  std::vector<Word> words;
  const auto add = [&](std::string_view printed) {
    if (!printed.empty()) words.push_back({std::string(printed), Fold(printed)});
  };
  while (!text.empty()) {
    if (text.front() == ' ') {
      text.remove_prefix(1);
      continue;
    }
    std::size_t size = std::min(text.find_first_of(" ,;("), text.size());
    if (text.front() == '(') size = std::min(text.find(')'), text.size() - 1) + 1;
    size = std::max<std::size_t>(size, 1);
    const std::string_view printed = text.substr(0, size);
    text.remove_prefix(size);
    // "с.Нове"
    const std::size_t dot = printed.find('.');
    const bool is_glued = dot != std::string_view::npos && dot + 1 < printed.size() &&
                          !KindWord(Fold(printed.substr(0, dot + 1))).empty();
    add(printed.substr(0, is_glued ? dot + 1 : size));
    if (is_glued) add(printed.substr(dot + 1));
  }
  return words;
}

// "с-ще Нове" of "с-ще Старе (с-ще Нове)"; empty where it is something else.
std::string SecondName(std::string_view text) {
  const std::vector<Word> words = WordsOf(text);
  if (words.size() < 2 || words.front().printed.front() == '(') return {};
  std::string name(KindWord(words.front().folded));
  for (std::size_t i = 1; i < words.size() && !name.empty(); ++i) {
    const bool is_more = !KindWord(words[i].folded).empty() || words[i].printed == "," ||
                         words[i].printed.front() == '(';
    if (is_more) return {};
    name += (i == 1 ? "" : " ") + words[i].folded;
  }
  return name;
}

std::vector<Excepted> ExceptedIn(std::string_view text) {
  std::vector<Excepted> found;
  std::string_view kind;
  std::string name;
  bool is_open = false;
  const auto close = [&] {
    if (!name.empty() && !kind.empty()) found.back().names.push_back(std::string(kind) + name);
    kind = {};
    name.clear();
    is_open = false;
  };
  const std::vector<Word> words = WordsOf(text);
  for (std::size_t i = 0; i < words.size(); ++i) {
    const Word& word = words[i];
    const std::string_view starts = KindWord(word.folded);
    if (word.printed == "," || word.printed == ";") {
      close();
      continue;
    }
    const bool is_and =
        word.folded == "та" && i + 1 < words.size() && !KindWord(words[i + 1].folded).empty();
    if (is_and || (!starts.empty() && !name.empty())) close();
    if (is_and) continue;
    if (!is_open) found.emplace_back();
    is_open = true;
    Excepted& item = found.back();
    item.words += (item.words.empty() ? "" : " ") + word.printed;
    if (word.printed.starts_with('(')) {
      // A code, or another name of it.
      const std::string_view inside =
          std::string_view(word.printed)
              .substr(1, std::max<std::size_t>(word.printed.size(), 2) - 2);
      if (!word.printed.ends_with(')')) {
        item.is_plain = false;
      } else if (CheckCode(CodeSystem::kKatottg, inside).ok()) {
        item.code = inside;
      } else if (std::string other = SecondName(inside); !other.empty()) {
        item.names.push_back(std::move(other));
      } else {
        item.is_plain = false;
      }
    } else if (!starts.empty()) {
      kind = starts;
    } else if (kind.empty()) {
      item.is_plain = false;  // "частина м. Нового"
    } else {
      name += (name.empty() ? "" : " ") + word.folded;
    }
  }
  close();
  return found;
}

// ---- The reader ----

HeaderLayout LayoutOf(const Shape& shape) { return LayoutByHeader(shape.first, kHeader); }

class Order376Reader {
 public:
  Order376Reader(const HeaderLayout& layout, std::optional<Moment> day, ChronicleBuilder& builder);

  // Keeps the record, or leaves an error in it.
  void Read(Record& record);
  void Finish(Source source, const std::string& file, ImportReport& report);

 private:
  struct Row {
    const Category* category;
    PlaceId place;
    std::string code;
    Extent extent;
    std::string note;
    std::uint64_t line;
  };
  struct Stay {  // in a category
    std::uint32_t row;
    Day begin;
    std::optional<Day> end;  // as printed
    Day last;                // what became of it
    std::string key;
  };

  static const Category* CategoryOf(Record& record);
  // The code without blanks; empty, or an error in the record, where it is none.
  static std::string CodeOf(Record& record, bool& is_good);
  std::vector<Stay> StaysOf(Record& record, const Row& row);
  void ReadName(Record& record, Row& row, const Place* unit, std::string& name);
  std::vector<PlaceId> InsideOf(PlaceId unit) const;  // of the builder
  // The one unit inside that is meant.
  std::optional<PlaceId> Find(const Excepted& excepted, const std::vector<PlaceId>& inside) const;
  PlaceId StageHeld(PlaceId held);
  ActorId State(std::string_view number, std::string_view name);
  Day LastSeen() const;
  void HandOver(const std::string& file, ImportReport& report);
  void AddNotes(const std::string& file, ImportReport& report) const;

  const HeaderLayout& layout_;
  const std::optional<Moment> day_;
  ChronicleBuilder& builder_;
  Staging staging_;
  std::vector<std::vector<PlaceId>> children_;  // by place of the builder; empty: no codifier
  std::vector<Row> rows_;
  std::vector<Stay> stays_;
  absl::flat_hash_set<std::string> keys_;
  Day first_ = Day::EndOfTime();
  Day latest_ = Day::BeginningOfTime();  // of the begins
  std::uint64_t excepting_ = 0;          // rows
  std::uint64_t handovers_ = 0;
};

Order376Reader::Order376Reader(const HeaderLayout& layout, std::optional<Moment> day,
                               ChronicleBuilder& builder)
    : layout_(layout), day_(std::move(day)), builder_(builder), staging_(builder) {
  const auto size = static_cast<std::uint32_t>(builder.size(Table::kPlaces));
  for (std::uint32_t i = 0; i < size; ++i) {
    const Place& unit = builder.place_at(PlaceId(i));
    if (!IsCodified(unit)) continue;
    children_.resize(size);
    for (const PlaceParent& parent : unit.parents) {
      children_[parent.parent.value()].push_back(PlaceId(i));
    }
  }
}

const Category* Order376Reader::CategoryOf(Record& record) {
  const std::string_view text = record[kCategory];
  std::string_view number = text.substr(0, text.find(' '));
  if (number.ends_with('.')) number.remove_suffix(1);
  for (const Category& category : kCategories) {
    if (category.number == number) return &category;
  }
  record.Fail(kCategory, ErrorCode::kInvalidArgument,
              "not one of the categories I.1, I.2, I.3, II");
  return nullptr;
}

std::string Order376Reader::CodeOf(Record& record, bool& is_good) {
  const std::string_view printed = record[kCode];
  std::string code;
  for (const char c : printed) {
    if (c != ' ') code += c;
  }
  if (code.empty()) {
    record.Fail(kCode, ErrorCode::kParse, "missing");
    return {};
  }
  is_good = CheckCode(CodeSystem::kKatottg, code).ok();
  if (!is_good) {
    if (!code.starts_with("UA") || !IsDigits(std::string_view(code).substr(2))) {
      record.Fail(kCode, ErrorCode::kParse, "not UA and 17 digits");
      return {};
    }
    record.Warn(kCode, std::to_string(code.size() - 2) + " digits where a code has 17",
                "kept as a place of its own");
  } else if (code != printed) {
    record.Warn(kCode, "a code with blanks", "read without them");
  }
  return code;
}

std::vector<Order376Reader::Stay> Order376Reader::StaysOf(Record& record, const Row& row) {
  std::vector<Stay> stays;
  std::vector<Day> days[2];
  for (const Column column : {kStart, kEnd}) {
    Result<Days> parsed = ParseDays(record[column]);
    if (!parsed.ok()) {
      record.Fail(column, parsed.error());
      return stays;
    }
    if (!parsed->is_clean) {
      std::string read;
      for (const Day day : parsed->days)
        read += (read.empty() ? "read as " : " and ") + ToString(day);
      record.Warn(column, "days run together or with stray blanks", std::move(read));
    }
    days[column - kStart] = std::move(parsed->days);
  }
  const auto& [begins, ends] = days;
  if (begins.empty()) record.Fail(kStart, ErrorCode::kParse, "missing");
  if (ends.size() > begins.size() || ends.size() + 1 < begins.size()) {
    record.Fail(kEnd, ErrorCode::kInvalidArgument,
                std::to_string(begins.size()) + " begins and " + std::to_string(ends.size()) +
                    " ends: which belong together is not said");
  }
  for (std::size_t i = 0; i < begins.size() && !record.error(); ++i) {
    Stay stay{static_cast<std::uint32_t>(rows_.size()), begins[i], std::nullopt, begins[i], {}};
    if (i < ends.size()) stay.end = ends[i];
    if (stay.end && *stay.end < stay.begin) {
      record.Fail(kEnd, ErrorCode::kInvalidArgument,
                  "ends on " + ToString(*stay.end) + ", before it begins");
    }
    if (i > 0 && begins[i] < *stays[i - 1].end) {
      record.Fail(kStart, ErrorCode::kInvalidArgument,
                  "begins on " + ToString(stay.begin) + ", before the one before ends");
    }
    for (const Column column : {kStart, kEnd}) {
      const Day day = column == kStart ? stay.begin : stay.end.value_or(stay.begin);
      if (day_ && day > day_->latest() && (column == kStart || stay.end)) {
        record.Warn(column, ToString(day) + " is after the day of the list");
      }
    }
    stay.key = std::string(kPrefix) + row.code + ":" + std::string(row.category->number) + ":" +
               ToString(stay.begin);
    if (keys_.contains(stay.key) || staging_.HasStatus(stay.key)) {
      record.Fail(kCode, ErrorCode::kDuplicate,
                  "the unit is in this category from " + ToString(stay.begin) + " already");
    }
    stays.push_back(std::move(stay));
  }
  return stays;
}

std::vector<PlaceId> Order376Reader::InsideOf(PlaceId unit) const {
  std::vector<PlaceId> inside;
  const auto add = [&](PlaceId of) {
    for (const PlaceId child : children_[of.value()]) {
      if (std::find(inside.begin(), inside.end(), child) == inside.end()) inside.push_back(child);
    }
  };
  add(unit);
  for (std::size_t i = 0; i < inside.size(); ++i) add(inside[i]);
  return inside;
}

std::optional<PlaceId> Order376Reader::Find(const Excepted& excepted,
                                            const std::vector<PlaceId>& inside) const {
  std::optional<PlaceId> found;
  if (!excepted.is_plain) return found;
  for (const PlaceId id : inside) {
    const Place& unit = builder_.place_at(id);
    if (!excepted.code.empty() && unit.fact.key != KatottgKey(excepted.code)) continue;
    const bool is_named = std::any_of(unit.names.begin(), unit.names.end(), [&](const Name& name) {
      if (name.kind != NameKind::kOfficial) return false;
      std::string folded = Fold(name.text);
      if (folded.starts_with("смт ")) folded.replace(0, std::string_view("смт").size(), "с-ще");
      return std::find(excepted.names.begin(), excepted.names.end(), folded) !=
             excepted.names.end();
    });
    if (!is_named) continue;
    if (found) return std::nullopt;
    found = id;
  }
  return found;
}

PlaceId Order376Reader::StageHeld(PlaceId held) {
  const Place& unit = builder_.place_at(held);
  return staging_.FindOrAddPlaceIn(std::nullopt, unit.fact.key, unit.kind, unit.name);
}

// `name` becomes that of the unit, without what is excepted.
void Order376Reader::ReadName(Record& record, Row& row, const Place* unit, std::string& name) {
  constexpr std::string_view kExcept = " за винятком";
  constexpr std::string_view kPart = "частина ";
  std::string printed;
  // A cell that a page break cut.
  for (const char c : record[kName]) printed += c == '|' || c == '\n' || c == '\r' ? ' ' : c;
  const std::size_t at = printed.find(kExcept);
  name = WithoutBlanks(std::string_view(printed).substr(0, at));
  if (name.empty()) return record.Fail(kName, ErrorCode::kParse, "missing");
  if (unit != nullptr && Fold(name).find(Fold(unit->name)) == std::string::npos) {
    record.Warn(kName, "the codifier names the unit of this code '" + unit->name + "'");
  }
  if (name.starts_with(kPart)) {
    record.Note(kName, "a part of the unit", "taken as 0 to 100 % of it");
    row.extent.fraction_low = 0;
  }
  if (name.starts_with(kPart) || name.find('(') != std::string::npos || at != std::string::npos) {
    row.note = WithoutBlanks(printed);
  }
  if (at == std::string::npos) return;
  std::string_view list = std::string_view(printed).substr(at + kExcept.size());
  if (list.starts_with(':')) list.remove_prefix(1);
  ++excepting_;
  row.extent.fraction_low = 0;
  if (unit == nullptr) return;
  const std::vector<PlaceId> inside = InsideOf(*builder_.FindPlace(unit->fact.key));
  const std::vector<Excepted> excepted = ExceptedIn(list);
  std::string missing;
  for (const Excepted& each : excepted) {
    if (const std::optional<PlaceId> found = Find(each, inside)) {
      const PlaceId staged = StageHeld(*found);
      std::vector<PlaceId>& except = row.extent.except;
      if (std::find(except.begin(), except.end(), staged) == except.end()) {
        except.push_back(staged);
      }
    } else {
      missing += (missing.empty() ? "" : ", ") + each.words;
    }
  }
  if (missing.empty() && !excepted.empty()) {
    row.extent.fraction_low = 10000;
    return;
  }
  row.note += "; not found in the codifier: " + missing;
  record.Warn(kName, "what is excepted is not one unit inside: " + missing,
              "taken as 0 to 100 % of the unit");
}

void Order376Reader::Read(Record& record) {
  bool is_good = false;
  Row row{CategoryOf(record), PlaceId(0), CodeOf(record, is_good), {}, {}, record.line()};
  if (record.error()) return;
  std::vector<Stay> stays = StaysOf(record, row);
  if (record.error()) return;
  const std::string key = is_good ? KatottgKey(row.code) : std::string(kPrefix) + row.code;
  const Place* unit = nullptr;
  if (const std::optional<PlaceId> held = builder_.FindPlace(key)) {
    if (IsCodified(builder_.place_at(*held))) unit = &builder_.place_at(*held);
  }
  if (is_good && unit == nullptr && !children_.empty()) {
    record.Warn(kCode, "not a code of the codifier", "kept, in nothing");
  }
  std::string name;
  ReadName(record, row, unit, name);
  if (record.error()) return;
  AddOthersToNote(layout_, record, row.note);
  row.place = staging_.FindOrAddPlace(key, [&] {
    Place place;
    place.name = name;
    if (is_good) {
      place.kind = KatottgKind(KatottgLevel(row.code));
      place.codes.push_back(Code{CodeSystem::kKatottg, row.code, std::nullopt});
    }
    if (unit == nullptr) {
      for (const Column column : {kOblast, kRaion}) {
        if (record[column].empty()) continue;
        if (!place.fact.note.empty()) place.fact.note += "; ";
        place.fact.note += record[column];
      }
    }
    return place;
  });
  for (Stay& stay : stays) {
    first_ = std::min(first_, stay.begin);
    latest_ = std::max(latest_, stay.begin);
    keys_.insert(stay.key);
    stays_.push_back(std::move(stay));
  }
  rows_.push_back(std::move(row));
}

Day Order376Reader::LastSeen() const { return day_ ? day_->earliest() : latest_; }

// Sets the last days, and warns of what overlaps.
void Order376Reader::HandOver(const std::string& file, ImportReport& report) {
  std::vector<Stay*> order;
  for (Stay& stay : stays_) {
    stay.last = stay.end.value_or(Day::EndOfTime());
    order.push_back(&stay);
  }
  const auto place_of = [&](const Stay* stay) { return rows_[stay->row].place.value(); };
  std::stable_sort(order.begin(), order.end(), [&](const Stay* a, const Stay* b) {
    return std::tuple(place_of(a), a->begin, a->last) < std::tuple(place_of(b), b->begin, b->last);
  });
  const Stay* longest = nullptr;     // of the place so far
  std::array<Stay*, 2> before = {};  // of the place and each axis
  for (std::size_t i = 0; i < order.size(); ++i) {
    Stay* const stay = order[i];
    const Row& row = rows_[stay->row];
    if (i == 0 || place_of(order[i - 1]) != place_of(stay)) {
      longest = nullptr;
      before = {};
    }
    if (longest != nullptr && stay->begin < longest->end.value_or(Day::EndOfTime())) {
      report.issues.Add(Issue{Severity::kWarning, ErrorCode::kInvalidArgument,
                              Where{file, row.line, 1, std::string(kNames[kStart])}, row.code,
                              std::string(row.category->number) + " from " + ToString(stay->begin) +
                                  " is within " +
                                  std::string(rows_[longest->row].category->number) + " from " +
                                  ToString(longest->begin),
                              "kept as given"});
    }
    Stay*& same = before[row.category->axis == Axis::kControl ? 1 : 0];
    if (same != nullptr && same->end == stay->begin && same->begin < stay->begin) {
      same->last = stay->begin - 1;
      ++handovers_;
    }
    same = stay;
    if (longest == nullptr ||
        longest->end.value_or(Day::EndOfTime()) < stay->end.value_or(Day::EndOfTime())) {
      longest = stay;
    }
  }
}

void Order376Reader::AddNotes(const std::string& file, ImportReport& report) const {
  if (!day_) {
    AddFileNote(report, file, {}, "no day of the list in the options or the file's name",
                "taken as that of the latest begin, " + ToString(latest_));
  }
  if (children_.empty()) {
    AddFileNote(report, file, {}, "the codifier (katottg) was not read before",
                "units lie in nothing; " + std::to_string(excepting_) +
                    " rows that except others are 0 to 100 % of theirs");
  }
  if (handovers_ > 0) {
    AddFileNote(report, file, "end",
                std::to_string(handovers_) + " end on the day on which the next on the axis begins",
                "that day is the next one's alone");
  }
}

ActorId Order376Reader::State(std::string_view number, std::string_view name) {
  const std::string key = "cow:" + std::string(number);
  return staging_.FindOrAddActor(key, [&] {
    Actor state;
    state.kind = ActorKind::kState;
    state.name = name;
    // A reader of the state system gives the code its days.
    if (!builder_.FindActor(key)) {
      state.codes.push_back(Code{CodeSystem::kCow, std::string(number), std::nullopt});
    }
    return state;
  });
}

void Order376Reader::Finish(Source source, const std::string& file, ImportReport& report) {
  HandOver(file, report);
  AddNotes(file, report);
  const ActorId ukraine = State("369", "Ukraine");
  const ActorId russia = State("365", "Russia");
  for (const Stay& stay : stays_) {
    const Row& row = rows_[stay.row];
    TerritorialStatus status;
    status.fact.key = stay.key;
    status.fact.locator = std::string(row.category->number) + ", " + row.code;
    status.fact.note = row.note;
    status.fact.span = Span::Make(Moment::OnDay(stay.begin),
                                  stay.end ? Moment::OnDay(stay.last)
                                           : Moment::NotBefore(std::max(stay.begin, LastSeen())))
                           .value();
    status.place = row.place;
    status.extent = row.extent;
    status.axis = row.category->axis;
    status.viewpoint = ukraine;
    status.security = row.category->security;
    if (status.axis == Axis::kControl) {
      status.holders.push_back(russia);
      status.regime = ControlRegime::kMilitaryOccupation;
    }
    status.method = "official list";
    staging_.AddStatus(std::move(status), row.line);
  }
  absl::flat_hash_set<std::uint32_t> covered;
  for (const Row& row : rows_) {
    if (!covered.insert(row.place.value()).second) continue;
    Coverage coverage;
    coverage.key = source.key + ":coverage:" + row.code;
    coverage.table = Table::kStatuses;
    coverage.period = Period::Of(first_, std::max(LastSeen(), latest_) + 1);
    coverage.note = "a unit of the list, from its first begin to its day";
    staging_.AddCoverage(std::move(coverage), row.place);
  }
  source.note +=
      "; days of end are inside, but one on which the unit's next category of the same axis begins "
      "is that one's";
  staging_.Commit(std::move(source), file, builder_);
}

std::string WhyNot(const Shape& shape) { return LayoutOf(shape).problem; }

Result<ImportReport> Read(ImportJob job) {
  const HeaderLayout layout = LayoutOf(job.shape);
  const TableFormat table{layout, kNames, "the list", "", "", "", "in the note, as "};
  const std::string file = job.input->name();
  const std::optional<Moment> day = DayOfEdition(job.options, file);
  Order376Reader list(layout, day, job.builder);
  Result<ImportReport> report = ReadTable(job, kUaOrder376.format.name, ColumnsInWords(job.shape),
                                          table, [&](Record& record) { list.Read(record); });
  if (report.ok() && report->kept > 0) {
    Source source = SourceOf(kUaOrder376.format.name,
                             "List of territories of Ukraine with hostilities or temporarily "
                             "occupied by the Russian Federation",
                             file, job.options);
    source.kind = SourceKind::kOfficialDocument;
    source.locator = "Order 376 of 28.02.2025";
    if (day) source.published = *day;
    list.Finish(std::move(source), file, *report);
  }
  return report;
}

}  // namespace

constexpr FormatReader kUaOrder376 = {
    {"ua-order-376", "Ukraine's list of territories with hostilities or occupied, as statuses"},
    "CSV with the columns' names (table, category, katottg, name, start, end) in a header",
    &WhyNot,
    &Read};

}  // namespace casus::internal
