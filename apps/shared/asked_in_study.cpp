#include "apps/shared/asked_in_study.h"

#include <fmt/format.h>

namespace coverage {

namespace {

void take(std::string& option, const std::string& asked) {
  if (option.empty()) option = asked;
}

void take(std::optional<std::uint32_t>& option, const std::optional<int>& asked) {
  if (!option && asked) option = static_cast<std::uint32_t>(*asked);
}

void take_keys_of_problem(SitesOptions& options, const SitesInput& asked) {
  if (options.share_percent == 100) options.share_percent = asked.share_percent.value_or(100);
  if (options.assignment == Assignment::nearest && !asked.assignment.empty()) {
    options.assignment = asked.assignment == "split" ? Assignment::split : Assignment::single;
  }
  options.then_mean = options.then_mean || asked.then_mean;
  options.curve = options.curve || asked.curve;
}

}  // namespace

SitesOptions with_study(SitesOptions options, const SitesInput& asked) {
  if (options.problem_name.empty() && !asked.problem.empty()) {
    options.problem_name = asked.problem;
    options.goal = goal_named(asked.problem);
  }
  const bool is_its_own = options.problem_name == asked.problem;
  if (is_its_own) take_keys_of_problem(options, asked);
  // The fewest sites of all are not the fewest of those that another problem may open.
  if (is_its_own || options.goal != SitingGoal::fewest_sites) {
    take(options.most_sites, asked.new_sites);
  }
  if (options.budget.empty() && asked.budget) options.budget = fmt::format("{:.6f}", *asked.budget);
  take(options.query, asked.query);
  take(options.weight, asked.weight);
  take(options.threshold, asked.threshold);
  take(options.nobody_beyond, asked.nobody_beyond);
  if (options.group_limits.empty()) options.group_limits = asked.group_limits;
  options.allow_closing = options.allow_closing || asked.allow_closing;
  take(options.most_moved, asked.most_moved);
  return options;
}

}  // namespace coverage
