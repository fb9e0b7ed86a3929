#pragma once

#include "libcoverage/base/execution.h"
#include "libcoverage/siting/covering/covering_sites.h"
#include "libcoverage/siting/solver/time_limit.h"

namespace coverage {

/// Improves a plan by exchanging one open candidate for a closed one as long as more is covered
/// (Teitz & Bart 1968, with the tables of Resende & Werneck 2007, so that a round takes no longer
/// than reading the candidates of the rows that hang on a single site), and by opening what limits
/// let in. Where cost is minimised: closes what is not needed, then one site more, and exchanges
/// until enough is covered again. Candidates are tried in order; never worse than what it is given,
/// within all limits.
std::vector<std::uint32_t> swap_covering(const CoveringModel& model, const CoveringColumns& columns,
                                         std::span<const std::uint32_t> plan,
                                         const TimeLimit& limit, const Execution& execution);

/// Closes what is open without being of use, the dearest first.
std::vector<std::uint32_t> without_idle_sites(const CoveringModel& model,
                                              std::span<const std::uint32_t> plan);

}  // namespace coverage
