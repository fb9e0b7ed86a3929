#include "libcoverage/input/sorted_ids.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <limits>
#include <random>
#include <set>

namespace coverage {

namespace {

void require_places(const std::vector<std::int64_t>& ids) {
  const SortedIds sorted(ids);
  const std::set<std::int64_t> distinct(ids.begin(), ids.end());
  REQUIRE(sorted.size() == distinct.size());
  std::vector<std::int64_t> asked{std::numeric_limits<std::int64_t>::min(), -1, 0,
                                  std::numeric_limits<std::int64_t>::max()};
  for (const std::int64_t id : distinct) asked.insert(asked.end(), {id - 1, id, id + 1});
  for (const std::int64_t id : asked) {
    CAPTURE(id);
    CHECK(sorted.place_of(id) == std::distance(distinct.begin(), distinct.lower_bound(id)));
  }
  std::size_t place = 0;
  for (const std::int64_t id : distinct) CHECK(sorted[place++] == id);
}

}  // namespace

TEST_CASE("the place of an id is the one of the first that is not less") {
  require_places({});
  require_places({5});
  require_places({5, 5, 5});
  require_places({9, 1, 5, 1, 9});
  require_places({1, std::int64_t{1} << 40});
}

TEST_CASE("the place of an id is found among ids spread evenly, and among ids in clusters") {
  const auto seed = GENERATE(1u, 2u, 3u);
  CAPTURE(seed);
  std::mt19937_64 random(seed);
  std::vector<std::int64_t> even, clusters;
  for (int k = 0; k < 500; ++k) {
    even.push_back(static_cast<std::int64_t>(random() % 5'000));
    const auto cluster = static_cast<std::int64_t>(random() % 5) << 37;
    clusters.push_back(cluster + static_cast<std::int64_t>(random() % 300));
  }
  require_places(even);
  require_places(clusters);
}

TEST_CASE("ids are given back in order, each once") {
  CHECK(SortedIds({3, 1, 3}).take() == std::vector<std::int64_t>{1, 3});
}

}  // namespace coverage
