#include "casus/io/columns.h"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <condition_variable>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <iterator>
#include <mutex>
#include <new>
#include <system_error>
#include <thread>
#include <utility>

#if defined(__linux__)
#include <sys/mman.h>
#endif

#include "casus/base/function_ref.h"
#include "src/io/cells.h"
#include "src/io/records.h"
#include "src/io/utf8.h"
#include "src/io/words.h"

namespace casus {

namespace {

using internal::Cells;
using internal::CellState;
using internal::RecordReader;
using internal::RecordRun;
using internal::ShortKey;
using internal::Words;
using Step = DelimitedReader::Step;

constexpr std::size_t kLargestBuffer = std::size_t{1} << 20;

// An array that grows by realloc: of large ones the system moves pages and copies nothing.
class Array {
 public:
  explicit Array(std::size_t width) : width_(width) {}
  Array(Array&& other) noexcept
      : width_(other.width_),
        bytes_(std::exchange(other.bytes_, nullptr)),
        size_(std::exchange(other.size_, 0)),
        capacity_(std::exchange(other.capacity_, 0)) {}
  Array& operator=(Array&&) = delete;
  ~Array() { std::free(bytes_); }

  // `expected`: how many there may be in the end, which costs only what is then used of it.
  void Append(const void* values, std::size_t count, std::size_t expected) {
    if (count == 0) return;
    if (capacity_ - size_ < count) {
      Resize(std::max({size_ + count, capacity_ + capacity_ / 2, expected}));
    }
    std::memcpy(bytes_ + size_ * width_, values, count * width_);
    size_ += count;
  }
  // Gives back what is not used.
  void Fit() {
    if (size_ < capacity_ && size_ > 0) Resize(size_);
  }

  char* data() { return bytes_; }
  std::size_t size() const { return size_; }
  std::size_t bytes() const { return capacity_ * width_; }

 private:
  void Resize(std::size_t capacity) {
    void* const moved = std::realloc(bytes_, capacity * width_);
    if (moved == nullptr) throw std::bad_alloc();
    bytes_ = static_cast<char*>(moved);
    capacity_ = capacity;
    UseLargePages();
  }

  // First use of a page of 4 KiB takes as long as to fill it.
  void UseLargePages() const {
#if defined(__linux__)
    constexpr std::uintptr_t kPage = 4096;
    constexpr std::size_t kLarge = std::size_t{2} << 20;
    if (bytes() < kLarge) return;
    // The whole of it: what is advised in part only cannot be moved by realloc any more.
    const auto begin = reinterpret_cast<std::uintptr_t>(bytes_) & ~(kPage - 1);
    const auto end =
        (reinterpret_cast<std::uintptr_t>(bytes_) + bytes() + kPage - 1) & ~(kPage - 1);
    // Only an advice: nothing depends on it.
    madvise(reinterpret_cast<void*>(begin), end - begin, MADV_HUGEPAGE);
#endif
  }

  std::size_t width_;
  char* bytes_ = nullptr;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
};

std::size_t WidthOf(ColumnType type) {
  switch (type) {
    case ColumnType::kText: return sizeof(std::uint32_t);
    case ColumnType::kInteger: return sizeof(std::int64_t);
    case ColumnType::kReal: return sizeof(double);
    case ColumnType::kDay: return sizeof(Day);
  }
  return 0;
}

// A value of any type but text, as it lies in an array; of none, zeros.
struct Value {
  std::array<char, 8> bytes{};
};
template <typename T>
Value ValueOf(T typed) {
  Value value;
  std::memcpy(value.bytes.data(), &typed, sizeof(typed));
  return value;
}

// A cell looked at with care.
struct CellReading {
  enum class Kind : std::uint8_t { kValue, kMissing, kWrong } kind = Kind::kValue;
  Value value;
  ErrorCode code = ErrorCode::kParse;
  std::string message;
};

template <typename Number>
CellReading ReadNumber(std::string_view text, std::string_view wanted) {
  CellReading reading;
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = end == text.data() + text.size();
  bool finite = true;
  if constexpr (std::is_floating_point_v<Number>) finite = std::isfinite(number);
  if (whole && error == std::errc::result_out_of_range) {
    reading.kind = CellReading::Kind::kWrong;
    reading.code = ErrorCode::kOutOfRange;
    reading.message = std::string(wanted) + " that 64 bits do not hold";
  } else if (!whole || error != std::errc() || !finite) {
    reading.kind = CellReading::Kind::kWrong;
    reading.message = "not " + std::string(wanted);
  } else {
    reading.value = ValueOf(number);
  }
  return reading;
}

bool IsMissing(const ColumnSpec& spec, std::string_view text) {
  return std::find(spec.missing.begin(), spec.missing.end(), text) != spec.missing.end();
}

CellReading ReadTyped(const ColumnSpec& spec, std::string_view text) {
  switch (spec.type) {
    case ColumnType::kText: return {};
    case ColumnType::kInteger: return ReadNumber<std::int64_t>(text, "a whole number");
    case ColumnType::kReal: return ReadNumber<double>(text, "a number");
    case ColumnType::kDay: {
      CellReading reading;
      const Result<Day> day = ParseDay(text, spec.day_shape, spec.year_limits);
      if (day.ok()) {
        reading.value = ValueOf(*day);
      } else {
        reading.kind = CellReading::Kind::kWrong;
        reading.code = day.error().code();
        reading.message = day.error().message();
      }
      return reading;
    }
  }
  return {};
}

CellReading ReadCell(const ColumnSpec& spec, std::string_view text) {
  if (!IsMissing(spec, text)) return ReadTyped(spec, text);
  CellReading reading;
  reading.kind = CellReading::Kind::kMissing;
  reading.message = "missing";
  return reading;
}

void Store(const Value& value, ColumnType type, std::size_t row, char* values) {
  const std::size_t width = WidthOf(type);
  std::memcpy(values + row * width, value.bytes.data(), width);
}

// What a column is, worked out once.
struct ColumnPlan {
  ColumnSpec spec;
  bool empty_is_missing = false;
  // Missing words that would be read as values, or as texts, if they were not looked for first.
  std::vector<std::string> words_first;
};

ColumnPlan PlanOf(const ColumnSpec& spec) {
  ColumnPlan plan{spec, IsMissing(spec, ""), {}};
  for (const std::string& word : spec.missing) {
    const bool reads = ReadTyped(spec, word).kind == CellReading::Kind::kValue;
    if (!word.empty() && reads) plan.words_first.push_back(word);
  }
  return plan;
}

// The day of "2020-12-03" and, as midnight, "2020-12-03 00:00:00.000", from the year 1000 on; empty
// for all else, right or wrong.
std::optional<Day> PlainIsoDay(std::string_view text, DayShape shape, YearLimits limits) {
  constexpr std::size_t kSize = 10;
  constexpr std::string_view kMidnight = " 00:00:00.000";
  if (shape == DayShape::kIsoMidnight) {
    if (text.size() != kSize + kMidnight.size() || text.substr(kSize) != kMidnight) {
      return std::nullopt;
    }
    text = text.substr(0, kSize);
  } else if (shape != DayShape::kIso) {
    return std::nullopt;
  }
  if (text.size() != kSize || text[4] != '-' || text[7] != '-') return std::nullopt;
  int parts[3] = {0, 0, 0};
  constexpr std::size_t kDigits[] = {0, 1, 2, 3, 5, 6, 8, 9};
  for (std::size_t i = 0; i < 8; ++i) {
    const int digit = text[kDigits[i]] - '0';
    if (digit < 0 || digit > 9) return std::nullopt;
    int& part = parts[i < 4 ? 0 : i < 6 ? 1 : 2];
    part = 10 * part + digit;
  }
  if (parts[0] < 1000 || parts[0] < limits.min_year || parts[0] > limits.max_year) {
    return std::nullopt;
  }
  return Day::TryFromYmd(parts[0], parts[1], parts[2]);
}

// The days of texts seen not long ago. Only days are kept, of texts of up to 32 bytes.
class DayMemo {
 public:
  template <bool padded>
  std::optional<Day> Find(std::string_view text, std::size_t& at) const {
    const Key key = KeyOf<padded>(text);
    at = static_cast<std::size_t>(
             internal::Mix(key.head.low ^ key.tail.low, key.head.high ^ key.tail.high)) %
         kSize;
    if (entries_.empty()) return std::nullopt;
    const Entry& entry = entries_[at];
    return entry.key == key && entry.used ? std::optional(entry.day) : std::nullopt;
  }
  void Keep(std::string_view text, std::size_t at, Day day) {
    if (entries_.empty()) entries_.resize(kSize);
    entries_[at] = {KeyOf<false>(text), day, true};
  }
  static bool Holds(std::string_view text) { return text.size() <= 2 * internal::kShortKeyBytes; }

