#include "libcoverage/siting/median/branch_search.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <queue>

#include "libcoverage/siting/branch_node.h"
#include "libcoverage/siting/median/lagrangian_bound.h"
#include "libcoverage/siting/median/residual_program.h"
#include "libcoverage/siting/median/swap_search.h"

namespace coverage {
namespace {

constexpr int stage_iterations = 50;
constexpr std::size_t ties_before_program = 400;
constexpr double share_of_time = 0.25;  // for that program
constexpr std::size_t swaps_every = 4;  // nodes

/// Whether there was a step: without one nothing is proven.
bool has_bound(const LagrangianBound& found) {
  return found.bound > -std::numeric_limits<double>::infinity();
}

class Search {
 public:
  Search(const AssignmentProblem& problem, const BranchOptions& options)
      : problem_(problem),
        options_(options),
        top_(&problem),
        place_(problem.rules.size()),
        best_(options.best) {
    std::iota(place_.begin(), place_.end(), 0u);
  }

  BranchResult run() {
    if (contradict(problem_.rules)) {
      result_.is_complete = true;
    } else {
      search_root();
      while (!nodes_.empty() && nodes_.top().bound <= limit() && !is_stopped()) {
        const BranchNode node = nodes_.top();
        nodes_.pop();
        current_ = node.bound;
        if (is_tie(node) && ++ties_ == ties_before_program && is_decided_by_program(node)) break;
        if (!process(node)) {  // stopped half-way
          nodes_.push(node);
          break;
        }
        current_ = std::numeric_limits<double>::infinity();
        if (!nodes_.empty()) options_.on_bound(nodes_.top().bound);
      }
    }
    return conclude();
  }

 private:
  /// Plans that cost more than this are no better than the best known.
  double limit() const { return best_ - options_.unit * (1 - 1e-6) + 1e-15 * std::abs(best_); }
  bool is_stopped() {
    if (result_.nodes >= options_.most_nodes) return true;
    const double least = nodes_.empty() ? current_ : std::min(current_, nodes_.top().bound);
    return options_.stop(std::min(least, best_));
  }

  BranchResult conclude() {
    result_.is_complete = nodes_.empty() || nodes_.top().bound > limit();
    result_.bound = result_.is_complete ? best_ : std::min(best_, nodes_.top().bound);
    return result_;
  }

  /// The first bound takes more steps, improves what they open by swaps, and makes the problem of
  /// all other nodes smaller for good, every now and then.
  void search_root() {
    current_ = -std::numeric_limits<double>::infinity();
    LagrangianBound found;
    found.bound = current_;
    found.prices = options_.prices;
    found.step = found.prices.empty() ? 1.5 : 0.5;
    for (int done = 0; done < options_.root_iterations; done += stage_iterations) {
      found =
          ascend(*top_, std::move(found.prices),
                 {.iterations = stage_iterations,
                  .first_step = found.step,
                  .on_choice = [&](auto places, double cost) { return improve(places, cost); }});
      if (!has_bound(found) || found.bound > limit()) break;
      current_ = std::max(current_, found.bound);
      options_.on_bound(current_);
      fix(found);
      if (found.step < 0.01 || contradict(top_->rules) || top_->rules.size() == 0) break;
    }
    if (found.bound <= limit()) {
      nodes_.push(
          {.bound = current_, .prices = std::make_shared<std::vector<double>>(found.prices)});
    }
  }

  /// Whether only a plan better by the last unit may be found: nodes then tell little apart.
  bool is_tie(const BranchNode& node) const {
    return node.bound > limit() - options_.unit * (1 - 1e-5);
  }

  /// Hands the whole problem that is left to CBC; true where that settles it.
  bool is_decided_by_program(const BranchNode& node) {
    if (options_.clock == nullptr) return false;
    const auto found = ascend(
        *top_, *node.prices,
        {.iterations = 200, .first_step = 0.5, .on_choice = [&](auto, double) { return best_; }});
    if (!has_bound(found)) return false;
    const auto answer = solve_residual({*top_, found.prices, found.bound, limit()}, *options_.clock,
                                       share_of_time * options_.clock->seconds_left());
    if (answer.is_found) {
      std::vector<std::uint32_t> all = opened_;
      for (const std::uint32_t place : answer.places) all.push_back(place_[place]);
      best_ = options_.on_plan(all);
    }
    if (answer.is_decided) nodes_ = {};
    return answer.is_decided;
  }

