#ifndef CASUS_TESTS_CHRONICLE_FORGED_SNAPSHOT_H_
#define CASUS_TESTS_CHRONICLE_FORGED_SNAPSHOT_H_

// Snapshots in which bytes were changed and every checksum made right again: what a program writes
// that means ill, or has a bug. Opening such a file gives an error, or a chronicle of which all can
// be read.

#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <span>
#include <string>
#include <vector>

#include "casus/chronicle/chronicle.h"
#include "casus/chronicle/describe.h"
#include "casus/chronicle/place_history.h"
#include "random_chronicle.h"
#include "tests/chronicle/snapshot_testing.h"

namespace casus_test {

class ForgedSnapshots {
 public:
  ForgedSnapshots()
      : path_((std::filesystem::temp_directory_path() /
               ("casus_forged_" + std::to_string(getpid()) + ".casus"))
                  .string()) {
    for (std::uint64_t seed = 1; seed <= 4; ++seed) {
      if (!casus::chronicle_test::RandomChronicle(seed).Make().Save(path_).ok()) std::abort();
      std::ifstream file(path_, std::ios::binary);
      sound_.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
    }
  }
  ~ForgedSnapshots() { std::filesystem::remove(path_); }

  std::size_t size() const { return sound_.size(); }
  std::string& bytes(std::size_t number) { return sound_[number]; }

  // Whether it could be opened.
  bool Open(std::string bytes) const {
    RepairChecksums(std::as_writable_bytes(std::span<char>(bytes)));
    std::ofstream(path_, std::ios::binary) << bytes;
    const casus::Result<casus::Chronicle> opened = casus::Chronicle::Open(path_);
    if (!opened.ok()) return false;
    ReadAll(*opened);
    return true;
  }

 private:
  static void ReadAll(const casus::Chronicle& chronicle) {
    using namespace casus;
    std::size_t sum = chronicle.MemoryUsed();
    for (std::uint32_t row = 0; row < chronicle.event_count(); ++row) {
      const EventId event(row);
      sum += Describe(chronicle, event).size() + chronicle.event(event).Record().fact.key.size();
      sum += chronicle.FindRow(Table::kEvents, chronicle.event(event).key()).has_value();
      sum += chronicle.ClaimsAbout(event).size() + chronicle.Versions(event).size();
    }
    for (std::uint32_t actor = 0; actor < chronicle.actors().size(); ++actor) {
      EventQuery query;
      query.actor = ActorFilter{.actor = ActorId(actor), .with_parts = true, .with_members = true};
      query.when = During{Period::Of(Day::FromNumber(2), Day::FromNumber(9))};
      sum += chronicle.Find(query).size();
    }
    for (std::uint32_t place = 0; place < chronicle.places().size(); ++place) {
      EventQuery query;
      query.place = PlaceId(place);
      query.as_known = Day::FromNumber(7);
      sum += chronicle.Find(query).size();
      sum += Lineage(chronicle, {.place = PlaceId(place)}).later.size();
    }
    const Timeline& timeline = chronicle.timeline(Table::kEvents);
    for (int day = 0; day < casus::chronicle_test::kDays; ++day) {
      for (const Hit& hit : timeline.At(Day::FromNumber(day))) {
        sum += chronicle.event(EventId(hit.row)).parties().size();
      }
      sum += timeline.NearestBefore(Day::FromNumber(day), 3).size();
      sum += static_cast<std::size_t>(timeline.CountAt(Day::FromNumber(day)).possible);
    }
    volatile std::size_t sink = sum;
    static_cast<void>(sink);
  }

  std::string path_;
  std::vector<std::string> sound_;
};

}  // namespace casus_test

#endif  // CASUS_TESTS_CHRONICLE_FORGED_SNAPSHOT_H_
