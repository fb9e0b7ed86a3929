#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "libcoverage/network/forbidden_paths.h"
#include "libcoverage/network/profile.h"
#include "libcoverage/network/run_table.h"
#include "libcoverage/network/segment_table.h"

namespace coverage {

/// The states of a search and the arcs between them, while a network is built.
///
/// A junction is one vertex, unless what may follow depends on how one came there:
/// - where a forbidden path passes, or turns cost time, it has one vertex per arriving run (and per
///   place in the forbidden paths that the trip may be on); U-turns there are forbidden, or cost
///   what the profile says, except where there is no other way out;
/// - along roads that are open to their destinations only, one for trips that began there and have
///   not left yet, one for trips that came in and must end, and the ordinary one for all others.
struct VertexTable {
  struct Arc {
    std::uint32_t tail = 0, head = 0;  ///< vertices
    DirectedRunId run;
    std::uint32_t turn_ms = 0;  ///< lost at the tail, turning into the run
  };
  static constexpr std::uint32_t no_vertex = 0xffffffffu;

  std::vector<std::uint32_t> junction;  ///< by vertex: its place in the order of junctions
  std::vector<Arc> arcs;                ///< by tail, then run
  /// By directed run: the vertex that a trip beginning on it reaches first; `no_vertex` where it is
  /// closed.
  std::vector<std::uint32_t> first_vertex;
};

/// What makes some junctions more than one vertex.
struct TurnRules {
  ForbiddenPaths forbidden;
  std::vector<std::uint32_t> ruled_nodes;  ///< nodes of the segment table that the paths pass
  Profile::Turns costs;
  std::vector<bool> cost_classes;  ///< by class: turns cost time where one of these meets; or empty
};
TurnRules make_turn_rules(std::span<const ForbiddenPath> forbidden, const RunTable& runs,
                          const Profile& profile);

/// `junction_of_node`: the place of each junction in their order, by node of the segment table.
VertexTable make_vertices(const SegmentTable& segments, const RunTable& runs,
                          const TurnRules& rules, std::span<const std::uint32_t> junction_of_node);

}  // namespace coverage
