#include "libcoverage/siting/capacity/split_allocation.h"

#include <algorithm>

#include "libcoverage/siting/capacity/site_flow.h"

namespace coverage {
namespace {

/// Sites far from a row seldom serve it: these are looked at first.
constexpr std::size_t nearest_listed = 32;

/// Pairs that are not listed, and would be used at these prices.
std::vector<RowPair> missing_pairs(const CapacitatedModel& model,
                                   std::span<const CandidateIndex> sites, const SiteFlow& flow) {
  const std::vector<std::int64_t> pays = flow.pays();
  std::vector<RowPair> pairs;
  for_each_service(model, sites, [&](std::uint32_t s, const ReachEntry& entry) {
    if (flow.is_fixed(entry.target)) return;
    if (std::int64_t{entry.time_ms} + flow.price(s) < pays[entry.target]) {
      pairs.push_back({entry.target, s});
    }
  });
  return pairs;
}

}  // namespace

std::optional<SplitAllocation> split_allocation(const CapacitatedModel& model,
                                                std::span<const CandidateIndex> sites,
                                                std::span<const FixedRow> fixed,
                                                const std::function<bool()>& stop) {
  std::vector<RowPair> others;
  for (const FixedRow& row : fixed) {
    if (row.site != SplitAllocation::nobody) others.push_back({row.row, row.site});
  }
  for (;;) {
    const RowChoices choices(model, sites, nearest_listed, others);
    SiteFlow flow(model, sites, choices);
    if (!flow.fix(fixed) || !flow.run(stop)) return {};
    if (choices.are_all()) return flow.result();
    const auto missing = missing_pairs(model, sites, flow);
    if (missing.empty()) return flow.result();
    others.insert(others.end(), missing.begin(), missing.end());
  }
}

}  // namespace coverage
