#include "libcoverage/network/network_issues.h"

#include <catch2/catch.hpp>

#include "network_fixture.h"

namespace coverage {

namespace {

std::vector<NetworkIssue> issues_of(const std::string& objects) {
  return find_network_issues(network_from_osm(objects), quiet_execution());
}

/// A street 1-2-3, 600 m, and node 4 at its north: the main component.
std::string main_street() {
  return osm_node(1, 0, 0) + osm_node(2, 300, 0) + osm_node(3, 600, 0) + osm_node(4, 600, 300) +
         osm_way(10, "1 2 3 4", "highway=residential name=Main");
}

}  // namespace

TEST_CASE("islands longer than 500 m are issues, shorter ones are not") {
  const auto with_island = [](double length) {
    return issues_of(main_street() + osm_node(5, 0, 900) + osm_node(6, length, 900) +
                     osm_way(20, "5 6", "highway=residential ref=D5 name=Far"));
  };
  CHECK(with_island(450).empty());
  const auto issues = with_island(550);
  REQUIRE(issues.size() == 1);
  CHECK(issues[0].kind == "island");
  CHECK(issues[0].way_id == 20);
  CHECK(issues[0].name == "D5 Far");
  CHECK(issues[0].text.english == "0.55 km of road; cut off: neither entered nor left");
  CHECK(issues[0].text.french ==
        "0.55 km de routes ; isolées : on ne peut ni y entrer, ni en sortir");
}

TEST_CASE("a one-way dead end is an issue however short, as is a road without a way in") {
  const auto issues = issues_of(main_street() + osm_node(5, 650, 300) + osm_node(6, -50, 0) +
                                osm_way(20, "4 5", "highway=residential oneway=yes") +
                                osm_way(21, "6 1", "highway=residential oneway=yes"));
  REQUIRE(issues.size() == 2);
  const bool first = issues[0].kind == "one_way_dead_end";
  CHECK(issues[first ? 0 : 1].way_id == 20);
  CHECK(issues[first ? 1 : 0].kind == "no_way_in");
  CHECK(issues[first ? 1 : 0].way_id == 21);
}

TEST_CASE("an island that the extract cuts says so") {
  // Node 7 is not in the file.
  const auto issues = issues_of(main_street() + osm_node(5, 0, 900) + osm_node(6, 600, 900) +
                                osm_way(20, "5 6 7", "highway=residential"));
  REQUIRE(issues.size() == 1);
  CHECK(issues[0].text.english.ends_with("; the data end there"));
  CHECK(issues[0].text.french.ends_with(" ; les données s’arrêtent là"));
}

TEST_CASE("a dead end near another road is an issue, where no barrier may explain it") {
  const std::string way = osm_way(20, "5 6 1", "highway=residential name=Side");
  const auto issues = issues_of(main_street() + osm_node(5, 150, 3) + osm_node(6, 150, 200) + way);
  REQUIRE(issues.size() == 1);
  CHECK(issues[0].kind == "missing_junction");
  CHECK(issues[0].way_id == 20);
  CHECK(issues[0].name == "Side");
  CHECK(issues[0].text.english == "ends 3 m from way 10 without being joined to it");

  SECTION("a bollard between two streets is none") {
    CHECK(issues_of(main_street() + osm_node(5, 150, 300, "<tag k='barrier' v='bollard'/>") +
                    osm_node(6, 0, 300) + osm_way(20, "5 6 1", "highway=residential") +
                    osm_way(21, "4 5", "highway=residential"))
              .empty());
  }
}

}  // namespace coverage
