#ifndef CASUS_TESTS_CHRONICLE_SNAPSHOT_TESTING_H_
#define CASUS_TESTS_CHRONICLE_SNAPSHOT_TESTING_H_

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <new>
#include <span>
#include <type_traits>

#include "src/chronicle/snapshot_file.h"

namespace casus_test {

// The format as src/chronicle/snapshot_file.h describes it, a second time: what the library writes
// is read with these, and what it must refuse is made with them.
inline constexpr std::array<std::uint8_t, 8> kMagic = {0x89, 'C', 'A', 'S', 0x0D, 0x0A, 0x1A, 0x0A};
inline constexpr std::size_t kMarkAt = 8;
inline constexpr std::size_t kFormatVersionAt = 12;
inline constexpr std::size_t kFileSizeAt = 16;
inline constexpr std::size_t kTableOffsetAt = 24;
inline constexpr std::size_t kSectionsAt = 32;
inline constexpr std::size_t kEntrySizeAt = 36;
inline constexpr std::size_t kTableChecksumAt = 40;
inline constexpr std::size_t kContentVersionAt = 48;
inline constexpr std::size_t kAlignmentAt = 52;
inline constexpr std::size_t kFingerprintAt = 56;
inline constexpr std::size_t kLayoutAt = 64;
inline constexpr std::size_t kZerosAt = 70;
inline constexpr std::size_t kHeaderChecksumAt = 120;
inline constexpr std::size_t kHeaderSize = 128;
inline constexpr std::size_t kEntrySize = 40;
// In an entry.
inline constexpr std::size_t kTagAt = 0;
inline constexpr std::size_t kNumberAt = 4;
inline constexpr std::size_t kOffsetAt = 8;
inline constexpr std::size_t kSizeAt = 16;
inline constexpr std::size_t kElementSizeAt = 24;
inline constexpr std::size_t kElementKindAt = 28;
inline constexpr std::size_t kChecksumAt = 32;

// A copy of bytes at a multiple of 64 that ends where the memory ends, so that AddressSanitizer
// sees who reads beyond it.
class Aligned {
 public:
  explicit Aligned(std::span<const std::byte> bytes)
      : data_(static_cast<std::byte*>(::operator new(bytes.size(), kBlock))), size_(bytes.size()) {
    std::copy(bytes.begin(), bytes.end(), data_);
  }
  Aligned(const Aligned&) = delete;
  Aligned& operator=(const Aligned&) = delete;
  ~Aligned() { ::operator delete(data_, kBlock); }

  std::span<std::byte> bytes() const { return {data_, size_}; }

 private:
  static constexpr std::align_val_t kBlock{64};
  std::byte* data_;
  std::size_t size_;
};

// REQUIRES for both: the value lies inside.
template <typename T>
T Get(std::span<const std::byte> file, std::size_t at) {
  T value{};
  std::memcpy(&value, file.data() + at, sizeof(T));
  return value;
}
template <typename T>
void Set(std::span<std::byte> file, std::size_t at, std::type_identity_t<T> value) {
  std::memcpy(file.data() + at, &value, sizeof(T));
}

inline std::uint64_t PaddedTo64(std::uint64_t size) { return (size + 63) / 64 * 64; }

// Makes the checksums right, as far as what they cover lies inside the file. REQUIRES: it has a
// whole header.
inline void RepairChecksums(std::span<std::byte> file) {
  using casus::internal::SnapshotChecksum;
  const std::uint64_t table_at = Get<std::uint64_t>(file, kTableOffsetAt);
  if (table_at >= kHeaderSize && table_at <= file.size()) {
    const std::span<std::byte> table = file.subspan(static_cast<std::size_t>(table_at));
    for (std::size_t at = 0; at + kEntrySize <= table.size(); at += kEntrySize) {
      const std::uint64_t offset = Get<std::uint64_t>(table, at + kOffsetAt);
      const std::uint64_t size = Get<std::uint64_t>(table, at + kSizeAt);
      if (offset > table_at || size > table_at || PaddedTo64(size) > table_at - offset) continue;
      Set<std::uint64_t>(
          table, at + kChecksumAt,
          SnapshotChecksum(file.subspan(static_cast<std::size_t>(offset),
                                        static_cast<std::size_t>(PaddedTo64(size)))));
    }
    Set<std::uint64_t>(file, kTableChecksumAt, SnapshotChecksum(table));
  }
  Set<std::uint64_t>(file, kHeaderChecksumAt, SnapshotChecksum(file.first(kHeaderChecksumAt)));
}

}  // namespace casus_test

#endif  // CASUS_TESTS_CHRONICLE_SNAPSHOT_TESTING_H_
