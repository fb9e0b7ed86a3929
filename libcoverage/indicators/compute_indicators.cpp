#include "libcoverage/indicators/compute_indicators.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <tuple>
#include <utility>

#include "libcoverage/indicators/divide_demand.h"
#include "libcoverage/indicators/ledger.h"
#include "libcoverage/indicators/weight_tally.h"

namespace coverage {
namespace {

/// Counts one query's demand over divisions.
class Counter {
 public:
  explicit Counter(const IndicatorInputs& inputs)
      : inputs_(inputs), thresholds_(counted_thresholds(inputs.thresholds, inputs.target)) {
    for (const Threshold& threshold : thresholds_) met_.push_back(find_met(threshold));
  }

  std::vector<Indicators> count(const Division& division) const;

 private:
  const std::vector<std::uint8_t>* find_met(const Threshold& threshold) const;
  bool is_met(std::size_t threshold, DemandIndex point) const;
  Indicators result_of(WeightTally& tally) const;
  bool in_gap(Weight beyond, Weight population) const;

  const IndicatorInputs& inputs_;
  std::vector<Threshold> thresholds_;
  std::vector<const std::vector<std::uint8_t>*> met_;  ///< null for times alone
};

const std::vector<std::uint8_t>* Counter::find_met(const Threshold& threshold) const {
  if (!threshold.distance) return nullptr;
  for (const MetThreshold& row : inputs_.met) {
    if (row.threshold == threshold && row.met.size() == inputs_.access.size()) return &row.met;
  }
  throw std::invalid_argument("no answers for the threshold " + threshold.column_suffix());
}

bool Counter::is_met(std::size_t threshold, DemandIndex point) const {
  if (met_[threshold]) return (*met_[threshold])[point.value()] != 0;
  return inputs_.access[point].time <= *thresholds_[threshold].time;
}

std::vector<Indicators> Counter::count(const Division& division) const {
  WeightTally tally(thresholds_.size());
  std::vector<Indicators> results;
  results.reserve(division.units());
  for (std::size_t unit = 0; unit < division.units(); ++unit) {
    tally.clear();
    for (std::uint32_t k = division.first[unit]; k < division.first[unit + 1]; ++k) {
      const DemandIndex point = division.points[k];
      const Weight weight = inputs_.weight.values[point];
      const AccessTime& access = inputs_.access[point];
      tally.add(access, weight);
      if (access.status != AccessStatus::ok) continue;
      for (std::size_t t = 0; t < thresholds_.size(); ++t) {
        if (is_met(t, point)) tally.add_covered(t, weight);
      }
    }
    results.push_back(result_of(tally));
  }
  return results;
}

Indicators Counter::result_of(WeightTally& tally) const {
  Indicators result = tally.result(inputs_.target.time);
  for (std::size_t t = 0; t < thresholds_.size(); ++t) {
    const Weight covered = tally.covered(t);
    result.thresholds.push_back(
        {thresholds_[t], covered, result.reached - covered, result.unreachable, result.unsnapped});
    if (thresholds_[t] == inputs_.target) {
      result.beyond_target = result.population - covered;
    }
  }
  result.in_gap = in_gap(result.beyond_target, result.population);
  return result;
}

bool Counter::in_gap(Weight beyond, Weight population) const {
  if (population <= Weight() || beyond <= Weight()) return false;
  // The share as the study writes it, in millionths: 0.3 of 10 inhabitants is 3, not 3 and a bit.
  const auto share = static_cast<__int128>(std::llround(inputs_.gap_share * 1e6));
  return __int128{beyond.millionths()} * 1'000'000 >= share * population.millionths();
}

void check_ledgers(const QueryIndicators& indicators, const Territory& territory) {
  check_ledger(indicators.study, "study");
  for (std::size_t i = 0; i < indicators.communes.size(); ++i) {
    check_ledger(indicators.communes.rows()[i], "commune " + territory.communes.rows()[i].code);
  }
  for (std::size_t g = 0; g < indicators.groupings.size(); ++g) {
    const Grouping& grouping = territory.groupings[g];
    for (std::size_t i = 0; i < indicators.groupings[g].size(); ++i) {
      check_ledger(indicators.groupings[g].rows()[i],
                   grouping.name + " " + grouping.units.rows()[i].code);
    }
  }
}

void add_seats(const IndicatorInputs& inputs, IdVector<CommuneIndex, Indicators>& communes) {
  for (std::size_t i = 0; i < inputs.seats.size(); ++i) {
    const AccessTime& seat = inputs.seats.rows()[i];
    if (seat.status == AccessStatus::ok) communes.rows()[i].seat_time = seat.time;
  }
}

}  // namespace

std::vector<Threshold> counted_thresholds(std::vector<Threshold> thresholds,
                                          const Threshold& target) {
  thresholds.push_back(target);
  const auto key = [](const Threshold& threshold) {
    return std::tuple(threshold.time.value_or(Seconds::unreachable()),
                      threshold.distance.has_value(), threshold.distance.value_or(Metres()));
  };
  std::sort(thresholds.begin(), thresholds.end(),
            [&](const Threshold& a, const Threshold& b) { return key(a) < key(b); });
  thresholds.erase(std::unique(thresholds.begin(), thresholds.end()), thresholds.end());
  return thresholds;
}

QueryIndicators compute_indicators(const IndicatorInputs& inputs) {
  const Counter counter(inputs);
  QueryIndicators result;
  result.study = counter.count(division_of_study(inputs.demand)).front();
  result.communes = IdVector<CommuneIndex, Indicators>(
      counter.count(division_by_commune(inputs.demand, inputs.territory)));
  for (std::size_t g = 0; g < inputs.territory.groupings.size(); ++g) {
    result.groupings.emplace_back(
        counter.count(division_by_unit(inputs.units, inputs.territory, g)));
  }
  add_seats(inputs, result.communes);
  check_ledgers(result, inputs.territory);
  return result;
}

}  // namespace coverage
