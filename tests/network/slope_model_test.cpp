#include "libcoverage/network/slope_model.h"

#include <catch2/catch.hpp>

#include "libcoverage/network/profile.h"

namespace coverage {

TEST_CASE("walkers follow Tobler's hiking function, relative to the flat") {
  const SlopeModel model = load_profile("foot").slope;
  CHECK(model.speed_factor(0) == Approx(1));
  // 6 × exp(−3.5 × |s + 0.05|) against 5.0367 on the flat: −0.05 → 6; 0.1 → 3.5493; −0.2 → 3.5493.
  CHECK(model.speed_factor(-0.05) == Approx(6 / 5.0367).epsilon(1e-4));
  CHECK(model.speed_factor(0.1) == Approx(3.5493 / 5.0367).epsilon(1e-4));
  CHECK(model.speed_factor(-0.2) == Approx(3.5493 / 5.0367).epsilon(1e-4));
  // A cliff counts as the steepest slope, 0.35: 6 × exp(−1.4) = 1.4796.
  CHECK(model.speed_factor(0.35) == Approx(1.4796 / 5.0367).epsilon(1e-4));
  CHECK(model.speed_factor(9) == model.speed_factor(0.35));
}

TEST_CASE("cyclists follow the curve, straight between its points") {
  const SlopeModel model = load_profile("bicycle").slope;
  CHECK(model.speed_factor(0) == Approx(1));
  CHECK(model.speed_factor(0.03) == Approx(0.8));
  CHECK(model.speed_factor(0.015) == Approx(0.9));
  CHECK(model.speed_factor(-0.03) == Approx(1.12));
  CHECK(model.speed_factor(-0.06) == Approx(1.24));
  CHECK(model.speed_factor(-9) == Approx(0.25));
  CHECK(model.speed_factor(9) == Approx(0.15));
  double before = model.speed_factor(0);
  for (double slope = 0.01; slope < 0.5; slope += 0.01) {
    CAPTURE(slope);
    CHECK(model.speed_factor(slope) <= before);
    CHECK(model.speed_factor(slope) > 0);
    before = model.speed_factor(slope);
  }
}

TEST_CASE("a car, and a model without a curve, know no slope") {
  CHECK(load_profile("car").slope.speed_factor(0.2) == 1);
  SlopeModel bare;
  bare.kind = SlopeModel::Kind::bicycle;
  CHECK(bare.speed_factor(0.2) == 1);
}

}  // namespace coverage
