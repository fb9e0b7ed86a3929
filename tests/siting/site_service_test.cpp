#include "libcoverage/siting/site_service.h"

#include <catch2/catch.hpp>

#include "libcoverage/siting/decimal_amount.h"

namespace coverage {

TEST_CASE("sites serve whom they are nearest to; equal ones go to the first") {
  // Rows 0, 1, 2 of weights 5, 3, 2; row 3 is out of everybody's reach.
  SitingInstance instance;
  instance.weight = {5, 3, 2, 9};
  instance.values = {{0, 3, 5}, {{0, 1}, {1, 4}, {2, 20}, {1, 4}, {2, 6}}};
  instance.sites = IdVector<CandidateIndex, CandidateSite>(2);
  const std::vector sites = {CandidateIndex(0), CandidateIndex(1)};
  const auto services = site_services(instance, sites, 6);
  CHECK(services[0].weight == 8);
  CHECK(services[0].covered_weight == 8);
  CHECK(services[0].lost_weight == 5);  // row 1 is covered twice
  CHECK(services[0].weighted_value == Amount{17});
  CHECK(services[1].weight == 2);
  CHECK(services[1].lost_weight == 2);
  const auto without = site_services(instance, sites, {});
  CHECK(without[0].weight == 8);
  CHECK(without[0].covered_weight == 0);
  CHECK(site_services(instance, {}, 6).empty());
}

TEST_CASE("whole numbers are written with their decimals, exactly") {
  CHECK(decimal_text(0, 0) == "0");
  CHECK(decimal_text(0, 3) == "0");
  CHECK(decimal_text(1500, 3) == "1.5");
  CHECK(decimal_text(5, 3) == "0.005");
  CHECK(decimal_text(12000, 3) == "12");
  CHECK(decimal_text(Amount{1'000'000'000'000'000'000} * 1'000'000, 6) == "1000000000000000000");
}

}  // namespace coverage
