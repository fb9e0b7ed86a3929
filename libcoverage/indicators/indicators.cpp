#include "libcoverage/indicators/indicators.h"

namespace coverage {

std::optional<double> ThresholdCount::share() const {
  const Weight population = covered + uncovered + unreachable + unsnapped;
  if (population <= Weight()) return {};
  return static_cast<double>(covered.millionths()) / static_cast<double>(population.millionths());
}

}  // namespace coverage
