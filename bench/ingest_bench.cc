// Reading delimited text into columns in memory, beside other ways. Names are
// read/<source>/<rows>/<method>; files are made when first asked for (see synthetic.h), in a
// temporary folder that is gone at the end.
//
//   casus, casus_2t    ColumnTable, one thread and two: the columns of an analysis, typed
//   walk               DelimitedReader: every field of every record, as text
//   split              getline and a loop over its characters, std::from_chars, a hash table
//   duckdb, _2t        CREATE TABLE AS SELECT of the same columns FROM read_csv, all types given
//                      (see duckdb.h)
//   duckdb_count, _2t  count(*) of the same, for which it reads no more than it must
//
// All but the last read the same: rows, sums of numbers and days, and cells with a text are
// compared before anything is timed. Times of two threads are wall times, others CPU times.

#include <benchmark/benchmark.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "casus/io/columns.h"
#include "duckdb.h"
#include "synthetic.h"

namespace casus::bench {
namespace {

// What a reading must come to, whoever reads.
struct Sums {
  std::int64_t rows = 0;
  std::int64_t integers = 0;
  std::int64_t days = 0;
  std::int64_t texts = 0;
  double reals = 0;

  bool Agrees(const Sums& other) const {
    return rows == other.rows && integers == other.integers && days == other.days &&
           texts == other.texts && std::abs(reals - other.reals) <= 1e-9 * std::abs(reals) + 1e-6;
  }
};

// A file in the temporary folder.
struct File {
  std::string path;
  std::uint64_t bytes = 0;
};

class Folder {
 public:
  Folder()
      : path_(std::filesystem::temp_directory_path() /
              ("casus_ingest_" + std::to_string(getpid()))) {
    std::filesystem::create_directory(path_);
  }
  ~Folder() { std::filesystem::remove_all(path_); }

  const File& Get(Source source, std::size_t rows) {
    File& file = files_[{source, rows}];
    if (file.path.empty()) {
      file.path = path_ / (static_cast<char>('0' + static_cast<int>(source)) +
                           std::to_string(rows) + ".csv");
      WriteSynthetic(source, rows, file.path);
      file.bytes = std::filesystem::file_size(file.path);
    }
    return file;
  }

 private:
  std::filesystem::path path_;
  std::map<std::pair<Source, std::size_t>, File> files_;
};

Folder& TheFolder() {
  static Folder folder;
  return folder;
}

// casus

ColumnTable ReadColumns(Source source, const File& file, unsigned threads) {
  ColumnOptions options = OptionsOf(source);
  options.threads = threads;
  Result<ColumnTable> table = ColumnTable::Read({file.path}, SpecsOf(source), options);
  if (!table.ok()) Fail(table.error().ToString());
  if (table->refused() > 0) Fail(ToString(table->issues().issues().front()));
  return *std::move(table);
}

Sums SumsOf(const ColumnTable& table) {
  Sums sums;
  sums.rows = static_cast<std::int64_t>(table.size());
  for (const Column& column : table.columns()) {
    switch (column.type()) {
      case ColumnType::kInteger:
        for (const std::int64_t value : column.integers()) sums.integers += value;
        break;
      case ColumnType::kReal:
        for (const double value : column.reals()) sums.reals += value;
        break;
      case ColumnType::kDay:
        for (const Day day : column.days()) sums.days += day.number();
        break;
      case ColumnType::kText:
        sums.texts += static_cast<std::int64_t>(column.size() - column.missing_count());
        break;
    }
  }
  return sums;
}

std::int64_t Walk(Source source, const File& file) {
  Result<std::unique_ptr<Input>> input = OpenInput(file.path);
  if (!input.ok()) Fail(input.error().ToString());
  DelimitedReader reader(*std::move(input), OptionsOf(source).text);
  std::int64_t records = 0;
  std::size_t bytes = 0;
  for (;;) {
    switch (reader.Next()) {
      case DelimitedReader::Step::kRecord:
        ++records;
        for (const std::string_view field : reader.fields()) bytes += field.size();
        break;
      case DelimitedReader::Step::kRefused:
      case DelimitedReader::Step::kFailed: Fail(reader.error().ToString());
      case DelimitedReader::Step::kEnd:
        benchmark::DoNotOptimize(bytes);
        return records - (source == Source::kGdelt ? 0 : 1);
    }
  }
}

// The plain way: no checks but those of the numbers.
class Split {
 public:
  explicit Split(Source source)
      : specs_(SpecsOf(source)), quotes_(source != Source::kGdelt), columns_(specs_.size()) {
    const std::vector<std::string> names = ColumnNames(source);
    for (const ColumnSpec& spec : specs_) {
      for (std::size_t i = 0; i < names.size(); ++i) {
        if (names[i] == spec.name) places_.push_back(i);
      }
    }
  }

