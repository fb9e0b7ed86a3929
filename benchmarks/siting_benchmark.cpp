#include <fmt/format.h>
#include <sys/resource.h>

#include <chrono>
#include <map>
#include <string>

#include "libcoverage/siting/covering/greedy_covering.h"
#include "libcoverage/siting/covering/reduce_covering.h"
#include "libcoverage/siting/covering/solve_covering.h"
#include "libcoverage/siting/solve_siting.h"
#include "libcoverage/siting/solver/mip_model.h"
#include "plane_instance.h"

/// Problems of siting on invented country: `siting_benchmark [JOB…]`, all jobs without one.
/// `plain` is the textbook program, a column a candidate and a demand point, solved by CBC.

namespace coverage {
namespace {

Progress silent;

double seconds_since(std::chrono::steady_clock::time_point begin) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

double peak_mebibytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

void print_row(const std::string& job, const std::string& who, double seconds,
               const SitingPlan& plan) {
  fmt::print("| {} | {} | {:.2f} | {:.6g} | {:.6g} | {:.4f} % | {} | {:.0f} |\n", job, who, seconds,
             static_cast<double>(plan.objective) / 1e6, static_cast<double>(plan.bound) / 1e6,
             100 * gap_of(plan), plan.optimal() ? "yes" : "no", peak_mebibytes());
}

SitingPlan plain_covering(const SitingInstance& instance, const SitingProblem& problem,
                          double seconds, const Execution& execution) {
  const bool is_twice = problem.goal == SitingGoal::twice_covered;
  MipModel model;
  std::vector<MipModel::Entry> all;
  std::vector<std::vector<MipModel::Entry>> covers(instance.demand_count());
  for (std::size_t c = 0; c < instance.sites.size(); ++c) {
    const int column = model.add_column({.upper = 1, .is_integer = true});
    all.push_back({column, 1});
    for (const ReachEntry& entry : instance.row(CandidateIndex::from_size(c))) {
      if (entry.time_ms <= plane_threshold) covers[entry.target].push_back({column, 1});
    }
  }
  for (std::size_t row = 0; row < covers.size(); ++row) {
    const double weight = static_cast<double>(instance.weight[row]) / 1e6;
    const int gained = model.add_column({.upper = 1, .objective = -weight, .is_integer = is_twice});
    covers[row].push_back({gained, is_twice ? -2.0 : -1.0});
  }
  for (const auto& cover : covers) model.add_row(0, MipModel::infinity, cover);
  model.add_row(-MipModel::infinity, *problem.most_sites, all);
  const auto result = model.solve({.seconds = seconds}, execution);
  SitingPlan plan;
  plan.objective = result.values.empty() ? Amount{0} : static_cast<Amount>(-result.objective * 1e6);
  plan.bound = static_cast<Amount>(-result.bound * 1e6);
  return plan;
}

void run_covering(const std::string& job, const PlaneInstance& what, SitingProblem problem,
                  double seconds, bool has_plain) {
  const Execution execution{silent, 2, nullptr};
  const auto instance = plane_instance(what);
  fmt::print(stderr, "{}: {} candidates, {} points, {} entries\n", job, what.candidates,
             what.points, instance.values.entries.size());
  auto begin = std::chrono::steady_clock::now();
  const auto model = reduce_covering(instance, problem, {}, execution);
  fmt::print(stderr, "{}: reduced in {:.2f} s to {} candidates, {} rows, {} entries\n", job,
             seconds_since(begin), model.candidate_count(), model.row_count(), model.rows.size());
  begin = std::chrono::steady_clock::now();
  SolveOptions options{.seconds = seconds};
  options.on_improvement = [&](const SitingPlan& plan) {
    fmt::print(stderr, "{}: {:.2f} s, gap {:.4f} %\n", job, seconds_since(begin),
               100 * gap_of(plan));
  };
  const auto plan = solve_covering(instance, problem, options, execution);
  const double ours = seconds_since(begin);
  print_row(job, "ours", ours, plan);
  if (!has_plain) return;
  begin = std::chrono::steady_clock::now();
  const auto plain = plain_covering(instance, problem, 300, execution);
  const double theirs = seconds_since(begin);
  print_row(job, fmt::format("plain CBC ({:.0f} times as long)", theirs / ours), theirs, plain);
}

/// Rows out of everybody's reach ask for nothing.
void excuse_unreached(SitingInstance& instance) {
  std::vector<bool> is_reached(instance.demand_count(), false);
  for (const ReachEntry& entry : instance.values.entries) is_reached[entry.target] = true;
  for (std::size_t row = 0; row < is_reached.size(); ++row) {
    if (!is_reached[row]) instance.weight[row] = 0;
  }
}

/// Each site holds so much of its share of all weight, where `sites` open.
void limit_capacities(SitingInstance& instance, std::int64_t sites, double room) {
  std::int64_t all = 0;
  for (const std::int64_t weight : instance.weight) all += weight;
  const auto capacity = std::llround(room * static_cast<double>(all / sites));
  for (CandidateSite& site : instance.sites) site.capacity = capacity;
}

/// Medians and centers: all pairs within reach. Objectives are weights × values, or values.
void run_values(const std::string& job, const SitingInstance& instance,
                const SitingProblem& problem) {
  const Execution execution{silent, 2, nullptr};
  fmt::print(stderr, "{}: {} entries\n", job, instance.values.entries.size());
  const auto begin = std::chrono::steady_clock::now();
  SolveOptions options;
  options.on_improvement = [&](const SitingPlan& plan) {
    fmt::print(stderr, "{}: {:.2f} s, gap {:.4f} %\n", job, seconds_since(begin),
               100 * gap_of(plan));
  };
  const auto plan = solve_siting(instance, problem, options, execution);
  print_row(job, "ours", seconds_since(begin), plan);
}

/// The fewest sites that cover everybody whom any reaches, as far as so many hundredths of the
/// side.
template <std::size_t candidates, int hundredths>
void run_fewest(const std::string& job) {
  auto instance = plane_instance({.candidates = candidates, .reach = hundredths / 100.0});
  excuse_unreached(instance);
  run_values(job, instance, {.goal = SitingGoal::fewest_sites, .threshold = plane_threshold});
}

/// Ten sites of a median that have a tenth more room than there are inhabitants, all pairs.
template <Assignment assignment>
void run_full(const std::string& job) {
  constexpr std::uint32_t p = 10;
  auto instance = plane_instance({.reach = 1.5});
  limit_capacities(instance, p, 1.1);
  run_values(job, instance,
             {.goal = SitingGoal::least_mean, .most_sites = p, .assignment = assignment});
}

/// The greedy plan alone, from the matrix to the plan.
void run_greedy(const std::string& job, const PlaneInstance& what, const SitingProblem& problem) {
  const Execution execution{silent, 2, nullptr};
  const auto instance = plane_instance(what);
  fmt::print(stderr, "{}: {} entries\n", job, instance.values.entries.size());
  const auto begin = std::chrono::steady_clock::now();
  const auto plan = greedy_plan(instance, problem, execution);
  print_row(job, "ours, greedy", seconds_since(begin), *plan);
}

int run(std::span<char*> jobs) {
  const std::map<std::string, std::function<void(const std::string&)>> all = {
      {"department",
       [](const std::string& job) {
         run_covering(job, {}, {.threshold = plane_threshold, .most_sites = 10}, 60, true);
       }},
      {"department-far",
       [](const std::string& job) {
         run_covering(job, {.reach = 0.12}, {.threshold = plane_threshold, .most_sites = 10}, 60,
                      true);
       }},
      {"department-twice",
       [](const std::string& job) {
         run_covering(
             job, {},
             {.goal = SitingGoal::twice_covered, .threshold = plane_threshold, .most_sites = 5}, 60,
             true);
       }},
      {"department-far-twice",
       [](const std::string& job) {
         run_covering(
             job, {.reach = 0.12},
             {.goal = SitingGoal::twice_covered, .threshold = plane_threshold, .most_sites = 3}, 60,
             false);
       }},
      {"department-fewest", run_fewest<320, 12>},
      {"junctions-fewest", run_fewest<50'000, 5>},
      {"department-full", run_full<Assignment::split>},
      {"department-full-single", run_full<Assignment::single>},
      {"junctions",
       [](const std::string& job) {
         run_covering(job, {.candidates = 50'000}, {.threshold = plane_threshold, .most_sites = 5},
                      60, false);
       }},
      {"junctions-median",
       [](const std::string& job) {
         run_values(job, plane_instance({.candidates = 50'000, .points = 2'000, .reach = 1.5}),
                    {.goal = SitingGoal::least_mean, .most_sites = 5});
       }},
      {"junctions-center",
       [](const std::string& job) {
         run_values(job, plane_instance({.candidates = 50'000, .points = 2'000, .reach = 1.5}),
                    {.goal = SitingGoal::least_worst, .most_sites = 5});
       }},
      {"country-greedy",
       [](const std::string& job) {
         run_greedy(job, {.candidates = 35'000, .points = 300'000, .reach = 0.017},
                    {.threshold = plane_threshold, .most_sites = 1000});
       }},
  };
  fmt::print("| job | who | seconds | objective, millions | bound | gap | proven | peak, MiB |\n");
  fmt::print("|---|---|---:|---:|---:|---:|---|---:|\n");
  for (const auto& [job, work] : all) {
    const bool is_asked = jobs.empty() || std::ranges::find(jobs, job, [](const char* name) {
                                            return std::string(name);
                                          }) != jobs.end();
    if (is_asked) work(job);
  }
  return 0;
}

}  // namespace
}  // namespace coverage

int main(int argc, char** argv) {
  return coverage::run(std::span(argv + 1, static_cast<std::size_t>(argc - 1)));
}
