// CShapes: the states and dependencies of the world since 1886 with their borders, as a table of
// attributes.
//
// Layout: CSV with the names that the R package gives the attributes of version 2.0 in a header,
// gwcode or cowcode, as the units are numbered after Gleditsch and Ward or after COW. Polygons are
// not read. A row is a version of a unit: one set of borders, name, capital, status and owner.
//
//   gwcode | cowcode   the unit, a place "gw:territory:<code>" or "cow:territory:<code>", the same
//                      for all its versions
//   country_name       the place's name in these days; named as it is in the last version
//   start, end         days, both inside
//   status             independent, colony, protectorate, occupied, mandate, leased; or missing
//   owner              the code of who rules it, its own where it is independent. 0 is the League
//                      of Nations, 1 the United Nations. Needed of all that is not independent.
//   capname, caplong, caplat, b_def (0: the border is not defined), fid   in the note, as are
//                      columns of others
//
// Missing are "NA", "N/A" and nothing.
//
// A version is one status of Axis::kControl, "cshapes:gw:369:1991-12-26": disputed areas go to whom
// they are controlled by, and what is merely claimed is not in the data. Who rules follows from the
// owner. The regime is kOwnAdministration of the independent, kMilitaryOccupation of the occupied,
// kMandate of mandates, kLease of the leased; for colonies and protectorates the model has no word,
// and `method` has CShapes' own. Versions follow each other without a change of who rules wherever
// borders, names or capitals change.
//
// The data begin on 1886-01-01 and end on a 31 December (2019 in version 2.0). A unit that is there
// on the first day was there before, and the last day, where it is the latest of the file, is the
// end of what was seen: "[..1886-01-01]/[2019-12-31..]". Where a day was not known, the coders
// wrote the first of the month or of January; that cannot be told from a day that was.
//
// Changes of borders come from COW Territorial Change among others: the source draws on it and is
// no witness beside it.
//
// G. Schvitz et al., "Mapping the International System, 1886-2019: The CShapes 2.0 Dataset", 2022.

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <optional>
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
  kCode,
  kName,
  kStart,
  kEnd,
  kStatus,
  kOwner,
  kCapital,
  kCapitalLongitude,
  kCapitalLatitude,
  kBorder,
  kFid,
  kColumns,
};
using Names = std::array<std::string_view, kColumns>;
constexpr Names NamesWith(std::string_view code) {
  return {code,      "country_name", "start",  "end",   "status", "owner",
          "capname", "caplong",      "caplat", "b_def", "fid"};
}
constexpr Names kGwNames = NamesWith("gwcode");
constexpr Names kCowNames = NamesWith("cowcode");
constexpr std::size_t kRequired[] = {kCode, kName, kStart, kEnd, kStatus, kOwner};

// The data begin in 1886.
constexpr YearLimits kYears{.min_year = 1886, .max_year = 2099};

struct Layout {
  HeaderLayout columns;
  const Names* names = nullptr;
  const NumberSystem* system = nullptr;
};

Layout LayoutOf(const Shape& shape) {
  const bool is_cow =
      std::any_of(shape.first.begin(), shape.first.end(),
                  [](const std::string& cell) { return FoldName(cell) == kCowNames[kCode]; });
  Layout layout;
  layout.names = is_cow ? &kCowNames : &kGwNames;
  layout.system = is_cow ? &kCowNumbers : &kGwNumbers;
  layout.columns = LayoutByHeader(shape.first, {*layout.names, kRequired});
  return layout;
}

// Empty for a word that is none of CShapes'.
std::optional<ControlRegime> RegimeOf(std::string_view status) {
  if (status == "independent") return ControlRegime::kOwnAdministration;
  if (status == "occupied") return ControlRegime::kMilitaryOccupation;
  if (status == "mandate") return ControlRegime::kMandate;
  if (status == "leased") return ControlRegime::kLease;
  if (status.empty() || status == "colony" || status == "protectorate") {
    return ControlRegime::kUnspecified;
  }
  return std::nullopt;
}

class CShapesReader {
 public:
  CShapesReader(const Layout& layout, ChronicleBuilder& builder)
      : layout_(layout), staging_(builder) {}

  // Keeps the record, or leaves an error in it.
  void Read(Record& record);
  void Finish(Source source, ImportReport& report, const std::string& file,
              ChronicleBuilder& builder);

 private:
  struct Version {
    Day first = Day::EndOfTime();
    Day last = Day::BeginningOfTime();
    std::string key;
    std::string name;
    std::string status;
    std::int64_t owner = 0;
    ControlRegime regime = ControlRegime::kUnspecified;
    std::string note;
    std::uint64_t line = 0;
  };

