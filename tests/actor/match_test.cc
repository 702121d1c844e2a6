#include "casus/actor/match.h"

#include <algorithm>
#include <cstdint>
#include <iostream>
#include <iterator>
#include <random>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "casus/base/issue.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "split_names.h"

namespace {

using casus::BearerKind;
using casus::Explain;
using casus::IssueLog;
using casus::MatchAnswer;
using casus::MatchRule;
using casus::Name;
using casus::NameEntry;
using casus::NameKind;
using casus::NameMatch;
using casus::NameMatcher;
using casus::NameScore;
using casus::PairKind;
using casus::SearchOptions;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

NameMatcher MatcherOf(const std::vector<NameEntry>& entries) {
  return NameMatcher::Build(entries).value();
}

NameEntry Entry(std::uint64_t number, BearerKind kind, std::vector<std::string> names) {
  NameEntry entry{number, kind, {}};
  for (std::string& name : names) {
    entry.names.push_back({std::move(name), NameKind::kOfficial, {}, {}});
  }
  return entry;
}

NameScore Person(std::string_view a, std::string_view b) {
  return MatcherOf({}).Score(a, b, BearerKind::kPerson);
}
NameScore Organisation(std::string_view a, std::string_view b) {
  return MatcherOf({}).Score(a, b, BearerKind::kOrganisation);
}

// --- What an analyst says.

struct Quality {
  int true_positives = 0;
  int false_positives = 0;
  int false_negatives = 0;
  double precision() const {
    return static_cast<double>(true_positives) / (true_positives + false_positives);
  }
  double recall() const {
    return static_cast<double>(true_positives) / (true_positives + false_negatives);
  }
  double f1() const { return 2 * precision() * recall() / (precision() + recall()); }
};

bool NeedsIcu(std::string_view name) {
  return std::any_of(name.begin(), name.end(),
                     [](char c) { return static_cast<unsigned char>(c) >= 0xD6; });
}

// Every second pair, from the given one on: how well, and what was wrong.
Quality QualityOfSplit(std::size_t first, bool tell) {
  const NameMatcher matcher = MatcherOf({});
  Quality quality;
  for (std::size_t i = first; i < std::size(casus_test::kSplitPairs); i += 2) {
    const casus_test::LabelledPair& pair = casus_test::kSplitPairs[i];
    if (!casus::CanTransliterate() && (NeedsIcu(pair.a) || NeedsIcu(pair.b))) continue;
    const NameScore score = matcher.Score(pair.a, pair.b, pair.kind);
    EXPECT_EQ(score.score, matcher.Score(pair.b, pair.a, pair.kind).score) << pair.a;
    const bool found = score.score >= casus::kDefaultMinScore;
    quality.true_positives += found && pair.is_same;
    quality.false_positives += found && !pair.is_same;
    quality.false_negatives += !found && pair.is_same;
    if (tell && found != pair.is_same) {
      std::cout << (pair.is_same ? "missed" : "wrong") << " (" << pair.why << ") " << score.score
                << ": " << pair.a << " | " << pair.b << ": " << Explain(score.pairing) << '\n';
    }
  }
  std::cout << "precision " << quality.precision() << ", recall " << quality.recall() << ", F1 "
            << quality.f1() << '\n';
  return quality;
}

// The held-out ones are not printed: who sees them tunes on them.
TEST(SplitNames, AreToldApartAtTheDefaultScore) {
  EXPECT_GE(QualityOfSplit(0, true).f1(), 0.97);
  EXPECT_GE(QualityOfSplit(1, false).f1(), 0.95);
}

TEST(LabelledNames, AreToldApartAtTheDefaultScore) {
  const NameMatcher matcher = MatcherOf({});
  Quality all;
  std::vector<std::pair<BearerKind, Quality>> by_kind = {
      {BearerKind::kPerson, {}}, {BearerKind::kOrganisation, {}}, {BearerKind::kVessel, {}}};
  for (const casus_test::LabelledPair& pair : casus_test::kLabelledPairs) {
    if (!casus::CanTransliterate() && (NeedsIcu(pair.a) || NeedsIcu(pair.b))) continue;
    const NameScore score = matcher.Score(pair.a, pair.b, pair.kind);
    const bool found = score.score >= casus::kDefaultMinScore;
    Quality& of_kind = by_kind[static_cast<std::size_t>(pair.kind)].second;
    for (Quality* quality : {&all, &of_kind}) {
      quality->true_positives += found && pair.is_same;
      quality->false_positives += found && !pair.is_same;
      quality->false_negatives += !found && pair.is_same;
    }
    if (found != pair.is_same) {
      std::cout << (pair.is_same ? "missed" : "wrong") << " (" << pair.why << ") " << score.score
                << ": " << pair.a << " | " << pair.b << ": " << Explain(score.pairing) << '\n';
    }
  }
  std::cout << "precision " << all.precision() << ", recall " << all.recall() << ", F1 " << all.f1()
            << '\n';
  EXPECT_GE(all.precision(), 0.95);
  EXPECT_GE(all.recall(), 0.94);
  for (const auto& [kind, quality] : by_kind) EXPECT_GE(quality.f1(), 0.93) << kind;
}

TEST(LabelledNames, HaveScoresThatDoNotDependOnWhichIsAskedFor) {
  const NameMatcher matcher = MatcherOf({});
  for (const casus_test::LabelledPair& pair : casus_test::kLabelledPairs) {
    if (!casus::CanTransliterate() && (NeedsIcu(pair.a) || NeedsIcu(pair.b))) continue;
    EXPECT_EQ(matcher.Score(pair.a, pair.b, pair.kind).score,
              matcher.Score(pair.b, pair.a, pair.kind).score)
        << pair.a << " | " << pair.b;
    EXPECT_EQ(matcher.Score(pair.a, pair.a, pair.kind).score, 1) << pair.a;
    EXPECT_EQ(matcher.Score(pair.b, pair.b, pair.kind).score, 1) << pair.b;
  }
}

// --- Reasons.

TEST(NameScoreTest, EachPairSaysHow) {
  EXPECT_EQ(Explain(Person("Wladimir V. Putn", "PUTIN, Vladimir Vladimirovich").pairing),
            "wladimir=vladimir (transliterated), v=vladimirovich (initial), putn=putin (typo 0.3)");
  EXPECT_EQ(Explain(Person("Сергей Кирова", "Sergej Kirova Jr").pairing),
            "sergey=sergej (transliterated), kirova=kirova (transliterated), +jr");
  EXPECT_EQ(Explain(Organisation("Aero-Caribbean Ltd", "Aerocaribbean").pairing),
            "aero caribbean=aerocaribbean (joined), -ltd");
  const NameScore score = Person("Bill Kirov", "William Kirov");
  ASSERT_EQ(score.pairing.size(), 2U);
  EXPECT_EQ(score.pairing[0].how, PairKind::kVariant);
  EXPECT_LT(score.pairing[0].weight, score.pairing[1].weight);
  EXPECT_EQ(score.pairing[1].similarity, 1);
}

TEST(NameScoreTest, AcronymsStandForWordsOfOneName) {
  const NameScore score = Organisation("NIOC", "National Iranian Oil Company");
  EXPECT_EQ(Explain(score.pairing), "nioc=national iran oil company (acronym)");
  EXPECT_EQ(score.pairing[0].how, PairKind::kAcronym);
  EXPECT_GE(score.score, casus::kDefaultMinScore);
  EXPECT_LT(score.score, 0.9) << "others have the same initials";
  EXPECT_GE(Organisation("UNRC Ltd", "Unity of the New Rose Company").score, 0.7) << "without of";
  EXPECT_GE(Organisation("KMDT", "Korea Mining Development Trading Corp.").score, 0.7);
  EXPECT_GE(Organisation("KMDTC", "Korea Mining Development Trading Corp.").score, 0.7);
  EXPECT_EQ(Organisation("KM", "Kaveh Minerals").score, 0) << "two letters say nothing";
  EXPECT_EQ(Organisation("NITC", "National Iranian Oil Company").score, 0);
  EXPECT_EQ(Person("NIOC", "National Iranian Oil Company").score, 0);
  EXPECT_GE(Organisation("Kaveh Rose Front (KRF)", "Kaveh Rose Front").score, 0.95);
  const NameMatcher matcher =
      MatcherOf({Entry(1, BearerKind::kOrganisation, {"National Iranian Oil Company"}),
                 Entry(2, BearerKind::kOrganisation, {"KMDT"})});
  ASSERT_EQ(matcher.Search("NIOC").matches.size(), 1U);
  EXPECT_EQ(matcher.Search("NIOC").matches[0].number, 1U);
  ASSERT_EQ(matcher.Search("Korea Mining Development Trading Corp.").matches.size(), 1U);
  EXPECT_EQ(matcher.Search("Korea Mining Development Trading Corp.").matches[0].number, 2U);
}

TEST(NameScoreTest, WordsInBracketsComeAndGo) {
  EXPECT_GE(Organisation("Kaveh Tanker (Dalian) Ltd", "Kaveh Tanker Ltd").score, 0.7);
  EXPECT_LT(Organisation("Kaveh Tanker Dalian Ltd", "Kaveh Tanker Ltd").score, 0.7);
  EXPECT_LT(Organisation("Kaveh (Dalian) Ltd", "Kaveh (Harbin) Ltd").score, 0.7);
}

TEST(NameScoreTest, AnInitialStandsForAWordThatTheOtherHasMore) {
  EXPECT_THAT(Explain(Person("V. P. Kirov", "Vladimir Petrovich Kirov").pairing),
              HasSubstr("p=petrovich (initial)"));
  EXPECT_EQ(Explain(Person("KONONOV, Vladimir P.", "Wladimir Putin").pairing),
            "vladimir=wladimir (transliterated), -p, -kononov, +putin");
}

TEST(NameScoreTest, EachRuleIsTold) {
  EXPECT_THAT(Organisation("11420 Kaveh Corp.", "Kaveh Corp.").rules,
              ElementsAre(MatchRule::kNumbersDiffer));
  EXPECT_THAT(Organisation("Bank 1", "Bank 2").rules, ElementsAre(MatchRule::kNumbersDiffer));
  EXPECT_THAT(Person("Robert Harlan Jr", "Robert Harlan Sr").rules,
              ElementsAre(MatchRule::kGenerationsDiffer));
  EXPECT_THAT(Person("Ahmed bin Ali", "Ali bin Ahmed").rules,
              ElementsAre(MatchRule::kDescentReversed));
  EXPECT_THAT(Person("Kirov Ivan", "Ivan Kirov").rules, ElementsAre(MatchRule::kOrderDiffers));
  EXPECT_THAT(Person("KIROV, Ivan", "Ivan Kirov").rules, IsEmpty());
}

TEST(NameScoreTest, NamesWithoutWordsHaveNothingInCommon) {
  for (const BearerKind kind :
       {BearerKind::kPerson, BearerKind::kOrganisation, BearerKind::kVessel, BearerKind::kOther}) {
    const NameMatcher matcher = MatcherOf({});
    EXPECT_EQ(matcher.Score("", "", kind).score, 0);
    EXPECT_EQ(matcher.Score("...", "Ivan", kind).score, 0);
    EXPECT_EQ(matcher.Score("\xFF\xFE", "-", kind).score, 0);
  }
}

TEST(NameScoreTest, NamesOfLightWordsAloneStillMatchThemselves) {
  EXPECT_EQ(Organisation("The Company Ltd.", "THE COMPANY LIMITED").score, 1);
  EXPECT_EQ(Person("J. P.", "J P").score, 1);
  EXPECT_EQ(Person("Al Bin", "al-Bin").score, 1);
  EXPECT_LT(Organisation("The Company", "The Kaveh Company").score, casus::kDefaultMinScore);
}

TEST(NameScoreTest, LettersThatCannotBeReadAreNamed) {
  const NameScore score = Person("𐎠𐎡 Kirov", "Ivan Kirov");
  if (!casus::CanTransliterate()) {
    EXPECT_EQ(score.unread, "𐎠𐎡");
    EXPECT_EQ(Person("محمد Kirov", "Ivan Kirov").unread, "محد");
  } else {
    EXPECT_EQ(Person("محمد Kirov", "Ivan Kirov").unread, "");
  }
  // A script that Unicode gives no Latin letters for.
  EXPECT_EQ(Person("𓀀 Kirov", "Ivan Kirov").unread, "𓀀");
}

TEST(NameScoreTest, ScriptsAreReadByIcu) {
  if (!casus::CanTransliterate()) GTEST_SKIP() << "built without ICU";
  EXPECT_GE(Person("محمد حسن", "Muhammad Hasan").score, 0.8);
  EXPECT_GE(Person("习近平", "XI, Jinping").score, 0.9);
  EXPECT_GE(Person("გიორგი კვირიკაშვილი", "Giorgi Kvirikashvili").score, 0.9);
  EXPECT_GE(Person("Արամ Սարգսյան", "Aram Sargsyan").score, 0.9);
}

// --- The index.

TEST(NameMatcherTest, FindsTheBestNameOfEachEntryInATotalOrder) {
  const NameMatcher matcher = MatcherOf({
      Entry(70, BearerKind::kPerson, {"Boris Kirov", "Borys Kirow"}),
      Entry(71, BearerKind::kPerson, {"Ivan Petrov"}),
      Entry(72, BearerKind::kPerson, {"Boris Kirov"}),
      Entry(73, BearerKind::kPerson, {"B. Kirov", "Borys Kirov"}),
  });
  const MatchAnswer answer = matcher.Search("Boris Kirov");
  ASSERT_EQ(answer.matches.size(), 3U);
  EXPECT_EQ(answer.found, 3U);
  EXPECT_EQ(answer.matches[0].number, 70U);
  EXPECT_EQ(answer.matches[0].entry, 0U);
  EXPECT_EQ(answer.matches[0].name, 0U);
  EXPECT_EQ(answer.matches[1].number, 72U);
  EXPECT_EQ(answer.matches[2].number, 73U);
  EXPECT_EQ(answer.matches[2].name, 1U);
  SearchOptions options;
  options.limit = 1;
  const MatchAnswer cut = matcher.Search("Boris Kirov", options);
  EXPECT_EQ(cut.matches.size(), 1U);
  EXPECT_EQ(cut.found, 3U);
  EXPECT_EQ(cut.matches[0], answer.matches[0]);
}

TEST(NameMatcherTest, WeakAliasesAreMarkedAndMayBeLeftOut) {
  NameEntry entry = Entry(1, BearerKind::kPerson, {"Boris Kirov"});
  entry.names.push_back({"Granite Kolo", NameKind::kWeakAlias, {}, {}});
  NameEntry both = Entry(2, BearerKind::kPerson, {});
  both.names.push_back({"Granite Kolo", NameKind::kWeakAlias, {}, {}});
  both.names.push_back({"Granite KOLO", NameKind::kAlias, {}, {}});
  const NameMatcher matcher = MatcherOf({entry, both});
  const MatchAnswer all = matcher.Search("Granite Kolo");
  ASSERT_EQ(all.matches.size(), 2U);
  EXPECT_TRUE(all.matches[0].weak);
  EXPECT_FALSE(all.matches[1].weak) << "of equals the strong one is told";
  EXPECT_EQ(all.matches[1].name, 1U);
  SearchOptions options;
  options.include_weak = false;
  const MatchAnswer strong = matcher.Search("Granite Kolo", options);
  ASSERT_EQ(strong.matches.size(), 1U);
  EXPECT_EQ(strong.matches[0].number, 2U);
}

TEST(NameMatcherTest, AKindNarrowsAndOtherIsAKindOfItsOwn) {
  const NameMatcher matcher = MatcherOf({
      Entry(1, BearerKind::kPerson, {"Kaveh Mina"}),
      Entry(2, BearerKind::kOrganisation, {"Kaveh Mina"}),
      Entry(3, BearerKind::kVessel, {"Kaveh Mina"}),
      Entry(4, BearerKind::kOther, {"Kaveh Mina"}),
  });
  EXPECT_EQ(matcher.Search("Kaveh Mina").matches.size(), 4U);
  std::uint64_t number = 1;
  for (const BearerKind kind :
       {BearerKind::kPerson, BearerKind::kOrganisation, BearerKind::kVessel, BearerKind::kOther}) {
    SearchOptions options;
    options.kind = kind;
    const MatchAnswer answer = matcher.Search("Kaveh Mina", options);
    ASSERT_EQ(answer.matches.size(), 1U) << kind;
    EXPECT_EQ(answer.matches[0].number, number++);
  }
}

TEST(NameMatcherTest, NumbersAreFoundByAllTheirDigits) {
  const NameMatcher matcher = MatcherOf({Entry(1, BearerKind::kOrganisation, {"Unit 121"}),
                                         Entry(2, BearerKind::kOrganisation, {"112"}),
                                         Entry(3, BearerKind::kOrganisation, {"Unit 112"})});
  SearchOptions options;
  options.min_score = 0.5;
  const MatchAnswer answer = matcher.Search("112", options);
  ASSERT_EQ(answer.matches.size(), 1U);
  EXPECT_EQ(answer.matches[0].number, 2U);
  EXPECT_EQ(matcher.Search("Unit 0112").matches.size(), 1U);
}

TEST(NameMatcherTest, CommonWordsOfTheEntriesCountLess) {
  std::vector<NameEntry> entries;
  for (std::uint64_t i = 0; i < 50; ++i) {
    entries.push_back(Entry(i, BearerKind::kPerson, {"Zoltan Q" + std::string(i + 3, 'a') + "b"}));
  }
  const NameScore alone = MatcherOf({}).Score("Zoltan Marx", "Zoltan Berg", BearerKind::kPerson);
  const NameScore among =
      MatcherOf(entries).Score("Zoltan Marx", "Zoltan Berg", BearerKind::kPerson);
  EXPECT_LT(among.score, alone.score);
  EXPECT_LT(among.pairing[0].weight, alone.pairing[0].weight);
}

TEST(NameMatcherTest, WhatCannotBeFoundIsNoted) {
  IssueLog issues;
  std::string many;
  for (int i = 0; i < 30; ++i)
    many += "word" + std::string(1, static_cast<char>('a' + i % 26)) + " ";
  const NameMatcher matcher = NameMatcher::Build({Entry(1, BearerKind::kPerson, {"Boris", "--"}),
                                                  Entry(2, BearerKind::kOrganisation, {many}),
                                                  Entry(3, BearerKind::kPerson, {"𓀀 Kirov", "𓀀"})},
                                                 &issues)
                                  .value();
  EXPECT_EQ(matcher.entries(), 3U);
  EXPECT_EQ(matcher.names(), 3U);
  ASSERT_EQ(issues.notes(), 4U);
  EXPECT_EQ(ToString(issues.issues()[0]),
            "line 1 (names[1]): note: a name without letters and digits: '--' [cannot be found]");
  EXPECT_THAT(ToString(issues.issues()[1]), HasSubstr("more than 24 words"));
  EXPECT_THAT(ToString(issues.issues()[1]), HasSubstr("found by the first of them only"));
  EXPECT_THAT(ToString(issues.issues()[2]), HasSubstr("no Latin letters are known for: 𓀀"));
  EXPECT_THAT(ToString(issues.issues()[2]), HasSubstr("found by its other letters only"));
  EXPECT_THAT(ToString(issues.issues()[3]), HasSubstr("[cannot be found]"));
  const MatchAnswer answer = matcher.Search("Kirov 𓀀");
  ASSERT_EQ(answer.matches.size(), 1U);
  EXPECT_EQ(answer.unread, "𓀀");
  EXPECT_EQ(answer.matches[0].unread, "𓀀");
}

// Names of syllables, so that many are near each other.
class Names {
 public:
  explicit Names(std::uint32_t seed) : random_(seed) {
    for (int i = 0; i < 60; ++i) words_.push_back(NewWord());
  }

