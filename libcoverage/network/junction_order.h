#pragma once

#include <cstdint>
#include <vector>

#include "libcoverage/base/execution.h"
#include "libcoverage/network/run_table.h"
#include "libcoverage/network/segment_table.h"

namespace coverage {

/// The junctions, as nodes of the segment table, along a Hilbert curve: a search then touches
/// memory that is near.
std::vector<std::uint32_t> order_junctions(const SegmentTable& segments, const RunTable& runs,
                                           const Execution& execution);

}  // namespace coverage
