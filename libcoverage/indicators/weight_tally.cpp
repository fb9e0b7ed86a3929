#include "libcoverage/indicators/weight_tally.h"

namespace coverage {
namespace {

/// Sets a percentile where the weight so far is the first ≥ tenths / 10 of the population.
void settle(std::optional<Seconds>& percentile, int tenths, const AccessTime& access, Weight so_far,
            Weight population) {
  if (percentile) return;
  if (__int128{so_far.millionths()} * 10 >= __int128{population.millionths()} * tenths) {
    percentile = access.time;
  }
}

}  // namespace

void WeightTally::add(const AccessTime& access, Weight weight) {
  // A point where nobody lives changes no figure: not the maximum, nor a percentile at zero.
  if (weight <= Weight()) return;
  if (access.status != AccessStatus::unsnapped && !access.certain) uncertain_ += weight;
  switch (access.status) {
    case AccessStatus::ok:
      return add_reached(access, weight);
    case AccessStatus::unreachable:
      unreachable_ += weight;
      return;
    case AccessStatus::unsnapped:
      unsnapped_ += weight;
      return;
  }
}

void WeightTally::add_reached(const AccessTime& access, Weight weight) {
  reached_ += weight;
  weighted_time_ += __int128{weight.millionths()} * access.time.milliseconds();
  settle(median_, 5, access, reached_, population_);
  settle(p90_, 9, access, reached_, population_);
  max_ = access.time;
  by_facility_[access.facility] += weight;
}

Indicators WeightTally::result() const {
  Indicators result;
  result.population = population_;
  result.reached = reached_;
  result.unreachable = unreachable_;
  result.unsnapped = unsnapped_;
  result.uncertain = uncertain_;
  result.median = median_;
  result.p90 = p90_;
  result.max = max_;
  if (reached_ > Weight()) {
    const __int128 weight = reached_.millionths();
    const __int128 whole_ms = weighted_time_ / weight;
    const auto whole = static_cast<double>(whole_ms);
    const double rest = static_cast<double>(weighted_time_ % weight) / static_cast<double>(weight);
    result.mean_s = (whole + rest) / 1000.0;
  }
  for (const auto& [facility, weight] : by_facility_) {  // in facility order: the first wins ties
    if (weight <= result.facility_inhabitants) continue;
    result.facility = facility;
    result.facility_inhabitants = weight;
  }
  return result;
}

}  // namespace coverage
