#include "libcoverage/study/run_study.h"

#include <algorithm>
#include <memory>

#include "libcoverage/access/access_raster.h"
#include "libcoverage/access/threshold_access.h"
#include "libcoverage/base/parallel_for.h"
#include "libcoverage/indicators/compute_indicators.h"
#include "libcoverage/indicators/demand_units.h"
#include "libcoverage/study/commune_routes.h"
#include "libcoverage/study/demand_of_study.h"
#include "libcoverage/study/input_files.h"
#include "libcoverage/study/network_result.h"
#include "libcoverage/study/query_search.h"
#include "libcoverage/study/refused_roads.h"
#include "libcoverage/study/run_catchments.h"
#include "libcoverage/study/seats_of_study.h"
#include "libcoverage/study/study_inputs.h"

namespace coverage {

namespace {

using DemandSnaps = IdVector<DemandIndex, std::optional<Snap>>;

/// Runs the steps; each reads what those before it have left.
class StudyRun {
 public:
  StudyRun(const Study& study, const Execution& execution)
      : execution_(execution), inputs_(load_study_inputs(study, execution, ReadAlso::demand)) {}

  Results run() {
    place_demand();
    snap_demand();
    place_proxy_seats(inputs_, demand_);
    find_cells();
    answer_queries();
    answer_catchments();
    return collect();
  }

 private:
  void place_demand() {
    execution_.progress.stage({"Placing the population", "Répartition de la population"});
    demand_ = demand_of_study(inputs_, execution_);
  }

  void snap_demand() {
    for (const auto& network : inputs_.networks) {
      execution_.progress.stage({"Snapping to roads", "Rattachement aux routes"},
                                demand_.points.size());
      DemandSnaps snaps(demand_.points.size());
      constexpr std::size_t block = 2048;
      parallel_for(demand_.points.size(), execution_.threads, block,
                   [&](std::size_t begin, std::size_t end, unsigned) {
                     execution_.check_interrupted();
                     SnapHint hint;
                     for (std::size_t i = begin; i < end; ++i) {
                       const auto index = DemandIndex::from_size(i);
                       snaps[index] = network->snapper->snap(demand_.points[index].position, hint);
                     }
                     execution_.progress.advance(end - begin);
                   });
      demand_refused_.push_back(
          refused_roads(*network->snapper, demand_.points, snaps, execution_));
      demand_snaps_.push_back(std::move(snaps));
    }
  }

  void find_cells() {
    execution_.progress.stage({"Cells of the raster", "Mailles du raster"});
    grid_ = grid_over(raster_extent(inputs_.territory, inputs_.networks.front()->roads),
                      inputs_.study.output.cell_size_m);
    for (const auto& network : inputs_.networks) {
      cells_.emplace_back(grid_, inputs_.territory, *network->snapper, execution_);
    }
  }

  /// What a search knows of every vertex is let go of as soon as its query is answered: a country's
  /// would fill the memory.
  void answer_queries() {
    const std::size_t count = inputs_.study.queries.size();
    execution_.progress.stage({"Access times", "Temps d’accès"}, count);
    const DemandUnits units = units_of_demand(demand_, inputs_.territory, execution_);
    selections_.resize(count);
    access_.resize(count);
    rasters_.resize(count);
    indicators_.resize(count);
    routes_.resize(count);
    for (std::size_t n = 0; n < inputs_.networks.size(); ++n) {
      departures_.emplace_back(inputs_.networks[n]->roads, demand_snaps_[n], execution_);
    }
    EdgeTimes edges(inputs_);
    bool any = false;
    constexpr std::size_t most_at_once = 8;
    const std::size_t group = std::clamp<std::size_t>(execution_.threads, 1, most_at_once);
    for (std::size_t first = 0; first < count; first += group) {
      execution_.check_interrupted();
      const auto searches =
          search_queries(inputs_, first, std::min(count, first + group), edges, execution_);
      for (const auto& search : searches) any = any || !search->access.facilities().empty();
      const Execution inner{execution_.progress,
                            std::max(1u, execution_.threads / static_cast<unsigned>(group)),
                            execution_.stop};
      parallel_for(searches.size(), execution_.threads, 1,
                   [&](std::size_t begin, std::size_t end, unsigned) {
                     for (std::size_t k = begin; k < end; ++k) {
                       answer(first + k, *searches[k], units, inner);
                     }
                   });
      execution_.progress.advance(searches.size());
    }
    require_some_facility(any);
    cells_.clear();
    departures_.clear();
  }

  void answer_catchments() {
    if (inputs_.study.catchments.empty()) return;
    const DemandUnits units = units_of_demand(demand_, inputs_.territory, execution_);
    catchments_ = run_catchments({inputs_, demand_, demand_snaps_, units}, execution_);
  }

  void answer(std::size_t q, QuerySearch& search, const DemandUnits& units,
              const Execution& execution) {
    access_[q] = access_of_demand(search.access, snaps_of(q),
                                  departures_[inputs_.network_of_query[q]], execution);
    indicators_[q] = indicators_of(q, search.access, units, execution);
    rasters_[q] = cells_[inputs_.network_of_query[q]].answer(search.access, execution);
    if (inputs_.study.output.routes) {
      routes_[q] =
          commune_routes({.territory = inputs_.territory,
                          .demand = demand_,
                          .snapper = *inputs_.networks[inputs_.network_of_query[q]]->snapper,
                          .search = search.access,
                          .access = access_[q],
                          .indicators = indicators_[q].communes},
                         execution);
    }
    selections_[q] = std::move(search.selection);
  }

