#include "libcoverage/network/segment_delays.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <span>

#include "libcoverage/base/parallel_for.h"
#include "libcoverage/network/road_network.h"
#include "libcoverage/network/segment_directions.h"

namespace coverage {

namespace {

/// The ends of segments at each node.
class Arms {
 public:
  explicit Arms(const SegmentTable& table) : table_(table), first_(table.nodes.size() + 1) {
    for (const SegmentTable::Row& row : table.rows) {
      ++first_[row.from + 1];
      ++first_[row.to + 1];
    }
    std::partial_sum(first_.begin(), first_.end(), first_.begin());
    segments_.resize(first_.back());
    std::vector<std::uint32_t> next(first_.begin(), first_.end() - 1);
    for (std::uint32_t s = 0; s < table.rows.size(); ++s) {
      segments_[next[table.rows[s].from]++] = s;
      segments_[next[table.rows[s].to]++] = s;
    }
  }
  /// Segments by their ends: a loop stands there twice.
  std::span<const std::uint32_t> of(std::uint32_t node) const {
    return std::span(segments_).subspan(first_[node], first_[node + 1] - first_[node]);
  }
  bool is_junction(std::uint32_t node) const { return of(node).size() >= 3; }

  /// Millimetres from the end of a segment, travelled on, to the next junction or end of road.
  double to_junction(DirectedSegment segment) const {
    double length = 0;
    constexpr int most_pieces = 50;  // a junction that far is not near, however long the pieces
    for (int k = 0; k < most_pieces; ++k) {
      const std::uint32_t node = end_of(table_, segment);
      const auto arms = of(node);
      if (arms.size() != 2 || arms[0] == arms[1]) return length;
      const std::uint32_t next = arms[0] == segment.row ? arms[1] : arms[0];
      segment = {next, table_.rows[next].from == node};
      length += table_.rows[next].length_mm;
    }
    return std::numeric_limits<double>::infinity();
  }

 private:
  const SegmentTable& table_;
  std::vector<std::uint32_t> first_;
  std::vector<std::uint32_t> segments_;
};

class DelayMaker {
 public:
  DelayMaker(SegmentTable& table, const Profile& profile)
      : table_(table), profile_(profile), arms_(table) {}

  void make(const Execution& execution) {
    constexpr std::size_t block = 4096;
    parallel_for(table_.rows.size(), execution.threads, block,
                 [&](std::size_t begin, std::size_t end, unsigned) {
                   for (std::size_t s = begin; s < end; ++s) {
                     set_delays(static_cast<std::uint32_t>(s));
                   }
                 });
  }

 private:
  /// Reads of other rows what this never writes, so that threads share the table.
  void set_delays(std::uint32_t s) {
    SegmentTable::Row& row = table_.rows[s];
    for (const bool forward : {true, false}) {
      if (!is_open(table_, {s, forward})) continue;
      const Delay delay = delay_after({s, forward});
      (forward ? row.forward_delay_ms : row.backward_delay_ms) = delay.time.milliseconds();
      (forward ? row.forward_delay_kind : row.backward_delay_kind) = delay.kind;
    }
  }

  struct Delay {
    Seconds time;
    DelayKind kind = DelayKind::none;
  };

  static Delay of_kind(DelayKind kind, Seconds time) {
    return {time, time > Seconds() ? kind : DelayKind::none};
  }

  Delay delay_after(DirectedSegment segment) const {
    const std::uint32_t node = end_of(table_, segment);
    Delay delay = node_delay(segment, node);
    if (arms_.is_junction(node)) {
      const Delay junction = junction_delay(segment, node);
      if (junction.time > delay.time) delay = junction;
    }
    if (table_.rows[segment.row].is_ferry && !is_at_sea(node)) {
      const std::uint32_t boarding_ms = table_.rows[segment.row].boarding_ms;
      delay = of_kind(DelayKind::ferry, delay.time + Seconds::from_milliseconds(boarding_ms));
    }
    return delay;
  }

