#ifndef CASUS_SRC_CHRONICLE_LISTS_H_
#define CASUS_SRC_CHRONICLE_LISTS_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace casus::internal {

// A list of values for each of the numbers 0..size()-1, all in one array.
template <typename T>
class Lists {
 public:
  Lists() = default;
  // The values of each number in the order of `pairs` (number, value). REQUIRES: numbers < size.
  Lists(std::size_t size, std::span<const std::pair<std::uint32_t, T>> pairs) {
    if (pairs.empty()) return;
    begin_.resize(size + 1);
    for (const auto& pair : pairs) ++begin_[pair.first + 1];
    for (std::size_t i = 0; i < size; ++i) begin_[i + 1] += begin_[i];
    values_.resize(pairs.size(), pairs.front().second);
    std::vector<std::size_t> next(begin_.begin(), begin_.end() - 1);
    for (const auto& [number, value] : pairs) values_[next[number]++] = value;
  }

  // For filling from 0 on: the list of the next number.
  void Append(std::span<const T> list) {
    if (begin_.empty()) begin_.push_back(0);
    values_.insert(values_.end(), list.begin(), list.end());
    begin_.push_back(values_.size());
  }

  std::size_t size() const { return begin_.empty() ? 0 : begin_.size() - 1; }
  // Empty for numbers past the end.
  std::span<const T> operator[](std::uint32_t number) const {
    if (number >= size()) return {};
    return std::span<const T>(values_).subspan(begin_[number], begin_[number + 1] - begin_[number]);
  }
  std::size_t MemoryUsed() const {
    return begin_.capacity() * sizeof(std::size_t) + values_.capacity() * sizeof(T);
  }

 private:
  std::vector<std::size_t> begin_;
  std::vector<T> values_;
};

}  // namespace casus::internal

#endif  // CASUS_SRC_CHRONICLE_LISTS_H_
