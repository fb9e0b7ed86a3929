#include "libcoverage/siting/covering/dominated_rows.h"

#include <algorithm>
#include <numeric>

#include "libcoverage/siting/covering/dominated_candidates.h"
#include "libcoverage/siting/covering/shrink_covering.h"

namespace coverage {
namespace {

class RowDomination {
 public:
  explicit RowDomination(const CoveringModel& model)
      : model_(model), columns_(transpose(model)), is_left_(model.row_count(), true) {}

  /// Rows of few candidates come first: they rule out most.
  void run(const TimeLimit& limit, const Execution& execution) {
    std::vector<std::uint32_t> order(model_.row_count() - model_.soft_count());
    std::iota(order.begin(), order.end(), static_cast<std::uint32_t>(model_.soft_count()));
    std::ranges::stable_sort(order, {}, [&](std::uint32_t row) { return columns_.of(row).size(); });
    for (const std::uint32_t row : order) {
      execution.check_interrupted();
      if (limit.is_over()) return;
      if (is_left_[row] && !columns_.of(row).empty()) drop_by(row);
    }
  }
  const std::vector<bool>& is_left() const { return is_left_; }

 private:
  void drop_by(std::uint32_t row) {
    const auto candidates = columns_.of(row);
    const std::uint32_t least = *std::ranges::min_element(
        candidates, {}, [&](std::uint32_t c) { return model_.row(c).size(); });
    for (const std::uint32_t other : model_.row(least)) {
      if (other == row || !is_left_[other] || model_.need[other] != 1) continue;
      if (is_part(candidates, columns_.of(other))) is_left_[other] = false;
    }
  }

  const CoveringModel& model_;
  CoveringColumns columns_;
  std::vector<bool> is_left_;
};

}  // namespace

std::size_t drop_dominated_rows(CoveringModel& model, const TimeLimit& limit,
                                const Execution& execution) {
  if (model.row_count() == model.soft_count()) return 0;
  RowDomination domination(model);
  domination.run(limit, execution);
  const auto& is_left = domination.is_left();
  const auto dropped = static_cast<std::size_t>(std::ranges::count(is_left, false));
  if (dropped > 0) keep_rows(model, is_left);
  return dropped;
}

}  // namespace coverage
