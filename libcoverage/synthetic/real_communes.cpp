#include "libcoverage/synthetic/real_communes.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>

#include "libcoverage/base/error.h"
#include "libcoverage/base/text.h"
#include "libcoverage/geo/crs.h"
#include "libcoverage/geo/polygon_operations.h"
#include "libcoverage/geo/vector_layer.h"
#include "libcoverage/input/table.h"
#include "libcoverage/model/territory.h"

namespace coverage::synthetic {

namespace {

/// How many roads a commune of unknown population is drawn; no output calls them inhabitants.
constexpr std::int64_t unknown_population = 400;
/// Seats nearer than this would be one place.
constexpr double least_distance = 50;

std::map<std::string, std::int64_t> read_populations(const std::string& path) {
  const Table table = load_table(path);
  const std::size_t code = table.column("insee_com");
  const std::size_t population = table.column("population");
  std::map<std::string, std::int64_t> result;
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    const std::string& cell = table.rows[row][population];
    const std::optional<double> inhabitants = parse_number(cell);
    if (!cell.empty() && (!inhabitants || *inhabitants < 0)) {
      throw InputError(
          {fmt::format("{}: {}: population '{}' is not a number of inhabitants", table.path,
                       table.place_of(row), cell),
           fmt::format("{} : {} : la population « {} » n’est pas un nombre d’habitants", table.path,
                       table.french_place_of(row), cell)},
          message("Correct the cell or leave it empty", "Corrigez la cellule ou laissez-la vide"));
    }
    if (inhabitants) result[table.rows[row][code]] = std::llround(*inhabitants);
  }
  return result;
}

Rank rank_of(std::int64_t population) {
  if (population >= 12000) return Rank::city;
  if (population >= 2500) return Rank::town;
  return population >= 1000 ? Rank::bourg : Rank::village;
}

bool is_under_study(const DemoOptions& options, const std::string& code) {
  if (options.study_area.empty()) return true;
  return std::any_of(
      options.study_area.begin(), options.study_area.end(),
      [&](const std::string& unit) { return unit == code || unit == departement_of(code); });
}

void read_layer(const std::string& path, const DemoOptions& options, RealCommunes& communes) {
  const VectorLayer layer = VectorLayer::open(path);
  const std::size_t code = layer.column(options.commune_code);
  const std::size_t name = layer.column(options.commune_name);
  const Transformer to_study(layer.crs(), Crs::from_text("EPSG:2154"));
  layer.for_each([&](const Feature& feature) {
    const std::optional<std::string> commune = feature.text(code);
    const Geometry geometry = to_study(feature.geometry());
    const auto* shape = std::get_if<MultiPolygon>(&geometry);
    if (!commune || commune->empty() || !shape || shape->empty()) {
      throw InputError(message("a commune has no code or no polygon",
                               "une commune n’a pas de code ou pas de polygone"),
                       message("Remove the row or complete it", "Ôtez la ligne ou complétez-la"));
    }
    Place place;
    place.code = *commune;
    place.name = feature.text(name).value_or(*commune);
    place.departement = departement_of(*commune);
    place.in_study = is_under_study(options, *commune);
    place.seat = point_on_surface(invalid_reason(*shape) ? make_valid(*shape) : *shape);
    communes.places.push_back(std::move(place));
    communes.shapes.push_back(*shape);
  });
}

/// Marks communes so far from the study area that main roads do for them.
void mark_remote(std::vector<Place>& places, double reach) {
  std::vector<Point> inside;
  for (const Place& place : places) {
    if (place.in_study) inside.push_back(place.seat);
  }
  for (Place& place : places) {
    place.main_roads_only =
        !place.in_study && std::none_of(inside.begin(), inside.end(), [&](Point seat) {
          return distance(seat, place.seat) <= reach;
        });
  }
}

void drop_repeated(std::vector<Place>& places, const Execution& execution) {
  std::stable_sort(places.begin(), places.end(),
                   [](const Place& a, const Place& b) { return a.code < b.code; });
  std::vector<Place> kept;
  std::string repeated;
  for (Place& place : places) {
    const bool known = (!kept.empty() && kept.back().code == place.code) ||
                       std::any_of(kept.begin(), kept.end(), [&](const Place& other) {
                         return distance(other.seat, place.seat) < least_distance;
                       });
    if (known) {
      repeated += (repeated.empty() ? "" : ", ") + place.code;
    } else {
      kept.push_back(std::move(place));
    }
  }
  places = std::move(kept);
  if (repeated.empty()) return;
  execution.progress.warn(message("communes that come twice are left out: {}",
                                  "communes en double laissées de côté : {}", repeated));
}

/// Moves villages to where the published list has a service, if that is in the commune.
void move_to_services(std::vector<Place>& places, const std::vector<MultiPolygon>& shapes,
                      const std::string& path) {
  const Table table = load_table(path);
  const std::size_t code = table.column("insee_com");
  const std::size_t longitude = table.column("longitude");
  const std::size_t latitude = table.column("latitude");
  const Transformer to_study(Crs::wgs84(), Crs::from_text("EPSG:2154"));
  std::map<std::string, Point> services;
  for (const auto& row : table.rows) {
    const std::optional<double> lon = parse_number(row[longitude]),
                                lat = parse_number(row[latitude]);
    if (!lon || !lat) continue;
    const std::optional<Point> where = to_study(Point{*lon, *lat});
    if (where) services.emplace(row[code], *where);
  }
  for (std::size_t i = 0; i < places.size(); ++i) {
    const auto found = services.find(places[i].code);
    if (found != services.end() && contains(shapes[i], found->second)) {
      places[i].seat = found->second;
    }
  }
}

}  // namespace

