#pragma once

#include "libcoverage/base/data_table.h"
#include "libcoverage/output/results.h"

namespace coverage {

/// A row per demand point: its weights, where it meets each network, and per query its access time,
/// distance, facility, whether the value is certain, and status.
DataTable demand_table(const Results& results);

}  // namespace coverage
