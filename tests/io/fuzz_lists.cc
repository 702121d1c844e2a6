// OFAC's lists of any bytes, and XML of any bytes. The first byte says which.
//   o: the other bytes are sdn.csv, add.csv, alt.csv and sdn_comments.csv, with lines of "%%"
//   between them. What is read is counted, makes a chronicle, and is the same every time.
//   p, a: they are sdn.xml, or sdn_advanced.xml, of which the same holds.
//   x: XML. The records are the same whatever is read at once, and keep the limits.

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
std::string ReadList(const char* format, const std::string& path, std::uint64_t* kept) {
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
  const std::uint64_t entries = builder.size(casus::Table::kActors);
  // The list once more has no new entries.
  const auto again = casus::Import(format, path, options, builder);
  Check(again.ok() && again->records == report->records && again->kept == 0);
  Check(builder.size(casus::Table::kActors) == entries);
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

void CheckList(const char* format, const char* name) {
  const std::string path = Folder() + "/" + name;
  std::uint64_t kept = 0;
  std::uint64_t kept_again = 0;
  const std::string first = ReadList(format, path, &kept);
  Check(first == ReadList(format, path, &kept_again) && kept == kept_again);
}

void FuzzXmlList(const char* format, const char* name, std::string_view bytes) {
  std::ofstream(Folder() + "/" + name, std::ios::binary) << bytes;
  CheckList(format, name);
}

void FuzzOfac(std::string_view bytes) {
  for (const char* const name : {"sdn.csv", "add.csv", "alt.csv", "sdn_comments.csv"}) {
    const std::size_t end = bytes.find("\n%%\n");
    const std::string_view part = bytes.substr(0, end);
    std::ofstream(Folder() + "/" + name, std::ios::binary) << part;
    bytes.remove_prefix(end == std::string_view::npos ? bytes.size() : end + 4);
  }
  CheckList("ofac", "sdn.csv");
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

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  if (data[0] == 'x') {
    FuzzXml(bytes);
  } else if (data[0] == 'p') {
    FuzzXmlList("ofac-xml", "sdn.xml", bytes);
  } else if (data[0] == 'a') {
    FuzzXmlList("ofac-advanced", "sdn_advanced.xml", bytes);
  } else {
    FuzzOfac(bytes);
  }
  return 0;
}
