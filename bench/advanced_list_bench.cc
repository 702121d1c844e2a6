// OFAC's advanced list, as large as it is published: 125 MB, 19,400 parties.
//
//   advanced  the file into rows of a builder
//   expat     beside it: the parser alone, which counts elements
//
// peak_mb is what the process takes at most above what it took before, rows_mb what it takes with
// the rows in the builder.

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#ifdef CASUS_BENCH_EXPAT
#include <expat.h>
#endif

#include "casus/chronicle/chronicle.h"
#include "casus/io/importer.h"
#include "ofac_advanced_samples.h"

namespace casus::bench {
namespace {

constexpr std::size_t kParties = 19'400;
constexpr std::size_t kFeatures = 12;

// A file that is gone when the program ends.
class ListFile {
 public:
  ListFile() : path_(std::filesystem::temp_directory_path() / "casus_bench_sdn_advanced.xml") {
    const std::string text = casus_test::GenerateAdvanced(kParties, 1, kFeatures);
    std::ofstream(path_, std::ios::binary) << text;
  }
  ListFile(const ListFile&) = delete;
  ListFile& operator=(const ListFile&) = delete;
  ~ListFile() { std::remove(path_.c_str()); }
  const std::string& path() const { return path_; }
  std::int64_t size() const { return static_cast<std::int64_t>(std::filesystem::file_size(path_)); }

 private:
  std::string path_;
};
const ListFile& File() {
  static const ListFile file;
  return file;
}

// A field of /proc/self/status, in megabytes; 0 where there is none.
double StatusMegabytes(const std::string& field) {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with(field)) return std::stod(line.substr(field.size() + 1)) / 1024;
  }
  return 0;
}
void ResetPeak() { std::ofstream("/proc/self/clear_refs") << "5"; }

void Advanced(benchmark::State& state) {
  const std::string& path = File().path();
  double peak = 0;
  double rows = 0;
  std::uint64_t kept = 0;
  for (auto _ : state) {
    ResetPeak();
    const double before = StatusMegabytes("VmRSS:");
    ChronicleBuilder builder;
    const Result<ImportReport> report = Import("ofac-advanced", path, {}, builder);
    if (!report.ok() || report->refused > 0) {
      state.SkipWithError("not read whole");
      return;
    }
    kept = report->kept;
    peak = std::max(peak, StatusMegabytes("VmHWM:") - before);
    rows = std::max(rows, StatusMegabytes("VmRSS:") - before);
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) * File().size());
  state.counters["records"] = static_cast<double>(kept);
  state.counters["peak_mb"] = peak;
  state.counters["rows_mb"] = rows;
}
BENCHMARK(Advanced)->Name("advanced")->Unit(benchmark::kMillisecond)->Iterations(3);

#ifdef CASUS_BENCH_EXPAT
void Expat(benchmark::State& state) {
  const std::string& path = File().path();
  std::vector<char> buffer(std::size_t{64} << 10);
  for (auto _ : state) {
    std::uint64_t elements = 0;
    const XML_Parser parser = XML_ParserCreate(nullptr);
    XML_SetUserData(parser, &elements);
    XML_SetStartElementHandler(parser, [](void* count, const XML_Char*, const XML_Char**) {
      ++*static_cast<std::uint64_t*>(count);
    });
    std::ifstream file(path, std::ios::binary);
    bool is_good = true;
    while (is_good && file) {
      file.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
      is_good =
          XML_Parse(parser, buffer.data(), static_cast<int>(file.gcount()), !file) == XML_STATUS_OK;
    }
    XML_ParserFree(parser);
    if (!is_good) state.SkipWithError("not parsed");
    benchmark::DoNotOptimize(elements);
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) * File().size());
}
BENCHMARK(Expat)->Name("expat")->Unit(benchmark::kMillisecond)->Iterations(3);
#endif

}  // namespace
}  // namespace casus::bench

BENCHMARK_MAIN();
