#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "libcoverage/synthetic/road_sketch.h"

/// The steps of `draw_commune_roads`, in the order in which they run. Internal to this folder.
namespace coverage::synthetic {

struct Drawing {
  const TerritoryPlan& plan;
  std::uint32_t index;
  const Place& place;
  Polyline outline;
  MultiPolygon shape;
  const Lake* lake = nullptr;
  RoadSketch sketch;
  std::uint32_t seat = nobody;
  /// Segments that pass over something, by their vertices, the lower first.
  std::set<std::pair<std::uint32_t, std::uint32_t>> bridges;
  /// Roads into the village: ways and the place that they come from.
  std::vector<std::pair<std::uint32_t, std::string>> approaches;

  bool has_budget() const { return sketch.roads.junctions < place.junctions; }
  /// Inside the commune and on dry land.
  bool is_land(Point p) const;
  const std::string& neighbour_of(const Crossing& crossing) const;
};

/// Rivers and lakes; the border comes later, for main roads may touch it.
void add_water(Drawing& drawing);
void add_border(Drawing& drawing);
/// From the places where roads come in to the village, which they meet in or near its centre.
void draw_main_roads(Drawing& drawing);
/// Motorways over or under all that is there, with ramps where the plan wants an interchange.
void draw_motorways(Drawing& drawing);
/// Streets that branch off each other outwards from the centre until the village is built.
void build_streets(Drawing& drawing, Point centre, double radius, std::uint32_t junctions);
void draw_hamlets(Drawing& drawing);
void draw_lanes(Drawing& drawing);
/// Farms, lanes and tracks until the commune has its junctions.
void fill_countryside(Drawing& drawing);
void draw_island(Drawing& drawing);
/// Makes some streets one-way, never so that a place cannot be left or reached.
void set_one_ways(Drawing& drawing);
/// The part of an approach within the built-up area becomes a street with a name and a limit.
void name_approaches(Drawing& drawing);
/// Cuts ways so that each bridge is a way of its own.
void split_bridges(Drawing& drawing);

}  // namespace coverage::synthetic
