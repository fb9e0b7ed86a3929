#include "libcoverage/siting/cover_within.h"

#include <algorithm>
#include <limits>

#include "libcoverage/siting/branch_search.h"
#include "libcoverage/siting/swap_search.h"

namespace coverage {
namespace {

using Entry = AssignmentProblem::Entry;
constexpr std::int64_t unserved = std::numeric_limits<std::int64_t>::max();

}  // namespace

CoverSearch::CoverSearch(const MedianProblem& median, std::function<bool()> stop)
    : median_(median), stop_(std::move(stop)), is_asked_(median.demand.size(), false) {}

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

CoverAnswer CoverSearch::solve(const AssignmentProblem& problem) const {
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
      answer.places.assign(places.begin(), places.end());
    }
    return answer.status == CoverAnswer::Status::served ? 0.0 : 1.0;
  };
  offer(improve_by_swaps(problem, greedy_places(problem, stop_), stop_));
  if (answer.status == CoverAnswer::Status::served) return answer;
  const auto result = search_places(
      problem, {.best = 1, .on_plan = offer, .stop = [this](double) { return stop_(); }});
  if (answer.status == CoverAnswer::Status::stopped && result.is_complete) {
    answer.status = CoverAnswer::Status::impossible;
  }
  return answer;
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
    CoverAnswer answer = solve(asked(value, rules));
    if (answer.status != CoverAnswer::Status::served) return answer;
    if (ask_more(answer.places, value)) continue;
    answer.worst = worst_of(answer.places).value_or(value);
    return answer;
  }
}

}  // namespace coverage
