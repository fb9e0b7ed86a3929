#include "libcoverage/siting/capacity/site_flow.h"

#include <algorithm>

namespace coverage {
namespace {

constexpr std::int64_t unlimited = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t far = std::numeric_limits<std::int64_t>::max() / 4;

}  // namespace

SiteFlow::SiteFlow(const CapacitatedModel& model, std::span<const CandidateIndex> sites,
                   const RowChoices& choices)
    : model_(model),
      choices_(choices),
      nodes_(sites.size() + 1),
      by_site_(choices.size(), 0),
      by_nobody_(model.weight.size(), 0),
      is_fixed_(model.weight.size(), false),
      price_(nodes_, 0),
      moves_(nodes_ * nodes_),
      cheapest_(nodes_ * nodes_, far),
      is_listed_(nodes_, false),
      neighbours_(nodes_),
      is_settled_(nodes_, false),
      distance_(nodes_, far),
      before_(nodes_, 0) {
  for (const CandidateIndex site : sites) {
    room_.push_back(model.instance.sites[site].capacity.value_or(unlimited));
  }
  room_.push_back(unlimited);
  // A path visits no site twice: serving one more is worth any number of longer ways.
  cost_of_nobody_ = (std::int64_t{choices.largest_value()} + 1) * static_cast<std::int64_t>(nodes_);
}

bool SiteFlow::fix(std::span<const FixedRow> fixed) {
  for (const FixedRow& row : fixed) {
    const std::uint32_t node = row.site == SplitAllocation::nobody ? nobody() : row.site;
    if (is_fixed_[row.row] || served(row.row, node) == nullptr) return false;
    is_fixed_[row.row] = true;
    put(row.row, node, model_.instance.weight[row.row]);
    if (room_[node] < 0) return false;
  }
  return true;
}

bool SiteFlow::run(const std::function<bool()>& stop) {
  for (std::uint32_t row = 0; row < is_fixed_.size(); ++row) {
    if (is_free(row)) serve_by_nearest(row);
  }
  std::size_t paths = 0;
  for (std::uint32_t node = 0; node < nodes_; ++node) {
    while (room_[node] < 0) {
      if (++paths % 1024 == 0 && stop()) return false;
      push_along(shortest_path(node));
    }
  }
  return true;
}

std::int64_t* SiteFlow::served(std::uint32_t row, std::uint32_t node) {
  if (node == nobody()) return &by_nobody_[row];
  const auto list = choices_.of(row);
  const auto found = std::ranges::find(list, node, &RowChoice::site);
  if (found == list.end()) return nullptr;
  return &by_site_[choices_.first(row) + static_cast<std::size_t>(found - list.begin())];
}

template <class Use>
void SiteFlow::for_each_choice(std::uint32_t row, const Use& use) const {
  for (const RowChoice& choice : choices_.of(row)) use(choice.site, std::int64_t{choice.value});
  use(nobody(), cost_of_nobody_);
}

std::int64_t SiteFlow::cost(std::uint32_t row, std::uint32_t node) const {
  if (node == nobody()) return cost_of_nobody_;
  return std::ranges::find(choices_.of(row), node, &RowChoice::site)->value;
}

void SiteFlow::put(std::uint32_t row, std::uint32_t node, std::int64_t weight) {
  *served(row, node) += weight;
  if (room_[node] != unlimited) room_[node] -= weight;
}

void SiteFlow::serve_by_nearest(std::uint32_t row) {
  std::uint32_t best = nobody();
  std::int64_t least = cost_of_nobody_;
  for_each_choice(row, [&](std::uint32_t node, std::int64_t value) {
    if (value < least) best = node;
    least = std::min(least, value);
  });
  put(row, best, model_.instance.weight[row]);
}

/// Only sites without room pass on what they have: their arcs are listed when first asked for.
void SiteFlow::list_moves(std::uint32_t node) {
  is_listed_[node] = true;
  for (std::uint32_t row = 0; row < is_fixed_.size(); ++row) {
    if (!is_free(row)) continue;
    const std::int64_t* weight = served(row, node);
    if (weight == nullptr || *weight == 0) continue;
    const std::int64_t now = cost(row, node);
    for_each_choice(row, [&](std::uint32_t to, std::int64_t value) {
      if (to != node) moves_[arc(node, to)].push_back({value - now, row});
    });
  }
  for (std::uint32_t to = 0; to < nodes_; ++to) {
    auto& heap = moves_[arc(node, to)];
    if (heap.empty()) continue;
    std::ranges::make_heap(heap, costs_more);
    cheapest_[arc(node, to)] = heap.front().cost;
    neighbours_[node].push_back(to);
  }
}

/// Drops moves of rows that have left.
void SiteFlow::update_cheapest(std::uint32_t from, std::uint32_t to) {
  auto& heap = moves_[arc(from, to)];
  while (!heap.empty() && *served(heap.front().row, from) == 0) {
    std::ranges::pop_heap(heap, costs_more);
    heap.pop_back();
  }
  cheapest_[arc(from, to)] = heap.empty() ? far : heap.front().cost;
}

/// To the nearest node with room, `nobody` at the latest. Prices of the nodes on this side of it
/// rise, so that the path costs nothing.
std::vector<std::uint32_t> SiteFlow::shortest_path(std::uint32_t from) {
  std::vector<std::uint32_t> settled, waiting;
  distance_[from] = 0;
  std::uint32_t node = from;
  while (room_[node] <= 0) {
    settled.push_back(node);
    is_settled_[node] = true;
    if (!is_listed_[node]) list_moves(node);
    reach_neighbours(node, waiting);
    // Of equals the first, whatever the order in which they were reached.
    const auto next = std::ranges::min_element(waiting, [&](std::uint32_t a, std::uint32_t b) {
      return distance_[a] != distance_[b] ? distance_[a] < distance_[b] : a < b;
    });
    node = *next;
    *next = waiting.back();
    waiting.pop_back();
  }
  for (const std::uint32_t before : settled) price_[before] += distance_[node] - distance_[before];
  std::vector<std::uint32_t> path = {node};
  while (path.back() != from) path.push_back(before_[path.back()]);
  std::ranges::reverse(path);
  for (const std::uint32_t reached : waiting) distance_[reached] = far;
  for (const std::uint32_t reached : settled) {
    distance_[reached] = far;
    is_settled_[reached] = false;
  }
  distance_[node] = far;
  return path;
}

void SiteFlow::reach_neighbours(std::uint32_t node, std::vector<std::uint32_t>& waiting) {
  const std::int64_t so_far = distance_[node] - price_[node];
  for (const std::uint32_t to : neighbours_[node]) {
    const std::int64_t cost = cheapest_[arc(node, to)];
    if (cost == far || is_settled_[to]) continue;
    const std::int64_t distance = so_far + cost + price_[to];
    if (distance >= distance_[to]) continue;
    if (distance_[to] == far) waiting.push_back(to);
    distance_[to] = distance;
    before_[to] = node;
  }
}

void SiteFlow::push_along(const std::vector<std::uint32_t>& path) {
  std::int64_t weight = std::min(-room_[path.front()], room_[path.back()]);
  std::vector<std::uint32_t> rows;
  for (std::size_t i = 0; i + 1 < path.size(); ++i) {
    rows.push_back(moves_[arc(path[i], path[i + 1])].front().row);
    weight = std::min(weight, *served(rows.back(), path[i]));
  }
  for (std::size_t i = 0; i < rows.size(); ++i) move(rows[i], path[i], path[i + 1], weight);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (*served(rows[i], path[i]) > 0) continue;
    for_each_choice(rows[i], [&](std::uint32_t to, std::int64_t) {
      if (to != path[i]) update_cheapest(path[i], to);
    });
  }
}

