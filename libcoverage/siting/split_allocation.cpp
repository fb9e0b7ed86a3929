#include "libcoverage/siting/split_allocation.h"

#include <algorithm>

namespace coverage {
namespace {

constexpr std::int64_t unlimited = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t far = std::numeric_limits<std::int64_t>::max() / 4;

/// A site that may serve a row, and what it serves of it.
struct Choice {
  std::uint32_t site = 0;
  std::uint32_t value = 0;
  std::int64_t weight = 0;
};

/// What it costs to move a row, whole or a part, from one site to another.
struct Move {
  std::int64_t cost = 0;
  std::uint32_t row = 0;
};
constexpr auto costs_more = [](const Move& a, const Move& b) {
  return a.cost != b.cost ? a.cost > b.cost : a.row > b.row;
};

/// Sites are nodes, and `nobody` is one more, which holds any weight; a row that may go from one to
/// another is an arc, of which only the cheapest counts.
class Flow {
 public:
  Flow(const CapacitatedModel& model, std::span<const CandidateIndex> sites)
      : model_(model), sites_(sites), nodes_(sites.size() + 1) {
    for (const CandidateIndex site : sites) {
      room_.push_back(model.instance.sites[site].capacity.value_or(unlimited));
    }
    room_.push_back(unlimited);
    list_choices();
    moves_.resize(nodes_ * nodes_);
    cheapest_.assign(nodes_ * nodes_, far);
    is_listed_.assign(nodes_, false);
  }

  bool fix(std::span<const FixedRow> fixed) {
    is_fixed_.assign(model_.instance.demand_count(), false);
    for (const FixedRow& row : fixed) {
      const std::uint32_t node = row.site == SplitAllocation::nobody ? nobody() : row.site;
      Choice* choice = find(row.row, node);
      if (choice == nullptr || is_fixed_[row.row]) return false;
      is_fixed_[row.row] = true;
      put(*choice, model_.instance.weight[row.row]);
      if (room_[node] < 0) return false;
    }
    return true;
  }

  bool run(const std::function<bool()>& stop) {
    for (std::uint32_t row = 0; row < is_fixed_.size(); ++row) {
      if (model_.instance.weight[row] > 0 && !is_fixed_[row]) serve_by_nearest(row);
    }
    for (std::size_t paths = 0; has_excess(); ++paths) {
      if (paths % 1024 == 1023 && stop()) return false;
      push_along(shortest_path());
    }
    return true;
  }

  SplitAllocation result() {
    SplitAllocation result;
    for (std::uint32_t row = 0; row < is_fixed_.size(); ++row) {
      for (const Choice& choice : choices(row)) {
        if (choice.weight == 0) continue;
        const bool is_served = choice.site != nobody();
        const Amount weight = choice.weight;
        (is_served ? result.weighted_value : result.unserved) +=
            is_served ? weight * choice.value : weight;
        result.parts.push_back(
            {row, is_served ? choice.site : SplitAllocation::nobody, choice.weight});
      }
    }
    add_prices(result);
    return result;
  }

 private:
  std::uint32_t nobody() const { return static_cast<std::uint32_t>(sites_.size()); }
  std::span<Choice> choices(std::uint32_t row) {
    return std::span(choices_).subspan(first_[row], first_[row + 1] - first_[row]);
  }
  Choice* find(std::uint32_t row, std::uint32_t node) {
    const auto list = choices(row);
    const auto found = std::ranges::find(list, node, &Choice::site);
    return found == list.end() ? nullptr : &*found;
  }

