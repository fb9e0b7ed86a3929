#pragma once

#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "libcoverage/routing/label.h"

namespace coverage {

/// The sources of a search, found by facility and by vertex.
class FacilitySources {
 public:
  explicit FacilitySources(std::size_t vertices) : is_source_(vertices, false) {}

  void add(const SearchSource& source);
  bool has(std::uint32_t order) const { return by_order_.contains(order); }
  /// Takes out the sources of one facility.
  std::vector<SearchSource> remove(std::uint32_t order);
  std::span<const SearchSource> at(VertexId vertex) const {
    if (!is_source_[vertex.value()]) return {};
    return by_vertex_.at(vertex);
  }

 private:
  std::unordered_map<std::uint32_t, std::vector<SearchSource>> by_order_;
  std::unordered_map<VertexId, std::vector<SearchSource>> by_vertex_;
  std::vector<bool> is_source_;  ///< by vertex: nearly all are none, and told so quickly
};

}  // namespace coverage
