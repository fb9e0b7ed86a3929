// Medians and centers of random graphs in the shape of the OR-Library's, beside a plain model.
//   median_benchmark [largest number of nodes] [seconds each]
#include <fmt/format.h>

#include <chrono>
#include <cstdlib>
#include <string>

#include "libcoverage/siting/median/solve_center.h"
#include "libcoverage/siting/median/solve_median.h"
#include "libcoverage/siting/solver/mip_model.h"
#include "tests/siting/median/graph_instance.h"

namespace coverage {
namespace {

constexpr std::uint32_t largest_for_plain_model = 100;

class Clock {
 public:
  double seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun_).count();
  }

 private:
  std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
};

/// The assignment model without our reductions: a column a pair, none above its site's.
MipModel plain_model(const SitingInstance& instance, std::uint32_t sites) {
  MipModel model;
  std::vector<MipModel::Entry> number;
  for (std::size_t c = 0; c < instance.sites.size(); ++c) {
    number.push_back({model.add_column({.upper = 1, .is_integer = true}), 1.0});
  }
  model.add_row(0, sites, number);
  std::vector<std::vector<MipModel::Entry>> served(instance.demand_count());
  for (std::uint32_t c = 0; c < instance.sites.size(); ++c) {
    for (const ReachEntry& entry : instance.row(CandidateIndex(c))) {
      const int column = model.add_column({.upper = 1, .objective = 1.0 * entry.time_ms});
      served[entry.target].push_back({column, 1.0});
      const std::vector<MipModel::Entry> row = {{column, 1.0}, {static_cast<int>(c), -1.0}};
      model.add_row(-MipModel::infinity, 0, row);
    }
  }
  for (const auto& row : served) model.add_row(1, 1, row);
  return model;
}

std::string outcome(const SitingPlan& plan, double seconds) {
  return fmt::format("{:>8} {:>8} {:>8.2f}{}", static_cast<std::int64_t>(plan.objective),
                     static_cast<std::int64_t>(plan.bound), seconds, plan.optimal() ? "" : "*");
}

void measure(const SitingInstance& instance, std::uint32_t sites, double limit) {
  Progress silent;
  const Execution execution{silent};
  const SolveOptions options{.seconds = limit};
  const Clock median_clock;
  const auto median = solve_median(instance, {.goal = SitingGoal::least_mean, .most_sites = sites},
                                   options, execution);
  const double median_seconds = median_clock.seconds();
  const Clock center_clock;
  const auto center = solve_center(instance, {.goal = SitingGoal::least_worst, .most_sites = sites},
                                   options, execution);
  fmt::print("{:>5} {:>5} {} {}", instance.demand_count(), sites, outcome(median, median_seconds),
             outcome(center, center_clock.seconds()));
  if (instance.demand_count() <= largest_for_plain_model) {
    const Clock plain;
    const auto result = plain_model(instance, sites).solve({.seconds = limit}, execution);
    fmt::print(" {:>8.0f} x{:.0f}", result.objective, plain.seconds() / median_seconds);
  }
  fmt::print("\n");
}

}  // namespace
}  // namespace coverage

int main(int count, char** arguments) {
  const int largest = count > 1 ? std::atoi(arguments[1]) : 900;
  const double limit = count > 2 ? std::atof(arguments[2]) : 60;
  fmt::print("                   median                     center             plain CBC median\n");
  fmt::print("nodes sites     best    bound  seconds     best    bound  seconds     best  ratio\n");
  for (std::uint32_t nodes = 100; nodes <= static_cast<std::uint32_t>(largest); nodes += 100) {
    const auto instance = coverage::graph_instance(nodes, nodes);
    for (const std::uint32_t sites : {5u, 10u, nodes / 10, nodes / 5, nodes / 3}) {
      coverage::measure(instance, sites, limit);
    }
  }
}
