#include "apps/shared/sites_command.h"
#include "libcoverage/base/error.h"
#include "libcoverage/base/text.h"

namespace coverage {

namespace {

[[noreturn]] void refuse(Message problem, Message remedy) {
  throw UsageError(std::move(problem), std::move(remedy));
}

void check_problem(const SitesOptions& options) {
  if (options.problem_name.empty()) {
    refuse(
        {"there is no problem to solve", "il n’y a pas de problème à résoudre"},
        {"Give --problem mclp, or another of those in --help; or problem in [sites] of the study.",
         "Donnez --problem mclp, ou un autre de ceux de --help ; ou problem dans [sites] de "
         "l’étude."});
  }
  const bool is_limited =
      options.most_sites || !options.budget.empty() || options.most_moved.has_value();
  if (options.goal != SitingGoal::fewest_sites && !is_limited) {
    refuse(message("{} needs a number of sites", "{} demande un nombre de lieux",
                   options.problem_name),
           {"Give --p N, or --budget COST.", "Donnez --p N, ou --budget COÛT."});
  }
  if (options.goal != SitingGoal::fewest_sites && options.share_percent < 100) {
    refuse({"--share goes with lscp", "--share va avec lscp"},
           {"Leave it out.", "Retirez cette option."});
  }
  const bool may_be_full =
      options.goal == SitingGoal::most_covered || options.goal == SitingGoal::least_mean;
  if (options.assignment != Assignment::nearest && !may_be_full) {
    refuse({"--assignment goes with mclp and p-median", "--assignment va avec mclp et p-median"},
           {"Leave it out.", "Retirez cette option."});
  }
  if (covers_within_threshold(options.goal) && options.threshold.empty() &&
      options.reads_tables()) {
    refuse(message("{} needs a threshold", "{} demande un seuil", options.problem_name),
           {"Give --threshold VALUE, in the unit of the values.",
            "Donnez --threshold VALEUR, dans l’unité des valeurs."});
  }
  const bool is_plain_mclp =
      options.goal == SitingGoal::most_covered && options.assignment == Assignment::nearest;
  if (options.then_mean && (!is_plain_mclp || options.curve)) {
    refuse({"--then-mean goes with mclp, without --assignment or --curve",
            "--then-mean va avec mclp, sans --assignment ni --curve"},
           {"Leave it out.", "Retirez cette option."});
  }
  if (options.then_mean && options.alternatives > 0) {
    refuse({"--alternatives does not go with --then-mean",
            "--alternatives ne va pas avec --then-mean"},
           {"Leave one of them out.", "Retirez l’une des deux options."});
  }
  if (options.within_percent != 1 && options.alternatives == 0) {
    refuse({"--within goes with --alternatives", "--within va avec --alternatives"},
           {"Give --alternatives N too.", "Donnez aussi --alternatives N."});
  }
  if (options.curve && (options.allow_closing || options.most_moved)) {
    refuse(
        {"--curve does not go with sites that may close",
         "--curve ne va pas avec des lieux qui peuvent fermer"},
        {"Leave --curve out, and ask for each --p.", "Retirez --curve, et demandez chaque --p."});
  }
  if (options.curve && options.most_sites.value_or(0) == 0) {
    refuse({"--curve needs a number of sites", "--curve demande un nombre de lieux"},
           {"Give --p N, 1 or more.", "Donnez --p N, au moins 1."});
  }
}

std::uint32_t whole_number(std::string_view text, const std::string& limit) {
  const auto number = parse_integer(text);
  if (number && *number >= 0 && *number <= 1'000'000) return static_cast<std::uint32_t>(*number);
  refuse(message("'{}' is no limit of a group", "« {} » n’est pas une limite de groupe", limit),
         {"Write GROUP=LEAST..MOST, for example Moulins=1..3 or Moulins=..2.",
          "Écrivez GROUPE=AU_MOINS..AU_PLUS, par exemple Moulins=1..3 ou Moulins=..2."});
}

}  // namespace

void check_sites_input(const SitesOptions& options) {
  if (!options.study.empty() && options.reads_tables()) {
    refuse({"a study and --times are given", "une étude et --times sont donnés"},
           {"Give one of them.", "Donnez l’un des deux."});
  }
  if (options.study.empty() && (options.times_file.empty() || options.weights_file.empty())) {
    refuse({"there is nothing to read", "il n’y a rien à lire"},
           {"Give a study, or --times FILE.csv and --weights FILE.csv.",
            "Donnez une étude, ou --times FICHIER.csv et --weights FICHIER.csv."});
  }
  const bool of_study = !options.query.empty() || !options.weight.empty() ||
                        options.allow_closing || options.most_moved || !options.settings.empty() ||
                        !options.out.empty();
  if (options.reads_tables() && of_study) {
    refuse({"--query, --weight, --allow-closing, --move, --out and --set go with a study",
            "--query, --weight, --allow-closing, --move, --out et --set vont avec une étude"},
           {"Leave them out; rules of candidates say which sites exist.",
            "Retirez ces options ; les règles des emplacements disent quels lieux existent."});
  }
}

void check_sites_problem(const SitesOptions& options) {
  check_problem(options);
  for (const std::string& limit : options.group_limits) parse_group_limit(limit);
}

WrittenGroupLimit parse_group_limit(const std::string& text) {
  const std::size_t equals = text.rfind('=');
  const std::string name = text.substr(0, equals);
  const std::string range = equals == std::string::npos ? "" : text.substr(equals + 1);
  const std::size_t dots = range.find("..");
  WrittenGroupLimit limit{std::string(trim(name)), 0, {}};
  if (dots == std::string::npos) {
    limit.least = whole_number(range, text);
    limit.most = limit.least;
    return limit;
  }
  const std::string least = range.substr(0, dots), most = range.substr(dots + 2);
  if (!least.empty()) limit.least = whole_number(least, text);
  if (!most.empty()) limit.most = whole_number(most, text);
  if (limit.most && *limit.most < limit.least) whole_number("", text);
  return limit;
}

}  // namespace coverage
