#pragma once

#include "libcoverage/base/execution.h"
#include "libcoverage/study/siting_of_study.h"

namespace coverage {

/// The existing sites that may close.
struct ClosableSites {
  GroupIndex group;  ///< theirs, where it is limited how many do; else none
  std::uint32_t count = 0;

  /// EPCIs have their groups in their order, behind that one.
  GroupIndex group_of_epci(UnitIndex unit) const {
    return GroupIndex::from_size(unit.value() + (group.valid() ? 1u : 0u));
  }
};

/// Adds the places of a question, with their rules, costs, capacities and groups: the existing
/// sites of its query that meet the network, then the candidates that are not among them, which is
/// told. Throws what `candidates_of_study` throws.
ClosableSites add_siting_places(SitingStudy& study, const Execution& execution);

}  // namespace coverage
