#include "libcoverage/input/commune_overlaps.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "libcoverage/base/parallel_for.h"
#include "libcoverage/base/text.h"
#include "libcoverage/geo/polygon_operations.h"

namespace coverage {

namespace {

bool may_overlap(const Outline& a, const Outline& b) {
  if (!boxes_meet(a.box, b.box)) return false;
  const Box common{std::max(a.box.min_x, b.box.min_x), std::max(a.box.min_y, b.box.min_y),
                   std::min(a.box.max_x, b.box.max_x), std::min(a.box.max_y, b.box.max_y)};
  const auto touches = [&](const Box& edge) { return boxes_meet(edge, common); };
  return std::any_of(a.loose_edges.begin(), a.loose_edges.end(), touches) ||
         std::any_of(b.loose_edges.begin(), b.loose_edges.end(), touches);
}

/// Pairs that may overlap, found by sweeping from west to east, by (first, second).
std::vector<Overlap> candidate_pairs(const std::vector<Outline>& outlines) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < outlines.size(); ++i) {
    if (!outlines[i].box.empty()) order.push_back(i);
  }
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return std::tie(outlines[a].box.min_x, a) < std::tie(outlines[b].box.min_x, b);
  });
  std::vector<Overlap> pairs;
  for (auto west = order.begin(); west != order.end(); ++west) {
    for (auto east = west + 1; east != order.end(); ++east) {
      if (outlines[*east].box.min_x > outlines[*west].box.max_x) break;
      if (!may_overlap(outlines[*west], outlines[*east])) continue;
      pairs.push_back({std::min(*west, *east), std::max(*west, *east), 0});
    }
  }
  std::sort(pairs.begin(), pairs.end(), [](const Overlap& a, const Overlap& b) {
    return std::tie(a.first, a.second) < std::tie(b.first, b.second);
  });
  return pairs;
}

}  // namespace

std::vector<Overlap> find_overlaps(const std::vector<CommuneDraft>& communes,
                                   const std::vector<Outline>& outlines, double tolerance,
                                   const Execution& execution) {
  std::vector<Overlap> pairs = candidate_pairs(outlines);
  parallel_for(
      pairs.size(), execution.threads, 16, [&](std::size_t begin, std::size_t end, unsigned) {
        execution.check_interrupted();
        for (std::size_t i = begin; i < end; ++i) {
          pairs[i].area =
              overlap_area(communes[pairs[i].first].shape, communes[pairs[i].second].shape);
        }
      });
  std::erase_if(pairs, [&](const Overlap& pair) { return pair.area <= tolerance; });
  return pairs;
}

void note_overlaps(const std::vector<CommuneDraft>& communes, const std::vector<Outline>& outlines,
                   const Execution& execution, SourceReport& report) {
  constexpr double tolerance = 1.0;
  constexpr std::size_t listed = 10;
  std::vector<Overlap> overlaps = find_overlaps(communes, outlines, tolerance, execution);
  if (overlaps.empty()) return;
  double total = 0;
  for (const Overlap& overlap : overlaps) total += overlap.area;
  std::stable_sort(overlaps.begin(), overlaps.end(),
                   [](const Overlap& a, const Overlap& b) { return a.area > b.area; });
  SourceNote note{
      SourceNote::Kind::doubtful,
      "overlaps",
      message("pairs of communes overlap, by {} ha in all; a place in two communes "
              "counts for the one with the lower code",
              "paires de communes qui se chevauchent, sur {} ha au total ; un lieu "
              "situé dans deux communes compte pour celle dont le code est le plus petit",
              format_decimals(total / 10000, 2)),
      overlaps.size(),
      {}};
  for (std::size_t i = 0; i < std::min(listed, overlaps.size()); ++i) {
    const CommuneDraft& a = communes[overlaps[i].first];
    const CommuneDraft& b = communes[overlaps[i].second];
    note.examples.push_back(code_and_name(a.code, a.facts.name) + " / " +
                            code_and_name(b.code, b.facts.name) + ": " +
                            format_decimals(overlaps[i].area / 10000, 4) + " ha");
  }
  report.notes.push_back(std::move(note));
}

}  // namespace coverage
