#include "src/io/cells.h"

#include <array>
#include <atomic>
#include <bit>

#if defined(__x86_64__)
#include <immintrin.h>

#define CASUS_AVX2 __attribute__((target("avx2,bmi,popcnt")))
#endif

namespace casus::internal {
namespace {

constexpr std::size_t kMostDigits = 16;
// Up to here every whole number is a double.
constexpr std::uint64_t kMostExact = std::uint64_t{1} << 53;

constexpr double kPowers[] = {1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                              1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};

// Both numbers are exact, so that their quotient is the double nearest to the decimal.
inline double Real(std::uint64_t digits, std::size_t decimals, bool negative) {
  const double value = static_cast<double>(digits) / kPowers[decimals];
  return negative ? -value : value;
}

inline std::int64_t Signed(std::uint64_t digits, bool negative) {
  const auto value = static_cast<std::int64_t>(digits);
  return negative ? -value : value;
}

struct Decimal {
  std::uint64_t digits = 0;
  std::size_t decimals = 0;
  bool good = false;
};

Decimal PlainDecimal(const char* text, std::size_t size, bool point_allowed) {
  Decimal decimal;
  if (size == 0 || size > kMostDigits) return decimal;
  std::size_t points = 0;
  for (std::size_t i = 0; i < size; ++i) {
    if (text[i] == '.' && point_allowed) {
      ++points;
      decimal.decimals = size - 1 - i;
      continue;
    }
    if (text[i] < '0' || text[i] > '9') return decimal;
    decimal.digits = 10 * decimal.digits + static_cast<std::uint64_t>(text[i] - '0');
  }
  decimal.good = points == 0 || (points == 1 && size > 1);
  return decimal;
}

std::size_t PlainIntegers(const Cells& cells, std::int64_t* values, CellState* states) {
  std::size_t others = 0;
  for (std::size_t i = 0; i < cells.count; ++i) {
    const char* const text = cells.bytes + cells.begins[i];
    const std::size_t size = cells.sizes[i];
    const bool negative = size > 0 && *text == '-';
    const Decimal decimal = PlainDecimal(text + negative, size - negative, false);
    values[i] = decimal.good ? Signed(decimal.digits, negative) : 0;
    states[i] = decimal.good ? CellState::kValue
                : size == 0  ? CellState::kEmpty
                             : CellState::kOther;
    others += states[i] == CellState::kOther ? 1 : 0;
  }
  return others;
}

std::size_t PlainReals(const Cells& cells, double* values, CellState* states) {
  std::size_t others = 0;
  for (std::size_t i = 0; i < cells.count; ++i) {
    const char* const text = cells.bytes + cells.begins[i];
    const std::size_t size = cells.sizes[i];
    const bool negative = size > 0 && *text == '-';
    const Decimal decimal = PlainDecimal(text + negative, size - negative, true);
    const bool good = decimal.good && decimal.digits <= kMostExact;
    values[i] = good ? Real(decimal.digits, decimal.decimals, negative) : 0;
    states[i] = good ? CellState::kValue : size == 0 ? CellState::kEmpty : CellState::kOther;
    others += states[i] == CellState::kOther ? 1 : 0;
  }
  return others;
}

#if defined(__x86_64__)

// Moves the first n of 16 bytes to the end, zeros before them.
constexpr auto kToEnd = [] {
  std::array<std::array<std::uint8_t, 16>, kMostDigits + 1> orders{};
  for (std::size_t n = 0; n <= kMostDigits; ++n) {
    for (std::size_t i = 0; i < 16; ++i) {
      orders[n][i] = static_cast<std::uint8_t>(i + n < 16 ? 0x80 : i + n - 16);
    }
  }
  return orders;
}();

// Sixteen digits, each in a byte, as a number. Eight of them are summed in each half.
CASUS_AVX2 inline std::uint64_t SumDigits(__m128i digits) {
  const __m128i tens = _mm_set1_epi16(0x010A);          // 10, 1
  const __m128i hundreds = _mm_set1_epi32(0x00010064);  // 100, 1
  const __m128i myriads = _mm_set1_epi32(0x00012710);   // 10000, 1
  const __m128i pairs = _mm_maddubs_epi16(digits, tens);
  const __m128i fours = _mm_madd_epi16(pairs, hundreds);
  const __m128i eights = _mm_madd_epi16(_mm_packus_epi32(fours, fours), myriads);
  const auto both = static_cast<std::uint64_t>(_mm_cvtsi128_si64(eights));
  return (both & 0xFFFFFFFF) * 100'000'000 + (both >> 32);
}

// The digits of a text of 1 to 16 bytes at the end of 16, as numbers; other bytes are above 9.
CASUS_AVX2 inline __m128i DigitsAtEnd(const char* text, std::size_t size) {
  const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text));
  const __m128i order = _mm_loadu_si128(reinterpret_cast<const __m128i*>(kToEnd[size].data()));
  return _mm_shuffle_epi8(_mm_sub_epi8(bytes, _mm_set1_epi8('0')), order);
}