 private:
  static constexpr std::size_t kSize = 4096;
  struct Key {
    ShortKey head;
    ShortKey tail;
    friend bool operator==(const Key&, const Key&) = default;
  };
  struct Entry {
    Key key;
    Day day = Day::FromNumber(0);
    bool used = false;
  };

  template <bool padded>
  static Key KeyOf(std::string_view text) {
    constexpr std::size_t kHalf = internal::kShortKeyBytes;
    const std::string_view head = text.substr(0, kHalf);
    Key key;
    if constexpr (padded) {
      key.head = internal::ShortKeyOfPadded(head.data(), head.size());
    } else {
      key.head = internal::ShortKeyOf(head);
    }
    if (text.size() > kHalf) {
      const std::string_view tail = text.substr(kHalf);
      if constexpr (padded) {
        key.tail = internal::ShortKeyOfPadded(tail.data(), tail.size());
      } else {
        key.tail = internal::ShortKeyOf(tail);
      }
    }
    return key;
  }

  std::vector<Entry> entries_;  // none until the first is kept
};

// Rows that were converted, in the order of the text.
struct Block {
  struct Part {
    std::vector<char> values;  // as in the column
    std::vector<CellState> states;
  };
  std::size_t file = 0;
  std::size_t words = 0;     // whose numbers of texts these are
  std::uint64_t number = 0;  // of the block
  std::size_t rows = 0;
  std::uint64_t refused = 0;
  std::vector<Part> parts;
  std::vector<Issue> issues;
};

// What is wrong with a cell, before it is known where that is.
struct CellIssue {
  std::size_t row;
  std::size_t column;
  bool refuses;
  ErrorCode code;
  std::string message;
};

Issue IssueOf(CellIssue&& found, Where where, std::string_view text) {
  return {found.refuses ? Severity::kError : Severity::kWarning,
          found.code,
          std::move(where),
          internal::Excerpt(text),
          std::move(found.message),
          found.refuses ? "record refused" : "kept as missing"};
}

// Makes rows of records. One for each thread: it keeps the numbers of texts.
class Converter {
 public:
  Converter(const std::vector<ColumnPlan>& plans, const DelimitedOptions& text)
      : plans_(plans), quotes_(text.quoting == Quoting::kRfc4180), words_(plans.size()) {
    for (const ColumnPlan& plan : plans) {
      days_.push_back(plan.spec.type == ColumnType::kDay ? std::make_unique<DayMemo>() : nullptr);
    }
  }

  // `places`: where the columns stand. `wanted`: how many fields a record must have, or at least.
  struct Layout {
    std::vector<std::size_t> places;
    std::size_t wanted = 0;
    bool at_least = false;
    std::string name;  // of the file
  };

  void Convert(const RecordRun& run, const Layout& layout, Block& block) {
    FindRows(run, layout);
    block.parts.resize(plans_.size());
    found_.clear();
    refused_.assign(rows_.size(), 0);
    for (std::size_t column = 0; column < plans_.size(); ++column) {
      if (!MayRefuse(plans_[column].spec)) continue;
      FindCells(run, layout.places[column]);
      ReadCells(column, block.parts[column]);
    }
    const auto dropped = static_cast<std::size_t>(std::count(refused_.begin(), refused_.end(), 1));
    for (std::size_t column = 0; column < plans_.size(); ++column) {
      const ColumnSpec& spec = plans_[column].spec;
      if (spec.type == ColumnType::kText) {
        FindCells(run, layout.places[column]);
        if (!MayRefuse(spec)) ReadCells(column, block.parts[column]);
        NumberTexts(column, block, block.parts[column]);
      }
      if (dropped > 0) DropRefused(spec.type, block.parts[column]);
    }
    if (!found_.empty() || !ragged_.empty()) TellIssues(run, layout, block);
    block.rows = rows_.size() - dropped;
    block.refused = dropped + ragged_.size();
  }

