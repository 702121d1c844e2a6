#include "src/chronicle/columns.h"

#include <cstring>
#include <limits>

#include "absl/hash/hash.h"
#include "casus/base/error.h"

namespace casus::internal {
namespace {

constexpr std::size_t kUnit = 4;

// A length in groups of seven bits, the lowest first; all but the last have the eighth bit set.
std::size_t WriteLength(std::size_t length, char* out) {
  std::size_t size = 0;
  for (; length >= 0x80; length >>= 7) out[size++] = static_cast<char>(length | 0x80);
  out[size++] = static_cast<char>(length);
  return size;
}

}  // namespace

std::uint32_t Texts::Add(std::string_view text) {
  if (text.empty()) return 0;
  // Number 0 is taken.
  if (bytes_.empty()) bytes_.Resize(kUnit, 0);
  const std::size_t number = bytes_.size() / kUnit;
  if (number > std::numeric_limits<std::uint32_t>::max()) {
    DieOnMisuse("a chronicle holds at most 16 GiB of texts of events");
  }
  char length[10];
  bytes_.Append(std::span<const char>(length, WriteLength(text.size(), length)));
  bytes_.Append(std::span<const char>(text.data(), text.size()));
  bytes_.Resize((bytes_.size() + kUnit - 1) / kUnit * kUnit, 0);
  return static_cast<std::uint32_t>(number);
}

std::uint32_t Texts::Intern(std::string_view text) {
  if (text.empty()) return 0;
  const std::uint64_t hash = absl::Hash<std::string_view>{}(text);
  const auto found = seen_.find(hash);
  if (found != seen_.end() && (*this)[found->second] == text) return found->second;
  const std::uint32_t number = Add(text);
  if (found == seen_.end()) seen_.emplace(hash, number);
  return number;
}

void Texts::Seal() {
  seen_ = Seen();
  bytes_.Shrink();
}

std::size_t Texts::numbers() const { return bytes_.size() / kUnit + 1; }

std::string_view Texts::operator[](std::uint32_t number) const {
  const std::span<const char> bytes = bytes_.view();
  std::size_t at = std::size_t{number} * kUnit;
  std::size_t length = 0;
  for (unsigned shift = 0; number != 0 && at < bytes.size() && shift < 63; shift += 7) {
    const auto group = static_cast<unsigned char>(bytes[at++]);
    length |= std::size_t{group & 0x7FU} << shift;
    if (group < 0x80)
      return length <= bytes.size() - at ? std::string_view(bytes.data() + at, length)
                                         : std::string_view();
  }
  return {};
}

std::size_t Texts::MemoryUsed() const {
  return bytes_.MemoryUsed() + seen_.capacity() * (sizeof(Seen::value_type) + 1);
}

}  // namespace casus::internal
