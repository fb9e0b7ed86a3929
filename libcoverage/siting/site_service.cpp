#include "libcoverage/siting/site_service.h"

namespace coverage {
namespace {

struct Nearest {
  std::uint32_t value = 0;
  std::uint32_t site = none;
  std::uint32_t covers = 0;
  std::uint32_t last_cover = none;
  static constexpr std::uint32_t none = 0xffffffff;
};

}  // namespace

std::vector<SiteService> site_services(const SitingInstance& instance,
                                       std::span<const CandidateIndex> sites,
                                       std::optional<std::uint32_t> threshold) {
  std::vector<Nearest> nearest(instance.demand_count());
  for (std::uint32_t s = 0; s < sites.size(); ++s) {
    for (const ReachEntry& entry : instance.row(sites[s])) {
      Nearest& row = nearest[entry.target];
      if (row.site == Nearest::none || entry.time_ms < row.value) {
        row.value = entry.time_ms;
        row.site = s;
      }
      if (threshold && entry.time_ms <= *threshold) {
        ++row.covers;
        row.last_cover = s;
      }
    }
  }
  std::vector<SiteService> services(sites.size());
  for (std::size_t r = 0; r < nearest.size(); ++r) {
    const Nearest& row = nearest[r];
    if (row.site == Nearest::none) continue;
    const std::int64_t weight = instance.weight[r];
    services[row.site].weight += weight;
    services[row.site].weighted_value += Amount{weight} * row.value;
    if (row.covers > 0) services[row.site].covered_weight += weight;
    if (row.covers == 1) services[row.last_cover].lost_weight += weight;
  }
  return services;
}

}  // namespace coverage
