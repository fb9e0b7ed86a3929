#pragma once

#include <vector>

#include "libcoverage/input/commune_outlines.h"

namespace coverage {

/// Ground that communes enclose and none of them has: a sliver between borders that were simplified
/// apart, or a commune that the layer lacks. The first ring of each is its limit.
std::vector<Polygon> find_gaps(const std::vector<CommuneDraft>& communes,
                               const std::vector<Outline>& outlines, double tolerance);

/// Notes gaps above 1 m², largest first, with their total area and places; or that they were not
/// looked for, where nearly no border is shared and looking would take minutes.
void note_gaps(const std::vector<CommuneDraft>& communes, const std::vector<Outline>& outlines,
               SourceReport& report);

}  // namespace coverage
