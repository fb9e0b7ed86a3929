#include "libcoverage/network/place_grid.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <tuple>

namespace coverage {

PlaceGrid::PlaceGrid(const std::vector<Point>& places, double within)
    : within_(within), size_(std::max(100.0, 4 * within)) {
  lay_out(places);
}

PlaceGrid::Cell PlaceGrid::cell_of(Point p) const {
  const auto number = [this](double value) {
    return static_cast<std::int32_t>(std::clamp(std::floor(value / size_), -1e9, 1e9));
  };
  return {number(p.x), number(p.y)};
}

std::size_t PlaceGrid::slot_of(Cell block) const {
  const auto key = static_cast<std::uint64_t>(static_cast<std::uint32_t>(block.column)) << 32 |
                   static_cast<std::uint32_t>(block.row);
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = static_cast<std::size_t>(key * 0x9e3779b97f4a7c15u >> 32) & mask;
  while (slots_[slot].cells != 0 &&
         (slots_[slot].column != block.column || slots_[slot].row != block.row)) {
    slot = (slot + 1) & mask;
  }
  return slot;
}

void PlaceGrid::lay_out(const std::vector<Point>& places) {
  struct Located {
    Cell cell;
    std::uint32_t number;
  };
  std::vector<Located> order(places.size());
  for (std::uint32_t k = 0; k < places.size(); ++k) order[k] = {cell_of(places[k]), k};
  const auto key = [](const Located& row) {
    const Cell block = block_of(row.cell);
    return std::tuple(block.row, block.column, place_in_block(row.cell), row.number);
  };
  std::sort(order.begin(), order.end(),
            [&](const Located& a, const Located& b) { return key(a) < key(b); });
  const auto block_changes = [&](std::size_t k) {
    return k == 0 || block_of(order[k].cell).row != block_of(order[k - 1].cell).row ||
           block_of(order[k].cell).column != block_of(order[k - 1].cell).column;
  };
  std::size_t blocks = 0;
  for (std::size_t k = 0; k < order.size(); ++k) blocks += block_changes(k);
  slots_.resize(std::bit_ceil(2 * blocks + 1));
  places_.reserve(order.size());
  for (std::uint32_t k = 0; k < order.size(); ++k) {
    add_cell(order[k].cell, k);
    places_.push_back({places[order[k].number], order[k].number});
  }
  first_in_cell_.push_back(static_cast<std::uint32_t>(places_.size()));
}

/// Cells come block by block, in order; one that came already stays as it is.
void PlaceGrid::add_cell(Cell cell, std::uint32_t first_place) {
  const Cell position = block_of(cell);
  Block& block = slots_[slot_of(position)];
  const std::uint64_t bit = std::uint64_t{1} << place_in_block(cell);
  if (block.cells & bit) return;
  if (block.cells == 0) {
    block.column = position.column;
    block.row = position.row;
    block.first = static_cast<std::uint32_t>(first_in_cell_.size());
  }
  block.cells |= bit;
  first_in_cell_.push_back(first_place);
}

}  // namespace coverage
