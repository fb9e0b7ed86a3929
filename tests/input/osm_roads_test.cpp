#include <catch2/catch.hpp>
#include <cstdlib>

#include "libcoverage/base/error.h"
#include "libcoverage/input/load_roads.h"
#include "network_fixture.h"
#include "test_data.h"

namespace coverage {

namespace {

std::string osm(const std::string& objects) {
  return "<?xml version='1.0'?><osm version='0.6'>" + objects + "</osm>";
}

struct Read {
  RawRoads roads;
  SourceReport report;
};

Read read(const std::vector<std::string>& paths) {
  RoadsInput input;
  input.paths = paths;
  Read result;
  result.roads = load_roads(input, quiet_execution(), result.report);
  return result;
}

std::string error_of(const std::string& path) {
  try {
    read({path});
  } catch (const InputError& error) {
    return error.text(Language::english);
  }
  return "none";
}

const SourceNote* find_note(const SourceReport& report, const std::string& code) {
  for (const SourceNote& note : report.notes) {
    if (note.code == code) return &note;
  }
  return nullptr;
}

std::string content(const std::string& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

const std::string three_nodes = osm_node(1, 0, 0) + osm_node(2, 500, 0) + osm_node(3, 900, 0);

}  // namespace

TEST_CASE("roads and ferries are read, other ways are not; ways stand in the order of their ids") {
  const TemporaryFolder folder;
  const auto [roads, report] = read({folder.write(
      "a.osm", osm(three_nodes + osm_way(9, "1 2", "highway=primary name=A ref=N7 source=x") +
                   osm_way(8, "2 3", "route=ferry") + osm_way(7, "1 3", "building=yes") +
                   osm_way(6, "3 1", "highway=construction")))});
  REQUIRE(roads.ways.size() == 3);
  CHECK(roads.ways[0].id == 6);
  CHECK(roads.ways[1].id == 8);
  CHECK(roads.ways[2].id == 9);
  CHECK(roads.tag(roads.ways[2], "name") == "A");
  CHECK(roads.tag(roads.ways[2], "ref") == "N7");
  CHECK(roads.tag(roads.ways[2], "source").empty());
  CHECK(report.read == 3);
  CHECK(report.kept == 3);
  CHECK(report.rejected == 0);
}

TEST_CASE("a way that lacks nodes is kept in pieces with its cut ends marked") {
  const TemporaryFolder folder;
  const auto [roads, report] = read(
      {folder.write("a.osm", osm(three_nodes + osm_way(5, "90 1 2 91 3 92 92", "highway=primary") +
                                 osm_way(6, "93 94", "highway=primary") +
                                 osm_way(7, "1 3", "highway=primary")))});
  // 1–2 cut at both ends, then 3 alone, then the whole way 7; way 6 has nothing.
  REQUIRE(roads.ways.size() == 3);
  CHECK(roads.ways[0].node_count == 2);
  CHECK(roads.ways[0].cut_at_start);
  CHECK(roads.ways[0].cut_at_end);
  CHECK(roads.ways[1].id == 5);
  CHECK(roads.ways[1].node_count == 1);
  CHECK(roads.ways[1].cut_at_start);
  CHECK(roads.ways[1].cut_at_end);
  CHECK(roads.ways[2].id == 7);
  CHECK_FALSE(roads.ways[2].cut_at_start);
  CHECK(report.read == 3);
  CHECK(report.kept == 2);
  CHECK(report.rejected == 1);
  REQUIRE(find_note(report, "way_cut_by_extract"));
  CHECK(find_note(report, "way_cut_by_extract")->examples == std::vector<std::string>{"5"});
  REQUIRE(find_note(report, "way_without_nodes"));
  CHECK(find_note(report, "way_without_nodes")->examples == std::vector<std::string>{"6"});
}

TEST_CASE("files that share nodes are joined by id, and a way that two hold is read once, whole") {
  const TemporaryFolder folder;
  const std::string west = folder.write(
      "west.osm", osm(osm_node(1, 0, 0) + osm_node(2, 500, 0) +
                      osm_way(5, "1 2", "highway=primary") + osm_way(6, "2", "highway=primary")));
  const std::string east = folder.write("east.osm", osm(osm_node(2, 500, 0) + osm_node(3, 900, 0) +
                                                        osm_way(6, "2 3", "highway=primary")));
  const auto [roads, report] = read({west, east});
  REQUIRE(roads.ways.size() == 2);
  CHECK(roads.node_ids == std::vector<std::int64_t>{1, 2, 3});
  CHECK(roads.way_nodes == std::vector<std::uint32_t>{0, 1, 1, 2});
  CHECK(report.read == 2);
  CHECK(report.rejected == 0);
  REQUIRE(find_note(report, "way_in_several_files"));
}

TEST_CASE("a node that follows itself is dropped; tags of barriers are kept") {
  const TemporaryFolder folder;
  const auto [roads, report] = read({folder.write(
      "a.osm", osm(osm_node(1, 0, 0) +
                   osm_node(2, 500, 0, "<tag k='barrier' v='bollard'/><tag k='note' v='x'/>") +
                   osm_way(5, "1 1 2 2 1", "highway=primary")))});
  CHECK(roads.way_nodes == std::vector<std::uint32_t>{0, 1, 0});
  CHECK(roads.node_tag(1, "barrier") == "bollard");
  CHECK(roads.node_tag(1, "note").empty());
  CHECK(roads.node_tag(0, "barrier").empty());
}

TEST_CASE("piers are read, for ferries end there; other things made by man are not") {
  const TemporaryFolder folder;
  const Read found = read({folder.write("pier.osm", osm(osm_node(1, 0, 0) + osm_node(2, 100, 0) +
                                                        osm_way(10, "1 2", "man_made=pier") +
                                                        osm_way(11, "1 2", "man_made=groyne")))});
  REQUIRE(found.roads.ways.size() == 1);
  CHECK(found.roads.tag(found.roads.ways[0], "man_made") == "pier");
}

TEST_CASE("what relations alone say of ferries is counted, each relation once") {
  const TemporaryFolder folder;
  const auto ferry = [](int id, const std::string& more) {
    return "<relation id='" + std::to_string(id) +
           "'><member type='way' ref='10' role=''/><tag k='type' v='route'/>"
           "<tag k='route' v='ferry'/>" +
           more + "</relation>";
  };
  const std::string file = folder.write(
      "ferry.osm", osm(osm_node(1, 0, 0) + osm_node(2, 100, 0) + osm_way(10, "1 2", "route=ferry") +
                       ferry(5, "<tag k='interval' v='00:30'/>") +
                       ferry(6, "<tag k='duration' v='00:10'/>") + ferry(7, "")));
  const Read one = read({file, file});
  const SourceNote* note = find_note(one.report, "ferry_relation_unread");
  REQUIRE(note);
  CHECK(note->count == 2);
  CHECK(note->examples == std::vector<std::string>{"relation 5", "relation 6"});
}

TEST_CASE("the bounds of the header are kept where every file declares some") {
  const TemporaryFolder folder;
  const std::string bounds = "<bounds minlat='45.9' minlon='2.9' maxlat='46.1' maxlon='3.1'/>";
  const std::string with =
      folder.write("with.osm", osm(bounds + three_nodes + osm_way(5, "1 2", "highway=primary")));
  const std::string without =
      folder.write("without.osm", osm(three_nodes + osm_way(6, "2 3", "highway=primary")));
  const auto bounded = read({with}).roads;
  REQUIRE(bounded.declared_bounds.size() == 1);
  CHECK(bounded.declared_bounds[0].min_x == Approx(2.9));
  CHECK(bounded.declared_bounds[0].max_y == Approx(46.1));
  CHECK(read({with, without}).roads.declared_bounds.empty());
}

TEST_CASE("ids that are negative or beyond 2^40 are refused with what to do") {
  const TemporaryFolder folder;
  const std::string negative =
      folder.write("a.osm", osm(three_nodes + osm_way(5, "1 -2", "highway=primary")));
  CHECK_THAT(error_of(negative), Catch::StartsWith(negative + ": node -2: ids must lie between 1 "
                                                              "and 2^40. Negative ids come from") &&
                                     Catch::Contains("osmium renumber"));
  CHECK_THAT(error_of(folder.write("b.osm", osm(three_nodes + osm_way(-5, "1 2", "highway=a")))),
             Catch::Contains("way -5: ids must lie"));
  CHECK_THAT(error_of(folder.write(
                 "c.osm", osm(three_nodes + osm_way(5, "1 1099511627777", "highway=primary")))),
             Catch::Contains("node 1099511627777"));
}

TEST_CASE("a file without a road, without anything, or of another kind is refused by name") {
  const TemporaryFolder folder;
  const std::string no_road =
      folder.write("a.osm", osm(three_nodes + osm_way(5, "1 2", "building=yes")));
  CHECK_THAT(error_of(no_road), Catch::StartsWith(no_road + ": holds no road"));
  CHECK_THAT(error_of(folder.write("lone.osm", osm(three_nodes + osm_way(5, "1", "highway=a")))),
             Catch::Contains("holds no road"));
  for (const char* name : {"text.osm", "text.osm.gz", "text.osm.bz2", "text.osm.pbf"}) {
    const std::string path = folder.write(name, "This is a letter to my aunt.\n");
    CAPTURE(name);
    CHECK_THAT(error_of(path), Catch::StartsWith(path + ": ") && !Catch::Contains("none"));
  }
  const std::string absent = (folder.path() / "absent.osm.pbf").string();
  CHECK_THAT(error_of(absent), Catch::Contains(absent));
}

TEST_CASE("an OSM file that is cut short is refused, whatever its format") {
  for (const char* name : {"osm/andorra.osm.pbf", "osm/north-bayreuth.osm.gz"}) {
    const auto path = test_data_path(name);
    if (!path) return;
    const std::string bytes = content(*path);
    const TemporaryFolder folder;
    for (const double share : {0.1, 0.5, 0.97}) {
      const std::string cut = folder.write(
          std::filesystem::path(*path).filename().string(),
          bytes.substr(0, static_cast<std::size_t>(share * static_cast<double>(bytes.size()))));
      CAPTURE(name, share);
      CHECK_THAT(error_of(cut), Catch::StartsWith(cut + ": cannot be read as an OSM file"));
    }
  }
}

TEST_CASE("OSM files and layers are not mixed") {
  RoadsInput input;
  input.paths = {"a.osm.pbf", "b.gpkg"};
  SourceReport report;
  CHECK_THROWS_WITH(load_roads(input, quiet_execution(), report),
                    Catch::StartsWith("[roads] mixes OSM files and other layers"));
}

}  // namespace coverage
