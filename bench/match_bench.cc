// Names: pairs of prepared names, and searches among many.
//
//   levenshtein, jaro_winkler   beside it, as the books have them: on the whole names in capitals,
//                               a loop over all names for a search
//
// With CASUS_REAL_DATA (a folder with ofac/sdn.csv and ofac/alt.csv) it prints first how well each
// tells aliases of an entity from the nearest names of others.

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "casus/casus.h"
#include "shapes.h"

namespace casus::bench {
namespace {

std::string Capitals(std::string_view text) {
  std::string capitals(text);
  for (char& c : capitals) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return capitals;
}

double Levenshtein(std::string_view a, std::string_view b) {
  if (a.empty() && b.empty()) return 1;
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t above = row[j];
      row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)});
      diagonal = above;
    }
  }
  return 1 - static_cast<double>(row[b.size()]) / static_cast<double>(std::max(a.size(), b.size()));
}

double JaroWinkler(std::string_view a, std::string_view b) {
  if (a.empty() || b.empty()) return a.empty() && b.empty() ? 1 : 0;
  const std::size_t longest = std::max(a.size(), b.size());
  const std::size_t window = longest / 2 > 0 ? longest / 2 - 1 : 0;
  std::vector<bool> in_a(a.size());
  std::vector<bool> in_b(b.size());
  double matches = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const std::size_t from = i > window ? i - window : 0;
    for (std::size_t j = from; j < std::min(b.size(), i + window + 1); ++j) {
      if (in_b[j] || a[i] != b[j]) continue;
      in_a[i] = in_b[j] = true;
      ++matches;
      break;
    }
  }
  if (matches == 0) return 0;
  double swapped = 0;
  for (std::size_t i = 0, j = 0; i < a.size(); ++i) {
    if (!in_a[i]) continue;
    while (!in_b[j]) ++j;
    swapped += a[i] != b[j++] ? 0.5 : 0;
  }
  const double jaro = (matches / static_cast<double>(a.size()) +
                       matches / static_cast<double>(b.size()) + (matches - swapped) / matches) /
                      3;
  std::size_t prefix = 0;
  while (prefix < 4 && prefix < std::min(a.size(), b.size()) && a[prefix] == b[prefix]) ++prefix;
  return jaro + 0.1 * static_cast<double>(prefix) * (1 - jaro);
}

