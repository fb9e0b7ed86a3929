// Says where the next sites should open.

#include <fmt/format.h>

#include "apps/shared/app_main.h"
#include "apps/shared/asked_in_study.h"
#include "apps/shared/sites_answer.h"
#include "apps/shared/sites_command.h"
#include "apps/shared/sites_search.h"
#include "apps/shared/study_sites.h"
#include "apps/shared/tables_question.h"
#include "libcoverage/base/error.h"
#include "libcoverage/output/write_siting.h"
#include "libcoverage/siting/check_groups.h"
#include "libcoverage/siting/covering/greedy_curve.h"
#include "libcoverage/study/output_place.h"
#include "libcoverage/study/siting_outcome.h"
#include "libcoverage/study/siting_values.h"

namespace coverage {

namespace {

/// What is said once an answer stands: to people on standard error, the answer on standard output.
void print_answer(const SitesAnswer& answer, const FoundSites& found) {
  print_result(answer.text(found));
  if (!answer.options.common.quiet) fmt::print(stderr, "{}\n", answer.sentences(found));
}

int status_of(const FoundSites& found) {
  constexpr int interrupted = 130;
  return found.is_interrupted ? interrupted : 0;
}

/// The plans of a study for its outputs.
SolvedPlans solved_plans(const FoundSites& found, const SitesOptions& options) {
  SolvedPlans solved;
  solved.problem_name = options.problem_name;
  solved.stopped = why_stopped(found, options);
  solved.alternatives = found.others();
  solved.alternatives_asked = found.alternatives.has_value();
  if (found.alternatives) solved.alternatives_complete = found.alternatives->is_complete;
  solved.within_percent = options.within_percent;
  if (!options.curve) {
    solved.plans = {*found.plan};
    return solved;
  }
  for (const auto& plan : found.curve) {
    // Where one more site helps nobody, the plan may stay as it was.
    const bool opens_more =
        plan && (solved.plans.empty() || solved.plans.back().sites.size() != plan->sites.size());
    if (opens_more) solved.plans.push_back(*plan);
  }
  if (solved.plans.empty()) solved.plans = {found.best()};
  return solved;
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

/// Means and worst values count everybody, however far: a threshold is no part of them.
void tell_unused_threshold(const std::string& written, const SitesOptions& options,
                           const Execution& execution) {
  if (covers_within_threshold(options.goal) || written.empty()) return;
  execution.progress.warn(
      message("{} has no threshold: {} changes no plan; --nobody-beyond limits "
              "the longest",
              "{} n’a pas de seuil : {} ne change aucun plan ; --nobody-beyond "
              "limite le plus long",
              options.problem_name, written));
}

int solve_study(const SitesOptions& given, const Execution& execution) {
  const Study written = study_of_options(given);
  const SitesOptions options = with_study(given, written.sites);
  check_sites_problem(options);
  tell_unused_threshold(given.threshold, options, execution);
  const SitingQuestion question = siting_question(options);
  const Overwrite overwrite = options.overwrite ? Overwrite::yes : Overwrite::no;
  if (!options.out.empty()) {
    require_free_output(written, overwrite);
    require_own_folder(written.output.directory, overwrite);
  }
  SitingStudy study = siting_of_study(written, question, execution);
  check_groups(study.tables, study.problem);
  const FoundSites found = search_sites(study.tables.instance, study.problem, options, execution);
  complete_siting_rows(study, found.sites(), {execution.progress, execution.threads, nullptr});
  const SitesAnswer answer{options, {study.tables, study.problem, options.problem_name}, &study};
  print_answer(answer, found);
  if (options.out.empty()) return status_of(found);
  // What an interrupted search has found is written whole; a second signal ends that too.
  const Execution writing{execution.progress, execution.threads, nullptr};
  SolvedPlans solved = solved_plans(found, options);
  add_greedy(study, solved, writing);
  auto& settings = study.inputs.study.settings;
  std::erase_if(settings, [](const auto& setting) { return setting.first.starts_with("sites."); });
  for (auto& setting : question_settings(options)) settings.push_back(std::move(setting));
  const SitingResults results = siting_outcome(std::move(study), solved, writing);
  write_siting(results,
               {.directory = written.output.directory,
                .overwrite = overwrite,
                .csv_excel_fr = written.output.csv_excel_fr},
               writing);
  if (found.is_interrupted && !options.common.quiet) {
    fmt::print(stderr, "{}\n",
               message("It is written to {}.", "Il est écrit dans {}.", written.output.directory)
                   .in(options.common.language));
  }
  return status_of(found);
}

int run(const SitesOptions& options, const Execution& execution) {
  check_sites_input(options);
  if (!options.study.empty()) return solve_study(options, execution);
  check_sites_problem(options);
  tell_unused_threshold(options.threshold, options, execution);
  TablesQuestion question = read_tables(options, execution);
  check_groups(question.tables, question.problem);
  const FoundSites found =
      search_sites(question.tables.instance, question.problem, options, execution);
  print_answer(
      {options, {question.tables, question.problem, options.problem_name, question.threshold}},
      found);
  return status_of(found);
}

}  // namespace

}  // namespace coverage

int main(int argc, char** argv) {
  using namespace coverage;
  return app_main(argc, argv, sites_command_text(), make_sites_parser, run);
}
