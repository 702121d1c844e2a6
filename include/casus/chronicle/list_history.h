#ifndef CASUS_CHRONICLE_LIST_HISTORY_H_
#define CASUS_CHRONICLE_LIST_HISTORY_H_

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "casus/base/error.h"
#include "casus/base/export.h"
#include "casus/chronicle/chronicle.h"
#include "casus/time/day.h"

namespace casus {

// A sanctions list as it was on a day.
struct ListVersion {
  // Which list: "ofac-sdn", whatever the format of the file. What one list does not have says
  // nothing of another.
  std::string list = {};
  std::string name = {};  // unique in the list; both of letters, digits and "._-"
  Day published = Day::BeginningOfTime();
  // Is it all of the list? If not (a part of it, or a file of which entries were refused), what it
  // does not have may be on the list all the same.
  bool complete = true;
  // The same of single entries: keys of designations, or of an actor, place, regime or instrument
  // they refer to.
  std::vector<std::string> refused = {};
  friend bool operator==(const ListVersion&, const ListVersion&) = default;
};

// The lists of several days as one chronicle, in which who was listed has periods of listing.
// Lists hold who is on them; that somebody was taken off, or was off for a while, shows only beside
// the lists of other days. Lists may be added in any order: the same lists make the same chronicle.
//
//   casus::ListHistory history;
//   for (...) {
//     const casus::Result<void> added =
//         history.Add({.list = "ofac-sdn", .name = "2024-01-10", .published = day}, list);
//     if (!added.ok()) { std::cerr << added.error() << '\n'; return 1; }
//   }
//   const casus::Result<casus::Chronicle> chronicle = history.Build();
//   casus::StatusOn(*chronicle, actor, day);
//
// Four lists without dates, and who is on each:
//
//   2024-01-10  A B      2024-02-10  A      2024-03-10  A B C      2024-04-10  A B
//
//   A  [..2024-01-10] / [2024-04-10..]                seen on all, not seen to end
//   B  [..2024-01-10] / [2024-01-10..2024-02-09]      key "B/until/2024-02-10"
//      [2024-02-11..2024-03-10] / [2024-04-10..]      key "B": listed again
//   C  [2024-02-11..2024-03-10] / [2024-03-10..2024-04-09]   key "C/until/2024-04-10"
//
// A period begins on the list's own date, where it gives one; else after the last list without it,
// and not after the first with it. It ends on the last list with it or later, before the first
// without it. A list in between, added later, narrows these bounds. That who is on two lists in a
// row was on in between is inferred: a list in between without them makes two periods of one. Where
// the list dates a listing before a day on which it did not have it (one that was lifted and came
// back under its old date), the period begins as the lists show, and a claim
// "archive:own-date/<key>/<day>" has the list's date.
//
// In the chronicle
//   a list of a day is a source "<list>/<name>"; its rows have the keys that they had there
//   what reads differently from list to list is there once for each reading, learnt with the first
//   list that has it and superseded by the first that has not. Of a reading that was superseded no
//   more is said than its first list did: who is on later ones too is only possibly listed after it
//   a period that ended is a row of its own, "<key>/until/<day>", learnt on the day of the first
//   list without it, with no reason (EndReason::kNotSaid)
//   a relation that a list has no more may go on: its row "<key>/until/<day>" does not end
//   actors, places, regimes and instruments stay when the lists have them no more
//   an entry that goes on under another number, alike in all else and the only one that is, is a
//   claim about both actors (Modality::kEvaluated): "archive:rekeyed/<key>/<day>"
//   the notes of designations and relations end with a line "casus.list=" that has their span as
//   the list said it, where "day" is the day of the list; those that ended, with a line
//   "casus.gone=", the day of the last list that had them
// AsKnown(chronicle, day) (versions.h) gives back the lists of that day, row for row, and nothing
// of this. Coverage is that of the lists: on days between them nobody speaks, so that who is on
// none of them is not covered there.
//
// Building takes the contents that differ, and a bit for each row of each list. Not thread-safe.
class CASUS_EXPORT ListHistory {
 public:
  ListHistory();
  ~ListHistory();
  ListHistory(ListHistory&&) noexcept;
  ListHistory& operator=(ListHistory&&) noexcept;

  // A history as Build left it, to be continued. A version of a list from before one that was not
  // complete is then kUnsupported: what that one had cannot be told any more. Error
  // kInvalidArgument: no history.
  static Result<ListHistory> Of(const Chronicle& chronicle);

  // `rows`: designations, relations and what they refer to, of one source. Errors, after which the
  // history is as it was: kDuplicate for a name or a day that the list has already;
  // kInvalidArgument for a malformed name, several sources, a source published on another day, rows
  // that are superseded or of a history, a refused key that is there or of a version that is
  // not complete, a designation or relation of two lists; kUnsupported for rows of other tables,
  // with days of learning of their own, that nothing refers to, or that two lists have and that
  // read differently.
  Result<void> Add(const ListVersion& version, const Chronicle& rows);

  // By day, then list.
  std::vector<ListVersion> versions() const;

  // What a version changed in the designations. Those it has are added, relisted, changed or
  // unchanged.
  struct Counts {
    std::string list = {};
    std::string version = {};
    std::size_t added = 0;  // never seen before
    std::size_t relisted = 0;
    std::size_t changed = 0;  // they, or who they are against, read differently
    std::size_t unchanged = 0;
    std::size_t delisted = 0;
    std::size_t rekeyed = 0;  // actors, of those added and delisted
    friend bool operator==(const Counts&, const Counts&) = default;
  };
  Result<Chronicle> Build(std::vector<Counts>* counts = nullptr) const;

 private:
  struct Impl;
  explicit ListHistory(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// Is it what ListHistory::Build leaves?
CASUS_EXPORT bool IsListHistory(const Chronicle& chronicle);

}  // namespace casus

#endif  // CASUS_CHRONICLE_LIST_HISTORY_H_
