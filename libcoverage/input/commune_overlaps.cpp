#include "libcoverage/input/commune_overlaps.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <tuple>
#include <utility>

#include "libcoverage/base/parallel_for.h"
#include "libcoverage/base/text.h"
#include "libcoverage/geo/polygon_operations.h"

namespace coverage {

namespace {

/// One edge of a border, with a hash that is the same in both directions.
struct EdgeUse {
  std::uint64_t key = 0;
  std::uint32_t commune = 0;
  bool ascending = false;  ///< its direction with the commune on its left
};

std::uint64_t mixed(std::uint64_t value) {
  value ^= value >> 30;
  value *= 0xbf58476d1ce4e5b9u;
  value ^= value >> 27;
  value *= 0x94d049bb133111ebu;
  return value ^ (value >> 31);
}

std::uint64_t hash_of(Point p) {
  return mixed(std::bit_cast<std::uint64_t>(p.x + 0.0) * 3 +
               mixed(std::bit_cast<std::uint64_t>(p.y + 0.0)));
}

bool is_before(Point a, Point b) {
  return std::tie(a.x, a.y) < std::tie(b.x, b.y);
}

double doubled_area(const Polyline& ring) {
  double sum = 0;
  for (std::size_t i = 1; i < ring.size(); ++i) {
    sum += (ring[i - 1].x - ring[0].x) * (ring[i].y - ring[0].y) -
           (ring[i].x - ring[0].x) * (ring[i - 1].y - ring[0].y);
  }
  return sum;
}

/// Calls `visit(a, b, use)` for each edge of a commune.
template <class Visit>
void for_each_edge(const CommuneDraft& commune, std::size_t index, Visit&& visit) {
  for (const Polygon& polygon : commune.shape.polygons) {
    for (std::size_t r = 0; r < polygon.rings.size(); ++r) {
      const Polyline& ring = polygon.rings[r];
      const bool interior_on_left = (doubled_area(ring) > 0) == (r == 0);
      for (std::size_t i = 1; i < ring.size(); ++i) {
        const Point a = ring[i - 1], b = ring[i];
        if (a == b) continue;
        visit(a, b,
              EdgeUse{hash_of(a) + hash_of(b), static_cast<std::uint32_t>(index),
                      is_before(a, b) == interior_on_left});
      }
    }
  }
}

/// The keys, sorted, of edges that are not exactly one border between two neighbours.
std::vector<std::uint64_t> loose_keys(const std::vector<CommuneDraft>& communes) {
  std::vector<EdgeUse> uses;
  for (std::size_t i = 0; i < communes.size(); ++i) {
    for_each_edge(communes[i], i, [&](Point, Point, const EdgeUse& use) { uses.push_back(use); });
  }
  std::sort(uses.begin(), uses.end(), [](const EdgeUse& a, const EdgeUse& b) {
    return std::tie(a.key, a.commune) < std::tie(b.key, b.commune);
  });
  std::vector<std::uint64_t> loose;
  for (std::size_t i = 0; i < uses.size();) {
    std::size_t end = i + 1;
    while (end < uses.size() && uses[end].key == uses[i].key) ++end;
    const bool shared = end - i == 2 && uses[i].commune != uses[i + 1].commune &&
                        uses[i].ascending != uses[i + 1].ascending;
    if (!shared) loose.push_back(uses[i].key);
    i = end;
  }
  return loose;
}

struct Outline {
  Box box;
  std::vector<Box> loose_edges;
};

bool meet(const Box& a, const Box& b) {
  return a.min_x <= b.max_x && b.min_x <= a.max_x && a.min_y <= b.max_y && b.min_y <= a.max_y;
}

std::vector<Outline> outlines(const std::vector<CommuneDraft>& communes) {
  const std::vector<std::uint64_t> loose = loose_keys(communes);
  std::vector<Outline> result(communes.size());
  for (std::size_t i = 0; i < communes.size(); ++i) {
    result[i].box = bounds(communes[i].shape);
    for_each_edge(communes[i], i, [&](Point a, Point b, const EdgeUse& use) {
      if (!std::binary_search(loose.begin(), loose.end(), use.key)) return;
      Box edge;
      edge.include(a);
      edge.include(b);
      result[i].loose_edges.push_back(edge);
    });
  }
  return result;
}

bool may_overlap(const Outline& a, const Outline& b) {
  if (!meet(a.box, b.box)) return false;
  const Box common{std::max(a.box.min_x, b.box.min_x), std::max(a.box.min_y, b.box.min_y),
                   std::min(a.box.max_x, b.box.max_x), std::min(a.box.max_y, b.box.max_y)};
  const auto touches = [&](const Box& edge) { return meet(edge, common); };
  return std::any_of(a.loose_edges.begin(), a.loose_edges.end(), touches) ||
         std::any_of(b.loose_edges.begin(), b.loose_edges.end(), touches);
}

/// Pairs that may overlap, found by sweeping from west to east, by (first, second).
std::vector<Overlap> candidate_pairs(const std::vector<Outline>& outlines) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < outlines.size(); ++i) {
    if (!outlines[i].box.empty()) order.push_back(i);
  }
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return std::tie(outlines[a].box.min_x, a) < std::tie(outlines[b].box.min_x, b);
  });
  std::vector<Overlap> pairs;
  for (auto west = order.begin(); west != order.end(); ++west) {
    for (auto east = west + 1; east != order.end(); ++east) {
      if (outlines[*east].box.min_x > outlines[*west].box.max_x) break;
      if (!may_overlap(outlines[*west], outlines[*east])) continue;
      pairs.push_back({std::min(*west, *east), std::max(*west, *east), 0});
    }
  }
  std::sort(pairs.begin(), pairs.end(), [](const Overlap& a, const Overlap& b) {
    return std::tie(a.first, a.second) < std::tie(b.first, b.second);
  });
  return pairs;
}

}  // namespace

