#include "libcoverage/network/export_network.h"

#include <catch2/catch.hpp>
#include <fstream>

#include "network_fixture.h"

namespace coverage {

namespace {

std::vector<std::string> lines_of(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  std::vector<std::string> lines;
  for (std::string line; std::getline(stream, line);) {
    REQUIRE(line.ends_with('\r'));
    line.pop_back();
    lines.push_back(line);
  }
  return lines;
}

std::vector<std::string> cells(const std::string& line) {
  std::vector<std::string> result(1);
  bool quoted = false;
  for (const char letter : line) {
    if (letter == '"') quoted = !quoted;
    if (letter == ',' && !quoted) {
      result.emplace_back();
    } else if (letter != '"') {
      result.back() += letter;
    }
  }
  return result;
}

/// 1 → 2 one-way and named, 2 – 3 two-way of another class.
RoadNetwork two_roads() {
  return network_from_osm(osm_node(1, 0, 0) + osm_node(2, 1000, 0) + osm_node(3, 2000, 0) +
                          osm_way(10, "1 2", "highway=primary oneway=yes name=Rue,\"A\"") +
                          osm_way(11, "3 2", "highway=residential"));
}

}  // namespace

TEST_CASE("arcs are exported with vertices, time, length, class and the way they begin on") {
  const TemporaryFolder folder;
  const RoadNetwork network = two_roads();
  export_arcs(folder.path() / "arcs.csv", network, quiet_execution());
  const auto lines = lines_of(folder.path() / "arcs.csv");
  REQUIRE(lines.size() == 4);
  CHECK(lines[0] == "arc_id,from,to,time_ms,length_m,class,way_id");
  std::multiset<std::string> ways;
  for (std::size_t a = 0; a < 3; ++a) {
    const auto row = cells(lines[a + 1]);
    CHECK(row[0] == std::to_string(a));
    CHECK(row[1] == std::to_string(network.arc_tail[a].value()));
    CHECK(row[2] == std::to_string(network.arc_head[a].value()));
    CHECK(row[3] == std::to_string(network.arc_time_ms[a]));
    CHECK(std::stod(row[4]) * 1000 == Approx(network.arc_length_mm[a]));
    CHECK(row[4].size() - row[4].find('.') == 4);
    ways.insert(row[5] + " " + row[6]);
  }
  CHECK(ways == std::multiset<std::string>{"primary 10", "residential 11", "residential 11"});
}

TEST_CASE("nodes are exported with their degrees, exactly, and their component") {
  const TemporaryFolder folder;
  const RoadNetwork network = two_roads();
  export_nodes(folder.path() / "nodes.csv", network, quiet_execution());
  const auto lines = lines_of(folder.path() / "nodes.csv");
  REQUIRE(lines.size() == 4);
  CHECK(lines[0] == "vertex_id,junction_id,lon,lat,component");
  std::set<std::string> components;
  for (std::size_t v = 0; v < 3; ++v) {
    const auto row = cells(lines[v + 1]);
    CHECK(row[0] == std::to_string(v));
    CHECK(std::stod(row[2]) == network.junction_lon_lat[v].lon);
    CHECK(std::stod(row[3]) == network.junction_lon_lat[v].lat);
    components.insert(row[4]);
  }
  CHECK(components == std::set<std::string>{"0", "1"});
}

TEST_CASE("segments are exported with names quoted and closed directions empty") {
  const TemporaryFolder folder;
  const RoadNetwork network = two_roads();
  export_segments(folder.path() / "segments.csv", network, quiet_execution());
  const auto lines = lines_of(folder.path() / "segments.csv");
  REQUIRE(lines.size() == 3);
  const auto header = cells(lines[0]);
  const auto first = cells(lines[1]), second = cells(lines[2]);
  REQUIRE(first.size() == header.size());
  CHECK_THAT(lines[1], Catch::Contains(",\"Rue,\"\"A\"\"\","));
  CHECK(first[1] == "10");
  CHECK(first[6] == std::to_string(network.segment_forward_ms[0]));
  CHECK(first[7].empty());
  CHECK(second[6] == second[7]);
  CHECK(first[17] == "0");  // a dead end that nobody can leave is not in the main component
  CHECK(second[17] == "1");
  CHECK_THAT(second.back(), Catch::StartsWith("LINESTRING (") && Catch::EndsWith(")"));
}

TEST_CASE("an export that cannot be written leaves nothing") {
  const TemporaryFolder folder;
  CHECK_THROWS_AS(
      export_arcs(folder.path() / "absent" / "arcs.csv", two_roads(), quiet_execution()),
      OutputError);
  CHECK(std::filesystem::is_empty(folder.path()));
}

}  // namespace coverage
