#include "libcoverage/siting/allocate_greedily.h"

#include <algorithm>
#include <limits>
#include <numeric>

#include "libcoverage/siting/opening_rules.h"

namespace coverage {
namespace {

constexpr std::int64_t unlimited = std::numeric_limits<std::int64_t>::max();

std::int64_t capacity_of(const SitingInstance& instance, CandidateIndex site) {
  return instance.sites[site].capacity.value_or(unlimited);
}

/// An open site that may serve a row; the nearest comes first.
struct Choice {
  std::uint32_t value = 0;
  std::uint32_t site = 0;  ///< position among the open ones
  friend auto operator<=>(const Choice&, const Choice&) = default;
};

class Allocator {
 public:
  Allocator(const SitingInstance& instance, const SitingProblem& problem,
            std::span<const CandidateIndex> sites)
      : instance_(instance), problem_(problem), sites_(sites), choices_(instance.demand_count()) {
    for (std::uint32_t s = 0; s < sites.size(); ++s) {
      room_.push_back(capacity_of(instance, sites[s]));
      for (const ReachEntry& entry : instance.row(sites[s])) {
        if (may_serve(problem, entry.time_ms)) choices_[entry.target].push_back({entry.time_ms, s});
      }
    }
    for (auto& choices : choices_) std::ranges::sort(choices);
    served_.resize(choices_.size());
  }

  std::vector<Allocation> run() {
    for (const std::uint32_t row : order()) serve(row);
    for (int pass = 0; pass < 20 && move_nearer(); ++pass) {
    }
    std::vector<Allocation> allocations;
    for (std::uint32_t row = 0; row < served_.size(); ++row) {
      for (const Part& part : served_[row]) {
        allocations.push_back({row, sites_[part.choice.site], part.weight});
      }
    }
    return allocations;
  }

 private:
  struct Part {
    Choice choice;
    std::int64_t weight = 0;
  };

  bool is_single() const { return problem_.assignment == Assignment::single; }

  /// Who has one choice only, then who loses most by the second, then the heaviest.
  std::vector<std::uint32_t> order() const {
    const auto regret = [&](std::uint32_t row) {
      const auto& choices = choices_[row];
      const double weight = static_cast<double>(instance_.weight[row]);
      if (choices.size() < 2) return std::pair{std::numeric_limits<double>::infinity(), weight};
      const bool covers = problem_.goal == SitingGoal::most_covered;
      return std::pair{covers ? 0 : weight * (choices[1].value - choices[0].value), weight};
    };
    std::vector<std::pair<std::pair<double, double>, std::uint32_t>> rows;
    for (std::uint32_t row = 0; row < choices_.size(); ++row) {
      if (instance_.weight[row] > 0) rows.emplace_back(regret(row), row);
    }
    std::ranges::stable_sort(rows, std::greater{}, [](const auto& row) { return row.first; });
    std::vector<std::uint32_t> order;
    order.reserve(rows.size());
    for (const auto& row : rows) order.push_back(row.second);
    return order;
  }

  void serve(std::uint32_t row) {
    std::int64_t left = instance_.weight[row];
    for (const Choice& choice : choices_[row]) {
      if (left == 0) return;
      const std::int64_t part = is_single() ? left : std::min(left, room_[choice.site]);
      if (part == 0 || part > room_[choice.site]) continue;
      put(row, choice, part);
      left -= part;
    }
    if (left == instance_.weight[row] && is_single()) make_room(row);
  }

  void put(std::uint32_t row, const Choice& choice, std::int64_t weight) {
    served_[row].push_back({choice, weight});
    if (room_[choice.site] != unlimited) room_[choice.site] -= weight;
  }

  void take_back(const Part& part) {
    if (room_[part.choice.site] != unlimited) room_[part.choice.site] += part.weight;
  }

  /// Moves one other row elsewhere, so that this one fits.
  void make_room(std::uint32_t row) {
    const std::int64_t weight = instance_.weight[row];
    for (const Choice& choice : choices_[row]) {
      for (std::uint32_t other = 0; other < served_.size(); ++other) {
        if (served_[other].empty() || served_[other].front().choice.site != choice.site) continue;
        const Part part = served_[other].front();
        if (room_[choice.site] + part.weight < weight) continue;
        const auto elsewhere = std::ranges::find_if(choices_[other], [&](const Choice& to) {
          return to.site != choice.site && room_[to.site] >= part.weight;
        });
        if (elsewhere == choices_[other].end()) continue;
        take_back(part);
        served_[other].clear();
        put(other, *elsewhere, part.weight);
        return put(row, choice, weight);
      }
    }
  }

