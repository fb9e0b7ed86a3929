#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "libcoverage/access/access_raster.h"
#include "libcoverage/access/access_time.h"
#include "libcoverage/access/explain_route.h"
#include "libcoverage/geo/crs.h"
#include "libcoverage/indicators/catchment_indicators.h"
#include "libcoverage/indicators/indicators.h"
#include "libcoverage/model/demand.h"
#include "libcoverage/model/facility.h"
#include "libcoverage/model/source_report.h"
#include "libcoverage/model/study.h"
#include "libcoverage/model/territory.h"
#include "libcoverage/network/network_issues.h"
#include "libcoverage/network/road_network.h"
#include "libcoverage/network/snapper.h"

namespace coverage {

/// What the segments of a network are called, for people. Shares the network's columns.
struct SegmentLabels {
  Column<std::int64_t> way_id;
  Column<std::uint32_t> name;  ///< in `names`
  TextColumn names;
};

/// One network of the study: a profile, its figures and every point's snap to it.
struct NetworkResult {
  std::string profile;
  Message profile_label = {};  ///< what the profile calls itself
  std::string traffic;
  std::string fingerprint;
  std::uint64_t junctions = 0, vertices = 0, arcs = 0, segments = 0, components = 0;
  double length_km = 0;
  IdVector<DemandIndex, std::optional<Snap>> demand_snaps;
  IdVector<FacilityIndex, std::optional<Snap>> facility_snaps;
  /// Roads that are nearer than the chosen ones, or the nearest ones of unsnapped points.
  std::map<DemandIndex, RefusedRoad> demand_refused = {};
  std::map<FacilityIndex, RefusedRoad> facility_refused = {};
  SegmentLabels segment_labels = {};
  std::vector<NetworkIssue> issues = {};  ///< of the roads themselves
};

/// The route that stands for a commune.
struct CommuneRoute {
  CommuneIndex commune;
  DemandIndex point;  ///< where it starts; none: at the seat
  Point position;
  AccessStatus status = AccessStatus::unsnapped;
  std::optional<ExplainedRoute> route;  ///< where the status is ok
};

struct QueryResult {
  Query query;
  std::size_t network = 0;                ///< in Results::networks
  std::vector<FacilityIndex> facilities;  ///< that answer the query
  std::vector<FacilityIndex> unknown;     ///< whose condition has no answer: counted and listed
  IdVector<DemandIndex, AccessTime> demand;
  /// For each of `thresholds` of the indicators that has a distance: whether each point meets it.
  QueryIndicators indicators;
  std::optional<AccessRaster> raster;
  std::vector<CommuneRoute> routes = {};  ///< where the study asks for them
};

/// What one side of the study's limit has of a catchment's supply.
struct CatchmentDemand {
  Weight population;
  Weight served;
  /// Σ population × score: in two and three steps, its part of the reached supply.
  double supply_given = 0;
};

/// A floating catchment of the study.
struct CatchmentResult {
  Catchment catchment;    ///< its weight is filled in
  std::size_t query = 0;  ///< in Results::queries
  IdVector<DemandIndex, CatchmentScore> demand;
  std::vector<FacilityIndex> facilities;
  std::vector<double> supply;                           ///< by place in `facilities`
  std::vector<double> allocated_demand;                 ///< the same; empty for gravity
  std::vector<std::optional<double>> level_of_service;  ///< the same; nothing without demand
  double total_supply = 0;
  double unreached_supply = 0;  ///< of facilities without demand in reach
  CatchmentDemand inside;       ///< the study
  CatchmentDemand around;       ///< its surroundings, which compete and count in no figure
  CatchmentIndicators indicators;
};

/// An input file's identity, for the manifest.
struct InputFile {
  std::string path;  ///< as written, relative to the study where it is below it
  std::string sha256;
  std::uint64_t bytes = 0;
};

/// Everything that a run has found, from which all outputs are made. Read-only for them.
struct Results {
  Study study;
  Crs crs = Crs::wgs84();
  Territory territory;
  IdVector<FacilityIndex, Facility> facilities;
  /// Listed, never counted as a fixed place: buses, itinerant rows, rows without hours.
  std::vector<Facility> set_aside;
  Demand demand;
  std::vector<NetworkResult> networks;
  std::vector<QueryResult> queries;              ///< in study order
  std::vector<CatchmentResult> catchments = {};  ///< in study order
  RasterGrid grid;
  std::vector<SourceReport> sources;
  std::vector<InputFile> inputs;
  std::vector<Message> hypotheses;  ///< rules, proxies, assumptions: printed with every output
};

}  // namespace coverage
