#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "libcoverage/siting/median/assignment_problem.h"

namespace coverage {

/// A price for serving each row, and the bound that it proves (Lagrangian relaxation of "each row
/// is served once"; Cornuéjols, Fisher & Nemhauser 1977).
struct LagrangianBound {
  double bound = 0;                   ///< no choice within the rules costs less, rounding included
  std::vector<double> prices;         ///< by row; empty where it was stopped before the first step
  double step = 0;                    ///< how far the last steps went
  std::vector<double> share;          ///< by place: how often it was opened, 0 to 1
  std::vector<std::uint32_t> opened;  ///< places open in every plan that costs at most the limit
  std::vector<std::uint32_t> closed;  ///< places closed in every such plan
};

struct AscentOptions {
  int iterations = 100;
  double first_step = 1;
  /// What the best plan known costs: steps aim at it.
  double target = 0;
  /// Plans that cost more than this do not matter; the ascent ends once the bound is above. Asked
  /// again whenever a plan is found.
  std::function<double()> limit = {};
  /// Called with each choice that a step opens, and what it costs; gives the new target.
  std::function<double(std::span<const std::uint32_t> places, double cost)> on_choice = {};
  std::function<bool()> stop = {};
};

/// Looks for prices with a large bound by deflected subgradient steps: from given ones on, or from
/// a value of each row's list where there are none. The rules must not contradict each other.
LagrangianBound lagrangian_bound(const AssignmentProblem& problem, std::vector<double> prices,
                                 const AscentOptions& options);

}  // namespace coverage
