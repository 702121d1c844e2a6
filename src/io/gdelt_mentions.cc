// GDELT 2.0 Mentions: one row for each mention of an event in an article.
//
// Layouts. 16 columns between tabs, no header, nothing quoted, UTF-8, as GDELT publishes them; or
// with a header of their names, between tabs or commas, as others save them again.
//
// A mention is a claim, reported, that the event took place:
//   GLOBALEVENTID            about the event "gdelt:<id>", if the chronicle holds it already; the
//                            proposition names it in any case
//   MentionTimeDate          when it was learnt: the time (UTC) of GDELT's update that found the
//                            article. The article was published on that day or before.
//   MentionSourceName        the speaker, in words: a domain, mostly
//   MentionIdentifier        locator: an address, or a citation for sources off the web
//   all others               the note, as "SentenceID=4; ..."
//
// Nothing identifies a row but all of it together (an event is mentioned several times in one
// sentence): the key is "gdelt-mention:<id>:<time>:" and a hash of the row's cells, so that the
// same row has the same key in any file.
//
// A file does not say what it covers. Coverage is one row of the days of its mentions, never
// complete.

#include <algorithm>
#include <array>
#include <cstdint>
#include <numeric>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "casus/time/parse.h"
#include "src/io/format.h"
#include "src/io/header.h"
#include "src/io/staging.h"

namespace casus::internal {

namespace {

enum Column : std::size_t {
  kGlobalEventId,
  kEventTimeDate,
  kMentionTimeDate,
  kMentionType,
  kMentionSourceName,
  kMentionIdentifier,
  kSentenceId,
  kActor1CharOffset,
  kActor2CharOffset,
  kActionCharOffset,
  kInRawText,
  kConfidence,
  kMentionDocLen,
  kMentionDocTone,
  kMentionDocTranslationInfo,
  kExtras,
  kColumns,
};

constexpr std::array<std::string_view, kColumns> kNames = {"GLOBALEVENTID",
                                                           "EventTimeDate",
                                                           "MentionTimeDate",
                                                           "MentionType",
                                                           "MentionSourceName",
                                                           "MentionIdentifier",
                                                           "SentenceID",
                                                           "Actor1CharOffset",
                                                           "Actor2CharOffset",
                                                           "ActionCharOffset",
                                                           "InRawText",
                                                           "Confidence",
                                                           "MentionDocLen",
                                                           "MentionDocTone",
                                                           "MentionDocTranslationInfo",
                                                           "Extras"};

constexpr std::size_t kRequired[] = {kGlobalEventId, kEventTimeDate,     kMentionTimeDate,
                                     kMentionType,   kMentionSourceName, kMentionIdentifier,
                                     kSentenceId};

// What no other part of the claim holds.
constexpr Column kNoted[] = {kEventTimeDate,
                             kMentionType,
                             kSentenceId,
                             kActor1CharOffset,
                             kActor2CharOffset,
                             kActionCharOffset,
                             kInRawText,
                             kConfidence,
                             kMentionDocLen,
                             kMentionDocTone,
                             kMentionDocTranslationInfo,
                             kExtras};

// GDELT 2.0 begins in 2015; an event may have been added long before.
constexpr YearLimits kYears{.min_year = 1979, .max_year = 2099};

HeaderLayout LayoutOf(const Shape& shape) {
  HeaderLayout layout;
  const std::vector<std::string>& first = shape.first;
  const bool is_header = std::any_of(first.begin(), first.end(), [](const std::string& cell) {
    return FoldName(cell) == "globaleventid";
  });
  if (is_header) return LayoutByHeader(first, {kNames, kRequired});
  if (shape.delimiter != '\t') {
    layout.problem = "the delimiter is another one and there is no header";
    return layout;
  }
  const bool any = std::any_of(
      shape.records.begin(), shape.records.end(), [](const std::vector<std::string>& record) {
        return record.size() == kColumns && IsDigits(record[kGlobalEventId]) &&
               IsDigits(record[kMentionTimeDate]) && record[kMentionTimeDate].size() == 14;
      });
  if (!any || first.size() != kColumns) {
    layout.problem = "none of the first lines is a mention";
    return layout;
  }
  layout.has_header = false;
  layout.places.resize(kColumns);
  std::iota(layout.places.begin(), layout.places.end(), std::size_t{0});
  return layout;
}

// FNV-1a of the cells in the order of the columns, whatever the order in the file.
std::string HashOf(const Record& record) {
  std::uint64_t hash = 0xcbf29ce484222325;
  const auto add = [&](char c) {
    hash ^= static_cast<unsigned char>(c);
    hash *= 0x100000001b3;
  };
  for (std::size_t column = 0; column < kColumns; ++column) {
    for (const char c : record[column]) add(c);
    add('\t');
  }
  constexpr char kHex[] = "0123456789abcdef";
  std::string text;
  for (int shift = 60; shift >= 0; shift -= 4) text += kHex[(hash >> shift) & 15];
  return text;
}

class MentionsReader {
 public:
  MentionsReader(const TableFormat& table, ChronicleBuilder& builder)
      : table_(table), builder_(builder), staging_(builder) {}

  // Keeps the record, or leaves an error in it.
  void Read(Record& record);

  void Finish(Source source, const std::string& file, ChronicleBuilder& builder);

