// Reading the lists of sanctions, beside what cannot be done with less. Lists are made up, of the
// size and shape of those of 2026, and are the same in each run.
//
//   ofac/casus      the set of four files into a chronicle's builder, each remark taken apart
//   ofac/split      getline and a split at commas outside of quotes; no field is looked at
//   un/casus        the consolidated list into a builder
//   xml/casus       XmlReader over the same document: records as trees
//   xml/expat       Expat with handlers that count bytes (where casus is built with it)
//
// All in CPU time; files are read from the page cache.

#include <benchmark/benchmark.h>
#include <unistd.h>

#include <array>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "casus/casus.h"
#include "shapes.h"
#include "src/io/xml.h"
#ifdef CASUS_BENCH_EXPAT
#include <expat.h>
#endif

namespace casus::bench {
namespace {

constexpr std::array<const char*, 4> kOfacFiles = {"sdn.csv", "add.csv", "alt.csv",
                                                   "sdn_comments.csv"};

// Words of syllables.
class Text {
 public:
  std::string Word() {
    static constexpr std::string_view kSyllables[] = {"KA",  "RO",  "MI",  "TEN", "SHA", "VOL",
                                                      "DAR", "NER", "LIN", "PE",  "SKY", "BAN"};
    std::string word;
    for (std::int64_t i = 0, n = 2 + random_.Below(3); i < n; ++i) {
      word += kSyllables[random_.Below(static_cast<std::int64_t>(std::size(kSyllables)))];
    }
    return word;
  }
  std::string Words(std::int64_t count) {
    std::string words = Word();
    for (std::int64_t i = 1; i < count; ++i) words += " " + Word();
    return words;
  }
  std::int64_t Below(std::int64_t limit) { return random_.Below(limit); }
  std::string Number(std::int64_t least, std::int64_t limit) {
    return std::to_string(least + random_.Below(limit - least));
  }

 private:
  Random random_{20260227};
};

// Lists in a folder that is gone at the end.
class Lists {
 public:
  Lists() : folder_(std::filesystem::temp_directory_path() / "casus_bench_lists_XXXXXX") {
    if (mkdtemp(folder_.data()) == nullptr) std::exit(1);
    Text text;
    MakeOfac(text);
    MakeUn(text);
  }
  ~Lists() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  Lists(const Lists&) = delete;
  Lists& operator=(const Lists&) = delete;

  std::string Path(const std::string& name) const { return folder_ + "/" + name; }
  std::uint64_t ofac_bytes() const { return ofac_bytes_; }
  const std::string& un() const { return un_; }

 private:
  // 7,400 entries, 11,700 addresses, 9,700 aliases: 2.7 MB.
  void MakeOfac(Text& text) {
    static constexpr std::string_view kProgrammes[] = {"SDNTK", "SDGT",         "IRAN",
                                                       "DPRK3", "SDNT] [SDNTK", "UKRAINE-EO13661"};
    static constexpr std::string_view kMonths[] = {"Jan", "Mar", "Jul", "Nov"};
    constexpr std::int64_t kEntries = 7400;
    std::array<std::string, kOfacFiles.size()> files;
    for (std::int64_t i = 0; i < kEntries; ++i) {
      const std::string number = std::to_string(1000 + i * 3);
      const bool is_person = i % 2 == 0;
      std::string remarks;
      if (is_person) {
        remarks = "DOB " + text.Number(10, 29) + " " +
                  std::string(kMonths[text.Below(std::size(kMonths))]) + " " +
                  text.Number(1940, 1999) + "; POB " + text.Word() + ", Colombia; Passport " +
                  text.Number(1'000'000, 9'999'999) + " (Colombia); ";
      }
      remarks += "Linked To: " + text.Words(3) + ".";
      files[0] += number + ",\"" + text.Word() + (is_person ? ", " : " ") + text.Words(2) + "\"," +
                  (is_person ? "\"individual\"" : "-0- ") + ",\"" +
                  std::string(kProgrammes[text.Below(std::size(kProgrammes))]) +
                  "\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\"" + remarks + "\"\r\n";
      for (std::int64_t j = 0, n = 1 + text.Below(3) % 2 + text.Below(4) / 3; j < n; ++j) {
        files[1] += number + "," + std::to_string(i * 4 + j) + ",\"" + text.Words(3) + "\",\"" +
                    text.Word() + "\",\"Panama\",-0- \r\n";
      }
      for (std::int64_t j = 0, n = text.Below(3) + text.Below(3) / 2; j < n; ++j) {
        files[2] += number + "," + std::to_string(i * 4 + j) + ",\"aka\",\"" + text.Words(3) +
                    "\",-0- \r\n";
      }
    }
    files[3] = "1000,\"" + text.Word() + "; Linked To: " + text.Words(3) + ".\"\r\n";
    for (std::size_t i = 0; i < files.size(); ++i) {
      std::ofstream(Path(kOfacFiles[i]), std::ios::binary) << files[i];
      ofac_bytes_ += files[i].size();
    }
  }

