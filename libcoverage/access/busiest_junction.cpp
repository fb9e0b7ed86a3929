#include "libcoverage/access/busiest_junction.h"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>
#include <vector>

#include "libcoverage/geo/polygon_operations.h"

namespace coverage {
namespace {

constexpr double reach_m = 500;

/// Demand by commune and square of 500 m, sorted: the points near a place stand in nine ranges.
class DemandSquares {
 public:
  explicit DemandSquares(const Demand& demand) : demand_(demand) {
    for (std::size_t i = 0; i < demand.points.size(); ++i) {
      const DemandIndex point = DemandIndex::from_size(i);
      const DemandPoint& row = demand.points[point];
      if (row.commune.valid()) rows_.push_back({key(row.commune, row.position, 0, 0), point});
    }
    std::sort(rows_.begin(), rows_.end());
  }

  Weight within_reach(CommuneIndex commune, Point place) const {
    Weight sum;
    for (int dx = -1; dx <= 1; ++dx) {
      // The three squares of a column follow each other in the order.
      auto row = std::lower_bound(rows_.begin(), rows_.end(),
                                  Row{key(commune, place, dx, -1), DemandIndex(0)});
      const Key last = key(commune, place, dx, 1);
      for (; row != rows_.end() && row->first <= last; ++row) {
        const DemandIndex point = row->second;
        if (distance(demand_.points[point].position, place) <= reach_m) {
          sum += demand_.weights.front().values[point];
        }
      }
    }
    return sum;
  }

 private:
  using Key = std::tuple<CommuneIndex, std::int64_t, std::int64_t>;
  using Row = std::pair<Key, DemandIndex>;

  static Key key(CommuneIndex commune, Point place, int dx, int dy) {
    return {commune, static_cast<std::int64_t>(std::floor(place.x / reach_m)) + dx,
            static_cast<std::int64_t>(std::floor(place.y / reach_m)) + dy};
  }

  const Demand& demand_;
  std::vector<Row> rows_;
};

std::vector<std::uint8_t> junctions_in_main_component(const RoadNetwork& network) {
  std::vector<std::uint8_t> main(network.junction_count(), 0);
  for (std::size_t v = 0; v < network.vertex_count(); ++v) {
    if (network.vertex_component[v] == 0) main[network.vertex_junction[v].value()] = 1;
  }
  return main;
}

}  // namespace

IdVector<CommuneIndex, std::optional<Point>> busiest_junctions(const RoadNetwork& network,
                                                               const Territory& territory,
                                                               const Demand& demand) {
  IdVector<CommuneIndex, std::optional<Point>> seats(territory.communes.size());
  if (demand.weights.empty() || territory.communes.empty()) return seats;
  std::vector<MultiPolygon> shapes;
  for (const Commune& commune : territory.communes) shapes.push_back(commune.shape);
  const PolygonIndex index(shapes);
  const DemandSquares squares(demand);
  const std::vector<std::uint8_t> main = junctions_in_main_component(network);
  std::vector<Weight> most(territory.communes.size());
  for (std::size_t j = 0; j < network.junction_count(); ++j) {
    const Point place = network.junction_position[j];
    const auto found = main[j] ? index.find(place) : std::nullopt;
    if (!found || !territory.communes.rows()[*found].in_study_area) continue;
    const CommuneIndex commune = CommuneIndex::from_size(*found);
    const Weight weight = squares.within_reach(commune, place);
    std::optional<Point>& seat = seats[commune];
    const bool first =
        seat && weight == most[*found] && std::tie(place.x, place.y) < std::tie(seat->x, seat->y);
    if (weight > most[*found] || first) {
      most[*found] = weight;
      seat = place;
    }
  }
  return seats;
}

}  // namespace coverage
