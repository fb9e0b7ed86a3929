#include "libcoverage/siting/amount_text.h"

#include <catch2/catch.hpp>

#include "libcoverage/siting/decimal_amount.h"

namespace coverage {

TEST_CASE("a whole number of decimals is written exactly, without zeros at its end") {
  CHECK(decimal_text(0, 0) == "0");
  CHECK(decimal_text(0, 3) == "0");
  CHECK(decimal_text(7, 0) == "7");
  CHECK(decimal_text(1500, 0) == "1500");
  CHECK(decimal_text(1500, 3) == "1.5");
  CHECK(decimal_text(2000, 3) == "2");
  CHECK(decimal_text(1001, 3) == "1.001");
  CHECK(decimal_text(5, 3) == "0.005");
  CHECK(decimal_text(50, 3) == "0.05");
  CHECK(decimal_text(999, 3) == "0.999");
}

TEST_CASE("an amount beyond 64 bits keeps all its digits") {
  const Amount large = Amount{1'234'567'890'123'456'789} * 1'000'000'000 + 987'654'321;
  CHECK(decimal_text(large, 0) == "1234567890123456789987654321");
  CHECK(decimal_text(large, 10) == "123456789012345678.9987654321");
  CHECK(decimal_text(large, 30) == "0.001234567890123456789987654321");
}

TEST_CASE("a decimal amount has a point in English and a comma in French") {
  const Message half = decimal_message(1'234'500, 3);
  CHECK(half.english == "1234.5");
  CHECK(half.french == "1234,5");
  const Message whole = decimal_message(12, 0);
  CHECK(whole.english == "12");
  CHECK(whole.french == "12");
}

TEST_CASE("a value is a time where values are times, else a number with their decimals") {
  SitingInstance instance;
  instance.units = {.value_decimals = 2, .values_are_times = false};
  CHECK(value_text(instance, 1250).english == "12.5");
  CHECK(value_text(instance, 1250).french == "12,5");
  CHECK(value_text(instance, 0).english == "0");
  instance.units.values_are_times = true;
  CHECK(value_text(instance, 750'000).english == "12 min 30 s");
  CHECK(value_text(instance, 90'500).french == "1 min 30,5 s");
  CHECK(value_text(instance, 0).french == "0 s");
}

TEST_CASE("costs and weights have decimals of their own") {
  SitingInstance instance;
  instance.units = {.value_decimals = 0, .weight_decimals = 3, .cost_decimals = 2};
  CHECK(cost_text(instance, 250).english == "2.5");
  CHECK(cost_text(instance, 250).french == "2,5");
  CHECK(weight_text(instance, 250).english == "0.25");
  CHECK(weight_text(instance, 250).french == "0,25");
  CHECK(value_text(instance, 250).english == "250");
}

}  // namespace coverage
