#include <catch2/catch.hpp>

#include "libcoverage/access/facility_area.h"
#include "libcoverage/access/nearest_access.h"
#include "libcoverage/access/select_facilities.h"
#include "libcoverage/access/threshold_access.h"
#include "libcoverage/routing/reverse_graph.h"
#include "network_fixture.h"
#include "random_town.h"

namespace coverage {
namespace {

MultiPolygon rectangle(double west, double east, double south = -1000, double north = 1000) {
  return {{{{{{west, south}, {east, south}, {east, north}, {west, north}, {west, south}}}}}};
}

/// Communes 03001 (west of x = 150), 03002 (to x = 250) and 63001 (east of it).
Territory three_communes() {
  Territory territory;
  territory.communes.push_back({"03001", "", "03", true, rectangle(-1000, 150), {}, {}});
  territory.communes.push_back({"03002", "", "03", true, rectangle(150, 250), {}, {}});
  territory.communes.push_back({"63001", "", "63", false, rectangle(250, 2000), {}, {}});
  territory.communes[CommuneIndex(1)].epci_code = "200000001";
  territory.communes[CommuneIndex(2)].epci_code = "200000001";
  return territory;
}

FacilitiesInput list(const std::string& name, std::vector<std::string> area) {
  FacilitiesInput input;
  input.name = name;
  input.kind = name;
  input.area = std::move(area);
  return input;
}

Query kind_is(const std::string& kind) {
  Query query;
  query.condition = {Condition::Kind::compare, "kind", Comparison::equal, {kind}, {}};
  return query;
}

std::vector<int> inside(const FacilityArea& area) {
  return {area.inside.begin(), area.inside.end()};
}

/// The part of a town west of a line: streets that cross it end there, at a place of their own,
/// which is cut. `whole` is the same town with those places, so that both have the same segments.
struct CutTown {
  RandomTown town;
  RoadNetwork whole;
  RoadNetwork west;
  std::vector<std::uint32_t> west_streets;  ///< their numbers in `whole`, by number in `west`
  std::vector<std::uint32_t> east_streets;

  CutTown(std::uint32_t seed, double line) : town(seed, 6) {
    std::vector<Street> streets;
    std::vector<std::uint32_t> cuts;
    const auto is_west = [&](std::uint32_t place) { return town.places[place].x < line; };
    for (const Street& street : town.streets) {
      if (is_west(street.from) == is_west(street.to)) {
        streets.push_back(street);
        continue;
      }
      const auto cut = static_cast<std::uint32_t>(town.places.size());
      town.places.push_back({line, town.places[street.from].y});
      cuts.push_back(cut);
      streets.push_back(street);
      streets.back().to = cut;
      streets.push_back(street);
      streets.back().from = cut;
    }
    const auto in_west = [&](std::uint32_t place) { return town.places[place].x <= line; };
    std::vector<Street> western;
    for (std::uint32_t s = 0; s < streets.size(); ++s) {
      const bool inside_both = in_west(streets[s].from) && in_west(streets[s].to);
      (inside_both ? west_streets : east_streets).push_back(s);
      if (inside_both) western.push_back(streets[s]);
    }
    whole = HandNetwork(town.places, streets).build();
    west = HandNetwork(town.places, western).build();
    std::vector<VertexId> cut_vertices;
    for (const std::uint32_t cut : cuts) cut_vertices.push_back(VertexId(cut));
    west.cut_vertices = std::move(cut_vertices);
  }