  static std::optional<Day> DayOf(Record& record, Column column);
  std::string NoteOf(Record& record) const;
  Span SpanOf(const Version& version) const;
  Moment LastOf(Day last) const;
  // Sure of the versions up to the first day that none covers.
  Span ExistenceOf(const std::vector<Version>& versions) const;

  const Layout& layout_;
  Staging staging_;
  std::map<std::int64_t, std::vector<Version>> versions_;  // by unit
  Day first_ = Day::EndOfTime();
  Day latest_ = Day::BeginningOfTime();
};

std::optional<Day> CShapesReader::DayOf(Record& record, Column column) {
  const Result<Day> day = ParseDay(record[column], DayShape::kIso, kYears);
  if (day.ok()) return *day;
  record.Fail(column, day.error());
  return std::nullopt;
}

std::string CShapesReader::NoteOf(Record& record) const {
  std::string note;
  const auto add = [&](std::string text) {
    if (!note.empty()) note += "; ";
    note += text;
  };
  const std::optional<double> longitude = record.Number(kCapitalLongitude);
  const std::optional<double> latitude = record.Number(kCapitalLatitude);
  if (!record[kCapital].empty()) {
    std::string capital = "capital " + std::string(record[kCapital]);
    if (longitude && latitude) {
      const Result<Coordinates> at = Coordinates::Make(*latitude, *longitude);
      if (!at.ok()) record.Fail(kCapitalLatitude, at.error());
      capital += " at " + std::string(record[kCapitalLatitude]) + ", " +
                 std::string(record[kCapitalLongitude]);
    }
    add(std::move(capital));
  }
  const std::string_view border = record[kBorder];
  if (border == "0") {
    add("border not defined");
  } else if (!border.empty() && border != "1") {
    record.Fail(kBorder, ErrorCode::kInvalidArgument, "neither 0 nor 1");
  }
  if (!record[kFid].empty()) add("fid=" + std::string(record[kFid]));
  for (const auto& other : layout_.columns.others) {
    const std::string_view text = record.AtPlace(other.first);
    if (!text.empty()) add(OtherName("", other) + "=" + std::string(text));
  }
  return note;
}

void CShapesReader::Read(Record& record) {
  const std::int64_t code = record.RequireCount(kCode);
  const std::optional<Day> first = DayOf(record, kStart);
  const std::optional<Day> last = DayOf(record, kEnd);
  const std::optional<std::int64_t> owner = WholeNumber(record, kOwner);
  Version version;
  version.note = NoteOf(record);
  if (record.error()) return;
  if (*last < *first) {
    return record.Fail(kEnd, ErrorCode::kInvalidArgument, "the version ends before it begins");
  }
  version.status = LowerCase(record[kStatus]);
  const bool is_independent = version.status == "independent";
  if (!owner && !is_independent) {
    return record.Fail(kOwner, ErrorCode::kInvalidArgument, "nobody rules what is not independent");
  }
  version.owner = owner.value_or(code);
  if (version.owner < 0) {
    return record.Fail(kOwner, ErrorCode::kInvalidArgument, "no code of an owner");
  }
  version.key = "cshapes:" + layout_.system->prefix + std::to_string(code) + ":" + ToString(*first);
  const auto is_same = [&](const Version& other) { return other.first == *first; };
  const auto unit = versions_.find(code);
  if (staging_.HasStatus(version.key) ||
      (unit != versions_.end() && std::any_of(unit->second.begin(), unit->second.end(), is_same))) {
    return record.Fail(kStart, ErrorCode::kDuplicate,
                       "a version of this unit and day is there already");
  }
  std::vector<Version>& versions = versions_[code];
  for (const Version& other : versions) {
    if (other.first <= *last && *first <= other.last) {
      record.Warn(kStart, "in another version of the unit, from " + ToString(other.first));
    }
  }
  if (const std::optional<ControlRegime> regime = RegimeOf(version.status)) {
    version.regime = *regime;
  } else {
    record.Warn(kStatus, "not a status of CShapes", "kept as the method; no regime");
  }
  if (is_independent != (version.owner == code) && !version.status.empty()) {
    record.Warn(kOwner, is_independent ? "independent, but another is the owner"
                                       : "its own owner, but not independent");
  }
  version.first = *first;
  version.last = *last;
  version.name = record[kName];
  if (version.name.empty()) record.Warn(kName, "a unit without a name", "named by its number");
  version.line = record.line();
  first_ = std::min(first_, *first);
  latest_ = std::max(latest_, *last);
  versions.push_back(std::move(version));
}

