#include "libcoverage/study/siting_of_study.h"

#include <algorithm>
#include <limits>
#include <set>

#include "libcoverage/access/candidate_reach.h"
#include "libcoverage/access/select_facilities.h"
#include "libcoverage/base/counted.h"
#include "libcoverage/base/error.h"
#include "libcoverage/base/parallel_for.h"
#include "libcoverage/base/text.h"
#include "libcoverage/input/decimal_cell.h"
#include "libcoverage/study/demand_of_study.h"
#include "libcoverage/study/seats_of_study.h"

namespace coverage {

namespace {

/// "Nearest: x" or "They are: a, b".
Message suggestion(const std::string& name, const std::vector<std::string>& names) {
  if (const auto near = closest_word(name, names)) {
    return message("Did you mean '{}'?", "Vouliez-vous dire « {} » ?", *near);
  }
  return message("There are: {}", "Il y a : {}", fmt::to_string(fmt::join(names, ", ")));
}

bool covers(SitingGoal goal) {
  return goal != SitingGoal::least_mean && goal != SitingGoal::least_worst;
}

class SitingBuilder {
 public:
  SitingBuilder(const Study& study, const SitingQuestion& question, const Execution& execution)
      : execution_(execution) {
    result_.question = question;
    result_.inputs = load_study_inputs(study, execution, ReadAlso::demand);
  }

  SitingStudy build() {
    find_query();
    execution_.progress.stage({"Placing the population", "Répartition de la population"});
    result_.demand = demand_of_study(result_.inputs, execution_);
    find_weight();
    place_proxy_seats(result_.inputs, result_.demand);
    set_limits();
    snap_demand();
    choose_rows();
    add_existing();
    add_candidates();
    set_problem();
    search();
    drop_unreached();
    count_weights();
    return std::move(result_);
  }

 private:
  void find_query();
  void find_weight();
  void set_limits();
  void snap_demand();
  void choose_rows();
  void add_existing();
  void add_candidates();
  void add_site(CandidateSite site, SitingPlace place);
  GroupIndex group_of(CommuneIndex commune) const;
  void set_problem();
  GroupLimit limit_of(const EpciLimit& limit) const;
  void search();
  void append(const ReachRow& row);
  void drop_unreached();
  void count_weights();
  bool serves_everybody() const {
    return !covers(result_.problem.goal) || result_.problem.nobody_beyond.has_value();
  }
  SitingInstance& instance() { return result_.tables.instance; }