  bool move_nearer() {
    bool has_moved = false;
    for (std::uint32_t row = 0; row < served_.size(); ++row) {
      if (served_[row].size() != 1) continue;
      const Part part = served_[row].front();
      for (const Choice& choice : choices_[row]) {
        if (choice.value >= part.choice.value) break;
        if (room_[choice.site] < part.weight) continue;
        take_back(part);
        served_[row].clear();
        put(row, choice, part.weight);
        has_moved = true;
        break;
      }
    }
    return has_moved;
  }

  const SitingInstance& instance_;
  const SitingProblem& problem_;
  std::span<const CandidateIndex> sites_;
  std::vector<std::vector<Choice>> choices_;  ///< by row
  std::vector<std::int64_t> room_;            ///< by open site
  std::vector<std::vector<Part>> served_;     ///< by row
};

/// Who is left while sites are opened, and what another one would do for them.
class Opening {
 public:
  Opening(const SitingInstance& instance, const SitingProblem& problem)
      : instance_(instance),
        problem_(problem),
        left_(instance.weight),
        gain_(instance.sites.size(), std::numeric_limits<double>::infinity()) {
    for (const ReachEntry& entry : instance.values.entries) {
      if (may_serve(problem, entry.time_ms)) worst_ = std::max(worst_, entry.time_ms);
    }
  }

  /// At most what it was before: fewer are left. Not asked again where that is too little.
  double gain_of(CandidateIndex site, double too_little) {
    double& gain = gain_[site.value()];
    if (gain > too_little) gain = serve(site, [](std::uint32_t, std::int64_t) {});
    return gain;
  }
  void open(CandidateIndex site) {
    serve(site, [&](std::uint32_t row, std::int64_t weight) { left_[row] -= weight; });
  }

 private:
  template <class Use>
  double serve(CandidateIndex site, const Use& use) {
    nearest_.clear();
    for (const ReachEntry& entry : instance_.row(site)) {
      if (left_[entry.target] > 0 && may_serve(problem_, entry.time_ms)) nearest_.push_back(entry);
    }
    std::ranges::sort(nearest_, [](const ReachEntry& a, const ReachEntry& b) {
      return std::pair(a.time_ms, a.target) < std::pair(b.time_ms, b.target);
    });
    double gain = 0;
    std::int64_t room = capacity_of(instance_, site);
    for (const ReachEntry& entry : nearest_) {
      const std::int64_t weight = left_[entry.target];
      const bool is_whole = problem_.assignment == Assignment::single;
      const std::int64_t part = std::min(weight, room);
      if (part == 0 || (is_whole && part < weight)) continue;
      if (room != unlimited) room -= part;
      const double worth =
          problem_.goal == SitingGoal::most_covered ? 1.0 : 2.0 * worst_ - entry.time_ms + 1.0;
      gain += worth * static_cast<double>(part);
      use(entry.target, part);
    }
    return gain;
  }

  const SitingInstance& instance_;
  const SitingProblem& problem_;
  std::vector<std::int64_t> left_;  ///< by row: weight that no site serves
  std::vector<double> gain_;        ///< by site, when last asked
  std::uint32_t worst_ = 0;
  std::vector<ReachEntry> nearest_;
};

/// The place that helps most, groups that are short of their least number first.
std::optional<std::uint32_t> next_place(const OpenPlaces& open, const OpeningRules& rules,
                                        Opening& opening) {
  const bool is_short = !open.is_enough();
  std::optional<std::uint32_t> best;
  double most = is_short ? -1 : 0;
  for (std::uint32_t place = 0; place < rules.size(); ++place) {
    if (!open.may_open(place) || (is_short && !open.is_needed_by_group(place))) continue;
    const double gain = opening.gain_of(rules.places[place], most);
    if (gain <= most) continue;
    best = place;
    most = gain;
  }
  return best;
}

}  // namespace

bool may_serve(const SitingProblem& problem, std::uint32_t value) {
  if (problem.nobody_beyond && value > *problem.nobody_beyond) return false;
  return problem.goal != SitingGoal::most_covered || value <= problem.threshold;
}

std::vector<Allocation> allocate_greedily(const SitingInstance& instance,
                                          const SitingProblem& problem,
                                          std::span<const CandidateIndex> sites) {
  return Allocator(instance, problem, sites).run();
}

SitingPlan open_greedily(const SitingInstance& instance, const SitingProblem& problem) {
  const OpeningRules rules = opening_rules(instance, problem);
  OpenPlaces open(rules);
  Opening opening(instance, problem);
  SitingPlan plan;
  plan.sites = rules.always;
  for (const CandidateIndex site : rules.always) opening.open(site);
  while (const auto place = next_place(open, rules, opening)) {
    open.open(*place);
    opening.open(rules.places[*place]);
    plan.sites.push_back(rules.places[*place]);
  }
  std::ranges::sort(plan.sites);
  plan.allocations = allocate_greedily(instance, problem, plan.sites);
  return plan;
}

}  // namespace coverage
