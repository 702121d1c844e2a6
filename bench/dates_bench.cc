// Dates in and out of text, beside Boost.Date_Time and the C library. Names are
// <question>/<method>; each iteration is one date of 4096 between 1946 and 2025.
//
// Unequal: Boost's from_simple_string takes "2014-Mar-18" and other separators too and throws;
// sscanf alone checks neither the day nor the rest of the text, so the days are checked after it as
// ParseDay does.

#include <benchmark/benchmark.h>

#include <boost/date_time/gregorian/gregorian.hpp>
#include <cstdio>
#include <optional>
#include <string>
#include <vector>

#include "casus/time/day.h"
#include "casus/time/edtf.h"
#include "casus/time/moment.h"
#include "casus/time/parse.h"
#include "shapes.h"

namespace casus::bench {
namespace {

namespace gregorian = boost::gregorian;

const std::vector<Day>& Days() {
  static const auto* const kSome = [] {
    auto* const days = new std::vector<Day>;
    Random random(3);
    const Day first = Day::FromYmd(1946, 1, 1);
    while (days->size() < 4096) days->push_back(first + random.Below(80 * 365));
    return days;
  }();
  return *kSome;
}

// text(day) for each of the days.
template <typename Text>
std::vector<std::string> Texts(Text text) {
  std::vector<std::string> texts;
  for (const Day day : Days()) texts.push_back(text(day));
  return texts;
}
std::string Iso(Day day) { return ToString(day); }
std::string Compact(Day day) {
  std::string text = ToString(day);
  std::erase(text, '-');
  return text;
}

// ask(values[i]) for one value after another.
template <typename T, typename Ask>
void Loop(benchmark::State& state, const std::vector<T>& values, Ask ask) {
  std::size_t next = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(ask(values[next]));
    next = (next + 1) % values.size();
  }
}

gregorian::date ToBoost(Day day) {
  return gregorian::date(static_cast<unsigned short>(day.year()),
                         static_cast<unsigned short>(day.month()),
                         static_cast<unsigned short>(day.day()));
}
std::vector<gregorian::date> BoostDays() {
  std::vector<gregorian::date> days;
  for (const Day day : Days()) days.push_back(ToBoost(day));
  return days;
}

void ParseIsoCasus(benchmark::State& state) {
  Loop(state, Texts(Iso), [](const std::string& text) { return ParseDay(text, DayShape::kIso); });
}
void ParseIsoBoost(benchmark::State& state) {
  Loop(state, Texts(Iso),
       [](const std::string& text) { return gregorian::from_simple_string(text); });
}
void ParseIsoSscanf(benchmark::State& state) {
  Loop(state, Texts(Iso), [](const std::string& text) {
    Ymd ymd;
    int read = 0;
    const int fields =
        std::sscanf(text.c_str(), "%4d-%2d-%2d%n", &ymd.year, &ymd.month, &ymd.day, &read);
    return fields == 3 && read == 10 ? Day::TryFromYmd(ymd.year, ymd.month, ymd.day) : std::nullopt;
  });
}
BENCHMARK(ParseIsoCasus)->Name("parse_iso/casus");
BENCHMARK(ParseIsoBoost)->Name("parse_iso/boost");
BENCHMARK(ParseIsoSscanf)->Name("parse_iso/sscanf");

void ParseCompactCasus(benchmark::State& state) {
  Loop(state, Texts(Compact),
       [](const std::string& text) { return ParseDay(text, DayShape::kCompact); });
}
void ParseCompactBoost(benchmark::State& state) {
  Loop(state, Texts(Compact),
       [](const std::string& text) { return gregorian::from_undelimited_string(text); });
}
BENCHMARK(ParseCompactCasus)->Name("parse_compact/casus");
BENCHMARK(ParseCompactBoost)->Name("parse_compact/boost");

// EDTF has no peer in Boost: its simplest text beside Boost's.
void ParseEdtfCasus(benchmark::State& state) {
  Loop(state, Texts(Iso), [](const std::string& text) { return ParseEdtfMoment(text); });
}
BENCHMARK(ParseEdtfCasus)->Name("parse_edtf/casus");
BENCHMARK(ParseIsoBoost)->Name("parse_edtf/boost");

void FormatCasus(benchmark::State& state) {
  Loop(state, Days(), [](Day day) { return ToString(day); });
}
void FormatBoost(benchmark::State& state) {
  Loop(state, BoostDays(),
       [](const gregorian::date& day) { return gregorian::to_iso_extended_string(day); });
}
void FormatSnprintf(benchmark::State& state) {
  Loop(state, Days(), [](Day day) {
    const Ymd ymd = day.ymd();
    char text[40];
    const int size =
        std::snprintf(text, sizeof text, "%04d-%02d-%02d", ymd.year, ymd.month, ymd.day);
    return std::string(text, static_cast<std::size_t>(size));
  });
}
BENCHMARK(FormatCasus)->Name("format_iso/casus");
BENCHMARK(FormatBoost)->Name("format_iso/boost");
BENCHMARK(FormatSnprintf)->Name("format_iso/snprintf");

void YmdCasus(benchmark::State& state) {
  Loop(state, Days(), [](Day day) { return day.ymd(); });
}
void YmdBoost(benchmark::State& state) {
  Loop(state, BoostDays(), [](const gregorian::date& day) { return day.year_month_day(); });
}
BENCHMARK(YmdCasus)->Name("to_ymd/casus");
BENCHMARK(YmdBoost)->Name("to_ymd/boost");

std::vector<Ymd> Ymds() {
  std::vector<Ymd> dates;
  for (const Day day : Days()) dates.push_back(day.ymd());
  return dates;
}
void FromYmdCasus(benchmark::State& state) {
  Loop(state, Ymds(),
       [](const Ymd& date) { return Day::TryFromYmd(date.year, date.month, date.day); });
}
void FromYmdBoost(benchmark::State& state) {
  Loop(state, Ymds(), [](const Ymd& date) {
    return gregorian::date(static_cast<unsigned short>(date.year),
                           static_cast<unsigned short>(date.month),
                           static_cast<unsigned short>(date.day));
  });
}
BENCHMARK(FromYmdCasus)->Name("from_ymd/casus");
BENCHMARK(FromYmdBoost)->Name("from_ymd/boost");

}  // namespace
}  // namespace casus::bench

BENCHMARK_MAIN();
