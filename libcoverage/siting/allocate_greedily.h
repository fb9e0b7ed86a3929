#pragma once

#include <optional>
#include <span>
#include <vector>

#include "libcoverage/siting/siting_plan.h"

namespace coverage {

/// Whether a site may serve demand at this value: within the threshold of a problem that covers,
/// and within what nobody may exceed.
bool may_serve(const SitingProblem& problem, std::uint32_t value);

/// Who is served by which of the open sites, within capacities and in whole numbers: those with the
/// most to lose choose first, then whoever finds a nearer site with room moves. Not the best, and
/// rows may go unserved that could be served. By row.
std::vector<Allocation> allocate_greedily(const SitingInstance& instance,
                                          const SitingProblem& problem,
                                          std::span<const CandidateIndex> sites);

/// Sites opened one by one, each time the one that serves most, or nearest, of who is left, as far
/// as its capacity goes; with their allocations, without objective and bound. Keeps the limits on
/// number, budget and groups' largest numbers; others have to be checked.
SitingPlan open_greedily(const SitingInstance& instance, const SitingProblem& problem);

}  // namespace coverage
