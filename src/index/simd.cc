#include "src/index/simd.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <bit>

#if defined(__x86_64__)
#include <immintrin.h>

// GCC and Clang compile each function for the machine that it names; no flag is needed.
#define CASUS_AVX2 __attribute__((target("avx2,popcnt")))
#define CASUS_AVX512 __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,popcnt")))
#endif

namespace casus::internal {
namespace {

// The bits of up to 64 numbers.
template <typename Number>
std::uint64_t PlainHolds(const Number* column, std::size_t size, Number least, Number width) {
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < size; ++i) {
    bits |= std::uint64_t{static_cast<Number>(column[i] - least) <= width} << i;
  }
  return bits;
}

template <typename Number>
std::size_t PlainCheck(const Number* column, std::size_t size, Number least, Number width,
                       std::uint32_t base, PositionBlock* out, std::uint64_t& found) {
  std::size_t blocks = 0;
  for (std::size_t i = 0; i < size; i += 64) {
    const std::uint64_t bits =
        PlainHolds(column + i, std::min<std::size_t>(size - i, 64), least, width);
    out[blocks] = {bits, base + static_cast<std::uint32_t>(i)};
    blocks += bits != 0 ? 1 : 0;
    found += static_cast<std::uint64_t>(std::popcount(bits));
  }
  return blocks;
}

template <typename Number>
std::size_t PlainCount(const Number* column, std::size_t size, Number least, Number width) {
  std::size_t found = 0;
  for (std::size_t i = 0; i < size; ++i) {
    found += static_cast<Number>(column[i] - least) <= width ? 1 : 0;
  }
  return found;
}

void PlainFill(std::uint32_t first, std::size_t size, std::uint32_t* out) {
  for (std::size_t i = 0; i < size; ++i) out[i] = first + static_cast<std::uint32_t>(i);
}

inline std::uint32_t* PlainExpandBits(std::uint64_t bits, std::uint32_t first, std::uint32_t* out) {
  for (; bits != 0; bits &= bits - 1) {
    *out++ = first + static_cast<std::uint32_t>(std::countr_zero(bits));
  }
  return out;
}

std::size_t PlainExpand(const PositionBlock* blocks, std::size_t size, std::uint32_t* out,
                        std::size_t) {
  std::uint32_t* next = out;
  for (std::size_t i = 0; i < size; ++i) {
    next = PlainExpandBits(blocks[i].bits, blocks[i].first, next);
  }
  return static_cast<std::size_t>(next - out);
}

constexpr SimdLoops kPlainLoops = {PlainCheck<std::uint8_t>,
                                   PlainCheck<std::uint16_t>,
                                   PlainCheck<std::uint32_t>,
                                   PlainCheck<std::uint64_t>,
                                   PlainCount<std::uint8_t>,
                                   PlainCount<std::uint16_t>,
                                   PlainCount<std::uint32_t>,
                                   PlainCount<std::uint64_t>,
                                   PlainFill,
                                   PlainExpand};

#if defined(__x86_64__)

// Which of the numbers at `column` hold, a bit each: 32 bytes of them at a time.
CASUS_AVX2 inline std::uint32_t Holds2(const std::uint8_t* column, std::uint8_t least,
                                       std::uint8_t width) {
  const __m256i numbers = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(column));
  const __m256i above = _mm256_sub_epi8(numbers, _mm256_set1_epi8(static_cast<char>(least)));
  const __m256i most = _mm256_set1_epi8(static_cast<char>(width));
  const __m256i holds = _mm256_cmpeq_epi8(_mm256_min_epu8(above, most), above);
  return static_cast<std::uint32_t>(_mm256_movemask_epi8(holds));
}

CASUS_AVX2 inline std::uint32_t Holds2(const std::uint16_t* column, std::uint16_t least,
                                       std::uint16_t width) {
  const __m256i numbers = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(column));
  const __m256i above = _mm256_sub_epi16(numbers, _mm256_set1_epi16(static_cast<short>(least)));
  const __m256i most = _mm256_set1_epi16(static_cast<short>(width));
  const __m256i holds = _mm256_cmpeq_epi16(_mm256_min_epu16(above, most), above);
  const __m128i bytes =
      _mm_packs_epi16(_mm256_castsi256_si128(holds), _mm256_extracti128_si256(holds, 1));
  return static_cast<std::uint32_t>(_mm_movemask_epi8(bytes));
}

