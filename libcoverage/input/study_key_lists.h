#pragma once

#include <optional>
#include <string>
#include <vector>

#include "libcoverage/input/study_setting.h"
#include "libcoverage/model/study.h"

namespace coverage {

/// A `[[change]]` block as written, before it is known what it asks for.
struct ChangeInput {
  std::optional<std::string> add, close, move, set_tier;
  std::optional<std::string> id, name;
  std::optional<double> lon, lat;
  std::optional<int> tier;
};

/// A `[catchments.NAME]` table as written, before method, decay and limit are put together.
struct CatchmentInput {
  std::string label, query, method, decay;
  std::optional<Threshold> limit, decay_time, decay_scale;
  std::optional<double> decay_exponent;
  std::vector<std::string> zones;
  std::string supply, weight;
};

// The keys of each section, bound to where their values go. `study_keys()` is all of them.
const std::vector<BoundKey<Study>>& top_keys();
const std::vector<BoundKey<CommunesInput>>& communes_keys();
const std::vector<BoundKey<PopulationInput>>& population_keys();
const std::vector<BoundKey<TerritoryInput>>& territories_keys();
const std::vector<BoundKey<FacilitiesInput>>& facilities_keys();
const std::vector<BoundKey<DemandInput>>& demand_keys();
const std::vector<BoundKey<RoadsInput>>& roads_keys();
const std::vector<BoundKey<Query>>& query_keys();
const std::vector<BoundKey<CandidatesInput>>& candidates_keys();
const std::vector<BoundKey<SitesInput>>& sites_keys();
const std::vector<BoundKey<CatchmentInput>>& catchment_keys();
const std::vector<BoundKey<OutputSettings>>& output_keys();
const std::vector<BoundKey<ChangeInput>>& change_keys();

}  // namespace coverage
