#ifndef CASUS_SRC_CHRONICLE_SNAPSHOT_H_
#define CASUS_SRC_CHRONICLE_SNAPSHOT_H_

#include <memory>
#include <string>

#include "casus/base/error.h"
#include "src/chronicle/data.h"
#include "src/chronicle/snapshot_file.h"

// What lies in the sections of a chronicle's snapshot (snapshot_file.h describes the file around
// them). Version 3 of the contents.
//
//   SIZE     the number of rows of each table in the order of casus::Table, then of coverage: u64
//   ROWS/t   the records of table t, one after the other (codec.h); t as in casus::Table, and one
//            more for coverage; none for the events
//   events, as columns (event_store.h): KEY, DAY1 and so on hold a number for each row, as far as
//            rows differ from 0, in the bytes it needs (PackedColumn in columns.h); TONE one of 64
//            bits; SPNS, KNDS, ORGS, LOCS, CASU, MEDS the records that columns number, one after
//            the other, the first being number 0
//   ESLT, EPRV  the rows of events by key (keys.h)
//   EPRT     the actors of each list of parties: section 0 where the lists begin, 1 what is in them
//   EPTY, EPLC, ESRC, ETYP  the events of each actor, place, source and type: sections 0 and 1
//   those
//            that last some weeks at most, 2 and 3 the others (index.h)
//   TIME/n   the timeline of the events: the n-th array of src/timeline/parts.h
//
// Everything else follows from these and is made when first asked for.
namespace casus::internal {

Result<void> WriteSnapshot(const ChronicleData& data, const std::string& path);
// `verify`: not only the bytes, but that what they refer to is there.
Result<std::shared_ptr<const ChronicleData>> ReadSnapshot(const SnapshotFile& file, bool verify);
SnapshotOptions OptionsOfChronicles(bool verify);

}  // namespace casus::internal

#endif  // CASUS_SRC_CHRONICLE_SNAPSHOT_H_
