// Sanctions lists of any bytes, and XML and JSON of any bytes. The first byte says which.
//
//   x, j        XML, lines of JSON: the records are the same whatever is read at once, and keep the
//               limits
//   t, d        the rows of the UK's table, behind its header, and the entries of its XML
//   e, n        the same of the EU's
//   p, a        whole files: OFAC's sdn.xml and sdn_advanced.xml
//   f, o, s     FollowTheMoney, OpenSanctions' targets, SECO
//   g, h        GeoJSON: whole files, and the features of one
//   i           the items of an array in JSON: the same whatever is read at once
//   all others  OFAC's sdn.csv, add.csv, alt.csv, sdn_comments.csv, lines of "%%" between them
//
// What is read of a list is counted, makes a chronicle, and is the same every time.

#include <stdlib.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

#include "casus/chronicle/chronicle.h"
#include "casus/io/importer.h"
#include "src/io/json_items.h"
#include "src/io/json_lines.h"
#include "src/io/text_form_files.h"
#include "src/io/xml.h"

namespace {

void Check(bool holds) {
  if (!holds) std::abort();
}

// A folder that is gone when the fuzzer ends.
const std::string& Folder() {
  struct Owned {
    Owned() : path(std::filesystem::temp_directory_path() / "casus_fuzz_lists_XXXXXX") {
      Check(mkdtemp(path.data()) != nullptr);
    }
    ~Owned() {
      std::error_code ignored;
      std::filesystem::remove_all(path, ignored);
    }
    std::string path;
  };
  static const Owned folder;
  return folder.path;
}

// The text form of what was read, and the issues on the way.
std::string ReadList(std::string_view format, const std::string& path, std::uint64_t* kept) {
  casus::ChronicleBuilder builder;
  casus::ImportOptions options;
  options.published = casus::Moment::OnDay(casus::Day::FromYmd(2020, 1, 10));
  const auto report = casus::Import(format, path, options, builder);
  if (!report.ok()) {
    for (const auto& table : casus::kTokens<casus::Table>) Check(builder.size(table.value) == 0);
    return report.error().ToString();
  }
  Check(report->records == report->kept + report->refused);
  Check(report->issues.errors() == report->refused);
  const auto entries = [&] {
    return builder.size(casus::Table::kActors) + builder.size(casus::Table::kPlaces);
  };
  const std::uint64_t before = entries();
  // The list once more has no new entries.
  const auto again = casus::Import(format, path, options, builder);
  Check(again.ok() && again->records == report->records && again->kept == 0);
  Check(entries() == before);
  const auto chronicle = builder.Build();
  Check(chronicle.ok());
  *kept = report->kept;
  std::string text;
  for (const casus::Issue& issue : report->issues.issues()) text += ToString(issue) + "\n";
  const auto written = casus::text_form::WriteFiles(
      *chronicle, [&](std::string_view name, std::string_view bytes) -> casus::Result<void> {
        text += name;
        text += bytes;
        return {};
      });
  Check(written.ok());
  return text;
}

void FuzzList(std::string_view format, const std::string& path) {
  std::uint64_t kept = 0;
  std::uint64_t kept_again = 0;
  const std::string first = ReadList(format, path, &kept);
  Check(first == ReadList(format, path, &kept_again) && kept == kept_again);
}

// A list of which the bytes are what stands between `before` and `behind`.
void FuzzPart(std::string_view format, std::string_view before, std::string_view bytes,
              std::string_view behind) {
  const std::string path = Folder() + "/part";
  std::ofstream(path, std::ios::binary) << before << bytes << behind;
  FuzzList(format, path);
}

void FuzzOfac(std::string_view bytes) {
  for (const char* const name : {"sdn.csv", "add.csv", "alt.csv", "sdn_comments.csv"}) {
    const std::size_t end = bytes.find("\n%%\n");
    const std::string_view part = bytes.substr(0, end);
    std::ofstream(Folder() + "/" + name, std::ios::binary) << part;
    bytes.remove_prefix(end == std::string_view::npos ? bytes.size() : end + 4);
  }
  FuzzList("ofac", Folder() + "/sdn.csv");
}

constexpr std::size_t kDepth = 8;
constexpr std::size_t kBytes = 200;
constexpr std::size_t kNodes = 12;

// Counts what a record holds, as its limits do.
void Measure(const casus::internal::XmlNode& node, std::size_t depth, std::size_t& bytes,
             std::size_t& nodes) {
  Check(depth <= kDepth);
  ++nodes;
  bytes += node.name.size() + node.text.size();
  for (const auto& [name, value] : node.attributes) bytes += name.size() + value.size();
  for (const auto& child : node.children) Measure(child, depth + 1, bytes, nodes);
}

void Append(const casus::internal::XmlNode& node, std::string& out) {
  out += "<" + node.name;
  for (const auto& [name, value] : node.attributes) out += " " + name + "=" + value;
  out += ">" + node.text;
  for (const auto& child : node.children) Append(child, out);
  out += "</" + std::to_string(node.line) + ":" + std::to_string(node.column) + ">";
}

std::string ReadXml(std::string_view bytes, std::size_t buffer) {
  using casus::internal::XmlReader;
  casus::internal::XmlOptions options;
  options.records = {"INDIVIDUAL", "ENTITY"};
  options.max_depth = kDepth;
  options.max_record_bytes = kBytes;
  options.max_record_nodes = kNodes;
  options.buffer_bytes = buffer;
  XmlReader reader(casus::InputFromMemory(bytes, "fuzz"), std::move(options));
  std::string out;
  for (;;) {
    switch (reader.Next()) {
      case XmlReader::Step::kRecord: {
        std::size_t size = 0;
        std::size_t nodes = 0;
        Measure(reader.record(), 1, size, nodes);
        Check(size <= kBytes && nodes <= kNodes);
        Append(reader.record(), out);
        break;
      }
      case XmlReader::Step::kRefused: out += reader.error().ToString(); break;
      // How much of a tag that has no end is waited for depends on what is read at once.
      case XmlReader::Step::kFailed:
        return reader.error().code() == casus::ErrorCode::kOutOfRange ? std::string() : out + "!";
      case XmlReader::Step::kEnd: return out + ".";
    }
  }
}

void FuzzXml(std::string_view bytes) {
  const std::string whole = ReadXml(bytes, 1 << 16);
  for (const std::size_t buffer : {std::size_t{1}, std::size_t{13}}) {
    const std::string again = ReadXml(bytes, buffer);
    Check(again.empty() || whole.empty() || again == whole);
  }
}

using casus::internal::JsonValue;

// The same of JSON.
void Append(const JsonValue& value, std::size_t depth, std::size_t& values, std::string& out) {
  Check(depth <= kDepth);
  ++values;
  out += "(" + std::to_string(static_cast<int>(value.kind)) + value.text;
  for (const JsonValue& item : value.items) Append(item, depth + 1, values, out);
  for (const auto& member : value.members) {
    out += member.name + "=";
    Append(member.value, depth + 1, values, out);
  }
  out += ")";
}

std::string ReadJson(std::string_view bytes, std::size_t buffer) {
  using casus::internal::JsonLinesReader;
  casus::internal::JsonLinesOptions options;
  options.max_depth = kDepth;
  options.max_record_bytes = kBytes;
  options.max_record_values = kNodes;
  options.buffer_bytes = buffer;
  JsonLinesReader reader(casus::InputFromMemory(bytes, "fuzz"), std::move(options));
  const bool is_one_line = bytes.find('\n') == std::string_view::npos;
  std::string out;
  for (;;) {
    switch (reader.Next()) {
      case JsonLinesReader::Step::kRecord: {
        std::size_t values = 0;
        Append(reader.record(), 1, values, out);
        Check(values <= kNodes);
        const bool has_mark = bytes.starts_with("\xEF\xBB\xBF");
        Check(!is_one_line || casus::internal::FindJsonError(bytes.substr(has_mark ? 3 : 0),
                                                             kDepth) == std::string_view::npos);
        break;
      }
      case JsonLinesReader::Step::kRefused: out += reader.error().ToString(); break;
      case JsonLinesReader::Step::kFailed: return out + "!" + reader.error().ToString();
      case JsonLinesReader::Step::kEnd: return out + "." + std::to_string(reader.blank_lines());
    }
  }
}

void FuzzJson(std::string_view bytes) {
  const std::string whole = ReadJson(bytes, 1 << 16);
  for (const std::size_t buffer : {std::size_t{1}, std::size_t{13}}) {
    Check(ReadJson(bytes, buffer) == whole);
  }
}

std::string ReadItems(std::string_view bytes, std::size_t buffer) {
  using casus::internal::JsonItemsReader;
  casus::internal::JsonItemsOptions options;
  options.array = "features";
  options.max_item_bytes = kBytes;
  options.max_rest_bytes = kBytes;
  options.buffer_bytes = buffer;
  JsonItemsReader reader(casus::InputFromMemory(bytes, "fuzz"), std::move(options));
  std::string out;
  for (;;) {
    const JsonItemsReader::Step step = reader.Next();
    if (step == JsonItemsReader::Step::kFailed) return out + reader.error().message();
    if (step == JsonItemsReader::Step::kEnd) return out + std::string(reader.rest());
    Check(reader.item().size() <= kBytes);
    out += std::to_string(reader.line()) + ":" + std::to_string(reader.column());
    out += reader.item();
  }
}

void FuzzItems(std::string_view bytes) {
  const std::string whole = ReadItems(bytes, 1 << 16);
  for (const std::size_t buffer : {std::size_t{3}, std::size_t{13}}) {
    Check(ReadItems(bytes, buffer) == whole);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  switch (data[0]) {
    case 'x': FuzzXml(bytes); break;
    case 't':
      FuzzPart("uk",
               "Report Date: 13-Feb-2026\nUnique ID,Name 6,Name 1,Name type,Alias strength,Regime "
               "Name,Designation Type,Sanctions Imposed,Date Designated,Last Updated,D.O.B,IMO "
               "number,Passport number,Address Country\n",
               bytes, {});
      break;
    case 'd': FuzzPart("uk", "<Designations>", bytes, "</Designations>"); break;
    case 'e':
      FuzzPart("eu-fsf",
               "fileGenerationDate;Entity_LogicalId;Entity_DesignationDate;Entity_SubjectType;"
               "Entity_Regulation_EntryIntoForceDate;Entity_Regulation_Programme;"
               "NameAlias_WholeName;NameAlias_Remark;BirthDate_Year;BirthDate_YearRangeTo;"
               "BirthDate_Circa;Identification_Number;Identification_ValidTo;"
               "Citizenship_CountryIso2Code\n",
               bytes, {});
      break;
    case 'n':
      FuzzPart("eu-fsf",
               "<export xmlns='http://eu.europa.ec/fpi/fsd/export' generationDate='2026-08-05'>",
               bytes, "</export>");
      break;
    case 'j': FuzzJson(bytes); break;
    case 'f': FuzzPart("ftm", {}, bytes, {}); break;
    case 'o': FuzzPart("opensanctions-simple", {}, bytes, {}); break;
    case 'g': FuzzPart("geojson", {}, bytes, {}); break;
    case 'h':
      FuzzPart("geojson", "{\"type\":\"FeatureCollection\",\"features\":[", bytes, "]}");
      break;
    case 'i': FuzzItems(bytes); break;
    case 's': FuzzPart("seco", {}, bytes, {}); break;
    case 'p': FuzzPart("ofac-xml", {}, bytes, {}); break;
    case 'a': FuzzPart("ofac-advanced", {}, bytes, {}); break;
    default: FuzzOfac(bytes);
  }
  return 0;
}
