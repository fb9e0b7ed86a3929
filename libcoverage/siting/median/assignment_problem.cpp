#include "libcoverage/siting/median/assignment_problem.h"

#include <algorithm>
#include <numeric>

#include "libcoverage/base/parallel_for.h"
#include "libcoverage/siting/evaluate_plan.h"
#include "libcoverage/siting/infeasible_siting.h"
#include "libcoverage/siting/restricted_rules.h"

namespace coverage {
namespace {

using Entry = AssignmentProblem::Entry;
constexpr std::uint32_t no_row = std::numeric_limits<std::uint32_t>::max();

std::uint32_t most_allowed(const SitingProblem& problem) {
  return problem.nobody_beyond.value_or(std::numeric_limits<std::uint32_t>::max());
}

/// Builds the lists of rows from those of candidates.
class Builder {
 public:
  Builder(const SitingInstance& instance, const SitingProblem& problem, MedianProblem& median)
      : instance_(instance), most_(most_allowed(problem)), median_(median) {}

  void number_rows() {
    row_of_.assign(instance_.demand_count(), no_row);
    for (std::uint32_t demand = 0; demand < row_of_.size(); ++demand) {
      if (instance_.weight[demand] <= 0) continue;
      row_of_[demand] = static_cast<std::uint32_t>(median_.demand.size());
      median_.demand.push_back(demand);
    }
    const auto open = nearest_values(instance_, median_.problem.rules.always);
    for (const std::uint32_t demand : median_.demand) {
      const auto value = open[demand];
      median_.open_value.push_back(value && *value <= most_ ? std::int64_t{*value} : -1);
    }
  }

  void fill_lists(const Execution& execution) {
    auto& problem = median_.problem;
    problem.first.assign(median_.demand.size() + 1, 0);
    each_entry([&](std::uint32_t row, Entry) { ++problem.first[row + 1]; });
    std::partial_sum(problem.first.begin(), problem.first.end(), problem.first.begin());
    problem.entries.resize(problem.first.back());
    auto next = problem.first;
    each_entry([&](std::uint32_t row, Entry entry) { problem.entries[next[row]++] = entry; });
    execution.check_interrupted();
    parallel_for(median_.demand.size(), execution.threads, 64,
                 [&](std::size_t begin, std::size_t end, unsigned) {
                   for (std::size_t row = begin; row < end; ++row) sort_row(row);
                 });
  }

  /// Divides values and weights by what all have in common.
  void scale() {
    auto& problem = median_.problem;
    std::uint32_t value_unit = 0;
    std::int64_t weight_unit = 0;
    for (const Entry& entry : problem.entries) {
      if (value_unit != 1) value_unit = std::gcd(value_unit, entry.value);
    }
    for (std::size_t row = 0; row < median_.demand.size(); ++row) {
      weight_unit = std::gcd(weight_unit, instance_.weight[median_.demand[row]]);
      const std::int64_t open = std::max<std::int64_t>(median_.open_value[row], 0);
      value_unit = std::gcd(value_unit, static_cast<std::uint32_t>(open));
    }
    median_.value_unit = std::max(value_unit, 1u);
    median_.unit = Amount{median_.value_unit} * std::max<std::int64_t>(weight_unit, 1);
    for (Entry& entry : problem.entries) entry.value /= median_.value_unit;
    for (std::int64_t& open : median_.open_value) {
      if (open > 0) open /= median_.value_unit;
    }
    for (const std::uint32_t demand : median_.demand) {
      const std::int64_t units = instance_.weight[demand] / weight_unit;
      problem.weight.push_back(static_cast<double>(units));
    }
    cost_without();
  }

 private:
  template <class Use>
  void each_entry(Use&& use) const {
    const auto& places = median_.problem.rules.places;
    for (std::uint32_t place = 0; place < places.size(); ++place) {
      for (const ReachEntry& entry : instance_.row(places[place])) {
        const std::uint32_t row = row_of_[entry.target];
        if (row == no_row || entry.time_ms > most_) continue;
        const std::int64_t open = median_.open_value[row];
        if (open >= 0 && entry.time_ms >= open) continue;
        use(row, Entry{entry.time_ms, place});
      }
    }
  }

