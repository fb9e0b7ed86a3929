#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <queue>

#include "libcoverage/synthetic/plan_steps.h"

namespace coverage::synthetic {

namespace {

/// Which borders roads cross, where, and how important these roads are.
class RoadScheme {
 public:
  explicit RoadScheme(TerritoryPlan& plan)
      : plan_(plan),
        neighbours_(neighbours_of(plan)),
        classes_(plan.borders.size(), RoadClass::none),
        numbers_(plan.borders.size(), nobody),
        points_(plan.borders.size()),
        cost_(plan.places.size(), infinity),
        before_(plan.places.size(), nobody),
        done_(plan.places.size(), 0) {
    for (std::uint32_t b = 0; b < plan.borders.size(); ++b) points_[b] = crossing_point(b);
    choose_bridges();
  }

  /// Joins each place of `rank` with the `count` nearest of that rank or better.
  void connect(Rank rank, std::size_t count, RoadClass road_class);
  void add_country_roads();
  void write_crossings();

 private:
  Point crossing_point(std::uint32_t border) const;
  void choose_bridges();
  bool passable(std::uint32_t border) const { return open_[border] != 0; }
  double length(std::uint32_t border) const {
    const Border& b = plan_.borders[border];
    return distance(plan_.places[b.left].seat, points_[border]) +
           distance(plan_.places[b.right].seat, points_[border]);
  }
  std::vector<std::uint32_t> search(std::uint32_t source, std::size_t count, RoadClass road_class);
  void mark_way(std::uint32_t target, RoadClass road_class);
  std::uint32_t new_number(RoadClass road_class);
  bool is_gabriel(std::uint32_t border) const;
  RoadClass country_class(Random& random) const;
  void use(std::uint32_t border, RoadClass road_class);
  void join_components(const std::vector<std::uint32_t>& by_length);

