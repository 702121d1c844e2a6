// Issue Correlates of War (ICOW), Territorial Claims: which state claimed which territory of
// another, from when to when.
//
// Layout: the table of claims by dyad (ICOWprov101.csv of the provisional data, ICOWclaimdy.csv of
// version 1.1), CSV with the columns' names in a header. Lines may end in CR alone. A row is one
// challenger's claim to a territory of one target.
//
//   claimdy              the row's number
//   claim, name          the territory, a place "icow:<claim>". Where rows of one claim name
//                        different territories, each is a place of its own, "icow:<claim>:<name>".
//   chal, tgt            challenger and target, COW's numbers: "cow:<number>"
//   begclaim, endclaim   YYYYMM, both inside. Month 00: some time in the year. An end in month 99
//                        stands with claims that went on when the data ended: seen in that year,
//                        the end not known. -9: not known.
//   icowsal              how salient the territory is to both, 0 to 12; salchal, saltgt 0 to 6 each
//   resolved, endviol and all other columns   in the note as they are: no list of the codes of
//                        `resolved` was found
//   terriss              rows of 0 are claims to rivers or to waters, and refused
//
// Missing are -9, "." and nothing.
//
// A row is two statuses of Axis::kClaim with the span of the claim: the challenger's
// ("icow:<claimdy>.challenger"), and the target's ("icow:<claimdy>.target"), as by ICOW's
// definition there is no claim unless officials of both say that the territory is theirs.
//
// B. Frederick, P. Hensel, C. Macaulay, "The Issue Correlates of War Territorial Claims Data,
// 1816-2001", Journal of Peace Research 54 (2017).

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "casus/time/parse.h"
#include "src/io/format.h"
#include "src/io/header.h"
#include "src/io/political.h"
#include "src/io/staging.h"

namespace casus::internal {

namespace {

enum Column : std::size_t {
  kClaimDyad,
  kClaim,
  kName,
  kChallenger,
  kTarget,
  kBegin,
  kEnd,
  kResolved,
  kEndViolence,
  kSalience,
  kChallengerSalience,
  kTargetSalience,
  kTerritorial,
  kVersion,
  kColumns,
};
constexpr std::array<std::string_view, kColumns> kNames = {
    "claimdy",  "claim",   "name",    "chal",    "tgt",    "begclaim", "endclaim",
    "resolved", "endviol", "icowsal", "salchal", "saltgt", "terriss",  "version"};
constexpr std::size_t kRequired[] = {kClaimDyad, kClaim, kChallenger, kTarget, kBegin, kEnd};
constexpr std::pair<std::string_view, std::size_t> kAliases[] = {{"claimname", kName}};
constexpr HeaderNames kHeader = {kNames, kRequired, kAliases};

constexpr std::string_view kMissing = "-9";
constexpr std::string_view kNoValue = ".";
constexpr std::string_view kOngoingMonth = "99";
constexpr std::size_t kYearAndMonth = 6;  // digits
constexpr std::int64_t kSideSalience = 6;
// The data begin in 1816.
constexpr YearLimits kYears{.min_year = 1816, .max_year = 2099};

HeaderLayout LayoutOf(const Shape& shape) { return LayoutByHeader(shape.first, kHeader); }

class IcowReader {
 public:
  IcowReader(const HeaderLayout& layout, ChronicleBuilder& builder)
      : layout_(layout), staging_(builder) {}

  // Keeps the record, or leaves an error in it.
  void Read(Record& record);
  void Finish(Source source, ImportReport& report, const std::string& file,
              ChronicleBuilder& builder);

 private:
  struct Row {
    std::string key;  // "icow:<claimdy>"
    std::int64_t claim = 0;
    std::string name;
    std::int64_t challenger = 0;
    std::int64_t target = 0;
    Span span = Span::Unknown();
    std::string method;
    std::string note;
    std::uint64_t line = 0;
  };

  static Moment MonthOf(Record& record, Column column);
  static std::string SalienceOf(Record& record);
  std::string NoteOf(const Record& record) const;
  PlaceId Territory(const Row& claim);