  // 730 individuals and 273 entities: 2.0 MB.
  void MakeUn(Text& text) {
    static constexpr std::string_view kRegimes[] = {"DRC", "DPRK", "Taliban", "Al-Qaida"};
    const auto element = [](std::string_view name, std::string_view value) {
      return "      <" + std::string(name) + ">" + std::string(value) + "</" + std::string(name) +
             ">\n";
    };
    un_ =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<CONSOLIDATED_LIST "
        "dateGenerated=\"2026-02-27T00:00:09.554Z\">\n";
    for (const bool is_person : {true, false}) {
      const std::string kind = is_person ? "INDIVIDUAL" : "ENTITY";
      const std::string all = is_person ? "INDIVIDUALS" : "ENTITIES";
      un_ += "  <" + all + ">\n";
      for (int i = 0, n = is_person ? 730 : 273; i < n; ++i) {
        un_ += "    <" + kind + ">\n" + element("DATAID", std::to_string(6'900'000 + i)) +
               element("VERSIONNUM", "1") + element("FIRST_NAME", text.Word());
        if (is_person) un_ += element("SECOND_NAME", text.Word());
        un_ += element("UN_LIST_TYPE", kRegimes[i % 4]) +
               element("REFERENCE_NUMBER",
                       std::string(is_person ? "CDi." : "CDe.") + std::to_string(100 + i)) +
               element("LISTED_ON", text.Number(2001, 2025) + "-11-" + text.Number(10, 30)) +
               element("COMMENTS1", text.Words(60)) +
               element("NATIONALITY", "<VALUE>Democratic Republic of the Congo</VALUE>") +
               element("LAST_DAY_UPDATED", "<VALUE>2016-10-13</VALUE>");
        for (std::int64_t j = 0, aliases = 1 + text.Below(6); j < aliases; ++j) {
          un_ += element(kind + "_ALIAS", "<QUALITY>" + std::string(is_person ? "Good" : "a.k.a.") +
                                              "</QUALITY><ALIAS_NAME>" + text.Words(3) +
                                              "</ALIAS_NAME>");
        }
        un_ += element(kind + "_ADDRESS", "<CITY>" + text.Word() +
                                              "</CITY><COUNTRY>Rwanda"
                                              "</COUNTRY><NOTE>" +
                                              text.Words(20) + "</NOTE>");
        if (is_person) {
          un_ += element("INDIVIDUAL_DATE_OF_BIRTH", "<TYPE_OF_DATE>EXACT</TYPE_OF_DATE><YEAR>" +
                                                         text.Number(1940, 1999) + "</YEAR>") +
                 element("INDIVIDUAL_PLACE_OF_BIRTH",
                         "<CITY>" + text.Word() + "</CITY><COUNTRY>Rwanda</COUNTRY>") +
                 element("INDIVIDUAL_DOCUMENT",
                         "<TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER>" +
                             text.Number(1'000'000, 9'999'999) + "</NUMBER>");
        }
        un_ += "      <SORT_KEY/>\n    </" + kind + ">\n";
      }
      un_ += "  </" + all + ">\n";
    }
    un_ += "</CONSOLIDATED_LIST>\n";
    std::ofstream(Path("un.xml"), std::ios::binary) << un_;
  }

  std::string folder_;
  std::uint64_t ofac_bytes_ = 0;
  std::string un_;
};

const Lists& Made() {
  static const Lists lists;
  return lists;
}

void Fail(benchmark::State& state, const std::string& why) { state.SkipWithError(why.c_str()); }

void Count(benchmark::State& state, std::uint64_t bytes, std::uint64_t records) {
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes) * state.iterations());
  state.counters["records"] = static_cast<double>(records);
}

