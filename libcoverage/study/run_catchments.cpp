#include "libcoverage/study/run_catchments.h"

#include <limits>
#include <map>

#include "libcoverage/access/candidate_reach.h"
#include "libcoverage/access/select_facilities.h"
#include "libcoverage/base/parallel_for.h"
#include "libcoverage/indicators/floating_catchment.h"
#include "libcoverage/input/catchment_supply.h"
#include "libcoverage/study/surroundings.h"

namespace coverage {

namespace {

using Snaps = std::vector<std::optional<Snap>>;

Snaps snap_all(const IdVector<DemandIndex, DemandPoint>& points, const Snapper& snapper,
               const Execution& execution) {
  Snaps snaps(points.size());
  parallel_for(points.size(), execution.threads, 2048,
               [&](std::size_t begin, std::size_t end, unsigned) {
                 execution.check_interrupted();
                 SnapHint hint;
                 for (std::size_t i = begin; i < end; ++i) {
                   snaps[i] = snapper.snap(points.rows()[i].position, hint);
                 }
               });
  return snaps;
}

[[noreturn]] void fail_too_many(const Catchment& catchment) {
  throw InputError(
      message("catchment '{}' has 2³¹ pairs of facilities and homes or more within its limit",
              "le bassin « {} » a au moins 2³¹ couples de lieux d’accueil et d’habitations en deçà "
              "de sa limite",
              catchment.name),
      {"Lower its limit, or study a smaller area",
       "Abaissez sa limite, ou étudiez un territoire plus petit"});
}

/// Times of a bounded search from each facility, a column a facility.
CatchmentTimes times_of(const ReachQuestion& question, const Catchment& catchment,
                        const Execution& execution) {
  std::vector<int> first = {0};
  std::vector<int> homes;
  std::vector<std::uint32_t> times;
  stream_candidate_reach(question, execution, [&](std::span<const ReachRow> rows) {
    for (const ReachRow& row : rows) {
      for (const ReachEntry& entry : row.entries) {
        homes.push_back(static_cast<int>(entry.target));
        times.push_back(entry.time_ms);
      }
      if (homes.size() > std::numeric_limits<int>::max()) fail_too_many(catchment);
      first.push_back(static_cast<int>(homes.size()));
    }
  });
  const auto rows = static_cast<Eigen::Index>(question.homes.size());
  const auto columns = static_cast<Eigen::Index>(question.candidates.size());
  return Eigen::Map<const CatchmentTimes>(rows, columns, static_cast<Eigen::Index>(homes.size()),
                                          first.data(), homes.data(), times.data());
}

void take_supplies(const CatchmentScores& scores, CatchmentResult& result) {
  for (const double supply : result.supply) result.total_supply += supply;
  result.unreached_supply = scores.unreached_supply;
  result.level_of_service = scores.level_of_service;
  for (const double demand : scores.allocated_demand) result.allocated_demand.push_back(demand);
}

class CatchmentsRun {
 public:
  CatchmentsRun(const CatchmentsQuestion& question, const Execution& execution)
      : question_(question),
        execution_(execution),
        around_(demand_of_surroundings(question.inputs, execution)) {}

  CatchmentResult answer(const Catchment& catchment);

 private:
  const DemandWeight& weight_of(const CatchmentResult& result) const;
  /// The homes of the study, then those of its surroundings.
  Snaps homes_of(std::size_t network);
  void search(CatchmentResult& result, const DemandWeight& weight);
  void take_scores(const CatchmentScores& scores, const Snaps& homes, const Eigen::VectorXd& people,
                   CatchmentResult& result) const;

