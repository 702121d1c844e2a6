// KATOTTG: Ukraine's codifier of administrative units and territories of communities (approved by
// Order 290 of 26.11.2020 of the ministry for communities and territories).
//
// Layout: a table with the codifier's own column names in a header, mostly between semicolons.
//
//   Перший ... Четвертий рівень, Додатковий рівень   the codes of the unit and of all it lies in
//   Категорія об’єкта   O oblast or autonomous republic, K city with special status, P raion,
//                       H territory of a community, M city, T urban-type settlement (until 2024),
//                       X settlement, C village, B district of a city
//   Назва об’єкта       the name without the word for what it is
//
// A row is a place, key "katottg:<code>", of the kind that its category says, in the unit of the
// next level up. Some rows repeat a code where there is no such level: Prypiat lies in its oblast
// and Kyiv's districts in Kyiv. The official name, with the word for what it is ("с. Нове", "Нова
// територіальна громада"), stands among the names; lists write it so.
//
// An edition says what was so on its day, not since when: the places have no span. Its day is that
// of the options or in the file's name, and the coverage is that day, by first-level unit.

#include "src/io/katottg.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "casus/actor/codes.h"
#include "casus/time/parse.h"
#include "src/io/fields.h"
#include "src/io/format.h"
#include "src/io/header.h"
#include "src/io/staging.h"

namespace casus::internal {

namespace {

enum Column : std::size_t {
  kFirstLevel,
  kSecondLevel,
  kThirdLevel,
  kFourthLevel,
  kDistrictLevel,
  kCategory,
  kName,
  kColumns,
};
constexpr std::array<std::string_view, kColumns> kNames = {
    "Перший рівень",     "Другий рівень",     "Третій рівень", "Четвертий рівень",
    "Додатковий рівень", "Категорія об’єкта", "Назва об’єкта"};
constexpr std::size_t kRequired[] = {kFirstLevel,    kSecondLevel, kThirdLevel, kFourthLevel,
                                     kDistrictLevel, kCategory,    kName};
constexpr std::pair<std::string_view, std::size_t> kAliases[] = {{"Категорія об'єкта", kCategory},
                                                                 {"Назва об'єкта", kName}};
constexpr HeaderNames kHeader = {kNames, kRequired, kAliases};

constexpr std::string_view kKeyPrefix = "katottg:";
constexpr std::string_view kUkrainian = "uk";
constexpr YearLimits kEditions{.min_year = 2014, .max_year = 2099};

struct Category {
  std::string_view letter;
  int level;
  std::string_view before;  // and after the name: the words for what it is
  std::string_view after;
};
constexpr Category kCategories[] = {
    {"O", 1, "", " область"}, {"K", 1, "м. ", ""},
    {"P", 2, "", " район"},   {"H", 3, "", " територіальна громада"},
    {"M", 4, "м. ", ""},      {"T", 4, "смт ", ""},
    {"X", 4, "с-ще ", ""},    {"C", 4, "с. ", ""},
    {"B", 5, "", " район"},
};
// The one unit of its category that is no oblast.
constexpr std::string_view kRepublic = "Автономна Республіка";

std::string OfficialName(const Category& category, std::string_view name) {
  if (name.starts_with(kRepublic)) return std::string(name);
  return std::string(category.before) + std::string(name) + std::string(category.after);
}

// The digits that the codes of all within a unit begin with.
std::string_view DigitsOf(std::string_view code) {
  constexpr std::size_t kEnds[] = {4, 6, 9, 12, 14};
  return code.substr(0, kEnds[KatottgLevel(code) - 1]);
}

// A day as names of files write it. Eight digits have one reading: a year is no day and month.
std::optional<Day> DayIn(std::string text) {
  Result<Day> day =
      ParseDay(text, text.size() == 8 ? DayShape::kCompact : DayShape::kIso, kEditions);
  if (!day.ok()) {
    if (text.size() == 8 && IsDigits(text)) text.insert(4, "-").insert(2, "-");
    day = ParseDay(text, DayShape::kDmyDashes, kEditions);
  }
  return day.ok() ? std::optional<Day>(*day) : std::nullopt;
}

HeaderLayout LayoutOf(const Shape& shape) { return LayoutByHeader(shape.first, kHeader); }

class KatottgReader {
 public:
  explicit KatottgReader(ChronicleBuilder& builder) : builder_(builder), staging_(builder) {}

  // Keeps the record, or leaves an error in it.
  void Read(Record& record, const HeaderLayout& layout);
  void Finish(Source source, const std::optional<Moment>& day, const std::string& file,
              ImportReport& report);

 private:
  struct Row {
    const Category* category;
    std::string code;
    std::string parent;  // empty: none
    std::string name;
    std::string note;
    std::uint64_t line;
  };