  const HeaderLayout& layout_;
  Staging staging_;
  std::vector<Row> claims_;
  std::set<std::string> keys_;
  std::map<std::int64_t, std::set<std::string>> names_;  // by claim
  std::uint64_t ongoing_ = 0;
  Day first_ = Day::EndOfTime();
  Day latest_ = Day::BeginningOfTime();
  std::optional<std::string> version_;  // of all rows so far
  bool is_one_version_ = true;
};

Moment IcowReader::MonthOf(Record& record, Column column) {
  const std::string_view text = record[column];
  if (text.empty()) return Moment::Unknown();
  const bool is_ongoing =
      column == kEnd && text.size() == kYearAndMonth && text.ends_with(kOngoingMonth);
  const std::string read =
      is_ongoing ? std::string(text.substr(0, kYearAndMonth - kOngoingMonth.size())) + "00"
                 : std::string(text);
  const Result<Moment> when = ParseYearMonth6(read, kYears);
  if (!when.ok()) {
    record.Fail(column, when.error());
    return Moment::Unknown();
  }
  return is_ongoing ? Moment::NotBefore(when->earliest()) : *when;
}

std::string IcowReader::SalienceOf(Record& record) {
  const auto read = [&](Column column, std::int64_t most) {
    const std::optional<std::int64_t> value = WholeNumber(record, column);
    if (value && (*value < 0 || *value > most)) {
      record.Fail(column, ErrorCode::kOutOfRange,
                  "a salience is from 0 to " + std::to_string(most));
    }
    return value;
  };
  const std::optional<std::int64_t> all = read(kSalience, 2 * kSideSalience);
  const std::optional<std::int64_t> challenger = read(kChallengerSalience, kSideSalience);
  const std::optional<std::int64_t> target = read(kTargetSalience, kSideSalience);
  if (record.error()) return {};
  if (all && challenger && target && *all != *challenger + *target) {
    record.Warn(kSalience, "not the sum of salchal and saltgt");
  }
  std::string text;
  const auto add = [&](std::string_view name, std::optional<std::int64_t> value,
                       std::int64_t most) {
    if (!value) return;
    text += text.empty() ? "salience " : ", ";
    text += name;
    text += std::to_string(*value) + " of " + std::to_string(most);
  };
  add("", all, 2 * kSideSalience);
  add("to the challenger ", challenger, kSideSalience);
  add("to the target ", target, kSideSalience);
  return text;
}

std::string IcowReader::NoteOf(const Record& record) const {
  std::string note;
  const auto add = [&](std::string_view name, std::string_view text) {
    if (text.empty()) return;
    if (!note.empty()) note += "; ";
    note += name;
    note += '=';
    note += text;
  };
  for (const Column column : {kResolved, kEndViolence}) add(kNames[column], record[column]);
  for (const auto& other : layout_.others) {
    const std::string_view text = record.AtPlace(other.first);
    if (text != kMissing && text != kNoValue) add(OtherName("", other), text);
  }
  return note;
}

void IcowReader::Read(Record& record) {
  Row claim;
  claim.key = "icow:" + std::to_string(record.RequireCount(kClaimDyad));
  claim.claim = record.RequireCount(kClaim);
  claim.challenger = record.RequireCount(kChallenger);
  claim.target = record.RequireCount(kTarget);
  const Moment begin = MonthOf(record, kBegin);
  const Moment end = MonthOf(record, kEnd);
  claim.method = SalienceOf(record);
  if (record.error()) return;
  if (record[kTerritorial] == "0") {
    return record.Fail(kTerritorial, ErrorCode::kUnsupported, "no claim to a territory");
  }
  if (keys_.contains(claim.key) || staging_.HasStatus(claim.key + ".challenger")) {
    return record.Fail(kClaimDyad, ErrorCode::kDuplicate,
                       "a claim of this number is there already");
  }
  const Result<Span> span = Span::Make(begin, end);
  if (!span.ok()) {
    return record.Fail(kEnd, ErrorCode::kInvalidArgument, "the claim ends before it begins");
  }
  claim.span = *span;
  if (claim.challenger == claim.target) record.Warn(kTarget, "the challenger is the target");
  claim.name = record[kName];
  claim.note = NoteOf(record);
  claim.line = record.line();
  for (const Moment& moment : {begin, end}) {
    if (moment.earliest().is_finite()) first_ = std::min(first_, moment.earliest());
    if (moment.earliest().is_finite()) latest_ = std::max(latest_, moment.earliest());
    if (moment.latest().is_finite()) latest_ = std::max(latest_, moment.latest());
  }
  if (span->end_kind() == EndKind::kCensored) ++ongoing_;
  const std::string version(record[kVersion]);
  if (!version_) version_ = version;
  is_one_version_ = is_one_version_ && version == *version_;
  keys_.insert(claim.key);
  names_[claim.claim].insert(claim.name);
  claims_.push_back(std::move(claim));
}

PlaceId IcowReader::Territory(const Row& claim) {
  const std::string number = std::to_string(claim.claim);
  std::string key = "icow:" + number;
  if (names_[claim.claim].size() > 1) key += ":" + KeyPart(claim.name);
  return staging_.FindOrAddPlace(key, [&] {
    Place place;
    place.kind = PlaceKind::kOther;
    place.name = claim.name.empty() ? "claim " + number : claim.name;
    return place;
  });
}

void IcowReader::Finish(Source source, ImportReport& report, const std::string& file,
                        ChronicleBuilder& builder) {
  std::uint64_t ambiguous = 0;
  for (const auto& [number, names] : names_) ambiguous += names.size() > 1 ? 1 : 0;
  if (ambiguous > 0) {
    report.issues.Add(
        Issue{Severity::kWarning, ErrorCode::kParse, Where{.file = file, .field = "claim"},
              std::to_string(ambiguous) + " claims of several names",
              "rows of one claim name different territories", "each name is a place of its own"});
  }
  if (ongoing_ > 0) {
    AddFileNote(report, file, std::string(kNames[kEnd]),
                std::to_string(ongoing_) + " claims end in month 99",
                "taken as seen in that year, their ends as not known");
  }
  for (const Row& claim : claims_) {
    const auto side = [&](std::int64_t number) {
      return PoliticalActor(staging_, kCowNumbers, number, claim.span.bounds().begin_earliest);
    };
    TerritorialStatus status;
    status.fact.span = claim.span;
    status.fact.note = claim.note;
    status.axis = Axis::kClaim;
    status.place = Territory(claim);
    status.method = claim.method;
    status.fact.key = claim.key + ".challenger";
    status.holders = {side(claim.challenger)};
    staging_.AddStatus(status, claim.line);
    status.fact.key = claim.key + ".target";
    status.holders = {side(claim.target)};
    staging_.AddStatus(std::move(status), claim.line);
  }
  if (first_ < latest_) StageCoverageOfStatuses(source, first_, latest_, file, staging_);
  if (source.version.empty() && is_one_version_ && version_) source.version = *version_;
  staging_.Commit(std::move(source), file, builder);
}

std::string WhyNot(const Shape& shape) { return LayoutOf(shape).problem; }

Result<ImportReport> Read(ImportJob job) {
  const HeaderLayout layout = LayoutOf(job.shape);
  const TableFormat table{layout,   kNames,   "ICOW's table of claims", "",
                          kMissing, kNoValue, "in the note, as "};
  const std::string file = job.input->name();
  IcowReader claims(layout, job.builder);
  Result<ImportReport> report = ReadTable(job, kIcowClaims.format.name, ColumnsInWords(job.shape),
                                          table, [&](Record& record) { claims.Read(record); });
  if (report.ok() && report->kept > 0) {
    Source source = SourceOf(kIcowClaims.format.name, "ICOW Territorial Claims", file, job.options);
    source.locator = "http://paulhensel.org/icowterr.html";
    claims.Finish(std::move(source), *report, file, job.builder);
  }
  return report;
}

}  // namespace

constexpr FormatReader kIcowClaims = {
    {"icow-claims", "ICOW's territorial claims by dyad, as claims of both sides"},
    "CSV with the columns' names (claimdy, claim, chal, tgt, begclaim, endclaim, ...) in a header",
    &WhyNot,
    &Read};

}  // namespace casus::internal
