#pragma once

#include <map>
#include <mutex>
#include <optional>

#include "libcoverage/base/execution.h"
#include "libcoverage/base/parallel_for.h"
#include "libcoverage/base/strong_id.h"
#include "libcoverage/network/snapper.h"

namespace coverage {

/// Of points with their snaps, the roads that are nearer than those they snap to, and the nearest
/// ones of points without a snap. Same answers for any number of threads.
template <class Id, class Row>
std::map<Id, RefusedRoad> refused_roads(const Snapper& snapper, const IdVector<Id, Row>& points,
                                        const IdVector<Id, std::optional<Snap>>& snaps,
                                        const Execution& execution) {
  std::map<Id, RefusedRoad> refused;
  std::mutex mutex;
  constexpr std::size_t block = 2048;
  parallel_for(points.size(), execution.threads, block,
               [&](std::size_t begin, std::size_t end, unsigned) {
                 execution.check_interrupted();
                 for (std::size_t i = begin; i < end; ++i) {
                   const Id index = Id::from_size(i);
                   auto road = snapper.nearer_refused(points[index].position, snaps[index]);
                   if (!road) continue;
                   const std::lock_guard lock(mutex);
                   refused.emplace(index, std::move(*road));
                 }
               });
  return refused;
}

}  // namespace coverage