  Snap somewhere_west() {
    return place_on_street(town.below(west_streets.size()), town.below(101) / 100.0);
  }
  Snap in_whole(Snap snap) const {
    snap.segment = SegmentId(west_streets[snap.segment.value()]);
    return snap;
  }
};

}  // namespace

TEST_CASE("a certain value stays when the world goes on beyond the cut, with facilities anywhere") {
  int certain = 0;
  int wrong_where_doubtful = 0;
  for (std::uint32_t seed = 0; seed < 150; ++seed) {
    CAPTURE(seed);
    CutTown cut(seed, 250);
    if (cut.west_streets.empty() || cut.east_streets.empty()) continue;
    std::vector<PlacedFacility> listed;
    for (std::uint32_t i = 0; i < 3; ++i)
      listed.push_back({FacilityIndex(i), cut.somewhere_west()});
    std::vector<PlacedFacility> all;
    for (const PlacedFacility& row : listed) all.push_back({row.facility, cut.in_whole(row.snap)});
    for (const std::uint32_t street : cut.east_streets) {
      for (const double fraction : {0.0, 1.0}) {
        all.push_back({FacilityIndex::from_size(all.size()), place_on_street(street, fraction)});
      }
    }
    const OwnedSearchGraph into_west = reverse_graph(cut.west);
    const OwnedSearchGraph into_whole = reverse_graph(cut.whole);
    const auto edge =
        std::make_shared<TimeToEdge>(into_west.view(), edges_of_data(cut.west, {}, {}));
    const NearestAccess known({cut.west, into_west.view()}, listed, edge);
    const NearestAccess truth({cut.whole, into_whole.view()}, all, nullptr);
    for (int i = 0; i < 20; ++i) {
      const Snap home = cut.somewhere_west();
      const AccessTime found = known.at(home);
      const AccessTime real = truth.at(cut.in_whole(home));
      if (found.certain) {
        REQUIRE(found.time == real.time);
        REQUIRE(found.facility == real.facility);
        certain += found.status == AccessStatus::ok;
      }
      wrong_where_doubtful += !found.certain && real.time < found.time;
    }
  }
  CHECK(certain > 300);
  CHECK(wrong_where_doubtful > 300);
}

TEST_CASE("homes that certainly miss a target with a distance miss it in the whole world too") {
  int certain_misses = 0;
  int met_beyond = 0;
  for (std::uint32_t seed = 0; seed < 150; ++seed) {
    CAPTURE(seed);
    CutTown cut(seed, 250);
    if (cut.west_streets.empty() || cut.east_streets.empty()) continue;
    const std::vector<PlacedFacility> listed{{FacilityIndex(0), cut.somewhere_west()}};
    std::vector<PlacedFacility> all{{FacilityIndex(0), cut.in_whole(listed[0].snap)}};
    for (const std::uint32_t street : cut.east_streets) {
      all.push_back({FacilityIndex::from_size(all.size()), place_on_street(street, 0.5)});
    }
    const OwnedSearchGraph into_west = reverse_graph(cut.west);
    const OwnedSearchGraph into_whole = reverse_graph(cut.whole);
    const NearestAccess known(
        {cut.west, into_west.view()}, listed,
        std::make_shared<TimeToEdge>(into_west.view(), edges_of_data(cut.west, {}, {}),
                                     std::vector<std::uint8_t>(),
                                     TimeToEdge::Measure::time_and_distance));
    const NearestAccess truth({cut.whole, into_whole.view()}, all, nullptr);
    std::vector<std::optional<Snap>> homes, homes_in_whole;
    for (int i = 0; i < 20; ++i) {
      homes.push_back(cut.somewhere_west());
      homes_in_whole.push_back(cut.in_whole(*homes.back()));
    }
    const AccessTime nearest = known.at(homes[0]);
    if (nearest.status != AccessStatus::ok) continue;
    const Threshold target{nearest.time, nearest.distance};
    const auto met = meets_threshold(known, homes, target, quiet_execution());
    const auto really = meets_threshold(truth, homes_in_whole, target, quiet_execution());
    IdVector<DemandIndex, AccessTime> answers(homes.size());
    doubt_misses(known, homes, target, met, answers);
    for (std::size_t i = 0; i < homes.size(); ++i) {
      if (met[i]) continue;
      const bool certain = answers[DemandIndex::from_size(i)].certain;
      if (certain) REQUIRE_FALSE(really[i]);
      certain_misses += certain;
      met_beyond += really[i];
    }
  }
  CHECK(certain_misses > 100);
  CHECK(met_beyond > 100);
}

TEST_CASE(
    "a certain nearest facility that is too far leaves the target open where the edge is near") {
  // Home at 0; the facility is 100 s and 10 km to the west, the way cut 120 s and 3 km to the east.
  RoadNetwork roads =
      HandNetwork({{0, 0}, {100, 0}, {200, 0}}, {{0, 1, 100000, 100000, 10'000'000, 1, 0},
                                                 {1, 2, 120000, 120000, 3'000'000, 2, 0}})
          .build();
  roads.cut_vertices = std::vector{VertexId(2)};
  const OwnedSearchGraph into = reverse_graph(roads);
  const std::vector<std::optional<Snap>> home{place_on_street(0, 1), std::nullopt};
  for (const auto measure : {TimeToEdge::Measure::time, TimeToEdge::Measure::time_and_distance}) {
    const NearestAccess access(
        {roads, into.view()}, {{FacilityIndex(0), place_on_street(0, 0)}},
        std::make_shared<TimeToEdge>(into.view(), edges_of_data(roads, {}, {}),
                                     std::vector<std::uint8_t>(), measure));
    const auto is_certain = [&](double seconds, double metres) {
      IdVector<DemandIndex, AccessTime> answers(2);
      answers[DemandIndex(0)] = access.at(home[0]);
      REQUIRE(answers[DemandIndex(0)].certain);
      const Threshold target{Seconds::from_seconds(seconds), Metres::from_metres(metres)};
      const auto met = meets_threshold(access, home, target, quiet_execution());
      REQUIRE(met == std::vector<std::uint8_t>{0, 0});
      doubt_misses(access, home, target, met, answers);
      CHECK(answers[DemandIndex(1)].certain);
      return answers[DemandIndex(0)].certain;
    };
    CHECK_FALSE(is_certain(120, 3000));
    CHECK(is_certain(119, 3000));
    // Only where distances are measured is a target below them certainly missed.
    CHECK(is_certain(120, 2999) == (measure == TimeToEdge::Measure::time_and_distance));
  }
}

TEST_CASE("a value is certain up to the time to the edge, exactly") {
  // Home at 0, facility 100 s to the west, the way cut 100 s (then 99.999 s) to the east.
  for (const bool is_certain : {true, false}) {
    RoadNetwork roads = HandNetwork({{0, 0}, {100, 0}, {200, 0}},
                                    {{0, 1, 100000, 100000, 1000, 1, 0},
                                     {1, 2, is_certain ? 100000u : 99999u, 100000, 1000, 2, 0}})
                            .build();
    roads.cut_vertices = std::vector{VertexId(2)};
    const OwnedSearchGraph into = reverse_graph(roads);
    const NearestAccess access(
        {roads, into.view()}, {{FacilityIndex(0), place_on_street(0, 0)}},
        std::make_shared<TimeToEdge>(into.view(), edges_of_data(roads, {}, {})));
    CHECK(access.at(place_on_street(0, 1, 5)).certain == is_certain);
  }
}

TEST_CASE("an unreachable home is certain only where the edge cannot be reached either") {
  RoadNetwork roads = HandNetwork({{0, 0}, {100, 0}, {0, 500}, {100, 500}},
                                  {{0, 1, 1000, 1000, 1000, 1, 0}, {2, 3, 1000, 1000, 1000, 2, 0}})
                          .build();
  roads.cut_vertices = std::vector{VertexId(1)};
  const OwnedSearchGraph into = reverse_graph(roads);
  const NearestAccess access(
      {roads, into.view()}, {},
      std::make_shared<TimeToEdge>(into.view(), edges_of_data(roads, {}, {})));
  CHECK_FALSE(access.at(place_on_street(0, 0.5)).certain);
  CHECK(access.at(place_on_street(1, 0.5)).certain);
  CHECK(access.at(std::optional<Snap>()).certain);
}

TEST_CASE(
    "beyond the area of a facility list nothing is certain, nor on the road that leads there") {
  // Places at x = 0, 100, 200, 300; the list is complete west of 250.
  const RoadNetwork roads =
      HandNetwork({{0, 0}, {100, 0}, {200, 0}, {300, 0}}, {{0, 1, 10000, 10000, 1000, 1, 0},
                                                           {1, 2, 10000, 10000, 1000, 2, 0},
                                                           {2, 3, 10000, 10000, 1000, 3, 0}})
          .build();
  const Territory territory = three_communes();
  const FacilityArea area = facility_area(kind_is("msap"), {list("msap", {"03"})}, {}, territory);
  const auto outside = vertices_outside(roads, territory, area, quiet_execution());
  CHECK(outside == std::vector<std::uint8_t>{0, 0, 0, 1});
  const auto edges = edges_of_data(roads, {}, outside);
  CHECK(edges == std::vector{VertexId(2), VertexId(3)});
  const OwnedSearchGraph into = reverse_graph(roads);
  const NearestAccess access({roads, into.view()}, {{FacilityIndex(0), place_on_street(0, 0.5)}},
                             std::make_shared<TimeToEdge>(into.view(), edges, outside));
  CHECK(access.at(place_on_street(0, 0.9)).certain);
  CHECK_FALSE(access.at(place_on_street(1, 0.9)).certain);
  CHECK_FALSE(access.at(place_on_street(2, 0.1)).certain);
}

TEST_CASE("an area is named by départements, EPCIs and communes; unknown codes are told") {
  const Territory territory = three_communes();
  const auto area = [&](std::vector<std::string> codes) {
    return facility_area(kind_is("msap"), {list("msap", std::move(codes))}, {}, territory);
  };
  CHECK(inside(area({"03"})) == std::vector{1, 1, 0});
  CHECK(inside(area({"200000001"})) == std::vector{0, 1, 1});
  CHECK(inside(area({"03001", "63001"})) == std::vector{1, 0, 1});
  CHECK(area({"03", "2A"}).unknown_codes == std::vector<std::string>{"2A"});
  CHECK_FALSE(area({}).limited);
  CHECK(vertices_outside({}, territory, area({}), quiet_execution()).empty());
}

TEST_CASE("a query is complete where all lists that may answer it are") {
  const Territory territory = three_communes();
  const std::vector inputs = {list("msap", {"03"}), list("library", {"03002", "63"}),
                              list("mairie", {"03001"})};
  Query either;
  either.condition = {Condition::Kind::either,
                      "",
                      {},
                      {},
                      {kind_is("msap").condition, kind_is("library").condition}};
  CHECK(inside(facility_area(either, inputs, {}, territory)) == std::vector{0, 1, 0});
  CHECK(inside(facility_area(kind_is("library"), inputs, {}, territory)) == std::vector{0, 1, 1});
  // A rule made one row of the library list an msap: the list may answer after all.
  IdVector<FacilityIndex, Facility> facilities(1);
  facilities[FacilityIndex(0)].source = "library";
  facilities[FacilityIndex(0)].kind = "msap";
  CHECK(inside(facility_area(kind_is("msap"), inputs, facilities, territory)) ==
        std::vector{0, 1, 0});
}

TEST_CASE("a query selects the facilities that meet it and lists those it cannot tell") {
  IdVector<FacilityIndex, Facility> facilities(3);
  facilities[FacilityIndex(0)].tier = 3;
  facilities[FacilityIndex(1)].tier = 1;
  Query query;
  query.condition = {Condition::Kind::compare, "tier", Comparison::greater_equal, {"2"}, {}};
  const FacilitySelection selection = select_facilities(query, facilities);
  CHECK(selection.chosen == std::vector{FacilityIndex(0)});
  CHECK(selection.unknown == std::vector{FacilityIndex(2)});
}

TEST_CASE("a list is ruled out by its kind or its source alone, never by what its rows may hold") {
  const Condition msap = kind_is("msap").condition;
  const Condition tier{Condition::Kind::compare, "tier", Comparison::equal, {"3"}, {}};
  const Condition both{Condition::Kind::both, "", {}, {}, {msap, tier}};
  const Condition either{Condition::Kind::either, "", {}, {}, {msap, tier}};
  const Condition not_msap{Condition::Kind::negation, "", {}, {}, {msap}};
  CHECK(may_answer(both, "list", "msap"));
  CHECK_FALSE(may_answer(both, "list", "mairie"));
  CHECK(may_answer(either, "list", "mairie"));
  CHECK(may_answer(not_msap, "list", "mairie"));
  CHECK_FALSE(may_answer(not_msap, "list", "msap"));
  CHECK(may_answer(Condition{}, "list", ""));
}

}  // namespace coverage