  std::size_t Below(std::size_t limit) { return random_() % limit; }

  std::string Word() { return words_[Below(words_.size())]; }
  std::string NewWord() {
    static const std::vector<std::string> known = {
        "Mohammed", "Ali",      "Hassan", "Ivan",      "Vladimir", "Alexander", "Bin",
        "al",       "Trading",  "Bank",   "Ltd",       "JSC",      "of",        "Iran",
        "Company",  "Abdul",    "Rahman", "Jr",        "V.",       "12",        "7",
        "II",       "Shipping", "Nur",    "Ivanovich", "el",       "van",       "General",
        "محمد",     "كريم",     "Karim",  "قاسم",      "Qasim"};
    if (Below(3) == 0) return known[Below(known.size())];
    static const std::vector<std::string> syllables = {
        "ka",  "ro",  "mi", "ten", "sha", "khu", "vol", "dza", "bi", "ner", "ou", "ya",
        "tch", "lin", "go", "pe",  "sky", "dov", "ha",  "z",   "ri", "al",  "qu", "off"};
    std::string word;
    for (std::size_t i = 0, n = 1 + Below(4); i < n; ++i)
      word += syllables[Below(syllables.size())];
    return word;
  }
  std::string Name() {
    std::string name;
    for (std::size_t i = 0, n = 1 + Below(5); i < n; ++i) name += (i > 0 ? " " : "") + Word();
    return name;
  }
  // What happens to names on their way.
  std::string Perturbed(std::string name) {
    for (std::size_t i = 0, n = 1 + Below(3); i < n && !name.empty(); ++i) {
      const std::size_t at = Below(name.size());
      switch (Below(7)) {
        case 0: name.erase(at, 1); break;
        case 1: name.insert(at, 1, static_cast<char>('a' + Below(26))); break;
        case 2: name[at] = static_cast<char>('a' + Below(26)); break;
        case 3:
          if (at + 1 < name.size()) std::swap(name[at], name[at + 1]);
          break;
        case 4: {
          const std::size_t blank = name.find(' ');
          if (blank != std::string::npos)
            name = name.substr(blank + 1) + " " + name.substr(0, blank);
          break;
        }
        case 5: {
          const std::size_t blank = name.find(' ', at);
          if (blank != std::string::npos) name.erase(blank, 1);
          break;
        }
        case 6: name += " " + Word(); break;
      }
    }
    return name;
  }

