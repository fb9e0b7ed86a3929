#include "libcoverage/synthetic/generate_demo.h"

#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "libcoverage/base/error.h"
#include "libcoverage/base/text.h"
#include "libcoverage/geo/vector_layer.h"
#include "libcoverage/input/load_roads.h"
#include "libcoverage/input/table.h"
#include "temporary_folder.h"
#include "test_data.h"

using namespace coverage;

namespace {

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

DemoOptions small_demo(const std::filesystem::path& directory) {
  DemoOptions options;
  options.directory = directory;
  options.junctions = 6000;
  options.communes = 40;
  return options;
}

DemoSummary generate(const DemoOptions& options, unsigned threads = 1) {
  Progress silent;
  return generate_demo(options, Execution{silent, threads});
}

std::int64_t sum_of(const Table& table, const std::string& column, const std::string& codes) {
  std::int64_t sum = 0;
  for (const auto& row : table.rows) {
    if (row[table.column("code")].starts_with(codes)) {
      sum += parse_integer(row[table.column(column)]).value();
    }
  }
  return sum;
}

}  // namespace

TEST_CASE("two runs, and runs with one and three threads, write the same bytes") {
  const TemporaryFolder folder;
  const DemoSummary first = generate(small_demo(folder.path() / "a"));
  generate(small_demo(folder.path() / "b"), 3);
  CHECK(first.files.size() >= 14);
  for (const std::string& file : first.files) {
    INFO(file);
    const std::string bytes = bytes_of(folder.path() / "a" / file);
    CHECK_FALSE(bytes.empty());
    CHECK((bytes == bytes_of(folder.path() / "b" / file)));
  }
}

TEST_CASE("another seed gives other roads") {
  const TemporaryFolder folder;
  DemoOptions options = small_demo(folder.path() / "a");
  generate(options);
  options.directory = folder.path() / "b";
  options.seed = 2;
  generate(options);
  CHECK(
      (bytes_of(folder.path() / "a/roads.osm.pbf") != bytes_of(folder.path() / "b/roads.osm.pbf")));
}

TEST_CASE("populations and the grid sum to the study's inhabitants") {
  const TemporaryFolder folder;
  const DemoSummary summary = generate(small_demo(folder.path() / "demo"));
  CHECK(summary.population == 40 * 1100);
  const Table table = load_table((folder.path() / "demo/population.csv").string());
  CHECK(sum_of(table, "population", "96") == summary.population);
  const VectorLayer grid = VectorLayer::open((folder.path() / "demo/grid.gpkg").string());
  std::int64_t inhabitants = 0, aged = 0;
  grid.for_each([&](const Feature& square) {
    if (!square.text(grid.column("lcog_geo"))->starts_with("96")) return;
    inhabitants += static_cast<std::int64_t>(*square.number(grid.column("ind")));
    aged += static_cast<std::int64_t>(*square.number(grid.column("ind_75p")));
  });
  CHECK(inhabitants == summary.population);
  CHECK(aged > inhabitants / 20);
  CHECK(aged < inhabitants / 4);
  CHECK(grid.size() == summary.inhabited_squares);
}

TEST_CASE("the road file is a complete extract whose border roads are cut") {
  const TemporaryFolder folder;
  const DemoSummary summary = generate(small_demo(folder.path() / "demo"));
  RoadsInput input;
  input.paths = {(folder.path() / "demo/roads.osm.pbf").string()};
  Progress silent;
  SourceReport report;
  const RawRoads roads = load_osm_roads(input, Execution{silent}, report);
  CHECK(roads.ways.size() + 10 > summary.ways);
  std::size_t cut = 0, bridges = 0, numbered = 0;
  for (const RawRoads::Way& way : roads.ways) {
    cut += way.cut_at_start || way.cut_at_end ? 1 : 0;
    bridges += roads.tag(way, "bridge") == "yes" ? 1 : 0;
    numbered += roads.tag(way, "ref").starts_with("D ") ? 1 : 0;
  }
  CHECK(cut > 10);
  CHECK(bridges > 2);
  CHECK(numbered > 100);
}

