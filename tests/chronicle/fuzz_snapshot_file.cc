// A snapshot in memory: first as it comes, where the checksums refuse nearly everything; then with
// the header made plausible and all checksums right, so that the table must stand for itself.

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>

#include "casus/base/error.h"
#include "src/chronicle/snapshot_file.h"
#include "tests/chronicle/snapshot_testing.h"

namespace {

using namespace casus::internal;
using namespace casus_test;

void Require(bool condition) {
  if (!condition) std::abort();
}

// Reads all that can be read. Whatever is answered lies inside the file.
void Use(std::span<const std::byte> bytes) {
  const casus::Result<SnapshotFile> full =
      SnapshotFile::FromMemory(bytes, {.verify = SnapshotVerify::kFully});
  const casus::Result<SnapshotFile> lazy = SnapshotFile::FromMemory(bytes);
  if (!lazy.ok()) {
    Require(!full.ok() && !lazy.error().message().empty());
    return;
  }
  bool good = true;
  std::uint64_t end = kHeaderSize;
  unsigned sum = 0;
  for (const SectionInfo& section : lazy->sections()) {
    Require(section.offset == end && section.offset + section.size <= bytes.size());
    end += PaddedTo64(section.size);
    Require(lazy->Has(section.name));
    const casus::Result<std::span<const std::byte>> used = lazy->Bytes(section.name);
    Require(lazy->Verify(section.name).ok() == used.ok());
    good = good && used.ok();
    if (used.ok()) {
      Require(used->data() == bytes.data() + section.offset && used->size() == section.size);
      for (const std::byte byte : *used) sum += static_cast<unsigned>(byte);
    }
    const casus::Result<std::span<const std::uint32_t>> numbers =
        lazy->Array<std::uint32_t>(section.name);
    Require(numbers.ok() == (used.ok() && section.type == ElementTypeOf<std::uint32_t>()));
    if (numbers.ok()) {
      Require(numbers->size() * 4 == section.size);
      for (const std::uint32_t number : *numbers) sum += number;
    }
  }
  // Or the sums would not be computed.
  volatile unsigned sink = sum;
  static_cast<void>(sink);
  Require(full.ok() == good && lazy->VerifyAll().ok() == good);
}

void MakePlausible(std::span<std::byte> file) {
  std::copy(kMagic.begin(), kMagic.end(), reinterpret_cast<std::uint8_t*>(file.data()));
  Set<std::uint32_t>(file, kMarkAt, 0x0A0B0C0D);
  Set<std::uint32_t>(file, kFormatVersionAt, 1);
  Set<std::uint64_t>(file, kFileSizeAt, file.size());
  Set<std::uint32_t>(file, kEntrySizeAt, kEntrySize);
  Set<std::uint32_t>(file, kAlignmentAt, 64);
  constexpr std::array<std::uint8_t, 6> kLayout = {2, 4, 8, 4, 8, 1};
  std::copy(kLayout.begin(), kLayout.end(),
            reinterpret_cast<std::uint8_t*>(file.data()) + kLayoutAt);
  std::fill(file.begin() + kZerosAt, file.begin() + kHeaderChecksumAt, std::byte{0});
  // The longest table that begins after the header, where the one of the header does not fit.
  const std::uint64_t count = Get<std::uint32_t>(file, kSectionsAt);
  if (Get<std::uint64_t>(file, kTableOffsetAt) + count * kEntrySize != file.size()) {
    for (std::uint64_t sections = (file.size() - kHeaderSize) / kEntrySize;; --sections) {
      const std::uint64_t offset = file.size() - sections * kEntrySize;
      if (offset % 64 != 0 && sections > 0) continue;
      Set<std::uint32_t>(file, kSectionsAt, static_cast<std::uint32_t>(sections));
      Set<std::uint64_t>(file, kTableOffsetAt, offset);
      break;
    }
  }
  RepairChecksums(file);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const Aligned file(std::as_bytes(std::span(data, size)));
  Use(file.bytes());
  if (size < kHeaderSize) return 0;
  MakePlausible(file.bytes());
  Use(file.bytes());
  return 0;
}
