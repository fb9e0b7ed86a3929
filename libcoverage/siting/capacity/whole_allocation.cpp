#include "libcoverage/siting/capacity/whole_allocation.h"

#include <algorithm>

#include "libcoverage/siting/capacity/row_choices.h"

namespace coverage {
namespace {

constexpr std::uint32_t nobody = SplitAllocation::nobody;
constexpr std::int64_t unlimited = std::numeric_limits<std::int64_t>::max();

/// A row makes others move while so few have: each looks at all rows.
constexpr std::size_t most_moved = 200;
constexpr std::size_t nearest_listed = 16;

class Rounding {
 public:
  Rounding(const CapacitatedModel& model, std::span<const CandidateIndex> sites)
      : model_(model),
        sites_(sites),
        choices_(model, sites, nearest_listed),
        site_(model.instance.demand_count(), nobody) {
    for (const CandidateIndex site : sites) {
      room_.push_back(model.instance.sites[site].capacity.value_or(unlimited));
    }
  }

  WholeAllocation run(const SplitAllocation& split) {
    std::vector<std::uint32_t> waiting;
    for (const SplitAllocation::Part& part : split.parts) {
      if (part.site != nobody && part.weight == weight(part.row)) {
        put(part.row, part.site);
      } else if (waiting.empty() || waiting.back() != part.row) {
        waiting.push_back(part.row);
      }
    }
    std::ranges::stable_sort(waiting, std::greater{}, [&](auto row) { return weight(row); });
    for (const std::uint32_t row : waiting) place(row);
    for (int pass = 0; pass < 3 && move_nearer(); ++pass) {
    }
    return result();
  }

 private:
  std::int64_t weight(std::uint32_t row) const { return model_.instance.weight[row]; }

  std::optional<std::uint32_t> value(std::uint32_t row, std::uint32_t site) const {
    const auto entries = model_.instance.row(sites_[site]);
    const auto entry = std::ranges::lower_bound(entries, row, {}, &ReachEntry::target);
    if (entry == entries.end() || entry->target != row) return {};
    return entry->time_ms <= model_.largest ? std::optional(entry->time_ms) : std::nullopt;
  }

  void put(std::uint32_t row, std::uint32_t site) {
    if (site_[row] != nobody && room_[site_[row]] != unlimited) room_[site_[row]] += weight(row);
    site_[row] = site;
    if (room_[site] != unlimited) room_[site] -= weight(row);
  }

  /// The nearest site with room among those listed, another than `but`.
  std::optional<std::uint32_t> nearest_with_room(std::uint32_t row, std::uint32_t but) const {
    for (const RowChoice& choice : choices_.of(row)) {
      if (choice.site != but && room_[choice.site] >= weight(row)) return choice.site;
    }
    return {};
  }

  /// Any site with room, for rows that find none among those listed.
  std::optional<std::uint32_t> any_with_room(std::uint32_t row) const {
    if (choices_.are_all()) return {};
    for (std::uint32_t site = 0; site < sites_.size(); ++site) {
      if (room_[site] >= weight(row) && value(row, site)) return site;
    }
    return {};
  }

  void place(std::uint32_t row) {
    auto site = nearest_with_room(row, nobody);
    if (!site) site = any_with_room(row);
    if (site) {
      put(row, *site);
    } else if (moved_ < most_moved) {
      make_room(row);
    }
  }

  /// One other row of a site that this one may go to moves elsewhere.
  void make_room(std::uint32_t row) {
    ++moved_;
    for (std::uint32_t other = 0; other < site_.size(); ++other) {
      const std::uint32_t site = site_[other];
      if (site == nobody || room_[site] < weight(row) - weight(other)) continue;
      const auto elsewhere = nearest_with_room(other, site);
      if (!elsewhere || !value(row, site)) continue;
      put(other, *elsewhere);
      put(row, site);
      return;
    }
  }

