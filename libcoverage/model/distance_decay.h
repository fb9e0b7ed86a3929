#pragma once

#include <variant>
#include <vector>

#include "libcoverage/base/quantities.h"

namespace coverage {

// How much a place counts by the time t to it: from 1, next door, down to 0. Catchments multiply
// these weights with populations and supplies. Deliberately absent: a cut at a catchment's limit,
// which is the catchment's (`CatchmentRule::limit`), except where the shape itself ends.

/// 1 for t ≤ limit, else 0 (Luo & Wang 2003).
struct StepDecay {
  Seconds limit;
};

/// The weight of the first zone whose end is ≥ t; 0 beyond the last (Luo & Qi 2009, who use 1, 0.68
/// and 0.22 for zones that end at 10, 20 and 30 minutes).
struct ZoneDecay {
  struct Zone {
    Seconds end;  ///< inclusive
    double weight = 1;
  };
  std::vector<Zone> zones;  ///< ends ascend, weights within [0, 1] never rise
};

/// 1 − t ÷ end for t ≤ end, else 0 (Schuurman, Bérubé & Crooks 2010).
struct LinearDecay {
  Seconds end;
};

/// exp(−t ÷ scale) (Wilson 1971, whose β is 1 ÷ scale).
struct ExponentialDecay {
  Seconds scale;
};

/// (t ÷ unit)^−exponent, and 1 for t ≤ unit, so that a time of 0 has a weight (Hansen 1959). In
/// floating catchments the unit matters only through that cut, for their weights are ratios; the
/// gravity score is in it.
struct PowerDecay {
  double exponent = 1;
  Seconds unit = Seconds::from_milliseconds(60000);
};

/// 1 ÷ (1 + exp((t − midpoint) ÷ scale)): one half at the midpoint (Bauer & Groneberg 2016, with
/// scale = standard deviation × √3 ÷ π; they divide by the value at 0, which cancels out in
/// floating catchments).
struct LogisticDecay {
  Seconds midpoint;
  Seconds scale;
};

/// exp(−½ (t ÷ width)²) (Ingram 1971); it is not shifted to reach 0 at the limit as in Dai (2010).
struct GaussianDecay {
  Seconds width;
};

using DistanceDecay = std::variant<StepDecay, ZoneDecay, LinearDecay, ExponentialDecay, PowerDecay,
                                   LogisticDecay, GaussianDecay>;

/// Throws InputError for a length of 0 where the formula divides by it, an unreachable time, an
/// exponent that is not a positive number, no zones, ends that do not ascend, weights outside [0,
/// 1] or rising.
void check_decay(const DistanceDecay& decay);

/// The weight of a time, within [0, 1]; 0 where unreachable. Precondition: `check_decay`.
double weight_at(const DistanceDecay& decay, Seconds time);

}  // namespace coverage