  // Adds a record of which the fields are known.
  void ConvertOne(const RecordReader& reader, const Layout& layout, Block& block) {
    const std::span<const std::string_view> fields = reader.fields();
    block.parts.resize(plans_.size());
    if (fields.size() < layout.wanted) {
      block.issues.push_back(WrongFields(layout, reader.line(), reader.raw(), fields.size()));
      ++block.refused;
      return;
    }
    std::vector<CellReading> readings;
    std::vector<Issue> issues;
    for (std::size_t column = 0; column < plans_.size(); ++column) {
      const ColumnSpec& spec = plans_[column].spec;
      const std::size_t place = layout.places[column];
      CellReading& reading = readings.emplace_back(ReadCell(spec, fields[place]));
      if (std::optional<CellIssue> issue = IssueIn(spec, reading, block.rows, column)) {
        const bool refuses = issue->refuses;
        Issue told = IssueOf(*std::move(issue), reader.WhereOf(place, spec.name), fields[place]);
        if (refuses) {
          block.issues.push_back(std::move(told));
          ++block.refused;
          return;
        }
        issues.push_back(std::move(told));
      }
    }
    for (std::size_t column = 0; column < plans_.size(); ++column) {
      const ColumnType type = plans_[column].spec.type;
      Block::Part& part = block.parts[column];
      const bool has = readings[column].kind == CellReading::Kind::kValue;
      part.values.resize((block.rows + 1) * WidthOf(type));
      part.states.push_back(has ? CellState::kValue : CellState::kEmpty);
      if (type == ColumnType::kText) {
        const std::string_view text = fields[layout.places[column]];
        const std::uint32_t number = has ? words_[column].NumberOf(text, Words::KeyOf<false>(text),
                                                                   WhenOf(block, block.rows))
                                         : Column::kNoWord;
        std::memcpy(part.values.data() + block.rows * sizeof(number), &number, sizeof(number));
      } else {
        Store(has ? readings[column].value : Value(), type, block.rows, part.values.data());
      }
    }
    std::move(issues.begin(), issues.end(), std::back_inserter(block.issues));
    ++block.rows;
  }

  std::vector<Words>& words() { return words_; }

 private:
  // A record of a wrong number of fields, before the row `before`.
  struct Ragged {
    std::size_t before;
    std::size_t begin;
    std::size_t end;
    std::size_t fields;
  };

  struct Row {
    std::uint32_t begin;
    std::uint32_t end;  // without the line end
    std::uint32_t first_end;
    std::uint32_t fields;
  };

  static bool MayRefuse(const ColumnSpec& spec) {
    return spec.type != ColumnType::kText || spec.when_missing == CellRule::kRefuse;
  }

  // Orders the places of texts: by block, then by row.
  static std::uint64_t WhenOf(const Block& block, std::size_t row) {
    return block.number << 32 | row;
  }

  std::optional<CellIssue> IssueIn(const ColumnSpec& spec, CellReading& reading, std::size_t row,
                                   std::size_t column) const {
    switch (reading.kind) {
      case CellReading::Kind::kValue: return std::nullopt;
      case CellReading::Kind::kMissing:
        if (spec.when_missing == CellRule::kKeep) return std::nullopt;
        return CellIssue{row, column, true, reading.code, std::move(reading.message)};
      case CellReading::Kind::kWrong:
        return CellIssue{row, column, spec.when_wrong == CellRule::kRefuse, reading.code,
                         std::move(reading.message)};
    }
    return std::nullopt;
  }

