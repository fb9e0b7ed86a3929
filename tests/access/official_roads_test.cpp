#include "official_roads.h"

#include "libcoverage/access/nearest_access.h"
#include "libcoverage/base/error.h"
#include "libcoverage/network/snapper.h"
#include "libcoverage/routing/reverse_graph.h"
#include "network_fixture.h"

// Roads written with the schemas of IGN's BD TOPO and ROUTE 500, read with the ready mappings, and
// one access time for each rule. Unless a test says otherwise a road is driven at 36 km/h: 10 m in
// a second.

namespace coverage {
namespace {

/// A mode without delays, so that times are lengths by speeds.
Profile plain_car() {
  return parse_profile(R"(
name = "plain"
traffic = "free_flow"
access_keys = ["motor_vehicle", "access"]
refused_access = ["no", "private"]
unstoppable_tags = ["bridge"]
restriction_keys = ["restriction"]
[limits]
[classes]
motorway = { speed_km_h = 108, stoppable = false, oneway = true }
trunk = { speed_km_h = 90 }
primary = { speed_km_h = 72 }
secondary = { speed_km_h = 54 }
tertiary = { speed_km_h = 36 }
primary_link = { speed_km_h = 36 }
residential = { speed_km_h = 18 }
unclassified = { speed_km_h = 36 }
service = { speed_km_h = 18 }
track = { speed_km_h = 9, only_where_allowed = true }
)",
                       "plain.toml");
}

/// A row of BD TOPO: an open road both ways at 36 km/h, but for what `more` says.
OfficialRow road(int id, const std::string& places,
                 const std::map<std::string, std::string>& more = {}) {
  OfficialRow row{{{"cleabs", fmt::format("TRONROUT{:016}", id)},
                   {"nature", "Route à 1 chaussée"},
                   {"importance", "4"},
                   {"etat_de_l_objet", "En service"},
                   {"position_par_rapport_au_sol", "0"},
                   {"prive", "0"},
                   {"sens_de_circulation", "Double sens"},
                   {"urbain", "0"},
                   {"vitesse_moyenne_vl", "36"},
                   {"acces_vehicule_leger", "Libre"}},
                  places};
  for (const auto& [column, value] : more) row.values[column] = value;
  return row;
}

OfficialRow turn(int from, const std::string& to, const std::string& place) {
  return {{{"cleabs", fmt::format("NON_COMM{:016}", from)},
           {"lien_vers_troncon_entree", fmt::format("TRONROUT{:016}", from)},
           {"liens_vers_troncon_sortie", to}},
          place};
}

std::string road_id(int id) {
  return fmt::format("TRONROUT{:016}", id);
}

struct Place {
  double east, north;
};

class Roads {
 public:
  explicit Roads(const RoadsInput& input, const Profile& profile = plain_car()) {
    const RawRoads raw = load_roads(input, quiet_execution(), report);
    network_ = build_network(raw, profile, Crs::from_text("EPSG:2154"), quiet_execution(), report);
    into_ = reverse_graph(network_);
  }

  static constexpr double no_way = -1;

  /// By road, from a home to a facility that stand on roads.
  double seconds(Place home, Place facility) const {
    const Snapper snapper(network_, 5);
    const auto at = [&](Place place) {
      const auto snap = snapper.snap({700000 + place.east, 6600000 + place.north});
      REQUIRE(snap);
      return *snap;
    };
    const NearestAccess access({network_, into_.view()}, {{FacilityIndex(0), at(facility)}},
                               nullptr);
    const AccessTime found = access.at(at(home));
    if (found.status != AccessStatus::ok) return no_way;
    return found.time.seconds();
  }

  bool has_road_at(Place place) const {
    return Snapper(network_, 5).snap({700000 + place.east, 6600000 + place.north}).has_value();
  }

  const SourceNote* note(const std::string& code) const {
    for (const SourceNote& note : report.notes) {
      if (note.code == code) return &note;
    }
    return nullptr;
  }