TEST_CASE("every file says that the demo is fictitious") {
  const TemporaryFolder folder;
  generate(small_demo(folder.path() / "demo"));
  for (const char* file : {"README.txt", "study.toml", "communes.geojson", "mairies.geojson",
                           "manifest.json", "scenario-moulins-like.toml"}) {
    INFO(file);
    CHECK(bytes_of(folder.path() / "demo" / file).find("Données fictives") != std::string::npos);
  }
  CHECK(bytes_of(folder.path() / "demo/README.txt").find("Fictitious data") != std::string::npos);
}

TEST_CASE("France services come as in the real list, two in a département being buses") {
  const TemporaryFolder folder;
  DemoOptions options;
  options.directory = folder.path() / "demo";
  options.junctions = 20000;
  options.communes = 300;
  generate(options);
  const Table table = load_table((folder.path() / "demo/france-services.csv").string());
  std::size_t inside = 0, buses = 0;
  for (const auto& row : table.rows) {
    if (row[table.column("insee_dep")] != "96") continue;
    ++inside;
    buses += row[table.column("format_fs")] == "Bus_équivalent" ? 1 : 0;
    CHECK(row[table.column("lib_fs")].find("France services") != std::string::npos);
  }
  CHECK(inside == 24);
  CHECK(buses == 2);
  const Table caf = load_table((folder.path() / "demo/caf.csv").string());
  std::size_t branches = 0;
  for (const auto& row : caf.rows) branches += row[caf.column("insee_com")].starts_with("96");
  CHECK(branches == 3);
}

TEST_CASE("an earlier demo is replaced, somebody else's folder is not") {
  const TemporaryFolder folder;
  const std::filesystem::path directory = folder.path() / "demo";
  generate(small_demo(directory));
  CHECK_NOTHROW(generate(small_demo(directory)));
  folder.write("mine/thesis.txt", "years of work");
  CHECK_THROWS_AS(generate(small_demo(folder.path() / "mine")), OutputError);
  CHECK_FALSE(std::filesystem::exists(folder.path() / "mine/roads.osm.pbf"));
}

TEST_CASE("sizes out of range are refused before anything is written") {
  const TemporaryFolder folder;
  DemoOptions options = small_demo(folder.path() / "demo");
  options.junctions = 5;
  CHECK_THROWS_WITH(generate(options), Catch::Contains("5 junctions are out of range"));
  options.junctions = 50'000'000;
  CHECK_THROWS_AS(generate(options), InputError);
  options = small_demo(folder.path() / "demo");
  options.communes = 2;
  CHECK_THROWS_WITH(generate(options), Catch::Contains("12 to 60000 communes"));
  CHECK_FALSE(std::filesystem::exists(folder.path() / "demo"));
}

TEST_CASE("a stopped run leaves nothing") {
  const TemporaryFolder folder;
  Progress silent;
  const std::atomic<bool> stop{true};
  CHECK_THROWS_AS(generate_demo(small_demo(folder.path() / "demo"), Execution{silent, 1, &stop}),
                  Interrupted);
  CHECK(std::filesystem::is_empty(folder.path()));
}

TEST_CASE("ten million junctions call for 35,000 communes, sixty thousand for 300") {
  CHECK(communes_for(60000) == 300);
  CHECK(communes_for(10'000'000) == Approx(35000).epsilon(0.01));
  CHECK(communes_for(1000) >= 12);
}

