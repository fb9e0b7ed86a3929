#pragma once

#include "libcoverage/input/raw_roads.h"
#include "libcoverage/model/source_report.h"

namespace coverage {

/// Takes out what adds nothing to a network, and counts it in `report`:
///
/// - nodes that follow each other on a way at one place become one node (the lower), so that no
///   segment is without length; a way that has no length at all goes;
/// - of ways over the same nodes with the same tags the one with the lowest id stays. (Ways that
///   differ in a tag are parallel roads, and stay.)
void clean_roads(RawRoads& roads, SourceReport& report);

}  // namespace coverage
