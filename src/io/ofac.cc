// OFAC's sanctions lists in their legacy files: Specially Designated Nationals (SDN) and the
// consolidated list of the others (non-SDN).
//
// Layouts. CSV without a header, ASCII, CR LF or LF; a Ctrl-Z on a line of its own may end a file.
// A list is a set of files that are joined by their first column, ent_num (OFAC's unique id):
//   sdn.csv           cons_prim.csv      12 columns: the entries
//   add.csv           cons_add.csv        6: addresses
//   alt.csv           cons_alt.csv        5: aliases
//   sdn_comments.csv  cons_comments.csv   2: what the remarks of an entry have no room for
// The file of entries is the one to read; the others are found beside it by its name, whatever
// stands before or behind ("SDN.CSV", "2020_sdn.csv.gz"). One that is not there is warned of. The
// name says which list it is; under another name no measures are known and nothing is looked for.
// A null is `-0- `, without quotes.
//
//   ent_num      actor "ofac:<ent_num>" and its code of kOfacUid
//   SDN_Name     its name, for persons as "SURNAME, Given"
//   SDN_Type     individual: a person; vessel; aircraft and entities (null): other
//   Program      "A] [B" are two. Each is a regime "ofac:programme:A" of the actor "ofac", and each
//                entry has a designation in it, "ofac:<list>:<ent_num>:A"
//   aliases      names: aka an alias, fka a former one, nka ("now known as") an alias
//   Remarks      see ofac_remarks.h. Exactly 1,000 characters are cut off wherever that is and go
//                on in the file of comments.
//     DOB ...              the begin of the actor; of several, between the first and the last
//     a.k.a. 'X'           a weak alias, which stands nowhere else
//     Linked To: X         a relation to the entry of that name. OFAC links who acts for, is owned
//                          or controlled by, or supports another, and these files do not say which:
//                          it is kActsFor, the one that claims neither shares nor command, and its
//                          note has OFAC's words.
//     Passport ... etc.    codes of kOther
//     ... Directive n      a designation of its own, by that directive, in force since its
//     effective
//                          date, decided on its listing date. It takes the place of that in the
//                          programme, of which it is the measure; but on the SDN list an entry that
//                          has no other programme is blocked as well.
//     (CMIC)               the same dates of the programme of that name
//     Secondary sanctions  the note of the designations
// The actor's note has all of it as it stands, in lines "<column>=<text>", the first of which is
// the list. An entry on both lists is one actor.
//
// There are no days of listing in these files, and an entry that was delisted is gone. So a
// designation held on the day of the file (ImportOptions::published), began on it or before, and
// was not seen to end; where that day is not given, nothing is known of its time. The coverage is
// that day.
//
// All entries of the SDN list are blocked. Other measures are those of the programme or directive
// where there is one meaning: the directives under Executive Orders 13662 (1 to 3 debt and equity,
// 4 projects), 14024 and 14014 (debt, accounts, dealings with banks), Executive Orders 13959
// (securities) and 13608 (all transactions, without blocking).

#include <algorithm>
#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "src/io/format.h"
#include "src/io/header.h"
#include "src/io/list_staging.h"
#include "src/io/ofac_common.h"
#include "src/io/ofac_remarks.h"
#include "src/io/utf8.h"