  const CatchmentsQuestion& question_;
  const Execution& execution_;
  Demand around_;
  std::map<std::size_t, Snaps> around_snaps_;  ///< by network
};

const DemandWeight& CatchmentsRun::weight_of(const CatchmentResult& result) const {
  const std::string& own = result.catchment.weight;
  const std::string& name = own.empty() ? question_.inputs.study.queries[result.query].weight : own;
  if (name.empty()) return question_.demand.weights.front();
  if (const DemandWeight* weight = question_.demand.find_weight(name)) return *weight;
  throw InputError(message("catchment '{}' counts '{}', which the demand does not have",
                           "le bassin « {} » compte « {} », que la population n’a pas",
                           result.catchment.name, name),
                   {"Name a weight of [demand].weights or [population].columns",
                    "Nommez un poids de [demand].weights ou de [population].columns"});
}

Snaps CatchmentsRun::homes_of(std::size_t network) {
  const auto [around, is_new] = around_snaps_.try_emplace(network);
  if (is_new) {
    around->second =
        snap_all(around_.points, *question_.inputs.networks[network]->snapper, execution_);
  }
  Snaps homes = question_.snaps[network].rows();
  homes.insert(homes.end(), around->second.begin(), around->second.end());
  return homes;
}

/// Inhabitants of all homes; 0 around where the surroundings do not know the weight.
Eigen::VectorXd people_of(const DemandWeight& inside, const Demand& around) {
  const std::size_t size = inside.values.size() + around.points.size();
  Eigen::VectorXd people = Eigen::VectorXd::Zero(static_cast<Eigen::Index>(size));
  Eigen::Index row = 0;
  for (const Weight weight : inside.values) people[row++] = weight.count();
  if (const DemandWeight* outside = around.find_weight(inside.name)) {
    for (const Weight weight : outside->values) people[row++] = weight.count();
  }
  return people;
}

void CatchmentsRun::search(CatchmentResult& result, const DemandWeight& weight) {
  const StudyInputs& inputs = question_.inputs;
  const std::size_t n = inputs.network_of_query[result.query];
  const StudyNetwork& network = *inputs.networks[n];
  Snaps doors;
  for (const FacilityIndex facility : result.facilities) {
    doors.push_back(network.facility_snaps[facility]);
  }
  Snaps homes = homes_of(n);
  const Eigen::VectorXd people = people_of(weight, around_);
  if (result.catchment.method == CatchmentMethod::balanced) {
    for (std::size_t i = 0; i < homes.size(); ++i) {
      if (people[static_cast<Eigen::Index>(i)] <= 0) homes[i].reset();
    }
  }
  const CatchmentTimes times = times_of({network.access(), doors, homes, result.catchment.limit},
                                        result.catchment, execution_);
  const Eigen::VectorXd supply = Eigen::Map<const Eigen::VectorXd>(
      result.supply.data(), static_cast<Eigen::Index>(result.supply.size()));
  const Catchment& catchment = result.catchment;
  const CatchmentScores scores = catchment_scores(
      {times, people, supply},
      {.method = catchment.method, .decay = catchment.decay, .limit = catchment.limit});
  take_scores(scores, homes, people, result);
  take_supplies(scores, result);
}

void CatchmentsRun::take_scores(const CatchmentScores& scores, const Snaps& homes,
                                const Eigen::VectorXd& people, CatchmentResult& result) const {
  const std::size_t inside = question_.demand.points.size();
  result.demand.reserve(inside);
  for (std::size_t i = 0; i < homes.size(); ++i) {
    const auto row = static_cast<Eigen::Index>(i);
    CatchmentDemand& side = i < inside ? result.inside : result.around;
    const Weight weight = Weight::from_count(people[row]);
    side.population += weight;
    if (scores.served[i]) side.served += weight;
    side.supply_given += people[row] * scores.access[row];
    if (i < inside) {
      result.demand.push_back({scores.access[row], homes[i].has_value(), scores.served[i] != 0});
    }
  }
}

CatchmentResult CatchmentsRun::answer(const Catchment& catchment) {
  const StudyInputs& inputs = question_.inputs;
  CatchmentResult result;
  result.catchment = catchment;
  result.query = query_of(catchment, inputs.study.queries);
  const Query& query = inputs.study.queries[result.query];
  result.facilities = select_facilities(query, inputs.facilities.facilities).chosen;
  result.supply = supplies_of(catchment, result.facilities, inputs.facilities.facilities);
  const DemandWeight& weight = weight_of(result);
  result.catchment.weight = weight.name;
  search(result, weight);
  result.indicators = catchment_indicators({.territory = inputs.territory,
                                            .demand = question_.demand,
                                            .units = question_.units,
                                            .weight = weight,
                                            .scores = result.demand});
  return result;
}

}  // namespace

std::vector<CatchmentResult> run_catchments(const CatchmentsQuestion& question,
                                            const Execution& execution) {
  const auto& catchments = question.inputs.study.catchments;
  std::vector<CatchmentResult> results;
  if (catchments.empty()) return results;
  execution.progress.stage({"Floating catchments", "Bassins flottants"}, catchments.size());
  CatchmentsRun run(question, execution);
  for (const Catchment& catchment : catchments) {
    execution.check_interrupted();
    results.push_back(run.answer(catchment));
    execution.progress.advance(1);
  }
  return results;
}

}  // namespace coverage
