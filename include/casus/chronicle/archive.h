#ifndef CASUS_CHRONICLE_ARCHIVE_H_
#define CASUS_CHRONICLE_ARCHIVE_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "casus/base/error.h"
#include "casus/base/export.h"
#include "casus/chronicle/chronicle.h"
#include "casus/time/day.h"
#include "casus/time/period.h"

namespace casus {

// One published state of a dataset.
struct ArchiveVersion {
  // What the version speaks of, and so what it means that a record is not in it.
  enum class Scope : std::uint8_t {
    kWhole,   // everything: what it does not have is deleted (UCDP GED 24.1)
    kPeriod,  // the events that lie within `period`; of the others it says nothing (UCDP Candidate,
              // a month at a time)
    kUpdates,  // the records it has, and those it names as deleted (ACLED since a timestamp; a
               // 15-minute file of GDELT)
  };
  std::string name = {};  // "24.1": of letters, digits and "._-", unique in the archive
  Day published = Day::BeginningOfTime();
  Scope scope = Scope::kWhole;
  std::optional<Period> period = std::nullopt;  // of kPeriod
  std::vector<std::string> deleted = {};        // of kUpdates: keys of events
  friend bool operator==(const ArchiveVersion&, const ArchiveVersion&) = default;
};

// The versions of one dataset as one chronicle, in which every different content of a record stands
// once, with the days on which it was learnt and superseded. Versions may be added in any order:
// the same versions make the same chronicle. AsKnown(chronicle, day) (versions.h) then gives back
// the version of that day, row for row.
//
//   casus::Archive archive;
//   for (...) {
//     casus::Result<void> added = archive.Add({.name = "24.1", .published = day}, version);
//     if (!added.ok()) { std::cerr << added.error() << '\n'; return 1; }
//   }
//   casus::Result<casus::Chronicle> history = archive.Build();
//
// In the chronicle
//   a version is a source, published on its day; a row has the source of the first version in
//   which it reads like this
//   a deletion is a claim by the version that no longer has the event: about the event, negated,
//   key "archive:deleted/<key>/<day>"
//   an event that goes on under another key, alike in all else and the only one that is, is a claim
//   about both (Modality::kEvaluated, as the dataset does not say so):
//   "archive:rekeyed/<key>/<day>"
//   what a record itself says of when it was learnt (ACLED's timestamp, GDELT's DATEADDED) is an
//   attribute "casus.learnt" in EDTF, as the row was not known before its version; AsKnown puts it
//   back
//
// Not thread-safe.
class CASUS_EXPORT Archive {
 public:
  Archive();
  ~Archive();
  Archive(Archive&&) noexcept;
  Archive& operator=(Archive&&) noexcept;

  // An archive as Build left it, to be continued. Versions that are not of the whole cannot be told
  // apart from it to the last row, so that a version from before the last of these is then
  // kUnsupported: add them all to a new archive. Error kInvalidArgument: no archive.
  static Result<Archive> Of(const Chronicle& chronicle);

  // `rows`: events, their actors and places, of one source. Errors, after which the archive is as
  // it was: kDuplicate for a name that is there already; kInvalidArgument for a malformed name,
  // rows that are superseded, several sources, a source published on another day, a period where
  // none belongs or an event that does not surely lie within it; kUnsupported for rows of other
  // tables.
  Result<void> Add(const ArchiveVersion& version, const Chronicle& rows);

  // By day, then name.
  std::vector<ArchiveVersion> versions() const;

  // What a version changed in the events.
  struct Counts {
    std::string version = {};
    std::size_t added = 0;
    std::size_t changed = 0;
    std::size_t deleted = 0;
    std::size_t unchanged = 0;  // stated again
    std::size_t rekeyed = 0;    // of those added and deleted
    std::size_t unknown = 0;    // named as deleted, but not there
    friend bool operator==(const Counts&, const Counts&) = default;
  };
  // Error kDuplicate: two versions of one day say different things of a record.
  Result<Chronicle> Build(std::vector<Counts>* counts = nullptr) const;

 private:
  struct Impl;
  explicit Archive(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace casus

#endif  // CASUS_CHRONICLE_ARCHIVE_H_