Moment CShapesReader::LastOf(Day last) const {
  const bool is_end_of_data = last == latest_ && last.month() == 12 && last.day() == 31;
  return is_end_of_data ? Moment::NotBefore(last) : Moment::OnDay(last);
}

Span CShapesReader::SpanOf(const Version& version) const {
  const bool is_begin_of_data = version.first == Day::FromYmd(kYears.min_year, 1, 1);
  return Span::Make(
             is_begin_of_data ? Moment::NotAfter(version.first) : Moment::OnDay(version.first),
             LastOf(version.last))
      .value();
}

Span CShapesReader::ExistenceOf(const std::vector<Version>& versions) const {
  Day sure = versions.front().last;
  Day latest = sure;
  bool is_whole = true;
  for (const Version& version : versions) {
    is_whole = is_whole && version.first <= sure + 1;
    if (is_whole) sure = std::max(sure, version.last);
    latest = std::max(latest, version.last);
  }
  const Moment last = LastOf(latest);
  return Span::Make(SpanOf(versions.front()).first(),
                    is_whole ? last : Moment::Between(sure, last.latest()).value())
      .value();
}

void CShapesReader::Finish(Source source, ImportReport& report, const std::string& file,
                           ChronicleBuilder& builder) {
  const NumberSystem& system = *layout_.system;
  std::uint64_t open = 0;
  for (auto& unit : versions_) {
    const std::int64_t code = unit.first;
    std::vector<Version>& versions = unit.second;
    std::sort(versions.begin(), versions.end(),
              [](const Version& a, const Version& b) { return a.first < b.first; });
    const std::string number = std::to_string(code);
    const std::string& last_name = versions.back().name;
    const PlaceId id = staging_.FindOrAddPlace(TerritoryKey(system, code), [&] {
      Place place;
      place.kind = PlaceKind::kCountry;
      place.name = last_name.empty() ? number : last_name;
      place.fact.span = ExistenceOf(versions);
      place.codes.push_back(Code{system.code, number, std::nullopt});
      return place;
    });
    for (Version& version : versions) {
      const Span span = SpanOf(version);
      if (span.end_kind() == EndKind::kCensored) ++open;
      Place& place = staging_.place(id);
      if (!version.name.empty() && version.name != place.name) {
        place.names.push_back(Name{version.name, NameKind::kFormer, {}, span});
      }
      TerritorialStatus status;
      status.fact.key = std::move(version.key);
      status.fact.span = span;
      status.fact.note = std::move(version.note);
      status.place = id;
      status.axis = Axis::kControl;
      status.holders = {PoliticalActor(staging_, system, version.owner, version.first)};
      status.regime = version.regime;
      if (!version.status.empty()) status.method = "coded as " + version.status;
      staging_.AddStatus(std::move(status), version.line);
    }
  }
  if (open > 0) {
    AddFileNote(report, file, ToString(latest_),
                std::to_string(open) + " versions end with the data",
                "taken as seen until then, their ends as not known");
  }
  StageCoverageOfStatuses(source, first_, latest_, file, staging_);
  DrawOnCowTerritorialChange(source, builder);
  staging_.Commit(std::move(source), file, builder);
}

std::string WhyNot(const Shape& shape) { return LayoutOf(shape).columns.problem; }

Result<ImportReport> Read(ImportJob job) {
  const Layout layout = LayoutOf(job.shape);
  const TableFormat table{layout.columns, *layout.names, "CShapes",         "",
                          "NA",           "N/A",         "in the note, as "};
  const std::string file = job.input->name();
  CShapesReader shapes(layout, job.builder);
  Result<ImportReport> report = ReadTable(job, kCShapes.format.name, ColumnsInWords(job.shape),
                                          table, [&](Record& record) { shapes.Read(record); });
  if (report.ok() && report->kept > 0) {
    Source source = SourceOf(kCShapes.format.name, "CShapes", file, job.options);
    source.locator = "https://icr.ethz.ch/data/cshapes/";
    shapes.Finish(std::move(source), *report, file, job.builder);
  }
  return report;
}

}  // namespace

constexpr FormatReader kCShapes = {
    {"cshapes", "CShapes 2.0 without its polygons, as territories and who controls them"},
    "CSV with the names of the R package's attributes (gwcode or cowcode, country_name, start, "
    "end, "
    "status, owner, ...) in a header",
    &WhyNot,
    &Read};

}  // namespace casus::internal
