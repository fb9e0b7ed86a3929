#include "libcoverage/base/staged_file.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <string>

#include "libcoverage/base/error.h"
#include "temporary_folder.h"

namespace coverage {

namespace {

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void put(const std::filesystem::path& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

}  // namespace

TEST_CASE("a staged file takes its place at once, under a name that ends alike until then") {
  const TemporaryFolder folder;
  const auto path = folder.path() / "new" / "network.gpkg";
  StagedFile file(path);
  CHECK(file.staged().extension() == ".gpkg");
  put(file.staged(), "whole");
  CHECK_FALSE(std::filesystem::exists(path));
  file.commit();
  CHECK(bytes_of(path) == "whole");
  CHECK_FALSE(std::filesystem::exists(file.staged()));
}

TEST_CASE("a staged file that is given up leaves the older one, and nothing else") {
  const TemporaryFolder folder;
  const auto path = folder.path() / "network.gpkg";
  put(path, "older");
  {
    const StagedFile file(path);
    put(file.staged(), "half");
  }
  CHECK(bytes_of(path) == "older");
  CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 1);
}

TEST_CASE("a folder is not replaced by a staged file") {
  const TemporaryFolder folder;
  CHECK_THROWS_AS(StagedFile(folder.path()), OutputError);
}

}  // namespace coverage
