#include "libcoverage/siting/median/cover_within.h"

#include <algorithm>
#include <limits>

#include "libcoverage/siting/median/branch_search.h"
#include "libcoverage/siting/median/distinct_places.h"
#include "libcoverage/siting/median/residual_program.h"
#include "libcoverage/siting/median/swap_search.h"

namespace coverage {
namespace {

using Entry = AssignmentProblem::Entry;
constexpr std::int64_t unserved = std::numeric_limits<std::int64_t>::max();
constexpr std::size_t most_nodes = 40;

/// The fewest places that serve each row.
MipModel cover_program(const AssignmentProblem& problem) {
  MipModel model;
  for (std::size_t place = 0; place < problem.rules.size(); ++place) {
    model.add_column({.upper = 1, .objective = 1, .is_integer = true});
  }
  add_rules(model, problem.rules);
  for (std::size_t row = 0; row < problem.rows(); ++row) {
    std::vector<MipModel::Entry> served;
    for (const Entry& entry : problem.row(row)) {
      served.push_back({static_cast<int>(entry.place), 1.0});
    }
    model.add_row(1, MipModel::infinity, served);
  }
  return model;
}

CoverAnswer answer_of(const MipModel& program, std::span<const std::uint32_t> places,
                      const SolverClock& clock) {
  CoverAnswer answer;
  try {
    const auto result = program.solve({.seconds = clock.seconds_left()}, clock.execution());
    if (result.status == MipModel::Status::infeasible) {
      answer.status = CoverAnswer::Status::impossible;
    }
    if (result.values.empty()) return answer;
    answer.status = CoverAnswer::Status::served;
    for (std::size_t place = 0; place < places.size(); ++place) {
      if (result.values[place] > 0.5) answer.places.push_back(places[place]);
    }
  } catch (const Interrupted&) {
    answer.status = CoverAnswer::Status::stopped;
  }
  return answer;
}

}  // namespace

CoverSearch::CoverSearch(const MedianProblem& median, const SolverClock& clock)
    : median_(median), clock_(clock), is_asked_(median.demand.size(), false) {}

/// Serving costs nothing, a row left out costs 1.
AssignmentProblem CoverSearch::asked(std::uint32_t value, const OpeningRules& rules) const {
  AssignmentProblem problem;
  problem.rules = rules;
  problem.first.push_back(0);
  for (std::size_t row = 0; row < is_asked_.size(); ++row) {
    const std::int64_t open = median_.open_value[row];
    if (!is_asked_[row] || (open >= 0 && open <= value)) continue;
    const auto list = median_.problem.row(row);
    const auto end = std::ranges::upper_bound(list, value, {}, &Entry::value);
    problem.entries.insert(problem.entries.end(), list.begin(), end);
    problem.first.push_back(problem.entries.size());
    problem.weight.push_back(0);
    problem.without.push_back(1);
  }
  return problem;
}

CoverAnswer CoverSearch::solve(std::uint32_t value, const OpeningRules& rules) {
  const Restricted distinct = distinct_places(asked(value, rules));
  const AssignmentProblem& problem = distinct.problem;
  CoverAnswer answer;
  const auto serves_all = [&](std::span<const std::uint32_t> places) {
    OpenPlaces open(problem.rules);
    for (const std::uint32_t place : places) {
      if (!open.may_open(place)) return false;
      open.open(place);
    }
    return open.is_enough() && cost_of(problem, places) < 0.5;
  };
  const auto offer = [&](std::span<const std::uint32_t> places) {
    if (answer.status != CoverAnswer::Status::served && serves_all(places)) {
      answer.status = CoverAnswer::Status::served;
      for (const std::uint32_t place : places) answer.places.push_back(distinct.place[place]);
    }
    return answer.status == CoverAnswer::Status::served ? 0.0 : 1.0;
  };
  const auto stop = [this] { return clock_.is_over(); };
  offer(improve_by_swaps(problem, greedy_places(problem, stop), stop));
  if (answer.status == CoverAnswer::Status::served) return answer;
  const auto result = search_places(
      problem, {.best = 1, .most_nodes = most_nodes, .on_plan = offer, .stop = [&](double) {
                  return stop();
                }});
  if (answer.status == CoverAnswer::Status::served) return answer;
  if (!result.is_complete) return solve_by_program(value, rules);
  answer.status = CoverAnswer::Status::impossible;
  return answer;
}

/// Asks the rows too that a fractional choice serves least; false where it serves all.
bool CoverSearch::ask_where_short(std::uint32_t value, std::span<const double> opened) {
  constexpr std::size_t most_new = 100;
  std::vector<std::pair<double, std::size_t>> short_rows;
  for (std::size_t row = 0; row < is_asked_.size(); ++row) {
    const std::int64_t open = median_.open_value[row];
    if (is_asked_[row] || (open >= 0 && open <= value)) continue;
    double served = 0;
    for (const Entry& entry : median_.problem.row(row)) {
      if (entry.value > value || served >= 1) break;
      served += opened[entry.place];
    }
    if (served < 1 - 1e-6) short_rows.emplace_back(served, row);
  }
  std::ranges::sort(short_rows);
  if (short_rows.size() > most_new) short_rows.resize(most_new);
  for (const auto& [served, row] : short_rows) is_asked_[row] = true;
  return !short_rows.empty();
}

CoverAnswer CoverSearch::solve_by_program(std::uint32_t value, const OpeningRules& rules) {
  for (;;) {
    if (clock_.is_over()) return {};
    const Restricted distinct = distinct_places(asked(value, rules));
    MipModel program = cover_program(distinct.problem);
    const auto relaxation = program.solve_relaxation(clock_.seconds_left(), clock_.execution());
    if (relaxation.status == MipModel::Status::infeasible) {
      return {.status = CoverAnswer::Status::impossible};
    }
    if (relaxation.status != MipModel::Status::optimal) return {};
    std::vector<double> opened(rules.size(), 0.0);
    for (std::size_t place = 0; place < distinct.place.size(); ++place) {
      opened[distinct.place[place]] = relaxation.values[place];
    }
    if (ask_where_short(value, opened)) continue;
    return answer_of(program, distinct.place, clock_);
  }
}

/// By row the least value from the open places; by which place, or from what is open anyway.
std::vector<std::int64_t> CoverSearch::served_at(std::span<const std::uint32_t> places,
                                                 std::vector<std::uint32_t>& by) const {
  std::vector<bool> open(median_.problem.rules.size(), false);
  for (const std::uint32_t place : places) open[place] = true;
  std::vector<std::int64_t> values(median_.demand.size(), unserved);
  by.assign(values.size(), static_cast<std::uint32_t>(open.size()));
  for (std::size_t row = 0; row < values.size(); ++row) {
    if (!median_.must_be_served(row)) values[row] = median_.open_value[row];
    for (const Entry& entry : median_.problem.row(row)) {
      if (!open[entry.place]) continue;
      values[row] = entry.value;
      by[row] = entry.place;
      break;
    }
  }
  return values;
}

std::optional<std::uint32_t> CoverSearch::worst_of(std::span<const std::uint32_t> places) const {
  std::vector<std::uint32_t> by;
  std::int64_t worst = 0;
  for (const std::int64_t value : served_at(places, by)) worst = std::max(worst, value);
  if (worst == unserved) return {};
  return static_cast<std::uint32_t>(worst);
}

/// From each place's rows the one left out farthest is asked too; false where none is left out.
bool CoverSearch::ask_more(std::span<const std::uint32_t> places, std::uint32_t value) {
  std::vector<std::uint32_t> by;
  const auto values = served_at(places, by);
  constexpr auto none = std::numeric_limits<std::size_t>::max();
  std::vector<std::size_t> farthest(median_.problem.rules.size() + 1, none);
  for (std::size_t row = 0; row < values.size(); ++row) {
    if (values[row] <= value) continue;
    std::size_t& known = farthest[by[row]];
    if (known == none || values[known] < values[row]) known = row;
  }
  bool is_any = false;
  for (const std::size_t row : farthest) {
    if (row == none) continue;
    is_asked_[row] = true;
    is_any = true;
  }
  return is_any;
}

CoverAnswer CoverSearch::within(std::uint32_t value, const OpeningRules& rules) {
  if (contradict(rules)) return {.status = CoverAnswer::Status::impossible};
  for (;;) {
    CoverAnswer answer = solve(value, rules);
    if (answer.status != CoverAnswer::Status::served) return answer;
    if (ask_more(answer.places, value)) continue;
    answer.worst = worst_of(answer.places).value_or(value);
    return answer;
  }
}

}  // namespace coverage
