#include "libcoverage/study/study_inputs.h"

#include <algorithm>
#include <iterator>
#include <set>

#include "libcoverage/access/access_raster.h"
#include "libcoverage/access/open_ends.h"
#include "libcoverage/base/counted.h"
#include "libcoverage/base/deferred_progress.h"
#include "libcoverage/base/parallel_for.h"
#include "libcoverage/input/catchment_supply.h"
#include "libcoverage/input/load_territory.h"
#include "libcoverage/input/source_problems.h"
#include "libcoverage/input/study_queries.h"
#include "libcoverage/network/network_cache.h"
#include "libcoverage/scenario/apply_changes.h"

namespace coverage {

std::vector<std::string> profiles_of(const Study& study) {
  std::vector<std::string> profiles{study.roads.profile};
  for (const Query& query : study.queries) {
    if (!query.profile) continue;
    if (std::find(profiles.begin(), profiles.end(), *query.profile) == profiles.end()) {
      profiles.push_back(*query.profile);
    }
  }
  return profiles;
}

namespace {

void complete_queries(StudyInputs& inputs) {
  if (inputs.study.queries.empty()) {
    std::set<std::string> kinds;
    for (const Facility& facility : inputs.facilities.facilities) kinds.insert(facility.kind);
    const std::vector<std::string> sorted(kinds.begin(), kinds.end());
    inputs.study.queries = default_queries(sorted, inputs.study);
  }
  check_query_attributes(inputs.study.queries, inputs.facilities);
  check_catchments(inputs.study.catchments, inputs.study.queries, inputs.facilities.facilities);
  const std::vector<std::string> profiles = profiles_of(inputs.study);
  for (const Query& query : inputs.study.queries) {
    const std::string& profile = query.profile.value_or(inputs.study.roads.profile);
    const auto at = std::find(profiles.begin(), profiles.end(), profile);
    inputs.network_of_query.push_back(static_cast<std::size_t>(at - profiles.begin()));
  }
}

LonLat centre_of(const RoadNetwork& roads) {
  double lon = 0;
  double lat = 0;
  for (const LonLat& place : roads.junction_lon_lat) {
    lon += place.lon;
    lat += place.lat;
  }
  const auto count = static_cast<double>(std::max<std::size_t>(roads.junction_count(), 1));
  return {lon / count, lat / count};
}

/// Profiles read the same roads: their reports differ in what each mode does not use.
void add_notes(const SourceReport& from, SourceReport& to) {
  for (const SourceNote& note : from.notes) {
    const bool known = std::any_of(to.notes.begin(), to.notes.end(), [&](const SourceNote& other) {
      return other.code == note.code && other.kind == note.kind;
    });
    if (!known) to.notes.push_back(note);
  }
}

SourceReport& report_of(std::vector<SourceReport>& sources, const std::string& name) {
  for (SourceReport& source : sources) {
    if (source.name == name) return source;
  }
  sources.emplace_back().name = name;
  return sources.back();
}

/// "On foot: …": studies may have several modes.
Message of_mode(const StudyNetwork& network, const Message& text) {
  const Message& label = network.roads.profile_label;
  return {label.english + ": " + text.english, label.french + " : " + text.french};
}

void snap_facilities(StudyInputs& inputs, const StudyNetwork& network,
                     IdVector<FacilityIndex, std::optional<Snap>>& snaps, Progress& progress) {
  const auto& facilities = inputs.facilities.facilities;
  snaps.resize(facilities.size());
  std::vector<std::string> unsnapped;
  for (std::size_t f = 0; f < facilities.size(); ++f) {
    const auto index = FacilityIndex::from_size(f);
    const Facility& facility = facilities[index];
    snaps[index] = network.snapper->snap(facility.position);
    if (snaps[index]) continue;
    unsnapped.push_back(fmt::format("{} ({})", facility.id, facility.name));
    report_of(inputs.sources, facility.source)
        .note(SourceNote::Kind::doubtful, "unsnapped_" + network.profile,
              of_mode(network, message("farther than {} m from any road: they serve nobody",
                                       "à plus de {} m de toute route, sans desservir personne",
                                       network.snapper->limit_m())),
              unsnapped.back());
  }
  if (unsnapped.empty()) return;
  const Message number =
      counted(unsnapped.size(), {"facility", "lieu d’accueil"}, {"facilities", "lieux d’accueil"});
  const std::string examples = unsnapped.front() + (unsnapped.size() > 1 ? "…" : "");
  const double limit = network.snapper->limit_m();
  progress.warn(of_mode(
      network, {fmt::format("{} farther than {} m from any road, serving nobody: {}",
                            number.english, limit, examples),
                fmt::format("{} à plus de {} m de toute route, sans desservir personne : {}",
                            number.french, limit, examples)}));
}

Message traffic_hypothesis(const StudyNetwork& network) {
  if (network.roads.traffic == "peak") {
    return of_mode(network, {"access times stand for peak hours",
                             "les temps d’accès valent pour les heures pleines"});
  }
  return of_mode(network, {"access times stand for off-peak hours",
                           "les temps d’accès valent pour les heures creuses"});
}

/// The open ends of a network, told where there are any.
void find_edges(StudyInputs& inputs, StudyNetwork& network, const Execution& execution) {
  network.open_ends = find_open_ends(network.roads, inputs.territory, execution);
  if (network.open_ends.empty()) return;
  const std::size_t count = network.open_ends.size();
  const Message ends =
      counted(count, {"road end", "bout de route"}, {"road ends", "bouts de route"});
  const double kilometres = open_end_look_ahead_m / 1000;
  inputs.hypotheses.push_back(of_mode(
      network,
      {fmt::format(
           "{} outside the communes, with no road ahead for {} km, {} taken for the edge of "
           "the data",
           ends.english, kilometres, count == 1 ? "is" : "are"),
       fmt::format("{} hors des communes, sans route devant sur {} km, {} pour le bord des données",
                   ends.french, kilometres, count < 2 ? "est pris" : "sont pris")}));
}

/// A misspelt kind would open a place that no query of the study counts.
void warn_of_new_kinds(const StudyInputs& inputs, Progress& progress) {
  std::set<std::string> known;
  for (const Facility& facility : inputs.facilities.facilities) known.insert(facility.kind);
  for (const ScenarioChange& change : inputs.study.changes) {
    const auto* add = std::get_if<AddFacility>(&change.change);
    if (!add || known.contains(add->kind)) continue;
    progress.warn(message(
        "{}:{}: no other facility has the kind '{}'; the kinds of the study are: {}",
        "{}:{} : aucun autre lieu d’accueil n’est de type « {} » ; les types de l’étude sont : {}",
        change.file, change.line, add->kind, fmt::to_string(fmt::join(known, ", "))));
  }
}

/// Roads of another place make every inhabitant unsnapped: better said by name.
void require_roads_in_study(const StudyInputs& inputs) {
  const RoadNetwork& roads = inputs.networks.front()->roads;
  Box area = raster_extent(inputs.territory, roads);
  const double limit = inputs.study.roads.snap_limit_m;
  area.include({area.min_x - limit, area.min_y - limit});
  area.include({area.max_x + limit, area.max_y + limit});
  for (const Point& point : roads.shape_points) {
    if (area.contains(point)) return;
  }
  throw InputError(
      message("{}: no road lies in the study area", "{} : aucune route dans le territoire d’étude",
              inputs.study.roads.paths.front()),
      {"Check that [roads] and [communes] are of the same place, and that no file has exchanged "
       "its "
       "coordinates",
       "Vérifiez que [roads] et [communes] sont du même endroit, et qu’aucun fichier n’a "
       "interverti "
       "ses coordonnées"});
}

/// Where it stands it stays: the snapper and the reverse graph look into the roads.
std::unique_ptr<StudyNetwork> make_study_network(RoadNetwork roads, double snap_limit_m) {
  auto network = std::make_unique<StudyNetwork>();
  network->profile = roads.profile;
  network->roads = std::move(roads);
  network->snapper = std::make_unique<Snapper>(network->roads, snap_limit_m);
  network->into = reverse_graph(network->roads);
  return network;
}

/// What makes every figure doubtful, not some road's: a layer read under assumptions.
void warn_of_assumptions(const SourceReport& roads, Progress& progress) {
  constexpr std::string_view codes[] = {"no_class_column", "unknown_class", "missing_columns"};
  SourceReport doubtful;
  doubtful.name = roads.name;
  for (const SourceNote& note : roads.notes) {
    const bool listed = std::find(std::begin(codes), std::end(codes), note.code) != std::end(codes);
    if (listed) doubtful.notes.push_back(note);
  }
  warn_of_losses(doubtful, progress);
}

}  // namespace

std::vector<RoadNetwork> load_road_networks(const Study& study, const Crs& crs,
                                            std::vector<SourceReport>& sources,
                                            const Execution& execution) {
  SourceReport roads_report;
  std::vector<RoadNetwork> networks;
  for (const std::string& profile : profiles_of(study)) {
    SourceReport report;
    networks.push_back(load_or_build_network(study, profile, crs, execution, report));
    require_usable_study_crs(crs, centre_of(networks.back()));
    if (networks.size() == 1) {
      roads_report = std::move(report);
    } else {
      add_notes(report, roads_report);
    }
  }
  warn_of_assumptions(roads_report, execution.progress);
  sources.push_back(std::move(roads_report));
  return networks;
}

namespace {

void read_places(StudyInputs& inputs, const Execution& execution) {
  const Study& study = inputs.study;
  inputs.territory = load_territory(study, inputs.crs, execution, inputs.sources);
  inputs.facilities =
      load_facilities(study, inputs.territory, inputs.crs, execution, inputs.sources);
  inputs.hypotheses = inputs.facilities.hypotheses;
  if (!study.changes.empty()) {
    warn_of_new_kinds(inputs, execution.progress);
    inputs.facilities.facilities = apply_changes(study, std::move(inputs.facilities.facilities),
                                                 StudyPlace(inputs.territory, inputs.crs));
  }
  complete_queries(inputs);
}

/// What needs no other input.
struct RoadInputs {
  std::vector<std::unique_ptr<StudyNetwork>> networks;
  std::vector<SourceReport> sources;
};

RoadInputs read_roads(const Study& study, const Crs& crs, const Execution& execution) {
  RoadInputs roads;
  for (RoadNetwork& network : load_road_networks(study, crs, roads.sources, execution)) {
    roads.networks.push_back(make_study_network(std::move(network), study.roads.snap_limit_m));
  }
  return roads;
}

/// What was read, or the error, for whoever asks for it.
std::future<DemandFeatures> read_demand_now(const Study& study, const Crs& crs,
                                            const Execution& execution) {
  std::packaged_task<DemandFeatures()> task(
      [&] { return read_demand_features(study, crs, execution); });
  std::future<DemandFeatures> features = task.get_future();
  task();
  return features;
}

bool has_demand_features(const Study& study) {
  return study.demand.method == DemandMethod::grid || study.demand.method == DemandMethod::points;
}

/// Networks that must be built take all threads, and a mistake in a list should be told before.
bool can_read_together(const StudyInputs& inputs, const Execution& execution) {
  const std::vector<std::string> profiles = profiles_of(inputs.study);
  return execution.threads > 1 &&
         std::all_of(profiles.begin(), profiles.end(), [&](const std::string& profile) {
           return is_network_stored(inputs.study, profile, inputs.crs);
         });
}

RoadInputs read_together(StudyInputs& inputs, const Execution& execution, ReadAlso also) {
  const Study study = inputs.study;  // whose queries are completed meanwhile
  const unsigned half = execution.threads / 2;
  RoadInputs roads;
  DeferredProgress waiting;
  run_together(
      [&] {
        read_places(inputs, {execution.progress, execution.threads - half, execution.stop});
      },
      [&] {
        const Execution beside{waiting, half, execution.stop};
        const Crs crs = Crs::from_text(study.crs);  // handles are of one thread
        roads = read_roads(study, crs, beside);
        if (also == ReadAlso::demand && has_demand_features(study)) {
          inputs.demand = read_demand_now(study, crs, beside);
        }
      });
  waiting.tell(execution.progress);
  return roads;
}

}  // namespace

StudyInputs load_study_inputs(const Study& study, const Execution& execution, ReadAlso also) {
  StudyInputs inputs;
  inputs.study = study;
  inputs.crs = Crs::from_text(study.crs);
  RoadInputs roads;
  if (can_read_together(inputs, execution)) {
    roads = read_together(inputs, execution, also);
  } else {
    read_places(inputs, execution);
    roads = read_roads(inputs.study, inputs.crs, execution);
  }
  inputs.networks = std::move(roads.networks);
  std::move(roads.sources.begin(), roads.sources.end(), std::back_inserter(inputs.sources));
  require_roads_in_study(inputs);
  for (const auto& network : inputs.networks) {
    inputs.hypotheses.push_back(traffic_hypothesis(*network));
    find_edges(inputs, *network, execution);
  }
  for (const auto& network : inputs.networks) {
    snap_facilities(inputs, *network, network->facility_snaps, execution.progress);
  }
  return inputs;
}

}  // namespace coverage
