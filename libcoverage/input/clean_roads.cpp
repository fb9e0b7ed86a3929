#include "libcoverage/input/clean_roads.h"

#include <algorithm>
#include <bit>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace coverage {

namespace {

std::span<const std::uint32_t> nodes_of(const RawRoads& roads, const RawRoads::Way& way) {
  return std::span(roads.way_nodes).subspan(way.first_node, way.node_count);
}

bool at_one_place(const LonLat& a, const LonLat& b) {
  return a.lon == b.lon && a.lat == b.lat;
}

/// Gives nodes that follow each other at one place one number.
class RepeatedNodes {
 public:
  explicit RepeatedNodes(RawRoads& roads) : roads_(roads) {}

  void merge(SourceReport& report) {
    for (const RawRoads::Way& way : roads_.ways) find_in(way, report);
    if (same_as_.empty() && !some_repeat_) return;
    for (RawRoads::Way& way : roads_.ways) shorten(way);
    for (auto& member : roads_.restriction_members) member.node = root(member.node);
    move_tags();
    drop_points(report);
  }

 private:
  std::uint32_t root(std::uint32_t node) const {
    for (auto found = same_as_.find(node); found != same_as_.end(); found = same_as_.find(node)) {
      node = found->second;
    }
    return node;
  }

  void find_in(const RawRoads::Way& way, SourceReport& report) {
    const auto nodes = nodes_of(roads_, way);
    for (std::size_t k = 1; k < nodes.size(); ++k) {
      if (!at_one_place(roads_.node_positions[nodes[k - 1]], roads_.node_positions[nodes[k]])) {
        continue;
      }
      some_repeat_ = true;
      const std::uint32_t a = root(nodes[k - 1]), b = root(nodes[k]);
      if (a == b) continue;
      same_as_[std::max(a, b)] = std::min(a, b);
      ++report.corrected;
      report.note(SourceNote::Kind::corrected, "repeated_node",
                  {"nodes that follow another one at the same place: taken as one",
                   "nœuds qui en suivent un autre au même endroit : pris pour un seul"},
                  std::to_string(roads_.node_ids[std::max(a, b)]));
    }
  }

  void shorten(RawRoads::Way& way) {
    std::uint32_t kept = 0;
    for (std::uint32_t k = 0; k < way.node_count; ++k) {
      const std::uint32_t node = root(roads_.way_nodes[way.first_node + k]);
      if (kept > 0 && roads_.way_nodes[way.first_node + kept - 1] == node) continue;
      roads_.way_nodes[way.first_node + kept++] = node;
    }
    // A piece of one node already says that the data end there; others have lost their length.
    if (kept == 1 && way.node_count > 1 && !way.cut_at_start && !way.cut_at_end) kept = 0;
    way.node_count = kept;
  }

  void move_tags() {
    for (const auto& [from, to] : same_as_) {
      const auto tags = roads_.node_tags.find(from);
      if (tags == roads_.node_tags.end()) continue;
      roads_.node_tags.try_emplace(root(to), tags->second);
      roads_.node_tags.erase(from);
    }
  }

  void drop_points(SourceReport& report) {
    std::erase_if(roads_.ways, [&](const RawRoads::Way& way) {
      if (way.node_count > 0) return false;
      --report.kept;
      ++report.rejected;
      report.note(SourceNote::Kind::rejected, "way_without_length",
                  {"ways whose nodes are all at one place",
                   "voies dont tous les nœuds sont au même "
                   "endroit"},
                  std::to_string(way.id));
      return true;
    });
  }

  RawRoads& roads_;
  std::unordered_map<std::uint32_t, std::uint32_t> same_as_;  ///< a lower node at the same place
  bool some_repeat_ = false;  ///< also of one and the same node, as lines of layers may have it
};

/// Finds ways over the same nodes, in this order, with the same tags.
class RepeatedWays {
 public:
  explicit RepeatedWays(RawRoads& roads) : roads_(roads) {}

  void drop(SourceReport& report) {
    const std::vector<std::pair<std::uint64_t, std::uint32_t>> by_hash = possibly_repeated();
    std::vector<bool> repeated(roads_.ways.size());
    for (std::size_t k = 1; k < by_hash.size(); ++k) {
      const std::uint32_t way = by_hash[k].second;
      for (std::size_t j = k; j > 0 && by_hash[j - 1].first == by_hash[k].first; --j) {
        if (!are_same(roads_.ways[by_hash[j - 1].second], roads_.ways[way])) continue;
        repeated[way] = true;
        break;
      }
    }
    std::size_t place = 0;
    std::erase_if(roads_.ways, [&](const RawRoads::Way& way) {
      if (!repeated[place++]) return false;
      --report.kept;
      ++report.rejected;
      report.note(SourceNote::Kind::rejected, "repeated_way",
                  {"ways over the same nodes with the same tags as another: drawn twice",
                   "voies aux mêmes nœuds et attributs qu’une autre : tracées deux fois"},
                  std::to_string(way.id));
      return true;
    });
  }

 private:
  /// Hashes and ways, in order, without most of those whose hash is theirs alone.
  std::vector<std::pair<std::uint64_t, std::uint32_t>> possibly_repeated() const {
    std::vector<std::uint64_t> hashes;
    hashes.reserve(roads_.ways.size());
    for (const RawRoads::Way& way : roads_.ways) hashes.push_back(hash_of(way));
    // A table of bits by the hash's upper end, 16 to 32 a way, leaves one way in ten to be sorted.
    const auto shift = 60 - static_cast<unsigned>(std::bit_width(hashes.size()));
    std::vector<bool> seen(std::size_t{1} << (64 - shift)), seen_again(seen.size());
    for (const std::uint64_t hash : hashes) {
      if (seen[hash >> shift]) seen_again[hash >> shift] = true;
      seen[hash >> shift] = true;
    }
    std::vector<std::pair<std::uint64_t, std::uint32_t>> found;
    for (std::uint32_t w = 0; w < hashes.size(); ++w) {
      if (seen_again[hashes[w] >> shift]) found.emplace_back(hashes[w], w);
    }
    std::sort(found.begin(), found.end());
    return found;
  }

  std::uint64_t hash_of(const RawRoads::Way& way) const {
    std::uint64_t hash = way.node_count;
    for (const std::uint32_t node : nodes_of(roads_, way)) {
      hash = (hash ^ node) * 0x9e3779b97f4a7c15u;
      hash ^= hash >> 29;
    }
    return hash;
  }
  std::span<const RawRoads::Tag> tags_of(const RawRoads::Way& way) const {
    return std::span(roads_.tags).subspan(way.first_tag, way.tag_count);
  }
  bool are_same(const RawRoads::Way& a, const RawRoads::Way& b) const {
    // Pieces of one way, and lone nodes where data end, are no repetition.
    if (a.id == b.id || a.node_count < 2) return false;
    const auto a_nodes = nodes_of(roads_, a), b_nodes = nodes_of(roads_, b);
    const auto a_tags = tags_of(a), b_tags = tags_of(b);
    return std::equal(a_nodes.begin(), a_nodes.end(), b_nodes.begin(), b_nodes.end()) &&
           std::is_permutation(a_tags.begin(), a_tags.end(), b_tags.begin(), b_tags.end());
  }

  RawRoads& roads_;
};

}  // namespace

void clean_roads(RawRoads& roads, SourceReport& report) {
  RepeatedNodes(roads).merge(report);
  RepeatedWays(roads).drop(report);
}

}  // namespace coverage