 private:
  std::mt19937 random_;
  std::vector<std::string> words_;
};

// Every name scored, one by one.
std::vector<std::pair<std::size_t, double>> BruteForce(const NameMatcher& matcher,
                                                       const std::vector<NameEntry>& entries,
                                                       const std::string& query,
                                                       const SearchOptions& options) {
  std::vector<std::pair<std::size_t, double>> found;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    double best = 0;
    for (const Name& name : entries[i].names) {
      if (name.kind == NameKind::kWeakAlias && !options.include_weak) continue;
      best = std::max(best, matcher.Score(query, name.text, entries[i].kind).score);
    }
    if (best >= options.min_score) found.emplace_back(i, best);
  }
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
    return a.second != b.second ? a.second > b.second : a.first < b.first;
  });
  return found;
}

TEST(NameMatcherTest, SearchFindsExactlyWhatScoringEveryNameFinds) {
  std::size_t compared = 0;
  for (std::uint32_t seed = 1; seed <= 3; ++seed) {
    Names names(seed);
    std::vector<NameEntry> entries;
    for (std::uint64_t i = 0; i < 200; ++i) {
      NameEntry entry{i, static_cast<BearerKind>(names.Below(4)), {}};
      for (std::size_t n = 0, count = names.Below(3) + 1; n < count; ++n) {
        const NameKind kind = names.Below(4) == 0 ? NameKind::kWeakAlias : NameKind::kAlias;
        entry.names.push_back({names.Name(), kind, {}, {}});
      }
      entries.push_back(std::move(entry));
    }
    const NameMatcher matcher = MatcherOf(entries);
    for (int q = 0; q < 60; ++q) {
      const std::string query =
          q % 4 == 0 ? names.Name()
                     : names.Perturbed(entries[names.Below(entries.size())].names[0].text);
      SearchOptions options;
      options.include_weak = names.Below(2) == 0;
      constexpr double kScores[] = {0.3, 0.58, 0.7, 0.7, 0.75, 0.85, 0.96, 1};
      options.min_score = kScores[names.Below(8)];
      const MatchAnswer answer = matcher.Search(query, options);
      std::vector<std::pair<std::size_t, double>> found;
      for (const NameMatch& match : answer.matches) {
        found.emplace_back(match.entry, match.score);
        const NameEntry& entry = entries[match.entry];
        const NameScore score = matcher.Score(query, entry.names[match.name].text, entry.kind);
        EXPECT_EQ(score.score, match.score);
        EXPECT_EQ(score.pairing, match.pairing);
        EXPECT_EQ(score.rules, match.rules);
      }
      ASSERT_EQ(found, BruteForce(matcher, entries, query, options))
          << "seed " << seed << ", query " << query << ", at " << options.min_score;
      compared += found.size();
    }
  }
  EXPECT_GT(compared, 150U);
}

