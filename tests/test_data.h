#pragma once

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <optional>
#include <string>

namespace coverage {

/// The path of a file of the real test data: below `COVERAGE_TEST_DATA`, else `../shared/data`
/// beside the sources. Where it is absent, says so (scripts/test.sh counts these lines) and returns
/// nothing: the test then returns.
inline std::optional<std::string> test_data_path(const std::string& file) {
  const char* set = std::getenv("COVERAGE_TEST_DATA");
  const std::filesystem::path root =
      set ? std::filesystem::path(set)
          : std::filesystem::path(COVERAGE_SOURCE_DIR) / ".." / "shared" / "data";
  const std::filesystem::path path = (root / file).lexically_normal();
  if (std::filesystem::exists(path)) return path.string();
  std::cout << "SKIPPED: needs real data " << path.string() << " (set COVERAGE_TEST_DATA)\n";
  return {};
}

}  // namespace coverage
