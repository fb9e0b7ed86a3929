#include <catch2/catch.hpp>
#include <set>

#include "libcoverage/base/error.h"
#include "libcoverage/input/layer_road_values.h"
#include "libcoverage/input/load_roads.h"
#include "libcoverage/network/profile.h"
#include "network_fixture.h"

namespace coverage {

namespace {

/// A GeoJSON line in Lambert-93: `line(R"("nature": "A")", "0 0, 100 0")`, metres from a corner.
std::string line(const std::string& properties, const std::string& places) {
  std::string coordinates;
  std::size_t begin = 0;
  while (begin < places.size()) {
    const std::size_t end = std::min(places.find(',', begin), places.size());
    const std::string place = places.substr(begin, end - begin);
    double x = 0, y = 0;
    REQUIRE(std::sscanf(place.c_str(), "%lf %lf", &x, &y) == 2);
    coordinates += (coordinates.empty() ? "[" : ",[") + std::to_string(700000 + x) + "," +
                   std::to_string(6600000 + y) + "]";
    begin = end + 1;
  }
  // Columns that the mapping names exist in every layer.
  std::string all = properties;
  for (const char* column : {"nature", "niveau", "sens", "cleabs"}) {
    if (all.find(column) == std::string::npos) all += ",\"" + std::string(column) + "\":null";
  }
  return R"({"type":"Feature","properties":{)" + all +
         R"(},"geometry":{"type":"LineString","coordinates":[)" + coordinates + "]}}";
}

std::string layer(const std::vector<std::string>& features) {
  std::string text =
      R"({"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:2154"}},"features":[)";
  for (std::size_t f = 0; f < features.size(); ++f) text += (f > 0 ? "," : "") + features[f];
  return text + "]}";
}

struct Read {
  RawRoads roads;
  SourceReport report;
};

Read read(const std::string& path, const RoadsInput& settings) {
  RoadsInput input = settings;
  input.paths = {path};
  Read result;
  result.roads = load_roads(input, quiet_execution(), result.report);
  return result;
}

const SourceNote* find_note(const SourceReport& report, const std::string& code) {
  for (const SourceNote& note : report.notes) {
    if (note.code == code) return &note;
  }
  return nullptr;
}

RoadsInput mapping() {
  RoadsInput input;
  input.columns = {{"class", "nature"}, {"level", "niveau"}, {"oneway", "sens"}, {"id", "cleabs"}};
  input.classes = {{"Route à 1 chaussée", "primary"}, {"Sentier", "none"}};
  return input;
}

/// The nodes at the two ends of each way.
std::vector<std::pair<std::uint32_t, std::uint32_t>> ends(const RawRoads& roads) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> result;
  for (const RawRoads::Way& way : roads.ways) {
    result.emplace_back(roads.way_nodes[way.first_node],
                        roads.way_nodes[way.first_node + way.node_count - 1]);
  }
  return result;
}

std::string road(int level, const std::string& more = "") {
  return R"("nature":"Route à 1 chaussée","niveau":")" + std::to_string(level) + "\"" + more;
}

}  // namespace

TEST_CASE("a line without length is dropped and counted; a point drawn twice is one") {
  const TemporaryFolder folder;
  const std::string a = R"("nature": "Route à 1 chaussée")";
  const Read found = read(
      folder.write("roads.geojson", layer({line(a, "0 0, 0 0"), line(a, "0 0, 100 0, 100 0, 200 0"),
                                           line(a, "200 0, 200 0, 200 100")})),
      mapping());
  REQUIRE(found.roads.ways.size() == 2);
  CHECK(found.roads.ways[0].node_count == 3);
  CHECK(found.roads.ways[1].node_count == 2);
  REQUIRE(find_note(found.report, "way_without_length"));
  CHECK(find_note(found.report, "way_without_length")->count == 1);
  CHECK(found.report.kept == 2);
  CHECK(found.report.rejected == 1);
}

TEST_CASE("lines join at equal end points and never where they only cross or touch midway") {
  const TemporaryFolder folder;
  const auto roads =
      read(folder.write(
               "a.geojson",
               layer({line(road(0), "0 0, 100 0"), line(road(0), "100 0, 100 100"),
                      line(road(0), "50 -50, 50 50"), line(road(0), "0 -50, 50 0, 60 -50")})),
           mapping())
          .roads;
  const auto e = ends(roads);
  REQUIRE(e.size() == 4);
  CHECK(e[0].second == e[1].first);
  std::set<std::uint32_t> nodes(roads.way_nodes.begin(), roads.way_nodes.end());
  CHECK(nodes.size() == 8);  // 9 places written, one of them shared
}

