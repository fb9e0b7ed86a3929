#include "libcoverage/siting/check_groups.h"

#include <algorithm>
#include <limits>

#include "libcoverage/base/counted.h"
#include "libcoverage/base/error.h"

namespace coverage {
namespace {

constexpr std::uint32_t any_number = std::numeric_limits<std::uint32_t>::max();

/// All limits of one group together, and what it has.
struct GroupState {
  std::uint32_t least = 0;
  std::uint32_t most = any_number;
  std::uint32_t decided = 0;
  std::uint32_t possible = 0;
};

GroupState state_of(const PairInstance& tables, const SitingProblem& problem, GroupIndex group) {
  GroupState state;
  for (const GroupLimit& limit : problem.group_limits) {
    if (limit.group != group) continue;
    state.least = std::max(state.least, limit.least);
    state.most = std::min(state.most, limit.most.value_or(any_number));
  }
  for (const CandidateSite& site : tables.instance.sites) {
    if (!site.counts || site.group != group || site.rule == SiteRule::forbidden) continue;
    ++state.possible;
    if (site.rule == SiteRule::mandatory) ++state.decided;
  }
  return state;
}

void check_group(const std::string& name, const GroupState& state) {
  if (state.least > state.most) {
    throw NoResultError(message("'{}' must have at least {} new sites and at most {}",
                                "« {} » doit avoir au moins {} nouveaux lieux et au plus {}", name,
                                state.least, state.most),
                        message("Allow it {}, or ask for {}.",
                                "Autorisez-en {}, ou demandez-en {}.", state.least, state.most));
  }
  if (state.decided > state.most) {
    throw NoResultError(
        message("'{}' may have at most {}, but {} must open there",
                "« {} » peut avoir au plus {}, mais les ouvertures imposées en font {}", name,
                counted(state.most, {"new site", "nouveau lieu"}, {"new sites", "nouveaux lieux"}),
                state.decided),
        message("Allow it at least {}.", "Autorisez-en au moins {}.", state.decided));
  }
  if (state.least > state.possible) {
    throw NoResultError(
        message("'{}' must have at least {}, but has {}",
                "« {} » doit avoir au moins {}, mais n’a que {}", name,
                counted(state.least, {"new site", "nouveau lieu"}, {"new sites", "nouveaux lieux"}),
                counted(state.possible, {"candidate", "emplacement possible"},
                        {"candidates", "emplacements possibles"})),
        message("Ask for at most {}, or give it more candidates.",
                "Demandez-en au plus {}, ou donnez-lui d’autres emplacements.", state.possible));
  }
}

}  // namespace

void check_groups(const PairInstance& tables, const SitingProblem& problem) {
  for (const GroupLimit& limit : problem.group_limits) {
    check_group(tables.groups[limit.group], state_of(tables, problem, limit.group));
  }
}

}  // namespace coverage
