#include "libcoverage/network/vertex_table.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <tuple>
#include <unordered_map>

#include "libcoverage/base/radix_sort.h"
#include "libcoverage/network/segment_directions.h"

namespace coverage {

namespace {

constexpr std::uint32_t none = VertexTable::no_vertex;

/// Where a trip stands among roads that are open to their destinations only.
enum class Phase : std::uint8_t {
  leaving,   ///< it began on one, and has not left them yet
  through,   ///< on ordinary roads
  arriving,  ///< it came in, and must end there
};

/// What of a trip's past decides what may follow.
struct State {
  std::uint32_t node = none;
  DirectedRunId arrival;  ///< none where turns are free
  Phase phase = Phase::through;
  ForbiddenPaths::State path = ForbiddenPaths::root;
  friend bool operator==(const State&, const State&) = default;
};

struct StateHash {
  std::size_t operator()(const State& state) const {
    std::uint64_t hash = state.node * 0x9e3779b97f4a7c15u;
    hash = (hash ^ state.arrival.value()) * 0xff51afd7ed558ccdu;
    hash = (hash ^ state.path ^ (std::uint64_t{static_cast<std::uint8_t>(state.phase)} << 32)) *
           0xc4ceb9fe1a85ec53u;
    return hash ^ (hash >> 29);
  }
};

class VertexMaker {
 public:
  VertexMaker(const SegmentTable& segments, const RunTable& runs, const TurnRules& rules,
              std::span<const std::uint32_t> junction_of_node)
      : table_(segments), runs_(runs), rules_(rules), junction_of_node_(junction_of_node) {}

  VertexTable make() {
    mark_nodes();
    add_first_vertices();
    expand_all();
    add_lonely_junctions();
    number_vertices();
    return std::move(result_);
  }

 private:
  void mark_nodes() {
    ruled_.assign(junction_of_node_.size(), false);
    costly_.assign(junction_of_node_.size(), false);
    in_touch_.assign(junction_of_node_.size(), false);
    for (const std::uint32_t node : rules_.ruled_nodes) ruled_[node] = true;
    for_destinations_.reserve(runs_.runs.size());
    for (const RunTable::Run& run : runs_.runs) {
      for_destinations_.push_back(table_.rows[runs_.segments[run.first].segment].destination_only);
      if (for_destinations_.back()) in_touch_[run.from] = in_touch_[run.to] = true;
    }
    if (rules_.cost_classes.empty()) return;
    std::vector<std::uint8_t> arms(junction_of_node_.size());
    std::vector<bool> major(junction_of_node_.size());
    for (const RunTable::Run& run : runs_.runs) {
      const std::uint16_t road_class = table_.rows[runs_.segments[run.first].segment].road_class;
      for (const std::uint32_t node : {run.from, run.to}) {
        arms[node] = static_cast<std::uint8_t>(std::min(arms[node] + 1, 3));
        if (rules_.cost_classes[road_class]) major[node] = true;
      }
    }
    for (std::size_t n = 0; n < arms.size(); ++n) {
      costly_[n] = major[n] && arms[n] >= 3;
      if (costly_[n]) ruled_[n] = true;
    }
  }

  bool is_for_destinations(DirectedRunId run) const { return for_destinations_[run_of(run)]; }

  std::uint32_t vertex_of(const State& state) {
    const auto [found, is_new] =
        numbers_.try_emplace(state, static_cast<std::uint32_t>(states_.size()));
    if (is_new) states_.push_back(state);
    return found->second;
  }

  /// Most junctions have no rules: these need no hashing.
  std::uint32_t plain_vertex_of(std::uint32_t node) {
    if (plain_.empty()) plain_.assign(junction_of_node_.size(), none);
    if (plain_[node] == none) {
      plain_[node] = static_cast<std::uint32_t>(states_.size());
      states_.push_back({node, {}, Phase::through, ForbiddenPaths::root});
    }
    return plain_[node];
  }

