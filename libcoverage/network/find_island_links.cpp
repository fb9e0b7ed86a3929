#include "libcoverage/network/find_island_links.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>

namespace coverage {

namespace {

struct PlaceHash {
  std::size_t operator()(Point p) const {
    return std::hash<double>()(p.x) * 0x9e3779b97f4a7c15u ^ std::hash<double>()(p.y);
  }
};

class LinkFinder {
 public:
  LinkFinder(const RoadNetwork& network, std::span<const Island> islands)
      : network_(network), islands_(islands) {}

  void add_way(std::uint32_t index, const std::vector<Polyline>& lines) {
    for (const Polyline& line : lines) {
      for (const Point place : line) at_place_[place].push_back(links_.size());
    }
    links_.push_back({index, false, {}, {}});
  }
  void add_barrier(std::uint32_t index, Point place) {
    at_place_[place].push_back(links_.size());
    links_.push_back({index, true, {}, {}});
  }

  std::vector<IslandLink> find() {
    touch_all();
    std::vector<bool> is_linked(islands_.size());
    for (const Link& link : links_) {
      if (link.parts.size() < 2) continue;
      const bool to_main = link.parts.contains(main_part);
      for (const std::uint32_t part : link.parts) {
        if (part == main_part) continue;
        found_.push_back({part - 1, link.is_barrier, link.index, to_main, 1});
        is_linked[part - 1] = true;
      }
    }
    join_neighbours();
    for (std::uint32_t island = 0; island < islands_.size(); ++island) {
      if (!is_linked[island]) add_chain(island);
    }
    std::sort(found_.begin(), found_.end(), [](const IslandLink& a, const IslandLink& b) {
      return std::tuple(a.island, !a.to_main, a.is_barrier, a.index) <
             std::tuple(b.island, !b.to_main, b.is_barrier, b.index);
    });
    return std::move(found_);
  }

 private:
  static constexpr std::uint32_t main_part = 0;  ///< island i is part i + 1
  struct Link {
    std::uint32_t index;
    bool is_barrier;
    std::set<std::uint32_t> parts;     ///< that it touches
    std::set<std::size_t> neighbours;  ///< dropped ways that it meets
  };

  void join_neighbours() {
    for (const auto& entry : at_place_) {
      for (const std::size_t a : entry.second) {
        for (const std::size_t b : entry.second) {
          if (a != b && !links_[a].is_barrier && !links_[b].is_barrier) {
            links_[a].neighbours.insert(b);
          }
        }
      }
    }
  }

  /// Breadth first from the ways that touch the island to one that touches another part.
  void add_chain(std::uint32_t island) {
    std::map<std::size_t, std::size_t> came_from;  // the first of a chain from itself
    std::vector<std::size_t> open;
    for (const std::size_t link : links_of_part_[island + 1]) {
      came_from.emplace(link, link);
      open.push_back(link);
    }
    constexpr std::size_t most_ways = 5;
    for (std::size_t ways = 2; ways <= most_ways && !open.empty(); ++ways) {
      std::vector<std::size_t> next;
      for (const std::size_t from : open) {
        for (const std::size_t to : links_[from].neighbours) {
          if (!came_from.emplace(to, from).second) continue;
          if (!links_[to].parts.empty()) return tell_chain(island, came_from, to);
          next.push_back(to);
        }
      }
      open = std::move(next);
    }
  }

  void tell_chain(std::uint32_t island, const std::map<std::size_t, std::size_t>& came_from,
                  std::size_t last) {
    std::vector<std::size_t> chain{last};
    while (came_from.at(chain.back()) != chain.back()) chain.push_back(came_from.at(chain.back()));
    const bool to_main = links_[last].parts.contains(main_part);
    for (const std::size_t link : chain) {
      found_.push_back(
          {island, false, links_[link].index, to_main, static_cast<std::uint32_t>(chain.size())});
    }
  }

  void touch_all() {
    std::vector<std::uint32_t> part_of_segment(network_.segment_count(), main_part);
    for (std::uint32_t i = 0; i < islands_.size(); ++i) {
      for (const SegmentId segment : islands_[i].segments) part_of_segment[segment.value()] = i + 1;
    }
    for (std::uint32_t s = 0; s < network_.segment_count(); ++s) {
      for (const Point place : network_.shape(SegmentId(s))) {
        const auto found = at_place_.find(place);
        if (found == at_place_.end()) continue;
        for (const std::size_t link : found->second) {
          links_[link].parts.insert(part_of_segment[s]);
        }
      }
    }
    for (std::size_t link = 0; link < links_.size(); ++link) {
      if (links_[link].is_barrier) continue;
      for (const std::uint32_t part : links_[link].parts) links_of_part_[part].push_back(link);
    }
  }

  const RoadNetwork& network_;
  std::span<const Island> islands_;
  std::vector<Link> links_;
  std::map<std::uint32_t, std::vector<std::size_t>> links_of_part_;
  std::vector<IslandLink> found_;
  std::unordered_map<Point, std::vector<std::size_t>, PlaceHash> at_place_;
};

}  // namespace

std::vector<IslandLink> find_island_links(const RoadNetwork& network, const RawRoads& roads,
                                          std::span<const Island> islands,
                                          std::span<const DroppedWay> dropped,
                                          std::span<const BarrierPlace> barriers,
                                          const Projection& projection) {
  if (islands.empty()) return {};
  LinkFinder finder(network, islands);
  for (std::uint32_t k = 0; k < dropped.size(); ++k) {
    if (dropped[k].reason == "class") continue;
    finder.add_way(k, lines_of(roads, dropped[k], projection));
  }
  for (std::uint32_t k = 0; k < barriers.size(); ++k) finder.add_barrier(k, barriers[k].place);
  return finder.find();
}

}  // namespace coverage
