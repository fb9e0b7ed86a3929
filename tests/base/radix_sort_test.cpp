#include "libcoverage/base/radix_sort.h"

#include <catch2/catch.hpp>
#include <random>

namespace coverage {

namespace {

struct Row {
  std::uint64_t key = 0;
  std::size_t place = 0;  ///< before sorting
  friend bool operator==(const Row&, const Row&) = default;
};

std::vector<Row> rows_of(const std::vector<std::uint64_t>& keys) {
  std::vector<Row> rows;
  for (const std::uint64_t key : keys) rows.push_back({key, rows.size()});
  return rows;
}

void require_sorted_as_by_std(std::vector<Row> rows) {
  std::vector<Row> expected = rows;
  std::stable_sort(expected.begin(), expected.end(),
                   [](const Row& a, const Row& b) { return a.key < b.key; });
  radix_sort(rows, [](const Row& row) { return row.key; });
  CHECK(rows == expected);
}

}  // namespace

TEST_CASE("sorting by digits gives the order of a stable sort, for keys of every width") {
  const auto seed = GENERATE(1u, 2u, 3u);
  CAPTURE(seed);
  std::mt19937_64 random(seed);
  for (unsigned bits = 1; bits <= 64; ++bits) {
    CAPTURE(bits);
    std::vector<std::uint64_t> keys;
    for (int k = 0; k < 300; ++k) keys.push_back(random() >> (64 - bits));
    require_sorted_as_by_std(rows_of(keys));
  }
}

TEST_CASE("sorting by digits: none, one, equal and extreme keys") {
  require_sorted_as_by_std({});
  require_sorted_as_by_std(rows_of({7}));
  require_sorted_as_by_std(rows_of({0, 0, 0}));
  require_sorted_as_by_std(rows_of({~std::uint64_t{0}, 0, std::uint64_t{1} << 63, 0, 1}));
  // A digit in the middle that is 0 in all keys.
  require_sorted_as_by_std(rows_of({(std::uint64_t{1} << 40) + 3, 2, std::uint64_t{1} << 40}));
}

}  // namespace coverage
