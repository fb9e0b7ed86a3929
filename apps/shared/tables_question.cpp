#include "apps/shared/tables_question.h"

#include <algorithm>

#include "libcoverage/base/error.h"
#include "libcoverage/input/decimal_cell.h"

namespace coverage {
namespace {

using Rounding = DecimalNumber::Rounding;

/// The number of an option; nothing where it is not given.
std::optional<DecimalNumber> number_of(const std::string& text, const char* option) {
  if (text.empty()) return {};
  if (const auto number = parse_decimal_number(text)) return number;
  throw UsageError(message("{} {}: not a number of 0 or more",
                           "{} {} : ce n’est pas un nombre positif ou nul", option, text),
                   {"Write digits, in the unit of the tables.",
                    "Écrivez des chiffres, dans l’unité des tables."});
}

/// The limits of a question, as they are written.
struct WrittenLimits {
  std::optional<DecimalNumber> threshold, nobody_beyond, budget;

  explicit WrittenLimits(const SitesOptions& options)
      : threshold(number_of(options.threshold, "--threshold")),
        nobody_beyond(number_of(options.nobody_beyond, "--nobody-beyond")),
        budget(number_of(options.budget, "--budget")) {}

  std::vector<DecimalNumber> of_values() const {
    std::vector<DecimalNumber> limits;
    if (threshold) limits.push_back(*threshold);
    if (nobody_beyond) limits.push_back(*nobody_beyond);
    return limits;
  }
};

std::int64_t budget_in(const PairInstance& tables, const DecimalNumber& budget) {
  constexpr Amount more_than_all_cost = Amount{1} << 62;
  const Amount whole = budget.units(tables.instance.units.cost_decimals,
                                    tables.rounds_costs ? Rounding::half_up : Rounding::down);
  return static_cast<std::int64_t>(std::min(whole, more_than_all_cost));
}

SitingProblem problem_of(const SitesOptions& options, const WrittenLimits& limits,
                         const PairTables& pairs) {
  SitingProblem problem;
  problem.goal = options.goal;
  problem.assignment = options.assignment;
  problem.most_sites = options.most_sites;
  problem.share_millionths = millionths_of_percent(options.share_percent);
  if (limits.threshold) problem.threshold = limit_in(pairs, *limits.threshold);
  if (limits.nobody_beyond) problem.nobody_beyond = limit_in(pairs, *limits.nobody_beyond);
  return problem;
}

void warn_of_rounding(const PairInstance& tables, std::uint64_t rounded_values,
                      const Execution& execution) {
  const SitingUnits& units = tables.instance.units;
  if (rounded_values > 0) {
    execution.progress.warn(message("values rounded to {} decimals: {}",
                                    "valeurs arrondies à {} décimales : {}", units.value_decimals,
                                    rounded_values));
  }
  if (tables.rounds_weights) {
    execution.progress.warn(message("weights are rounded to {} decimals",
                                    "les poids sont arrondis à {} décimales",
                                    units.weight_decimals));
  }
}

}  // namespace

TablesQuestion read_tables(const SitesOptions& options, const Execution& execution) {
  execution.progress.stage({"Tables", "Tables"});
  const WrittenLimits limits(options);
  PairTables pairs = load_pairs(options.times_file, options.weights_file, limits.of_values());
  std::vector<CandidateRow> rows;
  if (!options.candidates.empty()) rows = load_candidate_rows(options.candidates);
  TablesQuestion question{{}, problem_of(options, limits, pairs), {}};
  const std::uint64_t rounded_values = pairs.rounded_values;
  question.tables = pair_instance(std::move(pairs), rows);
  if (limits.budget) question.problem.budget = budget_in(question.tables, *limits.budget);
  if (limits.threshold) question.threshold = limits.threshold->value();
  for (const std::string& text : options.group_limits) {
    const WrittenGroupLimit limit = parse_group_limit(text);
    question.problem.group_limits.push_back(
        {find_group(question.tables, limit.group), limit.least, limit.most});
  }
  warn_of_rounding(question.tables, rounded_values, execution);
  return question;
}

}  // namespace coverage