  bool move_nearer() {
    bool has_moved = false;
    for (std::uint32_t row = 0; row < site_.size(); ++row) {
      if (site_[row] == nobody) continue;
      for (const RowChoice& choice : choices_.of(row)) {
        if (choice.site == site_[row]) break;
        if (room_[choice.site] < weight(row)) continue;
        put(row, choice.site);
        has_moved = true;
        break;
      }
    }
    return has_moved;
  }

  WholeAllocation result() const {
    WholeAllocation whole;
    for (std::uint32_t row = 0; row < site_.size(); ++row) {
      if (weight(row) == 0) continue;
      whole.rows.push_back({row, site_[row]});
      if (site_[row] == nobody) {
        whole.unserved += weight(row);
      } else {
        whole.weighted_value += Amount{weight(row)} * *value(row, site_[row]);
      }
    }
    return whole;
  }

  const CapacitatedModel& model_;
  std::span<const CandidateIndex> sites_;
  RowChoices choices_;
  std::vector<std::uint32_t> site_;  ///< by row
  std::vector<std::int64_t> room_;   ///< by open site
  std::size_t moved_ = 0;
};

/// The heaviest row that is served in parts.
std::optional<std::uint32_t> split_row(const SitingInstance& instance,
                                       const SplitAllocation& split) {
  std::optional<std::uint32_t> heaviest;
  for (const SplitAllocation::Part& part : split.parts) {
    const std::int64_t weight = instance.weight[part.row];
    if (part.weight == weight) continue;
    if (!heaviest || weight > instance.weight[*heaviest]) heaviest = part.row;
  }
  return heaviest;
}

class Branching {
 public:
  Branching(const CapacitatedModel& model, std::span<const CandidateIndex> sites,
            WholeSearch& search)
      : model_(model), sites_(sites), search_(search) {}

  bool run() {
    nodes_.emplace_back();
    for (std::size_t done = 0; !nodes_.empty(); ++done) {
      if (done >= search_.most_nodes || search_.stop()) return false;
      const auto fixed = std::move(nodes_.back());
      nodes_.pop_back();
      const auto split = split_allocation(model_, sites_, fixed, search_.stop);
      if (!split && search_.stop()) return false;
      if (split && may_be_better(*split)) branch(fixed, *split);
    }
    return true;
  }

 private:
  template <class Allocation>
  bool may_be_better(const Allocation& found) const {
    if (!model_.covers && found.unserved > 0) return false;
    if (!search_.best) return true;
    if (model_.covers) return found.unserved < search_.best->unserved;
    return found.weighted_value < search_.best->weighted_value;
  }

  void branch(const std::vector<FixedRow>& fixed, const SplitAllocation& split) {
    const auto row = split_row(model_.instance, split);
    if (!row || fixed.empty()) {
      const auto whole = round_to_whole(model_, sites_, split);
      if (may_be_better(whole)) search_.best = whole;
    }
    if (!row || !may_be_better(split)) return;
    // The last one comes first: sites that serve a part of the row already.
    const auto push = [&](std::uint32_t site) {
      nodes_.push_back(fixed);
      nodes_.back().push_back({*row, site});
    };
    std::vector<bool> is_used(sites_.size(), false);
    for (const auto& part : split.parts) {
      if (part.row == *row && part.site != nobody) is_used[part.site] = true;
    }
    if (model_.covers) push(nobody);
    for (const bool used : {false, true}) {
      for (std::uint32_t site = 0; site < sites_.size(); ++site) {
        if (is_used[site] == used) push(site);
      }
    }
  }

  const CapacitatedModel& model_;
  std::span<const CandidateIndex> sites_;
  WholeSearch& search_;
  std::vector<std::vector<FixedRow>> nodes_;
};

}  // namespace

WholeAllocation round_to_whole(const CapacitatedModel& model, std::span<const CandidateIndex> sites,
                               const SplitAllocation& split) {
  return Rounding(model, sites).run(split);
}

WholeAnswer search_whole(const CapacitatedModel& model, std::span<const CandidateIndex> sites,
                         WholeSearch search) {
  const bool is_complete = Branching(model, sites, search).run();
  return {std::move(search.best), is_complete};
}

}  // namespace coverage
