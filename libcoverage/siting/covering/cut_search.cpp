#include "libcoverage/siting/covering/cut_search.h"

#include <algorithm>
#include <numeric>
#include <queue>

#include "libcoverage/siting/covering/covering_master.h"
#include "libcoverage/siting/covering/covering_sites.h"
#include "libcoverage/siting/covering/greedy_covering.h"
#include "libcoverage/siting/covering/last_sites.h"
#include "libcoverage/siting/covering/shrink_covering.h"

namespace coverage {
namespace {

constexpr std::size_t most_cuts = 250;
constexpr int most_root_rounds = 300;
constexpr int most_rounds = 12;          // of other nodes
constexpr int patience = 3;              // rounds of cuts between solutions that bring little
constexpr std::size_t swaps_every = 16;  // nodes; of the root’s rounds the third part of it

struct Node {
  Amount bound = 0;
  std::size_t number = 0;  ///< order of making
  CoveringPart part = {};
};

/// The largest bound comes first; of equals the latest, which is the deepest.
struct IsLater {
  bool operator()(const Node& a, const Node& b) const {
    return a.bound != b.bound ? a.bound < b.bound : a.number < b.number;
  }
};

/// A node while it is looked at.
struct Visit {
  CoveringPart part;
  Amount bound = 0;
  CoveringMaster::Answer answer = {};  ///< the last one that was solved
};

enum class Outcome { ruled_out, undecided, stopped };

class Search {
 public:
  Search(const CoveringModel& model, const CutSearch& search, const TimeLimit& limit,
         const Execution& execution)
      : model_(model),
        search_(search),
        limit_(limit),
        execution_(execution),
        columns_(transpose(model)),
        cuts_(model, columns_),
        master_(model, columns_, cuts_),
        objective_(search.objective) {
    if (search.tries_last_sites && LastSites::can_hold(model)) last_sites_.emplace(model, columns_);
  }

  bool run() {
    const Amount all = std::accumulate(model_.weight.begin(), model_.weight.end(), Amount{0});
    nodes_.push({.bound = model_.opened_weight + all});
    while (!nodes_.empty()) {
      if (!is_better(nodes_.top().bound)) return true;
      if (is_over() || !search_.on_bound(nodes_.top().bound)) return false;
      const Node node = nodes_.top();
      nodes_.pop();
      ++count_;
      if (process(node) == Outcome::stopped) return false;
    }
    return true;
  }

 private:
  bool is_better(Amount bound) const { return !objective_ || bound > *objective_; }
  bool is_over() const {
    execution_.check_interrupted();
    return limit_.is_over();
  }

  Outcome process(const Node& node) {
    if (model_.most_sites && node.part.open.size() > *model_.most_sites) return Outcome::ruled_out;
    if (may_try_last(node.part)) return try_last(node.part);
    Visit visit{.part = node.part, .bound = node.bound};
    const Outcome outcome = count_ == 1 ? cut_root(visit) : cut_node(visit);
    if (outcome != Outcome::undecided) return outcome;
    if (master_.cut_count() > most_cuts) master_.drop_idle_cuts();
    branch(visit);
    return outcome;
  }

  bool may_try_last(const CoveringPart& part) const {
    if (!last_sites_ || !model_.most_sites) return false;
    const std::size_t sites = *model_.most_sites - part.open.size();
    const std::size_t free = model_.candidate_count() - part.open.size() - part.closed.size();
    return sites <= LastSites::most_sites_of(free);
  }

  Outcome try_last(const CoveringPart& part) {
    const bool is_whole = last_sites_->search({
        .open = part.open,
        .closed = part.closed,
        .sites = *model_.most_sites - part.open.size(),
        .objective = objective_.value_or(model_.opened_weight - 1),
        .on_plan =
            [&](std::span<const std::uint32_t> plan) {
              objective_ = search_.on_plan(plan);
              return *objective_;
            },
        .stop = [&] { return is_over(); },
    });
    return is_whole ? Outcome::ruled_out : Outcome::stopped;
  }

  /// Solves the program, and what that proves.
  Outcome solve(Visit& visit) {
    if (is_over()) return Outcome::stopped;
    master_.restrict_to(visit.part);
    auto answer = master_.solve(limit_.left(), execution_);
    if (answer.status == MipModel::Status::infeasible) return Outcome::ruled_out;
    if (answer.status != MipModel::Status::optimal) {
      visit.answer.status = answer.status;
      return is_over() ? Outcome::stopped : Outcome::undecided;
    }
    visit.answer = std::move(answer);
    const CutBound proven = master_.bound(objective_);
    if (!proven.is_possible) return Outcome::ruled_out;
    visit.bound = std::min(visit.bound, proven.bound);
    auto& [open, closed] = visit.part;
    open.insert(open.end(), proven.forced.open.begin(), proven.forced.open.end());
    closed.insert(closed.end(), proven.forced.closed.begin(), proven.forced.closed.end());
    return is_better(visit.bound) ? Outcome::undecided : Outcome::ruled_out;
  }

