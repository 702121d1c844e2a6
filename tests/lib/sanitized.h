#ifndef CASUS_TESTS_LIB_SANITIZED_H_
#define CASUS_TESTS_LIB_SANITIZED_H_

namespace casus::testing_lib {

// Is this build instrumented by AddressSanitizer? g++ says it in a macro, clang in a feature.
#if defined(__SANITIZE_ADDRESS__)
inline constexpr bool kAddressSanitizer = true;
#elif defined(__has_feature)
inline constexpr bool kAddressSanitizer = __has_feature(address_sanitizer);
#else
inline constexpr bool kAddressSanitizer = false;
#endif

// So many rounds of a random test; a quarter of them where AddressSanitizer looks on, as wrong
// answers are found by the other builds, and what it looks for shows in few.
template <typename T>
constexpr T Rounds(T all) {
  return kAddressSanitizer && all > 4 ? all / 4 : all;
}

}  // namespace casus::testing_lib

#endif  // CASUS_TESTS_LIB_SANITIZED_H_
