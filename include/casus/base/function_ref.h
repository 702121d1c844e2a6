#ifndef CASUS_BASE_FUNCTION_REF_H_
#define CASUS_BASE_FUNCTION_REF_H_

#include <functional>
#include <memory>
#include <type_traits>
#include <utility>

namespace casus {

// A borrowed callable: two pointers, no allocation. Lives no longer than what it borrows, so it is
// for parameters only. Takes functions, lambdas and all else that can be called; never empty.
// (std::function_ref is C++26.)
template <typename Signature>
class FunctionRef;

template <typename R, typename... Args>
class FunctionRef<R(Args...)> {
 public:
  // Implicit, so that a lambda can be passed where a FunctionRef is asked for.
  template <typename F>
  requires(!std::is_same_v<std::remove_cvref_t<F>, FunctionRef> &&
           std::is_invocable_r_v<R, F&, Args...>) FunctionRef(F&& f) {
    using Callable = std::remove_reference_t<F>;
    if constexpr (std::is_function_v<Callable>) {
      // A function is no object; POSIX lets its address pass through a void*.
      object_ = reinterpret_cast<void*>(std::addressof(f));
      call_ = [](void* object, Args... args) -> R {
        return Call(*reinterpret_cast<Callable*>(object), std::forward<Args>(args)...);
      };
    } else {
      object_ = const_cast<void*>(static_cast<const void*>(std::addressof(f)));
      call_ = [](void* object, Args... args) -> R {
        return Call(*static_cast<Callable*>(object), std::forward<Args>(args)...);
      };
    }
  }

  R operator()(Args... args) const { return call_(object_, std::forward<Args>(args)...); }

 private:
  // A result that nobody asked for is dropped.
  template <typename Callable>
  static R Call(Callable& callable, Args... args) {
    if constexpr (std::is_void_v<R>) {
      std::invoke(callable, std::forward<Args>(args)...);
    } else {
      return std::invoke(callable, std::forward<Args>(args)...);
    }
  }

  void* object_;
  R (*call_)(void*, Args...);
};

}  // namespace casus

#endif  // CASUS_BASE_FUNCTION_REF_H_
