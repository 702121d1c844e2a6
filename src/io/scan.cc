#include "src/io/scan.h"

#include <algorithm>
#include <atomic>
#include <bit>

#if defined(__x86_64__)
#include <immintrin.h>

// GCC and Clang compile each function for the machine that it names; no flag is needed.
#define CASUS_AVX2 __attribute__((target("avx2,bmi,popcnt,pclmul")))
#define CASUS_AVX512 \
  __attribute__((target("avx2,avx512f,avx512bw,avx512dq,avx512vl,avx512vbmi2,bmi,popcnt,pclmul")))
#endif

namespace casus::internal {
namespace {

__extension__ using Bits128 = unsigned __int128;

// A bit for each of 64 bytes, or of the first of them that count.
struct Bytes {
  std::uint64_t delimiter = 0;
  std::uint64_t lf = 0;
  std::uint64_t quote = 0;
  std::uint64_t cr = 0;
  std::uint64_t nul = 0;
  std::uint64_t high = 0;  // 0x80 and above
};

// The bytes from 0x80 on by what they are in UTF-8.
struct HighBytes {
  std::uint64_t lead2 = 0;  // C2..DF
  std::uint64_t lead3 = 0;  // E0..EF
  std::uint64_t lead4 = 0;  // F0..F4
  std::uint64_t trail = 0;  // 80..BF
  std::uint64_t below_90 = 0;
  std::uint64_t below_a0 = 0;
  std::uint64_t e0 = 0;
  std::uint64_t ed = 0;
  std::uint64_t f0 = 0;
  std::uint64_t f4 = 0;
};

struct Parts {
  std::uint64_t ends = 0;
  std::uint64_t lines = 0;  // those of the ends that end a record
  std::uint64_t odd = 0;
  std::uint64_t stop = 0;  // bytes behind which nothing is known
};

constexpr std::uint64_t FirstBits(std::size_t count) {
  return count >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << count) - 1;
}

// `odd_quotes`: for each byte, whether the quotes up to it are odd in number.
inline Parts Divide(const Bytes& bytes, std::uint64_t odd_quotes, std::size_t count,
                    ScanState& state) {
  const std::uint64_t quoted = odd_quotes ^ state.quoted;
  const std::uint64_t open = bytes.quote & quoted;
  const std::uint64_t close = bytes.quote & ~quoted;
  const std::uint64_t cr = bytes.cr & ~quoted;
  Parts parts;
  parts.ends = (bytes.delimiter | bytes.lf) & ~quoted;
  parts.lines = bytes.lf & ~quoted;
  const std::uint64_t after_close = close << 1 | state.after_close;
  const std::uint64_t after_end = parts.ends << 1 | state.after_end;
  parts.stop = ((open & ~(after_end | after_close)) |
                (after_close & ~(bytes.delimiter | bytes.lf | bytes.cr | bytes.quote))) &
               FirstBits(count);
  parts.odd = bytes.nul | ((cr << 1 | state.after_cr) & ~bytes.lf & FirstBits(count));
  state.quoted = std::uint64_t{0} - (quoted >> (count - 1) & 1);
  state.after_end = parts.ends >> (count - 1) & 1;
  state.after_close = close >> (count - 1) & 1;
  state.after_cr = cr >> (count - 1) & 1;
  return parts;
}

// The bytes that are not UTF-8, or not in the place that their lead gives them. A trail counts only
// right behind a lead or a trail: a sequence that a line end cuts short owes the next line nothing.
inline std::uint64_t BadUtf8(const Bytes& bytes, const HighBytes& high, std::size_t count,
                             ScanState& state) {
  const std::uint64_t leads = high.lead2 | high.lead3 | high.lead4;
  const Bits128 due = Bits128{leads} << 1 | Bits128{high.lead3 | high.lead4} << 2 |
                      Bits128{high.lead4} << 3 | state.due;
  std::uint64_t bad = (static_cast<std::uint64_t>(due) & FirstBits(count)) ^ high.trail;
  bad |= bytes.high & ~(leads | high.trail);
  bad |= high.trail & ~(bytes.high << 1 | state.after_high);
  // No overlong forms, no surrogates, nothing beyond U+10FFFF.
  bad |= (high.e0 << 1 | state.after_e0) & high.below_a0;
  bad |= (high.ed << 1 | state.after_ed) & high.trail & ~high.below_a0;
  bad |= (high.f0 << 1 | state.after_f0) & high.below_90;
  bad |= (high.f4 << 1 | state.after_f4) & high.trail & ~high.below_90;
  state.due = static_cast<std::uint64_t>(due >> count);
  state.after_high = bytes.high >> (count - 1) & 1;
  state.after_e0 = high.e0 >> (count - 1) & 1;
  state.after_ed = high.ed >> (count - 1) & 1;
  state.after_f0 = high.f0 >> (count - 1) & 1;
  state.after_f4 = high.f4 >> (count - 1) & 1;
  return bad;
}

// Notes what was found among up to 64 bytes, but for the ends themselves.
inline void NoteLinesAndOdd(const Parts& parts, std::uint64_t odd, std::size_t at,
                            Structure& found) {
  for (std::uint64_t bits = parts.lines; bits != 0; bits &= bits - 1) {
    const std::uint64_t before = (bits & (~bits + 1)) - 1;
    found.records[found.record_count++] = static_cast<std::uint32_t>(
        found.end_count + static_cast<std::size_t>(std::popcount(parts.ends & before)));
  }
  for (; odd != 0; odd &= odd - 1) {
    found.odd.push_back(static_cast<std::uint32_t>(at) +
                        static_cast<std::uint32_t>(std::countr_zero(odd)));
  }
}

inline std::uint64_t XorOfBitsUpTo(std::uint64_t bits) {
  for (const int shift : {1, 2, 4, 8, 16, 32}) bits ^= bits << shift;
  return bits;
}

inline void CutAtStop(Parts& parts) {
  const std::uint64_t before = (parts.stop & (~parts.stop + 1)) - 1;
  parts.ends &= before;
  parts.lines &= before;
  parts.odd &= before;
}

std::size_t PlainScan(const char* bytes, std::size_t from, std::size_t to,
                      const ScanDialect& dialect, ScanState& state, Structure& found) {
  for (std::size_t at = from; at < to; at += 64) {
    const std::size_t count = to - at < 64 ? to - at : 64;
    Bytes block;
    for (std::size_t i = 0; i < count; ++i) {
      const char c = bytes[at + i];
      block.delimiter |= std::uint64_t{c == dialect.delimiter} << i;
      block.lf |= std::uint64_t{c == '\n'} << i;
      block.quote |= std::uint64_t{c == '"'} << i;
      block.cr |= std::uint64_t{c == '\r'} << i;
      block.nul |= std::uint64_t{c == '\0'} << i;
      block.high |= std::uint64_t{(static_cast<unsigned char>(c) & 0x80) != 0} << i;
    }
    Parts parts;
    if (dialect.quotes) {
      parts = Divide(block, XorOfBitsUpTo(block.quote), count, state);
    } else {
      parts = {block.delimiter | block.lf, block.lf, block.nul, 0};
    }
    if ((block.high | state.due) != 0) {
      if (dialect.utf8) {
        HighBytes high;
        for (std::size_t i = 0; i < count; ++i) {
          const auto byte = static_cast<unsigned char>(bytes[at + i]);
          high.lead2 |= std::uint64_t{byte >= 0xC2 && byte <= 0xDF} << i;
          high.lead3 |= std::uint64_t{byte >= 0xE0 && byte <= 0xEF} << i;
          high.lead4 |= std::uint64_t{byte >= 0xF0 && byte <= 0xF4} << i;
          high.trail |= std::uint64_t{byte >= 0x80 && byte <= 0xBF} << i;
          high.below_90 |= std::uint64_t{byte >= 0x80 && byte < 0x90} << i;
          high.below_a0 |= std::uint64_t{byte >= 0x80 && byte < 0xA0} << i;
          high.e0 |= std::uint64_t{byte == 0xE0} << i;
          high.ed |= std::uint64_t{byte == 0xED} << i;
          high.f0 |= std::uint64_t{byte == 0xF0} << i;
          high.f4 |= std::uint64_t{byte == 0xF4} << i;
        }
        parts.odd |= BadUtf8(block, high, count, state);
      } else {
        parts.odd |= block.high;
      }
    }
    if (parts.stop != 0) CutAtStop(parts);
    NoteLinesAndOdd(parts, parts.odd, at, found);
    for (std::uint64_t bits = parts.ends; bits != 0; bits &= bits - 1) {
      found.ends[found.end_count++] =
          static_cast<std::uint32_t>(at) + static_cast<std::uint32_t>(std::countr_zero(bits));
    }
    if (parts.stop != 0) return at + static_cast<std::size_t>(std::countr_zero(parts.stop));
  }
  return to;
}

std::uint64_t PlainCountLf(std::string_view text) {
  return static_cast<std::uint64_t>(std::count(text.begin(), text.end(), '\n'));
}

#if defined(__x86_64__)

// The same as XorOfBitsUpTo: the carry-less product with all ones.
CASUS_AVX2 inline std::uint64_t Parity(std::uint64_t bits) {
  return static_cast<std::uint64_t>(_mm_cvtsi128_si64(_mm_clmulepi64_si128(
      _mm_cvtsi64_si128(static_cast<long long>(bits)), _mm_set1_epi8(static_cast<char>(0xFF)), 0)));
}

struct Vectors2 {
  __m256i low;
  __m256i high;
};

CASUS_AVX2 inline std::uint64_t Bits2(__m256i low, __m256i high) {
  return static_cast<std::uint32_t>(_mm256_movemask_epi8(low)) |
         std::uint64_t{static_cast<std::uint32_t>(_mm256_movemask_epi8(high))} << 32;
}

CASUS_AVX2 inline std::uint64_t Equal2(const Vectors2& bytes, char c) {
  const __m256i wanted = _mm256_set1_epi8(c);
  return Bits2(_mm256_cmpeq_epi8(bytes.low, wanted), _mm256_cmpeq_epi8(bytes.high, wanted));
}

// The bytes from 0x80 on that are below `limit`: as signed numbers they are below it too.
CASUS_AVX2 inline std::uint64_t Below2(const Vectors2& bytes, unsigned limit) {
  const __m256i most = _mm256_set1_epi8(static_cast<char>(limit));
  return Bits2(_mm256_cmpgt_epi8(most, bytes.low), _mm256_cmpgt_epi8(most, bytes.high));
}

CASUS_AVX2 inline HighBytes HighBytesOf2(const Vectors2& bytes, const Bytes& block,
                                         std::uint64_t counted) {
  HighBytes high;
  high.trail = Below2(bytes, 0xC0) & counted;
  high.below_90 = Below2(bytes, 0x90) & counted;
  high.below_a0 = Below2(bytes, 0xA0) & counted;
  const std::uint64_t below_c2 = Below2(bytes, 0xC2);
  const std::uint64_t below_e0 = Below2(bytes, 0xE0);
  const std::uint64_t below_f0 = Below2(bytes, 0xF0);
  high.lead2 = block.high & below_e0 & ~below_c2;
  high.lead3 = block.high & below_f0 & ~below_e0;
  high.lead4 = block.high & Below2(bytes, 0xF5) & ~below_f0;
  high.e0 = Equal2(bytes, static_cast<char>(0xE0)) & counted;
  high.ed = Equal2(bytes, static_cast<char>(0xED)) & counted;
  high.f0 = Equal2(bytes, static_cast<char>(0xF0)) & counted;
  high.f4 = Equal2(bytes, static_cast<char>(0xF4)) & counted;
  return high;
}

// Writes the places of the set bits, and anything behind them, at most kSlack in all.
CASUS_AVX2 inline void AddEnds2(std::uint64_t bits, std::size_t at, Structure& found) {
  std::uint32_t* out = found.ends.get() + found.end_count;
  const auto count = static_cast<std::size_t>(std::popcount(bits));
  found.end_count += count;
  for (std::size_t written = 0; written < count; written += 8, out += 8) {
    for (std::size_t i = 0; i < 8; ++i) {
      out[i] = static_cast<std::uint32_t>(at) + static_cast<std::uint32_t>(_tzcnt_u64(bits));
      bits &= bits - 1;
    }
  }
}

CASUS_AVX2 std::size_t Scan2(const char* bytes, std::size_t from, std::size_t to,
                             const ScanDialect& dialect, ScanState& state, Structure& found) {
  const bool quotes = dialect.quotes;
  for (std::size_t at = from; at < to; at += 64) {
    const std::size_t count = to - at < 64 ? to - at : 64;
    const std::uint64_t counted = FirstBits(count);
    const auto* const place = reinterpret_cast<const __m256i*>(bytes + at);
    const Vectors2 vectors = {_mm256_loadu_si256(place), _mm256_loadu_si256(place + 1)};
    Bytes block;
    block.delimiter = Equal2(vectors, dialect.delimiter) & counted;
    block.lf = Equal2(vectors, '\n') & counted;
    block.nul = Equal2(vectors, '\0') & counted;
    block.high = Bits2(vectors.low, vectors.high) & counted;
    Parts parts;
    if (quotes) {
      block.quote = Equal2(vectors, '"') & counted;
      block.cr = Equal2(vectors, '\r') & counted;
      parts = Divide(block, Parity(block.quote), count, state);
    } else {
      parts = {block.delimiter | block.lf, block.lf, block.nul, 0};
    }
    if ((block.high | state.due) != 0) {
      parts.odd |= dialect.utf8
                       ? BadUtf8(block, HighBytesOf2(vectors, block, counted), count, state)
                       : block.high;
    }
    if (parts.stop != 0) CutAtStop(parts);
    if ((parts.lines | parts.odd) != 0) NoteLinesAndOdd(parts, parts.odd, at, found);
    AddEnds2(parts.ends, at, found);
    if (parts.stop != 0) return at + static_cast<std::size_t>(std::countr_zero(parts.stop));
  }
  return to;
}

CASUS_AVX2 std::uint64_t CountLf2(std::string_view text) {
  std::uint64_t lines = 0;
  std::size_t i = 0;
  for (; i + 64 <= text.size(); i += 64) {
    const auto* const place = reinterpret_cast<const __m256i*>(text.data() + i);
    const Vectors2 vectors = {_mm256_loadu_si256(place), _mm256_loadu_si256(place + 1)};
    lines += static_cast<std::uint64_t>(std::popcount(Equal2(vectors, '\n')));
  }
  return lines + PlainCountLf(text.substr(i));
}

CASUS_AVX512 inline std::uint64_t Equal5(__m512i bytes, char c, std::uint64_t counted) {
  return _mm512_mask_cmpeq_epi8_mask(counted, bytes, _mm512_set1_epi8(c));
}
CASUS_AVX512 inline std::uint64_t Below5(__m512i bytes, unsigned limit, std::uint64_t counted) {
  return _mm512_mask_cmplt_epu8_mask(counted, bytes, _mm512_set1_epi8(static_cast<char>(limit)));
}

CASUS_AVX512 inline HighBytes HighBytesOf5(__m512i bytes, std::uint64_t high_bytes) {
  HighBytes high;
  high.trail = Below5(bytes, 0xC0, high_bytes);
  high.below_90 = Below5(bytes, 0x90, high_bytes);
  high.below_a0 = Below5(bytes, 0xA0, high_bytes);
  const std::uint64_t below_c2 = Below5(bytes, 0xC2, high_bytes);
  const std::uint64_t below_e0 = Below5(bytes, 0xE0, high_bytes);
  const std::uint64_t below_f0 = Below5(bytes, 0xF0, high_bytes);
  high.lead2 = below_e0 & ~below_c2;
  high.lead3 = below_f0 & ~below_e0;
  high.lead4 = Below5(bytes, 0xF5, high_bytes) & ~below_f0;
  high.e0 = Equal5(bytes, static_cast<char>(0xE0), high_bytes);
  high.ed = Equal5(bytes, static_cast<char>(0xED), high_bytes);
  high.f0 = Equal5(bytes, static_cast<char>(0xF0), high_bytes);
  high.f4 = Equal5(bytes, static_cast<char>(0xF4), high_bytes);
  return high;
}

// Sixteen of the places as positions. With a mask, since g++ 12 takes the forms without one for
// uninitialised.
template <int kPart>
CASUS_AVX512 inline void AddPart5(__m512i places, __m512i first, std::uint32_t* out) {
  const __m128i part = _mm512_maskz_extracti32x4_epi32(0xF, places, kPart);
  _mm512_storeu_si512(out, _mm512_add_epi32(first, _mm512_maskz_cvtepu8_epi32(0xFFFF, part)));
}

// Writes the places of the set bits, and anything behind them, at most kSlack in all.
CASUS_AVX512 inline void AddEnds5(std::uint64_t bits, std::size_t at, Structure& found) {
  const __m512i first = _mm512_set1_epi32(static_cast<int>(at));
  const __m512i every = _mm512_set_epi8(
      63, 62, 61, 60, 59, 58, 57, 56, 55, 54, 53, 52, 51, 50, 49, 48, 47, 46, 45, 44, 43, 42, 41,
      40, 39, 38, 37, 36, 35, 34, 33, 32, 31, 30, 29, 28, 27, 26, 25, 24, 23, 22, 21, 20, 19, 18,
      17, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0);
  // Compressed in a register: to memory it is ten times slower on some machines.
  const __m512i places = _mm512_maskz_compress_epi8(bits, every);
  std::uint32_t* const out = found.ends.get() + found.end_count;
  const auto count = static_cast<std::size_t>(std::popcount(bits));
  found.end_count += count;
  AddPart5<0>(places, first, out);
  if (count <= 16) return;
  AddPart5<1>(places, first, out + 16);
  if (count <= 32) return;
  AddPart5<2>(places, first, out + 32);
  AddPart5<3>(places, first, out + 48);
}

CASUS_AVX512 std::size_t Scan5(const char* bytes, std::size_t from, std::size_t to,
                               const ScanDialect& dialect, ScanState& state, Structure& found) {
  const bool quotes = dialect.quotes;
  for (std::size_t at = from; at < to; at += 64) {
    const std::size_t count = to - at < 64 ? to - at : 64;
    const std::uint64_t counted = FirstBits(count);
    const __m512i vector = _mm512_maskz_loadu_epi8(counted, bytes + at);
    Bytes block;
    block.delimiter = Equal5(vector, dialect.delimiter, counted);
    block.lf = Equal5(vector, '\n', counted);
    block.nul = Equal5(vector, '\0', counted);
    block.high = _mm512_movepi8_mask(vector);
    Parts parts;
    if (quotes) {
      block.quote = Equal5(vector, '"', counted);
      block.cr = Equal5(vector, '\r', counted);
      parts = Divide(block, Parity(block.quote), count, state);
    } else {
      parts = {block.delimiter | block.lf, block.lf, block.nul, 0};
    }
    if ((block.high | state.due) != 0) {
      parts.odd |= dialect.utf8 ? BadUtf8(block, HighBytesOf5(vector, block.high), count, state)
                                : block.high;
    }
    if (parts.stop != 0) CutAtStop(parts);
    if ((parts.lines | parts.odd) != 0) NoteLinesAndOdd(parts, parts.odd, at, found);
    AddEnds5(parts.ends, at, found);
    if (parts.stop != 0) return at + static_cast<std::size_t>(std::countr_zero(parts.stop));
  }
  return to;
}

#endif  // __x86_64__

struct ScanLoops {
  std::size_t (*scan)(const char* bytes, std::size_t from, std::size_t to,
                      const ScanDialect& dialect, ScanState& state, Structure& found);
  std::uint64_t (*count_lf)(std::string_view text);
};

constexpr ScanLoops kPlainLoops = {&PlainScan, &PlainCountLf};
#if defined(__x86_64__)
constexpr ScanLoops kAvx2Loops = {&Scan2, &CountLf2};
constexpr ScanLoops kAvx512Loops = {&Scan5, &CountLf2};
#endif

// nullptr where the machine has not got it.
const ScanLoops* LoopsOf(Simd simd) {
#if defined(__x86_64__)
  if (simd != Simd::kPlain &&
      (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("bmi") ||
       !__builtin_cpu_supports("popcnt") || !__builtin_cpu_supports("pclmul"))) {
    return nullptr;
  }
  if (simd == Simd::kAvx2) return &kAvx2Loops;
  if (simd == Simd::kAvx512) {
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                   __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
                   __builtin_cpu_supports("avx512vbmi2")
               ? &kAvx512Loops
               : nullptr;
  }
#endif
  return simd == Simd::kPlain ? &kPlainLoops : nullptr;
}

const ScanLoops* Best() {
  for (const Simd simd : {Simd::kAvx512, Simd::kAvx2}) {
    if (const ScanLoops* const loops = LoopsOf(simd)) return loops;
  }
  return &kPlainLoops;
}

std::atomic<const ScanLoops*> chosen = nullptr;

const ScanLoops& ChosenLoops() {
  const ScanLoops* loops = chosen.load(std::memory_order_relaxed);
  if (loops == nullptr) {
    loops = Best();
    chosen.store(loops, std::memory_order_relaxed);
  }
  return *loops;
}

}  // namespace

std::size_t Scan(const char* bytes, std::size_t from, std::size_t to, const ScanDialect& dialect,
                 ScanState& state, Structure& found) {
  return ChosenLoops().scan(bytes, from, to, dialect, state, found);
}

std::uint64_t CountLf(std::string_view text) { return ChosenLoops().count_lf(text); }

bool UseScanSimd(Simd simd) {
  const ScanLoops* const loops = LoopsOf(simd);
  if (loops == nullptr) return false;
  chosen.store(loops, std::memory_order_relaxed);
  return true;
}

}  // namespace casus::internal