CASUS_AVX2 inline std::uint32_t Holds2(const std::uint32_t* column, std::uint32_t least,
                                       std::uint32_t width) {
  const __m256i numbers = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(column));
  const __m256i above = _mm256_sub_epi32(numbers, _mm256_set1_epi32(static_cast<int>(least)));
  const __m256i most = _mm256_set1_epi32(static_cast<int>(width));
  const __m256i holds = _mm256_cmpeq_epi32(_mm256_min_epu32(above, most), above);
  return static_cast<std::uint32_t>(_mm256_movemask_ps(_mm256_castsi256_ps(holds)));
}

CASUS_AVX2 inline std::uint32_t Holds2(const std::uint64_t* column, std::uint64_t least,
                                       std::uint64_t width) {
  // Unsigned comparison is signed comparison with the sign bit flipped.
  constexpr std::uint64_t kSign = std::uint64_t{1} << 63;
  const __m256i numbers = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(column));
  const __m256i above =
      _mm256_sub_epi64(numbers, _mm256_set1_epi64x(static_cast<long long>(least + kSign)));
  const __m256i most = _mm256_set1_epi64x(static_cast<long long>(width ^ kSign));
  const __m256i exceeds = _mm256_cmpgt_epi64(above, most);
  return static_cast<std::uint32_t>(_mm256_movemask_pd(_mm256_castsi256_pd(exceeds))) ^ 15U;
}

// The places of the set bits of a byte, a byte each.
constexpr auto kBitPlaces = [] {
  std::array<std::uint64_t, 256> places{};
  for (unsigned byte = 0; byte < 256; ++byte) {
    unsigned count = 0;
    for (unsigned bit = 0; bit < 8; ++bit) {
      if ((byte >> bit & 1) != 0) places[byte] |= std::uint64_t{bit} << (8 * count++);
    }
  }
  return places;
}();

template <typename Number>
CASUS_AVX2 std::size_t Check2(const Number* column, std::size_t size, Number least, Number width,
                              std::uint32_t base, PositionBlock* out, std::uint64_t& found) {
  constexpr std::size_t kStep = 32 / sizeof(Number);
  std::size_t blocks = 0;
  std::uint64_t sum = 0;
  std::size_t i = 0;
  for (; i + 64 <= size; i += 64) {
    std::uint64_t bits = 0;
    for (std::size_t part = 0; part < 64; part += kStep) {
      bits |= std::uint64_t{Holds2(column + i + part, least, width)} << part;
    }
    out[blocks] = {bits, base + static_cast<std::uint32_t>(i)};
    blocks += bits != 0 ? 1 : 0;
    sum += static_cast<std::uint64_t>(std::popcount(bits));
  }
  found += sum;
  return blocks + PlainCheck(column + i, size - i, least, width,
                             base + static_cast<std::uint32_t>(i), out + blocks, found);
}

CASUS_AVX2 std::size_t Expand2(const PositionBlock* blocks, std::size_t size, std::uint32_t* out,
                               std::size_t room) {
  const std::uint32_t* const end = out + room;
  std::uint32_t* next = out;
  for (std::size_t i = 0; i < size; ++i) {
    std::uint32_t at = blocks[i].first;
    for (std::uint64_t bits = blocks[i].bits; bits != 0; bits >>= 8, at += 8) {
      if (end - next < 8) {
        next = PlainExpandBits(bits & 255, at, next);
        continue;
      }
      const __m256i places =
          _mm256_cvtepu8_epi32(_mm_cvtsi64_si128(static_cast<long long>(kBitPlaces[bits & 255])));
      _mm256_storeu_si256(reinterpret_cast<__m256i*>(next),
                          _mm256_add_epi32(places, _mm256_set1_epi32(static_cast<int>(at))));
      next += std::popcount(bits & 255);
    }
  }
  return static_cast<std::size_t>(next - out);
}