  // The records that are no empty lines and have as many fields as they must.
  void FindRows(const RecordRun& run, const Layout& layout) {
    const internal::Structure& found = run.page->found;
    const char* const bytes = run.page->bytes.get();
    ragged_.clear();
    rows_.clear();
    rows_.reserve(run.record_count);
    fewest_fields_ = layout.wanted;
    std::size_t begin = run.begin;
    std::size_t first = run.first_end;
    for (std::size_t i = 0; i < run.record_count; ++i) {
      const std::size_t last = found.records[run.first_record + i];
      const std::size_t fields = last + 1 - first;
      const std::size_t last_begin = fields == 1 ? begin : found.ends[last - 1] + std::size_t{1};
      const std::size_t line_end = found.ends[last];
      std::size_t end = line_end;
      for (int cr = 0; cr < 2 && end > last_begin && bytes[end - 1] == '\r'; ++cr) --end;
      if (end == begin) {
        // An empty line.
      } else if (layout.at_least ? fields < layout.wanted : fields != layout.wanted) {
        ragged_.push_back({rows_.size(), begin, end, fields});
      } else {
        rows_.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end),
                         static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(fields)});
      }
      begin = line_end + 1;
      first = last + 1;
    }
  }

  // The bytes of the cells of a column, without the quotes around them.
  void FindCells(const RecordRun& run, std::size_t place) {
    const std::size_t count = rows_.size();
    begins_.resize(count);
    sizes_.resize(count);
    const std::uint32_t* const ends = run.page->found.ends.get();
    bytes_ = run.page->bytes.get();
    std::uint32_t* const begins = begins_.data();
    std::uint32_t* const sizes = sizes_.data();
    const Row* const rows = rows_.data();
    if (place > 0 && place + 1 < fewest_fields_) {
      for (std::size_t i = 0; i < count; ++i) {
        const std::uint32_t* const end = ends + rows[i].first_end + place;
        begins[i] = end[-1] + 1;
        sizes[i] = end[0] - end[-1] - 1;
      }
    } else {
      for (std::size_t i = 0; i < count; ++i) {
        const Row& row = rows[i];
        const std::uint32_t begin = place == 0 ? row.begin : ends[row.first_end + place - 1] + 1;
        const std::uint32_t end = place + 1 == row.fields ? row.end : ends[row.first_end + place];
        begins[i] = begin;
        sizes[i] = end - begin;
      }
    }
    if (!quotes_) return;
    quoted_.resize(count);
    for (std::size_t i = 0; i < count; ++i) {
      const std::uint32_t quoted = sizes[i] >= 2 && bytes_[begins[i]] == '"' ? 1 : 0;
      quoted_[i] = static_cast<unsigned char>(quoted);
      begins[i] += quoted;
      sizes[i] -= 2 * quoted;
    }
  }

  std::string_view CellBytes(std::size_t row) const { return {bytes_ + begins_[row], sizes_[row]}; }

  // Bytes of a quoted cell may hold doubled quotes, others hold no quotes.
  bool HasDoubledQuotes(std::size_t row) const {
    return quotes_ && quoted_[row] != 0 && CellBytes(row).find('"') != std::string_view::npos;
  }
  std::string_view CellText(std::size_t row) {
    return HasDoubledQuotes(row) ? Undoubled(CellBytes(row)) : CellBytes(row);
  }
  // Lives until the next call.
  std::string_view Undoubled(std::string_view text) {
    scratch_.clear();
    internal::AppendUndoubled(scratch_, text);
    return scratch_;
  }

  void ReadCells(std::size_t column, Block::Part& part) {
    const ColumnPlan& plan = plans_[column];
    const std::size_t count = rows_.size();
    part.values.resize(count * WidthOf(plan.spec.type));
    part.states.resize(count);
    CellState* const states = part.states.data();
    const Cells cells{bytes_, begins_.data(), sizes_.data(), count};
    const bool is_text = plan.spec.type == ColumnType::kText;
    std::size_t others = 0;
    switch (plan.spec.type) {
      case ColumnType::kText:
        for (std::size_t i = 0; i < count; ++i) {
          states[i] = sizes_[i] == 0 ? CellState::kEmpty : CellState::kValue;
        }
        break;
      case ColumnType::kInteger:
        others = internal::ReadIntegers(cells, reinterpret_cast<std::int64_t*>(part.values.data()),
                                        states);
        break;
      case ColumnType::kReal:
        others = internal::ReadReals(cells, reinterpret_cast<double*>(part.values.data()), states);
        break;
      case ColumnType::kDay: others = ReadDays(column, part); break;
    }
    for (const std::string& word : plan.words_first) {
      for (std::size_t i = 0; i < count; ++i) {
        if (sizes_[i] < word.size() || CellText(i) != word) continue;
        states[i] = CellState::kOther;
        ++others;
      }
    }
    const bool empty_is_easy =
        plan.empty_is_missing ? plan.spec.when_missing == CellRule::kKeep : is_text;
    const CellState of_empty = plan.empty_is_missing ? CellState::kEmpty : CellState::kValue;
    if (others == 0 && empty_is_easy && of_empty == CellState::kEmpty) return;
    for (std::size_t i = 0; i < count; ++i) {
      if (states[i] == CellState::kValue) continue;
      if (states[i] == CellState::kEmpty && empty_is_easy) {
        states[i] = of_empty;
        continue;
      }
      CellReading reading = ReadCell(plan.spec, CellText(i));
      states[i] = reading.kind == CellReading::Kind::kValue ? CellState::kValue : CellState::kEmpty;
      if (!is_text) {
        const bool has = reading.kind == CellReading::Kind::kValue;
        Store(has ? reading.value : Value(), plan.spec.type, i, part.values.data());
      }
      if (std::optional<CellIssue> issue = IssueIn(plan.spec, reading, i, column)) {
        if (issue->refuses) refused_[i] = 1;
        found_.push_back(*std::move(issue));
      }
    }
  }

  // Returns how many cells are kOther.
  std::size_t ReadDays(std::size_t column, Block::Part& part) const {
    const ColumnSpec& spec = plans_[column].spec;
    DayMemo& memo = *days_[column];
    Day* const days = reinterpret_cast<Day*>(part.values.data());
    std::size_t others = 0;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      const std::string_view text = CellBytes(i);
      std::optional<Day> known = PlainIsoDay(text, spec.day_shape, spec.year_limits);
      if (!known && !text.empty() && DayMemo::Holds(text)) {
        std::size_t at = 0;
        known = memo.Find<true>(text, at);
        if (!known) {
          const Result<Day> day = ParseDay(text, spec.day_shape, spec.year_limits);
          if (day.ok()) {
            known = *day;
            memo.Keep(text, at, *day);
          }
        }
      }
      days[i] = known.value_or(Day::FromNumber(0));
      part.states[i] = known          ? CellState::kValue
                       : text.empty() ? CellState::kEmpty
                                      : CellState::kOther;
      others += part.states[i] == CellState::kOther ? 1 : 0;
    }
    return others;
  }

  // Only of rows that are kept, so that each word is that of a row.
  void NumberTexts(std::size_t column, const Block& block, Block::Part& part) {
    Words& words = words_[column];
    auto* const ids = reinterpret_cast<std::uint32_t*>(part.values.data());
    // First what is looked for, so that many searches wait for memory at once.
    const std::size_t count = rows_.size();
    keys_.resize(count);
    Words::Key* const keys = keys_.data();
    for (std::size_t i = 0; i < count; ++i) {
      keys[i] = HasDoubledQuotes(i) ? Words::KeyOf<false>(Undoubled(CellBytes(i)))
                                    : Words::KeyOf<true>(CellBytes(i));
      words.PrefetchSlot(keys[i]);
    }
    for (std::size_t i = 0; i < count; ++i) words.PrefetchKey(keys[i]);
    const CellState* const states = part.states.data();
    std::size_t row = 0;
    for (std::size_t i = 0; i < count; ++i) {
      if (refused_[i] != 0) continue;
      const std::uint64_t when = WhenOf(block, row++);
      ids[i] = states[i] == CellState::kValue ? words.NumberOf(CellText(i), keys[i], when)
                                              : Column::kNoWord;
    }
  }

  void DropRefused(ColumnType type, Block::Part& part) const {
    const std::size_t width = WidthOf(type);
    std::size_t kept = 0;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      if (refused_[i] != 0) continue;
      std::memmove(part.values.data() + kept * width, part.values.data() + i * width, width);
      part.states[kept] = part.states[i];
      ++kept;
    }
    part.values.resize(kept * width);
    part.states.resize(kept);
  }

  // Of a refused record its first error, of others the warnings.
  void TellIssues(const RecordRun& run, const Layout& layout, Block& block) {
    std::stable_sort(found_.begin(), found_.end(),
                     [](const CellIssue& a, const CellIssue& b) { return a.row < b.row; });
    const std::string_view bytes(run.page->bytes.get(), run.end);
    std::uint64_t line = run.first_line;
    std::size_t line_begin = run.begin;
    const auto go_to = [&](std::size_t place) {
      line += internal::CountLf(bytes.substr(line_begin, place - line_begin));
      line_begin = place;
    };
    std::size_t next_ragged = 0;
    const auto tell_ragged = [&](std::size_t row) {
      for (; next_ragged < ragged_.size() && ragged_[next_ragged].before <= row; ++next_ragged) {
        const Ragged& ragged = ragged_[next_ragged];
        go_to(ragged.begin);
        block.issues.push_back(WrongFields(
            layout, line, bytes.substr(ragged.begin, ragged.end - ragged.begin), ragged.fields));
      }
    };
    std::size_t told_of = rows_.size();
    for (CellIssue& issue : found_) {
      if (refused_[issue.row] != 0 && (!issue.refuses || told_of == issue.row)) continue;
      tell_ragged(issue.row);
      if (issue.refuses) told_of = issue.row;
      const Row& row = rows_[issue.row];
      go_to(row.begin);
      const std::size_t place = layout.places[issue.column];
      const std::uint32_t* const ends = run.page->found.ends.get() + row.first_end;
      const std::size_t begin = place == 0 ? row.begin : ends[place - 1] + std::size_t{1};
      const std::size_t end = place + 1 == row.fields ? row.end : ends[place];
      const std::string_view before = bytes.substr(row.begin, begin - row.begin);
      const std::size_t lf = before.rfind('\n');
      std::string_view text = bytes.substr(begin, end - begin);
      if (quotes_ && text.starts_with('"')) text = Undoubled(text.substr(1, text.size() - 2));
      Where where{.file = layout.name,
                  .line = line + internal::CountLf(before),
                  .column = before.size() - (lf == std::string_view::npos ? 0 : lf + 1) + 1,
                  .field = plans_[issue.column].spec.name};
      block.issues.push_back(IssueOf(std::move(issue), std::move(where), text));
    }
    tell_ragged(rows_.size());
  }

  static Issue WrongFields(const Layout& layout, std::uint64_t line, std::string_view raw,
                           std::size_t fields) {
    const std::string wanted = (layout.at_least ? "at least " : "") + std::to_string(layout.wanted);
    return {Severity::kError,
            ErrorCode::kParse,
            Where{.file = layout.name, .line = line, .column = 1, .field = {}},
            internal::Excerpt(raw),
            internal::WrongFieldCount(fields, wanted),
            "record refused"};
  }

  const std::vector<ColumnPlan>& plans_;
  bool quotes_;
  std::vector<Words> words_;
  std::vector<std::unique_ptr<DayMemo>> days_;

  // Of the run at hand.
  std::vector<Row> rows_;
  std::size_t fewest_fields_ = 0;
  const char* bytes_ = nullptr;
  std::vector<std::uint32_t> begins_;
  std::vector<std::uint32_t> sizes_;
  std::vector<unsigned char> quoted_;
  std::vector<unsigned char> refused_;  // 0 or 1
  std::vector<Ragged> ragged_;
  std::vector<Words::Key> keys_;
  std::vector<CellIssue> found_;
  std::string scratch_;
};

