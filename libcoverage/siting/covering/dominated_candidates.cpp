#include "libcoverage/siting/covering/dominated_candidates.h"

#include <algorithm>

#include "libcoverage/siting/covering/shrink_covering.h"

namespace coverage {
namespace {

class Domination {
 public:
  explicit Domination(const CoveringModel& model)
      : model_(model), columns_(transpose(model)), is_left_(model.candidate_count(), true) {}

  void run(const TimeLimit& limit, const Execution& execution) {
    for (std::size_t c = model_.candidate_count(); c-- > 0;) {
      execution.check_interrupted();
      if (limit.is_over()) return;
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
      if (may_replace(other, c) && is_part(rows, model_.row(other)) && --wanted == 0) return true;
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

bool is_part(std::span<const std::uint32_t> part, std::span<const std::uint32_t> whole) {
  if (part.size() > whole.size()) return false;
  auto from = whole.begin();
  for (const std::uint32_t one : part) {
    from = std::lower_bound(from, whole.end(), one);
    if (from == whole.end() || *from != one) return false;
  }
  return true;
}

std::size_t drop_dominated_candidates(CoveringModel& model, const TimeLimit& limit,
                                      const Execution& execution) {
  Domination domination(model);
  domination.run(limit, execution);
  keep_candidates(model, domination.is_left());
  return static_cast<std::size_t>(std::ranges::count(domination.is_left(), false));
}

}  // namespace coverage
