#include "libcoverage/network/find_missing_junctions.h"

#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <tuple>

#include "libcoverage/base/parallel_for.h"
#include "libcoverage/base/radix_sort.h"
#include "libcoverage/network/dead_ends.h"
#include "libcoverage/network/place_grid.h"

namespace coverage {

namespace {

bool is_before(Point a, Point b) {
  return std::tie(a.x, a.y) < std::tie(b.x, b.y);
}

/// A dead end and a road nearby.
struct Candidate {
  std::uint32_t dead_end = 0;
  SegmentId other;
  Point foot;
  double distance_m = 0;
};

/// From the start of a line to the point of it that is nearest to a place.
double metres_to(std::span<const Point> shape, Point place) {
  double passed = 0, nearest = 0, least = std::numeric_limits<double>::infinity();
  for (std::size_t k = 0; k + 1 < shape.size(); ++k) {
    const double at = nearest_fraction(shape[k], shape[k + 1], place);
    const double length = distance(shape[k], shape[k + 1]);
    const double away = distance(interpolate(shape[k], shape[k + 1], at), place);
    if (away < least) {
      least = away;
      nearest = passed + at * length;
    }
    passed += length;
  }
  return nearest;
}

/// How far the ends of runs are from a dead end along the network, whatever the directions, up to a
/// limit.
class Surroundings {
 public:
  Surroundings(const RoadNetwork& network, const RoadEnds& ends, JunctionId start, double limit_m)
      : network_(network), ends_(ends), limit_m_(limit_m) {
    open_.insert({0, start});
    while (!open_.empty()) {
      const auto [metres, junction] = *open_.begin();
      open_.erase(open_.begin());
      if (reached_.emplace(junction, metres).second) leave(junction, metres);
    }
  }

  /// Whether a place on a segment is joined to the start within the limit.
  bool reaches(SegmentId segment, Point place) const {
    const RunId run = network_.segment_run[segment.value()];
    const double length = static_cast<double>(run_length_mm(network_, run)) / 1000;
    const double along = metres_along(run, segment, place);
    return is_near(ends_.from[run.value()], along) ||
           is_near(ends_.to[run.value()], length - along);
  }

 private:
  bool is_near(JunctionId junction, double rest) const {
    const auto found = reached_.find(junction);
    return found != reached_.end() && found->second + rest <= limit_m_;
  }

  /// From the start of a run to a place on one of its segments.
  double metres_along(RunId run, SegmentId segment, Point place) const {
    double metres = 0;
    for (std::uint32_t k = network_.first_run_segment[run.value()];
         network_.run_segments[k] != segment; ++k) {
      metres += network_.segment_length_mm[network_.run_segments[k].value()] / 1000.0;
    }
    const double part = metres_to(network_.shape(segment), place);
    const double length = network_.segment_length_mm[segment.value()] / 1000.0;
    return metres + (network_.segment_along_run[segment.value()] != 0 ? part : length - part);
  }

  void leave(JunctionId junction, double metres) {
    for (const auto& meeting : ends_.at(junction)) {
      const double there =
          metres + static_cast<double>(run_length_mm(network_, meeting.run)) / 1000;
      const std::uint32_t run = meeting.run.value();
      const JunctionId next = meeting.at_end ? ends_.from[run] : ends_.to[run];
      if (next.valid() && there <= limit_m_) open_.insert({there, next});
    }
  }

  const RoadNetwork& network_;
  const RoadEnds& ends_;
  double limit_m_;
  std::set<std::pair<double, JunctionId>> open_;
  std::map<JunctionId, double> reached_;
};

class MissingJunctionFinder {
 public:
  MissingJunctionFinder(const RoadNetwork& network, const RoadEnds& ends,
                        const MissingJunctionSearch& search)
      : network_(network), ends_(ends), search_(search) {
    dead_ends_ = find_dead_ends(network, ends);
    std::erase_if(dead_ends_, [&](const DeadEnd& end) {
      return search.levels[end.segment.value()] == unknown_level || is_known_end(end.place);
    });
    by_segment_.reserve(dead_ends_.size());
    for (const DeadEnd& end : dead_ends_) by_segment_.emplace_back(end.segment, end.place);
    radix_sort(by_segment_, [](const auto& row) { return row.first.value(); });
  }

  std::vector<MissingJunction> find(const Execution& execution) {
    const std::vector<Candidate> candidates = find_candidates(execution);
    std::vector<MissingJunction> found;
    for (std::size_t k = 0; k < candidates.size();) {
      std::size_t next = k;
      while (next < candidates.size() && candidates[next].dead_end == candidates[k].dead_end) {
        ++next;
      }
      add_first(std::span(candidates).subspan(k, next - k), found);
      k = next;
    }
    tell_pairs_once(found);
    std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
      return std::tie(a.distance_m, a.dead_end, a.other) <
             std::tie(b.distance_m, b.dead_end, b.other);
    });
    return found;
  }