  int priority(std::uint32_t segment) const {
    return profile_.classes[table_.rows[segment].road_class].priority;
  }
  bool is_roundabout(std::uint32_t segment) const {
    return (table_.rows[segment].flags & segment_roundabout) != 0;
  }
  /// A place where nothing but ferries meet.
  bool is_at_sea(std::uint32_t node) const {
    const auto arms = arms_.of(node);
    return arms.size() > 1 && std::all_of(arms.begin(), arms.end(), [&](std::uint32_t arm) {
             return table_.rows[arm].is_ferry;
           });
  }

  Delay junction_delay(DirectedSegment segment, std::uint32_t node) const {
    if (is_roundabout(segment.row)) return {};  // who is in it has priority
    int highest = std::numeric_limits<int>::min();
    int equals = 0;
    const int own = priority(segment.row);
    for (const std::uint32_t arm : arms_.of(node)) {
      if (is_roundabout(arm)) {
        return of_kind(DelayKind::roundabout, profile_.delays.roundabout);
      }
      highest = std::max(highest, priority(arm));
      equals += priority(arm) == own;
    }
    if (own < highest) {
      return of_kind(DelayKind::larger_road,
                     std::max(profile_.delays.minor_to_major, profile_.delays.junction));
    }
    if (equals < 3) return {};
    return of_kind(DelayKind::junction, profile_.delays.junction);
  }

  Delay node_delay(DirectedSegment segment, std::uint32_t node) const {
    const auto found = table_.delaying_nodes.find(table_.nodes[node].raw);
    if (found == table_.delaying_nodes.end()) return {};
    const NodeVerdict& verdict = found->second;
    const bool holds = arms_.is_junction(node) ? holds_at_junction(verdict, segment, node)
                                               : holds_between(verdict, segment, node);
    if (!holds) return {};
    return of_kind(verdict.kind, verdict.delay);
  }

  static bool is_sign(const NodeVerdict& verdict) {
    return verdict.kind == NodeVerdict::Kind::stop || verdict.kind == NodeVerdict::Kind::give_way;
  }

  /// A sign on the junction's own node is for the lesser roads, and for all where they are equal.
  bool holds_at_junction(const NodeVerdict& verdict, DirectedSegment segment,
                         std::uint32_t node) const {
    if (!is_sign(verdict)) return true;
    const auto arms = arms_.of(node);
    const auto [low, high] = std::minmax_element(
        arms.begin(), arms.end(),
        [&](std::uint32_t a, std::uint32_t b) { return priority(a) < priority(b); });
    return priority(*low) == priority(*high) || priority(segment.row) < priority(*high);
  }

  bool holds_between(const NodeVerdict& verdict, DirectedSegment segment,
                     std::uint32_t node) const {
    using Direction = NodeVerdict::Direction;
    if (verdict.direction == Direction::forward) return segment.forward;
    if (verdict.direction == Direction::backward) return !segment.forward;
    const bool near_junction_only = verdict.kind == NodeVerdict::Kind::traffic_signals;
    if (verdict.direction == Direction::both || (!is_sign(verdict) && !near_junction_only)) {
      return true;
    }
    return leads_to_nearest_junction(segment, node, near_junction_only);
  }

  bool leads_to_nearest_junction(DirectedSegment segment, std::uint32_t node,
                                 bool only_if_near) const {
    constexpr double near_mm = 50'000;
    const auto arms = arms_.of(node);
    if (arms.size() != 2) return true;
    const std::uint32_t other = arms[0] == segment.row ? arms[1] : arms[0];
    const DirectedSegment opposite{other, table_.rows[other].to == node};
    if (!is_open(table_, opposite)) return true;  // one-way: there is no other direction
    const double ahead = arms_.to_junction(segment);
    const double behind = arms_.to_junction(opposite);
    if (only_if_near && std::min(ahead, behind) > near_mm) return true;
    return ahead <= behind;
  }

  SegmentTable& table_;
  const Profile& profile_;
  const Arms arms_;
};

}  // namespace

void add_delays(SegmentTable& table, const Profile& profile, const Execution& execution) {
  DelayMaker(table, profile).make(execution);
}

}  // namespace coverage
