#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <optional>
#include <queue>
#include <set>
#include <string>
#include <vector>

namespace coverage {

/// A town where every street is one way of OSM between two crossings, and what is forbidden there.
struct TurnTown {
  struct Street {
    int way = 0, from = 0, to = 0;
    bool oneway = false;
    bool destination_only = false;
    std::uint32_t time_ms = 0;
  };
  struct Rule {
    bool only = false;
    int from = 0, via_node = 0, via_way = 0, to = 0;  ///< one of the two `via`
  };
  std::vector<Street> streets;
  std::vector<Rule> rules;
};

/// Trips in such a town by trying: a search over whole histories of the last streets, which reads
/// the rules as OSM states them. Nothing of our vertices, runs or kernels is in it.
class TurnOracle {
 public:
  explicit TurnOracle(const TurnTown& town) : town_(town) {
    for (const auto& rule : town.rules) {
      add_rule(rule);
      if (rule.via_node != 0) named_.insert(rule.via_node);
      if (rule.via_way != 0 && exists(rule.via_way)) {
        named_.insert(street(rule.via_way).from);
        named_.insert(street(rule.via_way).to);
      }
    }
  }

  /// From the middle of one street to the middle of another.
  std::optional<std::uint64_t> time(int home, int facility) const {
    std::optional<std::uint64_t> best;
    if (home == facility) best = 0;
    std::map<State, std::uint64_t> times;
    std::priority_queue<std::pair<std::uint64_t, State>,
                        std::vector<std::pair<std::uint64_t, State>>, std::greater<>>
        open;
    const auto offer = [&](std::uint64_t time, State state) {
      const auto [found, is_new] = times.try_emplace(state, time);
      if (!is_new && found->second <= time) return;
      found->second = time;
      open.emplace(time, std::move(state));
    };
    for (const bool forward : {true, false}) {
      const Step first{home, forward};
      if (!is_open(first)) continue;
      offer(half(home), {{first}, street(home).destination_only ? 0 : 1});
    }
    while (!open.empty()) {
      const auto [time, state] = open.top();
      open.pop();
      if (times.at(state) < time) continue;
      for (const State& next : steps_from(state)) {
        const int way = next.history.back().way;
        if (way == facility && (!best || time + half(way) < *best)) best = time + half(way);
        offer(time + street(way).time_ms, next);
      }
    }
    return best;
  }

 private:
  struct Step {
    int way = 0;
    bool forward = true;
    friend auto operator<=>(const Step&, const Step&) = default;
  };
  using History = std::vector<Step>;
  struct State {
    History history;
    int phase =
        1;  ///< 0: has not left the destination roads it began on; 2: must end on such roads
    friend auto operator<=>(const State&, const State&) = default;
  };

  const TurnTown::Street& street(int way) const {
    return *std::find_if(town_.streets.begin(), town_.streets.end(),
                         [&](const auto& s) { return s.way == way; });
  }
  bool exists(int way) const {
    return std::any_of(town_.streets.begin(), town_.streets.end(),
                       [&](const auto& s) { return s.way == way; });
  }
  std::uint64_t half(int way) const {
    return static_cast<std::uint64_t>(std::ceil(street(way).time_ms / 2.0));
  }
  int start(Step step) const { return step.forward ? street(step.way).from : street(step.way).to; }
  int end(Step step) const { return step.forward ? street(step.way).to : street(step.way).from; }
  bool is_open(Step step) const { return step.forward || !street(step.way).oneway; }

  std::vector<Step> leaving(int node) const {
    std::vector<Step> steps;
    for (const auto& s : town_.streets) {
      for (const bool forward : {true, false}) {
        const Step step{s.way, forward};
        if (is_open(step) && start(step) == node) steps.push_back(step);
      }
    }
    return steps;
  }

  void add_rule(const TurnTown::Rule& rule) {
    std::vector<int> ways{rule.from};
    if (rule.via_way != 0) ways.push_back(rule.via_way);
    ways.push_back(rule.to);
    for (const int way : ways) {
      if (!exists(way)) return;
    }
    for (unsigned directions = 0; directions < (1u << ways.size()); ++directions) {
      History path;
      for (std::size_t k = 0; k < ways.size(); ++k) {
        path.push_back({ways[k], ((directions >> k) & 1u) == 0});
      }
      if (is_path(path) && (rule.via_way != 0 || end(path.front()) == rule.via_node)) {
        add_path(rule, path);
      }
    }
  }
  bool is_path(const History& path) const {
    for (std::size_t k = 0; k < path.size(); ++k) {
      if (!is_open(path[k])) return false;
      if (k > 0 && end(path[k - 1]) != start(path[k])) return false;
    }
    return true;
  }
  void add_path(const TurnTown::Rule& rule, const History& path) {
    for (std::size_t k = 1; k < path.size(); ++k) ruled_.insert(start(path[k]));
    if (!rule.only) {
      forbidden_.push_back(path);
      return;
    }
    for (const Step other : leaving(start(path.back()))) {
      if (other == path.back()) continue;
      forbidden_.push_back(path);
      forbidden_.back().back() = other;
    }
  }

  bool is_forbidden(const History& history) const {
    return std::any_of(forbidden_.begin(), forbidden_.end(), [&](const History& path) {
      return path.size() <= history.size() &&
             std::equal(path.rbegin(), path.rend(), history.rbegin());
    });
  }

  std::optional<State> after(const State& state, Step step) const {
    State next = state;
    next.history.push_back(step);
    if (is_forbidden(next.history)) return {};
    constexpr std::size_t longest = 3;
    if (next.history.size() > longest) next.history.erase(next.history.begin());
    if (street(step.way).destination_only) {
      next.phase = state.phase == 0 ? 0 : 2;
    } else {
      if (state.phase == 2) return {};
      next.phase = 1;
    }
    return next;
  }

  /// In the middle of a road, where two streets of a kind continue each other, nobody turns back.
  bool is_mid_road(int node) const {
    std::vector<const TurnTown::Street*> ends;
    for (const auto& s : town_.streets) {
      if (s.from == node) ends.push_back(&s);
      if (s.to == node) ends.push_back(&s);
    }
    if (ends.size() != 2 || named_.contains(node)) return false;
    if (ends[0]->destination_only != ends[1]->destination_only) return false;
    if (ends[0]->oneway != ends[1]->oneway) return false;
    return !ends[0]->oneway || (ends[0]->to == node) != (ends[1]->to == node);
  }

  std::vector<State> steps_from(const State& state) const {
    const Step last = state.history.back();
    const int node = end(last);
    std::vector<State> next, back;
    for (const Step step : leaving(node)) {
      const auto found = after(state, step);
      if (!found) continue;
      (step.way == last.way && step.forward != last.forward ? back : next).push_back(*found);
    }
    // Where rules hold, nobody turns back unless there is no other way out.
    const bool is_free = !ruled_.contains(node) && !is_mid_road(node);
    if (is_free || (next.empty() && !is_mid_road(node)))
      next.insert(next.end(), back.begin(), back.end());
    return next;
  }

  const TurnTown& town_;
  std::vector<History> forbidden_;
  std::set<int> ruled_;
  std::set<int> named_;
};

}  // namespace coverage
