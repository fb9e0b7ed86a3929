#include "libcoverage/geo/packed_rtree.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace coverage {

namespace {

constexpr std::size_t header_bytes = 4;
constexpr std::size_t cell_bytes = 24;  // an id of 8 bytes, four floats

void append_big_endian(std::string& bytes, std::uint64_t value, int size) {
  for (int shift = 8 * (size - 1); shift >= 0; shift -= 8) {
    bytes += static_cast<char>((value >> shift) & 0xff);
  }
}

float rounded_down(double value) {
  const auto rounded = static_cast<float>(value);
  return rounded > value ? std::nextafter(rounded, -INFINITY) : rounded;
}
float rounded_up(double value) {
  const auto rounded = static_cast<float>(value);
  return rounded < value ? std::nextafter(rounded, INFINITY) : rounded;
}

void append_cell(std::string& bytes, const RtreeEntry& entry) {
  append_big_endian(bytes, static_cast<std::uint64_t>(entry.id), 8);
  for (const float side : {rounded_down(entry.box.min_x), rounded_up(entry.box.max_x),
                           rounded_down(entry.box.min_y), rounded_up(entry.box.max_y)}) {
    append_big_endian(bytes, std::bit_cast<std::uint32_t>(side), 4);
  }
}

using Iterator = std::vector<RtreeEntry>::iterator;

void sort_by(Iterator begin, Iterator end, double Box::*low, double Box::*high) {
  std::sort(begin, end, [=](const RtreeEntry& a, const RtreeEntry& b) {
    const double centre_a = a.box.*low + a.box.*high;
    const double centre_b = b.box.*low + b.box.*high;
    return centre_a != centre_b ? centre_a < centre_b : a.id < b.id;
  });
}

/// Orders entries so that runs of `capacity` lie close together: vertical slices of equal count,
/// each from south to north.
void sort_in_tiles(std::vector<RtreeEntry>& entries, std::size_t capacity) {
  const double leaves =
      std::ceil(static_cast<double>(entries.size()) / static_cast<double>(capacity));
  const std::size_t slice = static_cast<std::size_t>(std::ceil(std::sqrt(leaves))) * capacity;
  sort_by(entries.begin(), entries.end(), &Box::min_x, &Box::max_x);
  for (std::size_t begin = 0; begin < entries.size(); begin += slice) {
    const std::size_t end = std::min(entries.size(), begin + slice);
    sort_by(entries.begin() + static_cast<std::ptrdiff_t>(begin),
            entries.begin() + static_cast<std::ptrdiff_t>(end), &Box::min_y, &Box::max_y);
  }
}

Box joined(Box a, const Box& b) {
  a.include({b.min_x, b.min_y});
  a.include({b.max_x, b.max_y});
  return a;
}

class Packer {
 public:
  explicit Packer(std::size_t node_bytes)
      : node_bytes_(node_bytes), capacity_((node_bytes - header_bytes) / cell_bytes) {}

  PackedRtree pack(std::vector<RtreeEntry> level) {
    std::uint64_t depth = 0;
    for (; level.size() > capacity_; ++depth) {
      sort_in_tiles(level, capacity_);
      std::vector<RtreeEntry> above;
      for (std::size_t begin = 0; begin < level.size(); begin += capacity_) {
        const std::size_t end = std::min(level.size(), begin + capacity_);
        const std::int64_t number = next_node_++;
        above.push_back(add_node(number,
                                 {level.begin() + static_cast<std::ptrdiff_t>(begin),
                                  level.begin() + static_cast<std::ptrdiff_t>(end)},
                                 depth));
      }
      level = std::move(above);
    }
    add_node(1, level, depth);
    std::string& root = tree_.nodes.back().bytes;
    root[0] = static_cast<char>(depth >> 8);
    root[1] = static_cast<char>(depth & 0xff);
    return std::move(tree_);
  }

 private:
  /// Returns the entry that stands for the node in its parent.
  RtreeEntry add_node(std::int64_t number, const std::vector<RtreeEntry>& cells,
                      std::uint64_t depth) {
    RtreeEntry whole{number, {}};
    std::string bytes(2, '\0');
    append_big_endian(bytes, cells.size(), 2);
    for (const RtreeEntry& cell : cells) {
      append_cell(bytes, cell);
      whole.box = joined(whole.box, cell.box);
      if (depth == 0) {
        tree_.rows.push_back({cell.id, number});
      } else {
        // Children stand in `nodes` by their number, which begins at 2.
        tree_.nodes[static_cast<std::size_t>(cell.id - 2)].parent = number;
      }
    }
    bytes.resize(node_bytes_, '\0');
    tree_.nodes.push_back({number, 0, std::move(bytes)});
    return whole;
  }

  std::size_t node_bytes_;
  std::size_t capacity_;
  std::int64_t next_node_ = 2;
  PackedRtree tree_;
};

}  // namespace

PackedRtree pack_rtree(std::vector<RtreeEntry> entries, std::size_t node_bytes) {
  return Packer(node_bytes).pack(std::move(entries));
}

}  // namespace coverage
