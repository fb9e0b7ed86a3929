#include "libcoverage/siting/median/part_of_places.h"

#include <algorithm>
#include <limits>

namespace coverage {
namespace {

class Part {
 public:
  Part(const SitingInstance& instance, const SitingProblem& problem, const OpeningRules& rules)
      : instance_(instance),
        rules_(rules),
        most_value_(problem.nobody_beyond.value_or(std::numeric_limits<std::uint32_t>::max())),
        is_in_(rules.size(), false),
        is_served_(instance.demand_count(), false) {
    for (const CandidateIndex site : rules.always) mark_served(site);
  }

  void add_each(std::size_t step) {
    for (std::size_t place = 0; place < rules_.size(); place += step) {
      is_in_[place] = true;
      mark_served(rules_.places[place]);
    }
  }

  void add_nearest() {
    constexpr auto none = std::numeric_limits<std::uint32_t>::max();
    std::vector<std::pair<std::uint32_t, std::uint32_t>> nearest(is_served_.size(), {none, none});
    for (std::uint32_t place = 0; place < rules_.size(); ++place) {
      for (const ReachEntry& entry : instance_.row(rules_.places[place])) {
        if (is_served_[entry.target] || entry.time_ms > most_value_) continue;
        nearest[entry.target] = std::min(nearest[entry.target], {entry.time_ms, place});
      }
    }
    for (std::size_t row = 0; row < nearest.size(); ++row) {
      const std::uint32_t place = nearest[row].second;
      if (instance_.weight[row] > 0 && place != none) is_in_[place] = true;
    }
  }

  std::vector<std::uint32_t> places() const {
    std::vector<std::uint32_t> places;
    for (std::uint32_t place = 0; place < is_in_.size(); ++place) {
      if (is_in_[place]) places.push_back(place);
    }
    return places;
  }

 private:
  void mark_served(CandidateIndex site) {
    for (const ReachEntry& entry : instance_.row(site)) {
      if (entry.time_ms <= most_value_) is_served_[entry.target] = true;
    }
  }

  const SitingInstance& instance_;
  const OpeningRules& rules_;
  std::uint32_t most_value_;
  std::vector<bool> is_in_;
  std::vector<bool> is_served_;
};

}  // namespace

std::optional<std::size_t> places_at_a_time(const SitingInstance& instance,
                                            const OpeningRules& rules, std::uint64_t many_pairs) {
  constexpr std::size_t least = 300, most = 4'000;
  std::uint64_t pairs = 0;
  for (const CandidateIndex place : rules.places) pairs += instance.row(place).size();
  if (pairs < many_pairs) return {};
  const auto fitting =
      static_cast<std::size_t>(0.6 * static_cast<double>(many_pairs) *
                               static_cast<double>(rules.size()) / static_cast<double>(pairs));
  const std::size_t number =
      std::min(std::max(fitting, std::min(least, rules.size() / 4 + 1)), most);
  if (rules.size() < 2 * number) return {};
  return number;
}

std::vector<std::uint32_t> part_of_places(const SitingInstance& instance,
                                          const SitingProblem& problem, const OpeningRules& rules,
                                          std::size_t number) {
  Part part(instance, problem, rules);
  part.add_each(std::max<std::size_t>(rules.size() / number, 1));
  part.add_nearest();
  return part.places();
}

OpeningRules rules_of_part(const OpeningRules& rules, std::span<const std::uint32_t> places) {
  OpeningRules part;
  part.always = rules.always;
  part.most = std::min(rules.most, static_cast<std::int64_t>(places.size()));
  part.budget = rules.budget;
  part.groups = rules.groups;
  for (const std::uint32_t place : places) {
    part.places.push_back(rules.places[place]);
    part.group.push_back(rules.group[place]);
    part.cost.push_back(rules.cost[place]);
  }
  return part;
}

}  // namespace coverage
