#ifndef CASUS_REPORT_TERRITORY_EXPORT_H_
#define CASUS_REPORT_TERRITORY_EXPORT_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "casus/analysis/territory.h"
#include "casus/base/error.h"
#include "casus/base/export.h"
#include "casus/base/function_ref.h"
#include "casus/time/day.h"
#include "casus/time/period.h"

namespace casus {

// Who holds what, for programs that draw maps (GeoJSON, RFC 7946) and for spreadsheets (CSV). In
// UTF-8; the same chronicle and question give the same bytes.
//
// A feature of GeoJSON is what one status says of one place. Where sources disagree there are
// several on top of one another, and nothing says which is right: filter by axis and source. Its
// properties are
//   place, place_name
//   axis, truth    that it holds on the day (shares a day with the period), and of the place
//   of_part        true: of a part of the place
//   holders, holder_names
//                  keys and names; lists as in the text form ("a; b"). Nobody is null, and "nobody"
//   viewpoint, viewpoint_name, regime, recognition, security
//   witnesses      of a map of a day: how many independent sources say at least possibly the same
//                  of the place: the same axis, holders, regime, recognition and security (see
//                  IndependentSources)
//   status         its key
//   status_of      the key of the place that it is a status of; `place` or one in which that lies
//   except, fraction, begun_by, ended_by, method   as in the text form
//   source, locator
//   begin_earliest, begin_latest, end_earliest, end_latest, edtf, learnt, superseded, note
//                  of the status, as in ExportTo
//   geometry_edtf, geometry_truth
//                  when the geometry held, where that is said, and whether it did on the day
//   crosses_180    true: it goes across 180 degrees of longitude and is not cut there
//   start, end, end_display
//                  for programs that show time, as in ExportTo; what has no end is shown up to the
//                  day of the map, or the last day of the period, else the last day any status
//                  names
//
// Geometry: what the place covered on the day; where several geometries may have held, that of the
// highest truth, and of these the one that begins last. A place without any has the point of
// Place::at, else null. Positions are longitude first, in the shortest text that reads back as the
// same double. Outer rings go counterclockwise, holes clockwise, all are closed.
struct MapExportOptions {
  TerritoryFilter filter = {};
  // Leave places without geometry and point out, and count them; else their geometry is null.
  bool leave_out_unlocated = false;
};

struct MapExportReport {
  std::uint64_t rows = 0;       // features, or records of CSV, written
  std::uint64_t unlocated = 0;  // without geometry and point, written or left out
  std::uint64_t crossing = 0;   // across 180 degrees, not cut
};

using MapSink = FunctionRef<Result<void>(std::string_view)>;

// TerritoryIndex::Map on a day: all places that ever have a status of their own, and what speaks of
// them. By place, axis, begin_earliest, status. REQUIRES: the day is finite. Errors:
// kInvalidArgument for a text that is no UTF-8 or holds a NUL; those of the sink.
CASUS_EXPORT Result<MapExportReport> ExportMapTo(const TerritoryIndex& index, Day day,
                                                 const MapExportOptions& options, MapSink sink);

// The statuses that share a day with the period, each once, of the place itself: what a time slider
// shows the changes of. Geometry is that of the first day of the period on which the status surely
// holds (may hold, if it never surely does), so that of a status across a change of borders it is
// the one before. By place, axis, source, viewpoint, begin_earliest. Errors as above.
CASUS_EXPORT Result<MapExportReport> ExportStatusesTo(const TerritoryIndex& index, Period period,
                                                      const MapExportOptions& options,
                                                      MapSink sink);

// TerritoryIndex::Episodes of all places as CSV, a header line and a record for each episode in the
// order above:
//   place, place_name, axis, source, viewpoint, viewpoint_name, succession, status, and the others
//   from holders to note, without witnesses
// Errors as above.
CASUS_EXPORT Result<MapExportReport> ExportEpisodesTo(const TerritoryIndex& index,
                                                      const TerritoryFilter& filter, MapSink sink);

// The same into a file, or to standard output for "-", as ExportFile writes one.
CASUS_EXPORT Result<MapExportReport> ExportMapFile(const TerritoryIndex& index, Day day,
                                                   const MapExportOptions& options,
                                                   const std::string& path);
CASUS_EXPORT Result<MapExportReport> ExportStatusesFile(const TerritoryIndex& index, Period period,
                                                        const MapExportOptions& options,
                                                        const std::string& path);
CASUS_EXPORT Result<MapExportReport> ExportEpisodesFile(const TerritoryIndex& index,
                                                        const TerritoryFilter& filter,
                                                        const std::string& path);

}  // namespace casus

#endif  // CASUS_REPORT_TERRITORY_EXPORT_H_
