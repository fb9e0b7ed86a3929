#pragma once

#include <cstdint>
#include <span>

#include "libcoverage/routing/hierarchy.h"
#include "libcoverage/routing/lanes.h"
#include "libcoverage/routing/target_tree.h"

namespace coverage {

/// Sixteen searches side by side, from their sources to the targets of a tree.
struct MatrixTask {
  const ChordalTopology& topology;
  const TreeArcs& climbed_arcs;
  const TargetTree& targets;
  std::span<const std::uint32_t> closure;  ///< of the sources: see `find_closure`
  std::span<TimeRow> climbed;              ///< by place in it: the sources' own times; is changed
  std::span<TimeRow> by_depth;             ///< unreached everywhere, before and after
  std::span<TimeRow> times;                ///< by target: the answers
};

/// `simd` must be available. All give the same answers.
void run_matrix_task(const MatrixTask& task, Simd simd);

}  // namespace coverage
