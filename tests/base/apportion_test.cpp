#include "libcoverage/base/apportion.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <numeric>
#include <random>
#include <stdexcept>

namespace coverage {
namespace {

std::vector<std::int64_t> millionths(const std::vector<Weight>& parts) {
  std::vector<std::int64_t> values;
  for (const Weight part : parts) values.push_back(part.millionths());
  return values;
}

std::vector<std::int64_t> split(std::int64_t total, const std::vector<std::int64_t>& shares) {
  return millionths(apportion(Weight::from_millionths(total), shares));
}

using Values = std::vector<std::int64_t>;

TEST_CASE("equal remainders go to the lowest index") {
  CHECK(split(10, {1, 1, 1}) == Values{4, 3, 3});
  CHECK(split(11, {1, 1, 1}) == Values{4, 4, 3});
  CHECK(split(1, {1, 1, 1}) == Values{1, 0, 0});
}

TEST_CASE("the largest remainder gets the millionth that is left") {
  // Quotas 3.4, 2.8, 3.8: two are left after 3 + 2 + 3.
  CHECK(split(10, {34, 28, 38}) == Values{3, 3, 4});
  // Hamilton's classic: quotas 4.2, 3.9, 1.9.
  CHECK(split(10, {42, 39, 19}) == Values{4, 4, 2});
}

TEST_CASE("a share of zero gets nothing") {
  CHECK(split(7, {0, 2, 0, 1, 0}) == Values{0, 5, 0, 2, 0});
}

TEST_CASE("nothing to split leaves zeros, even among zero shares") {
  CHECK(split(0, {0, 0}) == Values{0, 0});
  CHECK(split(0, {3, 5}) == Values{0, 0});
  CHECK(split(0, {}).empty());
}

TEST_CASE("one share takes all") {
  CHECK(split(123456789, {7}) == Values{123456789});
}

TEST_CASE("the largest totals and shares do not overflow") {
  const std::int64_t most = std::numeric_limits<std::int64_t>::max();
  CHECK(split(most, {most, most, 0}) == Values{most / 2 + 1, most / 2, 0});
}

TEST_CASE("double shares of any scale split as their whole multiples do") {
  const Weight total = Weight::from_count(1000);
  const auto expected = millionths(apportion(total, Values{3, 1, 4, 1, 5}));
  for (const double scale : {1.0, 0.125, 1e-300, 1e300, 1024.0}) {
    const std::vector<double> shares{3 * scale, 1 * scale, 4 * scale, 1 * scale, 5 * scale};
    CHECK(millionths(apportion(total, shares)) == expected);
  }
}

TEST_CASE("shares that cannot be split are refused") {
  const Weight total = Weight::from_count(1);
  CHECK_THROWS_AS(apportion(total, Values{0, 0}), std::invalid_argument);
  CHECK_THROWS_AS(apportion(total, Values{}), std::invalid_argument);
  CHECK_THROWS_AS(apportion(total, Values{2, -1}), std::invalid_argument);
  CHECK_THROWS_AS(apportion(Weight::from_count(-1), Values{1}), std::invalid_argument);
  CHECK_THROWS_AS(apportion(total, std::vector<double>{1, std::nan("")}), std::invalid_argument);
  CHECK_THROWS_AS(apportion(total, std::vector<double>{1, -0.5}), std::invalid_argument);
  CHECK_THROWS_AS(apportion(total, std::vector<double>{1, INFINITY}), std::invalid_argument);
}

TEST_CASE("parts sum to the total and are quotas rounded down or up") {
  std::mt19937_64 random(7);
  for (int round = 0; round < 300; ++round) {
    Values shares(1 + random() % 60);
    for (auto& share : shares) share = static_cast<std::int64_t>(random() % 1000);
    shares[0] += 1;
    const auto total = static_cast<std::int64_t>(random() % 5'000'000'000);
    const auto sum = std::accumulate(shares.begin(), shares.end(), std::int64_t{0});
    const Values parts = split(total, shares);
    REQUIRE(std::accumulate(parts.begin(), parts.end(), std::int64_t{0}) == total);
    for (std::size_t i = 0; i < shares.size(); ++i) {
      const auto down = static_cast<std::int64_t>(static_cast<__int128>(total) * shares[i] / sum);
      REQUIRE((parts[i] == down || parts[i] == down + 1));
    }
  }
}

}  // namespace
}  // namespace coverage
