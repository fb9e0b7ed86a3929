#include "libcoverage/indicators/weight_tally.h"

#include <algorithm>

#include "libcoverage/base/radix_sort.h"

namespace coverage {

void WeightTally::clear() {
  population_ = reached_ = unreachable_ = unsnapped_ = uncertain_ = Weight();
  weighted_time_ = 0;
  max_ = Seconds();
  rows_.clear();
  std::fill(covered_.begin(), covered_.end(), Weight());
  for (const FacilityIndex facility : facilities_) by_facility_[facility.value()] = Weight();
  facilities_.clear();
}

void WeightTally::add(const AccessTime& access, Weight weight) {
  population_ += weight;
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
  max_ = std::max(max_, access.time);
  rows_.push_back({access.time, weight});
  const std::size_t place = access.facility.value();
  if (place >= by_facility_.size()) by_facility_.resize(place + 1);
  if (by_facility_[place] == Weight()) facilities_.push_back(access.facility);
  by_facility_[place] += weight;
}

/// By time; rows of one time keep the order of the demand.
void WeightTally::sort_rows() {
  constexpr std::size_t many = 4096;  // below, counting digits costs more than comparing
  if (rows_.size() > many) {
    radix_sort(rows_, [](const Row& row) { return row.time.milliseconds(); });
  } else {
    std::stable_sort(rows_.begin(), rows_.end(),
                     [](const Row& a, const Row& b) { return a.time < b.time; });
  }
}

/// The least time at which the weight so far is ≥ tenths / 10 of the population.
std::optional<Seconds> WeightTally::percentile(int tenths) const {
  Weight so_far;
  for (const Row& row : rows_) {
    so_far += row.weight;
    if (__int128{so_far.millionths()} * 10 >= __int128{population_.millionths()} * tenths) {
      return row.time;
    }
  }
  return {};
}

Inequality WeightTally::inequality(std::optional<Seconds> line) const {
  std::vector<SharedValue> times;
  times.reserve(rows_.size());
  for (const Row& row : rows_) times.push_back({row.time.seconds(), row.weight});
  const bool has_line = line && *line > Seconds();
  return inequality_of(times, unreachable_ + unsnapped_,
                       has_line ? std::optional(line->seconds()) : std::nullopt);
}

std::optional<double> WeightTally::mean_s() const {
  if (reached_ <= Weight()) return {};
  const __int128 weight = reached_.millionths();
  const __int128 whole_ms = weighted_time_ / weight;
  const auto whole = static_cast<double>(whole_ms);
  const double rest = static_cast<double>(weighted_time_ % weight) / static_cast<double>(weight);
  return (whole + rest) / 1000.0;
}

void WeightTally::find_main_facility(Indicators& result) const {
  for (const FacilityIndex facility : facilities_) {
    const Weight weight = by_facility_[facility.value()];
    if (weight < result.facility_inhabitants) continue;
    // Of equals the first in facility order.
    if (weight == result.facility_inhabitants && result.facility < facility) continue;
    result.facility = facility;
    result.facility_inhabitants = weight;
  }
}

Indicators WeightTally::result(std::optional<Seconds> line) {
  Indicators result;
  result.population = population_;
  result.reached = reached_;
  result.unreachable = unreachable_;
  result.unsnapped = unsnapped_;
  result.uncertain = uncertain_;
  sort_rows();
  result.median = percentile(5);
  result.p90 = percentile(9);
  if (!rows_.empty()) result.max = max_;
  result.mean_s = mean_s();
  result.inequality = inequality(line);
  find_main_facility(result);
  return result;
}

}  // namespace coverage
