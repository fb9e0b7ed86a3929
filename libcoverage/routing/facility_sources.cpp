#include "libcoverage/routing/facility_sources.h"

#include <utility>

namespace coverage {

void FacilitySources::add(const SearchSource& source) {
  by_order_[source.order].push_back(source);
  by_vertex_[source.vertex].push_back(source);
  is_source_[source.vertex.value()] = true;
}

std::vector<SearchSource> FacilitySources::remove(std::uint32_t order) {
  const auto entry = by_order_.find(order);
  if (entry == by_order_.end()) return {};
  std::vector<SearchSource> removed = std::move(entry->second);
  by_order_.erase(entry);
  for (const SearchSource& source : removed) {
    if (!is_source_[source.vertex.value()]) continue;  // done with a source before
    std::vector<SearchSource>& here = by_vertex_.at(source.vertex);
    std::erase_if(here, [order](const SearchSource& s) { return s.order == order; });
    if (!here.empty()) continue;
    by_vertex_.erase(source.vertex);
    is_source_[source.vertex.value()] = false;
  }
  return removed;
}

}  // namespace coverage
