#include "libcoverage/network/find_island_links.h"

#include <algorithm>
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
    links_.push_back({index, false, {}});
  }
  void add_barrier(std::uint32_t index, Point place) {
    at_place_[place].push_back(links_.size());
    links_.push_back({index, true, {}});
  }

  std::vector<IslandLink> find() {
    touch_all();
    std::vector<IslandLink> found;
    for (const Link& link : links_) {
      if (link.parts.size() < 2) continue;
      const bool to_main = link.parts.contains(main_part);
      for (const std::uint32_t part : link.parts) {
        if (part != main_part) {
          found.push_back({part - 1, link.is_barrier, link.index, to_main});
        }
      }
    }
    std::sort(found.begin(), found.end(), [](const IslandLink& a, const IslandLink& b) {
      return std::tuple(a.island, !a.to_main, a.is_barrier, a.index) <
             std::tuple(b.island, !b.to_main, b.is_barrier, b.index);
    });
    return found;
  }

 private:
  static constexpr std::uint32_t main_part = 0;  ///< island i is part i + 1
  struct Link {
    std::uint32_t index;
    bool is_barrier;
    std::set<std::uint32_t> parts;  ///< that it touches
  };

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
  }

  const RoadNetwork& network_;
  std::span<const Island> islands_;
  std::vector<Link> links_;
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
