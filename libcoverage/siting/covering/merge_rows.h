#pragma once

#include <algorithm>

#include "libcoverage/siting/covering/covering_model.h"
#include "libcoverage/siting/covering/row_partition.h"

namespace coverage {

/// Rows of a covering problem before they are merged: soft ones, then hard ones.
struct RawRows {
  static constexpr std::uint8_t hard = 3;
  std::vector<std::uint8_t> kind;  ///< the need of a soft row, `hard`, or 0: nothing to decide
  std::vector<std::int64_t> weight;
};

/// The classes of raw rows: those of one class become one row.
struct Classes {
  std::vector<std::uint32_t> of_row;
  std::vector<std::uint32_t> first_row;  ///< by class
  std::vector<std::uint32_t> covers;     ///< by class: how many candidates cover it
};

/// `each(c, take)` gives the raw rows of candidate c.
template <class Each>
Classes classes_of(const RawRows& raw, std::size_t candidates, bool is_merging, const Each& each) {
  RowPartition partition(raw.kind);
  Classes classes;
  if (is_merging) {
    for (std::size_t c = 0; c < candidates; ++c) {
      partition.split([&](auto&& take) { each(c, take); });
    }
    classes.of_row = partition.numbered();
  } else {
    classes.of_row.assign(raw.kind.size(), RowPartition::left_out);
    std::uint32_t next = 0;
    for (std::size_t row = 0; row < raw.kind.size(); ++row) {
      if (raw.kind[row] != 0) classes.of_row[row] = next++;
    }
  }
  for (std::uint32_t row = 0; row < raw.kind.size(); ++row) {
    if (classes.of_row[row] == classes.first_row.size()) classes.first_row.push_back(row);
  }
  classes.covers.assign(classes.first_row.size(), 0);
  for (std::size_t c = 0; c < candidates; ++c) {
    each(c, [&](std::uint32_t row) {
      const std::uint32_t one = classes.of_row[row];
      if (one != RowPartition::left_out && classes.first_row[one] == row) ++classes.covers[one];
    });
  }
  return classes;
}

/// Writes the rows of the model: classes that some plan may cover, and hard ones.
/// Gives by class its row, or `left_out`.
inline std::vector<std::uint32_t> write_rows(CoveringModel& model, const RawRows& raw,
                                             const Classes& classes) {
  std::vector<std::uint32_t> row_of(classes.first_row.size(), RowPartition::left_out);
  model.need.clear();
  model.weight.clear();
  for (std::size_t one = 0; one < row_of.size(); ++one) {
    const std::uint8_t kind = raw.kind[classes.first_row[one]];
    if (kind != RawRows::hard && classes.covers[one] < kind) continue;
    row_of[one] = static_cast<std::uint32_t>(model.need.size());
    model.need.push_back(kind == RawRows::hard ? 1 : kind);
    if (kind != RawRows::hard) model.weight.push_back(0);
  }
  for (std::size_t row = 0; row < raw.kind.size(); ++row) {
    if (raw.kind[row] == 0 || raw.kind[row] == RawRows::hard) continue;
    const std::uint32_t kept = row_of[classes.of_row[row]];
    if (kept != RowPartition::left_out) model.weight[kept] += raw.weight[row];
  }
  return row_of;
}

/// Replaces the rows of a model by merged ones; soft rows that too few candidates cover are gone.
template <class Each>
void merge_rows(CoveringModel& model, const RawRows& raw, bool is_merging, const Each& each) {
  const Classes classes = classes_of(raw, model.candidate_count(), is_merging, each);
  const auto row_of = write_rows(model, raw, classes);
  std::vector<std::uint64_t> first = {0};
  std::vector<std::uint32_t> rows;
  for (std::size_t c = 0; c < model.candidate_count(); ++c) {
    each(c, [&](std::uint32_t row) {
      const std::uint32_t one = classes.of_row[row];
      if (one == RowPartition::left_out || classes.first_row[one] != row) return;
      if (row_of[one] != RowPartition::left_out) rows.push_back(row_of[one]);
    });
    const auto begin = rows.begin() + static_cast<std::ptrdiff_t>(first.back());
    if (!std::is_sorted(begin, rows.end())) std::sort(begin, rows.end());
    first.push_back(rows.size());
  }
  rows.shrink_to_fit();
  model.first = std::move(first);
  model.rows = std::move(rows);
}

}  // namespace coverage