  /// Of each row with a weight, by the number of sites, `nobody` last.
  void list_choices() {
    const SitingInstance& instance = model_.instance;
    std::vector<std::uint64_t> count(instance.demand_count(), 0);
    const auto each_pair = [&](const auto& use) {
      for (std::uint32_t s = 0; s < sites_.size(); ++s) {
        for (const ReachEntry& entry : instance.row(sites_[s])) {
          if (entry.time_ms <= model_.largest && instance.weight[entry.target] > 0) use(s, entry);
        }
      }
    };
    std::uint32_t largest = 0;
    each_pair([&](std::uint32_t, const ReachEntry& entry) {
      ++count[entry.target];
      largest = std::max(largest, entry.time_ms);
    });
    first_.push_back(0);
    for (std::uint32_t row = 0; row < count.size(); ++row) {
      first_.push_back(first_.back() + count[row] + (instance.weight[row] > 0 ? 1 : 0));
    }
    choices_.resize(first_.back());
    std::ranges::copy(first_.begin(), first_.end() - 1, count.begin());
    each_pair([&](std::uint32_t s, const ReachEntry& entry) {
      choices_[count[entry.target]++] = {s, entry.time_ms, 0};
    });
    for (std::uint32_t row = 0; row < count.size(); ++row) {
      if (instance.weight[row] > 0) choices_[count[row]] = {nobody(), 0, 0};
    }
    // A path visits no site twice: serving one more is worth any number of longer ways.
    cost_of_nobody_ = (std::int64_t{largest} + 1) * static_cast<std::int64_t>(nodes_);
  }

  std::int64_t cost(const Choice& choice) const {
    return choice.site == nobody() ? cost_of_nobody_ : choice.value;
  }

  void put(Choice& choice, std::int64_t weight) {
    choice.weight += weight;
    if (room_[choice.site] != unlimited) room_[choice.site] -= weight;
  }

  void serve_by_nearest(std::uint32_t row) {
    const auto list = choices(row);
    Choice* best = &list.front();
    for (Choice& choice : list) {
      if (cost(choice) < cost(*best)) best = &choice;
    }
    put(*best, model_.instance.weight[row]);
  }

  bool has_excess() const {
    return std::ranges::any_of(room_, [](std::int64_t room) { return room < 0; });
  }

  /// Only sites without room pass on what they have: their arcs are listed when first asked for.
  void list_moves(std::uint32_t node) {
    is_listed_[node] = true;
    for (std::uint32_t row = 0; row < is_fixed_.size(); ++row) {
      if (model_.instance.weight[row] == 0 || is_fixed_[row]) continue;
      const Choice* from = find(row, node);
      if (from == nullptr || from->weight == 0) continue;
      for (const Choice& to : choices(row)) {
        if (to.site != node) moves_[arc(node, to.site)].push_back({cost(to) - cost(*from), row});
      }
    }
    for (std::uint32_t to = 0; to < nodes_; ++to) {
      std::ranges::make_heap(moves_[arc(node, to)], costs_more);
      update_cheapest(node, to);
    }
  }

  std::size_t arc(std::uint32_t from, std::uint32_t to) const { return from * nodes_ + to; }

  /// Drops moves of rows that have left.
  void update_cheapest(std::uint32_t from, std::uint32_t to) {
    auto& heap = moves_[arc(from, to)];
    while (!heap.empty() && find(heap.front().row, from)->weight == 0) {
      std::ranges::pop_heap(heap, costs_more);
      heap.pop_back();
    }
    cheapest_[arc(from, to)] = heap.empty() ? far : heap.front().cost;
  }

  struct Path {
    std::vector<std::uint32_t> nodes;
  };

  /// From any overfull site to any with room. Costs may be negative, cycles of them are not
  /// (Bellman & Ford). There is always one: `nobody` has room.
  Path shortest_path() {
    distance_.assign(nodes_, far);
    before_.assign(nodes_, nobody());
    std::vector<std::uint32_t> queue;
    std::vector<bool> is_queued(nodes_, false);
    for (std::uint32_t node = 0; node < nodes_; ++node) {
      if (room_[node] >= 0) continue;
      distance_[node] = 0;
      queue.push_back(node);
      is_queued[node] = true;
    }
    for (std::size_t next = 0; next < queue.size(); ++next) {
      const std::uint32_t node = queue[next];
      is_queued[node] = false;
      if (room_[node] > 0) continue;
      if (!is_listed_[node]) list_moves(node);
      const std::int64_t* costs = &cheapest_[arc(node, 0)];
      for (std::uint32_t to = 0; to < nodes_; ++to) {
        if (costs[to] == far || distance_[node] + costs[to] >= distance_[to]) continue;
        distance_[to] = distance_[node] + costs[to];
        before_[to] = node;
        if (!is_queued[to]) queue.push_back(to);
        is_queued[to] = true;
      }
    }
    std::uint32_t end = nobody();
    for (std::uint32_t node = 0; node < nodes_; ++node) {
      if (room_[node] > 0 && distance_[node] < distance_[end]) end = node;
    }
    Path path{{end}};
    while (room_[path.nodes.back()] >= 0) path.nodes.push_back(before_[path.nodes.back()]);
    std::ranges::reverse(path.nodes);
    return path;
  }

