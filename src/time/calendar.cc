#include "casus/time/calendar.h"

#include <cstdio>

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
    case Bin::kMonth: return FirstOf(bin, first + 27) + DaysInMonth(first.year(), first.month());
    // 80 days on from a quarter's first day is inside its third month, 360 inside its year.
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
  const Ymd ymd = first.ymd();
  char text[24];
  switch (bin) {
    case Bin::kDay: return ToString(first);
    case Bin::kWeek: {
      // The week belongs to the year of its Thursday.
      const Day thursday = FirstOf(Bin::kWeek, first) + 3;
      const int year = thursday.year();
      const int week = (thursday - Day::FromYmd(year, 1, 1)) / 7 + 1;
      std::snprintf(text, sizeof text, "%04d-W%02d", year, week);
      return text;
    }
    case Bin::kMonth:
      std::snprintf(text, sizeof text, "%04d-%02d", ymd.year, ymd.month);
      return text;
    case Bin::kQuarter:
      std::snprintf(text, sizeof text, "%04d-Q%d", ymd.year, (ymd.month - 1) / 3 + 1);
      return text;
    case Bin::kYear:
      std::snprintf(text, sizeof text, "%04d", ymd.year);
      return text;
  }
  return ToString(first);
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