  TerritoryPlan& plan_;
  Neighbours neighbours_;
  std::vector<RoadClass> classes_;
  std::vector<std::uint32_t> numbers_;
  std::vector<Point> points_;
  std::vector<char> open_;
  std::vector<double> cost_;
  std::vector<std::uint32_t> before_;  // border through which a place was reached
  std::vector<char> done_;
  std::vector<std::uint32_t> touched_;
  std::size_t roads_of_class_[static_cast<std::size_t>(RoadClass::none)] = {};
};

Point RoadScheme::crossing_point(std::uint32_t border) const {
  const Border& b = plan_.borders[border];
  if (b.is_river || b.left == nobody || b.right == nobody) return along(b.line, 0.5);
  // Near where the straight way from seat to seat would cross, away from corners and motorways.
  const Point left = plan_.places[b.left].seat;
  const Point right = plan_.places[b.right].seat;
  Random random(plan_.seed, Purpose::crossings, border);
  double best = 0.5;
  double best_cost = infinity;
  for (int step = 0; step < 8; ++step) {
    const double fraction = 0.22 + 0.08 * step;
    const Point p = along(b.line, fraction);
    double cost = distance(left, p) + distance(p, right) + random.between(0, 250);
    for (const std::uint32_t stretch : plan_.places[b.left].motorways) {
      const MotorwayStretch& s = plan_.motorway_stretches[stretch];
      const double clear = std::min(distance(p, plan_.motorway_points[s.entry].where),
                                    distance(p, plan_.motorway_points[s.exit].where));
      if (clear < 450) cost += 4 * (450 - clear);
    }
    if (cost >= best_cost) continue;
    best = fraction;
    best_cost = cost;
  }
  return along(b.line, best);
}

/// Bridges stand at towns, and otherwise far apart.
void RoadScheme::choose_bridges() {
  constexpr double apart = 9000, apart_at_towns = 2500;
  open_.assign(plan_.borders.size(), 0);
  std::vector<std::pair<int, std::uint32_t>> candidates;
  for (std::uint32_t b = 0; b < plan_.borders.size(); ++b) {
    const Border& border = plan_.borders[b];
    if (border.left == nobody || border.right == nobody) continue;
    const double width = length_of(border.line);
    open_[b] = !border.is_river && width > 350 ? 1 : 0;
    if (!border.is_river || width < 700) continue;
    const Rank rank = std::min(plan_.places[border.left].rank, plan_.places[border.right].rank);
    candidates.emplace_back(static_cast<int>(rank), b);
  }
  std::sort(candidates.begin(), candidates.end());
  std::vector<Point> bridges;
  for (const std::pair<int, std::uint32_t>& candidate : candidates) {
    const bool at_town = candidate.first <= static_cast<int>(Rank::town);
    const double keep = at_town ? apart_at_towns : apart;
    const Point bridge = points_[candidate.second];
    const bool free = std::all_of(bridges.begin(), bridges.end(),
                                  [&](Point other) { return distance(other, bridge) > keep; });
    if (!free) continue;
    open_[candidate.second] = 1;
    bridges.push_back(bridge);
  }
}

std::vector<std::uint32_t> RoadScheme::search(std::uint32_t source, std::size_t count,
                                              RoadClass road_class) {
  for (const std::uint32_t p : touched_) {
    cost_[p] = infinity;
    before_[p] = nobody;
    done_[p] = 0;
  }
  touched_.assign(1, source);
  using Entry = std::pair<double, std::uint32_t>;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
  cost_[source] = 0;
  queue.emplace(0, source);
  std::vector<std::uint32_t> found;
  while (!queue.empty() && found.size() < count) {
    const auto [reached, p] = queue.top();
    queue.pop();
    if (done_[p]) continue;
    done_[p] = 1;
    if (p != source && plan_.places[p].rank <= plan_.places[source].rank) found.push_back(p);
    for (std::uint32_t i = neighbours_.first[p]; i < neighbours_.first[p + 1]; ++i) {
      const auto [next, border] = neighbours_.links[i];
      if (!passable(border) || done_[next]) continue;
      const bool there = classes_[border] <= road_class;
      const double total = reached + length(border) * (there ? 0.75 : 1.0);
      if (total >= cost_[next]) continue;
      if (cost_[next] == infinity) touched_.push_back(next);
      cost_[next] = total;
      before_[next] = border;
      queue.emplace(total, next);
    }
  }
  return found;
}

std::uint32_t RoadScheme::new_number(RoadClass road_class) {
  const std::size_t count = roads_of_class_[static_cast<std::size_t>(road_class)]++;
  switch (road_class) {
    case RoadClass::trunk:
      plan_.road_numbers.push_back(fmt::format("N {}", 7 + 72 * count));
      break;
    case RoadClass::primary:
      plan_.road_numbers.push_back(fmt::format("D {}", 901 + (count * 7 + 44) % 99));
      break;
    case RoadClass::secondary:
      plan_.road_numbers.push_back(fmt::format("D {}", 1 + (count * 11 + 5) % 99));
      break;
    default:
      plan_.road_numbers.push_back(fmt::format("D {}", 100 + (count * 13 + 28) % 799));
  }
  return static_cast<std::uint32_t>(plan_.road_numbers.size() - 1);
}

void RoadScheme::mark_way(std::uint32_t target, RoadClass road_class) {
  std::uint32_t number = nobody;
  for (std::uint32_t p = target; before_[p] != nobody;) {
    const std::uint32_t b = before_[p];
    if (classes_[b] > road_class) {
      if (number == nobody) number = new_number(road_class);
      classes_[b] = road_class;
      numbers_[b] = number;
    }
    p = plan_.borders[b].left == p ? plan_.borders[b].right : plan_.borders[b].left;
  }
}

void RoadScheme::connect(Rank rank, std::size_t count, RoadClass road_class) {
  std::size_t ways = 0;
  for (std::uint32_t p = 0; p < plan_.places.size(); ++p) {
    if (plan_.places[p].rank != rank) continue;
    for (const std::uint32_t target : search(p, count, road_class)) {
      const bool national = rank == Rank::city && ways++ % 5 == 0;
      mark_way(target, national ? RoadClass::trunk : road_class);
    }
  }
}

bool RoadScheme::is_gabriel(std::uint32_t border) const {
  const Border& b = plan_.borders[border];
  const Point left = plan_.places[b.left].seat;
  const Point right = plan_.places[b.right].seat;
  const Point middle = interpolate(left, right, 0.5);
  const double radius = distance(left, right) / 2;
  for (std::uint32_t i = neighbours_.first[b.left]; i < neighbours_.first[b.left + 1]; ++i) {
    const std::uint32_t other = neighbours_.links[i].place;
    if (other != b.right && distance(plan_.places[other].seat, middle) < radius) return false;
  }
  return true;
}

RoadClass RoadScheme::country_class(Random& random) const {
  return random.chance(0.55) ? RoadClass::tertiary : RoadClass::unclassified;
}

void RoadScheme::use(std::uint32_t border, RoadClass road_class) {
  classes_[border] = road_class;
  if (road_class == RoadClass::tertiary) numbers_[border] = new_number(road_class);
}

/// Where roads so far leave places apart, the shortest ones that join them are added.
void RoadScheme::join_components(const std::vector<std::uint32_t>& by_length) {
  std::vector<std::uint32_t> parent(plan_.places.size());
  std::iota(parent.begin(), parent.end(), 0);
  const auto root = [&](std::uint32_t p) {
    while (parent[p] != p) p = parent[p] = parent[parent[p]];
    return p;
  };
  for (const bool existing : {true, false}) {
    for (const std::uint32_t b : by_length) {
      if ((classes_[b] != RoadClass::none) != existing) continue;
      const std::uint32_t left = root(plan_.borders[b].left);
      const std::uint32_t right = root(plan_.borders[b].right);
      if (left == right) continue;
      parent[left] = right;
      if (!existing) use(b, RoadClass::unclassified);
    }
  }
}

void RoadScheme::add_country_roads() {
  std::vector<std::pair<double, std::uint32_t>> order;
  for (std::uint32_t b = 0; b < plan_.borders.size(); ++b) {
    if (passable(b)) order.emplace_back(length(b), b);
  }
  std::sort(order.begin(), order.end());
  std::vector<std::uint32_t> by_length;
  by_length.reserve(order.size());
  for (const auto& entry : order) by_length.push_back(entry.second);
  for (const std::uint32_t b : by_length) {
    if (classes_[b] != RoadClass::none) continue;
    Random random(plan_.seed, Purpose::main_roads, b);
    const bool bridge = plan_.borders[b].is_river;
    const Rank rank = std::min(plan_.places[plan_.borders[b].left].rank,
                               plan_.places[plan_.borders[b].right].rank);
    const bool sure = bridge || rank <= Rank::town;
    const double wanted = sure ? 1 : length(b) > 10000 ? 0 : is_gabriel(b) ? 0.8 : 0.2;
    if (random.chance(wanted)) use(b, country_class(random));
  }
  join_components(by_length);
}

void RoadScheme::write_crossings() {
  for (std::uint32_t b = 0; b < plan_.borders.size(); ++b) {
    const Border& border = plan_.borders[b];
    if (classes_[b] == RoadClass::none) continue;
    const Point left = plan_.places[border.left].seat;
    const Point right = plan_.places[border.right].seat;
    const auto number = static_cast<std::uint32_t>(plan_.crossings.size());
    plan_.crossings.push_back({border.left, border.right, points_[b], direction(left, right),
                               classes_[b], numbers_[b], border.is_river, false});
    plan_.places[border.left].crossings.push_back(number);
    plan_.places[border.right].crossings.push_back(number);
  }
}

}  // namespace

void lay_main_roads(TerritoryPlan& plan) {
  RoadScheme scheme(plan);
  scheme.connect(Rank::city, 3, RoadClass::primary);
  scheme.connect(Rank::town, 3, RoadClass::secondary);
  scheme.connect(Rank::bourg, 3, RoadClass::tertiary);
  scheme.add_country_roads();
  scheme.write_crossings();
}

}  // namespace coverage::synthetic
