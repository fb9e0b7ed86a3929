#include "libcoverage/network/network_cache.h"

#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <chrono>

#include "libcoverage/network/input_identity.h"
#include "libcoverage/network/network_file.h"
#include "network_fixture.h"
#include "official_roads.h"

namespace coverage {

namespace {

namespace fs = std::filesystem;

std::string street(int length) {
  return "<?xml version='1.0'?><osm version='0.6'>" + osm_node(1, 0, 0) + osm_node(2, length, 0) +
         osm_way(10, "1 2", "highway=residential") + "</osm>";
}

/// Makes a file look as if it had been written an hour ago: fresh files are never trusted.
void age(const fs::path& file, int hours = 1) {
  fs::last_write_time(file, fs::file_time_type::clock::now() - std::chrono::hours(hours));
}

/// Remembers what it is told; counts how often roads are read.
class Listener : public Progress {
 public:
  void stage(const Message& name, std::optional<std::uint64_t>) override {
    builds += name.english == "Reading roads";
  }
  void warn(const Message& text) override { warnings.push_back(text.english); }
  int builds = 0;
  std::vector<std::string> warnings;
};

struct World {
  World() {
    study.file = (folder.path() / "Étude.toml").string();
    study.roads.paths = {folder.write("roads.osm", street(1000))};
    age(study.roads.paths[0]);
  }
  RoadNetwork load(const std::string& profile = "car") {
    report = {};
    return load_or_build_network(study, profile, crs, {listener, 1, nullptr}, report);
  }
  fs::path cache() const { return network_cache_path(study, "car", crs); }

