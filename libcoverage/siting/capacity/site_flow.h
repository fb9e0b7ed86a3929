#pragma once

#include <functional>

#include "libcoverage/siting/capacity/row_choices.h"
#include "libcoverage/siting/capacity/split_allocation.h"

namespace coverage {

/// The flow of `split_allocation` among the choices that are listed. Sites are nodes, and `nobody`
/// is one more, which holds any weight; a row that may go from one to another is an arc, of which
/// only the cheapest counts.
///
/// Everybody begins at the nearest site. Each overfull one then passes on weight along the shortest
/// path to a site with room, at costs reduced by prices, which stay below 0 nowhere (Dijkstra): so
/// prices and flow are optimal for each other throughout.
class SiteFlow {
 public:
  SiteFlow(const CapacitatedModel& model, std::span<const CandidateIndex> sites,
           const RowChoices& choices);

  /// Before `run`: false where rows do not fit or cannot be served so.
  bool fix(std::span<const FixedRow> fixed);
  /// False where it was stopped.
  bool run(const std::function<bool()>& stop);
  SplitAllocation result() const;

  bool is_fixed(std::uint32_t row) const { return is_fixed_[row]; }
  std::int64_t price(std::uint32_t site) const { return price_[site]; }
  /// By row with a weight: value and price of whoever serves it.
  std::vector<std::int64_t> pays() const;

 private:
  /// What it costs to move a row, whole or a part, from one site to another.
  struct Move {
    std::int64_t cost = 0;
    std::uint32_t row = 0;
  };
  static bool costs_more(const Move& a, const Move& b) {
    return a.cost != b.cost ? a.cost > b.cost : a.row > b.row;
  }

  std::uint32_t nobody() const { return static_cast<std::uint32_t>(nodes_ - 1); }
  std::size_t arc(std::uint32_t from, std::uint32_t to) const { return from * nodes_ + to; }
  bool is_free(std::uint32_t row) const {
    return model_.instance.weight[row] > 0 && !is_fixed_[row];
  }
  /// The weight of a row that a node serves; nothing where it cannot.
  std::int64_t* served(std::uint32_t row, std::uint32_t node);
  template <class Use>
  void for_each_choice(std::uint32_t row, const Use& use) const;
  std::int64_t cost(std::uint32_t row, std::uint32_t node) const;

  void put(std::uint32_t row, std::uint32_t node, std::int64_t weight);
  void serve_by_nearest(std::uint32_t row);
  void list_moves(std::uint32_t node);
  void update_cheapest(std::uint32_t from, std::uint32_t to);
  std::vector<std::uint32_t> shortest_path(std::uint32_t from);
  void reach_neighbours(std::uint32_t node, std::vector<std::uint32_t>& waiting);
  void push_along(const std::vector<std::uint32_t>& path);
  void move(std::uint32_t row, std::uint32_t from, std::uint32_t to, std::int64_t weight);

  const CapacitatedModel& model_;
  const RowChoices& choices_;
  std::size_t nodes_;
  std::int64_t cost_of_nobody_ = 0;
  std::vector<std::int64_t> by_site_;     ///< by choice: weight served
  std::vector<std::int64_t> by_nobody_;   ///< by row
  std::vector<bool> is_fixed_;            ///< by row
  std::vector<std::int64_t> room_;        ///< by node; below 0: overfull
  std::vector<std::int64_t> price_;       ///< by node; 0 where there is room
  std::vector<std::vector<Move>> moves_;  ///< by arc, a heap; may hold rows that have left
  std::vector<std::int64_t> cheapest_;    ///< by arc
  std::vector<bool> is_listed_;           ///< by node: whether its arcs are kept
  std::vector<std::vector<std::uint32_t>> neighbours_;  ///< by listed node: where moves lead
  std::vector<bool> is_settled_;
  std::vector<std::int64_t> distance_;
  std::vector<std::uint32_t> before_;
};

}  // namespace coverage
