#include "libcoverage/study/siting_of_study.h"

#include <algorithm>

#include "libcoverage/base/error.h"
#include "libcoverage/base/text.h"
#include "libcoverage/study/demand_of_study.h"
#include "libcoverage/study/seats_of_study.h"
#include "libcoverage/study/siting_places.h"
#include "libcoverage/study/siting_rows.h"
#include "libcoverage/study/siting_values.h"

namespace coverage {

namespace {

/// "Nearest: x" or "They are: a, b".
Message suggestion(const std::string& name, const std::vector<std::string>& names) {
  if (const auto near = closest_word(name, names)) {
    return message("Did you mean '{}'?", "Vouliez-vous dire « {} » ?", *near);
  }
  return message("There are: {}", "Il y a : {}", fmt::to_string(fmt::join(names, ", ")));
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
    choose_siting_rows(result_, execution_);
    closable_ = add_siting_places(result_, execution_);
    set_problem();
    search_siting_values(result_, execution_);
    if (!covers_within_threshold(result_.problem.goal)) drop_unreached_rows(result_);
    weigh_siting_rows(result_, execution_);
    return std::move(result_);
  }

 private:
  void find_query();
  void find_weight();
  void set_limits();
  void set_problem();
  GroupLimit limit_of(const EpciLimit& limit) const;

  const Execution& execution_;
  SitingStudy result_;
  ClosableSites closable_;
};

void SitingBuilder::find_query() {
  const auto& queries = result_.inputs.study.queries;
  const std::string& name = result_.question.query;
  std::vector<std::string> names;
  names.reserve(queries.size());
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
  if (!covers_within_threshold(problem.goal) || question.threshold) return;
  throw InputError(
      message("the target of query '{}' has a distance ({}), and sites are chosen by time",
              "l’objectif de l’offre « {} » a une distance ({}), et les lieux sont choisis d’après "
              "le temps",
              result_.asked().name, target.label(false)),
      {"Give --threshold \"20 min\"", "Donnez --threshold \"20 min\""});
}

GroupLimit SitingBuilder::limit_of(const EpciLimit& limit) const {
  const Grouping* epcis = result_.inputs.territory.find_grouping("epci");
  std::vector<std::string> names;
  for (std::size_t u = 0; epcis && u < epcis->units.size(); ++u) {
    const auto unit = UnitIndex::from_size(u);
    names.push_back(epcis->units[unit].name);
    if (limit.epci != epcis->units[unit].code && limit.epci != names.back()) continue;
    return {closable_.group_of_epci(unit), limit.least, limit.most};
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
  if (problem.most_sites) *problem.most_sites += closable_.count;
  if (question.budget_millionths) {
    std::int64_t step = 1;
    for (int d = result_.tables.instance.units.cost_decimals; d < 6; ++d) step *= 10;
    problem.budget = *question.budget_millionths / step;
  }
  for (const EpciLimit& limit : question.epci_limits) {
    problem.group_limits.push_back(limit_of(limit));
  }
  if (!question.most_closed) return;
  const std::uint32_t kept = closable_.count - std::min(closable_.count, *question.most_closed);
  problem.group_limits.push_back({closable_.group, kept, {}});
}

}  // namespace

bool serves_everybody(const SitingProblem& problem) {
  return !covers_within_threshold(problem.goal) || problem.nobody_beyond.has_value();
}

std::size_t SitingStudy::existing_count() const {
  return static_cast<std::size_t>(std::ranges::count_if(places, &SitingPlace::exists));
}

SitingStudy siting_of_study(const Study& study, const SitingQuestion& question,
                            const Execution& execution) {
  return SitingBuilder(study, question, execution).build();
}

}  // namespace coverage
