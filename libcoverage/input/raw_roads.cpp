#include "libcoverage/input/raw_roads.h"

namespace coverage {

std::string_view RawRoads::tag(const Way& way, std::string_view key) const {
  for (std::uint32_t t = way.first_tag; t < way.first_tag + way.tag_count; ++t) {
    if (strings[tags[t].first] == key) return strings[tags[t].second];
  }
  return {};
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
