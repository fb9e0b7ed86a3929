#include "libcoverage/network/find_speed_changes.h"

#include <algorithm>
#include <optional>
#include <tuple>

namespace coverage {

namespace {

/// A segment as it is travelled.
struct Travelled {
  SegmentId segment;
  bool along = true;
};

class SpeedChangeFinder {
 public:
  SpeedChangeFinder(const RoadNetwork& network, const RoadEnds& ends, double least_factor)
      : network_(network), ends_(ends), least_factor_(least_factor) {}

  std::vector<SpeedChange> find() {
    for (std::uint32_t r = 0; r < network_.run_count(); ++r) inside(r);
    for (std::size_t j = 0; j < network_.junction_count(); ++j) at(JunctionId::from_size(j));
    std::sort(found_.begin(), found_.end(), [](const SpeedChange& a, const SpeedChange& b) {
      return std::tie(b.factor, a.before, a.after) < std::tie(a.factor, b.before, b.after);
    });
    return std::move(found_);
  }

 private:
  void inside(std::uint32_t run) {
    for (std::uint32_t k = network_.first_run_segment[run] + 1;
         k < network_.first_run_segment[run + 1]; ++k) {
      const auto member = [&](std::uint32_t place) {
        const SegmentId segment = network_.run_segments[place];
        return Travelled{segment, network_.segment_along_run[segment.value()] != 0};
      };
      compare(member(k - 1), member(k));
    }
  }

  void at(JunctionId junction) {
    const auto meetings = ends_.at(junction);
    if (meetings.size() != 2) return;
    const auto travelled = [&](const RoadEnds::Meeting& end, bool arrives) {
      const SegmentId segment = outer_segment(network_, end);
      const bool along = network_.segment_along_run[segment.value()] != 0;
      return Travelled{segment, along == (end.at_end == arrives)};
    };
    compare(travelled(meetings[0], true), travelled(meetings[1], false));
  }

  /// Two pieces that follow each other, in this direction or in the other.
  void compare(Travelled first, Travelled second) {
    if (first.segment == second.segment || !is_same_road(first.segment, second.segment)) return;
    const auto there = change(first, second);
    const auto back = change({second.segment, !second.along}, {first.segment, !first.along});
    const bool sloped = is_sloped(first.segment) || is_sloped(second.segment);
    if (!there && !back) return;
    if (sloped && there && back && std::min(there->factor, back->factor) < least_factor_) return;
    const SpeedChange& more = !back || (there && there->factor >= back->factor) ? *there : *back;
    if (more.factor >= least_factor_) found_.push_back(more);
  }

  std::optional<SpeedChange> change(Travelled first, Travelled second) const {
    SpeedChange one;
    one.before = first.segment;
    one.after = second.segment;
    one.before_along = first.along;
    one.after_along = second.along;
    one.before_km_h = speed(first);
    one.after_km_h = speed(second);
    if (one.before_km_h <= 0 || one.after_km_h <= 0) return {};
    one.before_source = source(first);
    one.after_source = source(second);
    const auto shape = network_.shape(first.segment);
    one.place = first.along ? shape.back() : shape.front();
    one.factor = std::max(one.before_km_h / one.after_km_h, one.after_km_h / one.before_km_h);
    return one;
  }

  bool is_same_road(SegmentId a, SegmentId b) const {
    const auto name = [&](SegmentId s) { return network_.segment_name[s.value()]; };
    const auto road_class = [&](SegmentId s) { return network_.segment_class[s.value()]; };
    return road_class(a) == road_class(b) || (name(a) != 0 && name(a) == name(b));
  }

  bool is_sloped(SegmentId segment) const {
    return network_.segment_climb_mm[segment.value()] != 0 ||
           network_.segment_descent_mm[segment.value()] != 0;
  }

  /// In km/h; 0 where it is closed that way, or too short to tell.
  double speed(Travelled piece) const {
    const std::uint32_t s = piece.segment.value();
    const std::uint32_t moving =
        piece.along ? network_.segment_forward_ms[s] : network_.segment_backward_ms[s];
    constexpr std::uint32_t least_mm = 1000;
    const std::uint32_t length = network_.segment_length_mm[s];
    if (moving == RoadNetwork::no_way_through || length < least_mm) return 0;
    return length * 3.6 / moving;
  }

  SpeedSource source(Travelled piece) const {
    return speed_source(network_.segment_speed_source[piece.segment.value()], piece.along);
  }

  const RoadNetwork& network_;
  const RoadEnds& ends_;
  double least_factor_;
  std::vector<SpeedChange> found_;
};

}  // namespace

std::vector<SpeedChange> find_speed_changes(const RoadNetwork& network, const RoadEnds& ends,
                                            double least_factor) {
  return SpeedChangeFinder(network, ends, least_factor).find();
}

}  // namespace coverage
