#pragma once

#include <span>
#include <string>
#include <vector>

#include "libcoverage/input/load_pairs.h"
#include "libcoverage/siting/siting_instance.h"

namespace coverage {

/// An instance from tables made elsewhere, with what turns its whole numbers back into theirs.
struct PairInstance {
  SitingInstance instance;
  IdVector<GroupIndex, std::string> groups;
  int value_decimals = 0;
  int weight_decimals = 0;
  int cost_decimals = 0;
};

/// Candidates come in the order of the pairs, then those that only `rows` know. A candidate without
/// a row of its own is optional and costs 1. Existing ones are mandatory and do not count.
PairInstance pair_instance(PairTables tables, std::span<const CandidateRow> rows);

/// The group of that name. Throws InputError that lists the groups.
GroupIndex find_group(const PairInstance& instance, const std::string& name);

}  // namespace coverage
