#include "libcoverage/input/commune_outlines.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <tuple>

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

}  // namespace

std::vector<Outline> outlines_of(const std::vector<CommuneDraft>& communes) {
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

}  // namespace coverage