  /// Adds cuts that touch at `at` and that the answer breaks; by how much, in all.
  double add_cuts(const CoveringMaster::Answer& answer, std::span<const double> at) {
    double excess = 0;
    for (const CoveringCut& cut : cuts_.touching(at)) {
      const double over = answer.gains[cut.part] - value_of(cut, answer.open);
      if (over <= 1e-7 * static_cast<double>(cuts_.most_of(cut.part))) continue;
      excess += over;
      master_.add(cut);
    }
    return excess;
  }

  /// What is left to prove, in the unit of cuts.
  double left_to_prove(const Visit& visit) const {
    const Amount known = objective_.value_or(model_.opened_weight);
    return 2 * static_cast<double>(visit.bound - known);
  }

  /// Cuts between the solution and the mean of those before it bring more than cuts at it, as long
  /// as the solution swings (Ben-Ameur & Neto 2007).
  Outcome cut_root(Visit& visit) {
    std::vector<double> core;
    int weak = 0;
    for (int round = 0; round < most_root_rounds; ++round) {
      if (const Outcome outcome = solve(visit); outcome != Outcome::undecided) return outcome;
      if (visit.answer.status != MipModel::Status::optimal) break;
      if (!search_.on_bound(visit.bound)) return Outcome::stopped;
      offer(visit.answer.open, round % 5 == 4);
      if (!is_better(visit.bound)) return Outcome::ruled_out;
      if (master_.ask_hard_rows(visit.answer.open)) continue;
      std::vector<double> at = visit.answer.open;
      if (core.empty()) core = at;
      for (std::size_t c = 0; weak < patience && c < at.size(); ++c) {
        core[c] = 0.5 * (core[c] + at[c]);
        at[c] = 0.3 * at[c] + 0.7 * core[c];
      }
      const double excess = add_cuts(visit.answer, at);
      const bool is_weak = excess < 0.02 * left_to_prove(visit);
      if (is_weak && weak >= patience) break;
      if (is_weak) ++weak;
    }
    return Outcome::undecided;
  }

  Outcome cut_node(Visit& visit) {
    for (int round = 0; round < most_rounds; ++round) {
      const Amount before = visit.bound;
      if (const Outcome outcome = solve(visit); outcome != Outcome::undecided) return outcome;
      if (visit.answer.status != MipModel::Status::optimal) break;
      offer(visit.answer.open, round == 0 && count_ % swaps_every == 0);
      if (!is_better(visit.bound)) return Outcome::ruled_out;
      if (master_.ask_hard_rows(visit.answer.open)) continue;
      const double left = left_to_prove(visit);
      if (add_cuts(visit.answer, visit.answer.open) < 0.05 * left) break;
      if (round > 3 && 2 * static_cast<double>(before - visit.bound) < 0.04 * left) break;
    }
    return Outcome::undecided;
  }

  /// A plan near to what the program opens: looked at where it is better, or now and then.
  void offer(std::span<const double> open, bool is_due) {
    std::vector<std::uint32_t> order;
    for (std::uint32_t c = 0; c < open.size(); ++c) {
      if (open[c] > 1e-6) order.push_back(c);
    }
    std::ranges::stable_sort(order, std::greater{}, [&](std::uint32_t c) { return open[c]; });
    const auto score = score_of(model_, first_that_fit(model_, order));
    const bool is_new =
        covers_enough(model_, score) && is_better(Amount{model_.opened_weight} + score.weight);
    if (is_due || is_new) objective_ = search_.on_choice(order);
  }

  /// On the candidate that is open most of those that are not fixed.
  void branch(const Visit& visit) {
    std::vector<char> is_fixed(model_.candidate_count(), 0);
    for (const std::uint32_t c : visit.part.open) is_fixed[c] = 1;
    for (const std::uint32_t c : visit.part.closed) is_fixed[c] = 1;
    const auto& open = visit.answer.open;
    std::optional<std::uint32_t> best;
    for (std::uint32_t c = 0; c < is_fixed.size(); ++c) {
      if (is_fixed[c] != 0) continue;
      if (!best || (!open.empty() && open[c] > open[*best])) best = c;
    }
    if (!best) return take(visit.part.open);
    Node without{visit.bound, ++made_, visit.part};
    without.part.closed.push_back(*best);
    nodes_.push(std::move(without));
    Node with{visit.bound, ++made_, visit.part};
    with.part.open.push_back(*best);
    nodes_.push(std::move(with));
  }

  /// The one plan that is left.
  void take(std::span<const std::uint32_t> plan) {
    const auto score = score_of(model_, plan);
    if (!keeps_limits(model_, plan) || !covers_enough(model_, score)) return;
    if (is_better(Amount{model_.opened_weight} + score.weight)) objective_ = search_.on_plan(plan);
  }

  const CoveringModel& model_;
  const CutSearch& search_;
  const TimeLimit& limit_;
  const Execution& execution_;
  CoveringColumns columns_;
  CoveringCuts cuts_;
  CoveringMaster master_;
  std::optional<LastSites> last_sites_;
  std::optional<Amount> objective_;
  std::priority_queue<Node, std::vector<Node>, IsLater> nodes_;
  std::size_t count_ = 0, made_ = 0;
};

}  // namespace

bool search_by_cuts(const CoveringModel& model, const CutSearch& search, const TimeLimit& limit,
                    const Execution& execution) {
  return Search(model, search, limit, execution).run();
}

}  // namespace coverage
