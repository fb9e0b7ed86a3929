#pragma once

#include <functional>
#include <optional>

#include "libcoverage/base/execution.h"
#include "libcoverage/siting/covering/covering_model.h"
#include "libcoverage/siting/solver/time_limit.h"

namespace coverage {

/// What a search by cuts is told, and whom it tells.
struct CutSearch {
  std::optional<Amount> objective = {};  ///< of the best plan known
  /// Called with candidates in an order in which they look good. Gives, as does `on_plan`, the
  /// objective of the best plan known from now on.
  std::function<std::optional<Amount>(std::span<const std::uint32_t> order)> on_choice = {};
  /// Called with a plan within all limits that is better than the best known.
  std::function<std::optional<Amount>(std::span<const std::uint32_t> plan)> on_plan = {};
  bool tries_last_sites = true;  ///< or branches down to whole plans
  /// Called when no plan is better than this or the best known; false ends the search.
  std::function<bool(Amount bound)> on_bound = [](Amount) { return true; };
};

/// Branch and bound over the sites of a model that maximises weight: a program of cuts
/// (`CoveringMaster`) is made closer wherever it promises more than there is, the least proven
/// branch comes first, and the last sites are tried one by one (`LastSites`) where there are few
/// candidates. True where all plans better than the best known were ruled out; false where time or
/// `on_bound` ended it. Throws Interrupted.
bool search_by_cuts(const CoveringModel& model, const CutSearch& search, const TimeLimit& limit,
                    const Execution& execution);

}  // namespace coverage
