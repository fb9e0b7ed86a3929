#pragma once

#include <optional>
#include <string>
#include <vector>

#include "libcoverage/geo/crs.h"
#include "libcoverage/input/raw_roads.h"
#include "libcoverage/model/source_report.h"
#include "libcoverage/model/study.h"
#include "libcoverage/network/audit_network.h"
#include "libcoverage/network/road_network.h"
#include "libcoverage/network/snapper.h"

namespace coverage {

/// A facility or a place where people live that does not meet the network as one would expect.
struct DoubtfulSnap {
  enum class Kind : std::uint8_t {
    unsnapped,       ///< no usable road within the limit
    nearer_refused,  ///< a nearer road was refused
    far,             ///< the road lies farther than half the limit
  };
  Kind kind = Kind::unsnapped;
  bool is_facility = false;
  std::string id, name;
  Point position;
  std::optional<Snap> snap;
  std::optional<RefusedRoad> refused;  ///< the nearest road of all, where it is another one
};
const char* name_of(DoubtfulSnap::Kind kind);  ///< `unsnapped`…

/// An audit of a study's roads for one profile: what the files and summaries are made from.
struct AuditResults {
  Study study;
  Crs crs;
  AuditSettings settings;
  bool from_osm = false;  ///< way ids are OSM's
  RawRoads roads;
  RoadNetwork network;
  NetworkAudit audit;
  std::vector<DoubtfulSnap> snaps;  ///< facilities first, in the order of the study
  SourceReport report;              ///< of the roads: also restrictions that are left out
};

/// One kind of finding, counted.
struct AuditCount {
  std::string kind;   ///< `islands_separate`, `dropped_access`…: stable, for machines
  std::string layer;  ///< where they are; empty: in no layer
  Message text;
  std::uint64_t count = 0;
  std::optional<double> km;
  std::vector<std::string> examples;  ///< the first ones
};
/// What an analyst reads first: the same rows in the table `summary`, on paper and in JSON.
std::vector<AuditCount> count_findings(const AuditResults& results);

}  // namespace coverage