  SourceReport report;

 private:
  RoadNetwork network_;
  OwnedSearchGraph into_;
};

RoadsInput mapped(std::vector<std::string> paths, const std::string& mapping = "bdtopo") {
  RoadsInput input;
  input.paths = std::move(paths);
  input.mapping = mapping;
  return input;
}

/// The roads of one GeoPackage, with forbidden turns where there are any.
Roads roads_of(const std::vector<OfficialRow>& rows, const std::vector<OfficialRow>& turns = {}) {
  const TemporaryFolder folder;
  const std::string path = (folder.path() / "bdtopo.gpkg").string();
  OfficialFile(path).add(bdtopo_roads, rows).add(bdtopo_turns, turns);
  return Roads(mapped({path}));
}

/// Lambert-93 stretches lengths by one in a thousand there.
Approx about(double seconds) {
  return Approx(seconds).epsilon(0.0015);
}

/// A square of one kilometre: south side 1, east 2, north 3, west 4, all both ways.
///
///     S --3-- R
///     4       2
///     P --1-- Q
std::vector<OfficialRow> square(const std::map<std::string, std::string>& south) {
  return {road(1, "0 0, 1000 0", south), road(2, "1000 0, 1000 1000"), road(3, "1000 1000, 0 1000"),
          road(4, "0 1000, 0 0")};
}

}  // namespace

TEST_CASE("BD TOPO: a road against whose drawing one drives") {
  // Drawn from P to Q, open from Q to P. Home at its quarter, facility at three quarters: back to P
  // (250 m), round by S, R, Q (3000 m) and 250 m; the other way straight on, 500 m.
  const Roads inverse = roads_of(square({{"sens_de_circulation", "Sens inverse"}}));
  CHECK(inverse.seconds({250, 0}, {750, 0}) == about(350));
  CHECK(inverse.seconds({750, 0}, {250, 0}) == about(50));
  const Roads direct = roads_of(square({{"sens_de_circulation", "Sens direct"}}));
  CHECK(direct.seconds({250, 0}, {750, 0}) == about(50));
  CHECK(direct.seconds({750, 0}, {250, 0}) == about(350));
  const Roads both = roads_of(square({{"sens_de_circulation", "Sans objet"}}));
  CHECK(both.seconds({750, 0}, {250, 0}) == about(50));
}

TEST_CASE("BD TOPO: a bridge whose road is cut above another one does not meet it") {
  // Both roads have an end at the crossing X (500, 0). By the bridge there is no turn: home 100 m
  // south of X, facility 100 m east of it, the way leads north (600 m to the far end), round to
  // the east end and back: 600 + 500 + 500 + 400 m.
  const std::map<std::string, std::string> above{{"position_par_rapport_au_sol", "1"}};
  const std::vector<OfficialRow> frame{road(1, "0 0, 500 0"), road(2, "500 0, 1000 0"),
                                       road(5, "1000 0, 1000 500"), road(6, "1000 500, 500 500")};
  std::vector<OfficialRow> bridge = frame, level = frame;
  // The ground carries 3a and 4b; only the two pieces at X are above.
  for (const OfficialRow& row : {road(3, "500 -50, 500 0", above), road(4, "500 0, 500 50", above),
                                 road(7, "500 -500, 500 -50"), road(8, "500 50, 500 500")}) {
    bridge.push_back(row);
    OfficialRow low = row;
    low.values["position_par_rapport_au_sol"] = "Gué ou radier";
    level.push_back(low);
  }
  CHECK(roads_of(bridge).seconds({500, -100}, {600, 0}) == about(200));
  CHECK(roads_of(level).seconds({500, -100}, {600, 0}) == about(20));
}

