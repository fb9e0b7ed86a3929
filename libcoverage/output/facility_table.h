#pragma once

#include "libcoverage/base/data_table.h"
#include "libcoverage/output/results.h"

namespace coverage {

/// Facilities in their order, then those set aside (`set_aside` is true), as in `facilities.csv`
/// and in the layer `facilities`: row + 1 is the `fid` that rasters name. Per query: whether the
/// facility answers it (NULL where unknown) and for how many inhabitants it is the nearest.
DataTable facility_table(const Results& results);

/// The facility of a row, set aside or not.
const Facility& facility_of_row(const Results& results, std::size_t row);

}  // namespace coverage
