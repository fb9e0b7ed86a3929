#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "libcoverage/base/execution.h"
#include "libcoverage/base/parallel_for.h"
#include "libcoverage/synthetic/commune_roads.h"

namespace coverage::synthetic {

/// Draws every commune's roads and hands them on in the order of the plan: `prepare(place, roads,
/// thread)` runs in any thread, `use(place, prepared)` in this one, place after place. Holds a
/// block of communes at a time, whatever their number.
template <class Prepare, class Use>
void stream_communes(const TerritoryPlan& plan, const Execution& execution, Prepare&& prepare,
                     Use&& use) {
  using Prepared = decltype(prepare(std::uint32_t{}, CommuneRoads(), 0U));
  const std::size_t block = std::size_t{64} * std::max(1U, execution.threads);
  for (std::size_t begin = 0; begin < plan.places.size(); begin += block) {
    const std::size_t size = std::min(block, plan.places.size() - begin);
    std::vector<Prepared> prepared(size);
    parallel_for(size, execution.threads, 4,
                 [&](std::size_t from, std::size_t to, unsigned thread) {
                   for (std::size_t i = from; i < to; ++i) {
                     execution.check_interrupted();
                     const auto place = static_cast<std::uint32_t>(begin + i);
                     prepared[i] = prepare(place, draw_commune_roads(plan, place), thread);
                   }
                 });
    for (std::size_t i = 0; i < size; ++i) {
      use(static_cast<std::uint32_t>(begin + i), std::move(prepared[i]));
    }
    execution.progress.advance(size);
  }
}

}  // namespace coverage::synthetic
