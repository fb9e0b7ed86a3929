#pragma once

#include "libcoverage/base/execution.h"
#include "libcoverage/network/profile.h"
#include "libcoverage/network/segment_table.h"

namespace coverage {

/// Sets what is lost at the end of every segment, each way, by the profile's delays:
///
/// - at a junction (three arms or more): the most of what its node costs (signals, a stop sign…),
///   entering a roundabout, giving way to a road of higher priority, or meeting roads of the same
///   priority. Who follows the road of highest priority past lesser ones loses nothing;
/// - between junctions: what the node costs (a level crossing, a gate), in the direction that the
///   map gives; a stop sign without one stands before the nearest junction, signals too where that
///   is near;
/// - at the end of a ferry: waiting and boarding.
void add_delays(SegmentTable& table, const Profile& profile, const Execution& execution);

}  // namespace coverage