void SiteFlow::move(std::uint32_t row, std::uint32_t from, std::uint32_t to, std::int64_t weight) {
  const bool is_new = *served(row, to) == 0;
  put(row, from, -weight);
  put(row, to, weight);
  if (!is_new || !is_listed_[to]) return;
  const std::int64_t now = cost(row, to);
  for_each_choice(row, [&](std::uint32_t node, std::int64_t value) {
    if (node == to) return;
    auto& heap = moves_[arc(to, node)];
    if (heap.empty() && std::ranges::find(neighbours_[to], node) == neighbours_[to].end()) {
      neighbours_[to].push_back(node);
    }
    heap.push_back({value - now, row});
    std::ranges::push_heap(heap, costs_more);
    cheapest_[arc(to, node)] = std::min(cheapest_[arc(to, node)], value - now);
  });
}

std::vector<std::int64_t> SiteFlow::pays() const {
  std::vector<std::int64_t> pays(is_fixed_.size(), cost_of_nobody_);
  for (std::uint32_t row = 0; row < pays.size(); ++row) {
    const auto list = choices_.of(row);
    for (std::size_t i = 0; i < list.size(); ++i) {
      if (by_site_[choices_.first(row) + i] == 0) continue;
      pays[row] = std::int64_t{list[i].value} + price_[list[i].site];
      break;
    }
  }
  return pays;
}

SplitAllocation SiteFlow::result() const {
  SplitAllocation result;
  for (std::uint32_t row = 0; row < is_fixed_.size(); ++row) {
    const auto list = choices_.of(row);
    for (std::size_t i = 0; i < list.size(); ++i) {
      const std::int64_t weight = by_site_[choices_.first(row) + i];
      if (weight == 0) continue;
      result.weighted_value += Amount{weight} * list[i].value;
      result.parts.push_back({row, list[i].site, weight});
    }
    if (by_nobody_[row] == 0) continue;
    result.unserved += by_nobody_[row];
    result.parts.push_back({row, SplitAllocation::nobody, by_nobody_[row]});
  }
  result.price_of_nobody = static_cast<double>(cost_of_nobody_);
  result.price.assign(price_.begin(), price_.end() - 1);
  return result;
}

}  // namespace coverage