  const Execution& execution_;
  SitingStudy result_;
  GroupIndex closable_;  ///< the existing sites that may close, where a limit is set
  std::uint32_t closable_count_ = 0;
  std::vector<std::uint32_t> best_ms_;  ///< by row: to the nearest existing site; while searching
};

void SitingBuilder::find_query() {
  const auto& queries = result_.inputs.study.queries;
  const std::string& name = result_.question.query;
  std::vector<std::string> names;
  for (const Query& query : queries) names.push_back(query.name);
  const auto found = name.empty() ? names.begin() : std::ranges::find(names, name);
  if (found == names.end()) {
    throw InputError(message("the study has no query '{}'", "l’étude n’a pas d’offre « {} »", name),
                     suggestion(name, names));
  }
  result_.query = static_cast<std::size_t>(found - names.begin());
  result_.network = result_.inputs.network_of_query[result_.query];
}

void SitingBuilder::find_weight() {
  std::string& name = result_.question.weight;
  if (name.empty()) name = result_.asked().weight;
  std::vector<std::string> names;
  for (const DemandWeight& weight : result_.demand.weights) names.push_back(weight.name);
  if (name.empty()) name = names.front();
  const auto found = std::ranges::find(names, name);
  if (found == names.end()) {
    throw InputError(
        message("the study has no weight '{}'", "l’étude n’a pas de pondération « {} »", name),
        suggestion(name, names));
  }
  result_.weight = static_cast<std::size_t>(found - names.begin());
}

void SitingBuilder::set_limits() {
  SitingProblem& problem = result_.problem;
  SitingQuestion& question = result_.question;
  problem.goal = question.goal;
  problem.share_millionths = question.share_millionths;
  problem.assignment = question.assignment;
  if (question.nobody_beyond) problem.nobody_beyond = question.nobody_beyond->milliseconds();
  const Threshold& target = result_.asked().target;
  // Plans of the other goals are read by it too.
  if (!question.threshold && target.time && !target.distance) question.threshold = target.time;
  if (question.threshold) problem.threshold = question.threshold->milliseconds();
  if (!covers(problem.goal) || question.threshold) return;
  throw InputError(
      message("the target of query '{}' has a distance ({}), and sites are chosen by time",
              "l’objectif de l’offre « {} » a une distance ({}), et les lieux sont choisis d’après "
              "le temps",
              result_.asked().name, target.label(false)),
      {"Give --threshold \"20 min\"", "Donnez --threshold \"20 min\""});
}

void SitingBuilder::snap_demand() {
  const auto& points = result_.demand.points;
  execution_.progress.stage({"Snapping to roads", "Rattachement aux routes"}, points.size());
  result_.demand_snaps.resize(points.size());
  const Snapper& snapper = *result_.inputs.networks[result_.network]->snapper;
  parallel_for(points.size(), execution_.threads, 2048,
               [&](std::size_t begin, std::size_t end, unsigned) {
                 execution_.check_interrupted();
                 SnapHint hint;
                 for (std::size_t i = begin; i < end; ++i) {
                   const auto index = DemandIndex::from_size(i);
                   result_.demand_snaps[index] = snapper.snap(points[index].position, hint);
                 }
                 execution_.progress.advance(end - begin);
               });
}

/// Places without anybody of this weight ask for nothing. Those off the network stay in the whole
/// of which a share is covered.
void SitingBuilder::choose_rows() {
  for (std::size_t i = 0; i < result_.demand.points.size(); ++i) {
    const auto point = DemandIndex::from_size(i);
    const Weight weight = result_.weights().values[point];
    if (weight <= Weight()) continue;
    result_.ledger.total += weight;
    if (!result_.demand_snaps[point] && serves_everybody()) {
      result_.ledger.unsnapped += weight;
      continue;
    }
    result_.demand_of_row.push_back(point);
  }
}

void SitingBuilder::add_site(CandidateSite site, SitingPlace place) {
  site.id = place.id;
  instance().sites.push_back(std::move(site));
  result_.places.push_back(std::move(place));
}

void SitingBuilder::add_existing() {
  const StudyInputs& inputs = result_.inputs;
  const auto& snaps = inputs.networks[result_.network]->facility_snaps;
  const bool limited = result_.question.most_closed.has_value();
  if (limited) {
    closable_ = result_.tables.groups.push_back("existing sites that may close");
  }
  for (const FacilityIndex index :
       select_facilities(result_.asked(), inputs.facilities.facilities).chosen) {
    const Facility& facility = inputs.facilities.facilities[index];
    if (!snaps[index]) continue;
    const bool in_study =
        inputs.territory.communes.empty() ||
        (facility.commune.valid() && inputs.territory.communes[facility.commune].in_study_area);
    const bool may_close = result_.question.allow_closing && in_study;
    CandidateSite site;
    site.rule = may_close ? SiteRule::optional : SiteRule::mandatory;
    site.counts = may_close;
    site.cost = may_close && result_.problem.goal == SitingGoal::fewest_sites ? 1 : 0;
    if (may_close && limited) site.group = closable_;
    if (facility.capacity) site.capacity = Weight::from_count(*facility.capacity).millionths();
    closable_count_ += may_close ? 1 : 0;
    add_site(std::move(site), {facility.id, facility.name, facility.position, facility.lon_lat,
                               facility.commune, index, *snaps[index]});
  }
}

GroupIndex SitingBuilder::group_of(CommuneIndex commune) const {
  const Grouping* epcis = result_.inputs.territory.find_grouping("epci");
  if (!epcis || !commune.valid()) return {};
  const UnitIndex unit = epcis->unit_of_commune[commune];
  const std::size_t before = closable_.valid() ? 1 : 0;
  return unit.valid() ? GroupIndex::from_size(unit.value() + before) : GroupIndex();
}

void SitingBuilder::add_candidates() {
  if (const Grouping* epcis = result_.inputs.territory.find_grouping("epci")) {
    for (const TerritoryUnit& unit : epcis->units) result_.tables.groups.push_back(unit.name);
  }
  StudyCandidates found =
      candidates_of_study(result_.inputs, result_.demand, result_.network, execution_);
  result_.candidate_kind = found.kind;
  std::set<std::string> existing;
  for (const SitingPlace& place : result_.places) existing.insert(place.id);
  SharedDecimals cost;
  for (const Candidate& candidate : found.candidates) cost.add(candidate.cost_millionths);
  result_.tables.cost_decimals = cost.decimals();
  for (CandidateSite& site : instance().sites) site.cost *= 1'000'000 / cost.step();
  std::uint64_t repeated = 0;
  for (std::size_t c = 0; c < found.candidates.size(); ++c) {
    Candidate& candidate = found.candidates[c];
    if (existing.contains(candidate.id)) {
      ++repeated;
      continue;
    }
    CandidateSite site;
    site.rule = candidate.rule == Candidate::Rule::mandatory   ? SiteRule::mandatory
                : candidate.rule == Candidate::Rule::forbidden ? SiteRule::forbidden
                                                               : SiteRule::optional;
    site.cost = candidate.cost_millionths / cost.step();
    if (candidate.capacity) site.capacity = candidate.capacity->millionths();
    site.group = group_of(candidate.commune);
    add_site(std::move(site), {candidate.id,
                               candidate.name,
                               candidate.position,
                               candidate.lon_lat,
                               candidate.commune,
                               {},
                               found.snaps[c]});
  }
  if (repeated == 0) return;
  execution_.progress.warn(
      message("candidates that are sites of the query already: {}",
              "emplacements possibles qui sont déjà des lieux de l’offre étudiée : {}", repeated));
}

GroupLimit SitingBuilder::limit_of(const EpciLimit& limit) const {
  const Grouping* epcis = result_.inputs.territory.find_grouping("epci");
  std::vector<std::string> names;
  for (std::size_t u = 0; epcis && u < epcis->units.size(); ++u) {
    const auto unit = UnitIndex::from_size(u);
    names.push_back(epcis->units[unit].name);
    if (limit.epci != epcis->units[unit].code && limit.epci != names.back()) continue;
    const std::size_t before = closable_.valid() ? 1 : 0;
    return {GroupIndex::from_size(u + before), limit.least, limit.most};
  }
  throw InputError(
      message("the study has no EPCI '{}'", "l’étude n’a pas d’EPCI « {} »", limit.epci),
      names.empty() ? Message{"Give EPCIs with [population].columns",
                              "Donnez les EPCI avec [population].columns"}
                    : suggestion(limit.epci, names));
}

void SitingBuilder::set_problem() {
  SitingProblem& problem = result_.problem;
  const SitingQuestion& question = result_.question;
  problem.most_sites = question.new_sites;
  if (problem.most_sites) *problem.most_sites += closable_count_;
  if (question.budget_millionths) {
    std::int64_t step = 1;
    for (int d = result_.tables.cost_decimals; d < 6; ++d) step *= 10;
    problem.budget = *question.budget_millionths / step;
  }
  for (const EpciLimit& limit : question.epci_limits) {
    problem.group_limits.push_back(limit_of(limit));
  }
  if (!question.most_closed) return;
  const std::uint32_t kept = closable_count_ - std::min(closable_count_, *question.most_closed);
  problem.group_limits.push_back({closable_, kept, {}});
}

void SitingBuilder::append(const ReachRow& row) {
  ReachMatrix& values = instance().values;
  const CandidateIndex site = CandidateIndex::from_size(row.candidate);
  const bool exists = result_.places[site].exists();
  for (const ReachEntry& entry : row.entries) {
    if (!best_ms_.empty()) {
      std::uint32_t& best = best_ms_[entry.target];
      if (exists) {
        best = std::min(best, entry.time_ms);
      } else if (entry.time_ms >= best) {
        continue;
      }
    }
    values.entries.push_back(entry);
  }
  values.first.push_back(values.entries.size());
}

void SitingBuilder::search() {
  constexpr std::uint32_t never = std::numeric_limits<std::uint32_t>::max();
  const std::uint32_t farthest = Seconds::unreachable().milliseconds() - 1;
  const SitingProblem& problem = result_.problem;
  const bool bounded = covers(problem.goal) && !result_.question.then_mean;
  const bool never_full = problem.assignment == Assignment::nearest;
  if (!bounded && !result_.question.allow_closing && never_full) {
    best_ms_.assign(result_.demand_of_row.size(), never);
  }
  std::vector<std::optional<Snap>> sites, homes;
  for (const SitingPlace& place : result_.places) sites.emplace_back(place.snap);
  for (const DemandIndex point : result_.demand_of_row) {
    homes.push_back(result_.demand_snaps[point]);
  }
  const std::uint32_t bound = std::max(problem.threshold, problem.nobody_beyond.value_or(0));
  execution_.progress.stage({"Who can be served from where", "Qui peut être servi d’où"},
                            sites.size());
  ReachMatrix& values = instance().values;
  stream_candidate_reach(
      {.network = result_.inputs.networks[result_.network]->access(),
       .candidates = sites,
       .homes = homes,
       .bound = Seconds::from_milliseconds(bounded ? bound : farthest)},
      execution_, [&](std::span<const ReachRow> rows) {
        for (const ReachRow& row : rows) append(row);
        execution_.progress.advance(rows.size());
        // Room for the rows to come, rather than twice what there is.
        const double done = static_cast<double>(values.rows()) / static_cast<double>(sites.size());
        const double expected = static_cast<double>(values.entries.size()) / done * 1.05;
        if (done < 1) values.entries.reserve(static_cast<std::size_t>(expected) + 1024);
      });
  best_ms_ = {};
}

void SitingBuilder::drop_unreached() {
  if (covers(result_.problem.goal)) return;
  constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();
  std::vector<std::uint32_t> new_row(result_.demand_of_row.size(), none);
  ReachMatrix& values = instance().values;
  for (std::size_t s = 0; s < instance().sites.size(); ++s) {
    const auto site = CandidateIndex::from_size(s);
    if (instance().sites[site].rule == SiteRule::forbidden) continue;
    for (const ReachEntry& entry : instance().row(site)) new_row[entry.target] = 0;
  }
  std::vector<DemandIndex> kept;
  for (std::size_t row = 0; row < new_row.size(); ++row) {
    const DemandIndex point = result_.demand_of_row[row];
    if (new_row[row] == none) {
      result_.ledger.unreachable += result_.weights().values[point];
      continue;
    }
    new_row[row] = static_cast<std::uint32_t>(kept.size());
    kept.push_back(point);
  }
  if (kept.size() == new_row.size()) return;
  std::size_t out = 0;
  std::size_t begin = 0;
  for (std::size_t s = 0; s < values.rows(); ++s) {
    const std::size_t end = values.first[s + 1];
    for (std::size_t e = begin; e < end; ++e) {
      const ReachEntry entry = values.entries[e];
      if (new_row[entry.target] == none) continue;
      values.entries[out++] = {new_row[entry.target], entry.time_ms};
    }
    begin = end;
    values.first[s + 1] = out;
  }
  values.entries.resize(out);
  result_.demand_of_row = std::move(kept);
}

void SitingBuilder::count_weights() {
  result_.tables.value_decimals = 3;
  result_.tables.weight_decimals = 6;
  for (const DemandIndex point : result_.demand_of_row) {
    const Weight weight = result_.weights().values[point];
    result_.ledger.asked += weight;
    instance().weight.push_back(weight.millionths());
    instance().demand_id.push_back(result_.demand.points[point].id);
  }
  const SitingLedger& ledger = result_.ledger;
  const Weight left_out = ledger.unsnapped + ledger.unreachable;
  if (left_out > Weight()) {
    execution_.progress.warn(message(
        "left out, for no site can serve them: {} of {} ({} too far from any road, {} without a "
        "way)",
        "hors du calcul, car aucun lieu ne peut les servir : {} sur {} ({} trop loin de toute "
        "route, {} sans itinéraire)",
        format_decimals(left_out.count(), 1), format_decimals(ledger.total.count(), 1),
        format_decimals(ledger.unsnapped.count(), 1),
        format_decimals(ledger.unreachable.count(), 1)));
  }
  if (ledger.asked > Weight()) return;
  throw NoResultError(
      {"there is nobody whom a site could serve", "il n’y a personne qu’un lieu puisse servir"},
      {"Check the weight, the roads and the candidates",
       "Vérifiez la pondération, les routes et les emplacements possibles"});
}

}  // namespace

std::size_t SitingStudy::existing_count() const {
  return static_cast<std::size_t>(std::ranges::count_if(places, &SitingPlace::exists));
}

SitingStudy siting_of_study(const Study& study, const SitingQuestion& question,
                            const Execution& execution) {
  return SitingBuilder(study, question, execution).build();
}

}  // namespace coverage
