#include "libcoverage/model/distance_decay.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

#include "error_text.h"

namespace coverage {
namespace {

Seconds minutes(double value) {
  return Seconds::from_minutes(value);
}

ZoneDecay three_zones() {
  return {{{minutes(10), 1}, {minutes(20), 0.68}, {minutes(30), 0.22}}};
}

std::string refusal(const DistanceDecay& decay) {
  return error_text([&] { check_decay(decay); });
}

}  // namespace

TEST_CASE("every decay has the weights of its formula") {
  struct Row {
    DistanceDecay decay;
    double at;
    double weight;
  };
  const std::vector<Row> rows{
      {StepDecay{minutes(30)}, 0, 1},
      {StepDecay{minutes(30)}, 30, 1},
      {StepDecay{minutes(30)}, 30.001, 0},
      {three_zones(), 10, 1},
      {three_zones(), 10.001, 0.68},
      {three_zones(), 30, 0.22},
      {three_zones(), 30.001, 0},
      {LinearDecay{minutes(30)}, 0, 1},
      {LinearDecay{minutes(30)}, 12, 0.6},
      {LinearDecay{minutes(30)}, 30, 0},
      {LinearDecay{minutes(30)}, 31, 0},
      {ExponentialDecay{minutes(15)}, 0, 1},
      {ExponentialDecay{minutes(15)}, 15, 0.367879441},
      {ExponentialDecay{minutes(15)}, 30, 0.135335283},
      {PowerDecay{1, minutes(1)}, 0, 1},
      {PowerDecay{1, minutes(1)}, 1, 1},
      {PowerDecay{1, minutes(1)}, 40, 0.025},
      {PowerDecay{1.5, minutes(2)}, 8, 0.125},
      {LogisticDecay{minutes(20), minutes(5)}, 20, 0.5},
      {LogisticDecay{minutes(20), minutes(5)}, 0, 0.982013790},
      {LogisticDecay{minutes(20), minutes(5)}, 25, 0.268941421},
      {GaussianDecay{minutes(10)}, 0, 1},
      {GaussianDecay{minutes(10)}, 10, 0.606530660},
      {GaussianDecay{minutes(10)}, 20, 0.135335283},
  };
  for (const Row& row : rows) {
    CAPTURE(row.decay.index(), row.at);
    CHECK_NOTHROW(check_decay(row.decay));
    CHECK(weight_at(row.decay, minutes(row.at)) == Approx(row.weight).epsilon(1e-8));
  }
}

TEST_CASE("no decay rises with the time, and none serves the unreachable") {
  const std::vector<DistanceDecay> decays{
      StepDecay{minutes(30)},    three_zones(),
      LinearDecay{minutes(30)},  ExponentialDecay{minutes(15)},
      PowerDecay{2, minutes(1)}, LogisticDecay{minutes(20), minutes(5)},
      GaussianDecay{minutes(10)}};
  for (const DistanceDecay& decay : decays) {
    CAPTURE(decay.index());
    double before = 1;
    for (int t = 0; t <= 5000; ++t) {
      const double weight = weight_at(decay, minutes(t / 10.0));
      REQUIRE(weight <= before);
      REQUIRE(weight >= 0);
      before = weight;
    }
    CHECK(weight_at(decay, Seconds::unreachable()) == 0);
  }
}

TEST_CASE("a step may end at once: only those next door count") {
  CHECK_NOTHROW(check_decay(StepDecay{}));
  CHECK(weight_at(StepDecay{}, Seconds()) == 1);
  CHECK(weight_at(StepDecay{}, Seconds::from_milliseconds(1)) == 0);
}

TEST_CASE("parameters that mean nothing are refused, each with its sentence") {
  const std::string remedy = ". Write a time such as \"15 min\"";
  CHECK(refusal(StepDecay{Seconds::unreachable()}) ==
        "the limit of a step decay must be a time" + remedy);
  CHECK(refusal(LinearDecay{}) ==
        "the end of a linear decay must be a time longer than 0" + remedy);
  CHECK(refusal(ExponentialDecay{}) ==
        "the scale of an exponential decay must be a time longer than 0" + remedy);
  CHECK(refusal(LogisticDecay{{}, minutes(5)}) ==
        "the midpoint of a logistic decay must be a time longer than 0" + remedy);
  CHECK(refusal(LogisticDecay{minutes(20), {}}) ==
        "the scale of a logistic decay must be a time longer than 0" + remedy);
  CHECK(refusal(GaussianDecay{Seconds::unreachable()}) ==
        "the width of a Gaussian decay must be a time longer than 0" + remedy);
  CHECK(refusal(PowerDecay{1, {}}) ==
        "the unit of a power decay must be a time longer than 0" + remedy);
  for (const double exponent : {0.0, -1.0, std::nan(""), HUGE_VAL}) {
    CHECK_THAT(refusal(PowerDecay{exponent, minutes(1)}),
               Catch::Contains("of a power decay is not a number above 0"));
  }
}

TEST_CASE("zones must be there, ascend, and not rise in weight") {
  CHECK(refusal(ZoneDecay{}) ==
        "a decay by zones has no zone. Give at least one zone: its end and its weight");
  CHECK(refusal(ZoneDecay{{{minutes(10), 1}, {minutes(10), 0.5}}}) ==
        "a zone ends at 600 s, which is not later than the one before (600 s). Write zones from "
        "the nearest to the farthest");
  CHECK(refusal(ZoneDecay{{{minutes(10), 0.5}, {minutes(20), 0.7}}}) ==
        "the weight 0.7 of a zone is not between 0 and 0.5. Weights start at 1 or less and never "
        "rise with the time");
  CHECK_THAT(refusal(ZoneDecay{{{minutes(10), std::nan("")}}}), Catch::Contains("the weight nan"));
  CHECK_THAT(refusal(ZoneDecay{{{minutes(10), -0.1}}}), Catch::Contains("the weight -0.1"));
  CHECK_THAT(refusal(ZoneDecay{{{minutes(10), 1.1}}}), Catch::Contains("the weight 1.1"));
  CHECK_THAT(refusal(ZoneDecay{{{Seconds(), 1}}}), Catch::Contains("the end of a zone"));
}

}  // namespace coverage
