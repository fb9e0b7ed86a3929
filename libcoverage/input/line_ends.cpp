#include "libcoverage/input/line_ends.h"

#include <algorithm>
#include <bit>
#include <cstdlib>
#include <map>
#include <optional>

namespace coverage {

namespace {

std::uint64_t exact_bits(double value) {
  return std::bit_cast<std::uint64_t>(value == 0 ? 0.0 : value);  // −0 is the same place as 0
}

struct Level {
  std::uint32_t node = 0;
  int ends = 0;
};

std::uint32_t node_of(std::int32_t level, const std::map<std::int32_t, Level>& levels) {
  if (levels.at(level).ends >= 2) return levels.at(level).node;
  std::optional<std::int32_t> nearest;
  for (const auto& [other, found] : levels) {
    const auto away = [&](std::int32_t from) { return std::abs(std::int64_t{from} - level); };
    if (found.ends >= 2 && (!nearest || away(other) < away(*nearest))) nearest = other;
  }
  // Single ends alone: nobody else passes here, and they are one road.
  return nearest ? levels.at(*nearest).node : levels.begin()->second.node;
}

}  // namespace

void LineEnds::add(Point place, std::int32_t level, std::uint32_t node) {
  ends_.push_back({exact_bits(place.x), exact_bits(place.y), level, node});
}

std::vector<std::uint32_t> LineEnds::join(std::size_t node_count) {
  std::vector<std::uint32_t> joined(node_count);
  for (std::size_t n = 0; n < node_count; ++n) joined[n] = static_cast<std::uint32_t>(n);
  std::sort(ends_.begin(), ends_.end(), [](const End& a, const End& b) {
    return std::tie(a.x_bits, a.y_bits, a.level, a.node) <
           std::tie(b.x_bits, b.y_bits, b.level, b.node);
  });
  for (auto first = ends_.begin(); first != ends_.end();) {
    const auto last = std::find_if(first, ends_.end(),
                                   [&](const End& end) { return end.place() != first->place(); });
    join_place({first, last}, joined);
    first = last;
  }
  return joined;
}

void LineEnds::join_place(std::span<const End> ends, std::vector<std::uint32_t>& joined) {
  std::map<std::int32_t, Level> levels;
  for (const End& end : ends) {
    ++levels.try_emplace(end.level, Level{end.node, 0}).first->second.ends;
  }
  for (const End& end : ends) joined[end.node] = node_of(end.level, levels);
}

}  // namespace coverage