  void Read(const File& file) {
    std::ifstream in(file.path, std::ios::binary);
    std::string line;
    if (quotes_) std::getline(in, line);
    std::string more;
    while (std::getline(in, line)) {
      while (quotes_ && std::count(line.begin(), line.end(), '"') % 2 == 1 &&
             std::getline(in, more)) {
        line += '\n';
        line += more;
      }
      ReadLine(line);
    }
  }

  Sums sums() const {
    Sums sums;
    sums.rows = rows_;
    for (std::size_t i = 0; i < specs_.size(); ++i) {
      for (const std::int64_t value : columns_[i].integers) {
        (specs_[i].type == ColumnType::kInteger ? sums.integers : sums.days) += value;
      }
      for (const double value : columns_[i].reals) sums.reals += value;
      sums.texts += columns_[i].texts;
    }
    return sums;
  }

 private:
  struct Kept {
    std::vector<std::int64_t> integers;
    std::vector<double> reals;
    std::vector<std::uint32_t> ids;
    std::unordered_map<std::string, std::uint32_t> words;
    std::int64_t texts = 0;
  };

  void ReadLine(const std::string& line) {
    fields_.clear();
    std::string field;
    bool quoted = false;
    for (const char c : line) {
      if (quotes_ && c == '"') {
        quoted = !quoted;
        if (quoted && !field.empty()) field += '"';
      } else if (c == (quotes_ ? ',' : '\t') && !quoted) {
        fields_.push_back(field);
        field.clear();
      } else {
        field += c;
      }
    }
    fields_.push_back(field);
    ++rows_;
    for (std::size_t i = 0; i < specs_.size(); ++i) Keep(i, fields_[places_[i]]);
  }

  void Keep(std::size_t i, const std::string& text) {
    Kept& kept = columns_[i];
    const char* const end = text.data() + text.size();
    switch (specs_[i].type) {
      case ColumnType::kInteger: {
        std::int64_t value = 0;
        std::from_chars(text.data(), end, value);
        kept.integers.push_back(value);
        break;
      }
      case ColumnType::kReal: {
        double value = 0;
        std::from_chars(text.data(), end, value);
        kept.reals.push_back(value);
        break;
      }
      case ColumnType::kDay:
        kept.integers.push_back(ParseDay(text, specs_[i].day_shape).value().number());
        break;
      case ColumnType::kText:
        kept.texts += text.empty() ? 0 : 1;
        kept.ids.push_back(
            kept.words.try_emplace(text, static_cast<std::uint32_t>(kept.words.size()))
                .first->second);
        break;
    }
  }

