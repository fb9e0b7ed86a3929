#pragma once

// The one way to toml++, for .cpp files that read TOML. toml++ 3.3 checks with assertions, on some
// malformed files (`[[# name`), what it should refuse: here these throw what its other errors are.

#include <string_view>

namespace coverage {
[[noreturn]] void throw_toml_assertion();
}

#ifdef NDEBUG
#define COVERAGE_NDEBUG_WAS_DEFINED
#undef NDEBUG
#endif
#define TOML_ASSERT(condition) \
  (static_cast<bool>(condition) ? static_cast<void>(0) : ::coverage::throw_toml_assertion())
#include <toml++/toml.h>
#ifdef COVERAGE_NDEBUG_WAS_DEFINED
#undef COVERAGE_NDEBUG_WAS_DEFINED
#define NDEBUG
#endif

namespace coverage {

/// Parses TOML. Throws toml::parse_error; where toml++ does not know the place, its line is 0.
toml::table parse_toml_table(std::string_view text);

}  // namespace coverage