  std::uint64_t unknown_events() const { return unknown_events_; }

 private:
  void Check(Record& record, const Moment& learnt);

  const TableFormat& table_;
  const ChronicleBuilder& builder_;
  Staging staging_;
  std::uint64_t unknown_events_ = 0;
  Day first_ = Day::EndOfTime();
  Day last_ = Day::BeginningOfTime();
};

void MentionsReader::Check(Record& record, const Moment& learnt) {
  const std::string_view added = record[kEventTimeDate];
  if (const Result<Moment> time = ParseTimestamp14(added, kYears); !time.ok()) {
    record.Warn(kEventTimeDate, time.error().message());
  } else if (Before(learnt, *time) == Truth::kCertain) {
    record.Warn(kEventTimeDate, "the event was added after the mention");
  }
  const auto check = [&](Column column, std::int64_t least, std::int64_t most) {
    const std::string_view text = record[column];
    if (text.empty()) return;
    const std::optional<std::int64_t> value = ToInteger(text);
    if (!value || *value < least || *value > most) {
      record.Warn(column,
                  "not a number from " + std::to_string(least) + " to " + std::to_string(most));
    }
  };
  check(kMentionType, 1, 6);
  check(kInRawText, 0, 1);
  check(kConfidence, 0, 100);
}

void MentionsReader::Read(Record& record) {
  const std::string id = std::to_string(record.RequireCount(kGlobalEventId));
  const Result<Moment> learnt = ParseTimestamp14(record[kMentionTimeDate], kYears);
  if (!learnt.ok()) record.Fail(kMentionTimeDate, learnt.error());
  if (record.error()) return;

  Claim claim;
  claim.fact.key =
      "gdelt-mention:" + id + ":" + std::string(record[kMentionTimeDate]) + ":" + HashOf(record);
  if (staging_.HasClaim(claim.fact.key)) {
    return record.Fail(kGlobalEventId, ErrorCode::kDuplicate, "the same mention is there already");
  }
  Check(record, *learnt);
  const Day day = learnt->earliest();
  claim.fact.span = Span::On(Moment::NotAfter(day));
  claim.fact.learnt = *learnt;
  claim.fact.locator = record[kMentionIdentifier];
  claim.speakers.push_back(Speaker{std::nullopt, std::string(record[kMentionSourceName])});
  claim.modality = Modality::kReported;
  const std::string event = "gdelt:" + id;
  claim.proposition = "The event " + event + " took place.";
  if (const std::optional<FactRef> row = builder_.FindRow(Table::kEvents, event)) {
    claim.about.push_back(*row);
  } else {
    ++unknown_events_;
  }
  std::string& note = claim.fact.note;
  const auto add = [&](std::string_view name, std::string_view text) {
    if (text.empty()) return;
    if (!note.empty()) note += "; ";
    note += name;
    note += '=';
    note += text;
  };
  for (const Column column : kNoted) add(kNames[column], record[column]);
  for (const auto& other : table_.layout.others)
    add(OtherName("", other), record.AtPlace(other.first));
  first_ = std::min(first_, day);
  last_ = std::max(last_, day);
  staging_.AddClaim(std::move(claim), record.line());
}

void MentionsReader::Finish(Source source, const std::string& file, ChronicleBuilder& builder) {
  Coverage coverage;
  coverage.key = source.key + ":coverage";
  coverage.table = Table::kClaims;
  coverage.period = Period::Of(first_, last_ + 1);
  coverage.note = "the days on which the mentions of " + BaseName(file) + " were found";
  staging_.AddCoverage(std::move(coverage), std::nullopt);
  staging_.Commit(std::move(source), file, builder);
}

std::string WhyNot(const Shape& shape) { return LayoutOf(shape).problem; }

Result<ImportReport> Read(ImportJob job) {
  const HeaderLayout layout = LayoutOf(job.shape);
  const TableFormat table{layout, kNames, "GDELT's mentions", "", "", "", "in the note, as "};
  const std::string file = job.input->name();
  MentionsReader mentions(table, job.builder);
  Result<ImportReport> report =
      ReadTable(job, kGdeltMentions.format.name,
                std::to_string(job.shape.first.size()) + " columns, " +
                    (layout.has_header ? "re-saved, header" : "no header"),
                table, [&](Record& record) { mentions.Read(record); });
  if (!report.ok() || report->kept == 0) return report;
  if (mentions.unknown_events() > 0) {
    report->issues.Add(Issue{Severity::kNote,
                             ErrorCode::kBadReference,
                             Where{.file = file, .field = {}},
                             {},
                             std::to_string(mentions.unknown_events()) +
                                 " mentions of events that are not in the chronicle",
                             "events named in words"});
  }
  Source source =
      SourceOf(kGdeltMentions.format.name, "GDELT 2.0 Mentions Database", file, job.options);
  source.locator = "https://www.gdeltproject.org";
  mentions.Finish(std::move(source), file, job.builder);
  return report;
}

}  // namespace

constexpr FormatReader kGdeltMentions = {
    {"gdelt-mentions", "GDELT 2.0 mentions of events in articles, as claims about them"},
    "16 columns between tabs without a header, or a header of their names",
    &WhyNot,
    &Read};

}  // namespace casus::internal