namespace casus::internal {

namespace {

constexpr std::string_view kNull = "-0- ";
constexpr std::string_view kNullAtEnd = "-0-";
constexpr std::string_view kCtrlZ = "\x1A";
// Where the remarks of an entry are cut off.
constexpr std::size_t kRemarksRoom = 1000;

enum EntryColumn : std::size_t {
  kEntryNumber,
  kName,
  kType,
  kProgram,
  kTitle,
  kCallSign,
  kVesselType,
  kTonnage,
  kGrt,
  kFlag,
  kOwner,
  kRemarks,
  kEntryColumns,
};
constexpr std::array<std::string_view, kEntryColumns> kEntryNames = {
    "ent_num",   "SDN_Name", "SDN_Type", "Program",   "Title",      "Call_Sign",
    "Vess_type", "Tonnage",  "GRT",      "Vess_flag", "Vess_owner", "Remarks"};
// What is only in the note.
constexpr EntryColumn kNoted[] = {kTitle, kCallSign, kVesselType, kTonnage, kGrt, kFlag, kOwner};

enum AddressColumn : std::size_t {
  kAddressNumber = 1,
  kAddress,
  kCity,
  kCountry,
  kAddressRemarks,
  kAddressColumns,
};
constexpr std::array<std::string_view, kAddressColumns> kAddressNames = {
    "ent_num", "Add_num", "Address", "City/State/Province/Postal", "Country", "Add_remarks"};

enum AliasColumn : std::size_t {
  kAliasNumber = 1,
  kAliasType,
  kAliasName,
  kAliasRemarks,
  kAliasColumns
};
constexpr std::array<std::string_view, kAliasColumns> kAliasNames = {
    "ent_num", "alt_num", "alt_type", "alt_name", "alt_remarks"};

constexpr std::array<std::string_view, 2> kCommentNames = {"ent_num", "RemarksExtended"};

constexpr std::size_t kPlaces[kEntryColumns] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};

constexpr std::string_view kNonSdnFile = "cons_prim";

// A file of entries by its name, and those that go with it.
struct FileSet {
  OfacList list = OfacList::kUnknown;
  std::array<std::string, 3>
      beside;  // of addresses, aliases, comments; empty: not to be looked for
};

FileSet FileSetOf(const std::string& path) {
  FileSet set;
  set.list = OfacListOf(path, kNonSdnFile);
  if (set.list == OfacList::kUnknown) return set;
  const std::string name = BaseName(path);
  const std::string_view word = set.list == OfacList::kNonSdn ? kNonSdnFile : "sdn";
  const std::size_t at = LowerCase(name).find(word);
  const bool is_upper = name[at] == 'S' || name[at] == 'C';
  constexpr std::string_view kSdnFiles[] = {"add", "alt", "sdn_comments"};
  constexpr std::string_view kConsFiles[] = {"cons_add", "cons_alt", "cons_comments"};
  const std::string folder = path.substr(0, path.size() - name.size());
  for (std::size_t i = 0; i < set.beside.size(); ++i) {
    std::string stem(set.list == OfacList::kSdn ? kSdnFiles[i] : kConsFiles[i]);
    if (is_upper) {
      for (char& c : stem) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
      }
    }
    set.beside[i] = folder + name.substr(0, at) + stem + name.substr(at + word.size());
  }
  return set;
}

// Reads the records of a set into entries.
class ListReader {
 public:
  ListReader(OfacList list, const std::string& file, OfacEntries& entries)
      : list_(list), file_(file), entries_(entries) {}

  // Each keeps the record, or leaves an error in it.
  void ReadEntry(Record& record);
  void ReadAddress(Record& record);
  void ReadAlias(Record& record);
  void ReadComment(Record& record);

  // Splits the remarks of all entries into items, now that they are whole.
  void Finish(IssueLog& issues);

 private:
  struct Remarks {
    std::string text;
    bool is_continued = false;
  };

  // The number of the entry that a record of another file belongs to.
  std::optional<std::size_t> EntryOf(Record& record);

  const OfacList list_;
  const std::string& file_;
  OfacEntries& entries_;
  std::vector<Remarks> remarks_;  // of the entries
  absl::flat_hash_map<std::int64_t, std::size_t> entry_of_;
};

void ListReader::ReadEntry(Record& record) {
  OfacEntry entry;
  const std::int64_t number = record.RequireCount(kEntryNumber);
  if (record.error()) return;
  entry.place = {record.line(), 0, {}};
  entry.number = std::to_string(number);
  entry.locator = "ent_num " + entry.number;
  entry.name = record[kName];
  entry.type = record[kType];
  if (!record[kOwner].empty()) {
    entry.owner =
        OfacItem{std::string(record[kOwner]), false, {record.line(), 0, kEntryNames[kOwner]}};
  }
  OfacListing listing;
  listing.place = {record.line(), 0, kEntryNames[kProgram]};
  listing.list = list_;
  std::string_view programmes = record[kProgram];
  if (programmes.starts_with('[') && programmes.ends_with(']')) {
    programmes = programmes.substr(1, programmes.size() - 2);
  }
  while (!programmes.empty()) {
    const std::size_t end = programmes.find("] [");
    std::string programme(programmes.substr(0, end));
    programmes.remove_prefix(end == std::string_view::npos ? programmes.size() : end + 3);
    if (std::find(listing.programmes.begin(), listing.programmes.end(), programme) !=
        listing.programmes.end()) {
      record.Warn(kProgram, "a programme given twice", "taken once");
    } else if (!programme.empty()) {
      listing.programmes.push_back(std::move(programme));
    }
  }
  if (entries_.Has(entry.number)) {
    return record.Fail(kEntryNumber, ErrorCode::kDuplicate,
                       "an entry of this number is there already");
  }
  if (listing.programmes.empty()) {
    record.Warn(kProgram, "no programme", "designated by the list");
    listing.programmes.emplace_back();
  }
  if (entry.name.empty()) {
    record.Warn(kName, "an entry without a name", "named by its number");
    entry.name = entry.number;
  }
  if (!entry.type.empty() && entry.type != "individual" && entry.type != "vessel" &&
      entry.type != "aircraft" && entry.type != "entity") {
    record.Warn(kType, "not a type of OFAC's", "kept in the note");
  }
  if (entry.type != "individual" && entry.type != "vessel") {
    AddNoteLine(entry.note, kEntryNames[kType], entry.type);
  }
  for (const EntryColumn column : kNoted)
    AddNoteLine(entry.note, kEntryNames[column], record[column]);
  entry.listings.push_back(std::move(listing));
  remarks_.push_back(Remarks{std::string(record[kRemarks])});
  entry_of_.emplace(number, entries_.Add(std::move(entry)));
}

