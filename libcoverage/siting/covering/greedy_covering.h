#pragma once

#include "libcoverage/base/execution.h"
#include "libcoverage/siting/covering/covering_sites.h"

namespace coverage {

/// Whether these candidates, with what is open anyway, cover all that a plan must cover.
bool covers_enough(const CoveringModel& model, const CoveringScore& score);
CoveringScore score_of(const CoveringModel& model, std::span<const std::uint32_t> candidates);

/// Opens one candidate after the other, always the one with the largest gain (under a budget also
/// by gain per cost: the better plan of both; the least cost by gain per cost), until nothing is
/// gained, or enough is covered. Gains only shrink, so that one is computed again only when it
/// leads (Minoux 1978); of equals the first candidate. Within all limits, but it may leave hard
/// rows uncovered, or cover too little: see `covers_enough`. Where rows need two sites, the first
/// of them is worth half.
///
/// With p sites alone it covers at least 1 − 1/e of the best gain (Nemhauser, Wolsey & Fisher
/// 1978). Besides the model it takes a few bytes a candidate and row.
std::vector<std::uint32_t> greedy_covering(const CoveringModel& model, const Execution& execution);

}  // namespace coverage
