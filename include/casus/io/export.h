#ifndef CASUS_IO_EXPORT_H_
#define CASUS_IO_EXPORT_H_

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "casus/base/error.h"
#include "casus/base/export.h"
#include "casus/base/function_ref.h"
#include "casus/base/tokens.h"
#include "casus/chronicle/chronicle.h"
#include "casus/chronicle/source.h"
#include "casus/event/event.h"
#include "casus/time/day.h"
#include "casus/time/period.h"

namespace casus {

enum class ExportFormat : std::uint8_t {
  kCsv,        // RFC 4180, a header line, LF
  kJsonLines,  // one JSON object a line
  kGeoJson,    // RFC 7946, one FeatureCollection; of events only
};
template <>
inline constexpr auto kTokens<ExportFormat> = std::to_array<Token<ExportFormat>>({
    {ExportFormat::kCsv, "csv"},
    {ExportFormat::kJsonLines, "jsonl"},
    {ExportFormat::kGeoJson, "geojson"},
});

struct ExportOptions {
  ExportFormat format = ExportFormat::kCsv;
  Table table = Table::kEvents;
  // Rows that share a day with it, if only possibly: the column `truth` says. Empty: all.
  std::optional<Period> period;
  // The versions that stood on the day; empty: those that stand now.
  std::optional<Day> as_known;
  // Of events; empty: all.
  std::vector<EventType> types;
  // In GeoJSON, whether events without coordinates are left out (and counted), or have a geometry
  // that is null.
  bool leave_out_unlocated = false;
};

struct ExportReport {
  std::uint64_t rows = 0;       // written
  std::uint64_t unlocated = 0;  // in GeoJSON: without coordinates, written or left out
};

// Rows of a table for other programs, in UTF-8, in the order of (begin_earliest, row). The same
// chronicle and options give the same bytes. Nothing reads this back: the text form does that.
//
// Events, planned and cancelled ones too (see `status`), have the columns
//   key, type, status, name, truth
//   begin_earliest, begin_latest, end_earliest, end_latest
//                  the four bounds as ISO days, each of them a day on which it may begin or end:
//                  other than in SpanBounds the end is the last day inside. Empty where there is no
//                  bound, of whatever kind
//   edtf           the same as one text, with what kind of end it is
//   place, place_name, latitude, longitude, place_precision
//                  coordinates of the event itself, never of its place
//   side_a, side_a_name, side_b, side_b_name, initiator, initiator_name, target, target_name
//                  keys and names of actors in the role; lists as in the text form ("a; b")
//   other_parties  "mediator=KEY; host=KEY"
//   part_of, deaths_low, deaths_best, deaths_high, deaths_side_a, deaths_side_b, deaths_civilians,
//   deaths_unknown
//   codes          "cameo=190"
//   source, locator
//   learnt         EDTF: when this version was, or else when its source was published
//   superseded     the first day on which it no longer stood
//   note
// In JSON the columns of parties are one list, [{"role": ..., "key": ..., "name": ...}], and codes
// are [{"taxonomy": ..., "code": ...}]; what is empty otherwise is null.
//
// GeoJSON has a point for each event, longitude first; other places are null (see
// leave_out_unlocated). Its properties are those of JSON without the coordinates, and for programs
// that show time:
//   start        the first day on which it may have happened; null if there is no bound
//   end          the last such day
//   end_display  `end`; where that is null the last day that an event exported names, or that of
//   the
//                period, if it has one
//
// Of the other tables (all but sources) there are
//   key, what, truth, the four bounds, edtf, source, locator, learnt, superseded, note
// where `what` is Describe(). GeoJSON has no such rows.
//
// Errors: kUnsupported for sources and for GeoJSON of another table than events; kInvalidArgument
// for types of another table and for a text that is no UTF-8 or holds a NUL, with the row's key;
// those of the sink.
CASUS_EXPORT Result<ExportReport> ExportTo(const Chronicle& chronicle, const ExportOptions& options,
                                           FunctionRef<Result<void>(std::string_view)> sink);

// The same into a file, or to standard output for "-". The file is written beside `path` and gets
// its name when it is whole; one that is there keeps its permissions. Errors as above, and kIo,
// kNotFound (no such folder), kInvalidArgument for a path that is something else than a file. After
// an error the old file is as it was.
CASUS_EXPORT Result<ExportReport> ExportFile(const Chronicle& chronicle,
                                             const ExportOptions& options, const std::string& path);

}  // namespace casus

#endif  // CASUS_IO_EXPORT_H_
