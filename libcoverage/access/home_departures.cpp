#include "libcoverage/access/home_departures.h"

#include <algorithm>
#include <vector>

#include "libcoverage/base/large_pages.h"
#include "libcoverage/base/parallel_for.h"

namespace coverage {

HomeDepartures::HomeDepartures(const RoadNetwork& roads,
                               const IdVector<DemandIndex, std::optional<Snap>>& homes,
                               const Execution& execution)
    : rows_(rows_in_large_pages<std::array<Seed, 2>>(homes.size())) {
  parallel_for(homes.size(), execution.threads, 4096,
               [&](std::size_t begin, std::size_t end, unsigned) {
                 execution.check_interrupted();
                 std::vector<Seed> seeds;
                 for (std::size_t i = begin; i < end; ++i) {
                   const DemandIndex home = DemandIndex::from_size(i);
                   if (!homes[home]) continue;
                   seeds.clear();
                   append_departures(roads, *homes[home], seeds);
                   std::copy(seeds.begin(), seeds.end(), rows_[home].begin());
                 }
               });
}

}  // namespace coverage
