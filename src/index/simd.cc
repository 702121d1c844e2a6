#include "src/index/simd.h"

#include <atomic>

namespace casus::internal {
namespace {

template <typename Number>
std::size_t PlainCheck(const Number* column, std::size_t size, Number least, Number width,
                       std::uint32_t base, std::uint32_t* out) {
  std::size_t found = 0;
  for (std::size_t i = 0; i < size; ++i) {
    out[found] = base + static_cast<std::uint32_t>(i);
    found += static_cast<Number>(column[i] - least) <= width ? 1 : 0;
  }
  return found;
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

constexpr SimdLoops kPlainLoops = {
    PlainCheck<std::uint8_t>,  PlainCheck<std::uint16_t>, PlainCheck<std::uint32_t>,
    PlainCheck<std::uint64_t>, PlainCount<std::uint8_t>,  PlainCount<std::uint16_t>,
    PlainCount<std::uint32_t>, PlainCount<std::uint64_t>, PlainFill};

const SimdLoops* LoopsOf(Simd simd) { return simd == Simd::kPlain ? &kPlainLoops : nullptr; }

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