// The columns while they are made.
class Maker {
 public:
  explicit Maker(std::size_t max_issues) : issues(max_issues) {}

  void AddColumn(std::size_t width) {
    values.emplace_back(width);
    present.emplace_back(sizeof(std::uint64_t));
    missing.push_back(0);
  }

  // `left`: how much of the file is still to be read, as a multiple of what the block was made of.
  void Append(const Block& block, double left) {
    const std::size_t now = rows + block.rows;
    // An estimate; of a first block that is like no other it must not become too much.
    const double later =
        std::min(1.02 * left * static_cast<double>(block.rows), 64.0 * static_cast<double>(now));
    const std::size_t expected = now + static_cast<std::size_t>(later);
    for (std::size_t column = 0; column < block.parts.size(); ++column) {
      values[column].Append(block.parts[column].values.data(), block.rows, expected);
      AppendBits(block.parts[column].states.data(), block.rows, column, expected);
    }
    rows += block.rows;
    segments.push_back({block.rows, block.words});
    for (const Issue& issue : block.issues) issues.Add(issue);
    files[block.file].kept += block.rows;
    files[block.file].refused += block.refused;
    refused += block.refused;
  }

  // Rows one behind the other whose texts are numbered by the same converter.
  struct Segment {
    std::size_t rows;
    std::size_t words;
  };

  std::vector<Array> values;
  std::vector<Array> present;
  std::vector<std::size_t> missing;
  std::size_t rows = 0;
  std::uint64_t refused = 0;
  std::vector<FileRows> files;
  std::vector<Segment> segments;
  IssueLog issues;

 private:
  void AppendBits(const CellState* states, std::size_t count, std::size_t column,
                  std::size_t expected) {
    Array& bits = present[column];
    std::size_t has = 0;
    for (std::size_t i = 0; i < count;) {
      const std::size_t at = (rows + i) % 64;
      if (at == 0) {
        const std::uint64_t none = 0;
        bits.Append(&none, 1, expected / 64 + 1);
      }
      const std::size_t size = std::min(64 - at, count - i);
      const std::uint64_t word = ValueBits(states + i, size);
      has += static_cast<std::size_t>(std::popcount(word));
      std::uint64_t last;
      char* const place = bits.data() + (bits.size() - 1) * sizeof(last);
      std::memcpy(&last, place, sizeof(last));
      last |= word << at;
      std::memcpy(place, &last, sizeof(last));
      i += size;
    }
    missing[column] += count - has;
  }

