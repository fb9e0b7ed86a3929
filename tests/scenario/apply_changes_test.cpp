#include "libcoverage/scenario/apply_changes.h"

#include <catch2/catch.hpp>

#include "error_text.h"

namespace coverage {
namespace {

/// Two communes of 0.2° around 3.0 E, 46.5 N in Lambert 93, west and east of 3.1 E.
struct World {
  Study study;
  Territory territory;
  Crs crs = Crs::from_text("EPSG:2154");
  IdVector<FacilityIndex, Facility> facilities;

  World() {
    study.facilities.resize(2);
    study.facilities[0].name = "msap";
    study.facilities[1].name = "caf";
    add_commune("03001", 3.0, 3.1);
    add_commune("03002", 3.1, 3.2);
    for (const char* id : {"msap:1", "msap:2", "caf:1", "caf:7"}) {
      Facility facility;
      facility.id = id;
      facility.source = facility.id.substr(0, facility.id.find(':'));
      facility.kind = facility.source;
      facilities.push_back(std::move(facility));
    }
  }

  void add_commune(const char* code, double west, double east) {
    const Projection projection(crs);
    Polyline ring;
    for (const LonLat corner : {LonLat{west, 46.4}, LonLat{east, 46.4}, LonLat{east, 46.6},
                                LonLat{west, 46.6}, LonLat{west, 46.4}}) {
      ring.push_back(*projection.project(corner));
    }
    Commune commune;
    commune.code = code;
    commune.shape.polygons.push_back({{ring}});
    territory.communes.push_back(std::move(commune));
  }

  template <class Change>
  World& change(Change change, int number = 0) {
    study.changes.push_back({change, "dir/two more.toml", 12, number});
    return *this;
  }

  IdVector<FacilityIndex, Facility> applied() const {
    const StudyPlace place(territory, crs);
    return apply_changes(study, facilities, place);
  }
  std::string error() const {
    return error_text([&] { applied(); });
  }
};

std::vector<std::string> ids_of(const IdVector<FacilityIndex, Facility>& facilities) {
  std::vector<std::string> ids;
  for (const Facility& facility : facilities) ids.push_back(facility.id);
  return ids;
}

const Facility& named(const IdVector<FacilityIndex, Facility>& facilities, const char* id) {
  for (const Facility& facility : facilities) {
    if (facility.id == id) return facility;
  }
  throw std::runtime_error(id);
}

using Ids = std::vector<std::string>;

TEST_CASE("without changes the facilities stand in facility order") {
  CHECK(ids_of(World().applied()) == Ids{"msap:1", "msap:2", "caf:1", "caf:7"});
}

TEST_CASE("added facilities come last, by id, named after the scenario file") {
  World world;
  world.change(AddFacility{"msap", {}, {}, {3.15, 46.5}, 2}, 1);
  world.change(AddFacility{"caf", "scenario:a", "Annexe", {3.05, 46.5}, {}}, 2);
  const auto facilities = world.applied();
  CHECK(ids_of(facilities) ==
        Ids{"msap:1", "msap:2", "caf:1", "caf:7", "scenario:a", "scenario:two more-1"});
  const Facility& first = named(facilities, "scenario:two more-1");
  CHECK(first.source == "scenario");
  CHECK(first.name == "scenario:two more-1");
  CHECK(first.kind == "msap");
  CHECK(first.tier == 2);
  CHECK(first.status == FacilityStatus::open);
  CHECK_FALSE(first.mobile);
  CHECK(first.commune == CommuneIndex(1));
  CHECK(first.lon_lat == LonLat{3.15, 46.5});
  CHECK(first.position == *Projection(world.crs).project({3.15, 46.5}));
  const Facility& second = named(facilities, "scenario:a");
  CHECK(second.name == "Annexe");
  CHECK(second.tier == std::nullopt);
  CHECK(second.commune == CommuneIndex(0));
}

TEST_CASE("closing keeps the facility in the list, closed") {
  const auto facilities = World().change(CloseFacility{"msap:2"}).applied();
  CHECK(facilities.size() == 4);
  CHECK(named(facilities, "msap:2").status == FacilityStatus::closed);
  CHECK(named(facilities, "msap:1").status == FacilityStatus::open);
}

TEST_CASE("moving changes position and commune, nothing else") {
  World world;
  world.facilities[FacilityIndex(0)].tier = 3;
  const auto facilities = world.change(MoveFacility{"msap:1", {3.05, 46.5}}).applied();
  const Facility& moved = named(facilities, "msap:1");
  CHECK(moved.commune == CommuneIndex(0));
  CHECK(moved.lon_lat == LonLat{3.05, 46.5});
  CHECK(moved.tier == 3);
  CHECK(moved.source == "msap");
}

TEST_CASE("a bare id is enough where no other source has it") {
  CHECK(named(World().change(SetTier{"7", 3}).applied(), "caf:7").tier == 3);
}

TEST_CASE("changes apply in order, also to what earlier ones added") {
  World world;
  world.change(AddFacility{"msap", "x:1", {}, {3.05, 46.5}, {}}, 1);
  world.change(MoveFacility{"x:1", {3.15, 46.5}}).change(SetTier{"x:1", 1});
  const auto facilities = world.applied();
  CHECK(named(facilities, "x:1").tier == 1);
  CHECK(named(facilities, "x:1").commune == CommuneIndex(1));
}

TEST_CASE("changes that cannot be applied name file and line") {
  CHECK(World().change(CloseFacility{"1"}).error() ==
        "dir/two more.toml:12: several facilities have the id '1'. Write one of: msap:1, caf:1");
  CHECK(World().change(CloseFacility{"mspa:1"}).error() ==
        "dir/two more.toml:12: no facility has the id 'mspa:1'. Did you mean 'msap:1'?");
  CHECK(World().change(CloseFacility{"library of the town"}).error() ==
        "dir/two more.toml:12: no facility has the id 'library of the town'. Ids stand in "
        "facilities.csv, as source:id");
  CHECK(World().change(CloseFacility{"msap:1"}).change(CloseFacility{"msap:1"}).error() ==
        "dir/two more.toml:12: 'msap:1' is already closed. Remove this [[change]]");
  CHECK(World().change(AddFacility{"msap", "caf:7", {}, {3.05, 46.5}, {}}, 1).error() ==
        "dir/two more.toml:12: the id 'caf:7' is already taken. Give the added facility another "
        "id");
  CHECK(
      World().change(MoveFacility{"msap:1", {46.5, 3.05}}).error() ==
      "dir/two more.toml:12: longitude 46.5, latitude 3.05 is away from the study. Check that lon "
      "and lat are degrees, and not exchanged");
}

}  // namespace
}  // namespace coverage
