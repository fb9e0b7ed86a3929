#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <fstream>
#include <iterator>
#include <limits>
#include <map>
#include <numeric>
#include <regex>
#include <set>

#include "libcoverage/geo/crs.h"
#include "libcoverage/geo/polygon_operations.h"
#include "libcoverage/geo/vector_layer.h"
#include "libcoverage/input/load_roads.h"
#include "libcoverage/synthetic/generate_demo.h"
#include "libcoverage/synthetic/territory_plan.h"
#include "temporary_folder.h"

// What must hold whatever the seed and the size: each property is looked at on several territories.

using namespace coverage;
using namespace coverage::synthetic;

namespace {

const std::vector<TerritoryPlan>& plans() {
  static const std::vector<TerritoryPlan> all = {
      plan_territory({.seed = 11, .junctions = 8000, .communes = 30}),
      plan_territory({.seed = 12, .junctions = 20000, .communes = 90}),
      plan_territory({.seed = 13, .junctions = 60000, .communes = 300}),
      plan_territory({.seed = 14, .junctions = 30000, .communes = 600})};
  return all;
}

/// A demo's roads as a plain graph, read back from its file; ferries left out.
struct Roads {
  std::vector<Point> nodes;
  std::vector<std::vector<std::uint32_t>> neighbours;
  std::vector<std::uint32_t> piece;           ///< by node: one node that stands for its component
  std::vector<std::uint32_t> in_main, apart;  ///< nodes of roads by piece

  explicit Roads(const std::string& file) {
    RoadsInput input;
    input.paths = {file};
    Progress silent;
    SourceReport report;
    const RawRoads raw = load_osm_roads(input, Execution{silent}, report);
    const Projection projection(Crs::from_text("EPSG:2154"));
    for (const LonLat& position : raw.node_positions) {
      // A road that the extract cuts names a node that the file lacks.
      nodes.push_back(projection.project(position).value_or(Point{1e9, 1e9}));
    }
    neighbours.resize(nodes.size());
    for (const RawRoads::Way& way : raw.ways) {
      if (raw.tag(way, "highway").empty()) continue;
      for (std::uint32_t k = 1; k < way.node_count; ++k) {
        const std::uint32_t a = raw.way_nodes[way.first_node + k - 1];
        const std::uint32_t b = raw.way_nodes[way.first_node + k];
        neighbours[a].push_back(b);
        neighbours[b].push_back(a);
      }
    }
    find_pieces();
  }

  void find_pieces() {
    constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();
    piece.assign(nodes.size(), none);
    std::size_t largest = 0;
    std::uint32_t main_piece = 0;
    for (std::uint32_t start = 0; start < nodes.size(); ++start) {
      if (piece[start] != none) continue;
      std::vector<std::uint32_t> stack{start};
      piece[start] = start;
      std::size_t size = 0;
      while (!stack.empty()) {
        const std::uint32_t node = stack.back();
        stack.pop_back();
        ++size;
        for (const std::uint32_t next : neighbours[node]) {
          if (piece[next] != none) continue;
          piece[next] = start;
          stack.push_back(next);
        }
      }
      if (size <= largest) continue;
      largest = size;
      main_piece = start;
    }
    for (std::uint32_t node = 0; node < nodes.size(); ++node) {
      if (neighbours[node].empty()) continue;
      (piece[node] == main_piece ? in_main : apart).push_back(node);
    }
  }