  std::vector<ColumnSpec> specs_;
  bool quotes_;
  std::vector<std::size_t> places_;
  std::vector<Kept> columns_;
  std::vector<std::string> fields_;
  std::int64_t rows_ = 0;
};

std::string TypeOf(const ColumnSpec& spec) {
  switch (spec.type) {
    case ColumnType::kInteger: return "BIGINT";
    case ColumnType::kReal: return "DOUBLE";
    case ColumnType::kDay: return spec.day_shape == DayShape::kIsoMidnight ? "TIMESTAMP" : "DATE";
    case ColumnType::kText: return "VARCHAR";
  }
  return "";
}

// The file as DuckDB reads it, with nothing left to be guessed.
std::string ReadCsv(Source source, const File& file) {
  const std::vector<ColumnSpec> specs = SpecsOf(source);
  std::string columns;
  for (const std::string& name : ColumnNames(source)) {
    std::string type = "VARCHAR";
    for (const ColumnSpec& spec : specs) {
      if (spec.name == name) type = TypeOf(spec);
    }
    columns += (columns.empty() ? "'" : ", '") + name + "': '" + type + "'";
  }
  std::string options;
  switch (source) {
    case Source::kGdelt:
      options = "header = false, delim = '\\t', quote = '', escape = '', dateformat = '%Y%m%d'";
      break;
    case Source::kGed:
      options =
          "header = true, delim = ',', quote = '\"', escape = '\"', "
          "timestampformat = '%Y-%m-%d %H:%M:%S.%g'";
      break;
    case Source::kAcled:
      options = "header = true, delim = ',', quote = '\"', escape = '\"', dateformat = '%d %B %Y'";
      break;
  }
  return "read_csv('" + file.path + "', auto_detect = false, " + options + ", columns = {" +
         columns + "})";
}

// Null without CASUS_DUCKDB.
Duckdb* DuckdbOrNull() {
  const DuckdbApi* const api = DuckdbApi::Get();
  if (api == nullptr) return nullptr;
  static auto* const duckdb = new Duckdb(*api);
  return duckdb;
}

void Load(Duckdb& duckdb, Source source, const File& file) {
  std::string names;
  for (const ColumnSpec& spec : SpecsOf(source)) {
    names += (names.empty() ? "" : ", ") + spec.name;
  }
  duckdb.Run("CREATE OR REPLACE TABLE loaded AS SELECT " + names + " FROM " +
             ReadCsv(source, file));
}

Sums SumsOf(Duckdb& duckdb, Source source) {
  std::map<ColumnType, std::string> sums;
  for (const ColumnSpec& spec : SpecsOf(source)) {
    std::string& sum = sums[spec.type];
    if (!sum.empty()) sum += " + ";
    switch (spec.type) {
      case ColumnType::kInteger:
      case ColumnType::kReal: sum += "coalesce(sum(" + spec.name + "), 0)"; break;
      case ColumnType::kDay:
        sum += "sum(date_diff('day', DATE '1970-01-01', CAST(" + spec.name + " AS DATE)))";
        break;
      case ColumnType::kText: sum += "count(" + spec.name + ")"; break;
    }
  }
  Sums found;
  duckdb.Ask("SELECT count(*), CAST(" + sums[ColumnType::kInteger] + " AS BIGINT), CAST(" +
                 sums[ColumnType::kDay] + " AS BIGINT), CAST(" + sums[ColumnType::kText] +
                 " AS BIGINT), CAST(" + sums[ColumnType::kReal] + " AS DOUBLE) FROM loaded",
             found.rows, found.integers, found.days, found.texts, found.reals);
  return found;
}

std::int64_t Count(Duckdb& duckdb, Source source, const File& file) {
  std::int64_t rows = 0;
  duckdb.Ask("SELECT count(*) FROM " + ReadCsv(source, file), rows);
  return rows;
}

std::string NameOf(Source source) {
  switch (source) {
    case Source::kGdelt: return "gdelt";
    case Source::kGed: return "ged";
    case Source::kAcled: return "acled";
  }
  return "";
}

// Exits if those that read the file do not read the same.
void CheckAgree(Source source, const File& file) {
  const Sums sums = SumsOf(ReadColumns(source, file, 1));
  const auto check = [&](const std::string& method, bool agrees) {
    if (!agrees) Fail(NameOf(source) + ": " + method + " reads something else");
  };
  check("casus_2t", SumsOf(ReadColumns(source, file, 2)).Agrees(sums));
  check("walk", Walk(source, file) == sums.rows);
  Split split(source);
  split.Read(file);
  check("split", split.sums().Agrees(sums));
  if (Duckdb* const duckdb = DuckdbOrNull()) {
    Load(*duckdb, source, file);
    check("duckdb", SumsOf(*duckdb, source).Agrees(sums));
    check("duckdb_count", Count(*duckdb, source, file) == sums.rows);
  }
}

const File& Checked(Source source, std::size_t rows) {
  static auto* const checked = new std::map<std::pair<Source, std::size_t>, bool>();
  const File& file = TheFolder().Get(source, rows);
  bool& done = (*checked)[{source, rows}];
  if (!done) CheckAgree(source, file);
  done = true;
  return file;
}

void Register(Source source, std::size_t rows, const std::string& method,
              const std::function<void(const File&)>& read) {
  const std::string name = "read/" + NameOf(source) + "/" + std::to_string(rows) + "/" + method;
  auto* const registered = benchmark::RegisterBenchmark(name.c_str(), [=](benchmark::State& state) {
    const File& file = Checked(source, rows);
    for (auto _ : state) read(file);
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(file.bytes));
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(rows));
  });
  registered->Unit(benchmark::kMillisecond);
  if (method.ends_with("_2t")) registered->UseRealTime();
}

void RegisterAll() {
  Duckdb* const duckdb = DuckdbOrNull();
  if (duckdb != nullptr) {
    benchmark::AddCustomContext("duckdb", DuckdbApi::Get()->version());
  } else {
    std::cerr
        << "bench_ingest: CASUS_DUCKDB does not name libduckdb.so; DuckDB's rows are left out\n";
  }
  for (const Source source : {Source::kGdelt, Source::kGed, Source::kAcled}) {
    for (const std::size_t rows : {std::size_t{100'000}, std::size_t{1'000'000}}) {
      for (const unsigned threads : {1U, 2U}) {
        const std::string suffix = threads == 1 ? "" : "_2t";
        Register(source, rows, "casus" + suffix, [=](const File& file) {
          benchmark::DoNotOptimize(ReadColumns(source, file, threads).size());
        });
        if (duckdb == nullptr) continue;
        Register(source, rows, "duckdb" + suffix, [=](const File& file) {
          duckdb->SetThreads(static_cast<int>(threads));
          Load(*duckdb, source, file);
        });
        Register(source, rows, "duckdb_count" + suffix, [=](const File& file) {
          duckdb->SetThreads(static_cast<int>(threads));
          benchmark::DoNotOptimize(Count(*duckdb, source, file));
        });
      }
      Register(source, rows, "walk",
               [=](const File& file) { benchmark::DoNotOptimize(Walk(source, file)); });
      Register(source, rows, "split", [=](const File& file) {
        Split split(source);
        split.Read(file);
        benchmark::DoNotOptimize(split.sums().rows);
      });
    }
  }
}

}  // namespace
}  // namespace casus::bench

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  casus::bench::RegisterAll();
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