CASUS_AVX2 inline bool AreDigits(__m128i digits) {
  const __m128i within = _mm_cmpeq_epi8(_mm_min_epu8(digits, _mm_set1_epi8(9)), digits);
  return _mm_movemask_epi8(within) == 0xFFFF;
}

CASUS_AVX2 std::size_t Integers2(const Cells& cells, std::int64_t* values, CellState* states) {
  std::size_t others = 0;
  for (std::size_t i = 0; i < cells.count; ++i) {
    const char* const text = cells.bytes + cells.begins[i];
    const std::size_t size = cells.sizes[i];
    values[i] = 0;
    if (size == 0) {
      states[i] = CellState::kEmpty;
      continue;
    }
    states[i] = CellState::kOther;
    ++others;
    const bool negative = *text == '-';
    const std::size_t left = size - negative;
    if (left - 1 >= kMostDigits) continue;
    const __m128i digits = DigitsAtEnd(text + negative, left);
    if (!AreDigits(digits)) continue;
    values[i] = Signed(SumDigits(digits), negative);
    states[i] = CellState::kValue;
    --others;
  }
  return others;
}

CASUS_AVX2 std::size_t Reals2(const Cells& cells, double* values, CellState* states) {
  const __m128i places = _mm_setr_epi8(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
  const __m128i point = _mm_set1_epi8('.' - '0');
  std::size_t others = 0;
  for (std::size_t i = 0; i < cells.count; ++i) {
    const char* const text = cells.bytes + cells.begins[i];
    const std::size_t size = cells.sizes[i];
    values[i] = 0;
    if (size == 0) {
      states[i] = CellState::kEmpty;
      continue;
    }
    states[i] = CellState::kOther;
    ++others;
    const bool negative = *text == '-';
    const std::size_t left = size - negative;
    if (left - 1 >= kMostDigits) continue;
    __m128i digits = DigitsAtEnd(text + negative, left);
    const auto points = static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(digits, point)));
    std::size_t decimals = 0;
    if (points != 0) {
      // What stands before the point moves over it; a second point is no digit.
      const auto at = static_cast<unsigned>(std::countr_zero(points));
      decimals = 15 - at;
      const __m128i behind = _mm_cmpgt_epi8(places, _mm_set1_epi8(static_cast<char>(at)));
      digits = _mm_blendv_epi8(_mm_slli_si128(digits, 1), digits, behind);
      if (left == 1) continue;
    }
    if (!AreDigits(digits)) continue;
    const std::uint64_t sum = SumDigits(digits);
    if (sum > kMostExact) continue;
    values[i] = Real(sum, decimals, negative);
    states[i] = CellState::kValue;
    --others;
  }
  return others;
}

#endif  // __x86_64__

struct CellLoops {
  std::size_t (*integers)(const Cells& cells, std::int64_t* values, CellState* states);
  std::size_t (*reals)(const Cells& cells, double* values, CellState* states);
};

constexpr CellLoops kPlainLoops = {&PlainIntegers, &PlainReals};
#if defined(__x86_64__)
constexpr CellLoops kAvx2Loops = {&Integers2, &Reals2};
#endif

// nullptr where the machine has not got it.
const CellLoops* LoopsOf(Simd simd) {
#if defined(__x86_64__)
  if (simd != Simd::kPlain) {
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
                   __builtin_cpu_supports("popcnt")
               ? &kAvx2Loops
               : nullptr;
  }
#endif
  return simd == Simd::kPlain ? &kPlainLoops : nullptr;
}

std::atomic<const CellLoops*> chosen = nullptr;

const CellLoops& ChosenLoops() {
  const CellLoops* loops = chosen.load(std::memory_order_relaxed);
  if (loops == nullptr) {
    loops = LoopsOf(Simd::kAvx2);
    if (loops == nullptr) loops = &kPlainLoops;
    chosen.store(loops, std::memory_order_relaxed);
  }
  return *loops;
}

}  // namespace

std::size_t ReadIntegers(const Cells& cells, std::int64_t* values, CellState* states) {
  return ChosenLoops().integers(cells, values, states);
}

std::size_t ReadReals(const Cells& cells, double* values, CellState* states) {
  return ChosenLoops().reals(cells, values, states);
}

bool UseCellsSimd(Simd simd) {
  const CellLoops* const loops = LoopsOf(simd);
  if (loops == nullptr) return false;
  chosen.store(loops, std::memory_order_relaxed);
  return true;
}

}  // namespace casus::internal