// Words of syllables, the first of them in most names.
class Names {
 public:
  std::string Word() {
    const double unit = random_.Unit();
    auto number = static_cast<std::uint64_t>(unit * unit * unit * 60'000);
    static constexpr std::string_view kSyllables[] = {
        "ka", "ro", "mi",  "ten", "sha", "khu", "vol", "dar", "bi", "ner", "ou",  "ya", "lin",
        "go", "pe", "sky", "dov", "ha",  "zi",  "ri",  "al",  "qu", "sef", "mah", "tu", "ban"};
    std::string word;
    do {
      word += kSyllables[number % std::size(kSyllables)];
      number /= std::size(kSyllables);
    } while (number > 0);
    word += kSyllables[word.size() % std::size(kSyllables)];
    return word;
  }
  std::string Name() {
    std::string name = Word();
    for (std::int64_t i = 0, n = 1 + random_.Below(3); i < n; ++i) name += " " + Word();
    return name;
  }
  std::int64_t Below(std::int64_t limit) { return random_.Below(limit); }

 private:
  Random random_{17};
};

std::vector<NameEntry> EntriesOf(std::int64_t size) {
  Names names;
  std::vector<NameEntry> entries;
  for (std::int64_t i = 0; i < size; ++i) {
    entries.push_back({static_cast<std::uint64_t>(i),
                       i % 3 == 0 ? BearerKind::kOrganisation : BearerKind::kPerson,
                       {{names.Name(), NameKind::kOfficial, {}, {}}}});
  }
  return entries;
}

// Every name asked for differs from one that is there by a letter.
std::vector<std::string> QueriesOf(const std::vector<NameEntry>& entries) {
  std::vector<std::string> queries;
  Names names;
  for (std::size_t i = 0; i < 512; ++i) {
    std::string query = entries[i * 7919 % entries.size()].names[0].text;
    query[static_cast<std::size_t>(names.Below(static_cast<std::int64_t>(query.size())))] = 'e';
    queries.push_back(std::move(query));
  }
  return queries;
}

void Build(benchmark::State& state) {
  const std::vector<NameEntry> entries = EntriesOf(state.range(0));
  std::size_t bytes = 0;
  for (auto _ : state) {
    const NameMatcher matcher = NameMatcher::Build(entries).value();
    bytes = matcher.MemoryUsed();
  }
  state.counters["bytes_a_name"] = static_cast<double>(bytes) / static_cast<double>(entries.size());
}
BENCHMARK(Build)->Arg(100'000)->Unit(benchmark::kMillisecond);

void Search(benchmark::State& state) {
  const std::vector<NameEntry> entries = EntriesOf(state.range(0));
  const std::vector<std::string> queries = QueriesOf(entries);
  const NameMatcher matcher = NameMatcher::Build(entries).value();
  std::size_t i = 0;
  std::size_t found = 0;
  for (auto _ : state) found += matcher.Search(queries[i++ % queries.size()]).found;
  state.counters["found"] =
      benchmark::Counter(static_cast<double>(found), benchmark::Counter::kAvgIterations);
}
BENCHMARK(Search)->Arg(10'000)->Arg(100'000)->Unit(benchmark::kMicrosecond);

template <double (*kScore)(std::string_view, std::string_view)>
void SearchAll(benchmark::State& state) {
  const std::vector<NameEntry> entries = EntriesOf(state.range(0));
  std::vector<std::string> names;
  for (const NameEntry& entry : entries) names.push_back(Capitals(entry.names[0].text));
  std::vector<std::string> queries = QueriesOf(entries);
  std::size_t i = 0;
  for (auto _ : state) {
    const std::string query = Capitals(queries[i++ % queries.size()]);
    int found = 0;
    for (const std::string& name : names) found += kScore(query, name) >= 0.85;
    benchmark::DoNotOptimize(found);
  }
}
BENCHMARK(SearchAll<Levenshtein>)->Arg(100'000)->Unit(benchmark::kMicrosecond);
BENCHMARK(SearchAll<JaroWinkler>)->Arg(100'000)->Unit(benchmark::kMicrosecond);

// Names as they come: read, then compared, with the reasons.
void ScorePair(benchmark::State& state) {
  const std::vector<NameEntry> entries = EntriesOf(1000);
  const NameMatcher matcher = NameMatcher::Build(entries).value();
  const std::vector<std::string> queries = QueriesOf(entries);
  std::size_t i = 0;
  for (auto _ : state) {
    const std::string& query = queries[i % queries.size()];
    const std::string& name = entries[i * 7919 % entries.size()].names[0].text;
    benchmark::DoNotOptimize(matcher.Score(query, name, BearerKind::kPerson).score);
    ++i;
  }
}
BENCHMARK(ScorePair)->Unit(benchmark::kNanosecond);

// Names prepared: all of them share a word with each query, so that a search scores them all.
void PreparedPair(benchmark::State& state) {
  Names names;
  std::vector<NameEntry> entries;
  for (std::uint64_t i = 0; i < 20'000; ++i) {
    entries.push_back(
        {i, BearerKind::kPerson, {{"Granovit " + names.Name(), NameKind::kOfficial, {}, {}}}});
  }
  const NameMatcher matcher = NameMatcher::Build(entries).value();
  const std::vector<std::string> queries = QueriesOf(entries);
  SearchOptions options;
  std::size_t i = 0;
  std::size_t pairs = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(
        matcher.Search("Granovit " + queries[i++ % queries.size()].substr(9), options).found);
    pairs += entries.size();
  }
  state.counters["time_a_pair"] = benchmark::Counter(
      static_cast<double>(pairs), benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}
BENCHMARK(PreparedPair)->Unit(benchmark::kMicrosecond);

template <double (*kScore)(std::string_view, std::string_view)>
void PlainPair(benchmark::State& state) {
  const std::vector<NameEntry> entries = EntriesOf(1000);
  const std::vector<std::string> queries = QueriesOf(entries);
  std::size_t i = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(
        kScore(queries[i % queries.size()], entries[i * 7919 % entries.size()].names[0].text));
    ++i;
  }
}
BENCHMARK(PlainPair<Levenshtein>)->Unit(benchmark::kNanosecond);
BENCHMARK(PlainPair<JaroWinkler>)->Unit(benchmark::kNanosecond);

// --- Quality on the list of the Office of Foreign Assets Control.

std::vector<std::vector<std::string>> RecordsOf(const std::string& path) {
  DelimitedReader reader(OpenInput(path).value(), DelimitedOptions::Csv());
  std::vector<std::vector<std::string>> records;
  using Step = DelimitedReader::Step;
  for (Step step = reader.Next(); step != Step::kEnd && step != Step::kFailed;
       step = reader.Next()) {
    if (step == Step::kRecord) {
      records.emplace_back(reader.fields().begin(), reader.fields().end());
    }
  }
  return records;
}

struct Labelled {
  bool is_same;
  double casus;
  double levenshtein;
  double jaro_winkler;
};

void PrintQuality(const char* what, const std::vector<Labelled>& pairs, double Labelled::*score) {
  double best = 0;
  double at = 0;
  double at_default = 0;
  double precision = 0;
  double recall = 0;
  for (int step = 30; step <= 99; ++step) {
    const double least = step / 100.0;
    double found = 0;
    double right = 0;
    double all = 0;
    for (const Labelled& pair : pairs) {
      all += pair.is_same;
      if (pair.*score < least) continue;
      ++found;
      right += pair.is_same;
    }
    const double f1 = found + all > 0 ? 2 * right / (found + all) : 0;
    if (f1 > best) {
      best = f1;
      at = least;
    }
    if (step == 70) {
      at_default = f1;
      precision = right / std::max(found, 1.0);
      recall = right / std::max(all, 1.0);
    }
  }
  std::printf("%-13s best F1 %.3f at %.2f; at 0.70 F1 %.3f, precision %.3f, recall %.3f\n", what,
              best, at, at_default, precision, recall);
}

// Positives: each strong alias and the name of its entity. Negatives: the same alias and the other
// name of the same kind that Levenshtein puts nearest, which favours neither of the two others.
void ReportQuality(const std::string& folder) {
  std::vector<NameEntry> entries;
  std::vector<std::string> capitals;
  std::map<std::string, std::size_t> by_number;
  for (const auto& record : RecordsOf(folder + "/sdn.csv")) {
    if (record.size() != 12) continue;
    const BearerKind kind = record[2] == "individual" ? BearerKind::kPerson
                            : record[2] == "vessel"   ? BearerKind::kVessel
                                                      : BearerKind::kOrganisation;
    by_number[record[0]] = entries.size();
    entries.push_back({entries.size(), kind, {{record[1], NameKind::kOfficial, {}, {}}}});
    capitals.push_back(Capitals(record[1]));
  }
  const NameMatcher matcher = NameMatcher::Build(entries).value();
  std::map<BearerKind, std::vector<Labelled>> pairs;
  std::size_t line = 0;
  for (const auto& record : RecordsOf(folder + "/alt.csv")) {
    if (record.size() != 5 || ++line % 10 != 0) continue;
    const auto own = by_number.find(record[0]);
    if (own == by_number.end()) continue;
    const std::string alias = Capitals(record[3]);
    const BearerKind kind = entries[own->second].kind;
    std::size_t nearest = own->second;
    double best = -1;
    for (std::size_t i = 0; i < entries.size(); ++i) {
      if (i == own->second || entries[i].kind != kind) continue;
      const double score = Levenshtein(alias, capitals[i]);
      if (score > best) {
        best = score;
        nearest = i;
      }
    }
    for (const std::size_t entry : {own->second, nearest}) {
      pairs[kind].push_back(
          {entry == own->second, matcher.Score(record[3], entries[entry].names[0].text, kind).score,
           Levenshtein(alias, capitals[entry]), JaroWinkler(alias, capitals[entry])});
    }
  }
  for (const auto& [kind, labelled] : pairs) {
    std::printf("%s, %zu pairs\n", std::string(ToString(kind)).c_str(), labelled.size());
    PrintQuality("casus", labelled, &Labelled::casus);
    PrintQuality("levenshtein", labelled, &Labelled::levenshtein);
    PrintQuality("jaro_winkler", labelled, &Labelled::jaro_winkler);
  }
}

}  // namespace
}  // namespace casus::bench

int main(int argc, char** argv) {
  if (const char* const folder = std::getenv("CASUS_REAL_DATA"); folder != nullptr) {
    casus::bench::ReportQuality(std::string(folder) + "/ofac");
  }
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
