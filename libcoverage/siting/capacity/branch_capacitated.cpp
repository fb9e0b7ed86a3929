#include "libcoverage/siting/capacity/branch_capacitated.h"

#include <algorithm>
#include <cmath>
#include <queue>

#include "libcoverage/siting/branch_node.h"
#include "libcoverage/siting/capacity/capacitated_bound.h"
#include "libcoverage/siting/capacity/swap_capacitated.h"
#include "libcoverage/siting/restricted_rules.h"

namespace coverage {
namespace {

constexpr int stage_iterations = 50;
constexpr std::size_t most_price_bytes = 500'000'000;

class Search {
 public:
  Search(const CapacitatedModel& model, CapacitatedPlans& plans,
         const CapacitatedBranching& options, const Execution& execution)
      : model_(model),
        plans_(plans),
        options_(options),
        execution_(execution),
        limit_(options.seconds),
        worst_(worst_cost()) {}

  bool run() {
    search_root();
    while (!nodes_.empty() && !is_stopped() && nodes_.top().bound <= limit()) {
      BranchNode node = nodes_.top();
      nodes_.pop();
      if (!process(node)) {  // stopped half-way
        push(std::move(node));
        break;
      }
      prove();
    }
    prove();
    return (nodes_.empty() || nodes_.top().bound > limit()) && !unsettled_;
  }

 private:
  bool is_stopped() const { return limit_.is_over() || plans_.is_over(); }

  /// More than any plan costs.
  double worst_cost() const {
    std::vector<double> worst(model_.weight.size(), model_.covers ? 1.0 : 0.0);
    for (const ReachEntry& entry : model_.instance.values.entries) {
      if (entry.time_ms <= model_.largest) {
        worst[entry.target] = std::max(worst[entry.target], model_.cost(entry.time_ms));
      }
    }
    double sum = 1;
    for (std::size_t row = 0; row < worst.size(); ++row) sum += model_.weight[row] * worst[row];
    return sum * (1 + 1e-9);
  }

  /// Plans that cost more than this are no better than the best known.
  double limit() const {
    const auto best = plans_.best_cost();
    if (!best) return worst_;
    const auto better = static_cast<double>(*best - model_.unit);
    return std::nextafter(better, std::numeric_limits<double>::infinity());
  }

  void prove() {
    Amount cost = plans_.best_cost().value_or(static_cast<Amount>(worst_));
    if (!nodes_.empty() && nodes_.top().bound <= limit()) {
      cost = std::min(cost, least_cost_above(model_, nodes_.top().bound));
    }
    if (unsettled_) cost = std::min(cost, *unsettled_);
    plans_.prove(cost);
  }

  CapacitatedBound ascend(
      const RestrictedRules& part, std::vector<double> prices, double step, int iterations,
      const std::vector<std::uint32_t>& open,
      const std::function<void(double)>& on_bound = [](double) {}) {
    const auto measure = [&](std::span<const std::uint32_t> chosen) {
      std::vector<std::uint32_t> places = open;
      for (const std::uint32_t place : chosen) places.push_back(part.place[place]);
      plans_.measure_new(places);
    };
    return capacitated_bound(model_, part.rules, std::move(prices),
                             {.iterations = iterations,
                              .first_step = step,
                              .limit = [this] { return limit(); },
                              .on_choice = measure,
                              .on_bound = on_bound,
                              .stop = [this] { return is_stopped(); }},
                             execution_);
  }

  static void add_fixed(const RestrictedRules& part, const CapacitatedBound& found,
                        BranchNode& node) {
    for (const std::uint32_t place : found.opened) node.open.push_back(part.place[place]);
    for (const std::uint32_t place : found.closed) node.closed.push_back(part.place[place]);
  }

  /// While all plans are looked at: other parts are only those that cost too much.
  void prove_root(double bound) {
    if (bound <= limit()) plans_.prove(least_cost_above(model_, bound));
  }

  void search_root() {
    CapacitatedBound found;
    found.prices = options_.prices;
    found.step = 1.5;
    BranchNode root{.bound = 0};  // no plan costs less than nothing
    for (int done = 0; done < options_.root_iterations; done += stage_iterations) {
      const auto part = restricted_rules(model_.rules, root.open, root.closed);
      if (contradict(part.rules)) return;
      found = ascend(part, std::move(found.prices), found.step, stage_iterations, root.open,
                     [this](double bound) { prove_root(bound); });
      if (!found.has_bound) break;
      root.bound = std::max(root.bound, found.bound);
      if (root.bound > limit()) return;
      add_fixed(part, found, root);
      if (found.step < 0.01 || is_stopped()) break;
    }
    root.prices = std::make_shared<const std::vector<double>>(std::move(found.prices));
    push(std::move(root));
  }

  /// All that is left, where no limit keeps any of it closed: more sites never harm.
  static std::optional<std::vector<std::uint32_t>> only_choice(const RestrictedRules& part) {
    OpenPlaces open(part.rules);
    for (std::uint32_t place = 0; place < part.rules.size(); ++place) {
      if (!open.may_open(place)) return {};
      open.open(place);
    }
    return part.place;
  }

  /// False where it was stopped.
  bool process(const BranchNode& node) {
    const auto part = restricted_rules(model_.rules, node.open, node.closed);
    if (contradict(part.rules)) return true;
    if (auto rest = only_choice(part)) {
      rest->insert(rest->end(), node.open.begin(), node.open.end());
      const auto cost = plans_.settle(*rest);
      if (is_stopped() && !plans_.is_optimal()) return false;
      if (cost) unsettled_ = std::min(unsettled_.value_or(*cost), *cost);
      return true;
    }
    auto found = ascend(part, *node.prices, 0.5, options_.node_iterations, node.open);
    if (!found.has_bound) return false;
    found.bound = std::max(found.bound, node.bound);
    if (found.bound <= limit()) branch(node, part, std::move(found));
    return true;
  }

  void branch(const BranchNode& node, const RestrictedRules& part, CapacitatedBound found) {
    BranchNode child{.bound = found.bound, .open = node.open, .closed = node.closed};
    const auto at = branching_place(found.share, found.opened, found.closed);
    add_fixed(part, found, child);
    const std::size_t bytes = found.prices.size() * sizeof(double);
    const bool has_room = nodes_.size() * bytes < most_price_bytes;
    child.prices = has_room ? std::make_shared<const std::vector<double>>(std::move(found.prices))
                            : node.prices;
    if (at) {
      BranchNode without = child;
      without.closed.push_back(part.place[*at]);
      push(std::move(without));
      child.open.push_back(part.place[*at]);
    }
    push(std::move(child));
  }

  void push(BranchNode node) {
    node.number = ++made_;
    nodes_.push(std::move(node));
  }

  const CapacitatedModel& model_;
  CapacitatedPlans& plans_;
  const CapacitatedBranching& options_;
  const Execution& execution_;
  TimeLimit limit_;
  double worst_;
  std::priority_queue<BranchNode, std::vector<BranchNode>, IsLater> nodes_;
  std::size_t made_ = 0;
  std::optional<Amount> unsettled_;  ///< no plan costs less among parts that were given up
};

}  // namespace

bool branch_capacitated(const CapacitatedModel& model, CapacitatedPlans& plans,
                        const CapacitatedBranching& options, const Execution& execution) {
  return Search(model, plans, options, execution).run();
}

}  // namespace coverage