TEST_CASE("BD TOPO: roads for those who have a right to them are closed to cars") {
  // From P to Q by the south side 100 s; by S and R 300 s.
  CHECK(roads_of(square({})).seconds({0, 10}, {1000, 10}) == about(102));
  for (const auto& closed : std::vector<std::map<std::string, std::string>>{
           {{"acces_vehicule_leger", "Restreint aux ayants droit"}},
           {{"acces_vehicule_leger", "Physiquement impossible"}},
           {{"prive", "1"}}}) {
    const Roads roads = roads_of(square(closed));
    CHECK(roads.seconds({0, 10}, {1000, 10}) == about(298));
    CHECK_FALSE(roads.has_road_at({500, 0}));
    REQUIRE(roads.note("not_used_plain_access"));
  }
  CHECK(roads_of(square({{"acces_vehicule_leger", "A péage"}})).seconds({0, 10}, {1000, 10}) ==
        about(102));
}

TEST_CASE("BD TOPO: roads under construction or planned are left out and counted") {
  for (const char* state : {"En construction", "En projet"}) {
    const Roads roads = roads_of(square({{"etat_de_l_objet", state}}));
    CHECK(roads.seconds({0, 10}, {1000, 10}) == about(298));
    REQUIRE(roads.note("not_used_plain_not_built"));
    CHECK(roads.note("not_used_plain_not_built")->count == 1);
  }
  const Roads strange = roads_of(square({{"etat_de_l_objet", "Inondé"}}));
  CHECK(strange.seconds({0, 10}, {1000, 10}) == about(102));
  REQUIRE(strange.note("unread_state"));
  CHECK(strange.note("unread_state")->examples == std::vector<std::string>{"Inondé (1)"});
}

TEST_CASE("BD TOPO: a roundabout is driven in the direction that its pieces say") {
  // A ring N, W, S, E of 100 m pieces by W–S–E–N… as drawn, against the clock. Arms at S and E.
  // From the arm at S to that at E: one piece (100 m). From E to S: three pieces.
  const std::map<std::string, std::string> ring{{"nature", "Rond-point"},
                                                {"sens_de_circulation", "Sens direct"}};
  const Roads roads = roads_of({road(1, "0 100, 0 0", ring), road(2, "0 0, 100 0", ring),
                                road(3, "100 0, 100 100", ring), road(4, "100 100, 0 100", ring),
                                road(5, "0 0, -200 0"), road(6, "100 0, 300 0")});
  CHECK(roads.seconds({-100, 0}, {200, 0}) == about(10 + 10 + 10));
  CHECK(roads.seconds({200, 0}, {-100, 0}) == about(10 + 30 + 10));
}

TEST_CASE(
    "BD TOPO: speeds of 0 and 1 say nothing, absurd ones are counted; classes count instead") {
  // Importance 2 is a primary road: 72 km/h in the plain profile, 50 s for a kilometre.
  for (const char* speed : {"0", "1", "500"}) {
    const Roads roads =
        roads_of({road(1, "0 0, 1000 0", {{"importance", "2"}, {"vitesse_moyenne_vl", speed}})});
    CHECK(roads.seconds({0, 0}, {1000, 0}) == about(50));
    CHECK((roads.note("unread_limit") != nullptr) == (std::string(speed) == "500"));
  }
  const Roads driven =
      roads_of({road(1, "0 0, 1000 0", {{"importance", "2"}, {"vitesse_moyenne_vl", "90"}})});
  CHECK(driven.seconds({0, 0}, {1000, 0}) == about(40));
}

TEST_CASE("BD TOPO: kinds that a car does not use are no unknown values") {
  const Roads roads =
      roads_of({road(1, "0 0, 1000 0"), road(2, "0 0, 0 100", {{"nature", "Sentier"}}),
                road(3, "0 0, 0 200", {{"nature", "Chemin"}}),
                road(4, "0 0, 0 300", {{"nature", "Bac ou liaison maritime"}}),
                road(5, "0 0, 0 400", {{"nature", "Tapis roulant"}})});
  CHECK(roads.note("not_used_plain_class")->examples == std::vector<std::string>{"2 (path)"});
  CHECK(roads.note("not_used_plain_not_allowed")->count == 1);
  CHECK(roads.note("not_used_plain_ferry")->count == 1);
  CHECK(roads.note("unknown_class")->examples == std::vector<std::string>{"Tapis roulant (1)"});
}

