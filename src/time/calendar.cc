#include "casus/time/calendar.h"

#include "src/time/digits.h"

namespace casus {
namespace {

// The first day of the bin that holds the day.
Day FirstOf(Bin bin, Day day) {
  const Ymd ymd = day.ymd();
  switch (bin) {
    case Bin::kDay: return day;
    case Bin::kWeek: return day - (static_cast<int>(day.weekday()) - 1);
    case Bin::kMonth: return Day::FromYmd(ymd.year, ymd.month, 1);
    case Bin::kQuarter: return Day::FromYmd(ymd.year, (ymd.month - 1) / 3 * 3 + 1, 1);
    case Bin::kYear: return Day::FromYmd(ymd.year, 1, 1);
  }
  return day;
}

// The day after the last of the bin that begins at `first`.
Day EndOf(Bin bin, Day first) {
  switch (bin) {
    case Bin::kDay: return first + 1;
    case Bin::kWeek: return first + 7;
    case Bin::kMonth: return first + DaysInMonth(first.year(), first.month());
    // 80 days on from a quarter's first day lies in its third month.
    case Bin::kQuarter: return EndOf(Bin::kMonth, FirstOf(Bin::kMonth, first + 80));
    case Bin::kYear: return Day::FromYmd(first.year(), 12, 31) + 1;
  }
  return first + 1;
}

}  // namespace

Period BinOf(Bin bin, Day day) {
  const Day first = FirstOf(bin, day);
  return Period::Of(first, EndOf(bin, first));
}

Result<std::vector<Period>> BinsOver(Bin bin, Period period) {
  if (!period.length()) {
    return Error(ErrorCode::kInvalidArgument,
                 "bins need a period with two ends, not " + ToString(period));
  }
  std::vector<Period> bins;
  for (Day day = period.first(); day < period.last();) {
    bins.push_back(BinOf(bin, day));
    day = bins.back().last();
  }
  return bins;
}

std::string BinLabel(Bin bin, Day first) {
  using time_internal::AppendTwoDigits;
  using time_internal::AppendYear;
  const Ymd ymd = first.ymd();
  std::string label;
  switch (bin) {
    case Bin::kDay: return ToString(first);
    case Bin::kWeek: {
      // The week belongs to the year of its Thursday.
      const Day thursday = FirstOf(Bin::kWeek, first) + 3;
      const int year = thursday.year();
      AppendYear(label, year);
      label += "-W";
      AppendTwoDigits(label, (thursday - Day::FromYmd(year, 1, 1)) / 7 + 1);
      break;
    }
    case Bin::kMonth:
      AppendYear(label, ymd.year);
      label += '-';
      AppendTwoDigits(label, ymd.month);
      break;
    case Bin::kQuarter:
      AppendYear(label, ymd.year);
      label += "-Q";
      label += static_cast<char>('1' + (ymd.month - 1) / 3);
      break;
    case Bin::kYear: AppendYear(label, ymd.year); break;
  }
  return label;
}

std::string_view ToString(Bin bin) {
  switch (bin) {
    case Bin::kDay: return "day";
    case Bin::kWeek: return "week";
    case Bin::kMonth: return "month";
    case Bin::kQuarter: return "quarter";
    case Bin::kYear: return "year";
  }
  return "day";
}

Result<Bin> ParseBin(std::string_view text) {
  for (const Bin bin : {Bin::kDay, Bin::kWeek, Bin::kMonth, Bin::kQuarter, Bin::kYear}) {
    if (text == ToString(bin)) return bin;
  }
  return Error(ErrorCode::kParse, "a bin is day, week, month, quarter or year", {},
               std::string(text));
}

}  // namespace casus
