#ifndef CASUS_SRC_IO_WORDS_H_
#define CASUS_SRC_IO_WORDS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

namespace casus::internal {

// The first sixteen bytes of a text as two numbers, zeros behind a shorter one. Different texts of
// up to sixteen bytes without a NUL give different keys.
struct ShortKey {
  std::uint64_t low = 0;
  std::uint64_t high = 0;
  friend bool operator==(const ShortKey&, const ShortKey&) = default;
};

inline constexpr std::size_t kShortKeyBytes = 16;

inline std::uint64_t LoadBytes(const char* text) {
  std::uint64_t bytes;
  std::memcpy(&bytes, text, sizeof(bytes));
  return bytes;
}

// REQUIRES: sixteen bytes may be read; size <= 16.
inline ShortKey ShortKeyOfPadded(const char* text, std::size_t size) {
  static constexpr auto kMasks = [] {
    std::array<std::array<unsigned char, 16>, kShortKeyBytes + 1> masks{};
    for (std::size_t n = 0; n <= kShortKeyBytes; ++n) {
      for (std::size_t i = 0; i < n; ++i) masks[n][i] = 0xFF;
    }
    return masks;
  }();
  std::uint64_t masks[2];
  std::memcpy(masks, kMasks[size].data(), sizeof(masks));
  return {LoadBytes(text) & masks[0], LoadBytes(text + 8) & masks[1]};
}

// REQUIRES: size <= 16.
inline ShortKey ShortKeyOf(std::string_view text) {
  char bytes[kShortKeyBytes] = {};
  if (!text.empty()) std::memcpy(bytes, text.data(), text.size());
  return {LoadBytes(bytes), LoadBytes(bytes + 8)};
}

inline std::uint64_t Mix(std::uint64_t a, std::uint64_t b) {
  __extension__ using Wide = unsigned __int128;
  const Wide product = Wide{a ^ 0x9E3779B97F4A7C15U} * (b ^ 0xD1B54A32D192ED03U);
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

// Different texts, numbered from 0 in the order in which they came. Not thread-safe.
//
// A table of slots of eight bytes says which number a hash may have; the texts lie by number, so
// that those of the frequent texts, which come early, lie together.
class Words {
 public:
  Words() : slots_(kFirstSlots, kFree) {}

  // Of texts of up to twice sixteen bytes all that they are; of others a hash, and the text has to
  // be compared.
  struct Key {
    ShortKey head;
    ShortKey tail;
    std::uint64_t hash = 0;
  };
  // `padded` texts have sixteen bytes behind them that may be read. REQUIRES: valid UTF-8 without
  // NUL.
  template <bool padded>
  static Key KeyOf(std::string_view text) {
    constexpr auto kPart = [](std::string_view part) {
      return padded ? ShortKeyOfPadded(part.data(), part.size()) : ShortKeyOf(part);
    };
    Key key;
    if (text.size() <= kShortKeyBytes) {
      key.head = kPart(text);
      key.hash = Mix(key.head.low, key.head.high);
    } else if (text.size() <= 2 * kShortKeyBytes) {
      key.head = kPart(text.substr(0, kShortKeyBytes));
      key.tail = kPart(text.substr(kShortKeyBytes));
      key.hash = Mix(Mix(key.head.low, key.head.high) ^ key.tail.low, key.tail.high);
    } else {
      // 0xFF is no byte of UTF-8.
      key.head = {LongHash(text), ~std::uint64_t{0}};
      key.tail = key.head;
      key.hash = key.head.low;
    }
    return key;
  }
  // NumberOf will be asked of it soon: first the slot is fetched, and after a while what it names.
  void PrefetchSlot(const Key& key) const {
    __builtin_prefetch(slots_.data() + (key.hash & mask_));
  }
  void PrefetchKey(const Key& key) const {
    const std::uint64_t slot = slots_[key.hash & mask_];
    const auto number = static_cast<std::uint32_t>(slot);
    if (slot == kFree) return;
    __builtin_prefetch(heads_.data() + number);
    if (number < tails_.size()) __builtin_prefetch(tails_.data() + number);
  }

  // The number of the text. `when` is kept of a new one.
  std::uint32_t NumberOf(std::string_view text, const Key& key, std::uint64_t when) {
    const std::uint64_t slot = slots_[key.hash & mask_];
    if (slot >> 32 == key.hash >> 32 && slot != kFree) {
      const auto number = static_cast<std::uint32_t>(slot);
      if (Is(number, text, key)) return number;
    }
    return Search(text, key, when);
  }

  std::size_t size() const { return words_.size(); }
  std::string_view operator[](std::size_t number) const { return words_[number]; }
  std::uint64_t when(std::size_t number) const { return when_[number]; }

  // The texts, which live as long as this, or what it was moved into.
  const std::vector<std::string_view>& words() const { return words_; }
  std::size_t bytes() const { return text_bytes_ + words_.capacity() * sizeof(words_[0]); }
  // Frees what is needed to find a text. No text may be asked for any more.
  void Close() {
    slots_ = {};
    heads_ = {};
    tails_ = {};
    hashes_ = {};
    when_ = {};
  }

 private:
  static constexpr std::uint64_t kFree = ~std::uint64_t{0};  // no number is that large
  static constexpr std::size_t kFirstSlots = 256;
  static constexpr std::size_t kChunk = std::size_t{64} << 10;

  static std::uint64_t LongHash(std::string_view text) {
    std::uint64_t hash = text.size();
    const char* at = text.data();
    const char* const last = text.data() + text.size() - 16;
    for (; at < last; at += 16) hash = Mix(LoadBytes(at) ^ hash, LoadBytes(at + 8));
    return Mix(LoadBytes(last) ^ hash, LoadBytes(last + 8));
  }

  bool Is(std::uint32_t number, std::string_view text, const Key& key) const {
    if (heads_[number] != key.head) return false;
    // A text that fills no head is alone with it: there is no NUL in others.
    if (text.size() < kShortKeyBytes) return true;
    const ShortKey tail = number < tails_.size() ? tails_[number] : ShortKey();
    return tail == key.tail && (text.size() <= 2 * kShortKeyBytes || words_[number] == text);
  }

  [[gnu::noinline]] std::uint32_t Search(std::string_view text, const Key& key,
                                         std::uint64_t when) {
    for (std::size_t at = key.hash;; ++at) {
      const std::uint64_t slot = slots_[at & mask_];
      if (slot == kFree) return Add(text, key, when);
      if (slot >> 32 != key.hash >> 32) continue;
      const auto number = static_cast<std::uint32_t>(slot);
      if (Is(number, text, key)) return number;
    }
  }

  std::uint32_t Add(std::string_view text, const Key& key, std::uint64_t when) {
    const auto number = static_cast<std::uint32_t>(words_.size());
    if (words_.size() * 2 >= slots_.size()) Grow();
    Put(key.hash, number);
    heads_.push_back(key.head);
    hashes_.push_back(key.hash);
    if (text.size() > kShortKeyBytes) {
      tails_.resize(number + std::size_t{1});
      tails_[number] = key.tail;
    }
    words_.push_back(Keep(text));
    when_.push_back(when);
    return number;
  }

  void Put(std::uint64_t hash, std::uint32_t number) {
    std::size_t at = hash;
    while (slots_[at & mask_] != kFree) ++at;
    slots_[at & mask_] = (hash >> 32) << 32 | number;
  }

  void Grow() {
    slots_.assign(slots_.size() * 2, kFree);
    mask_ = slots_.size() - 1;
    for (std::uint32_t number = 0; number < hashes_.size(); ++number) {
      Put(hashes_[number], number);
    }
  }

  std::string_view Keep(std::string_view text) {
    if (text.empty()) return {};
    if (text.size() > left_) {
      const std::size_t size = text.size() > kChunk / 4 ? text.size() : kChunk;
      chunks_.push_back(std::make_unique_for_overwrite<char[]>(size));
      text_bytes_ += size;
      // A long text has a chunk of its own, and the one begun is gone on with.
      if (size != kChunk) {
        std::memcpy(chunks_.back().get(), text.data(), text.size());
        return {chunks_.back().get(), text.size()};
      }
      next_ = chunks_.back().get();
      left_ = size;
    }
    std::memcpy(next_, text.data(), text.size());
    const std::string_view kept(next_, text.size());
    next_ += text.size();
    left_ -= text.size();
    return kept;
  }

  std::vector<std::uint64_t>
      slots_;  // the upper half of a hash and a number; a power of two of them
  std::size_t mask_ = kFirstSlots - 1;
  std::vector<ShortKey> heads_;
  std::vector<ShortKey> tails_;  // as far as there are any
  std::vector<std::uint64_t> hashes_;
  std::vector<std::string_view> words_;
  std::vector<std::uint64_t> when_;
  std::vector<std::unique_ptr<char[]>> chunks_;
  char* next_ = nullptr;
  std::size_t left_ = 0;
  std::size_t text_bytes_ = 0;
};

}  // namespace casus::internal

#endif  // CASUS_SRC_IO_WORDS_H_