  void push_along(const Path& path) {
    const auto& nodes = path.nodes;
    std::int64_t weight = std::min(-room_[nodes.front()], room_[nodes.back()]);
    std::vector<std::uint32_t> rows;
    for (std::size_t i = 0; i + 1 < nodes.size(); ++i) {
      rows.push_back(moves_[arc(nodes[i], nodes[i + 1])].front().row);
      weight = std::min(weight, find(rows.back(), nodes[i])->weight);
    }
    for (std::size_t i = 0; i < rows.size(); ++i) move(rows[i], nodes[i], nodes[i + 1], weight);
    for (const std::uint32_t from : nodes) {
      if (!is_listed_[from]) continue;
      for (std::uint32_t to = 0; to < nodes_; ++to) update_cheapest(from, to);
    }
  }

  void move(std::uint32_t row, std::uint32_t from, std::uint32_t to, std::int64_t weight) {
    Choice& target = *find(row, to);
    const bool is_new = target.weight == 0;
    put(*find(row, from), -weight);
    put(target, weight);
    if (!is_new || !is_listed_[to]) return;
    for (const Choice& choice : choices(row)) {
      if (choice.site == to) continue;
      auto& heap = moves_[arc(to, choice.site)];
      heap.push_back({cost(choice) - cost(target), row});
      std::ranges::push_heap(heap, costs_more);
    }
  }

  /// What one place more in a site would save: the shortest way from it to one with room.
  void add_prices(SplitAllocation& result) {
    std::vector<std::int64_t> price(nodes_, cost_of_nobody_);
    for (std::uint32_t node = 0; node < nodes_; ++node) {
      if (room_[node] > 0) price[node] = 0;
      if (room_[node] == 0 && !is_listed_[node]) list_moves(node);
    }
    for (bool has_changed = true; has_changed;) {
      has_changed = false;
      for (std::uint32_t node = 0; node < nodes_; ++node) {
        if (room_[node] > 0) continue;
        for (std::uint32_t to = 0; to < nodes_; ++to) {
          const std::int64_t cost = cheapest_[arc(node, to)];
          if (cost == far || price[to] + cost >= price[node]) continue;
          price[node] = price[to] + cost;
          has_changed = true;
        }
      }
    }
    result.price_of_nobody = static_cast<double>(cost_of_nobody_);
    price.pop_back();
    result.price.assign(price.begin(), price.end());
  }

  const CapacitatedModel& model_;
  std::span<const CandidateIndex> sites_;
  std::size_t nodes_;
  std::int64_t cost_of_nobody_ = 0;
  std::vector<std::uint64_t> first_;  ///< by row
  std::vector<Choice> choices_;
  std::vector<bool> is_fixed_;            ///< by row
  std::vector<std::int64_t> room_;        ///< by node; below 0: overfull
  std::vector<std::vector<Move>> moves_;  ///< by arc, a heap; may hold rows that have left
  std::vector<std::int64_t> cheapest_;    ///< by arc
  std::vector<bool> is_listed_;           ///< by node: whether its arcs are kept
  std::vector<std::int64_t> distance_;
  std::vector<std::uint32_t> before_;
};

}  // namespace

std::optional<SplitAllocation> split_allocation(const CapacitatedModel& model,
                                                std::span<const CandidateIndex> sites,
                                                std::span<const FixedRow> fixed,
                                                const std::function<bool()>& stop) {
  Flow flow(model, sites);
  if (!flow.fix(fixed) || !flow.run(stop)) return {};
  return flow.result();
}

}  // namespace coverage
