#ifndef CASUS_SRC_CHRONICLE_LISTS_H_
#define CASUS_SRC_CHRONICLE_LISTS_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "src/base/array.h"

namespace casus::internal {

// A list of values for each of the numbers 0..size()-1, all in one array.
template <typename T>
class Lists {
 public:
  Lists() = default;
  Lists(Array<std::uint64_t> begins, Array<T> values)
      : begin_(std::move(begins)), values_(std::move(values)) {}
  // visit(f) calls f(number, value) for all of them, and does the same when it is called again; the
  // values of each number stay in the order in which they come. REQUIRES: numbers < size.
  template <typename Visit>
  static Lists Of(std::size_t size, Visit visit) {
    std::vector<std::uint64_t> begin(size + 1);
    visit([&](std::uint32_t number, const T&) { ++begin[number + 1]; });
    for (std::size_t i = 0; i < size; ++i) begin[i + 1] += begin[i];
    if (begin[size] == 0) return Lists();
    std::vector<std::uint64_t> next(begin.begin(), begin.end() - 1);
    std::vector<T> values(begin[size]);
    visit([&](std::uint32_t number, const T& value) { values[next[number]++] = value; });
    return Lists(Array<std::uint64_t>(std::move(begin)), Array<T>(std::move(values)));
  }

  // For filling from 0 on: the list of the next number.
  void Append(std::span<const T> list) {
    if (begin_.empty()) begin_.Append(0);
    values_.Append(list);
    begin_.Append(values_.size());
  }

  std::size_t size() const { return begin_.empty() ? 0 : begin_.size() - 1; }
  // Empty for numbers past the end.
  std::span<const T> operator[](std::uint32_t number) const {
    if (number >= size()) return {};
    const std::uint64_t begin = begin_[number];
    const std::uint64_t end = begin_[number + 1];
    // Otherwise only in a damaged file.
    if (begin > end || end > values_.size()) return {};
    return values_.view().subspan(begin, end - begin);
  }
  const Array<std::uint64_t>& begins() const { return begin_; }
  const Array<T>& values() const { return values_; }
  Array<std::uint64_t>& begins() { return begin_; }
  Array<T>& values() { return values_; }
  std::size_t MemoryUsed() const { return begin_.MemoryUsed() + values_.MemoryUsed(); }

 private:
  Array<std::uint64_t> begin_;
  Array<T> values_;
};

}  // namespace casus::internal

#endif  // CASUS_SRC_CHRONICLE_LISTS_H_
