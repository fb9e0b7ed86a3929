#include "libcoverage/indicators/inequality.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <random>
#include <stdexcept>
#include <vector>

namespace coverage {
namespace {

using Values = std::vector<SharedValue>;

Values ascending(std::vector<std::pair<double, double>> value_and_people) {
  std::sort(value_and_people.begin(), value_and_people.end());
  Values values;
  for (const auto& [value, people] : value_and_people) {
    values.push_back({value, Weight::from_count(people)});
  }
  return values;
}

Values five_cells() {
  return ascending({{22239, 852}, {36567, 394}, {42372, 1969}, {55571, 2189}, {26774, 0}});
}

/// Half the mean difference between any two inhabitants, over the mean: Gini's own definition.
double plain_gini(const Values& values) {
  double differences = 0, weight = 0, amount = 0;
  for (const SharedValue& a : values) {
    weight += a.weight.count();
    amount += a.weight.count() * a.value;
    for (const SharedValue& b : values) {
      differences += a.weight.count() * b.weight.count() * std::abs(a.value - b.value);
    }
  }
  return differences / (2 * weight * amount);
}

/// Inhabitant by inhabitant, for counts that are whole.
std::vector<double> one_by_one(const Values& values) {
  std::vector<double> all;
  for (const SharedValue& row : values) {
    all.insert(all.end(), static_cast<std::size_t>(row.weight.count()), row.value);
  }
  return all;
}

double mean_of(const std::vector<double>& all, std::size_t begin, std::size_t end) {
  double sum = 0;
  for (std::size_t i = begin; i < end; ++i) sum += all[i];
  return sum / static_cast<double>(end - begin);
}

Values random_values(std::mt19937& random) {
  std::vector<std::pair<double, double>> rows;
  for (std::uint32_t i = 1 + random() % 12; i > 0; --i) {
    rows.emplace_back(random() % 6 == 0 ? 0 : random() % 50 / 3.0, 10 * (random() % 20));
  }
  rows.emplace_back(1 + random() % 9, 10);
  return ascending(rows);
}

}  // namespace

TEST_CASE("five cells have their published Gini and Theil") {
  CHECK(*gini(five_cells()) == Approx(0.138561).margin(5e-7));
  CHECK(*theil(five_cells()) == Approx(0.037768).margin(5e-7));
}

TEST_CASE("where all have the same there is no inequality, and the ratio is one") {
  const Values same = ascending({{7, 100}, {7, 3}, {7, 40}});
  CHECK(*gini(same) == Approx(0).margin(1e-12));
  CHECK(*theil(same) == Approx(0).margin(1e-12));
  CHECK(*tenth_to_four_tenths(same) == Approx(1));
}

TEST_CASE("one in four who has everything: Gini three quarters, Theil the logarithm of four") {
  const Values one = ascending({{0, 75}, {8, 25}});
  CHECK(*gini(one) == Approx(0.75));
  CHECK(*theil(one) == Approx(std::log(4)));
  CHECK_FALSE(tenth_to_four_tenths(one).has_value());
}

TEST_CASE("the ratio divides the inhabitants of a point at a cut") {
  // Four tenths: 30 at 10 minutes and 10 at 20; the last tenth: 5 at 30 and 5 at 90.
  const Values values = ascending({{10, 30}, {20, 30}, {30, 35}, {90, 5}});
  CHECK(*tenth_to_four_tenths(values) == Approx(60 / 12.5));
}

TEST_CASE("the shortfall counts the time beyond the line, exactly at the line is none") {
  const Values values = ascending({{5, 50}, {10, 20}, {15, 20}, {30, 10}});
  CHECK(*shortfall(values, 10, 0) == Approx(0.3));
  CHECK(*shortfall(values, 10, 1) == Approx(0.2 * 0.5 + 0.1 * 2));
  CHECK(*shortfall(values, 10, 2) == Approx(0.2 * 0.25 + 0.1 * 4));
  CHECK(*shortfall(values, 10, 0.5) == Approx(0.2 * std::sqrt(0.5) + 0.1 * std::sqrt(2)));
  CHECK(*shortfall(values, 30, 1) == 0);
}

TEST_CASE("nobody has no figures; all values zero have no Gini, yet a shortfall of zero") {
  for (const Values& nobody : {Values{}, ascending({{5, 0}})}) {
    CHECK_FALSE(gini(nobody).has_value());
    CHECK_FALSE(theil(nobody).has_value());
    CHECK_FALSE(tenth_to_four_tenths(nobody).has_value());
    CHECK_FALSE(shortfall(nobody, 10, 1).has_value());
  }
  const Values zeros = ascending({{0, 5}, {0, 6}});
  CHECK_FALSE(gini(zeros).has_value());
  CHECK_FALSE(theil(zeros).has_value());
  CHECK_FALSE(tenth_to_four_tenths(zeros).has_value());
  CHECK(*shortfall(zeros, 10, 1) == 0);
}

TEST_CASE("a single inhabitant is equal to themselves") {
  const Values one = ascending({{12, 1}});
  CHECK(*gini(one) == Approx(0).margin(1e-12));
  CHECK(*tenth_to_four_tenths(one) == Approx(1));
}

TEST_CASE("values out of order, below zero or no numbers, and lines at zero are refused") {
  CHECK_THROWS_AS(gini(Values{{2, Weight::from_count(1)}, {1, Weight::from_count(1)}}),
                  std::invalid_argument);
  CHECK_THROWS_AS(theil(Values{{-1, Weight::from_count(1)}}), std::invalid_argument);
  CHECK_THROWS_AS(gini(Values{{std::nan(""), Weight::from_count(1)}}), std::invalid_argument);
  CHECK_THROWS_AS(tenth_to_four_tenths(Values{{1, Weight::from_count(-1)}}), std::invalid_argument);
  CHECK_THROWS_AS(shortfall(five_cells(), 0, 1), std::invalid_argument);
  CHECK_THROWS_AS(shortfall(five_cells(), 1, -1), std::invalid_argument);
}

TEST_CASE(
    "random values: Gini is half the relative mean difference, the ratio that of inhabitants") {
  for (std::uint32_t seed = 0; seed < 300; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    const Values values = random_values(random);
    REQUIRE(*gini(values) == Approx(plain_gini(values)).margin(1e-12));
    const std::vector<double> all = one_by_one(values);
    const double low = mean_of(all, 0, all.size() * 4 / 10);
    const double high = mean_of(all, all.size() * 9 / 10, all.size());
    REQUIRE(tenth_to_four_tenths(values).has_value() == (low > 0));
    if (low > 0) REQUIRE(*tenth_to_four_tenths(values) == Approx(high / low));
    const double mean = mean_of(all, 0, all.size());
    double sum = 0;
    for (const double x : all) sum += x > 0 ? x / mean * std::log(x / mean) : 0;
    REQUIRE(*theil(values) == Approx(sum / static_cast<double>(all.size())).margin(1e-12));
  }
}

TEST_CASE("random values: no figure changes with the unit or with twice the inhabitants") {
  for (std::uint32_t seed = 0; seed < 100; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed + 1000);
    const Values values = random_values(random);
    Values scaled = values;
    for (SharedValue& row : scaled) {
      row.value *= 60;
      row.weight += row.weight;
    }
    REQUIRE(*gini(values) == Approx(*gini(scaled)).margin(1e-12));
    REQUIRE(*theil(values) == Approx(*theil(scaled)).margin(1e-12));
    REQUIRE(*shortfall(values, 5, 2) == Approx(*shortfall(scaled, 300, 2)).margin(1e-12));
  }
}

TEST_CASE("all figures together tell whom they count and whom not") {
  const Inequality all = inequality_of(five_cells(), Weight::from_count(12), 40000);
  CHECK(all.counted == Weight::from_count(852 + 394 + 1969 + 2189));
  CHECK(all.not_counted == Weight::from_count(12));
  CHECK(*all.gini == Approx(0.138561).margin(5e-7));
  CHECK(*all.theil == Approx(0.037768).margin(5e-7));
  CHECK(all.tenth_to_four_tenths == tenth_to_four_tenths(five_cells()));
  CHECK(all.shortfall == shortfall(five_cells(), 40000, 1));
  CHECK(all.squared_shortfall == shortfall(five_cells(), 40000, 2));
  CHECK_FALSE(inequality_of(five_cells(), Weight(), {}).shortfall.has_value());
}

}  // namespace coverage
