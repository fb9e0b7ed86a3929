#pragma once

#include <future>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "libcoverage/access/nearest_access.h"
#include "libcoverage/base/execution.h"
#include "libcoverage/geo/crs.h"
#include "libcoverage/input/load_demand.h"
#include "libcoverage/input/load_facilities.h"
#include "libcoverage/model/source_report.h"
#include "libcoverage/model/study.h"
#include "libcoverage/model/territory.h"
#include "libcoverage/network/road_network.h"
#include "libcoverage/network/snapper.h"
#include "libcoverage/routing/reverse_graph.h"

namespace coverage {

/// One profile's network with its spatial index, its reverse graph and the facilities' snaps to it.
struct StudyNetwork {
  std::string profile;
  RoadNetwork roads;
  std::unique_ptr<Snapper> snapper;
  OwnedSearchGraph into;
  std::vector<VertexId> open_ends;  ///< where its roads probably go on beyond the data
  IdVector<FacilityIndex, std::optional<Snap>> facility_snaps;

  AccessNetwork access() const { return {roads, into.view()}; }
};

/// A study whose inputs are read: what every command starts from.
struct StudyInputs {
  Study study;  ///< queries completed
  Crs crs = Crs::wgs84();
  Territory territory;
  LoadedFacilities facilities;
  /// One a profile that the study or one of its queries names; the study's own first.
  std::vector<std::unique_ptr<StudyNetwork>> networks;
  std::vector<std::size_t> network_of_query;
  std::vector<SourceReport> sources;
  std::vector<Message> hypotheses;
  /// Of the demand, where it was read beside the others: what was read, or why it cannot be.
  std::future<DemandFeatures> demand;
};

/// Whether the demand's features will be asked for, and may be read while other inputs are.
enum class ReadAlso { nothing, demand };

/// Reads territory, facilities (with the scenario's changes) and roads, builds the networks,
/// completes the queries, snaps the facilities. Where there is more than one thread and the
/// networks are built already, these are opened while the other files are read; results, warnings
/// and errors are the same. Throws InputError, GeometryError.
StudyInputs load_study_inputs(const Study& study, const Execution& execution,
                              ReadAlso also = ReadAlso::nothing);

/// The profiles that a study names, its own first: names in data/profiles or paths.
std::vector<std::string> profiles_of(const Study& study);

/// The networks alone, the study's own first, with one report of their roads: what
/// `coverage-network` needs.
std::vector<RoadNetwork> load_road_networks(const Study& study, const Crs& crs,
                                            std::vector<SourceReport>& sources,
                                            const Execution& execution);

}  // namespace coverage