  void fix(const LagrangianBound& found) {
    if (found.opened.empty() && found.closed.empty()) return;
    for (const std::uint32_t place : found.opened) opened_.push_back(place_[place]);
    Restricted left = restricted(*top_, found.opened, found.closed);
    for (std::uint32_t& place : left.place) place = place_[place];
    place_ = std::move(left.place);
    left_ = std::move(left.problem);
    top_ = &left_;
  }

  /// A choice clearly better than any before it is improved by swaps.
  double improve(std::span<const std::uint32_t> places, double cost) {
    if (cost >= 0.98 * cheapest_) return best_;
    cheapest_ = cost;
    std::vector<std::uint32_t> all = opened_;
    for (const std::uint32_t place : places) all.push_back(place_[place]);
    return improve(all);
  }

  double improve(const std::vector<std::uint32_t>& places) {
    const auto better = improve_by_swaps(problem_, places, [&] { return is_stopped(); });
    if (cost_of(problem_, better) < best_) best_ = options_.on_plan(better);
    return best_;
  }

  LagrangianBound ascend(const AssignmentProblem& problem, std::vector<double> prices,
                         AscentOptions ascent) {
    ascent.target = best_;
    ascent.limit = [this] { return limit(); };
    ascent.stop = [this] { return is_stopped(); };
    return lagrangian_bound(problem, std::move(prices), ascent);
  }

  bool process(const BranchNode& node) {
    ++result_.nodes;
    const Restricted part = restricted(*top_, node.open, node.closed);
    if (contradict(part.problem.rules)) return true;
    if (part.problem.rules.size() == 0) {
      offer(node, part, {});
      return true;
    }
    double cheapest = std::numeric_limits<double>::infinity();
    std::vector<std::uint32_t> choice;
    auto found = ascend(part.problem, *node.prices,
                        {.iterations = options_.node_iterations,
                         .first_step = 0.5,
                         .on_choice = [&](auto places, double cost) {
                           if (cost < cheapest) choice.assign(places.begin(), places.end());
                           cheapest = std::min(cheapest, cost);
                           if (cost < best_) offer(node, part, places);
                           return best_;
                         }});
    if (!has_bound(found)) return false;
    if (result_.nodes % swaps_every == 0) improve(in_problem(node, part, choice));
    found.bound = std::max(found.bound, node.bound);
    // Costs are whole units: many nodes tie then, and the deepest of them leads to plans.
    const double whole = std::ceil(found.bound / options_.unit - 1e-6) * options_.unit;
    if (found.bound <= limit()) found.bound = std::max(found.bound, whole);
    if (found.bound <= limit()) branch(node, part, std::move(found));
    return true;
  }

  void branch(const BranchNode& node, const Restricted& part, LagrangianBound found) {
    BranchNode child{.bound = found.bound, .open = node.open, .closed = node.closed};
    const auto at = branching_place(found.share, found.opened, found.closed);
    for (const std::uint32_t place : found.opened) child.open.push_back(part.place[place]);
    for (const std::uint32_t place : found.closed) child.closed.push_back(part.place[place]);
    child.prices = std::make_shared<const std::vector<double>>(std::move(found.prices));
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

  /// A plan: what was opened for good, on the way to the node, and in it.
  std::vector<std::uint32_t> in_problem(const BranchNode& node, const Restricted& part,
                                        std::span<const std::uint32_t> places) const {
    std::vector<std::uint32_t> all = opened_;
    for (const std::uint32_t place : node.open) all.push_back(place_[place]);
    for (const std::uint32_t place : places) all.push_back(place_[part.place[place]]);
    return all;
  }

  void offer(const BranchNode& node, const Restricted& part,
             std::span<const std::uint32_t> places) {
    best_ = options_.on_plan(in_problem(node, part, places));
  }

  const AssignmentProblem& problem_;
  const BranchOptions& options_;
  AssignmentProblem left_;             ///< without what is fixed for good
  const AssignmentProblem* top_;       ///< that, or `problem_` while nothing is
  std::vector<std::uint32_t> place_;   ///< of `problem_`, by place of `*top_`
  std::vector<std::uint32_t> opened_;  ///< of `problem_`, for good
  std::priority_queue<BranchNode, std::vector<BranchNode>, IsLater> nodes_;
  double best_;
  double cheapest_ = std::numeric_limits<double>::infinity();  ///< choice of the first bound
  double current_ = 0;  ///< the bound of the node that is being looked at
  std::size_t made_ = 0;
  std::size_t ties_ = 0;
  BranchResult result_;
};

}  // namespace

BranchResult search_places(const AssignmentProblem& problem, const BranchOptions& options) {
  return Search(problem, options).run();
}

}  // namespace coverage