 private:
  bool is_known_end(Point place) const {
    return search_.known_ends && std::binary_search(search_.known_ends->begin(),
                                                    search_.known_ends->end(), place, is_before);
  }

  /// By dead end, the nearest first.
  std::vector<Candidate> find_candidates(const Execution& execution) const {
    const PlaceGrid grid(places_of(dead_ends_), search_.within_m);
    constexpr std::size_t block = 65536;
    std::vector<std::vector<Candidate>> blocks(network_.segment_count() / block + 1);
    parallel_for(network_.segment_count(), execution.threads, block,
                 [&](std::size_t begin, std::size_t end, unsigned) {
                   execution.check_interrupted();
                   for (std::size_t s = begin; s < end; ++s) {
                     append_candidates(grid, SegmentId::from_size(s), blocks[begin / block]);
                   }
                 });
    std::vector<Candidate> candidates;
    for (const auto& part : blocks) candidates.insert(candidates.end(), part.begin(), part.end());
    std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
      return std::tie(a.dead_end, a.distance_m, a.other) <
             std::tie(b.dead_end, b.distance_m, b.other);
    });
    return candidates;
  }

  void append_candidates(const PlaceGrid& grid, SegmentId segment,
                         std::vector<Candidate>& candidates) const {
    const auto shape = network_.shape(segment);
    for (std::size_t k = 0; k + 1 < shape.size(); ++k) {
      grid.near(shape[k], shape[k + 1], [&](std::uint32_t end, Point foot, double metres) {
        if (may_meet(dead_ends_[end], segment)) candidates.push_back({end, segment, foot, metres});
      });
    }
  }

  bool may_meet(const DeadEnd& end, SegmentId other) const {
    const auto way = [this](SegmentId segment) { return network_.segment_way_id[segment.value()]; };
    const auto level = [this](SegmentId segment) { return search_.levels[segment.value()]; };
    return way(end.segment) != way(other) && level(end.segment) == level(other);
  }

  /// The nearest of the roads near one dead end that is not joined to it already.
  void add_first(std::span<const Candidate> candidates, std::vector<MissingJunction>& found) const {
    const DeadEnd& end = dead_ends_[candidates.front().dead_end];
    const Surroundings joined(network_, ends_, end.junction, search_.joined_within_m);
    for (const Candidate& one : candidates) {
      if (joined.reaches(one.other, one.foot)) continue;
      if (!search_.known_ends && one.distance_m <= 0) return;  // perhaps a barrier
      found.push_back({end.segment, end.place, one.other, one.foot, one.distance_m,
                       is_near_end_of(one.other, end.place)});
      return;
    }
  }

  /// Of two dead ends that nearly meet, the lower segment's tells of both.
  static void tell_pairs_once(std::vector<MissingJunction>& found) {
    std::set<std::pair<SegmentId, SegmentId>> pairs;
    for (const MissingJunction& one : found) {
      if (one.between_dead_ends) pairs.emplace(one.dead_end, one.other);
    }
    std::erase_if(found, [&](const MissingJunction& one) {
      return one.between_dead_ends && one.other < one.dead_end &&
             pairs.contains({one.other, one.dead_end});
    });
  }

  /// Whether a segment ends, in a dead end, within reach of a place.
  bool is_near_end_of(SegmentId segment, Point place) const {
    auto row = std::lower_bound(by_segment_.begin(), by_segment_.end(), segment,
                                [](const auto& a, SegmentId b) { return a.first < b; });
    for (; row != by_segment_.end() && row->first == segment; ++row) {
      if (distance(row->second, place) <= search_.within_m) return true;
    }
    return false;
  }

  const RoadNetwork& network_;
  const RoadEnds& ends_;
  const MissingJunctionSearch& search_;
  std::vector<DeadEnd> dead_ends_;  ///< by junction
  std::vector<std::pair<SegmentId, Point>> by_segment_;
};

}  // namespace

std::vector<std::int8_t> ground_levels(const RoadNetwork& network) {
  std::vector<std::int8_t> levels(network.segment_count(), unknown_level);
  for (std::size_t s = 0; s < levels.size(); ++s) {
    if ((network.segment_flags[s] & segment_stoppable) != 0) levels[s] = 0;
  }
  return levels;
}

std::vector<MissingJunction> find_missing_junctions(const RoadNetwork& network,
                                                    const RoadEnds& ends,
                                                    const MissingJunctionSearch& search,
                                                    const Execution& execution) {
  return MissingJunctionFinder(network, ends, search).find(execution);
}

}  // namespace coverage