RealCommunes read_real_communes(const DemoOptions& options, const Execution& execution) {
  RealCommunes communes;
  auto& places = communes.places;
  auto& shapes = communes.shapes;
  for (const std::string& path : options.commune_files) {
    within(verbatim(path), [&] { read_layer(path, options, communes); });
  }
  if (options.france_services_file) {
    move_to_services(places, shapes, *options.france_services_file);
  }
  drop_repeated(places, execution);
  mark_remote(places, options.surroundings_m);
  const bool any =
      std::any_of(places.begin(), places.end(), [](const Place& place) { return place.in_study; });
  if (!any || places.size() < 3) {
    throw InputError(
        message("no three communes to draw roads between, one of them under study",
                "pas trois communes entre lesquelles tracer des routes, dont une à "
                "l’étude"),
        message("Check the files and --study-area", "Vérifiez les fichiers et --study-area"));
  }
  std::map<std::string, std::int64_t> populations;
  if (options.population_file) populations = read_populations(*options.population_file);
  for (Place& place : places) {
    const auto known = populations.find(place.code);
    place.population = known == populations.end() ? unknown_population : known->second;
    if (known != populations.end() && place.in_study) {
      communes.known_population += place.population;
    }
    place.rank = rank_of(place.population);
  }
  return communes;
}

namespace {

std::string absolute(const std::string& path) {
  if (path.starts_with("/vsi")) return path;
  return std::filesystem::absolute(path).lexically_normal().string();
}

std::string list_of(const std::vector<std::string>& values) {
  std::string text;
  for (const std::string& value : values) text += (text.empty() ? "" : ", ") + quoted(value);
  return "[" + text + "]";
}

}  // namespace

DemoFile real_study_file(const DemoOptions& options) {
  std::vector<std::string> communes;
  for (const std::string& path : options.commune_files) communes.push_back(absolute(path));
  std::string text = fmt::format(R"(# {}
# {}
title = "Accès aux services publics, routes fictives"
language = "fr"
crs = "EPSG:2154"
thresholds = ["7 min", "10 min", "20 min", "30 min"]
target = "30 min"

[communes]
path = {}
code = {}
name = {}
)",
                                 invented_roads_french, invented_roads_english, list_of(communes),
                                 quoted(options.commune_code), quoted(options.commune_name));
  if (!options.study_area.empty()) {
    text += fmt::format("study_area = {}\n", list_of(options.study_area));
  }
  if (options.population_file) {
    text += fmt::format(R"(
[population]
path = {}
{}
concept = "population municipale"
code = "insee_com"
columns = {{ population = "population", epci_code = "epci_code", epci_name = "epci_nom" }}
)",
                        quoted(absolute(*options.population_file)),
                        options.population_edition.empty()
                            ? "# edition = \"…\"  # le millésime de ces populations, à compléter"
                            : "edition = " + quoted(options.population_edition));
  }
  if (options.france_services_file) {
    text += fmt::format(R"(
[[facilities]]
name = "france_services"
path = {}
kind = "france_services"
elsewhere = "leave_out"
{})",
                        quoted(absolute(*options.france_services_file)), france_services_mapping);
  }
  text += fmt::format(
      "\n[demand]\nmethod = \"network\"\n\n[roads]\npath = \"roads.osm.pbf\"\n"
      "profile = \"car\"\nnotice = {}\n",
      quoted(invented_roads_french));
  if (options.france_services_file) text += france_services_queries;
  text += "\n[output]\ndirectory = \"out\"\ncell_size_m = 200\n";
  return {"study.toml", text};
}

}  // namespace coverage::synthetic