std::optional<std::size_t> ListReader::EntryOf(Record& record) {
  const std::int64_t number = record.RequireCount(0);
  if (record.error()) return std::nullopt;
  const auto found = entry_of_.find(number);
  if (found != entry_of_.end()) return found->second;
  record.Fail(0, ErrorCode::kBadReference,
              "no entry of this number was kept of " + BaseName(file_));
  return std::nullopt;
}

void ListReader::ReadAddress(Record& record) {
  const std::optional<std::size_t> entry = EntryOf(record);
  if (!entry) return;
  AddNoteLine(
      entries_.entry(*entry).note, "address " + std::string(record[kAddressNumber]),
      OfacAddress(record[kAddress], record[kCity], record[kCountry], record[kAddressRemarks]));
}

void ListReader::ReadAlias(Record& record) {
  const std::optional<std::size_t> index = EntryOf(record);
  if (!index) return;
  OfacEntry& entry = entries_.entry(*index);
  const std::string_view type = record[kAliasType];
  const std::string_view name = record[kAliasName];
  if (name.empty()) return record.Fail(kAliasName, ErrorCode::kParse, "an alias without a name");
  if (type != "aka" && type != "fka" && type != "nka") {
    record.Warn(kAliasType, "not a type of alias of OFAC's", "taken as an alias");
  }
  entry.aliases.push_back(Name{
      std::string(name), type == "fka" ? NameKind::kFormer : NameKind::kAlias, {}, std::nullopt});
  std::string text(type);
  text += ' ';
  text += name;
  if (!record[kAliasRemarks].empty()) text += " | " + std::string(record[kAliasRemarks]);
  AddNoteLine(entry.note, "alias " + std::string(record[kAliasNumber]), text);
}

void ListReader::ReadComment(Record& record) {
  const std::optional<std::size_t> index = EntryOf(record);
  if (!index) return;
  Remarks& remarks = remarks_[*index];
  if (remarks.is_continued) {
    return record.Fail(0, ErrorCode::kDuplicate, "the remarks of this entry go on already");
  }
  if (remarks.text.size() != kRemarksRoom) {
    record.Warn(1, "goes on with remarks that were not cut off", "kept in the note");
    return AddNoteLine(entries_.entry(*index).note, kCommentNames[1], record[1]);
  }
  remarks.text += record[1];
  remarks.is_continued = true;
}

void ListReader::Finish(IssueLog& issues) {
  for (std::size_t i = 0; i < remarks_.size(); ++i) {
    const auto& [text, is_continued] = remarks_[i];
    OfacEntry& entry = entries_.entry(i);
    const OfacPlace place{entry.place.line, 0, kEntryNames[kRemarks]};
    const bool is_cut = text.size() == kRemarksRoom && !is_continued;
    if (is_cut) {
      issues.Add(Issue{Severity::kWarning, ErrorCode::kInvalidArgument,
                       Where{file_, place.line, 0, std::string(place.field)},
                       Excerpt(text.substr(kRemarksRoom - 40)),
                       "the remarks are cut off and nothing goes on with them",
                       "the last item is kept in the note"});
    }
    for (const RemarkItem& item : SplitRemarks(text, is_cut)) {
      entry.items.push_back(
          OfacItem{std::string(item.text), item.or_without_stop.size() < item.text.size(), place});
    }
    AddNoteLine(entry.note, kEntryNames[kRemarks], text);
  }
}

bool IsRecordOf(const std::vector<std::string>& record, std::size_t width) {
  return record.size() == width && IsDigits(record[0]);
}

std::string WhyNot(const Shape& shape) {
  if (shape.delimiter != ',') return "the delimiter is another one";
  bool has_null = false;
  for (const std::vector<std::string>& record : shape.records) {
    has_null = has_null || std::any_of(record.begin(), record.end(), [](const std::string& cell) {
                 return cell == kNull || cell == kNullAtEnd;
               });
  }
  const std::vector<std::string>& first = shape.first;
  const bool has_side_shape = (IsRecordOf(first, kAddressColumns) && IsDigits(first[1])) ||
                              (IsRecordOf(first, kAliasColumns) && IsDigits(first[1]));
  if (has_side_shape && has_null) {
    return "this is a file of addresses or aliases, which is read with that of the entries";
  }
  if (!has_null || !IsRecordOf(first, kEntryColumns)) return "the first line is no entry of it";
  return {};
}

