#include "libcoverage/base/large_pages.h"

#include <catch2/catch.hpp>
#include <numeric>

namespace coverage {

TEST_CASE("rows in large pages are rows like others, few or many") {
  for (const std::size_t size : {0u, 1u, 1000u, 10'000'000u}) {
    CAPTURE(size);
    std::vector<std::uint32_t> rows = rows_in_large_pages<std::uint32_t>(size, 7);
    REQUIRE(rows.size() == size);
    CHECK(std::accumulate(rows.begin(), rows.end(), std::uint64_t{0}) == 7 * size);
  }
}

TEST_CASE("room that is there already is kept") {
  std::vector<double> rows(100, 1.5);
  const double* const before = rows.data();
  reserve_in_large_pages(rows, 50);
  CHECK(rows.data() == before);
  reserve_in_large_pages(rows, 5'000'000);
  CHECK(rows.capacity() >= 5'000'000);
  CHECK(rows == std::vector<double>(100, 1.5));
}

TEST_CASE("a range that does not begin or end with a page keeps what it holds") {
  std::vector<unsigned char> bytes(std::size_t{40} << 20, 3);
  advise_large_pages(bytes.data() + 12345, bytes.size() - 54321);
  CHECK(std::accumulate(bytes.begin(), bytes.end(), std::uint64_t{0}) == 3 * bytes.size());
}

}  // namespace coverage