TEST_CASE("BD TOPO: a turn that non_communication forbids is not made") {
  // From the south side left into the middle road 5 at M (500, 0): 250 + 250 m. Forbidden, one
  // drives on to Q, R and down from N: 250 + 500 + 1000 + 500 + 750 m; or back by P and S:
  // 250 m to M and no turn back there, so home at 250 m goes back to P, S, N: 250 + 1000 + 500 +
  // 750 m.
  const std::vector<OfficialRow> streets{
      road(1, "0 0, 500 0"),          road(2, "500 0, 1000 0"),   road(3, "1000 0, 1000 1000"),
      road(4, "1000 1000, 500 1000"), road(5, "500 0, 500 1000"), road(6, "500 1000, 0 1000"),
      road(7, "0 1000, 0 0")};
  CHECK(roads_of(streets).seconds({250, 0}, {500, 250}) == about(50));
  const Roads forbidden = roads_of(streets, {turn(1, road_id(5), "500 0")});
  CHECK(forbidden.seconds({250, 0}, {500, 250}) == about(250));
  CHECK(forbidden.seconds({750, 0}, {500, 250}) == about(50));
  CHECK(forbidden.seconds({500, 250}, {250, 0}) == about(50));
  REQUIRE(forbidden.note("turn_row_read"));
  CHECK(forbidden.note("turn_row_read")->count == 1);
}

TEST_CASE("BD TOPO: a forbidden turn may lead along a chain of roads, or into each of several") {
  // A street 1 to A (500, 0), a short link 2 to B (500, 20), then left 3 or right 4; a way round
  // from A by 5 to the far end of 4.
  const std::vector<OfficialRow> streets{road(1, "0 0, 500 0"),    road(2, "500 0, 500 20"),
                                         road(3, "500 20, 0 20"),  road(4, "500 20, 1000 20"),
                                         road(5, "500 0, 1000 0"), road(6, "1000 0, 1000 20"),
                                         road(7, "0 0, 0 20")};
  // From 100 m before A to 100 m beyond B to the right: 100 + 20 + 100 m. Along the chain
  // forbidden: 100 + 500 + 20 + 400 m.
  CHECK(roads_of(streets).seconds({400, 0}, {600, 20}) == about(22));
  for (const std::string& chain : {road_id(2) + "/" + road_id(4), road_id(4) + ";" + road_id(2)}) {
    const Roads roads = roads_of(streets, {turn(1, chain, "500 0")});
    CHECK(roads.seconds({400, 0}, {600, 20}) == about(102));
    CHECK(roads.seconds({400, 0}, {400, 20}) == about(22));
  }
  // Neither into the link nor straight on: back by 7 and 3 to B.
  const Roads several = roads_of(streets, {turn(1, road_id(2) + "," + road_id(5), "500 0")});
  CHECK(several.seconds({400, 0}, {600, 20}) == about(40 + 2 + 50 + 10));
}

TEST_CASE("rows of a turn table that cannot hold are counted by kind, with examples") {
  const std::vector<OfficialRow> streets{road(1, "0 0, 500 0"), road(2, "500 0, 1000 0"),
                                         road(3, "1000 0, 1000 500"),
                                         road(4, "500 0, 700 50, 1000 0")};
  const Roads roads = roads_of(streets, {turn(1, "", "500 0"), turn(1, road_id(3), "500 0"),
                                         turn(1, road_id(99), "500 0"), turn(2, road_id(4), "")});
  REQUIRE(roads.note("turn_row_broken"));
  CHECK(roads.note("turn_row_broken")->examples ==
        std::vector<std::string>{"fid 1: TRONROUT0000000000000001 → NULL"});
  REQUIRE(roads.note("turn_row_apart"));
  CHECK(roads.note("turn_row_apart")->count == 1);
  REQUIRE(roads.note("turn_row_without_road"));
  REQUIRE(roads.note("turn_row_ambiguous"));
  CHECK_FALSE(roads.note("turn_row_read"));
}