// Reads one file of a set. A Ctrl-Z at its end is no record.
Result<void> ReadFile(std::unique_ptr<Input> input, const ImportOptions& options,
                      std::span<const std::string_view> names, FunctionRef<void(Record&)> read,
                      ImportReport& report) {
  DelimitedOptions dialect = DelimitedOptions::Csv();
  dialect.encoding = options.encoding;
  dialect.progress = options.progress;
  DelimitedReader reader(std::move(input), std::move(dialect));
  const Columns columns{names, std::span(kPlaces).first(names.size()), kNull, kNullAtEnd};
  constexpr std::string_view kEndName = "end";
  const Columns end{std::span(&kEndName, 1), std::span(kPlaces).first(1), {}, {}};
  std::uint64_t ends = 0;
  bool is_end = false;
  const Result<void> done = ReadRecords(
      reader,
      [&](std::size_t width) {
        is_end = width == 1 && reader.fields()[0] == kCtrlZ;
        return is_end ? &end : width == names.size() ? &columns : nullptr;
      },
      std::to_string(names.size()),
      [&](Record& record) {
        if (is_end) {
          ++ends;
        } else {
          read(record);
        }
      },
      report);
  report.records -= ends;
  report.kept -= ends;
  return done;
}

Result<ImportReport> Read(ImportJob job) {
  ImportReport report;
  report.format = kOfac.format.name;
  report.layout = "12 columns, no header";
  const std::string file = job.input->name();
  const FileSet set = FileSetOf(file);
  OfacEntries all(set.list, file, job.builder, report.issues);
  ListReader list(set.list, file, all);
  const Result<void> entries = ReadFile(
      std::move(job.input), job.options, kEntryNames,
      [&](Record& record) { list.ReadEntry(record); }, report);
  if (!entries.ok()) return entries.error();
  const std::uint64_t entries_kept = report.kept;

  if (set.list == OfacList::kUnknown) {
    report.issues.Add(Issue{Severity::kWarning, ErrorCode::kUnknownFormat,
                            Where{.file = file, .field = {}}, BaseName(file),
                            "the name says neither sdn nor cons_prim",
                            "no files were looked for beside it, and no measures are known of it"});
  }
  for (std::size_t i = 0; i < set.beside.size(); ++i) {
    const std::string& path = set.beside[i];
    if (path.empty()) continue;
    std::error_code ignored;
    if (!std::filesystem::exists(path, ignored)) {
      constexpr std::string_view kWhat[] = {"addresses", "aliases", "the rest of long remarks"};
      report.issues.Add(Issue{Severity::kWarning, ErrorCode::kNotFound,
                              Where{.file = file, .field = {}}, BaseName(path),
                              "a file of the set is not there",
                              "read without " + std::string(kWhat[i])});
      continue;
    }
    Result<std::unique_ptr<Input>> input = OpenInput(path);
    if (!input.ok()) return input.error();
    const std::span<const std::string_view> names =
        i == 0   ? std::span<const std::string_view>(kAddressNames)
        : i == 1 ? std::span<const std::string_view>(kAliasNames)
                 : std::span<const std::string_view>(kCommentNames);
    const Result<void> read = ReadFile(
        *std::move(input), job.options, names,
        [&](Record& record) {
          if (i == 0) return list.ReadAddress(record);
          if (i == 1) return list.ReadAlias(record);
          list.ReadComment(record);
        },
        report);
    if (!read.ok()) return read.error();
    report.also_read.push_back(path);
    report.layout += (i == 0 || report.also_read.size() == 1 ? ", with " : ", ") + BaseName(path);
  }
  if (entries_kept == 0) return report;
  Source source = SourceOf(kOfac.format.name, TitleOf(set.list), file, job.options);
  source.kind = SourceKind::kOfficialDocument;
  source.locator = "https://ofac.treasury.gov";
  list.Finish(report.issues);
  const std::optional<Moment>& published = job.options.published;
  if (!published || !published->earliest().is_finite() || !published->latest().is_finite()) {
    report.issues.Add(Issue{Severity::kWarning,
                            ErrorCode::kInvalidArgument,
                            Where{.file = file, .field = {}},
                            {},
                            "the list has no dates, and the day of this version was not given",
                            "nothing is known of when a designation held"});
  }
  all.Finish(std::move(source), published);
  return report;
}

}  // namespace

constexpr FormatReader kOfac = {
    {"ofac", "OFAC's SDN and non-SDN lists (sdn.csv, cons_prim.csv and the files beside them)"},
    "12 columns between commas without a header, nulls written -0-",
    &WhyNot,
    &Read};

}  // namespace casus::internal