  // A bit for each of up to 64 states, kValue or kEmpty: 1 for kValue.
  static std::uint64_t ValueBits(const CellState* states, std::size_t count) {
    static_assert(static_cast<int>(CellState::kValue) == 0 &&
                  static_cast<int>(CellState::kEmpty) == 1);
    std::uint64_t empty = 0;
    std::size_t i = 0;
    for (; std::endian::native == std::endian::little && i + 8 <= count; i += 8) {
      std::uint64_t eight;
      std::memcpy(&eight, states + i, sizeof(eight));
      // The product has the lowest bits of the eight bytes in its highest byte.
      empty |= (eight * 0x0102040810204080U >> 56) << i;
    }
    for (; i < count; ++i) empty |= std::uint64_t{states[i] != CellState::kValue} << i;
    const std::uint64_t all = count == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << count) - 1;
    return ~empty & all;
  }
};

// A run on its way to rows.
struct Job {
  RecordRun run;
  std::shared_ptr<const Converter::Layout> layout;
  Block block;
  bool done = false;
};

// Converts runs in the threads it has beside the calling one, and gives them back in their order.
// With none of its own the calling thread does all at once.
class Pipeline {
 public:
  Pipeline(const std::vector<ColumnPlan>& plans, const DelimitedOptions& text, std::size_t threads)
      : threads_(threads) {
    // One for each thread, and one for records that come one by one; a single thread has one for
    // all, so that its numbers of texts are those of the table.
    const std::size_t converters = threads == 1 ? 1 : threads + 1;
    for (std::size_t i = 0; i < converters; ++i) {
      converters_.push_back(std::make_unique<Converter>(plans, text));
    }
    for (std::size_t i = 1; i < threads; ++i) workers_.emplace_back([this, i] { Work(i); });
  }
  Pipeline(const Pipeline&) = delete;
  Pipeline& operator=(const Pipeline&) = delete;
  ~Pipeline() {
    {
      const std::lock_guard lock(mutex_);
      stop_ = true;
    }
    given_.notify_all();
    for (std::thread& worker : workers_) worker.join();
  }

  // A job to be filled; its block is empty.
  std::unique_ptr<Job> NewJob() {
    std::unique_ptr<Job> job;
    if (free_.empty()) {
      job = std::make_unique<Job>();
    } else {
      job = std::move(free_.back());
      free_.pop_back();
    }
    job->done = false;
    job->block.number = next_number_++;
    job->block.rows = 0;
    job->block.refused = 0;
    job->block.issues.clear();
    return job;
  }

  // What is done comes out of it by Take, in the order given in.
  void Give(std::unique_ptr<Job> job) {
    Job* const given = job.get();
    pending_.push_back(std::move(job));
    if (given->done) return;
    if (threads_ == 1) {
      Convert(*given, 0);
      given->done = true;
      return;
    }
    {
      const std::lock_guard lock(mutex_);
      queue_.push_back(given);
    }
    given_.notify_one();
    // Where the others have enough to do, this thread is one of them.
    while (QueueSize() > threads_) HelpOrWait();
  }

  // For a record by itself. REQUIRES: the job's turn, of those that come one by one, is after all
  // that were given.
  void ConvertOne(const RecordReader& reader, const Converter::Layout& layout, Job& job) {
    job.block.words = converters_.size() - 1;
    converters_.back()->ConvertOne(reader, layout, job.block);
  }

  // The next job that is done; nullptr where the next one is not. `wait`: until it is.
  std::unique_ptr<Job> Take(bool wait) {
    if (pending_.empty()) return nullptr;
    while (!IsDone(*pending_.front())) {
      if (!wait) return nullptr;
      HelpOrWait();
    }
    std::unique_ptr<Job> job = std::move(pending_.front());
    pending_.pop_front();
    return job;
  }
  void Recycle(std::unique_ptr<Job> job) { free_.push_back(std::move(job)); }

  std::vector<std::unique_ptr<Converter>>& converters() { return converters_; }

 private:
  void Convert(Job& job, std::size_t converter) {
    job.block.words = converter;
    converters_[converter]->Convert(job.run, *job.layout, job.block);
  }

  void Work(std::size_t converter) {
    std::unique_lock lock(mutex_);
    for (;;) {
      given_.wait(lock, [this] { return stop_ || !queue_.empty(); });
      if (stop_) return;
      ConvertNext(converter, lock);
    }
  }

  void ConvertNext(std::size_t converter, std::unique_lock<std::mutex>& lock) {
    Job* const job = queue_.front();
    queue_.pop_front();
    lock.unlock();
    Convert(*job, converter);
    lock.lock();
    job->done = true;
    done_.notify_one();
  }

  void HelpOrWait() {
    std::unique_lock lock(mutex_);
    if (!queue_.empty()) {
      ConvertNext(0, lock);
    } else if (!pending_.front()->done) {
      done_.wait(lock);
    }
  }

  std::size_t QueueSize() {
    const std::lock_guard lock(mutex_);
    return queue_.size();
  }
  bool IsDone(const Job& job) {
    const std::lock_guard lock(mutex_);
    return job.done;
  }

  const std::size_t threads_;
  std::vector<std::unique_ptr<Converter>> converters_;
  std::deque<std::unique_ptr<Job>> pending_;  // given and not yet taken
  std::vector<std::unique_ptr<Job>> free_;
  std::uint64_t next_number_ = 0;

  std::mutex mutex_;  // over what follows, and Job::done
  std::condition_variable given_;
  std::condition_variable done_;
  std::deque<Job*> queue_;
  bool stop_ = false;
  std::vector<std::thread> workers_;
};

// As many records that come one by one are collected before they are passed on.
constexpr std::size_t kCollectedRecords = 1024;

Error Misuse(std::string message) { return {ErrorCode::kInvalidArgument, std::move(message)}; }

Result<void> CheckSpecs(const std::vector<ColumnSpec>& specs, const ColumnOptions& options) {
  if (specs.empty()) return Misuse("no columns are asked for");
  for (std::size_t i = 0; i < specs.size(); ++i) {
    const ColumnSpec& spec = specs[i];
    for (std::size_t other = 0; other < i; ++other) {
      if (specs[other].name == spec.name) {
        return Misuse("two columns are called '" + spec.name + "'");
      }
    }
    if (options.header && spec.position) {
      return Misuse("column '" + spec.name + "' is asked for by position where there is a header");
    }
    if (!options.header && !spec.position) {
      return Misuse("column '" + spec.name + "' needs a position where there is no header");
    }
    if (spec.position && options.text.columns != 0 && *spec.position >= options.text.columns) {
      return Misuse("column '" + spec.name + "' stands behind the last of " +
                    std::to_string(options.text.columns));
    }
  }
  return {};
}

