#include "libcoverage/siting/covering/last_sites.h"

#include <algorithm>

#include "libcoverage/siting/covering/covering_sites.h"
#include "libcoverage/siting/covering/greedy_covering.h"

namespace coverage {
namespace {

constexpr std::size_t most_candidates = 2000;
constexpr double most_pairs = 3e8;  // in all rows
constexpr std::uint32_t nowhere = std::numeric_limits<std::uint32_t>::max();

}  // namespace

bool LastSites::can_hold(const CoveringModel& model) {
  if (model.candidate_count() > most_candidates) return false;
  std::vector<std::uint32_t> reached(model.row_count(), 0);
  for (const std::uint32_t row : model.rows) ++reached[row];
  double pairs = 0;
  for (const double each : reached) pairs += each * each;
  return pairs <= most_pairs;
}

LastSites::LastSites(const CoveringModel& model, const CoveringColumns& columns)
    : model_(model), columns_(columns), words_((model.row_count() + 63) / 64) {
  is_covering_.assign(words_ * model.candidate_count(), 0);
  for (std::size_t c = 0; c < model.candidate_count(); ++c) {
    for (const std::uint32_t row : model.row(c)) {
      is_covering_[c * words_ + row / 64] |= std::uint64_t{1} << row % 64;
    }
  }
}

bool LastSites::search(const Task& task) {
  task_ = &task;
  begin();
  try_none();
  if (task.sites >= 1) try_one();
  if (task.sites >= 2) try_two();
  return task.sites < 3 || try_three();
}

void LastSites::begin() {
  needed_ = static_cast<std::int64_t>(task_->objective - model_.opened_weight);
  lacks_.assign(model_.need.begin(), model_.need.end());
  place_.assign(model_.candidate_count(), 0);
  weight_ = 0;
  for (const std::uint32_t c : task_->closed) place_[c] = nowhere;
  for (const std::uint32_t c : task_->open) {
    place_[c] = nowhere;
    for (const std::uint32_t row : model_.row(c)) {
      if (lacks_[row] == 1 && row < model_.soft_count()) weight_ += model_.weight[row];
      if (lacks_[row] > 0) --lacks_[row];
    }
  }
  free_.clear();
  for (std::uint32_t c = 0; c < place_.size(); ++c) {
    if (place_[c] == nowhere) continue;
    place_[c] = static_cast<std::uint32_t>(free_.size());
    free_.push_back(c);
  }
  gain_.assign(free_.size(), 0);
  twice_.assign(free_.size() * free_.size(), 0);
  bonus_.assign(free_.size() * free_.size(), 0);
  for (std::uint32_t row = 0; row < model_.soft_count(); ++row) open_row(row);
}

void LastSites::open_row(std::uint32_t row) {
  if (lacks_[row] == 0) return;
  auto& at = free_of_row_;
  at.clear();
  for (const std::uint32_t c : columns_.of(row)) {
    if (place_[c] != nowhere) at.push_back(place_[c]);
  }
  const std::int64_t weight = model_.weight[row];
  const bool lacks_one = lacks_[row] == 1;
  if (lacks_one) {
    for (const std::size_t a : at) gain_[a] += weight;
  }
  if (task_->sites < 2) return;
  for (std::size_t i = 0; i < at.size(); ++i) {
    std::int64_t* const bonus = &bonus_[at[i] * free_.size()];
    std::int64_t* const twice = &twice_[at[i] * free_.size()];
    for (std::size_t j = i + 1; j < at.size(); ++j) {
      bonus[at[j]] += lacks_one ? -weight : weight;
      if (lacks_one) twice[at[j]] += weight;
    }
  }
}

void LastSites::offer(std::initializer_list<std::size_t> last) {
  std::vector<std::uint32_t> plan(task_->open.begin(), task_->open.end());
  for (const std::size_t at : last) plan.push_back(free_[at]);
  if (!keeps_limits(model_, plan) || !covers_enough(model_, score_of(model_, plan))) return;
  needed_ = static_cast<std::int64_t>(task_->on_plan(plan) - model_.opened_weight);
}

void LastSites::try_none() {
  if (weight_ > needed_) offer({});
}

void LastSites::try_one() {
  for (std::size_t a = 0; a < free_.size(); ++a) {
    if (weight_ + gain_[a] > needed_) offer({a});
  }
}

void LastSites::try_two() {
  for (std::size_t a = 0; a < free_.size(); ++a) {
    const std::int64_t* const bonus = &bonus_[a * free_.size()];
    for (std::size_t b = a + 1; b < free_.size(); ++b) {
      if (weight_ + gain_[a] + gain_[b] + bonus[b] > needed_) offer({a, b});
    }
  }
}

/// Rows that lack sites and that both cover.
void LastSites::rows_of_both(std::size_t a, std::size_t b) {
  both_.clear();
  const auto rows = model_.row(free_[a]);
  const std::uint64_t* const bits = &is_covering_[free_[b] * words_];
  for (const std::uint32_t row : rows) {
    if (row >= model_.soft_count()) break;
    if (lacks_[row] > 0 && (bits[row / 64] >> row % 64 & 1) != 0) both_.push_back(row);
  }
}

/// What a third candidate adds to gains and pairs: a row that lacks one site was taken off once too
/// often, one that lacks two was counted thrice.
std::int64_t LastSites::beyond_pairs(std::size_t c) const {
  const std::uint64_t* const bits = &is_covering_[free_[c] * words_];
  std::int64_t sum = 0;
  for (const std::uint32_t row : both_) {
    if ((bits[row / 64] >> row % 64 & 1) == 0) continue;
    sum += lacks_[row] == 1 ? model_.weight[row] : -2 * model_.weight[row];
  }
  return sum;
}

void LastSites::try_third(std::size_t a, std::size_t b) {
  const std::size_t size = free_.size();
  const std::int64_t pair = weight_ + gain_[a] + gain_[b] + bonus_[a * size + b];
  const std::int64_t* const with_a = &bonus_[a * size];
  const std::int64_t* const with_b = &bonus_[b * size];
  const std::int64_t* const twice_a = &twice_[a * size];
  const std::int64_t* const twice_b = &twice_[b * size];
  const std::int64_t of_both = twice_[a * size + b];
  const auto reach = [&](std::size_t c) {
    return gain_[c] + with_a[c] + with_b[c] + std::min(of_both, std::min(twice_a[c], twice_b[c]));
  };
  std::int64_t best = std::numeric_limits<std::int64_t>::min();
  for (std::size_t c = b + 1; c < size; ++c) best = std::max(best, reach(c));
  if (b + 1 >= size || pair + best <= needed_) return;
  rows_of_both(a, b);
  for (std::size_t c = b + 1; c < size; ++c) {
    if (pair + reach(c) <= needed_) continue;
    if (pair + gain_[c] + with_a[c] + with_b[c] + beyond_pairs(c) > needed_) offer({a, b, c});
  }
}

bool LastSites::try_three() {
  const std::size_t size = free_.size();
  std::int64_t most_shared = 0;
  for (std::size_t pair = 0; pair < bonus_.size(); ++pair) {
    most_shared = std::max(most_shared, bonus_[pair] + twice_[pair]);
  }
  for (std::size_t a = 0; a < size; ++a) {
    if (task_->stop()) return false;
    std::int64_t first = 0, second = 0;
    for (std::size_t b = a + 1; b < size; ++b) {
      const std::int64_t each = gain_[b] + bonus_[a * size + b];
      second = std::max(second, std::min(each, first));
      first = std::max(first, each);
    }
    if (weight_ + gain_[a] + first + second + most_shared <= needed_) continue;
    for (std::size_t b = a + 1; b < size; ++b) try_third(a, b);
  }
  return true;
}

}  // namespace coverage
