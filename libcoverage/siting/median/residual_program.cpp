#include "libcoverage/siting/median/residual_program.h"

namespace coverage {
namespace {

using Entry = AssignmentProblem::Entry;
constexpr std::size_t most_pairs = 40'000;
constexpr double largest_cost = 1e7;  // a unit stays above the solver’s tolerances

/// A row's costs that a plan within the limit may have.
bool is_possible(const Residual& residual, std::size_t row, double cost) {
  return residual.bound + cost - residual.prices[row] <= residual.limit + 1e-6;
}

std::size_t count_pairs(const Residual& residual) {
  std::size_t pairs = 0;
  const AssignmentProblem& problem = residual.problem;
  for (std::size_t row = 0; row < problem.rows(); ++row) {
    for (const Entry& entry : problem.row(row)) {
      if (!is_possible(residual, row, problem.weight[row] * entry.value)) break;
      ++pairs;
    }
  }
  return pairs;
}

/// The row is served once: from a place that is open, or without any.
void add_row_of(MipModel& model, const Residual& residual, std::size_t row) {
  const AssignmentProblem& problem = residual.problem;
  std::vector<MipModel::Entry> served;
  if (is_possible(residual, row, problem.without[row])) {
    served.push_back({model.add_column({.objective = problem.without[row]}), 1.0});
  }
  for (const Entry& entry : problem.row(row)) {
    const double cost = problem.weight[row] * entry.value;
    if (!is_possible(residual, row, cost)) break;
    const int column = model.add_column({.upper = 1, .objective = cost});
    served.push_back({column, 1.0});
    const std::vector<MipModel::Entry> only_open = {{column, 1.0},
                                                    {static_cast<int>(entry.place), -1.0}};
    model.add_row(-MipModel::infinity, 0, only_open);
  }
  model.add_row(1, MipModel::infinity, served);
}

}  // namespace

void add_rules(MipModel& model, const OpeningRules& rules) {
  std::vector<MipModel::Entry> number, cost;
  std::vector<std::vector<MipModel::Entry>> groups(rules.groups.size());
  for (std::size_t place = 0; place < rules.size(); ++place) {
    const int column = static_cast<int>(place);
    number.push_back({column, 1.0});
    cost.push_back({column, static_cast<double>(rules.cost[place])});
    if (rules.group[place] != OpeningRules::no_group) {
      groups[rules.group[place]].push_back({column, 1.0});
    }
  }
  // A little more than allowed: what the solver's tolerance takes for too many really is.
  model.add_row(0, static_cast<double>(rules.most) + 1e-5, number);
  if (rules.budget) model.add_row(0, static_cast<double>(*rules.budget), cost);
  for (std::size_t group = 0; group < groups.size(); ++group) {
    if (groups[group].empty()) continue;
    model.add_row(static_cast<double>(rules.groups[group].least),
                  static_cast<double>(rules.groups[group].most), groups[group]);
  }
}

ResidualAnswer solve_residual(const Residual& residual, const SolverClock& clock, double seconds) {
  ResidualAnswer answer;
  const AssignmentProblem& problem = residual.problem;
  if (residual.limit > largest_cost || count_pairs(residual) > most_pairs) return answer;
  MipModel model;
  for (std::size_t place = 0; place < problem.rules.size(); ++place) {
    model.add_column({.upper = 1, .is_integer = true});
  }
  add_rules(model, problem.rules);
  for (std::size_t row = 0; row < problem.rows(); ++row) add_row_of(model, residual, row);
  try {
    const auto result =
        model.solve({.seconds = seconds, .cutoff = residual.limit + 0.5}, clock.execution());
    answer.is_decided =
        result.status == MipModel::Status::optimal || result.status == MipModel::Status::infeasible;
    answer.is_found = !result.values.empty();
    for (std::uint32_t place = 0; answer.is_found && place < problem.rules.size(); ++place) {
      if (result.values[place] > 0.5) answer.places.push_back(place);
    }
  } catch (const Interrupted&) {
    answer.is_decided = false;  // the plan known is given with its bound
  }
  return answer;
}

}  // namespace coverage