// Where the columns stand, by the header.
Result<void> FindColumns(const RecordReader& reader, const std::vector<ColumnSpec>& specs,
                         Converter::Layout& layout) {
  const std::span<const std::string_view> names = reader.fields();
  layout.wanted = names.size();
  for (const ColumnSpec& spec : specs) {
    const auto found = std::find(names.begin(), names.end(), spec.name);
    if (found == names.end()) {
      return Error(ErrorCode::kNotFound, "no column '" + spec.name + "' in the header",
                   Where{.file = reader.name(), .line = reader.line(), .column = 1, .field = {}},
                   internal::Excerpt(reader.raw()));
    }
    const auto second = std::find(found + 1, names.end(), spec.name);
    if (second != names.end()) {
      return Error(ErrorCode::kDuplicate, "a second column of that name",
                   reader.WhereOf(static_cast<std::size_t>(second - names.begin()), spec.name),
                   spec.name);
    }
    layout.places.push_back(static_cast<std::size_t>(found - names.begin()));
  }
  return {};
}

// Numbers the texts as they first occur in the table, whichever converter met them.
Words Unite(const std::vector<Words*>& met, std::vector<std::vector<std::uint32_t>>& numbers) {
  struct Place {
    std::uint64_t when;
    std::uint32_t converter;
    std::uint32_t number;
  };
  std::vector<Place> places;
  numbers.assign(met.size(), {});
  for (std::size_t i = 0; i < met.size(); ++i) {
    numbers[i].resize(met[i]->size());
    for (std::size_t number = 0; number < met[i]->size(); ++number) {
      places.push_back({met[i]->when(number), static_cast<std::uint32_t>(i),
                        static_cast<std::uint32_t>(number)});
    }
  }
  std::sort(places.begin(), places.end(),
            [](const Place& a, const Place& b) { return a.when < b.when; });
  Words words;
  for (const Place& place : places) {
    const std::string_view text = (*met[place.converter])[place.number];
    numbers[place.converter][place.number] =
        words.NumberOf(text, Words::KeyOf<false>(text), place.when);
  }
  for (Words* const one : met) *one = Words();
  return words;
}

}  // namespace

class ColumnTable::Impl {
 public:
  Impl(const std::vector<ColumnSpec>& specs, const ColumnOptions& options)
      : options_(options), maker_(options.max_issues) {
    for (const ColumnSpec& spec : specs) plans_.push_back(PlanOf(spec));
    for (const ColumnSpec& spec : specs) maker_.AddColumn(WidthOf(spec.type));
    options_.text.buffer_bytes = std::min(options_.text.buffer_bytes, kLargestBuffer);
  }

  Result<void> Read(std::size_t files,
                    FunctionRef<Result<std::unique_ptr<Input>>(std::size_t)> open) {
    std::size_t threads = options_.threads;
    if (threads == 0) threads = std::max(1U, std::thread::hardware_concurrency());
    Pipeline pipeline(plans_, options_.text, threads);
    for (std::size_t i = 0; i < files; ++i) {
      Result<std::unique_ptr<Input>> input = open(i);
      if (!input.ok()) return input.error();
      if (Result<void> read = ReadFile(*std::move(input), pipeline); !read.ok()) return read;
    }
    Collect(pipeline, nullptr, true);
    FinishTexts(pipeline);
    FinishColumns();
    return {};
  }

  const Maker& made() const { return maker_; }
  std::span<const Column> columns() const { return columns_; }
  std::size_t bytes() const {
    std::size_t bytes = 0;
    for (const Array& values : maker_.values) bytes += values.bytes();
    for (const Array& present : maker_.present) bytes += present.bytes();
    for (const Words& words : words_) bytes += words.bytes();
    return bytes;
  }

 private:
  Result<void> ReadFile(std::unique_ptr<Input> input, Pipeline& pipeline) {
    const std::size_t file = maker_.files.size();
    maker_.files.push_back({input->name(), 0, 0, 0});
    RecordReader reader(std::move(input), options_.text);
    const auto layout = std::make_shared<Converter::Layout>();
    layout->name = reader.name();
    if (Result<void> begun = Begin(reader, *layout); !begun.ok()) return begun;

    std::unique_ptr<Job> single;  // of records that come one by one
    const auto give_single = [&] {
      if (single == nullptr) return;
      single->done = true;
      pipeline.Give(std::move(single));
    };
    for (;;) {
      std::unique_ptr<Job> job = single != nullptr ? nullptr : pipeline.NewJob();
      RecordRun run;
      if (reader.NextRun(run)) {
        give_single();
        if (job == nullptr) job = pipeline.NewJob();
        job->run = std::move(run);
        job->layout = layout;
        job->block.file = file;
        pipeline.Give(std::move(job));
        Collect(pipeline, &reader, false);
        continue;
      }
      const Step step = reader.Next();
      if (step == Step::kEnd) break;
      if (step == Step::kFailed) return reader.error();
      if (single == nullptr) {
        single = std::move(job);
        single->block.parts.clear();
      }
      single->block.file = file;
      if (step == Step::kRecord) {
        pipeline.ConvertOne(reader, *layout, *single);
      } else {
        const Error& error = reader.error();
        single->block.issues.push_back({Severity::kError, error.code(), error.where(), error.text(),
                                        error.message(), "record refused"});
        ++single->block.refused;
      }
      if (single->block.rows + single->block.refused >= kCollectedRecords) give_single();
      Collect(pipeline, &reader, false);
    }
    give_single();
    return {};
  }

  Result<void> Begin(RecordReader& reader, Converter::Layout& layout) const {
    std::vector<ColumnSpec> specs;
    for (const ColumnPlan& plan : plans_) specs.push_back(plan.spec);
    if (!options_.header) {
      for (const ColumnSpec& spec : specs) {
        layout.places.push_back(*spec.position);
        layout.wanted = std::max(layout.wanted, *spec.position + 1);
      }
      layout.at_least = options_.text.columns == 0;
      if (!layout.at_least) layout.wanted = options_.text.columns;
      return {};
    }
    switch (reader.Next()) {
      case Step::kRecord: break;
      case Step::kEnd:
        return Error(ErrorCode::kCorrupt, "there is no header line",
                     Where{.file = reader.name(), .field = {}});
      case Step::kRefused:
      case Step::kFailed: return reader.error();
    }
    if (Result<void> found = FindColumns(reader, specs, layout); !found.ok()) return found;
    reader.set_columns(layout.wanted);
    return {};
  }

