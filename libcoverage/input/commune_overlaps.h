#pragma once

#include <cstddef>
#include <vector>

#include "libcoverage/base/execution.h"
#include "libcoverage/input/commune_outlines.h"

namespace coverage {

/// Two communes that share ground.
struct Overlap {
  std::size_t first = 0, second = 0;  ///< indices, first < second
  double area = 0;                    ///< square metres
};

/// All overlaps of more than `tolerance` square metres, by (first, second). Only pairs with a loose
/// edge where their bounding boxes meet are measured, so that a clean layer costs next to nothing.
std::vector<Overlap> find_overlaps(const std::vector<CommuneDraft>& communes,
                                   const std::vector<Outline>& outlines, double tolerance,
                                   const Execution& execution);

/// Notes overlaps above 1 m², largest first, with their total area.
void note_overlaps(const std::vector<CommuneDraft>& communes, const std::vector<Outline>& outlines,
                   const Execution& execution, SourceReport& report);

}  // namespace coverage