namespace {

/// Four by four square communes: twelve of the Allier, four of elsewhere.
std::string write_squares(const TemporaryFolder& folder) {
  std::string features;
  for (int i = 0; i < 16; ++i) {
    const double x = 3.0 + 0.06 * (i % 4), y = 46.0 + 0.04 * (i / 4);
    features += fmt::format(
        "{}{{\"type\":\"Feature\",\"properties\":{{\"code\":\"{:05}\",\"nom\":\"Lieu {}\"}},"
        "\"geometry\":{{\"type\":\"Polygon\",\"coordinates\":[[[{},{}],[{},{}],[{},{}],[{},{}],"
        "[{},{}]]]}}}}",
        i ? "," : "", 3001 + i + (i > 11 ? 60000 : 0), i, x, y, x + 0.06, y, x + 0.06, y + 0.04, x,
        y + 0.04, x, y);
  }
  return folder.write("communes.geojson",
                      "{\"type\":\"FeatureCollection\",\"features\":[" + features + "]}");
}

DemoOptions square_communes(const TemporaryFolder& folder, const std::string& populations) {
  DemoOptions options;
  options.directory = folder.path() / "demo";
  options.commune_files = {write_squares(folder)};
  options.population_file = folder.write("population.csv", populations);
  options.study_area = {"03"};
  return options;
}

}  // namespace

TEST_CASE("roads are drawn between given communes, under study and around") {
  const TemporaryFolder folder;
  const DemoOptions options =
      square_communes(folder, "insee_com,population\n03001,15000\n03002,300\n");
  const DemoSummary summary = generate(options);
  CHECK(summary.communes == 16);
  CHECK(summary.communes_in_study == 12);
  CHECK(summary.population == 15300);  // the others are not guessed
  CHECK(summary.junctions > 1500);
  const std::string study = bytes_of(folder.path() / "demo/study.toml");
  CHECK(study.find("Routes fictives") != std::string::npos);
  CHECK(study.find("study_area = [\"03\"]") != std::string::npos);
  CHECK(study.find(options.commune_files[0]) != std::string::npos);
  CHECK(study.find("\n# edition = ") != std::string::npos);
}

TEST_CASE("populations of real communes have the edition that is given, and are never invented") {
  const TemporaryFolder folder;
  DemoOptions options = square_communes(folder, "insee_com,population\n03001,15000\n");
  options.population_edition = "2023";
  generate(options);
  CHECK(bytes_of(folder.path() / "demo/study.toml").find("\nedition = \"2023\"\n") !=
        std::string::npos);
  options.population_file.reset();
  CHECK_FALSE(generate(options).population);
  CHECK(bytes_of(folder.path() / "demo/study.toml").find("[population]") == std::string::npos);
}

TEST_CASE("a population that is no number is refused with its place") {
  const TemporaryFolder folder;
  const DemoOptions options = square_communes(folder, "insee_com,population\n03001,many\n");
  CHECK_THROWS_WITH(generate(options), Catch::Contains("population.csv") &&
                                           Catch::Contains("line 2") && Catch::Contains("'many'"));
  CHECK_FALSE(std::filesystem::exists(folder.path() / "demo"));
}

TEST_CASE("a study area without communes is refused") {
  const TemporaryFolder folder;
  DemoOptions options = square_communes(folder, "insee_com,population\n03001,1\n");
  options.study_area = {"58"};
  CHECK_THROWS_WITH(generate(options), Catch::Contains("--study-area"));
}

TEST_CASE("roads between the real communes of the Allier", "[real]") {
  const auto communes = test_data_path("allier/communes-03.geojson");
  const auto neighbours = test_data_path("allier/communes-63.geojson");
  const auto population = test_data_path("allier/communes-2026.csv");
  const auto services = test_data_path("allier/france-services-2024-08-01.csv");
  if (!communes || !neighbours || !population || !services) return;
  const TemporaryFolder folder;
  DemoOptions options;
  options.directory = folder.path() / "allier";
  options.commune_files = {*communes, *neighbours};
  options.population_file = population;
  options.france_services_file = services;
  options.study_area = {"03"};
  const DemoSummary summary = generate(options, 2);
  CHECK(summary.communes_in_study == 317);
  CHECK(summary.communes == 317 + 467);
  CHECK(summary.population > 330000);
  CHECK(summary.population < 340000);
  CHECK(summary.junctions > 130 * 400);
  CHECK(summary.junctions < 130 * 784);  // far from the Allier only main roads
}