template <typename Number>
CASUS_AVX2 std::size_t Count2(const Number* column, std::size_t size, Number least, Number width) {
  constexpr std::size_t kStep = 32 / sizeof(Number);
  std::size_t found = 0;
  std::size_t i = 0;
  for (; i + kStep <= size; i += kStep) {
    found += static_cast<std::size_t>(std::popcount(Holds2(column + i, least, width)));
  }
  return found + PlainCount(column + i, size - i, least, width);
}

CASUS_AVX2 void Fill2(std::uint32_t first, std::size_t size, std::uint32_t* out) {
  __m256i numbers = _mm256_add_epi32(_mm256_set1_epi32(static_cast<int>(first)),
                                     _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7));
  const __m256i step = _mm256_set1_epi32(8);
  std::size_t i = 0;
  for (; i + 8 <= size; i += 8) {
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(out + i), numbers);
    numbers = _mm256_add_epi32(numbers, step);
  }
  PlainFill(first + static_cast<std::uint32_t>(i), size - i, out + i);
}

// The same with 64 bytes, of which those in `read` are read.
CASUS_AVX512 inline std::uint64_t Holds5(const std::uint8_t* column, std::uint64_t read,
                                         std::uint8_t least, std::uint8_t width) {
  const __m512i numbers = _mm512_maskz_loadu_epi8(read, column);
  const __m512i above = _mm512_sub_epi8(numbers, _mm512_set1_epi8(static_cast<char>(least)));
  return _mm512_mask_cmple_epu8_mask(read, above, _mm512_set1_epi8(static_cast<char>(width)));
}

CASUS_AVX512 inline std::uint64_t Holds5(const std::uint16_t* column, std::uint64_t read,
                                         std::uint16_t least, std::uint16_t width) {
  const auto mask = static_cast<__mmask32>(read);
  const __m512i numbers = _mm512_maskz_loadu_epi16(mask, column);
  const __m512i above = _mm512_sub_epi16(numbers, _mm512_set1_epi16(static_cast<short>(least)));
  return _mm512_mask_cmple_epu16_mask(mask, above, _mm512_set1_epi16(static_cast<short>(width)));
}

CASUS_AVX512 inline std::uint64_t Holds5(const std::uint32_t* column, std::uint64_t read,
                                         std::uint32_t least, std::uint32_t width) {
  const auto mask = static_cast<__mmask16>(read);
  const __m512i numbers = _mm512_maskz_loadu_epi32(mask, column);
  const __m512i above = _mm512_sub_epi32(numbers, _mm512_set1_epi32(static_cast<int>(least)));
  return _mm512_mask_cmple_epu32_mask(mask, above, _mm512_set1_epi32(static_cast<int>(width)));
}

CASUS_AVX512 inline std::uint64_t Holds5(const std::uint64_t* column, std::uint64_t read,
                                         std::uint64_t least, std::uint64_t width) {
  const auto mask = static_cast<__mmask8>(read);
  const __m512i numbers = _mm512_maskz_loadu_epi64(mask, column);
  const __m512i above = _mm512_sub_epi64(numbers, _mm512_set1_epi64(static_cast<long long>(least)));
  return _mm512_mask_cmple_epu64_mask(mask, above,
                                      _mm512_set1_epi64(static_cast<long long>(width)));
}

constexpr std::uint64_t FirstBits(std::size_t count) {
  return count >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << count) - 1;
}

template <typename Number>
CASUS_AVX512 std::size_t Check5(const Number* column, std::size_t size, Number least, Number width,
                                std::uint32_t base, PositionBlock* out, std::uint64_t& found) {
  constexpr std::size_t kStep = 64 / sizeof(Number);
  std::size_t blocks = 0;
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < size; i += 64) {
    const std::uint64_t read = FirstBits(size - i);
    std::uint64_t bits = 0;
    for (std::size_t part = 0; part < 64; part += kStep) {
      bits |= Holds5(column + i + part, read >> part, least, width) << part;
    }
    out[blocks] = {bits, base + static_cast<std::uint32_t>(i)};
    blocks += bits != 0 ? 1 : 0;
    sum += static_cast<std::uint64_t>(std::popcount(bits));
  }
  found += sum;
  return blocks;
}