  // Takes in what is done. `reader` is where the runs came from.
  void Collect(Pipeline& pipeline, RecordReader* reader, bool wait) {
    while (std::unique_ptr<Job> job = pipeline.Take(wait)) {
      const std::size_t bytes = job->run.end - job->run.begin;
      const bool known = reader != nullptr && bytes > 0;
      maker_.Append(
          job->block,
          known ? static_cast<double>(reader->BytesLeft()) / static_cast<double>(bytes) : 0);
      RecordRun run = std::exchange(job->run, RecordRun());
      if (reader != nullptr && run.page != nullptr) reader->GiveBack(std::move(run));
      pipeline.Recycle(std::move(job));
    }
  }

  void FinishTexts(Pipeline& pipeline) {
    std::vector<std::unique_ptr<Converter>>& converters = pipeline.converters();
    words_.resize(plans_.size());
    for (std::size_t column = 0; column < plans_.size(); ++column) {
      if (plans_[column].spec.type != ColumnType::kText) continue;
      if (converters.size() == 1) {
        words_[column] = std::move(converters[0]->words()[column]);
        words_[column].Close();
        continue;
      }
      std::vector<Words*> met;
      for (const auto& converter : converters) met.push_back(&converter->words()[column]);
      std::vector<std::vector<std::uint32_t>> numbers;
      words_[column] = Unite(met, numbers);
      words_[column].Close();
      auto* id = reinterpret_cast<std::uint32_t*>(maker_.values[column].data());
      for (const Maker::Segment& segment : maker_.segments) {
        const std::vector<std::uint32_t>& number = numbers[segment.words];
        for (std::size_t i = 0; i < segment.rows; ++i, ++id) {
          if (*id != Column::kNoWord) *id = number[*id];
        }
      }
    }
  }

  void FinishColumns() {
    std::size_t row = 0;
    for (FileRows& file : maker_.files) {
      file.first_row = row;
      row += file.kept;
    }
    maker_.segments = {};
    columns_.resize(plans_.size());
    for (std::size_t i = 0; i < plans_.size(); ++i) {
      maker_.values[i].Fit();
      maker_.present[i].Fit();
      Column& column = columns_[i];
      column.name_ = plans_[i].spec.name;
      column.type_ = plans_[i].spec.type;
      column.size_ = maker_.rows;
      column.missing_ = maker_.missing[i];
      column.present_ = reinterpret_cast<const std::uint64_t*>(maker_.present[i].data());
      column.values_ = maker_.values[i].data();
      column.words_ = words_[i].words();
    }
  }

  ColumnOptions options_;
  std::vector<ColumnPlan> plans_;
  Maker maker_;
  std::vector<Words> words_;
  std::vector<Column> columns_;
};

namespace {

void RequireType(const Column& column, ColumnType type) {
  if (column.type() != type) internal::DieOnMisuse("Column: not a column of that type");
}

}  // namespace

std::span<const std::int64_t> Column::integers() const {
  RequireType(*this, ColumnType::kInteger);
  return {static_cast<const std::int64_t*>(values_), size_};
}
std::span<const double> Column::reals() const {
  RequireType(*this, ColumnType::kReal);
  return {static_cast<const double*>(values_), size_};
}
std::span<const Day> Column::days() const {
  RequireType(*this, ColumnType::kDay);
  return {static_cast<const Day*>(values_), size_};
}
std::span<const std::uint32_t> Column::ids() const {
  RequireType(*this, ColumnType::kText);
  return {static_cast<const std::uint32_t*>(values_), size_};
}
std::span<const std::string_view> Column::words() const {
  RequireType(*this, ColumnType::kText);
  return words_;
}
std::string_view Column::text(std::size_t row) const {
  const std::uint32_t id = ids()[row];
  return id == kNoWord ? std::string_view() : words_[id];
}

ColumnTable::ColumnTable(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
ColumnTable::~ColumnTable() = default;
ColumnTable::ColumnTable(ColumnTable&&) noexcept = default;
ColumnTable& ColumnTable::operator=(ColumnTable&&) noexcept = default;

Result<ColumnTable> ColumnTable::Read(const std::vector<std::string>& files,
                                      const std::vector<ColumnSpec>& specs,
                                      const ColumnOptions& options) {
  if (Result<void> checked = CheckSpecs(specs, options); !checked.ok()) return checked.error();
  auto impl = std::make_unique<Impl>(specs, options);
  const Result<void> read =
      impl->Read(files.size(), [&](std::size_t i) { return OpenInput(files[i]); });
  if (!read.ok()) return read.error();
  return ColumnTable(std::move(impl));
}

Result<ColumnTable> ColumnTable::Read(std::unique_ptr<Input> input,
                                      const std::vector<ColumnSpec>& specs,
                                      const ColumnOptions& options) {
  if (Result<void> checked = CheckSpecs(specs, options); !checked.ok()) return checked.error();
  auto impl = std::make_unique<Impl>(specs, options);
  const Result<void> read =
      impl->Read(1, [&](std::size_t) { return Result<std::unique_ptr<Input>>(std::move(input)); });
  if (!read.ok()) return read.error();
  return ColumnTable(std::move(impl));
}

std::size_t ColumnTable::size() const { return impl_->made().rows; }
std::span<const Column> ColumnTable::columns() const { return impl_->columns(); }
const Column& ColumnTable::column(std::string_view name) const {
  for (const Column& column : columns()) {
    if (column.name() == name) return column;
  }
  internal::DieOnMisuse("ColumnTable::column: no column of that name");
}
std::uint64_t ColumnTable::refused() const { return impl_->made().refused; }
std::span<const FileRows> ColumnTable::files() const { return impl_->made().files; }
const IssueLog& ColumnTable::issues() const { return impl_->made().issues; }
std::size_t ColumnTable::bytes() const { return impl_->bytes(); }

}  // namespace casus