TEST_CASE("where two roads meet at both ends the place of the row tells which turn is meant") {
  // Two roads from Q (0, 0) to R (1000, 0), straight 1 and by the north 2 (1000 + 2 × 500 m).
  // The turn from 1 into 2 is forbidden at R. Home on 1 at 900, facility on 2 at (1000, 250):
  // 100 + 250 m; forbidden: back to Q 900, then 500 + 1000 + 250 m.
  const std::vector<OfficialRow> streets{road(1, "0 0, 1000 0"),
                                         road(2, "0 0, 0 500, 1000 500, 1000 0"),
                                         road(3, "1000 0, 1500 0"), road(4, "0 0, -500 0")};
  CHECK(roads_of(streets).seconds({900, 0}, {1000, 250}) == about(35));
  CHECK(roads_of(streets, {turn(1, road_id(2), "999 1")}).seconds({900, 0}, {1000, 250}) ==
        about(135));  // on to the end of 3 and back: 100 + 500 + 500 + 250 m
  CHECK(roads_of(streets, {turn(1, road_id(2), "1 1")}).seconds({900, 0}, {1000, 250}) ==
        about(35));
}

TEST_CASE("BD TOPO as Shapefile: short upper-case columns, a turn table of its own") {
  const TemporaryFolder folder;
  const std::string path = (folder.path() / "TRONCON_DE_ROUTE.shp").string();
  const std::string turns = (folder.path() / "NON_COMMUNICATION.shp").string();
  const auto row = [](int id, const std::string& places, const char* sens = "Double sens") {
    return OfficialRow{{{"ID", road_id(id)},
                        {"NATURE", "Route à 1 chaussée"},
                        {"IMPORTANCE", "4"},
                        {"ETAT", "En service"},
                        {"POS_SOL", "0"},
                        {"PRIVE", "Non"},
                        {"SENS", sens},
                        {"URBAIN", "Oui"},
                        {"VIT_MOY_VL", "36"},
                        {"ACCES_VL", "Libre"}},
                       places};
  };
  OfficialFile(path).add(bdtopo_shapefile_roads,
                         {row(1, "0 0, 1000 0", "Sens inverse"), row(2, "1000 0, 1000 1000"),
                          row(3, "1000 1000, 0 1000"), row(4, "0 1000, 0 0")});
  CHECK(Roads(mapped({path})).seconds({250, 0}, {750, 0}) == about(350));
  CHECK(Roads(mapped({path})).note("no_turn_table"));

  // At Q not from the east side into the south side: from (1000, 100) round by R, S and P there is
  // no way into a one-way road, so its facility is out of reach.
  OfficialFile(turns).add(
      bdtopo_shapefile_turns,
      {{{{"ID", "NON_COMM0000000000000007"}, {"ID_TR_ENT", road_id(2)}, {"ID_TR_SOR", road_id(1)}},
        "1000 0"}});
  RoadsInput input = mapped({path});
  input.turn_tables = {turns};
  const RawRoads raw = [&] {
    SourceReport report;
    return load_roads(input, quiet_execution(), report);
  }();
  REQUIRE(raw.restrictions.size() == 1);
  CHECK(raw.restrictions[0].id == 7);
  CHECK(raw.tag(raw.restrictions[0], "restriction") == "no_entry");
  input.turn_restrictions = false;
  SourceReport report;
  CHECK(load_roads(input, quiet_execution(), report).restrictions.empty());
}