std::vector<Overlap> find_overlaps(const std::vector<CommuneDraft>& communes, double tolerance,
                                   const Execution& execution) {
  std::vector<Overlap> pairs = candidate_pairs(outlines(communes));
  parallel_for(
      pairs.size(), execution.threads, 16, [&](std::size_t begin, std::size_t end, unsigned) {
        execution.check_interrupted();
        for (std::size_t i = begin; i < end; ++i) {
          pairs[i].area =
              overlap_area(communes[pairs[i].first].shape, communes[pairs[i].second].shape);
        }
      });
  std::erase_if(pairs, [&](const Overlap& pair) { return pair.area <= tolerance; });
  return pairs;
}

void note_overlaps(const std::vector<CommuneDraft>& communes, const Execution& execution,
                   SourceReport& report) {
  constexpr double tolerance = 1.0;
  constexpr std::size_t listed = 10;
  std::vector<Overlap> overlaps = find_overlaps(communes, tolerance, execution);
  if (overlaps.empty()) return;
  double total = 0;
  for (const Overlap& overlap : overlaps) total += overlap.area;
  std::stable_sort(overlaps.begin(), overlaps.end(),
                   [](const Overlap& a, const Overlap& b) { return a.area > b.area; });
  SourceNote note{
      SourceNote::Kind::doubtful,
      "overlaps",
      message("pairs of communes overlap, by {} ha in all; a place in two communes "
              "counts for the one with the lower code",
              "paires de communes qui se chevauchent, sur {} ha au total ; un lieu "
              "situé dans deux communes compte pour celle dont le code est le plus petit",
              format_decimals(total / 10000, 2)),
      overlaps.size(),
      {}};
  for (std::size_t i = 0; i < std::min(listed, overlaps.size()); ++i) {
    const CommuneDraft& a = communes[overlaps[i].first];
    const CommuneDraft& b = communes[overlaps[i].second];
    note.examples.push_back(code_and_name(a.code, a.facts.name) + " / " +
                            code_and_name(b.code, b.facts.name) + ": " +
                            format_decimals(overlaps[i].area / 10000, 4) + " ha");
  }
  report.notes.push_back(std::move(note));
}

}  // namespace coverage
