#include "libcoverage/siting/covering/greedy_curve.h"

#include <algorithm>
#include <limits>

namespace coverage {
namespace {

constexpr std::uint32_t never = std::numeric_limits<std::uint32_t>::max();

/// The best value of each row so far; for a goal that covers, 0 where it is covered.
class GreedyState {
 public:
  GreedyState(const SitingInstance& instance, const SitingProblem& problem)
      : instance_(instance),
        covers_(problem.goal == SitingGoal::most_covered),
        threshold_(problem.threshold),
        best_(instance.demand_count(), never) {}

  /// Weight newly reached, then what is saved for those reached before (or the cost, negative, of
  /// those newly reached: of places that reach the same weight the nearer is better).
  struct Gain {
    Amount reached = 0;
    Amount saved = 0;
    friend auto operator<=>(const Gain&, const Gain&) = default;
  };

  Gain gain(CandidateIndex site) const {
    Gain gain;
    for (const ReachEntry& entry : instance_.row(site)) {
      const std::uint32_t value = value_of(entry);
      const std::uint32_t best = best_[entry.target];
      if (value >= best) continue;
      const Amount weight = instance_.weight[entry.target];
      if (best == never) {
        gain.reached += weight;
        gain.saved -= weight * value;
      } else {
        gain.saved += weight * (best - value);
      }
    }
    return gain;
  }

  void open(CandidateIndex site) {
    for (const ReachEntry& entry : instance_.row(site)) {
      std::uint32_t& best = best_[entry.target];
      best = std::min(best, value_of(entry));
    }
  }

  std::optional<Amount> objective() const {
    Amount sum = 0;
    for (std::size_t row = 0; row < best_.size(); ++row) {
      const Amount weight = instance_.weight[row];
      if (covers_) {
        sum += best_[row] == never ? 0 : weight;
      } else if (best_[row] != never) {
        sum += weight * best_[row];
      } else if (weight > 0) {
        return {};
      }
    }
    return sum;
  }

 private:
  std::uint32_t value_of(const ReachEntry& entry) const {
    if (!covers_) return entry.time_ms;
    return entry.time_ms <= threshold_ ? 0 : never;
  }

  const SitingInstance& instance_;
  bool covers_;
  std::uint32_t threshold_;
  std::vector<std::uint32_t> best_;
};

bool is_plain(const SitingInstance& instance, const SitingProblem& problem) {
  const bool goal =
      problem.goal == SitingGoal::most_covered || problem.goal == SitingGoal::least_mean;
  const bool decided = std::ranges::any_of(instance.sites, [](const CandidateSite& site) {
    return site.counts && site.rule == SiteRule::mandatory;
  });
  return goal && !decided && problem.most_sites && !problem.budget &&
         problem.group_limits.empty() && !problem.nobody_beyond &&
         problem.assignment == Assignment::nearest;
}

}  // namespace

std::vector<std::optional<Amount>> greedy_curve(const SitingInstance& instance,
                                                const SitingProblem& problem,
                                                const Execution& execution) {
  std::vector<std::optional<Amount>> curve;
  if (!is_plain(instance, problem)) return curve;
  GreedyState state(instance, problem);
  std::vector<CandidateIndex> closed;
  for (std::size_t s = 0; s < instance.sites.size(); ++s) {
    const auto site = CandidateIndex::from_size(s);
    if (instance.sites[site].rule == SiteRule::mandatory) state.open(site);
    if (instance.sites[site].rule == SiteRule::optional) closed.push_back(site);
  }
  for (std::uint32_t p = 1; p <= *problem.most_sites; ++p) {
    execution.check_interrupted();
    std::optional<CandidateIndex> best;
    GreedyState::Gain most;
    for (const CandidateIndex site : closed) {
      const GreedyState::Gain gain = state.gain(site);
      if (gain <= most) continue;
      best = site;
      most = gain;
    }
    if (best) {
      state.open(*best);
      std::erase(closed, *best);
    }
    curve.push_back(state.objective());
  }
  return curve;
}

}  // namespace coverage
