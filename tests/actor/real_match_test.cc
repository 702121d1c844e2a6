// The list of the Office of Foreign Assets Control (sdn.csv, alt.csv): is an entity found by its
// strong aliases, and are others left alone?

#include <algorithm>
#include <cstdint>
#include <iostream>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "casus/actor/match.h"
#include "casus/io/delimited.h"
#include "casus/io/input.h"
#include "gtest/gtest.h"
#include "tests/io/real_data.h"

namespace {

using casus::BearerKind;
using casus::DelimitedReader;
using casus::NameEntry;
using casus::NameKind;
using casus::NameMatcher;

std::vector<std::vector<std::string>> RecordsOf(const std::string& path, std::size_t columns) {
  casus::DelimitedOptions options = casus::DelimitedOptions::Csv();
  options.columns = columns;
  DelimitedReader reader(casus::OpenInput(path).value(), options);
  std::vector<std::vector<std::string>> records;
  for (DelimitedReader::Step step = reader.Next();
       step != DelimitedReader::Step::kEnd && step != DelimitedReader::Step::kFailed;
       step = reader.Next()) {
    if (step == DelimitedReader::Step::kRecord) {
      records.emplace_back(reader.fields().begin(), reader.fields().end());
    }
  }
  return records;
}

// Aliases that have no word of the name ("PKK") are not what a matcher of names can find.
bool ShareAWord(const casus::NameScore& score) {
  return std::any_of(score.pairing.begin(), score.pairing.end(), [](const casus::TokenPair& pair) {
    return pair.similarity > 0 && pair.weight >= 0.4;
  });
}

TEST(OfacNames, AreFoundByTheirAliases) {
  const std::string folder = casus_test::RealDataPath("ofac");
  CASUS_REQUIRE_REAL_DATA(folder);
  std::vector<NameEntry> entries;
  std::map<std::string, std::size_t> by_number;
  for (const auto& record : RecordsOf(folder + "/sdn.csv", 12)) {
    NameEntry entry;
    entry.number = std::stoull(record[0]);
    entry.kind = record[2] == "individual" ? BearerKind::kPerson
                 : record[2] == "vessel"   ? BearerKind::kVessel
                                           : BearerKind::kOrganisation;
    entry.names = {{record[1], NameKind::kOfficial, {}, {}}};
    by_number[record[0]] = entries.size();
    entries.push_back(std::move(entry));
  }
  ASSERT_GT(entries.size(), 7000U);
  const NameMatcher matcher = NameMatcher::Build(entries).value();
  EXPECT_LT(matcher.MemoryUsed(), 10U << 20);

  struct Count {
    int alike = 0;
    int found = 0;
    int with_others = 0;
    int asked = 0;
  };
  std::map<BearerKind, Count> counts;
  std::size_t line = 0;
  for (const auto& record : RecordsOf(folder + "/alt.csv", 5)) {
    const auto own = by_number.find(record[0]);
    if (++line % 4 != 0 || own == by_number.end()) continue;  // every fourth: seconds, not minutes
    const NameEntry& entry = entries[own->second];
    Count& count = counts[entry.kind];
    casus::SearchOptions options;
    options.kind = entry.kind;
    bool is_found = false;
    bool has_others = false;
    for (const casus::NameMatch& match : matcher.Search(record[3], options).matches) {
      (match.entry == own->second ? is_found : has_others) = true;
    }
    ++count.asked;
    count.with_others += has_others;
    const casus::NameScore score = matcher.Score(record[3], entry.names[0].text, entry.kind);
    EXPECT_EQ(is_found, score.score >= casus::kDefaultMinScore) << record[3];
    if (!ShareAWord(score)) continue;
    ++count.alike;
    count.found += is_found;
  }
  for (const auto& [kind, count] : counts) {
    std::cout << kind << ": " << count.asked << " aliases, " << count.alike
              << " share a word with the name, of these found " << count.found << "; "
              << count.with_others << " find others, too\n";
  }
  const Count& persons = counts[BearerKind::kPerson];
  EXPECT_GT(persons.found, persons.alike * 6 / 10);
  EXPECT_LT(persons.with_others, persons.asked * 15 / 100);
  const Count& organisations = counts[BearerKind::kOrganisation];
  EXPECT_LT(organisations.with_others, organisations.asked * 10 / 100);
}

}  // namespace
