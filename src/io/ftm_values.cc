#include <algorithm>
#include <string>
#include <utility>

#include "casus/time/parse.h"
#include "src/io/fields.h"
#include "src/io/ftm.h"
#include "src/io/header.h"
#include "src/io/xml.h"

namespace casus::internal {

namespace {

constexpr YearLimits kYears{.min_year = 1000, .max_year = 2999};

constexpr std::int32_t kWhole = 10'000;

std::string_view Trim(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

bool TakePrefix(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text = Trim(text.substr(prefix.size()));
  return true;
}
bool TakeSuffix(std::string_view& text, std::string_view suffix) {
  if (!text.ends_with(suffix)) return false;
  text = Trim(text.substr(0, text.size() - suffix.size()));
  return true;
}

// "51", "51.5", "33,333": at least and at most so many hundredths.
std::optional<Share> NumberOf(std::string_view text) {
  text = Trim(text);
  const std::size_t point = text.find_first_of(".,");
  const std::string_view whole = text.substr(0, point);
  const std::string_view rest =
      point == std::string_view::npos ? std::string_view("0") : text.substr(point + 1);
  if (!IsDigits(whole) || !IsDigits(rest) || whole.size() > 3) return std::nullopt;
  std::int32_t hundredths = 0;
  for (const char c : whole) hundredths = hundredths * 10 + (c - '0');
  for (std::size_t i = 0; i < 2; ++i) {
    hundredths = hundredths * 10 + (i < rest.size() ? rest[i] - '0' : 0);
  }
  const bool is_exact =
      rest.size() <= 2 || rest.find_first_not_of('0', 2) == std::string_view::npos;
  const Share share{hundredths, is_exact ? hundredths : hundredths + 1};
  if (share.high > kWhole) return std::nullopt;
  return share;
}

std::optional<Share> Join(std::string_view low_text, std::string_view high_text) {
  const std::optional<Share> low = NumberOf(low_text);
  const std::optional<Share> high = NumberOf(high_text);
  if (!low || !high || low->low > high->high) return std::nullopt;
  return Share{low->low, high->high};
}

}  // namespace

Result<Moment> ReadFtmDate(std::string_view text) {
  const auto year_of = [&]() -> std::optional<int> {
    const std::string_view digits = text.substr(0, 4);
    if (!IsDigits(digits) || digits.size() != 4) return std::nullopt;
    const int year = static_cast<int>(ToInteger(digits).value());
    if (year < kYears.min_year || year > kYears.max_year) return std::nullopt;
    return year;
  };
  if (text.size() == 4) {
    if (const std::optional<int> year = year_of()) return Moment::InYear(*year);
  } else if (text.size() == 7 && text[4] == '-' && IsDigits(text.substr(5))) {
    if (const std::optional<int> year = year_of()) {
      return Moment::InMonth(*year, static_cast<int>(ToInteger(text.substr(5)).value()));
    }
  } else {
    const bool has_time = text.size() > 10 && (text[10] == 'T' || text[10] == ' ') &&
                          text.find_first_not_of("0123456789:.+-Z", 11) == std::string_view::npos;
    const Result<Day> day = ParseDay(has_time ? text.substr(0, 10) : text, DayShape::kIso, kYears);
    if (day.ok()) return Moment::OnDay(*day);
    return day.error();
  }
  return Error(ErrorCode::kParse, "no date of FollowTheMoney's", {}, std::string(text));
}

std::optional<Moment> LearntFrom(const std::optional<Moment>& first,
                                 const std::optional<Moment>& last) {
  if (!first || !last || last->latest() <= first->earliest()) return first;
  return Moment::Between(first->earliest(), last->latest()).value();
}

std::optional<Share> ReadShare(std::string_view text) {
  std::string plain = LowerCase(CollapseBlanks(text));
  for (const auto& [from, to] : {std::pair<std::string_view, std::string_view>{"per cent", ""},
                                 {"percent", ""},
                                 {"%", ""},
                                 {"\u2013", "-"},
                                 {"\u2265", ">"},
                                 {"\u2264", "<"}}) {
    for (std::size_t at; (at = plain.find(from)) != std::string::npos;) {
      plain.replace(at, from.size(), to);
    }
  }
  std::string_view rest = Trim(plain);
  if (TakePrefix(rest, "between ")) {
    const std::size_t middle = rest.find(" and ");
    if (middle == std::string_view::npos) return std::nullopt;
    return Join(rest.substr(0, middle), rest.substr(middle + 5));
  }
  for (const std::string_view word : {">=", ">", "more than ", "at least ", "over ", "above "}) {
    if (TakePrefix(rest, word)) return Join(rest, "100");
  }
  for (const std::string_view word :
       {"<=", "<", "less than ", "up to ", "at most ", "under ", "below "}) {
    if (TakePrefix(rest, word)) return Join("0", rest);
  }
  if (TakeSuffix(rest, "+") || TakeSuffix(rest, " or more")) return Join(rest, "100");
  if (TakeSuffix(rest, " or less")) return Join("0", rest);
  for (const std::string_view word : {"-", " to "}) {
    const std::size_t middle = rest.find(word);
    if (middle != std::string_view::npos) {
      return Join(rest.substr(0, middle), rest.substr(middle + word.size()));
    }
  }
  return NumberOf(rest);
}

}  // namespace casus::internal