  void sort_row(std::size_t row) {
    auto& problem = median_.problem;
    const auto at = [&](std::size_t r) {
      return problem.entries.begin() + static_cast<std::ptrdiff_t>(problem.first[r]);
    };
    std::sort(at(row), at(row + 1));
  }

  void cost_without() {
    auto& problem = median_.problem;
    double all = 1;
    for (std::size_t row = 0; row < problem.rows(); ++row) {
      const auto list = problem.row(row);
      const auto open = static_cast<double>(std::max<std::int64_t>(median_.open_value[row], 0));
      const double last = list.empty() ? 0 : list.back().value;
      all += problem.weight[row] * std::max(open, last);
      problem.without.push_back(problem.weight[row] * open);
    }
    for (std::size_t row = 0; row < problem.rows(); ++row) {
      if (median_.must_be_served(row)) problem.without[row] = 2 * all;
    }
  }

  const SitingInstance& instance_;
  std::uint32_t most_;
  MedianProblem& median_;
  std::vector<std::uint32_t> row_of_;
};

}  // namespace

MedianProblem median_problem(const SitingInstance& instance, const SitingProblem& problem,
                             OpeningRules rules, const Execution& execution) {
  MedianProblem median = listed_median(instance, problem, std::move(rules), execution);
  refuse_unreachable(instance, problem, median);
  return median;
}

MedianProblem listed_median(const SitingInstance& instance, const SitingProblem& problem,
                            OpeningRules rules, const Execution& execution) {
  MedianProblem median;
  median.problem.rules = std::move(rules);
  Builder builder(instance, problem, median);
  builder.number_rows();
  builder.fill_lists(execution);
  builder.scale();
  return median;
}

void serve_everybody(MedianProblem& median, double most) {
  for (std::size_t row = 0; row < median.demand.size(); ++row) {
    if (median.must_be_served(row)) median.problem.without[row] = most;
  }
}

Restricted restricted(const AssignmentProblem& problem, std::span<const std::uint32_t> open,
                      std::span<const std::uint32_t> closed) {
  RestrictedRules rules = restricted_rules(problem.rules, open, closed);
  const auto& fate = rules.fate;
  Restricted result{.problem = {}, .place = std::move(rules.place)};
  AssignmentProblem& left = result.problem;
  left.rules = std::move(rules.rules);
  left.weight = problem.weight;
  left.without = problem.without;
  left.first.push_back(0);
  for (std::size_t row = 0; row < problem.rows(); ++row) {
    for (const Entry& entry : problem.row(row)) {
      if (fate[entry.place] == RestrictedRules::is_open) {
        left.without[row] = problem.weight[row] * entry.value;
        break;
      }
      if (fate[entry.place] != RestrictedRules::is_closed)
        left.entries.push_back({entry.value, fate[entry.place]});
    }
    left.first.push_back(left.entries.size());
  }
  return result;
}

double cost_of(const AssignmentProblem& problem, std::span<const std::uint32_t> places) {
  std::vector<bool> open(problem.rules.size(), false);
  for (const std::uint32_t place : places) open[place] = true;
  double sum = 0;
  for (std::size_t row = 0; row < problem.rows(); ++row) {
    const auto list = problem.row(row);
    const auto nearest =
        std::ranges::find_if(list, [&](const Entry& entry) { return open[entry.place]; });
    sum += nearest == list.end() ? problem.without[row] : problem.weight[row] * nearest->value;
  }
  return sum;
}

std::vector<CandidateIndex> sites_of(const OpeningRules& rules,
                                     std::span<const std::uint32_t> places) {
  auto sites = rules.always;
  for (const std::uint32_t place : places) sites.push_back(rules.places[place]);
  std::ranges::sort(sites);
  return sites;
}

std::vector<std::uint32_t> places_of(const OpeningRules& rules,
                                     std::span<const CandidateIndex> sites) {
  std::vector<std::uint32_t> places;
  for (std::uint32_t place = 0; place < rules.size(); ++place) {
    if (std::ranges::binary_search(sites, rules.places[place])) places.push_back(place);
  }
  return places;
}

}  // namespace coverage
