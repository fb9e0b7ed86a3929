#include "libcoverage/network/run_table.h"

#include <algorithm>
#include <numeric>

#include "libcoverage/network/road_network.h"

namespace coverage {

namespace {

constexpr std::uint32_t no_segment = 0xffffffffu;

bool is_open(std::uint32_t time) {
  return time != RoadNetwork::no_way_through;
}

class RunMaker {
 public:
  RunMaker(const SegmentTable& table, std::span<const std::uint32_t> junctions)
      : table_(table), junctions_(junctions), ends_(table.nodes.size()) {}

  RunTable make() {
    collect_ends();
    find_junctions();
    std::vector<bool> taken(table_.rows.size());
    result_.segments.reserve(table_.rows.size());
    for (std::uint32_t s = 0; s < table_.rows.size(); ++s) {
      if (!taken[s]) add_run(s, taken);
    }
    add_places();
    add_leaving();
    return std::move(result_);
  }

 private:
  /// The segment ends at a node: the first two, and how many.
  struct Ends {
    std::uint32_t segments[2] = {no_segment, no_segment};
    std::uint32_t count = 0;
  };

  void collect_ends() {
    for (std::uint32_t s = 0; s < table_.rows.size(); ++s) {
      for (const std::uint32_t node : {table_.rows[s].from, table_.rows[s].to}) {
        Ends& ends = ends_[node];
        if (ends.count < 2) ends.segments[ends.count] = s;
        ++ends.count;
      }
    }
  }

  void find_junctions() {
    result_.is_junction.resize(ends_.size());
    for (std::uint32_t n = 0; n < ends_.size(); ++n) {
      result_.is_junction[n] = table_.nodes[n].is_cut || !runs_through(n);
    }
    for (const std::uint32_t node : junctions_) result_.is_junction[node] = true;
  }

  /// Whether the segment can be driven towards the node, and away from it.
  std::pair<bool, bool> directions(std::uint32_t segment, std::uint32_t node) const {
    const auto& row = table_.rows[segment];
    const bool ends_here = row.to == node;
    return {is_open(ends_here ? row.forward_ms : row.backward_ms),
            is_open(ends_here ? row.backward_ms : row.forward_ms)};
  }

  bool runs_through(std::uint32_t node) const {
    const Ends& ends = ends_[node];
    if (ends.count != 2 || ends.segments[0] == ends.segments[1]) return false;
    const auto& first = table_.rows[ends.segments[0]];
    const auto& second = table_.rows[ends.segments[1]];
    if (first.road_class != second.road_class) return false;
    if (first.destination_only != second.destination_only) return false;
    const auto [first_in, first_out] = directions(ends.segments[0], node);
    const auto [second_in, second_out] = directions(ends.segments[1], node);
    return first_in == second_out && second_in == first_out;
  }

  std::uint32_t other_segment(std::uint32_t node, std::uint32_t segment) const {
    const Ends& ends = ends_[node];
    return ends.segments[0] == segment ? ends.segments[1] : ends.segments[0];
  }

  /// Walks from `segment` out of its end `node` until a junction, or round a ring back to `start`.
  std::vector<RunTable::Member> walk(std::uint32_t segment, std::uint32_t node,
                                     std::uint32_t start) const {
    std::vector<RunTable::Member> members;
    while (!result_.is_junction[node]) {
      segment = other_segment(node, segment);
      if (segment == start) break;
      const auto& row = table_.rows[segment];
      const bool along = row.from == node;
      members.push_back({segment, along});
      node = along ? row.to : row.from;
    }
    return members;
  }

  void add_run(std::uint32_t lowest, std::vector<bool>& taken) {
    const auto& row = table_.rows[lowest];
    std::vector<RunTable::Member> after = walk(lowest, row.to, lowest);
    const bool is_ring = !result_.is_junction[row.from] &&
                         (after.empty() ? row.to == row.from : end_of(after.back()) == row.from);
    if (is_ring) result_.is_junction[row.from] = true;
    std::vector<RunTable::Member> before;
    if (!is_ring) before = walk(lowest, row.from, lowest);

    RunTable::Run run;
    run.first = static_cast<std::uint32_t>(result_.segments.size());
    for (auto member = before.rbegin(); member != before.rend(); ++member) {
      result_.segments.push_back({member->segment, !member->along});
    }
    result_.segments.push_back({lowest, true});
    result_.segments.insert(result_.segments.end(), after.begin(), after.end());
    run.count = static_cast<std::uint32_t>(result_.segments.size()) - run.first;
    run.from = start_of(result_.segments[run.first]);
    run.to = end_of(result_.segments.back());
    run.forward = is_open(row.forward_ms);
    run.backward = is_open(row.backward_ms);
    for (std::uint32_t k = run.first; k < run.first + run.count; ++k) {
      taken[result_.segments[k].segment] = true;
    }
    result_.runs.push_back(run);
  }

  void add_places() {
    result_.places.resize(table_.rows.size());
    for (std::uint32_t r = 0; r < result_.runs.size(); ++r) {
      const auto members = result_.segments_of(r);
      for (std::uint32_t k = 0; k < members.size(); ++k) {
        result_.places[members[k].segment] = {r, k, members[k].along};
      }
    }
  }

  void add_leaving() {
    const auto each = [&](const auto& use) {
      for (std::uint32_t d = 0; d < 2 * result_.runs.size(); ++d) {
        if (result_.is_open(DirectedRunId(d))) use(DirectedRunId(d));
      }
    };
    std::vector<std::uint32_t>& first = result_.first_leaving;
    first.assign(table_.nodes.size() + 1, 0);
    each([&](DirectedRunId run) { ++first[result_.start_of(run) + 1]; });
    std::partial_sum(first.begin(), first.end(), first.begin());
    result_.leaving.resize(first.back());
    std::vector<std::uint32_t> next(first.begin(), first.end() - 1);
    each([&](DirectedRunId run) { result_.leaving[next[result_.start_of(run)]++] = run; });
  }

  std::uint32_t start_of(const RunTable::Member& member) const {
    const auto& row = table_.rows[member.segment];
    return member.along ? row.from : row.to;
  }
  std::uint32_t end_of(const RunTable::Member& member) const {
    const auto& row = table_.rows[member.segment];
    return member.along ? row.to : row.from;
  }

  const SegmentTable& table_;
  std::span<const std::uint32_t> junctions_;
  std::vector<Ends> ends_;
  RunTable result_;
};

}  // namespace

RunTable make_runs(const SegmentTable& segments, std::span<const std::uint32_t> junctions) {
  return RunMaker(segments, junctions).make();
}

}  // namespace coverage
