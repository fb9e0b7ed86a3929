#include "libcoverage/synthetic/generate_demo.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "libcoverage/geo/polygon_operations.h"
#include "libcoverage/synthetic/demo_files.h"
#include "libcoverage/synthetic/population_grid.h"
#include "libcoverage/synthetic/real_communes.h"
#include "libcoverage/synthetic/write_roads.h"

namespace coverage {

using namespace synthetic;

namespace {

constexpr std::uint64_t default_junctions = 60000;
constexpr std::uint64_t fewest_junctions = 1000, most_junctions = 20'000'000;
constexpr std::uint32_t fewest_communes = 12, most_communes = 60000;

void check(const DemoOptions& options) {
  const std::uint64_t junctions = options.junctions.value_or(default_junctions);
  if (junctions < fewest_junctions || junctions > most_junctions) {
    throw InputError(
        message("{} junctions are out of range", "{} carrefours : hors limites", junctions),
        message("Ask for {} to {} junctions", "Demandez de {} à {} carrefours", fewest_junctions,
                most_junctions));
  }
  const std::uint32_t communes = options.communes.value_or(fewest_communes);
  if (communes < fewest_communes || communes > most_communes) {
    throw InputError(
        message("{} communes are out of range", "{} communes : hors limites", communes),
        message("Ask for {} to {} communes", "Demandez de {} à {} communes", fewest_communes,
                most_communes));
  }
}

void sum_up(const TerritoryPlan& plan, DemoSummary& summary) {
  std::set<std::uint32_t> epcis;
  std::int64_t population = 0;
  for (const Place& place : plan.places) {
    ++summary.communes;
    if (!place.in_study) continue;
    ++summary.communes_in_study;
    population += place.population;
    if (place.epci != nobody) epcis.insert(place.epci);
  }
  summary.epcis = epcis.size();
  summary.population = population;
}

/// Writes into the folder and remembers what.
class DemoFolder {
 public:
  explicit DemoFolder(const DemoOptions& options) : folder_(options.directory, options.overwrite) {
    summary.study = options.directory / "study.toml";
  }
  std::filesystem::path path_of(const std::string& name) {
    summary.files.push_back(name);
    return folder_.staging() / name;
  }
  void write(const DemoFile& file) { write_file_atomically(path_of(file.name), file.bytes); }
  void finish(const DemoOptions& options, const char* notice) {
    std::sort(summary.files.begin(), summary.files.end());
    const std::string made_with =
        fmt::format("{{\"seed\": {}, \"junctions\": {}, \"communes\": {}}}", options.seed,
                    summary.junctions, summary.communes);
    write(manifest_file(notice, made_with, summary.files));
    folder_.commit();
  }

  DemoSummary summary;

 private:
  AtomicDirectory folder_;
};

void write_road_file(const TerritoryPlan& plan, DemoFolder& folder, const Execution& execution,
                     const LookAtRoads& look) {
  const RoadTotals totals = write_roads(plan, folder.path_of("roads.osm.pbf"), execution, look);
  folder.summary.junctions = totals.junctions;
  folder.summary.nodes = totals.nodes;
  folder.summary.ways = totals.ways;
}

DemoSummary invent_everything(const DemoOptions& options, const Execution& execution) {
  DemoFolder folder(options);
  execution.progress.stage(message("planning the territory", "plan du territoire"));
  PlanOptions plan_options{options.seed, options.junctions.value_or(default_junctions), 0};
  plan_options.communes = options.communes.value_or(communes_for(plan_options.junctions));
  const TerritoryPlan plan = plan_territory(plan_options);
  std::vector<std::vector<InhabitedSquare>> squares(plan.places.size());
  write_road_file(plan, folder, execution, [&](std::uint32_t place, const CommuneRoads& roads) {
    squares[place] = inhabited_squares(plan, place, roads);
  });
  execution.progress.stage(
      message("writing communes and services", "écriture des communes et des services"));
  write_population_grid(plan, squares, folder.path_of("grid.gpkg"));
  for (const auto& of_place : squares) folder.summary.inhabited_squares += of_place.size();
  std::vector<DemoFacilities> lists = other_facilities(plan);
  lists.push_back(france_services_list(plan));
  for (const DemoFacilities& list : lists) {
    folder.summary.facilities += list.count;
    folder.write(list.file);
  }
  for (const DemoFile& file :
       {communes_file(plan), town_halls_file(plan), population_file(plan), study_file(plan),
        scenario_file(plan), readme_file(invented_french, invented_english)}) {
    folder.write(file);
  }
  sum_up(plan, folder.summary);
  folder.finish(options, invented_french);
  return folder.summary;
}

DemoSummary invent_roads(const DemoOptions& options, const Execution& execution) {
  DemoFolder folder(options);
  execution.progress.stage(message("reading communes", "lecture des communes"));
  RealCommunes real = read_real_communes(options, execution);
  const std::int64_t known_population = real.known_population;
  const PolygonIndex communes(real.shapes);
  const auto full = static_cast<std::uint64_t>(
      std::count_if(real.places.begin(), real.places.end(),
                    [](const Place& place) { return !place.main_roads_only; }));
  PlanOptions plan_options{options.seed, options.junctions.value_or(130 * full), 0};
  const TerritoryPlan plan = plan_territory_at(
      plan_options, std::move(real.places), [&](Point p) { return communes.find(p).has_value(); });
  write_road_file(plan, folder, execution, {});
  folder.write(real_study_file(options));
  folder.write(readme_file(invented_roads_french, invented_roads_english));
  sum_up(plan, folder.summary);
  folder.summary.population.reset();
  if (options.population_file) folder.summary.population = known_population;
  folder.finish(options, invented_roads_french);
  return folder.summary;
}

}  // namespace

std::uint32_t communes_for(std::uint64_t junctions) {
  const double communes = 300 * std::pow(static_cast<double>(junctions) / 60000, 0.93);
  return std::max(fewest_communes, static_cast<std::uint32_t>(std::lround(communes)));
}

DemoSummary generate_demo(const DemoOptions& options, const Execution& execution) {
  check(options);
  return options.commune_files.empty() ? invent_everything(options, execution)
                                       : invent_roads(options, execution);
}

}  // namespace coverage
