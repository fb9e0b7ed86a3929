#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "libcoverage/siting/median/assignment_problem.h"

namespace coverage {

/// Opens places one by one, each time the one that helps most (by cost where there is a budget),
/// after those that groups need. May leave rows unserved, or groups short where a budget binds.
std::vector<std::uint32_t> greedy_places(const AssignmentProblem& problem,
                                         const std::function<bool()>& stop);

/// Opens, or swaps a place for another, while that helps, the best move first: fast interchange
/// (Whitaker 1983; Resende & Werneck 2007). Keeps within the rules what is within them.
std::vector<std::uint32_t> improve_by_swaps(const AssignmentProblem& problem,
                                            const std::vector<std::uint32_t>& places,
                                            const std::function<bool()>& stop);

}  // namespace coverage
