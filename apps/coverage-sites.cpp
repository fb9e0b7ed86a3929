// Says where the next sites should open.

#include <fmt/format.h>

#include <chrono>
#include <nlohmann/json.hpp>

#include "apps/shared/app_main.h"
#include "apps/shared/sites_command.h"
#include "apps/shared/sites_report.h"
#include "apps/shared/study_sites.h"
#include "libcoverage/base/error.h"
#include "libcoverage/base/text.h"
#include "libcoverage/input/decimal_cell.h"
#include "libcoverage/output/write_siting.h"
#include "libcoverage/siting/covered_then_mean.h"
#include "libcoverage/siting/greedy_curve.h"
#include "libcoverage/siting/solve_siting.h"
#include "libcoverage/study/output_place.h"
#include "libcoverage/study/siting_outcome.h"

namespace coverage {

namespace {

using Clock = std::chrono::steady_clock;

/// A number of an option in units of the last decimal that the tables have; more decimals than
/// those round down where `value <= limit` means the same.
Amount in_table_units(const std::string& text, const char* option, int decimals) {
  const auto cell = parse_decimal_cell(text);
  if (!cell) {
    throw UsageError(message("{} {}: not a number of 0 or more",
                             "{} {} : ce n’est pas un nombre positif ou nul", option, text),
                     {"Write digits, in the unit of the tables.",
                      "Écrivez des chiffres, dans l’unité des tables."});
  }
  Amount step = 1;
  for (int d = decimals; d < 6; ++d) step *= 10;
  return cell->millionths / step;
}

std::uint32_t value_limit(const std::string& text, const char* option, int decimals) {
  const Amount value = in_table_units(text, option, decimals);
  return static_cast<std::uint32_t>(std::min<Amount>(value, 2'000'000'000));
}

SitingProblem problem_of(const SitesOptions& options, const PairInstance& tables) {
  SitingProblem problem;
  problem.goal = options.goal;
  problem.assignment = options.assignment;
  problem.most_sites = options.most_sites;
  problem.share_millionths = static_cast<std::int64_t>(options.share_percent * 10'000 + 0.5);
  if (!options.threshold.empty()) {
    problem.threshold = value_limit(options.threshold, "--threshold", tables.value_decimals);
  }
  if (!options.nobody_beyond.empty()) {
    problem.nobody_beyond =
        value_limit(options.nobody_beyond, "--nobody-beyond", tables.value_decimals);
  }
  if (!options.budget.empty()) {
    problem.budget =
        static_cast<std::int64_t>(in_table_units(options.budget, "--budget", tables.cost_decimals));
  }
  for (const std::string& text : options.group_limits) {
    const WrittenGroupLimit limit = parse_group_limit(text);
    problem.group_limits.push_back({find_group(tables, limit.group), limit.least, limit.most});
  }
  return problem;
}

PairInstance read_tables(const SitesOptions& options, const Execution& execution) {
  execution.progress.stage({"Tables", "Tables"});
  PairTables tables = load_pairs(options.times_file, options.weights_file);
  if (tables.rounded > 0) {
    execution.progress.warn(message("numbers with more than six decimals were rounded: {}",
                                    "nombres de plus de six décimales arrondis : {}",
                                    tables.rounded));
  }
  std::vector<CandidateRow> rows;
  if (!options.candidates.empty()) rows = load_candidate_rows(options.candidates);
  return pair_instance(std::move(tables), rows);
}

/// Prints what is known so far when a search is interrupted, then lets it end as such.
class LatestPlan {
 public:
  explicit LatestPlan(const Execution& execution) : execution_(execution) {}

  SolveOptions watch(SolveOptions options) {
    options.on_improvement = [this](const SitingPlan& plan) {
      plan_ = plan;
      execution_.progress.stage(message("Best plan within {} % of the bound",
                                        "Meilleur plan à {} % de la borne",
                                        format_decimals(100 * gap_of(plan), 2)));
    };
    return options;
  }
  const std::optional<SitingPlan>& plan() const { return plan_; }

 private:
  const Execution& execution_;
  std::optional<SitingPlan> plan_;
};

/// What is asked, of tables or of a study.
struct Task {
  const SitesOptions& options;
  PlanReport report;
  const SitingStudy* study = nullptr;
  SolvedPlans* found = nullptr;  ///< of a study, for its outputs

  nlohmann::ordered_json json(const SitingPlan& plan, double seconds) const {
    return study ? study_plan_json(*study, report.problem_name, plan, seconds)
                 : plan_json(report, plan, seconds);
  }
  std::string csv(const SitingPlan& plan) const {
    return study ? study_plan_csv(*study, plan) : plan_csv(report, plan);
  }
  std::string sentence(const SitingPlan& plan) const {
    const Language language = options.common.language;
    return study ? study_plan_sentence(*study, plan, language)
                 : plan_sentence(report, plan, language);
  }
};

void print_plan(const Task& task, const SitingPlan& plan, double seconds) {
  print_result(task.options.common.json ? task.json(plan, seconds).dump(2) + "\n" : task.csv(plan));
}

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

void print_curve(const Task& task, const std::vector<std::optional<SitingPlan>>& plans,
                 double seconds) {
  if (!task.options.common.json) {
    print_result(curve_csv(task.report, plans));
    return;
  }
  nlohmann::ordered_json json;
  if (plans.back()) json = task.json(*plans.back(), seconds);
  json["curve"] = nlohmann::ordered_json::array();
  for (std::uint32_t p = 1; p <= plans.size(); ++p) {
    nlohmann::ordered_json point = {{"p", p}};
    if (plans[p - 1]) {
      point = task.json(*plans[p - 1], 0);
      point["p"] = p;
      point.erase("seconds");
    }
    json["curve"].push_back(std::move(point));
  }
  print_result(json.dump(2) + "\n");
}

void print_covered_then_mean(const Task& task, const CoveredThenMean& result, double seconds) {
  if (!task.options.common.json) {
    print_result(task.csv(result.covered));
    return;
  }
  auto json = task.json(result.covered, seconds);
  const PairInstance& tables = task.report.tables;
  json["weighted_value"] =
      amount_json(result.weighted_value, tables.weight_decimals + tables.value_decimals);
  json["mean_optimal"] = result.mean_is_proven;
  print_result(json.dump(2) + "\n");
}

void solve_curve(const Task& task, const SolveOptions& options, const Execution& execution) {
  const auto start = Clock::now();
  const auto plans =
      marginal_curve(task.report.tables.instance, task.report.problem, options, execution);
  print_curve(task, plans, seconds_since(start));
  if (!task.found) return;
  for (const auto& plan : plans) {
    // Where one more site helps nobody, the plan may stay as it was.
    const auto& known = task.found->plans;
    const bool opens_more =
        plan && (known.empty() || known.back().sites.size() != plan->sites.size());
    if (opens_more) task.found->plans.push_back(*plan);
  }
}

void solve_then_mean(const Task& task, const SolveOptions& options, const Execution& execution) {
  const auto start = Clock::now();
  const auto result =
      solve_covered_then_mean(task.report.tables.instance, task.report.problem, options, execution);
  print_covered_then_mean(task, result, seconds_since(start));
  if (task.found) task.found->plans = {result.covered};
}

void solve_once(const Task& task, const SolveOptions& options, const Execution& execution) {
  const auto start = Clock::now();
  const SitingPlan plan =
      solve_siting(task.report.tables.instance, task.report.problem, options, execution);
  print_plan(task, plan, seconds_since(start));
  if (task.found) task.found->plans = {plan};
  if (!task.options.common.quiet) fmt::print(stderr, "{}\n", task.sentence(plan));
}

int solve(const Task& task, const Execution& execution) {
  const SitesOptions& options = task.options;
  const auto start = Clock::now();
  LatestPlan latest(execution);
  const SolveOptions solve_options =
      latest.watch({options.seconds, options.gap_percent / 100, [](const SitingPlan&) {}});
  try {
    if (options.curve) {
      solve_curve(task, solve_options, execution);
    } else if (options.then_mean) {
      solve_then_mean(task, solve_options, execution);
    } else {
      solve_once(task, solve_options, execution);
    }
  } catch (const Interrupted&) {
    if (latest.plan()) print_plan(task, *latest.plan(), seconds_since(start));
    throw;
  }
  execution.check_interrupted();  // a solver that is stopped gives the best plan that it has
  return 0;
}

/// By plan what greedy opening of as many sites gives.
void add_greedy(const SitingStudy& study, SolvedPlans& solved, const Execution& execution) {
  if (study.question.allow_closing) return;
  const auto curve = greedy_curve(study.tables.instance, study.problem, execution);
  for (const SitingPlan& plan : solved.plans) {
    const auto opened = static_cast<std::size_t>(std::ranges::count_if(
        plan.sites, [&](CandidateIndex site) { return !study.places[site].exists(); }));
    const bool known = opened >= 1 && opened <= curve.size();
    solved.greedy.push_back(known ? curve[opened - 1] : std::optional<Amount>());
  }
}

int solve_study(const SitesOptions& options, const Execution& execution) {
  const SitingQuestion question = siting_question(options);
  const Study written = study_of_options(options);
  const Overwrite overwrite = options.overwrite ? Overwrite::yes : Overwrite::no;
  if (!options.out.empty()) {
    require_free_output(written, overwrite);
    require_own_folder(written.output.directory, overwrite);
  }
  SitingStudy study = siting_of_study(written, question, execution);
  SolvedPlans solved;
  solved.problem_name = options.problem_name;
  const int status = solve(
      {options, {study.tables, study.problem, options.problem_name}, &study, &solved}, execution);
  if (options.out.empty()) return status;
  add_greedy(study, solved, execution);
  for (auto& setting : question_settings(options)) {
    study.inputs.study.settings.push_back(std::move(setting));
  }
  const SitingResults results = siting_outcome(std::move(study), solved, execution);
  write_siting(results,
               {.directory = written.output.directory,
                .overwrite = overwrite,
                .csv_excel_fr = written.output.csv_excel_fr},
               execution);
  return status;
}

int run(const SitesOptions& options, const Execution& execution) {
  check_sites_options(options);
  if (!options.study.empty()) return solve_study(options, execution);
  const PairInstance tables = read_tables(options, execution);
  const SitingProblem problem = problem_of(options, tables);
  return solve({options, {tables, problem, options.problem_name}}, execution);
}

}  // namespace

}  // namespace coverage

int main(int argc, char** argv) {
  using namespace coverage;
  return app_main(argc, argv, sites_command_text(), make_sites_parser, run);
}