void ImportList(benchmark::State& state, const char* format, const char* file,
                std::uint64_t bytes) {
  ImportOptions options;
  options.published = Moment::OnDay(Day::FromYmd(2026, 2, 27));
  std::uint64_t records = 0;
  for (auto _ : state) {
    ChronicleBuilder builder;
    const Result<ImportReport> report = Import(format, Made().Path(file), options, builder);
    if (!report.ok()) return Fail(state, report.error().ToString());
    if (report->refused > 0) return Fail(state, "records were refused");
    records = report->kept;
  }
  Count(state, bytes, records);
}

void OfacCasus(benchmark::State& state) {
  ImportList(state, "ofac", "sdn.csv", Made().ofac_bytes());
}
BENCHMARK(OfacCasus)->Name("ofac/casus")->Unit(benchmark::kMillisecond);

void OfacSplit(benchmark::State& state) {
  std::uint64_t records = 0;
  for (auto _ : state) {
    records = 0;
    std::vector<std::string> fields;
    for (const char* const file : kOfacFiles) {
      std::ifstream in(Made().Path(file), std::ios::binary);
      for (std::string line; std::getline(in, line); ++records) {
        fields.assign(1, std::string());
        bool is_quoted = false;
        for (const char c : line) {
          if (c == '"') {
            is_quoted = !is_quoted;
          } else if (c == ',' && !is_quoted) {
            fields.emplace_back();
          } else {
            fields.back() += c;
          }
        }
        benchmark::DoNotOptimize(fields.data());
      }
    }
  }
  Count(state, Made().ofac_bytes(), records);
}
BENCHMARK(OfacSplit)->Name("ofac/split")->Unit(benchmark::kMillisecond);

void UnCasus(benchmark::State& state) { ImportList(state, "un-sc", "un.xml", Made().un().size()); }
BENCHMARK(UnCasus)->Name("un/casus")->Unit(benchmark::kMillisecond);

void XmlCasus(benchmark::State& state) {
  using internal::XmlReader;
  std::uint64_t records = 0;
  for (auto _ : state) {
    records = 0;
    internal::XmlOptions options;
    options.records = {"INDIVIDUAL", "ENTITY"};
    XmlReader reader(InputFromMemory(Made().un(), "un.xml"), std::move(options));
    XmlReader::Step step = reader.Next();
    for (; step == XmlReader::Step::kRecord; step = reader.Next()) {
      ++records;
      benchmark::DoNotOptimize(reader.record().children.data());
    }
    if (step != XmlReader::Step::kEnd) return Fail(state, reader.error().ToString());
  }
  Count(state, Made().un().size(), records);
}
BENCHMARK(XmlCasus)->Name("xml/casus")->Unit(benchmark::kMillisecond);

#ifdef CASUS_BENCH_EXPAT
struct Counted {
  std::uint64_t records = 0;
  std::uint64_t bytes = 0;
};

void XmlExpat(benchmark::State& state) {
  Counted counted;
  for (auto _ : state) {
    counted = Counted();
    const XML_Parser parser = XML_ParserCreate(nullptr);
    XML_SetUserData(parser, &counted);
    XML_SetElementHandler(
        parser,
        [](void* data, const XML_Char* name, const XML_Char**) {
          const std::string_view element(name);
          static_cast<Counted*>(data)->records += element == "INDIVIDUAL" || element == "ENTITY";
        },
        [](void*, const XML_Char*) {});
    XML_SetCharacterDataHandler(parser, [](void* data, const XML_Char*, int length) {
      static_cast<Counted*>(data)->bytes += static_cast<std::uint64_t>(length);
    });
    const std::string& text = Made().un();
    const bool is_read =
        XML_Parse(parser, text.data(), static_cast<int>(text.size()), XML_TRUE) == XML_STATUS_OK;
    XML_ParserFree(parser);
    if (!is_read) return Fail(state, "not well-formed");
    benchmark::DoNotOptimize(counted);
  }
  Count(state, Made().un().size(), counted.records);
}
BENCHMARK(XmlExpat)->Name("xml/expat")->Unit(benchmark::kMillisecond);
#endif

}  // namespace
}  // namespace casus::bench

BENCHMARK_MAIN();