TEST_CASE("roads of two levels that both pass through a point stay apart") {
  const TemporaryFolder folder;
  const auto e = ends(
      read(folder.write("a.geojson",
                        layer({line(road(0), "0 0, 100 0"), line(road(0), "100 0, 200 0"),
                               line(road(1), "100 -99, 100 0"), line(road(1), "100 0, 100 99")})),
           mapping())
          .roads);
  CHECK(e[0].second == e[1].first);
  CHECK(e[2].second == e[3].first);
  CHECK(e[0].second != e[2].second);
}

TEST_CASE("a bridge joins the roads at its ends, though their level differs") {
  const TemporaryFolder folder;
  const auto roads =
      read(folder.write("a.geojson",
                        layer({line(road(0), "0 0, 100 0"), line(road(1), "100 0, 200 0"),
                               line(road(0), "200 0, 300 0"), line(road(0), "200 0, 200 90")})),
           mapping())
          .roads;
  const auto e = ends(roads);
  CHECK(e[0].second == e[1].first);
  CHECK(e[1].second == e[2].first);
  CHECK(e[2].first == e[3].first);
  CHECK(roads.tag(roads.ways[1], "level") == "1");
  CHECK(roads.tag(roads.ways[0], "level").empty());
}

TEST_CASE("a single end joins the nearest level that passes") {
  const TemporaryFolder folder;
  const auto e =
      ends(read(folder.write("a.geojson",
                             layer({line(road(0), "0 0, 100 0"), line(road(0), "100 0, 200 0"),
                                    line(road(2), "100 -99, 100 0"), line(road(2), "100 0, 100 99"),
                                    line(road(3), "100 0, 150 50")})),
                mapping())
               .roads);
  CHECK(e[4].first == e[2].second);
  CHECK(e[4].first != e[0].second);
}

TEST_CASE("classes are mapped, one-ways put in OSM's words, ids read from the column") {
  const TemporaryFolder folder;
  const auto [roads, report] = read(
      folder.write(
          "a.geojson",
          layer(
              {line(road(0, R"(,"sens":"Sens direct","cleabs":"TRON0000000042")"), "0 0, 100 0"),
               line(road(0, R"(,"sens":"Sens inverse","cleabs":"TRON0000000043")"), "100 0, 200 0"),
               line(road(0, R"(,"sens":"Sans objet","cleabs":"x")"), "200 0, 300 0"),
               line(road(0, R"(,"sens":"Tournant","cleabs":"7")"), "300 0, 400 0"),
               line(R"("nature":"Sentier")", "400 0, 500 0"),
               line(R"("nature":"secondary")", "500 0, 600 0")})),
      mapping());
  REQUIRE(roads.ways.size() == 6);
  CHECK(roads.tag(roads.ways[0], "oneway") == "yes");
  CHECK(roads.tag(roads.ways[1], "oneway") == "-1");
  CHECK(roads.tag(roads.ways[2], "oneway") == "no");
  CHECK(roads.tag(roads.ways[3], "oneway") == "no");
  CHECK(roads.tag(roads.ways[0], "class") == "primary");
  CHECK(roads.tag(roads.ways[4], "class") == "none");
  CHECK(roads.tag(roads.ways[5], "class") == "secondary");
  CHECK(roads.ways[0].id == 42);
  CHECK(roads.ways[1].id == 43);
  CHECK(roads.ways[3].id == 7);
  REQUIRE(find_note(report, "unread_oneway"));
  CHECK(find_note(report, "unread_oneway")->examples[0] == "fid 3: Tournant");
  REQUIRE(find_note(report, "unread_id"));
}

TEST_CASE("the study's own words for one-ways come first") {
  const TemporaryFolder folder;
  RoadsInput input = mapping();
  input.oneway_values = {{"Aller", "forward"}, {"Retour", "backward"}, {"F", "both"}};
  const auto roads =
      read(folder.write("a.geojson", layer({line(road(0, R"(,"sens":"Aller")"), "0 0, 1 0"),
                                            line(road(0, R"(,"sens":"Retour")"), "1 0, 2 0"),
                                            line(road(0, R"(,"sens":"F")"), "2 0, 3 0")})),
           input)
          .roads;
  CHECK(roads.tag(roads.ways[0], "oneway") == "yes");
  CHECK(roads.tag(roads.ways[1], "oneway") == "-1");
  CHECK(roads.tag(roads.ways[2], "oneway") == "no");
}

