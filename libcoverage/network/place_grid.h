#pragma once

#include <cstdint>
#include <vector>

#include "libcoverage/geo/geometry.h"

namespace coverage {

/// Finds the places near a line: places are indexed, lines pass by.
///
/// Cells stand in blocks of 8 × 8, found by hash: a bit says whether a cell holds any place, as
/// most that lines cross do not, and lines that follow each other on the ground look at the same
/// few blocks.
class PlaceGrid {
 public:
  PlaceGrid(const std::vector<Point>& places, double within);

  /// Calls `use(place, foot, distance)` for each place within reach of the edge `a`–`b`, places
  /// being numbered as they came; a place may come twice.
  template <class Use>
  void near(Point a, Point b, Use use) const;

 private:
  struct Cell {
    std::int32_t column, row;
  };
  struct Block {
    std::int32_t column = 0, row = 0;
    std::uint64_t cells = 0;  ///< a bit for each that holds a place; none in an empty slot
    std::uint32_t first = 0;  ///< of its occupied cells, in `first_in_cell_`
  };
  struct Place {
    Point at;
    std::uint32_t number = 0;
  };

  Cell cell_of(Point p) const;
  static Cell block_of(Cell cell) { return {cell.column >> 3, cell.row >> 3}; }
  static unsigned place_in_block(Cell cell) {
    return static_cast<unsigned>((cell.row & 7) << 3 | (cell.column & 7));
  }
  /// The slot of a block, or the empty one where it would stand.
  std::size_t slot_of(Cell block) const;
  void lay_out(const std::vector<Point>& places);
  void add_cell(Cell cell, std::uint32_t first_place);
  template <class Use>
  void look_into(Cell low, Cell high, Use&& use) const;

  double within_;
  double size_;
  std::vector<Block> slots_;  ///< by hash, linear probing; a power of two, at most half full
  std::vector<std::uint32_t> first_in_cell_;  ///< in `places_`; one more at the end
  std::vector<Place> places_;                 ///< by block, then cell, then number
};

template <class Use>
void PlaceGrid::look_into(Cell low, Cell high, Use&& use) const {
  for (std::int32_t row = low.row; row <= high.row; ++row) {
    for (std::int32_t column = low.column; column <= high.column; ++column) {
      const Block& block = slots_[slot_of(block_of({column, row}))];
      const std::uint64_t bit = std::uint64_t{1} << place_in_block({column, row});
      if (!(block.cells & bit)) continue;
      const std::uint32_t* first =
          &first_in_cell_[block.first + static_cast<std::uint32_t>(
                                            __builtin_popcountll(block.cells & (bit - 1)))];
      for (std::uint32_t k = first[0]; k < first[1]; ++k) use(places_[k]);
    }
  }
}

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
    look_into(cell_of({box.min_x - within_, box.min_y - within_}),
              cell_of({box.max_x + within_, box.max_y + within_}), [&](const Place& place) {
                const Point foot = interpolate(a, b, nearest_fraction(a, b, place.at));
                const double metres = distance(foot, place.at);
                if (metres <= within_) use(place.number, foot, metres);
              });
  }
}

}  // namespace coverage
