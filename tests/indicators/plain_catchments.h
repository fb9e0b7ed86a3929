#pragma once

#include <map>
#include <utility>
#include <vector>

#include "libcoverage/indicators/floating_catchment.h"

namespace coverage {

/// Floating catchments as their authors write them, sum by sum over a dense table: the oracle of
/// the sparse products.
struct PlainCatchment {
  std::vector<double> population;
  std::vector<double> supply;
  std::map<std::pair<std::size_t, std::size_t>, Seconds> times;  ///< (demand, facility)

  double weight(const CatchmentRule& rule, std::size_t i, std::size_t j,
                bool beyond = false) const {
    const auto found = times.find({i, j});
    if (found == times.end() || (!beyond && found->second > rule.limit)) return 0;
    return weight_at(rule.decay, found->second);
  }

  /// Σ over facilities of one demand point's weights.
  double row_sum(const CatchmentRule& rule, std::size_t i, bool beyond = false) const {
    double sum = 0;
    for (std::size_t j = 0; j < supply.size(); ++j) sum += weight(rule, i, j, beyond);
    return sum;
  }

  /// The share of i's demand that counts at j.
  double demand_share(const CatchmentRule& rule, std::size_t i, std::size_t j) const {
    const double f = weight(rule, i, j);
    const bool beyond = rule.selection == SelectionPairs::all_stored;
    if (f == 0) return 0;
    if (rule.method == CatchmentMethod::balanced) return f / row_sum(rule, i);
    if (rule.method == CatchmentMethod::three_step) return f * f / row_sum(rule, i, beyond);
    return f;
  }

  /// The share of j's service that counts at i.
  double service_share(const CatchmentRule& rule, std::size_t i, std::size_t j) const {
    if (rule.method != CatchmentMethod::balanced) return demand_share(rule, i, j);
    double sum = 0;
    for (std::size_t k = 0; k < population.size(); ++k) sum += weight(rule, k, j);
    return sum > 0 ? weight(rule, i, j) / sum : 0;
  }

  double demand_at(const CatchmentRule& rule, std::size_t j) const {
    double sum = 0;
    for (std::size_t i = 0; i < population.size(); ++i) {
      sum += population[i] * demand_share(rule, i, j);
    }
    return sum;
  }

  double access_of(const CatchmentRule& rule, std::size_t i) const {
    double sum = 0;
    for (std::size_t j = 0; j < supply.size(); ++j) {
      if (rule.method == CatchmentMethod::gravity) {
        sum += supply[j] * weight(rule, i, j);
      } else if (const double demand = demand_at(rule, j); demand > 0) {
        sum += supply[j] / demand * service_share(rule, i, j);
      }
    }
    return sum;
  }

  CatchmentScores scores(const CatchmentRule& rule) const {
    std::vector<Eigen::Triplet<std::uint32_t>> pairs;
    for (const auto& [pair, time] : times) {
      pairs.emplace_back(static_cast<int>(pair.first), static_cast<int>(pair.second),
                         time.milliseconds());
    }
    CatchmentTimes table(static_cast<Eigen::Index>(population.size()),
                         static_cast<Eigen::Index>(supply.size()));
    table.setFromTriplets(pairs.begin(), pairs.end());
    const Eigen::VectorXd people = vector_of(population);
    const Eigen::VectorXd offers = vector_of(supply);
    return catchment_scores({table, people, offers}, rule);
  }

  static Eigen::VectorXd vector_of(const std::vector<double>& values) {
    return Eigen::Map<const Eigen::VectorXd>(values.data(),
                                             static_cast<Eigen::Index>(values.size()));
  }

  /// Rows of minutes, a row a demand point.
  void set_minutes(const std::vector<std::vector<double>>& rows) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      for (std::size_t j = 0; j < rows[i].size(); ++j) {
        times[{i, j}] = Seconds::from_minutes(rows[i][j]);
      }
    }
  }
};

}  // namespace coverage
