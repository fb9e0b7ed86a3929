#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "libcoverage/network/road_ends.h"
#include "libcoverage/network/road_network.h"

namespace coverage {

/// A junction where one road ends.
struct DeadEnd {
  JunctionId junction;
  RoadEnds::Meeting end;
  SegmentId segment;
  Point place;
};
/// By junction; ends where the data are cut are none.
std::vector<DeadEnd> find_dead_ends(const RoadNetwork& network, const RoadEnds& ends);

/// Finds the places near a line: places are indexed, lines pass by.
class PlaceGrid {
 public:
  PlaceGrid(const std::vector<DeadEnd>& places, double within);

  /// Calls `use(place, foot, distance)` for each place within reach of the edge `a`–`b`; a place
  /// may come twice.
  template <class Use>
  void near(Point a, Point b, Use use) const;

 private:
  struct Cell {
    std::int32_t column, row;
    friend bool operator==(Cell, Cell) = default;
  };
  struct CellHash {
    std::size_t operator()(Cell cell) const {
      const auto key = static_cast<std::uint64_t>(static_cast<std::uint32_t>(cell.column)) << 32 |
                       static_cast<std::uint32_t>(cell.row);
      return static_cast<std::size_t>(key * 0x9e3779b97f4a7c15u >> 16);
    }
  };
  Cell cell_of(Point p) const;
  bool may_hold(Cell cell) const { return bits_[CellHash()(cell) % bits_.size()]; }

  const std::vector<DeadEnd>& places_;
  double within_;
  double size_;
  std::unordered_map<Cell, std::vector<std::uint32_t>, CellHash> cells_;
  /// By hash of a cell, whether some cell with this hash holds a place: most cells that lines cross
  /// hold none, and a bit in the processor's cache says so.
  std::vector<bool> bits_;
};

template <class Use>
void PlaceGrid::near(Point a, Point b, Use use) const {
  // A long edge is followed in pieces, so that it does not visit its whole bounding box.
  const auto pieces = static_cast<std::size_t>(distance(a, b) / size_) + 1;
  for (std::size_t k = 0; k < pieces; ++k) {
    Box box;
    const auto share = [&](std::size_t n) {
      return static_cast<double>(n) / static_cast<double>(pieces);
    };
    box.include(interpolate(a, b, share(k)));
    box.include(interpolate(a, b, share(k + 1)));
    const Cell low = cell_of({box.min_x - within_, box.min_y - within_});
    const Cell high = cell_of({box.max_x + within_, box.max_y + within_});
    for (std::int32_t row = low.row; row <= high.row; ++row) {
      for (std::int32_t column = low.column; column <= high.column; ++column) {
        if (!may_hold({column, row})) continue;
        const auto found = cells_.find({column, row});
        if (found == cells_.end()) continue;
        for (const std::uint32_t place : found->second) {
          const Point p = places_[place].place;
          const Point foot = interpolate(a, b, nearest_fraction(a, b, p));
          const double metres = distance(foot, p);
          if (metres <= within_) use(place, foot, metres);
        }
      }
    }
  }
}

}  // namespace coverage
