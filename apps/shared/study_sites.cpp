#include "apps/shared/study_sites.h"

#include <filesystem>

#include "apps/shared/run_command.h"
#include "libcoverage/base/error.h"
#include "libcoverage/base/text.h"
#include "libcoverage/input/decimal_cell.h"
#include "libcoverage/input/duration.h"
#include "libcoverage/input/study_file.h"

namespace coverage {

namespace {

/// "10 min". A number alone would be minutes to some, seconds to others.
std::optional<Seconds> time_limit(const std::string& text, const char* option) {
  if (text.empty()) return {};
  const Message remedy{"Write a time, for example \"10 min\" or \"600 s\"",
                       "Écrivez une durée, par exemple « 10 min » ou « 600 s »"};
  try {
    const Threshold limit = parse_threshold(text);
    if (limit.time && !limit.distance) return limit.time;
  } catch (const InputError&) {
    // told below, with the option
  }
  throw UsageError(message("{} '{}' is not a time", "{} « {} » n’est pas une durée", option, text),
                   remedy);
}

std::int64_t budget_of(const std::string& text) {
  if (const auto cost = parse_decimal_cell(text)) return cost->millionths;
  throw UsageError(message("--budget {}: not a number of 0 or more",
                           "--budget {} : ce n’est pas un nombre positif ou nul", text),
                   {"Write digits, in the unit of the candidates' costs",
                    "Écrivez des chiffres, dans l’unité des coûts des emplacements"});
}

}  // namespace

SitingQuestion siting_question(const SitesOptions& options) {
  SitingQuestion question;
  question.query = options.query;
  question.weight = options.weight;
  question.goal = options.goal;
  question.threshold = time_limit(options.threshold, "--threshold");
  question.nobody_beyond = time_limit(options.nobody_beyond, "--nobody-beyond");
  question.new_sites = options.most_sites;
  question.share_millionths = millionths_of_percent(options.share_percent);
  question.assignment = options.assignment;
  question.then_mean = options.then_mean;
  if (!options.budget.empty()) question.budget_millionths = budget_of(options.budget);
  for (const std::string& text : options.group_limits) {
    const WrittenGroupLimit limit = parse_group_limit(text);
    question.epci_limits.push_back({limit.group, limit.least, limit.most});
  }
  question.allow_closing = options.allow_closing || options.most_moved.has_value();
  question.most_closed = options.most_moved;
  // A move opens no more than it closes.
  if (options.most_moved && !question.new_sites) question.new_sites = 0;
  return question;
}

std::vector<std::pair<std::string, std::string>> candidate_settings(const std::string& spec) {
  if (spec.empty()) return {};
  const std::size_t colon = spec.find(':');
  const std::string kind = spec.substr(0, colon);
  const std::string rest = colon == std::string::npos ? "" : spec.substr(colon + 1);
  const bool bare = colon == std::string::npos;
  if (bare && (kind == "seats" || kind == "junctions" || kind == "grid")) {
    return {{"candidates.from", kind}};
  }
  if (kind == "grid") return {{"candidates.from", kind}, {"candidates.spacing_m", rest}};
  if (kind == "facilities") return {{"candidates.from", kind}, {"candidates.where", rest}};
  return {{"candidates.from", "points"},
          {"candidates.path", std::filesystem::absolute(spec).lexically_normal().string()}};
}

std::vector<std::pair<std::string, std::string>> question_settings(const SitesOptions& options) {
  std::vector<std::pair<std::string, std::string>> settings;
  const auto add = [&](const char* name, const std::string& value) {
    if (!value.empty()) settings.emplace_back(std::string("sites.") + name, value);
  };
  const auto number = [](const std::optional<std::uint32_t>& value) {
    return value ? std::to_string(*value) : std::string();
  };
  add("problem", options.problem_name);
  add("p", number(options.most_sites));
  add("query", options.query);
  add("weight", options.weight);
  add("threshold", options.threshold);
  add("nobody_beyond", options.nobody_beyond);
  add("budget", options.budget);
  add("share", options.share_percent < 100 ? format_number(options.share_percent) : "");
  for (const std::string& limit : options.group_limits) add("group_limit", limit);
  add("allow_closing", options.allow_closing ? "true" : "");
  add("move", number(options.most_moved));
  add("then_mean", options.then_mean ? "true" : "");
  add("curve", options.curve ? "true" : "");
  add("alternatives", options.alternatives > 0 ? std::to_string(options.alternatives) : "");
  add("within", options.alternatives > 0 ? format_number(options.within_percent) : "");
  add("gap", options.gap_percent > 0 ? format_number(options.gap_percent) : "");
  return settings;
}

Study study_of_options(const SitesOptions& options) {
  auto settings = parse_settings(options.settings);
  for (auto& setting : candidate_settings(options.candidates)) {
    settings.push_back(std::move(setting));
  }
  Study study = load_study(options.study, settings);
  if (!options.out.empty()) {
    study.output.directory = std::filesystem::absolute(options.out).string();
  }
  return study;
}

}  // namespace coverage