/// Two rows of the square and what hangs on it, as ROUTE 500 has them: "Liaison locale" is
/// tertiary, 36 km/h. A dual carriageway of 1500 m leads to P from the south: trunk, 90 km/h, 60 s.
std::vector<OfficialRow> route500_square(const char* south) {
  const auto row = [](int id, const std::string& places,
                      const std::map<std::string, std::string>& more) {
    OfficialRow result{{{"ID_RTE500", std::to_string(id)},
                        {"VOCATION", "Liaison locale"},
                        {"NB_CHAUSSE", "1 chaussée"},
                        {"NB_VOIES", "2 voies larges"},
                        {"ETAT", "Revêtu"},
                        {"ACCES", "Libre"},
                        {"RES_VERT", "N'appartient pas"},
                        {"SENS", "Double sens"}},
                       places};
    for (const auto& [column, value] : more) result.values[column] = value;
    return result;
  };
  return {
      row(1, "0 0, 1000 0", {{"SENS", south}}),
      row(2, "1000 0, 1000 1000", {{"ACCES", "Saisonnier"}}), row(3, "1000 1000, 0 1000", {}),
      row(4, "0 1000, 0 0", {{"ACCES", "A péage"}}),
      row(5, "0 0, 0 -1500", {{"VOCATION", "Liaison principale"}, {"NB_CHAUSSE", "2 chaussées"}})};
}

TEST_CASE("BD TOPO: who lives on a private road drives out of it, and nobody drives through") {
  // Road 2, private, is the short way from road 1 to road 3; road 4 leads around it, 3000 m. IGN
  // writes no speed on private roads: 36 km/h are the class's, 10 m/s.
  const TemporaryFolder folder;
  const std::string path = (folder.path() / "roads.gpkg").string();
  OfficialFile(path).add(
      bdtopo_roads, {road(1, "0 0, 1000 0"),
                     road(2, "1000 0, 2000 0", {{"prive", "1"}, {"vitesse_moyenne_vl", "0"}}),
                     road(3, "2000 0, 3000 0"), road(4, "1000 0, 1000 1000, 2000 1000, 2000 0")});
  Profile profile = plain_car();
  profile.refused_access = {"no"};
  profile.destination_access = {"private"};
  const Roads roads(mapped({path}, "bdtopo"), profile);
  CHECK(roads.seconds({1500, 0}, {500, 0}) == about(100));
  CHECK(roads.seconds({500, 0}, {1500, 0}) == about(100));
  CHECK(roads.seconds({500, 0}, {2500, 0}) == about(50 + 300 + 50));
}

TEST_CASE("BD TOPO: what is closed for a part of the year is open, and counted") {
  const TemporaryFolder folder;
  const std::string path = (folder.path() / "roads.gpkg").string();
  OfficialFile(path).add(bdtopo_roads,
                         {road(1, "0 0, 1000 0"),
                          road(2, "1000 0, 2000 0", {{"periode_de_fermeture", "Novembre à avril"}}),
                          road(3, "2000 0, 3000 0", {{"restriction_de_hauteur", "1.6"}})});
  Profile profile = plain_car();
  profile.height_m = 1.7;
  const Roads roads(mapped({path}, "bdtopo"), profile);
  CHECK(roads.seconds({500, 0}, {1500, 0}) == about(100));
  REQUIRE(roads.note("conditional_plain_access"));
  CHECK(roads.note("conditional_plain_access")->examples == std::vector<std::string>{"2"});
  CHECK_FALSE(roads.has_road_at({2500, 0}));  // too low for the car
}

TEST_CASE("ROUTE 500: directions, classes refined by the number of carriageways") {
  const TemporaryFolder folder;
  const std::string path = (folder.path() / "TRONCON_ROUTE.shp").string();
  OfficialFile(path).add(route500_roads, route500_square("Sens unique"));
  const Roads roads(mapped({path}, "route500"));
  CHECK(roads.seconds({250, 0}, {750, 0}) == about(50));
  CHECK(roads.seconds({750, 0}, {250, 0}) == about(350));
  CHECK(roads.seconds({0, -1490}, {500, 0}) == about(59.6 + 50));
}

