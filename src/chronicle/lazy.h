#ifndef CASUS_SRC_CHRONICLE_LAZY_H_
#define CASUS_SRC_CHRONICLE_LAZY_H_

#include <atomic>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

namespace casus::internal {

// A value that is made when it is first read, by whichever thread comes first.
template <typename T>
class Lazy {
 public:
  Lazy() : Lazy([] { return T(); }) {}
  explicit Lazy(std::function<T()> make) : make_(std::move(make)) {}
  Lazy(const Lazy&) = delete;
  Lazy& operator=(const Lazy&) = delete;

  // REQUIRES: nobody reads it yet.
  void Reset(std::function<T()> make) {
    make_ = std::move(make);
    value_.reset();
    ready_ = nullptr;
    once_.emplace();
  }

  const T& operator*() const {
    if (const T* value = ready_.load(std::memory_order_acquire)) return *value;
    std::call_once(*once_, [&] {
      value_.emplace(make_());
      ready_.store(&*value_, std::memory_order_release);
    });
    return *value_;
  }
  const T* operator->() const { return &**this; }

 private:
  std::function<T()> make_;
  mutable std::optional<std::once_flag> once_{std::in_place};
  mutable std::optional<T> value_;
  mutable std::atomic<const T*> ready_ = nullptr;
};

// The rows of a table: there from the start, or read from a file when first asked for.
template <typename T>
class Rows {
 public:
  using value_type = T;

  Rows() = default;
  Rows(std::size_t size, std::function<std::vector<T>()> read)
      : read_(std::make_unique<Lazy<std::vector<T>>>(std::move(read))), size_(size) {}

  // Known without reading them.
  std::size_t size() const { return read_ ? size_ : rows_.size(); }
  bool empty() const { return size() == 0; }
  const std::vector<T>& all() const { return read_ ? **read_ : rows_; }
  operator const std::vector<T>&() const { return all(); }  // implicit: it is one
  const T& operator[](std::size_t row) const { return all()[row]; }
  auto begin() const { return all().begin(); }
  auto end() const { return all().end(); }

  // REQUIRES, of these: not read from a file.
  T& operator[](std::size_t row) { return rows_[row]; }
  void push_back(T row) { rows_.push_back(std::move(row)); }

 private:
  std::vector<T> rows_;
  std::unique_ptr<Lazy<std::vector<T>>> read_;
  std::size_t size_ = 0;
};

}  // namespace casus::internal

#endif  // CASUS_SRC_CHRONICLE_LAZY_H_
