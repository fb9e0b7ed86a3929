#pragma once

#include <functional>
#include <optional>
#include <span>

#include "libcoverage/access/nearest_access.h"
#include "libcoverage/base/execution.h"
#include "libcoverage/routing/reach_matrix.h"

namespace coverage {

/// Who can be served from where: places where a facility could open, and homes.
struct ReachQuestion {
  AccessNetwork network;
  std::span<const std::optional<Snap>> candidates;
  std::span<const std::optional<Snap>> homes;
  Seconds bound;  ///< inclusive
  /// Where there are some, rows have only the homes that a candidate serves below them.
  const ReachLimits* limits = nullptr;
};

/// How soon somebody is at the nearest of the question's candidates, or at the k-th nearest,
/// whatever its bound and its limits: from each vertex, and from each home (by the access times to
/// each of them alone); never where so many cannot be reached. As limits of other candidates they
/// leave what these serve sooner: the searches of thousands of candidates then stay between the
/// sites that are there, and cost little. Where k − 1 of the sites may close, one that stays is no
/// farther.
ReachLimits served_times(const ReachQuestion& question, std::uint32_t k = 1);

/// For each candidate the homes whose access time to it is within the bound, by number, with that
/// time: what `NearestAccess` over this candidate alone says, direct pieces of road, connectors and
/// terminal time included. A candidate that is not on the network has an empty row, and costs
/// nothing. Rows come as `stream_reach` gives them.
void stream_candidate_reach(const ReachQuestion& question, const Execution& execution,
                            const std::function<void(std::span<const ReachRow>)>& take);

/// The same in memory.
ReachMatrix candidate_reach(const ReachQuestion& question, const Execution& execution);

}  // namespace coverage
