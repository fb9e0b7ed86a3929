#pragma once

#include "libcoverage/siting/median/assignment_problem.h"

namespace coverage {

/// The problem of covering rows, where serving costs the same from anywhere, with only the places
/// that matter: of those that serve the same rows the cheapest, and none that serves part of what
/// another one serves at no lower cost. Of equals the first. As it is where groups need a least
/// number, for those may need any of their places; a place is held only against those of its own
/// group. `place` says where the places left stand in `problem`.
Restricted distinct_places(const AssignmentProblem& problem);

}  // namespace coverage