  TemporaryFolder folder;
  Study study;
  Crs crs = Crs::from_text("EPSG:2154");
  Listener listener;
  SourceReport report;
};

}  // namespace

TEST_CASE("a second run opens the network that the first has built, report included") {
  World world;
  const RoadNetwork first = world.load();
  const std::uint64_t read = world.report.read;
  REQUIRE(fs::exists(world.cache()));
  const RoadNetwork second = world.load();
  CHECK(world.listener.builds == 1);
  CHECK(second.fingerprint == first.fingerprint);
  CHECK(second.arc_time_ms[0] == first.arc_time_ms[0]);
  CHECK(world.report.read == read);
  CHECK(world.report.name == "roads");
}

TEST_CASE("a road file with other content is built again, a touched one is not") {
  World world;
  const RoadNetwork first = world.load();
  age(world.study.roads.paths[0], 5);
  CHECK(world.load().fingerprint == first.fingerprint);
  CHECK(world.listener.builds == 1);
  world.folder.write("roads.osm", street(2000));
  const RoadNetwork second = world.load();
  CHECK(world.listener.builds == 2);
  CHECK(second.fingerprint != first.fingerprint);
  CHECK(second.arc_length_mm[0] > first.arc_length_mm[0]);
}

TEST_CASE("a network is stored from its first building until its roads change") {
  World world;
  const auto is_stored = [&] { return is_network_stored(world.study, "car", world.crs); };
  CHECK_FALSE(is_stored());
  world.load();
  CHECK(is_stored());
  CHECK_FALSE(is_network_stored(world.study, "foot", world.crs));
  CHECK_FALSE(is_network_stored(world.study, "no such profile", world.crs));
  age(world.study.roads.paths[0], 5);
  CHECK_FALSE(is_stored());
  world.study.roads.paths[0] += ".gone";
  CHECK_FALSE(is_stored());
}

TEST_CASE("another profile, CRS or mapping is another network") {
  World world;
  const std::string car = world.load().fingerprint;
  CHECK(world.load("foot").fingerprint != car);
  world.study.roads.classes = {{"a", "primary"}};
  CHECK(world.load().fingerprint != car);
  world.study.roads.classes.clear();
  world.crs = Crs::from_text("EPSG:32631");
  CHECK(world.load().fingerprint != car);
  CHECK(world.listener.builds == 4);
}

TEST_CASE("a changed mapping file, or another turn table, is another network") {
  World world;
  const auto path = [&](const char* name) { return (world.folder.path() / name).string(); };
  OfficialFile(path("roads.gpkg"))
      .add(bdtopo_roads, {{{{"cleabs", "T1"}, {"nature", "Rue"}}, "0 0, 500 0"},
                          {{{"cleabs", "T2"}, {"nature", "Rue"}}, "500 0, 900 0"}});
  OfficialFile(path("turns.gpkg"))
      .add(bdtopo_turns,
           {{{{"lien_vers_troncon_entree", "T1"}, {"liens_vers_troncon_sortie", "T2"}}, "500 0"}});
  const std::string start = "name = \"mine\"\n[columns]\nid = \"cleabs\"\nclass = \"nature\"\n";
  const std::string turns =
      "[turns]\nfrom = \"lien_vers_troncon_entree\"\nto = \"liens_vers_troncon_sortie\"\n";
  world.study.roads.paths = {path("roads.gpkg")};
  world.study.roads.mapping =
      world.folder.write("m.toml", start + "[classes]\nRue = \"service\"\n" + turns);
  const RoadNetwork service = world.load();
  CHECK(service.vertex_count() == 2);
  world.load();
  CHECK(world.listener.builds == 1);
  world.folder.write("m.toml", start + "[classes]\nRue = \"primary\"\n" + turns);
  CHECK(world.load().fingerprint != service.fingerprint);
  world.study.roads.turn_tables = {path("turns.gpkg")};
  const RoadNetwork bound = world.load();
  CHECK(world.listener.builds == 3);
  CHECK(bound.vertex_count() > service.vertex_count());
  world.study.roads.turn_restrictions = false;
  CHECK(world.load().vertex_count() == service.vertex_count());
}

TEST_CASE("a damaged network file is said so and built again") {
  World world;
  const RoadNetwork first = world.load();
  world.load();
  const auto size = fs::file_size(world.cache());
  fs::resize_file(world.cache(), size - 100);
  CHECK(world.load().fingerprint == first.fingerprint);
  CHECK(world.listener.builds == 2);
  REQUIRE(world.listener.warnings.size() == 1);
  CHECK_THAT(world.listener.warnings[0], Catch::Contains("cannot be used as a built network") &&
                                             Catch::Contains("it is built again"));
  CHECK_NOTHROW(verify_network(world.cache()));
}

TEST_CASE("a changed byte deep in the file is found when the file is not the one last verified") {
  World world;
  const RoadNetwork first = world.load();
  std::fstream file(world.cache(), std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(-200, std::ios::end);
  file << std::string(200, '\x7e');
  file.close();
  CHECK(world.load().fingerprint == first.fingerprint);
  CHECK(world.listener.builds == 2);
}

TEST_CASE("a scenario shares the network of the study that it starts from") {
  World world;
  world.study.files = {(world.folder.path() / "base.toml").string(),
                       (world.folder.path() / "scenarios" / "one.toml").string()};
  world.study.file = world.study.files.back();
  CHECK(world.cache().parent_path() == world.folder.path() / ".coverage");
  CHECK_THAT(world.cache().filename().string(), Catch::StartsWith("base-car-"));
}

TEST_CASE("where the folder cannot be written the network is built in memory") {
  World world;
  world.folder.write(".coverage", "a file where the folder should be");
  CHECK(world.load().segment_count() == 1);
  CHECK(world.load().segment_count() == 1);
  CHECK(world.listener.builds == 2);
}

TEST_CASE("the files behind a Shapefile are all its siblings") {
  const TemporaryFolder folder;
  for (const char* name : {"roads.shp", "roads.dbf", "roads.shx", "roads.prj", "other.dbf"}) {
    folder.write(name, name);
  }
  std::vector<std::string> names;
  for (const std::string& file : files_behind({(folder.path() / "roads.shp").string()})) {
    names.push_back(fs::path(file).filename().string());
  }
  CHECK(names == std::vector<std::string>{"roads.dbf", "roads.prj", "roads.shp", "roads.shx"});
}

TEST_CASE("a file changed a moment ago has no stamp to be trusted") {
  const TemporaryFolder folder;
  const std::string file = folder.write("a", "a");
  CHECK(stamp_of(file) == FileStamp{});
  age(file);
  CHECK(stamp_of(file).bytes == 1);
  CHECK(stamp_of(folder.path().string()) == FileStamp{});
}

}  // namespace coverage