  const DemandSnaps& snaps_of(std::size_t query) const {
    return demand_snaps_[inputs_.network_of_query[query]];
  }

  QueryIndicators indicators_of(std::size_t q, const NearestAccess& search,
                                const DemandUnits& units, const Execution& execution) {
    const Query& query = inputs_.study.queries[q];
    const DemandWeight* weight = &demand_.weights.front();
    if (!query.weight.empty()) weight = demand_.find_weight(query.weight);
    if (!weight) {
      throw InputError(message("query '{}' counts '{}', which the demand does not have",
                               "l’offre « {} » compte « {} », que la population n’a pas",
                               query.name, query.weight),
                       {"Name a weight of [demand].weights or [population].columns",
                        "Nommez un poids de [demand].weights ou de [population].columns"});
    }
    IndicatorInputs in{.territory = inputs_.territory,
                       .demand = demand_,
                       .units = units,
                       .weight = *weight,
                       .access = access_[q],
                       .thresholds = inputs_.study.thresholds,
                       .target = query.target,
                       .gap_share = inputs_.study.gap_share};
    for (const Threshold& threshold : counted_thresholds(in.thresholds, query.target)) {
      if (!threshold.distance) continue;
      in.met.push_back(
          {threshold, meets_threshold(search, snaps_of(q).rows(), threshold, execution)});
      if (threshold != query.target) continue;
      doubt_misses(search, snaps_of(q).rows(), threshold, in.met.back().met, access_[q]);
    }
    in.seats = access_of_seats(q, search);
    return compute_indicators(in);
  }

  IdVector<CommuneIndex, AccessTime> access_of_seats(std::size_t q,
                                                     const NearestAccess& search) const {
    const auto& communes = inputs_.territory.communes;
    IdVector<CommuneIndex, AccessTime> seats(communes.size());
    bool any = false;
    const Snapper& snapper = *inputs_.networks[inputs_.network_of_query[q]]->snapper;
    for (std::size_t c = 0; c < communes.size(); ++c) {
      const auto index = CommuneIndex::from_size(c);
      if (!communes[index].seat) continue;
      seats[index] = search.at(snapper.snap(*communes[index].seat));
      any = true;
    }
    return any ? seats : IdVector<CommuneIndex, AccessTime>();
  }

  Results collect() {
    execution_.progress.stage({"Doubtful roads", "Routes douteuses"});
    Results results{.study = inputs_.study,
                    .crs = inputs_.crs,
                    .territory = std::move(inputs_.territory),
                    .facilities = std::move(inputs_.facilities.facilities),
                    .set_aside = std::move(inputs_.facilities.set_aside),
                    .demand = std::move(demand_),
                    .networks = {},
                    .queries = {},
                    .catchments = std::move(catchments_),
                    .grid = grid_,
                    .sources = std::move(inputs_.sources),
                    .inputs = input_files(inputs_.study),
                    .hypotheses = std::move(inputs_.hypotheses)};
    for (SourceReport& source : results.sources) {
      for (std::string& file : source.files) file = shown_path(file, results.study);
    }
    for (std::size_t n = 0; n < inputs_.networks.size(); ++n) {
      StudyNetwork& network = *inputs_.networks[n];
      results.networks.push_back(network_result(network, std::move(demand_snaps_[n])));
      results.networks.back().demand_refused = std::move(demand_refused_[n]);
      results.networks.back().facility_refused =
          refused_roads(*network.snapper, results.facilities, network.facility_snaps, execution_);
      // Nobody searches any more, and the roads of a country take room to look through.
      network.snapper.reset();
      network.into = {};
      results.networks.back().issues = find_network_issues(network.roads, execution_);
    }
    for (std::size_t q = 0; q < access_.size(); ++q) {
      results.queries.push_back({.query = inputs_.study.queries[q],
                                 .network = inputs_.network_of_query[q],
                                 .facilities = std::move(selections_[q].chosen),
                                 .unknown = std::move(selections_[q].unknown),
                                 .demand = std::move(access_[q]),
                                 .indicators = std::move(indicators_[q]),
                                 .raster = std::move(rasters_[q]),
                                 .routes = std::move(routes_[q])});
    }
    return results;
  }

  const Execution& execution_;
  StudyInputs inputs_;
  Demand demand_;
  std::vector<DemandSnaps> demand_snaps_;  ///< by network
  std::vector<std::map<DemandIndex, RefusedRoad>> demand_refused_;
  std::vector<RasterCells> cells_;             ///< by network
  std::vector<HomeDepartures> departures_;     ///< by network
  std::vector<FacilitySelection> selections_;  ///< by query, as all that follow
  std::vector<IdVector<DemandIndex, AccessTime>> access_;
  std::vector<AccessRaster> rasters_;
  std::vector<QueryIndicators> indicators_;
  std::vector<std::vector<CommuneRoute>> routes_;
  std::vector<CatchmentResult> catchments_;
  RasterGrid grid_;
};

}  // namespace

Results run_study(const Study& study, const Execution& execution) {
  return StudyRun(study, execution).run();
}

}  // namespace coverage
