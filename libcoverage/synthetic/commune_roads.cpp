#include "libcoverage/synthetic/commune_roads.h"

#include <algorithm>
#include <cmath>

#include "libcoverage/synthetic/drawing_steps.h"
#include "libcoverage/synthetic/plan_steps.h"

namespace coverage::synthetic {

namespace {

constexpr double lake_margin = 1.15;
constexpr double extent_margin = 400;

double reach_of(const Polyline& ring, Point centre) {
  double reach = 0;
  for (const Point& p : ring) reach = std::max(reach, distance(p, centre));
  return reach;
}

Box extent_of(const Polyline& outline) {
  Box box;
  for (const Point& p : outline) box.include(p);
  return {box.min_x - extent_margin, box.min_y - extent_margin, box.max_x + extent_margin,
          box.max_y + extent_margin};
}

const Lake* lake_in(const TerritoryPlan& plan, std::uint32_t place) {
  for (const Lake& lake : plan.lakes) {
    if (lake.place == place) return &lake;
  }
  return nullptr;
}

Drawing begin_drawing(const TerritoryPlan& plan, std::uint32_t index) {
  const Place& place = plan.places[index];
  Polyline outline = plan.outline(place);
  RoadSketch sketch(extent_of(outline));
  MultiPolygon shape{{Polygon{{outline}}}};
  return {plan,
          index,
          place,
          std::move(outline),
          std::move(shape),
          lake_in(plan, index),
          std::move(sketch),
          nobody,
          {},
          {}};
}

/// Vertices of attempts that came to nothing go.
CommuneRoads without_unused(CommuneRoads roads) {
  std::vector<std::uint32_t> number(roads.vertices.size(), nobody);
  std::vector<CommuneRoads::Vertex> used;
  for (DrawnWay& way : roads.ways) {
    for (std::uint32_t& v : way.vertices) {
      if (number[v] == nobody) {
        number[v] = static_cast<std::uint32_t>(used.size());
        used.push_back(roads.vertices[v]);
      }
      v = number[v];
    }
  }
  roads.vertices = std::move(used);
  return roads;
}

std::uint32_t street_junctions(const Place& place) {
  const double wanted = static_cast<double>(place.population) / 15 + 3;
  return static_cast<std::uint32_t>(std::min(wanted, 0.8 * place.junctions));
}

}  // namespace

bool Drawing::is_land(Point p) const {
  if (!contains(shape, p)) return false;
  return !lake || distance(p, lake->centre) > lake_margin * reach_of(lake->shore, lake->centre);
}

const std::string& Drawing::neighbour_of(const Crossing& crossing) const {
  const std::uint32_t other = crossing.from == index ? crossing.to : crossing.from;
  return other == nobody ? place.name : plan.places[other].name;
}

void add_water(Drawing& drawing) {
  for (const Place::Side& side : drawing.place.sides) {
    const Border& border = drawing.plan.borders[side.border];
    if (border.is_river) drawing.sketch.add_wall(border.line, RoadSketch::Wall::water);
  }
  if (!drawing.lake) return;
  drawing.sketch.add_wall(drawing.lake->shore, RoadSketch::Wall::water);
  drawing.sketch.add_wall(drawing.lake->island, RoadSketch::Wall::water);
}

void add_border(Drawing& drawing) {
  for (const Place::Side& side : drawing.place.sides) {
    const Border& border = drawing.plan.borders[side.border];
    if (!border.is_river) drawing.sketch.add_wall(border.line, RoadSketch::Wall::border);
  }
}

namespace {

/// From the island to the nearest road of the mainland: no road itself.
void add_ferry(Drawing& drawing) {
  const RoadSketch& sketch = drawing.sketch;
  const Point centre = drawing.lake->centre;
  const double shore = reach_of(drawing.lake->island, centre);
  const std::vector<std::uint32_t> around = sketch.vertices_near(centre, 4000);
  const auto nearest = [&](Point to, bool on_island) {
    std::uint32_t best = nobody;
    for (const std::uint32_t v : around) {
      if ((distance(sketch.at(v), centre) < shore) != on_island) continue;
      if (best == nobody || distance(sketch.at(v), to) < distance(sketch.at(best), to)) best = v;
    }
    return best;
  };
  const std::uint32_t mainland = nearest(centre, false);
  const std::uint32_t island = mainland == nobody ? nobody : nearest(sketch.at(mainland), true);
  if (island == nobody || mainland == nobody) return;
  DrawnWay ferry;
  ferry.road_class = RoadClass::ferry;
  ferry.name = "Bac de l'Île";
  ferry.vertices = {island, mainland};
  drawing.sketch.roads.ways.push_back(std::move(ferry));
}

}  // namespace

void draw_island(Drawing& drawing) {
  if (!drawing.lake) return;
  constexpr int corners = 10;
  constexpr double radius = 85;
  DrawnWay ring;
  ring.road_class = RoadClass::residential;
  ring.name = "Chemin du Tour de l'Île";
  for (int i = 0; i < corners; ++i) {
    const double angle = 6.283185307 * i / corners;
    const double r = radius * (i % 3 == 0 ? 1.2 : 1.0);
    ring.vertices.push_back(
        drawing.sketch.add_vertex({drawing.lake->centre.x + r * std::cos(angle),
                                   drawing.lake->centre.y + r * std::sin(angle)}));
  }
  ring.vertices.push_back(ring.vertices.front());
  drawing.sketch.add_way(std::move(ring));
  build_streets(drawing, drawing.lake->centre, 210, 14);
  add_ferry(drawing);
}

CommuneRoads draw_commune_roads(const TerritoryPlan& plan, std::uint32_t place) {
  Drawing drawing = begin_drawing(plan, place);
  add_water(drawing);
  draw_main_roads(drawing);
  draw_motorways(drawing);
  add_border(drawing);
  build_streets(drawing, drawing.place.seat, drawing.place.built_up_radius,
                street_junctions(drawing.place));
  draw_hamlets(drawing);
  draw_lanes(drawing);
  fill_countryside(drawing);
  draw_island(drawing);
  set_one_ways(drawing);
  name_approaches(drawing);
  split_bridges(drawing);
  return without_unused(std::move(drawing.sketch.roads));
}

std::int64_t crossing_node(std::uint32_t crossing) {
  return std::int64_t{crossing} + 1;
}

std::int64_t motorway_node(const TerritoryPlan& plan, std::uint32_t point, bool right) {
  return static_cast<std::int64_t>(plan.crossings.size()) + 1 + 2 * std::int64_t{point} +
         (right ? 1 : 0);
}

std::int64_t last_shared_node(const TerritoryPlan& plan) {
  return static_cast<std::int64_t>(plan.crossings.size() + 2 * plan.motorway_points.size());
}

Point shared_position(const TerritoryPlan& plan, std::int64_t node) {
  const auto crossings = static_cast<std::int64_t>(plan.crossings.size());
  if (node <= crossings) return plan.crossings[static_cast<std::size_t>(node - 1)].where;
  const auto rest = static_cast<std::size_t>(node - 1 - crossings);
  const MotorwayPoint& point = plan.motorway_points[rest / 2];
  const double side = rest % 2 == 1 ? 14 : -14;
  return {point.where.x + point.ahead.y * side, point.where.y - point.ahead.x * side};
}

}  // namespace coverage::synthetic
