#ifndef CASUS_SRC_BASE_ARRAY_H_
#define CASUS_SRC_BASE_ARRAY_H_

#include <algorithm>
#include <cstddef>
#include <span>
#include <utility>
#include <vector>

namespace casus::internal {

// An array that is either its own or lies in a mapped file. Only its own can be changed.
template <typename T>
class Array {
 public:
  Array() = default;
  explicit Array(std::vector<T> values) : owned_(std::move(values)) {
    owned_.shrink_to_fit();
    view_ = owned_;
  }
  static Array Mapped(std::span<const T> values) {
    Array array;
    array.view_ = values;
    return array;
  }
  // A vector that is moved keeps its buffer, and the view with it.
  Array(Array&& other) noexcept
      : owned_(std::move(other.owned_)), view_(std::exchange(other.view_, {})) {}
  Array& operator=(Array&& other) noexcept {
    owned_ = std::move(other.owned_);
    view_ = std::exchange(other.view_, {});
    return *this;
  }

  std::size_t size() const { return view_.size(); }
  bool empty() const { return view_.empty(); }
  const T& operator[](std::size_t i) const { return view_[i]; }
  std::span<const T> view() const { return view_; }
  auto begin() const { return view_.begin(); }
  auto end() const { return view_.end(); }

  // REQUIRES, of these: not mapped.
  void Append(const T& value) {
    owned_.push_back(value);
    view_ = owned_;
  }
  void Append(std::span<const T> values) {
    owned_.insert(owned_.end(), values.begin(), values.end());
    view_ = owned_;
  }
  void Resize(std::size_t size, const T& value) {
    owned_.resize(size, value);
    view_ = owned_;
  }
  void Set(std::size_t i, const T& value) { owned_[i] = value; }
  void Shrink() {
    if (!owned_.empty()) {
      owned_.shrink_to_fit();
      view_ = owned_;
    }
  }

  // Mapped bytes are counted too: they are part of what the answers read.
  std::size_t MemoryUsed() const { return std::max(owned_.capacity(), view_.size()) * sizeof(T); }

 private:
  std::vector<T> owned_;
  std::span<const T> view_;
};

}  // namespace casus::internal

#endif  // CASUS_SRC_BASE_ARRAY_H_
