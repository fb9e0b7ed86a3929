#pragma once

#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "apps/shared/common_options.h"
#include "libcoverage/siting/siting_problem.h"

namespace coverage {

/// The options of `coverage-sites STUDY` and `coverage-sites --times FILE --weights FILE`.
struct SitesOptions {
  CommonOptions common;
  std::string study;
  std::string times_file;
  std::string weights_file;
  std::string candidates;  ///< with a study: see `candidate_settings`; else a file of their rows
  std::string query;
  std::string weight;
  SitingGoal goal = SitingGoal::most_covered;
  std::string problem_name;  ///< as it was asked for: `mclp`
  std::optional<std::uint32_t> most_sites;
  std::string threshold;  ///< "10 min" with a study, a number of the table's unit without
  std::string budget;
  std::string nobody_beyond;  ///< as `threshold`
  double share_percent = 100;
  Assignment assignment = Assignment::nearest;
  std::vector<std::string> group_limits;  ///< `GROUP=LEAST..MOST`
  double seconds = 60;
  double gap_percent = 0;
  bool curve = false;
  std::uint32_t alternatives = 0;           ///< so many plans almost as good
  double within_percent = 1;                ///< how much worse they may be
  bool allow_closing = false;               ///< existing sites may close, and count
  std::optional<std::uint32_t> most_moved;  ///< so many close, and as many open
  std::string out;
  bool overwrite = false;
  bool then_mean = false;  ///< of the plans that cover most, the one with the least mean
  std::vector<std::string> settings;

  bool reads_tables() const { return !times_file.empty() || !weights_file.empty(); }
};

CommandText sites_command_text();
std::unique_ptr<CLI::App> make_sites_parser(SitesOptions& options);

/// A percentage as options give it, in whole millionths of the whole.
inline std::int64_t millionths_of_percent(double percent) {
  return std::llround(percent * 10'000);
}

/// The goal of a problem by its name, one of the choices of `--problem`.
SitingGoal goal_named(const std::string& problem);

/// Throws UsageError where options say nothing to read, or more than one thing.
void check_sites_input(const SitesOptions& options);

/// Throws UsageError where the problem is missing, or does not go with the other options.
void check_sites_problem(const SitesOptions& options);

/// A limit as written: `Moulins=1..3`, `Vichy=2`, `Vichy=..1`, `Vichy=1..`.
struct WrittenGroupLimit {
  std::string group;
  std::uint32_t least = 0;
  std::optional<std::uint32_t> most;
};
/// Throws UsageError.
WrittenGroupLimit parse_group_limit(const std::string& text);

}  // namespace coverage
