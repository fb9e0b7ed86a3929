#include "libcoverage/siting/covering/shrink_covering.h"

#include <numeric>

#include "libcoverage/siting/covering/merge_rows.h"

namespace coverage {

namespace {

RawRows raw_rows_of(const CoveringModel& model) {
  RawRows raw{.kind = model.need, .weight = model.weight};
  std::fill(raw.kind.begin() + static_cast<std::ptrdiff_t>(model.soft_count()), raw.kind.end(),
            RawRows::hard);
  raw.weight.resize(raw.kind.size(), 0);
  return raw;
}

void merge(CoveringModel& model, const RawRows& raw) {
  const CoveringModel before = model;
  merge_rows(model, raw, true, [&](std::size_t c, auto&& take) {
    for (const std::uint32_t row : before.row(c)) take(row);
  });
}

/// Every plan gains the weight of a soft row.
void gain(CoveringModel& model, std::size_t row) {
  model.opened_weight += model.weight[row];
  model.weight_needed = std::max<std::int64_t>(model.weight_needed - model.weight[row], 0);
}

}  // namespace

void merge_equal_rows(CoveringModel& model) {
  merge(model, raw_rows_of(model));
}

CoveringColumns transpose(const CoveringModel& model) {
  CoveringColumns columns{.first = std::vector<std::uint64_t>(model.row_count() + 1, 0),
                          .candidates = std::vector<std::uint32_t>(model.rows.size())};
  for (const std::uint32_t row : model.rows) ++columns.first[row + 1];
  std::partial_sum(columns.first.begin(), columns.first.end(), columns.first.begin());
  std::vector<std::uint64_t> next(columns.first.begin(), columns.first.end() - 1);
  for (std::size_t c = 0; c < model.candidate_count(); ++c) {
    for (const std::uint32_t row : model.row(c)) {
      columns.candidates[next[row]++] = static_cast<std::uint32_t>(c);
    }
  }
  return columns;
}

void keep_candidates(CoveringModel& model, const std::vector<bool>& is_left) {
  const std::size_t before = model.candidate_count();
  std::size_t kept = 0;
  std::uint64_t written = 0;
  for (std::size_t c = 0; c < before; ++c) {
    if (!is_left[c]) continue;
    for (std::uint64_t e = model.first[c]; e < model.first[c + 1]; ++e) {
      model.rows[written++] = model.rows[e];
    }
    model.candidates[kept] = model.candidates[c];
    model.cost[kept] = model.cost[c];
    model.group[kept] = model.group[c];
    model.first[++kept] = written;
  }
  model.candidates.resize(kept);
  model.cost.resize(kept);
  model.group.resize(kept);
  model.first.resize(kept + 1);
  model.rows.resize(written);
}

void keep_rows(CoveringModel& model, const std::vector<bool>& is_left) {
  std::vector<std::uint32_t> number(is_left.size(), 0);
  std::uint32_t kept = 0, soft = 0;
  for (std::size_t row = 0; row < is_left.size(); ++row) {
    if (is_left[row]) {
      number[row] = kept;
      model.need[kept++] = model.need[row];
      if (row < model.soft_count()) model.weight[soft++] = model.weight[row];
    } else if (row < model.soft_count()) {
      gain(model, row);
    }
  }
  model.need.resize(kept);
  model.weight.resize(soft);
  std::uint64_t written = 0, from = 0;
  for (std::size_t c = 0; c < model.candidate_count(); ++c) {
    const std::uint64_t end = model.first[c + 1];
    for (; from < end; ++from) {
      const std::uint32_t row = model.rows[from];
      if (is_left[row]) model.rows[written++] = number[row];
    }
    model.first[c + 1] = written;
  }
  model.rows.resize(written);
}

void open_candidate(CoveringModel& model, std::size_t candidate) {
  const auto open = model.candidates[candidate];
  model.opened.insert(std::ranges::upper_bound(model.opened, open), open);
  model.opened_cost += model.cost[candidate];
  if (model.most_sites) --*model.most_sites;
  if (model.budget) *model.budget -= model.cost[candidate];
  if (const std::uint32_t group = model.group[candidate]; group != CoveringModel::no_group) {
    CoveringModel::Room& room = model.rooms[group];
    if (room.least > 0) --room.least;
    if (room.most != CoveringModel::Room{}.most) --room.most;
  }
  RawRows raw = raw_rows_of(model);
  for (const std::uint32_t row : model.row(candidate)) {
    if (raw.kind[row] == 2) {
      raw.kind[row] = 1;
      continue;
    }
    raw.kind[row] = 0;
    if (row < model.soft_count()) gain(model, row);
  }
  if (model.minimises_cost && model.weight_needed == 0) {
    std::fill_n(raw.kind.begin(), model.soft_count(), std::uint8_t{0});
  }
  std::vector<bool> is_left(model.candidate_count(), true);
  is_left[candidate] = false;
  for (std::size_t c = 0; c < is_left.size(); ++c) {
    const std::uint32_t group = model.group[c];
    if (model.most_sites == 0u) is_left[c] = false;
    if (model.budget && model.cost[c] > *model.budget) is_left[c] = false;
    if (group != CoveringModel::no_group && model.rooms[group].most == 0) is_left[c] = false;
  }
  keep_candidates(model, is_left);
  merge(model, raw);
}

}  // namespace coverage
