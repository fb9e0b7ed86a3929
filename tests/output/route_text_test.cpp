#include "libcoverage/output/route_text.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <sstream>

#include "libcoverage/base/error.h"
#include "libcoverage/output/explained_rows.h"

namespace coverage {
namespace {

RouteLeg leg(RouteLeg::Kind kind, std::uint32_t ms, std::int64_t mm = 0) {
  RouteLeg result;
  result.kind = kind;
  result.time = Seconds::from_milliseconds(ms);
  result.length = Metres::from_millimetres(mm);
  return result;
}
RouteLeg road(const std::string& name, std::uint32_t ms, std::int64_t mm, SpeedSource source) {
  RouteLeg result = leg(RouteLeg::Kind::road, ms, mm);
  result.name = name;
  result.road_class = "residential";
  result.way_ids = {12, 13};
  result.speed_source = source;
  return result;
}
RouteLeg delays(std::uint32_t ms, DelayKind cause, std::uint32_t places) {
  RouteLeg result = leg(RouteLeg::Kind::delay, ms);
  result.cause = cause;
  result.delays = places;
  return result;
}

/// One of everything; seconds that would not add up if each line were rounded for itself.
ExplainedRoute route() {
  ExplainedRoute route;
  route.legs = {leg(RouteLeg::Kind::walk_to_road, 72300, 90400),
                road("D 945 Rue de Paris", 125300, 1840400, SpeedSource::limit),
                delays(9100, DelayKind::traffic_signals, 3),
                leg(RouteLeg::Kind::turn, 3200),
                road("", 20300, 100400, SpeedSource::class_urban),
                delays(4000, DelayKind::larger_road, 1),
                leg(RouteLeg::Kind::terminal, 60000),
                leg(RouteLeg::Kind::walk_to_facility, 9600, 12000)};
  for (const RouteLeg& one : route.legs) {
    route.time += one.time;
    route.distance += one.length;
  }
  return route;
}

/// Spaces that do not break, made visible.
std::string plain(std::string text) {
  for (const std::string space : {"\u00a0", "\u202f"}) {
    for (auto at = text.find(space); at != std::string::npos; at = text.find(space)) {
      text.replace(at, space.size(), " ");
    }
  }
  return text;
}

ExplainedRow explained() {
  ExplainedRow row;
  row.row = {"7", LonLat{3.3345, 46.5668}, "mairie", {}, "mairie:8", Metres::from_metres(90.4)};
  row.row.access.status = AccessStatus::ok;
  row.route = route();
  row.row.access.time = row.route->time;
  row.row.access.distance = row.route->distance;
  row.query_label = "Mairie";
  row.facility_name = "Mairie d’Aubigny";
  row.profile = "car";
  row.traffic = "peak";
  return row;
}
ExplainedRow unsnapped() {
  ExplainedRow row;
  row.row = {"8", LonLat{3, 46}, "mairie", {}, "", {}};
  row.query_label = "Mairie";
  row.profile = "car";
  row.traffic = "peak";
  row.reason = {"the sea\x1b[2J", "la mer"};
  return row;
}

std::string written(ExplainedRowFormat format, const std::vector<ExplainedRow>& rows) {
  std::ostringstream out;
  ExplainedRowWriter writer(out, format, Language::french);
  for (const ExplainedRow& row : rows) writer.write(row);
  writer.finish();
  return out.str();
}

}  // namespace

TEST_CASE("a route in French: aligned, and the lines sum to the last one") {
  CHECK(plain(route_table(route(),
                          route_total_text({"by car, peak hours", "en voiture, heures pleines"}),
                          Language::french)) ==
        "  1 min 13 s     91 m  à pied jusqu’à la route\n"
        "  2 min 05 s  1 840 m  D 945 Rue de Paris, à 53 km/h (limitation de vitesse)\n"
        "         9 s           d’attente à 3 feux de circulation\n"
        "         3 s           tourner à gauche\n"
        "        21 s    101 m  voie sans nom (rue résidentielle), à 18 km/h (nature de la route, "
        "en agglomération)\n"
        "         4 s           d’attente à un carrefour avec une route plus importante\n"
        "  1 min 00 s           départ, stationnement et marche jusqu’à la porte\n"
        "         9 s     12 m  à pied jusqu’au lieu d’accueil\n"
        "  5 min 04 s  2 044 m  en tout, en voiture, heures pleines\n");
}

TEST_CASE("the same route in English") {
  CHECK(plain(route_table(route(),
                          route_total_text({"by car, off-peak", "en voiture, heures creuses"}),
                          Language::english)) ==
        "  1 min 13 s     91 m  on foot to the road\n"
        "  2 min 05 s  1,840 m  D 945 Rue de Paris, at 53 km/h (speed limit)\n"
        "         9 s           lost at 3 sets of traffic signals\n"
        "         3 s           turning left\n"
        "        21 s    101 m  road without a name (residential street), at 18 km/h (kind of "
        "road, in a built-up area)\n"
        "         4 s           lost at a junction with a larger road\n"
        "  1 min 00 s           starting, parking and walking to the door\n"
        "         9 s     12 m  on foot to the facility\n"
        "  5 min 04 s  2,044 m  in all, by car, off-peak\n");
}

TEST_CASE("what is lost at the end of a ferry is waiting and boarding") {
  const RouteLeg wait = delays(900'000, DelayKind::ferry, 1);
  CHECK(leg_text(wait).french == "d’attente et d’embarquement");
}

TEST_CASE("hours have their minutes; slow speeds have a decimal; no time has no speed") {
  ExplainedRoute slow;
  slow.legs = {road("Chemin", 3'725'000, 4656250, SpeedSource::class_rural),
               road("Pont", 0, 1, SpeedSource::limit)};
  const std::string text = plain(route_table(slow, verbatim("total"), Language::french));
  CHECK(text ==
        "  1 h 02 min 05 s  4 657 m  Chemin, à 4,5 km/h (nature de la route, hors "
        "agglomération)\n"
        "              0 s      0 m  Pont\n"
        "  1 h 02 min 05 s  4 657 m  total\n");
}

TEST_CASE("explained rows for people: a block a row, the reason where there is no route") {
  const std::string text = plain(written(ExplainedRowFormat::text, {explained(), unsnapped()}));
  CHECK_THAT(text, Catch::StartsWith("7 (3.3345, 46.5668) · Mairie → Mairie d’Aubigny (mairie:8)\n"
                                     "  1 min 13 s     91 m  à pied"));
  CHECK_THAT(text, Catch::EndsWith("en tout, en voiture, heures pleines\n"
                                   "\n"
                                   "8 (3, 46) · Mairie : non rattaché au réseau routier ; la "
                                   "mer\n"));
  ExplainedRow nowhere = unsnapped();
  nowhere.row.where.reset();
  CHECK(explained_text(nowhere, Language::english) ==
        "8 · Mairie: not connected to the road network; the sea [2J\n");
}

TEST_CASE("explained rows as JSON: the keys of plain rows, then legs that sum to the millisecond") {
  const auto json =
      nlohmann::json::parse(written(ExplainedRowFormat::json, {explained(), unsnapped()}));
  REQUIRE(json.size() == 2);
  CHECK(json[0]["access_time_s"] == 303.8);
  CHECK(json[0]["facility_name"] == "Mairie d’Aubigny");
  CHECK(json[0]["traffic"] == "peak");
  CHECK(json[0]["reason"].is_null());
  long long ms = 0;
  long long mm = 0;
  for (const auto& one : json[0]["legs"]) {
    ms += std::llround(one["time_s"].get<double>() * 1000);
    mm += std::llround(one.value("length_m", 0.0) * 1000);
  }
  CHECK(ms == 303800);
  CHECK(mm == std::llround(json[0]["access_distance_m"].get<double>() * 1000));
  CHECK(json[0]["legs"][1] ==
        nlohmann::json::parse(R"({"kind": "road", "time_s": 125.3, "length_m": 1840.4,
          "name": "D 945 Rue de Paris", "class": "residential", "speed_km_h": 52.9,
          "speed_source": "limit", "way_ids": [12, 13]})"));
  CHECK(json[0]["legs"][2] == nlohmann::json::parse(R"({"kind": "delay", "time_s": 9.1,
          "cause": "traffic_signals", "places": 3})"));
  CHECK(json[0]["legs"][3]["turn"] == "left");
  CHECK(json[0]["legs"][4]["name"].is_null());
  CHECK(json[1]["legs"].is_null());
  CHECK(json[1]["reason"] == "la mer");
  CHECK(written(ExplainedRowFormat::json, {}) == "[]\n");
}

TEST_CASE("the road that a point cannot use is named with its distance and the reason") {
  RoadNetwork roads;
  roads.names = TextColumn(std::vector<std::string>{"", "A 71"});
  roads.segment_name = std::vector<std::uint32_t>{0, 1};
  roads.segment_way_id = std::vector<std::int64_t>{5, 6};
  RefusedRoad road;
  road.snap.segment = SegmentId(1);
  road.snap.connector_length = Metres::from_metres(412);
  const Message text = nearest_road_text(roads, road, 300);
  CHECK(plain(text.english) ==
        "the nearest road (A 71, way 6) is 412 m away: nobody may stop there (motorway, ramp, "
        "bridge, tunnel)");
  road.snap.segment = SegmentId(0);
  road.reason = SnapRefusal::beyond_limit;
  CHECK(plain(nearest_road_text(roads, road, 300).french) ==
        "la route la plus proche (way 5) est à 412 m : au-delà de la limite (300 m)");
}

TEST_CASE("names from a map move no cursor") {
  CHECK(printable("Rue \x1b[31mrouge\x7f\n") == "Rue  [31mrouge  ");
  CHECK(printable("Rue de l’Été\u0085") == "Rue de l’Été ");
}

}  // namespace coverage