CASUS_AVX512 std::size_t Expand5(const PositionBlock* blocks, std::size_t size, std::uint32_t* out,
                                 std::size_t room) {
  const __m512i places = _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
  const std::uint32_t* const end = out + room;
  std::uint32_t* next = out;
  for (std::size_t i = 0; i < size; ++i) {
    std::uint32_t at = blocks[i].first;
    for (std::uint64_t bits = blocks[i].bits; bits != 0; bits >>= 16, at += 16) {
      if (end - next < 16) {
        next = PlainExpandBits(bits & 0xFFFF, at, next);
        continue;
      }
      // Compressed in a register: to memory it is ten times slower on some machines.
      const __m512i found = _mm512_maskz_compress_epi32(
          static_cast<__mmask16>(bits),
          _mm512_add_epi32(places, _mm512_set1_epi32(static_cast<int>(at))));
      _mm512_storeu_si512(next, found);
      next += std::popcount(bits & 0xFFFF);
    }
  }
  return static_cast<std::size_t>(next - out);
}

template <typename Number>
CASUS_AVX512 std::size_t Count5(const Number* column, std::size_t size, Number least,
                                Number width) {
  constexpr std::size_t kStep = 64 / sizeof(Number);
  std::size_t found = 0;
  for (std::size_t i = 0; i < size; i += kStep) {
    const std::uint64_t holds = Holds5(column + i, FirstBits(size - i), least, width);
    found += static_cast<std::size_t>(std::popcount(holds));
  }
  return found;
}

CASUS_AVX512 void Fill5(std::uint32_t first, std::size_t size, std::uint32_t* out) {
  __m512i numbers =
      _mm512_add_epi32(_mm512_set1_epi32(static_cast<int>(first)),
                       _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15));
  const __m512i step = _mm512_set1_epi32(16);
  std::size_t i = 0;
  for (; i + 16 <= size; i += 16) {
    _mm512_storeu_si512(out + i, numbers);
    numbers = _mm512_add_epi32(numbers, step);
  }
  _mm512_mask_storeu_epi32(out + i, static_cast<__mmask16>(FirstBits(size - i)), numbers);
}

constexpr SimdLoops kAvx2Loops = {Check2<std::uint8_t>,
                                  Check2<std::uint16_t>,
                                  Check2<std::uint32_t>,
                                  Check2<std::uint64_t>,
                                  Count2<std::uint8_t>,
                                  Count2<std::uint16_t>,
                                  Count2<std::uint32_t>,
                                  Count2<std::uint64_t>,
                                  Fill2,
                                  Expand2};
constexpr SimdLoops kAvx512Loops = {Check5<std::uint8_t>,
                                    Check5<std::uint16_t>,
                                    Check5<std::uint32_t>,
                                    Check5<std::uint64_t>,
                                    Count5<std::uint8_t>,
                                    Count5<std::uint16_t>,
                                    Count5<std::uint32_t>,
                                    Count5<std::uint64_t>,
                                    Fill5,
                                    Expand5};

#endif  // __x86_64__

// nullptr where the machine has not got it.
const SimdLoops* LoopsOf(Simd simd) {
#if defined(__x86_64__)
  if (simd == Simd::kAvx2) {
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("popcnt") ? &kAvx2Loops
                                                                              : nullptr;
  }
  if (simd == Simd::kAvx512) {
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                   __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
                   __builtin_cpu_supports("popcnt")
               ? &kAvx512Loops
               : nullptr;
  }
#endif
  return simd == Simd::kPlain ? &kPlainLoops : nullptr;
}

const SimdLoops* Best() {
  for (const Simd simd : {Simd::kAvx512, Simd::kAvx2}) {
    if (const SimdLoops* loops = LoopsOf(simd)) return loops;
  }
  return &kPlainLoops;
}

std::atomic<const SimdLoops*> chosen = nullptr;

}  // namespace

const SimdLoops& Loops() {
  const SimdLoops* loops = chosen.load(std::memory_order_relaxed);
  if (loops == nullptr) {
    loops = Best();
    chosen.store(loops, std::memory_order_relaxed);
  }
  return *loops;
}

bool UseSimd(Simd simd) {
  const SimdLoops* loops = LoopsOf(simd);
  if (loops == nullptr) return false;
  chosen.store(loops, std::memory_order_relaxed);
  return true;
}

}  // namespace casus::internal