TEST_CASE("a layer's classes that the profile does not know are listed with their numbers") {
  const TemporaryFolder folder;
  const auto [roads, raw_report] = read(
      folder.write("a.geojson",
                   layer({line(road(0), "0 0, 900 0"), line(R"("nature":"Bac")", "900 0, 950 0"),
                          line(R"("nature":"Bac")", "900 0, 900 50"),
                          line(R"("nature":"Escalier")", "0 0, 0 50")})),
      mapping());
  SourceReport report = raw_report;
  const RoadNetwork network = build_network(roads, load_profile("car"), Crs::from_text("EPSG:2154"),
                                            quiet_execution(), report);
  CHECK(network.segment_count() == 1);
  // The line is 900 m in Lambert-93, whose scale there is within 1 ‰ of the ellipsoid's.
  CHECK(network.segment_length_mm[0] == Approx(900000).epsilon(0.001));
  REQUIRE(find_note(report, "unknown_class"));
  CHECK(find_note(report, "unknown_class")->count == 3);
  CHECK(find_note(report, "unknown_class")->examples ==
        std::vector<std::string>{"Bac (2)", "Escalier (1)"});
}

TEST_CASE("where no class is known the error lists those found and those expected") {
  const TemporaryFolder folder;
  const auto [roads, raw_report] = read(
      folder.write("a.geojson", layer({line(R"("nature":"Bac")", "900 0, 950 0")})), mapping());
  SourceReport report = raw_report;
  CHECK_THROWS_WITH(build_network(roads, load_profile("car"), Crs::from_text("EPSG:2154"),
                                  quiet_execution(), report),
                    Catch::Contains("'car': Bac (1)") && Catch::Contains("living_street"));
}

TEST_CASE("multi-lines are split, heights dropped, other geometries counted") {
  const TemporaryFolder folder;
  const std::string many =
      R"({"type":"Feature","properties":{"nature":"primary"},"geometry":{"type":"MultiLineString",)"
      R"("coordinates":[[[700000,6600000,120],[700100,6600000,130]],[[700100,6600000,130],[700100,6600100,9]]]}})";
  const std::string point =
      R"({"type":"Feature","properties":{"nature":"primary"},"geometry":{"type":"Point","coordinates":[700000,6600000]}})";
  const std::string nothing =
      R"({"type":"Feature","properties":{"nature":"primary"},"geometry":null})";
  RoadsInput input;
  input.columns = {{"class", "nature"}};
  const auto [roads, report] =
      read(folder.write("a.geojson", layer({many, point, nothing})), input);
  REQUIRE(roads.ways.size() == 2);
  CHECK(roads.ways[0].id == roads.ways[1].id);
  const auto e = ends(roads);
  CHECK(e[0].second == e[1].first);
  CHECK(report.read == 3);
  CHECK(report.kept == 1);
  CHECK(report.rejected == 2);
  REQUIRE(find_note(report, "not_a_line"));
  CHECK(find_note(report, "not_a_line")->count == 2);
}

TEST_CASE("a layer without a class column is taken as unclassified, and says so") {
  const TemporaryFolder folder;
  RoadsInput input;
  const auto [roads, report] =
      read(folder.write("a.geojson", layer({line(R"("a":1)", "0 0, 100 0")})), input);
  CHECK(roads.tag(roads.ways[0], "class") == "unclassified");
  CHECK(find_note(report, "no_class_column"));
}

TEST_CASE("a wrong column is an error that names the nearest") {
  const TemporaryFolder folder;
  RoadsInput input;
  input.columns = {{"class", "natur"}};
  const std::string path = folder.write("a.geojson", layer({line(R"("nature":"a")", "0 0, 9 0")}));
  CHECK_THROWS_WITH(read(path, input), Catch::Contains("no column 'natur'") &&
                                           Catch::Contains("Did you mean 'nature'?"));
}

TEST_CASE("the words of one-way columns") {
  for (const char* word :
       {"yes", "True", "1", "F", "FT", "Sens direct", "sens unique", "forward"}) {
    CAPTURE(word);
    CHECK(standard_oneway(word) == "yes");
  }
  for (const char* word : {"-1", "T", "TF", "Sens inverse", "backward"}) {
    CAPTURE(word);
    CHECK(standard_oneway(word) == "-1");
  }
  for (const char* word : {"", " ", "no", "0", "B", "N", "Double sens", "Sans objet", "both"}) {
    CAPTURE(word);
    CHECK(standard_oneway(word) == "no");
  }
  for (const char* word : {"2", "maybe", "yes;no"}) CHECK_FALSE(standard_oneway(word));
}

TEST_CASE("the number of an id") {
  CHECK(way_id_of("TRONROUT0000000012345678") == 12345678);
  CHECK(way_id_of("42") == 42);
  CHECK(way_id_of(" 42 ") == 42);
  CHECK(way_id_of("999999999999999999999999") == 999999999999999999);
  CHECK_FALSE(way_id_of(""));
  CHECK_FALSE(way_id_of("abc"));
  CHECK_FALSE(way_id_of("12a"));
}

}  // namespace coverage