TEST_CASE("ROUTE 500: the green network closes no road, and is no level") {
  const TemporaryFolder folder;
  const std::string path = (folder.path() / "TRONCON_ROUTE.shp").string();
  std::vector<OfficialRow> square = route500_square("Double sens");
  square[0].values["RES_VERT"] = "Appartient";
  OfficialFile(path).add(route500_roads, square);
  const Roads roads(mapped({path}, "route500"));
  // Half of road 1, which belongs to it, and half of road 2, which does not: 1000 m at 10 m/s.
  CHECK(roads.seconds({500, 0}, {1000, 500}) == about(100));
}

TEST_CASE("ROUTE 500: of the restricted turns only the total ones bind cars") {
  const TemporaryFolder folder;
  const std::string path = (folder.path() / "TRONCON_ROUTE.shp").string();
  const std::string turns = (folder.path() / "COMMUNICATION_RESTREINTE.shp").string();
  OfficialFile(path).add(route500_roads, route500_square("Double sens"));
  const auto turn_into = [](const char* id, const char* to, const char* interdit) {
    return OfficialRow{
        {{"ID_RTE500", id}, {"ID_TRO_INI", "5"}, {"ID_TRO_FIN", to}, {"INTERDIT", interdit}},
        "0 0"};
  };
  OfficialFile(turns).add(route500_turns,
                          {turn_into("1", "1", "Totale"), turn_into("2", "4", "Restreinte")});
  RoadsInput input = mapped({path}, "route500");
  CHECK(Roads(input).seconds({0, -1490}, {500, 0}) == about(59.6 + 50));
  input.turn_tables = {turns};
  const Roads bound(input);
  // Into road 4 instead, and round the square: 3000 m, then 500 m of road 1 from its other end.
  CHECK(bound.seconds({0, -1490}, {500, 0}) == about(59.6 + 300 + 50));
  CHECK(bound.note("turn_row_partial")->count == 1);
  CHECK(bound.note("turn_row_read")->count == 1);
}

TEST_CASE("several files in several coordinate systems join to the centimetre, and say so") {
  const TemporaryFolder folder;
  const std::string south = (folder.path() / "south.gpkg").string();
  const std::string north = (folder.path() / "north.gpkg").string();
  OfficialFile(south).add(bdtopo_roads, {road(1, "0 0, 1000 0")});
  const Transformer to_degrees(Crs::from_text("EPSG:2154"), Crs::wgs84());
  const Point from = *to_degrees({701000, 6600000}), to = *to_degrees({702000, 6600000});
  OfficialFile(north, "EPSG:4326")
      .add(bdtopo_roads,
           {road(2, fmt::format("{:.9f} {:.9f}, {:.9f} {:.9f}", from.x, from.y, to.x, to.y))});
  const Roads roads(mapped({south, north}));
  CHECK(roads.seconds({0, 0}, {1900, 0}) == about(190));
  REQUIRE(roads.note("mixed_crs"));
  CHECK(roads.note("mixed_crs")->count == 2);
}

TEST_CASE("a road that two neighbouring deliveries hold is read once") {
  const TemporaryFolder folder;
  const std::string one = (folder.path() / "one.gpkg").string();
  const std::string two = (folder.path() / "two.gpkg").string();
  OfficialFile(one).add(bdtopo_roads, {road(1, "0 0, 1000 0"), road(2, "1000 0, 1500 0")});
  OfficialFile(two).add(bdtopo_roads, {road(2, "1000 0, 1500 0"), road(3, "1500 0, 2000 0")});
  SourceReport report;
  CHECK(load_roads(mapped({one, two}), quiet_execution(), report).ways.size() == 3);
  CHECK(report.read == 4);
}

}  // namespace coverage