  // A level's code; empty, or an error in the record, where there is none.
  std::string CodeOf(Record& record, std::size_t column);
  bool IsHeld(const std::string& code) const;
  PlaceId ParentOf(const Row& row, const std::string& file, ImportReport& report);

  ChronicleBuilder& builder_;
  Staging staging_;
  std::vector<Row> rows_;
  absl::flat_hash_set<std::string> codes_;
  std::uint64_t with_blanks_ = 0;
};

std::string KatottgReader::CodeOf(Record& record, std::size_t column) {
  const std::string_view code = record[column];
  if (code.empty()) return {};
  if (const Result<void> good = CheckCode(CodeSystem::kKatottg, code); !good.ok()) {
    record.Fail(column, good.error());
    return {};
  }
  // So units can't lie in each other.
  if (KatottgLevel(code) > static_cast<int>(column) + 1) {
    record.Fail(column, ErrorCode::kInvalidArgument, "a code of units further down");
  }
  return std::string(code);
}

bool KatottgReader::IsHeld(const std::string& code) const {
  const std::optional<PlaceId> held = builder_.FindPlace(KatottgKey(code));
  return held && IsCodified(builder_.place_at(*held));
}

void KatottgReader::Read(Record& record, const HeaderLayout& layout) {
  const auto* const category =
      std::find_if(std::begin(kCategories), std::end(kCategories),
                   [&](const Category& known) { return known.letter == record[kCategory]; });
  if (category == std::end(kCategories)) {
    return record.Fail(kCategory, ErrorCode::kInvalidArgument,
                       "not one of the categories O, K, P, H, M, T, X, C and B");
  }
  const auto own = static_cast<std::size_t>(category->level - 1);
  Row row{category, CodeOf(record, own), {}, {}, {}, record.line()};
  if (row.code.empty()) {
    record.Fail(own, ErrorCode::kParse, "missing");
  } else if (KatottgLevel(row.code) != category->level) {
    record.Fail(own, ErrorCode::kInvalidArgument, "not a code of units of its category");
  }
  for (std::size_t column = own + 1; column <= kDistrictLevel; ++column) {
    if (!record[column].empty()) {
      record.Fail(column, ErrorCode::kInvalidArgument, "a code below the level of its category");
    }
  }
  for (std::size_t column = 0; column < own; ++column) {
    const std::string code = CodeOf(record, column);
    if (!code.empty() && code != row.code) row.parent = code;
  }
  if (own > 0 && row.parent.empty()) {
    record.Fail(own - 1, ErrorCode::kParse, "missing, and so is all that it lies in");
  }
  const std::string_view name = WithoutBlanks(record[kName]);
  if (name.empty()) record.Fail(kName, ErrorCode::kParse, "missing");
  if (record.error()) return;
  if (codes_.contains(row.code) || IsHeld(row.code)) {
    return record.Fail(own, ErrorCode::kDuplicate, "a unit of this code is there already");
  }
  if (!row.parent.empty() && !row.code.starts_with(DigitsOf(row.parent))) {
    record.Warn(own, "its code is not one of units in " + row.parent);
  }
  with_blanks_ += name.size() == record[kName].size() ? 0 : 1;
  row.name = name;
  AddOthersToNote(layout, record, row.note);
  codes_.insert(row.code);
  rows_.push_back(std::move(row));
}

PlaceId KatottgReader::ParentOf(const Row& row, const std::string& file, ImportReport& report) {
  if (!codes_.contains(row.parent) && !IsHeld(row.parent)) {
    report.issues.Add(Issue{Severity::kWarning, ErrorCode::kNotFound,
                            Where{file, row.line, 1, std::string(kNames[kFirstLevel])}, row.parent,
                            "the unit that " + row.code + " lies in is not in the file",
                            "kept, named by its code"});
  }
  return staging_.FindOrAddPlace(KatottgKey(row.parent), [&] {
    Place unit;
    unit.kind = KatottgKind(KatottgLevel(row.parent));
    unit.name = row.parent;
    unit.codes.push_back(Code{CodeSystem::kKatottg, row.parent, std::nullopt});
    return unit;
  });
}

void KatottgReader::Finish(Source source, const std::optional<Moment>& day, const std::string& file,
                           ImportReport& report) {
  if (with_blanks_ > 0) {
    AddFileNote(report, file, {}, std::to_string(with_blanks_) + " names with blanks around them",
                "left out");
  }
  if (!day) {
    AddFileNote(report, file, {}, "no day of the edition in the options or the file's name",
                "nothing is said of what it covers");
  }
  // What others lie in comes first.
  std::stable_sort(rows_.begin(), rows_.end(), [](const Row& a, const Row& b) {
    return a.category->level < b.category->level;
  });
  for (const Row& row : rows_) {
    std::optional<PlaceId> parent;
    if (!row.parent.empty()) parent = ParentOf(row, file, report);
    const PlaceId id = staging_.FindOrAddPlaceIn(parent, KatottgKey(row.code),
                                                 KatottgKind(row.category->level), row.name);
    Place& unit = staging_.place(id);
    unit.names.push_back(Name{OfficialName(*row.category, row.name), NameKind::kOfficial,
                              std::string(kUkrainian), std::nullopt});
    // Where a list that was read before named it.
    if (unit.name != row.name) {
      unit.names.push_back(Name{row.name, NameKind::kShort, std::string(kUkrainian), std::nullopt});
    }
    unit.codes.push_back(Code{CodeSystem::kKatottg, row.code, std::nullopt});
    unit.fact.note = row.note;
    if (day && row.category->level == 1) {
      Coverage coverage;
      coverage.key = source.key + ":coverage:" + row.code;
      coverage.table = Table::kPlaces;
      coverage.period = Period::Of(day->earliest(), day->latest() + 1);
      coverage.complete = report.refused == 0;
      coverage.note = "the units of one edition";
      staging_.AddCoverage(std::move(coverage), id);
    }
  }
  staging_.Commit(std::move(source), file, builder_);
}

std::string WhyNot(const Shape& shape) { return LayoutOf(shape).problem; }

Result<ImportReport> Read(ImportJob job) {
  const HeaderLayout layout = LayoutOf(job.shape);
  const TableFormat table{layout, kNames, "the codifier", "", "", "", "in the note, as "};
  const std::string file = job.input->name();
  KatottgReader units(job.builder);
  Result<ImportReport> report =
      ReadTable(job, kKatottg.format.name, ColumnsInWords(job.shape), table,
                [&](Record& record) { units.Read(record, layout); });
  if (report.ok() && report->kept > 0) {
    const std::optional<Moment> day = DayOfEdition(job.options, file);
    Source source =
        SourceOf(kKatottg.format.name,
                 "Codifier of administrative units and territories of communities of Ukraine", file,
                 job.options);
    source.kind = SourceKind::kOfficialDocument;
    source.locator = "Order 290 of 26.11.2020";
    if (day) source.published = *day;
    units.Finish(std::move(source), day, file, *report);
  }
  return report;
}

}  // namespace

std::string KatottgKey(std::string_view code) {
  return std::string(kKeyPrefix) + std::string(code);
}

int KatottgLevel(std::string_view code) {
  constexpr std::string_view kParts[] = {"00", "00", "000", "000", "00"};
  int level = 0;
  std::size_t at = 2;
  for (int i = 0; i < 5; ++i) {
    if (code.substr(at, kParts[i].size()) != kParts[i]) level = i + 1;
    at += kParts[i].size();
  }
  return std::max(level, 1);
}

PlaceKind KatottgKind(int level) {
  constexpr PlaceKind kKinds[] = {PlaceKind::kAdmin1, PlaceKind::kAdmin2, PlaceKind::kAdmin3,
                                  PlaceKind::kSettlement, PlaceKind::kDistrict};
  return kKinds[level - 1];
}

bool IsCodified(const Place& unit) {
  return unit.fact.key.starts_with(kKeyPrefix) &&
         std::any_of(unit.names.begin(), unit.names.end(), [](const Name& name) {
           return name.kind == NameKind::kOfficial && name.language == kUkrainian;
         });
}

std::string_view WithoutBlanks(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n";
  const std::size_t first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

void AddOthersToNote(const HeaderLayout& layout, const Record& record, std::string& note) {
  for (const auto& other : layout.others) {
    const std::string_view cell = record.AtPlace(other.first);
    if (cell.empty()) continue;
    if (!note.empty()) note += "; ";
    note += OtherName("", other) + "=" + std::string(cell);
  }
}

std::optional<Moment> DayOfEdition(const ImportOptions& options, const std::string& file) {
  if (options.published) {
    const Moment& day = *options.published;
    if (day.earliest().is_finite() && day.latest().is_finite()) return day;
  }
  const std::string name = BaseName(file);
  const auto is_digit = [&](std::size_t at) {
    return at < name.size() && IsDigits(std::string_view(name).substr(at, 1));
  };
  std::optional<Day> found;
  for (std::size_t at = 0; at < name.size(); ++at) {
    if (!is_digit(at) || (at > 0 && is_digit(at - 1))) continue;
    for (const std::size_t size : {std::size_t{8}, std::size_t{10}}) {
      if (is_digit(at + size)) continue;
      const std::optional<Day> day = DayIn(name.substr(at, size));
      if (day && found && *day != *found) return std::nullopt;
      if (day) found = day;
    }
  }
  if (found) return Moment::OnDay(*found);
  return std::nullopt;
}

constexpr FormatReader kKatottg = {
    {"katottg", "Ukraine's codifier of administrative units (KATOTTG), as places"},
    "a table with the codifier's columns (Перший рівень, ..., Категорія об’єкта, Назва об’єкта) in "
    "a header",
    &WhyNot,
    &Read};

}  // namespace casus::internal
