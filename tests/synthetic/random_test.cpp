#include "libcoverage/synthetic/random.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

using namespace coverage::synthetic;

TEST_CASE("random numbers are the same on every machine") {
  // From the definition, by another implementation; a change here changes every demo.
  Random random(1, Purpose::seats);
  CHECK(random.next() == 1927370476790723804U);
  CHECK(random.next() == 1830212473846267831U);
  CHECK(random.next() == 13847357531984570205U);
}

TEST_CASE("purposes, indexes and seeds have numbers of their own") {
  const std::uint64_t base = Random(1, Purpose::seats, 0).next();
  CHECK(Random(2, Purpose::seats, 0).next() != base);
  CHECK(Random(1, Purpose::river, 0).next() != base);
  CHECK(Random(1, Purpose::seats, 1).next() != base);
}

TEST_CASE("uniform numbers fill their range evenly") {
  Random random(7, Purpose::seats);
  std::vector<int> counts(10, 0);
  for (int i = 0; i < 20000; ++i) {
    const double x = random.uniform();
    REQUIRE(x >= 0);
    REQUIRE(x < 1);
    ++counts[static_cast<std::size_t>(x * 10)];
  }
  for (const int count : counts) CHECK(std::abs(count - 2000) < 250);
}

TEST_CASE("numbers between bounds stay there, and below a size below it") {
  Random random(8, Purpose::seats);
  for (int i = 0; i < 1000; ++i) {
    const double x = random.between(-3, 5);
    CHECK((x >= -3 && x < 5));
    CHECK(random.below(7) < 7);
  }
}

TEST_CASE("bell-shaped numbers have mean 0 and deviation 1") {
  Random random(9, Purpose::seats);
  double sum = 0, squares = 0;
  constexpr int count = 20000;
  for (int i = 0; i < count; ++i) {
    const double x = random.bell();
    CHECK(std::abs(x) < 3.6);
    sum += x;
    squares += x * x;
  }
  CHECK(sum / count == Approx(0).margin(0.03));
  CHECK(squares / count == Approx(1).epsilon(0.05));
}

TEST_CASE("a certain chance always comes, an impossible one never") {
  Random random(10, Purpose::seats);
  for (int i = 0; i < 100; ++i) {
    CHECK(random.chance(1));
    CHECK_FALSE(random.chance(0));
  }
}

TEST_CASE("one of several is any of them") {
  Random random(11, Purpose::seats);
  const std::vector<int> items{1, 2, 3};
  std::vector<int> seen(4, 0);
  for (int i = 0; i < 100; ++i) ++seen[static_cast<std::size_t>(random.any_of(items))];
  CHECK(seen[0] == 0);
  CHECK(seen[1] > 10);
  CHECK(seen[2] > 10);
  CHECK(seen[3] > 10);
}