  std::uint32_t arrive(DirectedRunId run, Phase phase, ForbiddenPaths::State path) {
    const std::uint32_t node = runs_.end_of(run);
    if (!ruled_[node] && !in_touch_[node]) return plain_vertex_of(node);
    State state{node, {}, in_touch_[node] ? phase : Phase::through, ForbiddenPaths::root};
    if (ruled_[node]) {
      state.arrival = run;
      state.path = path;
    }
    return vertex_of(state);
  }

  void add_first_vertices() {
    result_.first_vertex.assign(2 * runs_.runs.size(), none);
    for (std::uint32_t d = 0; d < result_.first_vertex.size(); ++d) {
      const DirectedRunId run(d);
      if (!runs_.is_open(run)) continue;
      const Phase phase = is_for_destinations(run) ? Phase::leaving : Phase::through;
      // A single run completes no path.
      const auto path = next_path(ForbiddenPaths::root, run);
      result_.first_vertex[d] = arrive(run, phase, path.value_or(ForbiddenPaths::root));
    }
  }

  std::optional<Phase> next_phase(Phase phase, DirectedRunId run) const {
    if (is_for_destinations(run)) return phase == Phase::leaving ? phase : Phase::arriving;
    if (phase == Phase::arriving) return {};
    return Phase::through;
  }

  std::optional<ForbiddenPaths::State> next_path(ForbiddenPaths::State path,
                                                 DirectedRunId run) const {
    // A forbidden path that began with this run would go on over its end: of millions of arcs, few
    // need a look into the automaton.
    if (path == ForbiddenPaths::root && !ruled_[runs_.end_of(run)]) return ForbiddenPaths::root;
    return rules_.forbidden.next(path, run);
  }

  /// What a trip in some state becomes by going on over a run.
  struct Step {
    Phase phase = Phase::through;
    ForbiddenPaths::State path = ForbiddenPaths::root;
  };
  /// U-turns apart; nothing where it may not.
  std::optional<Step> step(const State& state, DirectedRunId run) const {
    const auto phase = next_phase(state.phase, run);
    if (!phase) return {};
    const auto path = next_path(state.path, run);
    if (!path) return {};
    return Step{*phase, *path};
  }

  bool turns_back(const State& state, DirectedRunId run) const {
    return state.arrival.valid() && run == reversed(state.arrival);
  }

  bool may_turn_back(const State& state) const {
    if (rules_.costs.u_turn > Seconds()) return true;
    const auto leaving = runs_.leaving_from(state.node);
    return std::none_of(leaving.begin(), leaving.end(), [&](DirectedRunId run) {
      return !turns_back(state, run) && step(state, run);
    });
  }

  DirectedSegment last_segment(DirectedRunId run) const {
    const auto members = runs_.segments_of(run_of(run));
    const RunTable::Member member = is_forward(run) ? members.back() : members.front();
    return {member.segment, member.along == is_forward(run)};
  }
  DirectedSegment first_segment(DirectedRunId run) const {
    const DirectedSegment back = last_segment(reversed(run));
    return {back.row, !back.forward};
  }

  std::uint32_t turn_cost_ms(const State& state, DirectedRunId run) const {
    if (turns_back(state, run)) return rules_.costs.u_turn.milliseconds();
    if (!state.arrival.valid() || !costly_[state.node]) return 0;
    const double turn = turn_degrees(table_, last_segment(state.arrival), first_segment(run));
    constexpr double straight = 45;  // less is no turn
    if (std::abs(turn) < straight) return 0;
    return (turn > 0 ? rules_.costs.left : rules_.costs.right).milliseconds();
  }

  void expand_all() {
    for (; expanded_ < states_.size(); ++expanded_) expand(expanded_);
  }

  void expand(std::uint32_t tail) {
    const State state = states_[tail];
    first_arc_.push_back(static_cast<std::uint32_t>(arcs_.size()));
    for (const DirectedRunId run : runs_.leaving_from(state.node)) {
      const auto next = step(state, run);
      if (!next || (turns_back(state, run) && !may_turn_back(state))) continue;
      const std::uint32_t head = arrive(run, next->phase, next->path);
      arcs_.push_back({tail, head, run, turn_cost_ms(state, run)});
    }
  }

