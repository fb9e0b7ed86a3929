#pragma once

#include <cstdint>

#include "libcoverage/network/segment_table.h"

namespace coverage {

/// A segment of a table, travelled one way.
struct DirectedSegment {
  std::uint32_t row = 0;
  bool forward = true;
  friend bool operator==(DirectedSegment, DirectedSegment) = default;
};

std::uint32_t start_of(const SegmentTable& table, DirectedSegment segment);
std::uint32_t end_of(const SegmentTable& table, DirectedSegment segment);
bool is_open(const SegmentTable& table, DirectedSegment segment);

/// How far a driver turns from the end of one segment into the start of the next, in degrees from
/// -180 to 180: left is positive, straight on is 0. The last and first few metres of their shapes
/// decide.
double turn_degrees(const SegmentTable& table, DirectedSegment from, DirectedSegment to);

}  // namespace coverage