  /// The least distance from a point to a node of the main piece, or to one of all others.
  double distance_to(Point p, bool main) const {
    double least = std::numeric_limits<double>::infinity();
    for (const std::uint32_t node : main ? in_main : apart) {
      least = std::min(least, distance(nodes[node], p));
    }
    return least;
  }
};

std::string bytes_of(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

struct Demo {
  TemporaryFolder folder;
  DemoOptions options;
  DemoSummary summary;

  Demo(std::uint64_t seed, std::uint64_t junctions, std::uint32_t communes) {
    options.directory = folder.path() / "demo";
    options.seed = seed;
    options.junctions = junctions;
    options.communes = communes;
    Progress silent;
    summary = generate_demo(options, Execution{silent, 2});
  }
  std::string file(const char* name) const { return (options.directory / name).string(); }
};

}  // namespace

TEST_CASE("every commune has inhabitants, a valid polygon, its seat inside, and a code and name") {
  const std::regex insee("(0[1-9]|[1-8][0-9]|9[0-9]|00)[0-9]{3}");
  for (const TerritoryPlan& plan : plans()) {
    std::set<std::string> codes, names;
    for (const Place& place : plan.places) {
      INFO("seed " << plan.seed << ", " << place.code << " " << place.name);
      const MultiPolygon shape{{Polygon{{plan.outline(place)}}}};
      CHECK(place.population > 0);
      CHECK(contains(shape, place.seat));
      CHECK(place.area == Approx(area(shape)).epsilon(1e-6));
      CHECK(std::regex_match(place.code, insee));
      CHECK(codes.insert(place.code).second);
      CHECK(names.insert(place.name).second);
      CHECK(place.epci < plan.epcis.size());
    }
  }
}

TEST_CASE("populations of EPCIs add up to the study's, and none is empty or has a code twice") {
  for (const TerritoryPlan& plan : plans()) {
    std::vector<std::int64_t> of_epci(plan.epcis.size());
    std::int64_t total = 0, communes = 0;
    for (const Place& place : plan.places) {
      if (!place.in_study) continue;
      of_epci[place.epci] += place.population;
      total += place.population;
      ++communes;
    }
    CHECK(std::accumulate(of_epci.begin(), of_epci.end(), std::int64_t{0}) == total);
    CHECK(total == 1100 * communes);
    std::set<std::string> codes;
    for (const Intercommunality& epci : plan.epcis) {
      CHECK(epci.code.size() == 9);  // a SIREN number
      CHECK(epci.code.find_first_not_of("0123456789") == std::string::npos);
      CHECK(codes.insert(epci.code).second);
    }
    for (const Place& place : plan.places) {
      if (place.in_study) CHECK(of_epci[place.epci] > 0);
    }
  }
}

TEST_CASE("villages are emptier the farther they lie from a town or city") {
  for (const TerritoryPlan& plan : plans()) {
    if (plan.places.size() < 100) continue;
    std::vector<std::pair<double, const Place*>> villages;
    for (const Place& village : plan.places) {
      if (!village.in_study || village.rank != Rank::village) continue;
      double nearest = std::numeric_limits<double>::infinity();
      for (const Place& other : plan.places) {
        if (other.rank > Rank::town) continue;
        nearest = std::min(nearest, distance(other.seat, village.seat));
      }
      villages.emplace_back(nearest, &village);
    }
    std::sort(villages.begin(), villages.end());
    const auto density = [&](std::size_t from, std::size_t to) {
      double people = 0, land = 0;
      for (std::size_t i = from; i < to; ++i) {
        people += static_cast<double>(villages[i].second->population);
        land += villages[i].second->area;
      }
      return people / land;
    };
    const std::size_t third = villages.size() / 3;
    INFO("seed " << plan.seed);
    CHECK(density(0, third) > 1.3 * density(2 * third, villages.size()));
  }
}

TEST_CASE("the same seed gives the same bytes, another seed other roads and other names") {
  const Demo first(21, 3000, 15), again(21, 3000, 15), other(22, 3000, 15);
  for (const std::string& name : first.summary.files) {
    INFO(name);
    CHECK((bytes_of(first.file(name.c_str())) == bytes_of(again.file(name.c_str()))));
  }
  for (const char* name : {"roads.osm.pbf", "communes.geojson", "population.csv", "grid.gpkg"}) {
    INFO(name);
    CHECK((bytes_of(first.file(name)) != bytes_of(other.file(name))));
  }
}

TEST_CASE(
    "junctions asked for are drawn, from ten thousand to a hundred thousand, within a tenth") {
  for (const std::uint64_t wanted : {10000, 30000, 100000}) {
    const Demo demo(wanted, wanted, static_cast<std::uint32_t>(wanted / 200));
    CHECK(static_cast<double>(demo.summary.junctions) ==
          Approx(static_cast<double>(wanted)).epsilon(0.1));
  }
}

TEST_CASE("roads lead to every seat, most junctions have three arms, and houses stand near roads") {
  for (const std::uint64_t seed : {31, 32}) {
    const Demo demo(seed, 9000, 45);
    const Roads roads(demo.file("roads.osm.pbf"));
    const VectorLayer seats = VectorLayer::open(demo.file("mairies.geojson"));
    const Projection projection(Crs::from_text("EPSG:2154"));
    std::size_t looked_at = 0;
    seats.for_each([&](const Feature& seat) {
      if (!seat.text(seats.column("code"))->starts_with("96")) return;
      const Geometry geometry = seat.geometry();
      const Point at = std::get<Point>(geometry);
      ++looked_at;
      const Point where = projection.project({at.x, at.y}).value();
      CHECK(roads.distance_to(where, true) < 250);
    });
    CHECK(looked_at == 45);
    std::map<std::size_t, double> arms;
    double ends_and_junctions = 0;
    for (const auto& all : roads.neighbours) {
      const std::set<std::uint32_t> neighbours(all.begin(), all.end());
      if (neighbours.empty() || neighbours.size() == 2) continue;
      ++arms[std::min<std::size_t>(neighbours.size(), 6)];
      ++ends_and_junctions;
    }
    // As mapped in the country: dead ends, many more T than X, next to nothing above.
    CHECK(arms[1] / ends_and_junctions > 0.05);
    CHECK(arms[1] / ends_and_junctions < 0.5);
    CHECK(arms[3] > 2 * arms[4]);
    CAPTURE(arms[1], arms[3], arms[4], arms[5], arms[6]);
    CHECK(arms[5] + arms[6] < 0.02 * ends_and_junctions);
  }
}

TEST_CASE("islanders live more than a kilometre from any road that leads somewhere") {
  for (const std::uint64_t seed : {1, 2, 3}) {
    const Demo demo(seed, 30000, 150);
    const Roads roads(demo.file("roads.osm.pbf"));
    const VectorLayer grid = VectorLayer::open(demo.file("grid.gpkg"));
    double islanders = 0, all = 0;
    grid.for_each([&](const Feature& square) {
      const double people = *square.number(grid.column("ind"));
      all += people;
      const Geometry geometry = square.geometry();
      const Box box = bounds(std::get<MultiPolygon>(geometry));
      const Point centre{(box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2};
      // Squares with a road of their own nearby, but none of the main network.
      if (roads.distance_to(centre, false) < 300 && roads.distance_to(centre, true) > 1000) {
        islanders += people;
      }
    });
    INFO("seed " << seed);
    CHECK(islanders > 0);
    CHECK(islanders < 0.01 * all);
  }
}
