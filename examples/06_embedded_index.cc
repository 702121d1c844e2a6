// Shows: casus inside your own program. Your rows stay yours; the timeline answers with their
// numbers, in runs; groups (here: countries) are asked as fast as if each had a timeline of its
// own; a snapshot of a chronicle is opened by mapping.
//
//   example_06_embedded_index [FOLDER]

#include <casus/casus.h>

#include <filesystem>
#include <iostream>
#include <string>
#include <vector>

#include "bundled.h"

namespace {

struct Strike {
  const char* town;
  casus::Group country;
  int deaths;
};

}  // namespace

int main(int argc, char** argv) {
  const std::vector<Strike> strikes = {
      {"Northtown", 0, 3}, {"Millbrook", 0, 1}, {"Farhaven", 1, 7}, {"Lakeside", 1, 2}};
  std::vector<casus::Span> spans;
  for (const char* when : {"2022-03-04", "2022-03", "2022-03-20", "2022-05-01"}) {
    spans.push_back(casus::ParseEdtfSpan(when).value());
  }
  const casus::Timeline timeline = casus::Timeline::Build(spans).value();

  const casus::Period march = casus::Period::OfMonth(2022, 3);
  casus::Bounds deaths;
  timeline.RunsDuring(march, [&](std::span<const casus::Row> rows, casus::Truth truth) {
    for (const casus::Row row : rows) {
      deaths.possible += strikes[row].deaths;
      if (truth == casus::Truth::kCertain) deaths.certain += strikes[row].deaths;
    }
  });
  std::cout << "Deaths in March: " << deaths << '\n';

  std::vector<casus::GroupMember> members;
  for (casus::Row row = 0; row < strikes.size(); ++row) {
    members.push_back({strikes[row].country, row});
  }
  const casus::GroupedTimeline by_country =
      casus::GroupedTimeline::Build(timeline, members).value();
  const casus::Day day = casus::Day::FromYmd(2022, 3, 4);
  for (const casus::Group country : {0U, 1U}) {
    std::cout << "Strikes in country " << country << " on " << day << ": "
              << by_country.CountAt(country, day) << '\n';
  }

  // A chronicle is read once and saved; every later program opens it without reading it.
  const casus::Chronicle read = ReadOrExit(argc > 1 ? argv[1] : "examples/data/russia-ukraine");
  const std::string path =
      (std::filesystem::temp_directory_path() / "casus_example_06.casus").string();
  const casus::Result<void> saved = read.Save(path);
  if (!saved.ok()) {
    std::cerr << saved.error() << '\n';
    return 1;
  }
  const casus::Result<casus::Chronicle> opened = casus::Chronicle::Open(path);
  std::filesystem::remove(path);  // what was opened stays open
  if (!opened.ok()) {
    std::cerr << opened.error() << '\n';
    return 1;
  }
  casus::EventQuery battles;
  battles.types = {casus::EventType::kBattle};
  battles.when = casus::During{casus::Period::OfYear(2022)};
  std::cout << "Battles of 2022 in the snapshot: " << opened->Count(battles) << '\n';
}
