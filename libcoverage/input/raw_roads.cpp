#include "libcoverage/input/raw_roads.h"

#include "libcoverage/base/release.h"

namespace coverage {

namespace {

std::string_view find_tag(const RawRoads& roads, std::uint32_t first, std::uint32_t count,
                          std::string_view key) {
  for (std::uint32_t t = first; t < first + count; ++t) {
    if (roads.strings[roads.tags[t].first] == key) return roads.strings[roads.tags[t].second];
  }
  return {};
}

}  // namespace

void RawRoads::forget_ways() {
  release(node_positions);
  release(node_ids);
  release(node_tags);
  release(way_nodes);
  release(ways);
}

std::string_view RawRoads::tag(const Way& way, std::string_view key) const {
  return find_tag(*this, way.first_tag, way.tag_count, key);
}

std::string_view RawRoads::tag(const Restriction& restriction, std::string_view key) const {
  return find_tag(*this, restriction.first_tag, restriction.tag_count, key);
}

std::string_view RawRoads::node_tag(std::uint32_t node, std::string_view key) const {
  const auto found = node_tags.find(node);
  if (found == node_tags.end()) return {};
  for (const auto& [k, v] : found->second) {
    if (strings[k] == key) return strings[v];
  }
  return {};
}

}  // namespace coverage