TEST(NameMatcherTest, SearchFindsAcrossScriptsWhatScoringFinds) {
  if (!casus::CanTransliterate()) GTEST_SKIP() << "built without ICU";
  const std::vector<std::string> arabic = {"شهرستاني", "خراساني", "سليماني", "اصفهاني"};
  const std::vector<std::string> latin = {"Shahrastani", "Khorasani", "Soleimani", "Esfahani"};
  const NameMatcher of_arabic = MatcherOf({Entry(1, BearerKind::kPerson, arabic)});
  const auto scores = [](const NameMatcher& matcher, std::string_view query,
                         const std::vector<std::string>& names) {
    double best = 0;
    for (const std::string& name : names) {
      best = std::max(best, matcher.Score(query, name, BearerKind::kPerson).score);
    }
    return best >= casus::kDefaultMinScore;
  };
  int found = 0;
  for (const std::string& name : latin) {
    for (std::size_t at = 0; at < name.size(); ++at) {
      // A letter less, and one more.
      for (const std::string& slip :
           {name.substr(0, at) + name.substr(at + 1), name.substr(0, at) + "r" + name.substr(at)}) {
        const bool is_found = !of_arabic.Search(slip).matches.empty();
        EXPECT_EQ(is_found, scores(of_arabic, slip, arabic)) << slip;
        const NameMatcher of_latin = MatcherOf({Entry(1, BearerKind::kPerson, {slip})});
        for (const std::string& query : arabic) {
          EXPECT_EQ(!of_latin.Search(query).matches.empty(), scores(of_latin, query, {slip}))
              << slip << ' ' << query;
        }
        found += is_found;
      }
    }
  }
  EXPECT_GT(found, 20);
}

