#ifndef CASUS_SRC_TIMELINE_STORED_H_
#define CASUS_SRC_TIMELINE_STORED_H_

#include <cstddef>
#include <span>
#include <utility>
#include <vector>

namespace casus::internal {

// Numbers that are either its own or lie in a mapped file.
template <typename T>
class Stored {
 public:
  Stored() = default;
  explicit Stored(std::vector<T> values) : owned_(std::move(values)), view_(owned_) {}
  explicit Stored(std::span<const T> values) : view_(values) {}
  // A vector that is moved keeps its buffer, and the view with it.
  Stored(Stored&& other) noexcept
      : owned_(std::move(other.owned_)), view_(std::exchange(other.view_, {})) {}
  Stored& operator=(Stored&& other) noexcept {
    owned_ = std::move(other.owned_);
    view_ = std::exchange(other.view_, {});
    return *this;
  }

  std::size_t size() const { return view_.size(); }
  bool empty() const { return view_.empty(); }
  const T& operator[](std::size_t i) const { return view_[i]; }
  std::span<const T> view() const { return view_; }
  std::size_t MemoryUsed() const { return view_.size_bytes(); }

 private:
  std::vector<T> owned_;
  std::span<const T> view_;
};

}  // namespace casus::internal

#endif  // CASUS_SRC_TIMELINE_STORED_H_
