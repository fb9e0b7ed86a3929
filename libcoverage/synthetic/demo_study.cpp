#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "libcoverage/base/version.h"
#include "libcoverage/geo/crs.h"
#include "libcoverage/synthetic/demo_files.h"

namespace coverage::synthetic {

namespace {

std::string list_of(const std::set<std::string>& values) {
  std::string text;
  for (const std::string& value : values) text += (text.empty() ? "" : ", ") + quoted(value);
  return "[" + text + "]";
}

/// Départements under study; where the territory is too large to have any, EPCIs.
std::set<std::string> units(const TerritoryPlan& plan, bool also_neighbours) {
  std::set<std::string> result;
  for (const Place& place : plan.places) {
    if (!place.in_study && !also_neighbours) continue;
    result.insert(place.departement.empty() ? plan.epcis[place.epci].code : place.departement);
  }
  return result;
}

std::string simple_source(const std::string& name, const std::string& file,
                          const std::string& area) {
  return fmt::format(R"(
[[facilities]]
name = "{0}"
path = "{1}"
kind = "{0}"
edition = "fictive"
columns = {{ id = "id", name = "nom", lon = "lon", lat = "lat" }}
area = {2}
)",
                     name, file, area);
}

}  // namespace

const char* const france_services_mapping =
    R"(columns = { id = "id_fs", name = "lib_fs", lon = "longitude", lat = "latitude", monday = "h_lundi", tuesday = "h_mardi", wednesday = "h_mercredi", thursday = "h_jeudi", friday = "h_vendredi", saturday = "h_samedi", format = "format_fs", type = "type_fs" }
rules = [                        # hypothèses de l'étude : la liste ne dit pas le niveau
  "tier = 3 when weekly_hours >= 35",
  "tier = 2 when weekly_hours >= 24",
  "tier = 1",
]
)";

const char* const france_services_queries = R"(
[queries.france_services]
where = "kind = france_services"
label = "France services"
target = "30 min"
target_source = "engagement de l’État"

[queries.france_services_niveau_3]
where = "kind = france_services and tier >= 3"
label = "France services ouvertes au moins 35 h par semaine"
target = "30 min"
target_source = "engagement de l’État"
)";

namespace {

constexpr const char* demo_queries = R"toml(
[queries.third_place]
where = "kind in (third_place, library)"
label = "Tiers-lieu ou médiathèque"
target = "10 min"
target_source = "comité de pilotage du schéma"

[queries.postal]
where = "kind in (postal, france_services_poste)"
label = "Point de contact postal"
target = "20 min and 5 km"
target_source = "loi postale"

[queries.caf]
where = "kind = caf"
label = "Agence de la CAF"
target = "30 min"

[queries.mairie]
where = "kind = mairie"
label = "Mairie"
target = "7 min"
target_source = "INSEE"

[catchments.opening_hours]
query = "france_services"
label = "Heures d’ouverture des France services"
method = "e2sfca"
decay = "zones"
zones = ["10 min: 1", "20 min: 0.68", "30 min: 0.22"]
supply = "weekly_hours"
)toml";

}  // namespace

DemoFile study_file(const TerritoryPlan& plan) {
  const std::string everywhere = list_of(units(plan, true));
  std::string text = fmt::format(R"(# {}
# {}
title = "Accès aux services publics, département fictif"
notice = {}
language = "fr"
crs = "EPSG:2154"
thresholds = ["7 min", "10 min", "20 min", "30 min", "20 min and 5 km"]
target = "30 min"
gap_share = 0.5

[communes]
path = "communes.geojson"
edition = "fictive"
code = "code"
name = "nom"
study_area = {}
seats = "mairies.geojson"

[population]
path = "population.csv"
edition = "fictive"
concept = "population municipale fictive"
code = "code"
columns = {{ population = "population", epci_code = "epci_code", epci_name = "epci_nom" }}

[[facilities]]
name = "france_services"
path = "france-services.csv"
kind = "france_services"
edition = "fictive"
area = {}
)",
                                 invented_french, invented_english, quoted(invented_french),
                                 list_of(units(plan, false)), everywhere);
  text += france_services_mapping;
  text += simple_source("france_services_poste", "france-services-poste.csv", everywhere);
  text += simple_source("postal", "poste.csv", everywhere);
  text += simple_source("third_place", "tiers-lieux.csv", everywhere);
  text += simple_source("library", "mediatheques.csv", everywhere);
  text += simple_source("caf", "caf.csv", everywhere);
  text += simple_source("cpam", "cpam.csv", everywhere);
  text += fmt::format(R"(
[[facilities]]
name = "mairie"
path = "mairies.geojson"
kind = "mairie"
edition = "fictive"
columns = {{ id = "code", name = "nom" }}
area = {}

[demand]
method = "grid"
path = "grid.gpkg"
concept = "population fictive par carreaux de 200 m"
edition = "fictive"
id = "idcar_200m"
weights = {{ population = "ind", pop_75_plus = "ind_75p" }}

[roads]
path = "roads.osm.pbf"
edition = "fictive"
profile = "car"
)",
                      everywhere);
  text += france_services_queries;
  text += demo_queries;
  text += "\n[candidates]\nfrom = \"facilities\"\nwhere = \"kind = mairie\"\n";
  text += "\n[output]\ndirectory = \"out\"\ncell_size_m = 200\n";
  return {"study.toml", text};
}

DemoFile scenario_file(const TerritoryPlan& plan) {
  // Where none is: the seat of the study's village farthest from the largest town.
  const Place* largest = &plan.places.front();
  for (const Place& place : plan.places) {
    if (place.in_study && place.population > largest->population) largest = &place;
  }
  const Place* remote = largest;
  for (const Place& place : plan.places) {
    if (place.in_study && place.rank == Rank::village &&
        distance(place.seat, largest->seat) > distance(remote->seat, largest->seat)) {
      remote = &place;
    }
  }
  const auto in_study = static_cast<std::size_t>(std::count_if(
      plan.places.begin(), plan.places.end(), [](const Place& place) { return place.in_study; }));
  const Transformer transformer(Crs::from_text("EPSG:2154"), Crs::wgs84());
  const Point at = transformer(remote->seat).value_or(Point{});
  return {"scenario-moulins-like.toml",
          fmt::format(R"(# {}
# Ouvrir un lieu dans le village le plus loin de la plus grande ville ({}), en fermer un autre.
base = "study.toml"

[[change]]
add = "france_services"
lon = {:.6f}
lat = {:.6f}
tier = 2

[[change]]
close = "france_services:{}"
)",
                      invented_french, remote->name, at.x, at.y, fixed_services(in_study))};
}

DemoFile readme_file(const std::string& french, const std::string& english) {
  return {"README.txt", fmt::format(R"({}
Ces fichiers ont été produits par coverage-demo {} ; les mêmes options redonnent les mêmes fichiers.
Pour lancer l’étude : coverage-run study.toml

{}
These files were made by coverage-demo {}; the same options give the same files again.
To run the study: coverage-run study.toml
)",
                                    french, version(), english, version())};
}

DemoFile manifest_file(const std::string& notice, const std::string& options,
                       const std::vector<std::string>& files) {
  std::string names;
  for (const std::string& file : files) names += (names.empty() ? "" : ", ") + quoted(file);
  return {"manifest.json", fmt::format(R"({{
  "engine": "libcoverage",
  "generator": "coverage-demo",
  "version": {},
  "notice": {},
  "options": {},
  "outputs": [{}]
}}
)",
                                       quoted(version()), quoted(notice), options, names)};
}

}  // namespace coverage::synthetic
