#pragma once

#include <span>
#include <string>
#include <vector>

#include "libcoverage/input/load_pairs.h"
#include "libcoverage/siting/siting_instance.h"

namespace coverage {

/// An instance from tables made elsewhere.
struct PairInstance {
  SitingInstance instance;
  IdVector<GroupIndex, std::string> groups;
  bool rounds_weights = false;  ///< some have more digits than can be kept
  bool rounds_costs = false;
};

/// Weights and costs keep all their decimals, or twelve and eleven digits of their sum and of the
/// largest; capacities are rounded down to the decimals of weights. Candidates come in the order of
/// the pairs, then those that only `rows` know. A candidate without a row of its own is optional
/// and costs 1. Existing ones are mandatory and do not count. Throws InputError where the weights
/// add up to more than 10¹⁸ or a cost is above 10¹².
PairInstance pair_instance(PairTables tables, std::span<const CandidateRow> rows);

/// The group of that name. Throws InputError that lists the groups.
GroupIndex find_group(const PairInstance& instance, const std::string& name);

}  // namespace coverage