TEST(NameMatcherTest, ManyThreadsGetTheSameAnswers) {
  Names names(7);
  std::vector<NameEntry> entries;
  for (std::uint64_t i = 0; i < 300; ++i) {
    entries.push_back(Entry(i, BearerKind::kPerson, {names.Name(), "محمد " + names.Name()}));
  }
  const NameMatcher matcher = MatcherOf(entries);
  const std::vector<std::string> queries = {"Mohammed Ali", entries[5].names[0].text, "محمد حسن",
                                            entries[9].names[1].text};
  std::vector<std::vector<NameMatch>> expected;
  for (const std::string& query : queries) expected.push_back(matcher.Search(query).matches);
  std::vector<std::thread> threads;
  std::vector<int> wrong(4, 0);
  for (std::size_t t = 0; t < 4; ++t) {
    threads.emplace_back([&, t] {
      for (std::size_t i = 0; i < 40; ++i) {
        const std::size_t q = (i + t) % queries.size();
        wrong[t] += matcher.Search(queries[q]).matches != expected[q];
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_THAT(wrong, ElementsAre(0, 0, 0, 0));
}

TEST(NameMatcherTest, ItsMemoryGrowsWithItsNames) {
  Names names(3);
  std::vector<NameEntry> entries;
  for (std::uint64_t i = 0; i < 1000; ++i) {
    entries.push_back(Entry(i, BearerKind::kPerson, {names.Name()}));
  }
  const std::size_t few = MatcherOf({entries.begin(), entries.begin() + 10}).MemoryUsed();
  const std::size_t many = MatcherOf(entries).MemoryUsed();
  EXPECT_GT(many, few + 1000 * 20);
  EXPECT_LT(many, 1000 * 3000U);
}

TEST(BearerKindTest, FollowsTheKindOfAnActor) {
  EXPECT_EQ(casus::BearerKindOf(casus::ActorKind::kPerson), BearerKind::kPerson);
  EXPECT_EQ(casus::BearerKindOf(casus::ActorKind::kVessel), BearerKind::kVessel);
  EXPECT_EQ(casus::BearerKindOf(casus::ActorKind::kCompany), BearerKind::kOrganisation);
  EXPECT_EQ(casus::BearerKindOf(casus::ActorKind::kOther), BearerKind::kOther);
}

}  // namespace
