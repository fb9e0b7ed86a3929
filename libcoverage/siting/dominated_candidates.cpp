#include "libcoverage/siting/dominated_candidates.h"

#include <algorithm>

#include "libcoverage/siting/shrink_covering.h"

namespace coverage {
namespace {

/// Whether all of `part`, ascending, is in `whole`, ascending: mostly not, so that looking up one
/// after the other ends soon.
bool is_within(std::span<const std::uint32_t> part, std::span<const std::uint32_t> whole) {
  if (part.size() > whole.size()) return false;
  auto from = whole.begin();
  for (const std::uint32_t row : part) {
    from = std::lower_bound(from, whole.end(), row);
    if (from == whole.end() || *from != row) return false;
  }
  return true;
}

class Domination {
 public:
  explicit Domination(const CoveringModel& model)
      : model_(model), columns_(transpose(model)), is_left_(model.candidate_count(), true) {
    for (std::size_t c = model.candidate_count(); c-- > 0;) {
      if (is_dispensable(c)) is_left_[c] = false;
    }
  }
  const std::vector<bool>& is_left() const { return is_left_; }

 private:
  bool is_dispensable(std::size_t c) const {
    const std::uint32_t group = model_.group[c];
    if (group != CoveringModel::no_group && model_.rooms[group].least > 0) return false;
    const auto rows = model_.row(c);
    if (rows.empty()) return true;
    std::size_t wanted = 1;
    std::uint32_t rarest = rows.front();
    for (const std::uint32_t row : rows) {
      if (model_.need[row] == 2) wanted = 2;
      if (columns_.of(row).size() < columns_.of(rarest).size()) rarest = row;
    }
    for (const std::uint32_t other : columns_.of(rarest)) {
      if (may_replace(other, c) && is_within(rows, model_.row(other)) && --wanted == 0) return true;
    }
    return false;
  }

  bool may_replace(std::size_t other, std::size_t c) const {
    if (other == c || !is_left_[other] || model_.cost[other] > model_.cost[c]) return false;
    const std::uint32_t group = model_.group[other];
    return group == model_.group[c] || group == CoveringModel::no_group ||
           model_.rooms[group].most == CoveringModel::Room{}.most;
  }

  const CoveringModel& model_;
  CoveringColumns columns_;
  std::vector<bool> is_left_;
};

}  // namespace

std::size_t drop_dominated(CoveringModel& model) {
  const std::vector<bool> is_left = Domination(model).is_left();
  keep_candidates(model, is_left);
  return static_cast<std::size_t>(std::ranges::count(is_left, false));
}

}  // namespace coverage