  /// Junctions where no trip arrives, and whose state nobody has asked for.
  void add_lonely_junctions() {
    std::vector<bool> known(junction_of_node_.size());
    for (const State& state : states_) known[state.node] = true;
    for (std::uint32_t n = 0; n < known.size(); ++n) {
      if (!runs_.is_junction[n] || known[n]) continue;
      vertex_of({n, {}, Phase::through, ForbiddenPaths::root});
    }
    expand_all();
  }

  /// In the order of junctions, so that neighbours stay close; within one by what they stand for.
  void number_vertices() {
    const std::vector<std::uint32_t> order = order_states();
    std::vector<std::uint32_t> number(states_.size());
    result_.junction.reserve(states_.size());
    for (const std::uint32_t v : order) {
      number[v] = static_cast<std::uint32_t>(result_.junction.size());
      result_.junction.push_back(junction_of_node_[states_[v].node]);
    }
    for (std::uint32_t& vertex : result_.first_vertex) {
      if (vertex != none) vertex = number[vertex];
    }
    // Arcs of one tail stand together already, in the order of their runs.
    first_arc_.push_back(static_cast<std::uint32_t>(arcs_.size()));
    result_.arcs.reserve(arcs_.size());
    for (const std::uint32_t v : order) {
      for (std::uint32_t a = first_arc_[v]; a < first_arc_[v + 1]; ++a) {
        const VertexTable::Arc& arc = arcs_[a];
        result_.arcs.push_back({number[arc.tail], number[arc.head], arc.run, arc.turn_ms});
      }
    }
  }

  std::vector<std::uint32_t> order_states() const {
    std::vector<std::uint32_t> order(states_.size());
    std::iota(order.begin(), order.end(), 0u);
    const auto junction = [&](std::uint32_t v) { return junction_of_node_[states_[v].node]; };
    const auto meaning = [&](std::uint32_t v) {
      return std::tuple(states_[v].arrival, states_[v].phase, states_[v].path);
    };
    radix_sort(order, junction);
    for (auto begin = order.begin(); begin != order.end();) {
      const auto end = std::find_if(
          begin, order.end(), [&](std::uint32_t v) { return junction(v) != junction(*begin); });
      std::sort(begin, end,
                [&](std::uint32_t a, std::uint32_t b) { return meaning(a) < meaning(b); });
      begin = end;
    }
    return order;
  }

  const SegmentTable& table_;
  const RunTable& runs_;
  const TurnRules& rules_;
  std::span<const std::uint32_t> junction_of_node_;
  std::vector<bool> ruled_;             ///< by node: the arriving run matters
  std::vector<bool> costly_;            ///< by node: turns cost time
  std::vector<bool> in_touch_;          ///< by node: a road for destinations only ends here
  std::vector<bool> for_destinations_;  ///< by run: asked for every arc, far from its segments
  std::vector<State> states_;
  std::unordered_map<State, std::uint32_t, StateHash> numbers_;
  std::vector<std::uint32_t> plain_;
  std::uint32_t expanded_ = 0;
  std::vector<std::uint32_t> first_arc_;  ///< by state that is expanded, in `arcs_`
  std::vector<VertexTable::Arc> arcs_;    ///< between states
  VertexTable result_;
};

}  // namespace

TurnRules make_turn_rules(std::span<const ForbiddenPath> forbidden, const RunTable& runs,
                          const Profile& profile) {
  TurnRules rules;
  rules.forbidden = ForbiddenPaths(forbidden);
  for (const ForbiddenPath& path : forbidden) {
    for (std::size_t k = 1; k < path.size(); ++k) {
      rules.ruled_nodes.push_back(runs.start_of(path[k]));
    }
  }
  rules.costs = profile.turns;
  if (rules.costs.any()) {
    for (const Profile::RoadClass& row : profile.classes) {
      rules.cost_classes.push_back(row.has_turn_costs);
    }
  }
  return rules;
}

VertexTable make_vertices(const SegmentTable& segments, const RunTable& runs,
                          const TurnRules& rules, std::span<const std::uint32_t> junction_of_node) {
  return VertexMaker(segments, runs, rules, junction_of_node).make();
}

}  // namespace coverage
