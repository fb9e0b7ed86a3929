#include "libcoverage/siting/covering/row_partition.h"

#include <catch2/catch.hpp>
#include <map>

#include "libcoverage/siting/covering/merge_rows.h"
#include "siting/covering/cover_world.h"

namespace coverage {
namespace {

constexpr std::uint32_t out = RowPartition::left_out;
using Rows = std::vector<std::uint32_t>;

void split(RowPartition& partition, const Rows& rows) {
  partition.split([&](auto&& take) {
    for (const std::uint32_t row : rows) take(row);
  });
}

/// Rows are told apart by their kind and by the whole list of who covers them.
Rows classes_by_lists(const std::vector<std::uint8_t>& kind, const std::vector<Rows>& candidates) {
  std::map<std::pair<std::uint8_t, std::vector<bool>>, std::uint32_t> names;
  Rows classes;
  for (std::uint32_t row = 0; row < kind.size(); ++row) {
    std::vector<bool> is_covering;
    for (const Rows& rows : candidates) {
      is_covering.push_back(std::ranges::find(rows, row) != rows.end());
    }
    const auto next = static_cast<std::uint32_t>(names.size());
    if (kind[row] == 0) {
      classes.push_back(out);
    } else {
      classes.push_back(names.try_emplace({kind[row], is_covering}, next).first->second);
    }
  }
  return classes;
}

/// Merges the rows of a model's candidates, which are numbered as the raw ones are.
void merge(CoveringModel& model, const RawRows& raw, bool is_merging = true) {
  const CoveringModel before = model;
  merge_rows(model, raw, is_merging, [&](std::size_t c, auto&& take) {
    for (const std::uint32_t row : before.row(c)) take(row);
  });
}

}  // namespace

TEST_CASE("rows share a class exactly where kind and candidates are the same") {
  const auto seed = GENERATE(range(0u, 100u));
  CAPTURE(seed);
  std::mt19937 random(seed);
  std::vector<std::uint8_t> kind;
  for (int row = 0; row < 30; ++row) kind.push_back(static_cast<std::uint8_t>(random() % 4));
  std::vector<Rows> candidates(random() % 5);
  for (Rows& rows : candidates) {
    for (std::uint32_t row = 0; row < kind.size(); ++row) {
      if (random() % 3 == 0) rows.push_back(row);
    }
  }
  RowPartition partition(kind);
  for (const Rows& rows : candidates) split(partition, rows);
  CHECK(partition.numbered() == classes_by_lists(kind, candidates));
  // Who is read when does not matter, nor that all are read again.
  RowPartition backwards(kind);
  for (auto rows = candidates.rbegin(); rows != candidates.rend(); ++rows) split(backwards, *rows);
  for (const Rows& rows : candidates) split(backwards, rows);
  CHECK(backwards.numbered() == partition.numbered());
}

TEST_CASE("before any candidate there is a class for each kind, numbered by its first row") {
  CHECK(RowPartition({3, 1, 3, 0, 1, 2}).numbered() == Rows{0, 1, 0, out, 1, 2});
  CHECK(RowPartition({}).numbered().empty());
  CHECK(RowPartition({0, 0}).numbered() == Rows{out, out});
}

TEST_CASE("a candidate of all rows, of none or of those left out splits nothing") {
  RowPartition partition({1, 1, 0, 1});
  split(partition, {0, 1, 2, 3});
  split(partition, {});
  split(partition, {2});
  CHECK(partition.numbered() == Rows{0, 0, out, 0});
  split(partition, {3});
  CHECK(partition.numbered() == Rows{0, 0, out, 1});
}

TEST_CASE("equal raw rows become one, and hard rows never one with soft ones") {
  // Rows 0, 2 and 4 are covered by the first candidate alone, 1 and 3 by both.
  CoveringModel model = cover_world({{0, 1, 2, 3, 4}, {1, 3}}, 5);
  merge(model, {.kind = {1, 2, 1, 2, RawRows::hard}, .weight = {5, 1, 7, 2, 0}});
  CHECK(model.weight == std::vector<std::int64_t>{12, 3});
  CHECK(model.need == std::vector<std::uint8_t>{1, 2, 1});
  CHECK(model.rows == Rows{0, 1, 2, 1});
  CHECK(model.first == std::vector<std::uint64_t>{0, 3, 4});
}

TEST_CASE("soft rows that too few candidates cover are gone, hard ones stay") {
  CoveringModel model = cover_world({{0, 1}}, 4);
  merge(model, {.kind = {1, 2, 1, RawRows::hard}, .weight = {5, 1, 7, 0}});
  CHECK(model.weight == std::vector<std::int64_t>{5});
  CHECK(model.need == std::vector<std::uint8_t>{1, 1});  // the last one has no candidate
  CHECK(model.rows == Rows{0});
}

TEST_CASE("rows that are not to be merged stay apart, without those that decide nothing") {
  CoveringModel model = cover_world({{0, 1, 2}}, 3);
  merge(model, {.kind = {1, 0, 1}, .weight = {5, 9, 7}}, false);
  CHECK(model.weight == std::vector<std::int64_t>{5, 7});
  CHECK(model.rows == Rows{0, 1});
}

TEST_CASE("a model without rows, or without candidates, merges to one without rows") {
  CoveringModel empty = cover_world({{}, {}}, 0);
  merge(empty, {});
  CHECK(empty.row_count() == 0);
  CHECK(empty.first == std::vector<std::uint64_t>{0, 0, 0});
  CoveringModel nobody = cover_world({}, 2);
  merge(nobody, {.kind = {1, 2}, .weight = {3, 4}});
  CHECK(nobody.row_count() == 0);
  CHECK(nobody.first == std::vector<std::uint64_t>{0});
}

}  // namespace coverage
