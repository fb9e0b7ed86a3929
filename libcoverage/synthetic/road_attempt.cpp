#include <algorithm>

#include "libcoverage/synthetic/plan_steps.h"
#include "libcoverage/synthetic/road_sketch.h"

namespace coverage::synthetic {

namespace {

// Cosines of the smallest angles between roads: where one leaves another, where it arrives.
constexpr double sharpest_fork = 0.82, sharpest_arrival = 0.94;
/// Where so many roads meet, no further one starts or ends unless it was meant for that place.
constexpr unsigned most_arms = 4;

}  // namespace

/// One road on trial: nothing is added to the sketch before it is known to fit.
class RoadSketch::Attempt {
 public:
  Attempt(RoadSketch& sketch, std::uint32_t start, const DrawRules& rules)
      : sketch_(sketch), start_(start), rules_(rules), previous_(sketch.at(start)) {}

  enum class Step { onwards, arrived, failed };

  Step go(Point p, std::uint32_t end, bool last) {
    const std::uint32_t from = points_.empty() ? start_ : nobody;
    const Hit hit = sketch_.first_hit(previous_, p, from, end, rules_.through);
    if (hit.found) return hit.wall || !rules_.may_merge ? Step::failed : join(hit.vertex);
    if (last && end != nobody) return arrive(end);
    if (rules_.may_merge) {
      const std::optional<std::uint32_t> near = sketch_.nearest(p, rules_.merge_radius);
      if (near && *near != start_ && !is_beside_start(*near)) return join(*near);
    }
    advance(p);
    return Step::onwards;
  }
  bool leaves_well(Point p) const {
    if (is_full(start_)) return false;
    const Point ahead = direction(previous_, p);
    for (const std::uint32_t other : sketch_.neighbours_[start_]) {
      const Point there = direction(previous_, sketch_.at(other));
      if (ahead.x * there.x + ahead.y * there.y > sharpest_fork) return false;
    }
    return true;
  }
  bool good_enough() const { return length_ >= rules_.shortest; }
  std::vector<std::uint32_t> commit() {
    std::vector<std::uint32_t> vertices{start_};
    for (const Point& p : points_) vertices.push_back(sketch_.add_vertex(p));
    if (end_ != nobody) vertices.push_back(end_);
    return vertices;
  }

 private:
  bool is_full(std::uint32_t v) const { return sketch_.neighbours_[v].size() >= most_arms; }
  bool is_beside_start(std::uint32_t v) const {
    const auto& around = sketch_.neighbours_[start_];
    return std::find(around.begin(), around.end(), v) != around.end();
  }
  void advance(Point p) {
    length_ += distance(previous_, p);
    points_.push_back(p);
    previous_ = p;
  }
  Step join(std::uint32_t v) {
    if (v == start_ || is_beside_start(v) || is_full(v)) return Step::failed;
    const std::uint32_t from = points_.empty() ? start_ : nobody;
    if (sketch_.first_hit(previous_, sketch_.at(v), from, v, rules_.through).found) {
      return Step::failed;
    }
    return arrive(v);
  }
  Step arrive(std::uint32_t v) {
    const Point back = direction(sketch_.at(v), previous_);
    for (const std::uint32_t other : sketch_.neighbours_[v]) {
      const Point there = direction(sketch_.at(v), sketch_.at(other));
      if (back.x * there.x + back.y * there.y > sharpest_arrival) return Step::failed;
    }
    length_ += distance(previous_, sketch_.at(v));
    end_ = v;
    return Step::arrived;
  }

  RoadSketch& sketch_;
  std::uint32_t start_;
  const DrawRules& rules_;
  Point previous_;
  std::vector<Point> points_;
  std::uint32_t end_ = nobody;
  double length_ = 0;
};

std::optional<std::uint32_t> RoadSketch::draw(std::uint32_t start, std::span<const Point> points,
                                              std::optional<std::uint32_t> end,
                                              const DrawRules& rules, const DrawnWay& like) {
  if (points.empty()) return {};
  Attempt attempt(*this, start, rules);
  if (!attempt.leaves_well(points.front())) return {};
  Attempt::Step step = Attempt::Step::onwards;
  for (std::size_t i = 0; i < points.size() && step == Attempt::Step::onwards; ++i) {
    step = attempt.go(points[i], end.value_or(nobody), i + 1 == points.size());
  }
  if (step == Attempt::Step::failed || !attempt.good_enough()) return {};
  if (step == Attempt::Step::onwards && !rules.may_end) return {};
  DrawnWay way = like;
  way.vertices = attempt.commit();
  return add_way(std::move(way));
}

}  // namespace coverage::synthetic
