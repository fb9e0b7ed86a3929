#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "libcoverage/base/quantities.h"
#include "libcoverage/base/strong_id.h"
#include "libcoverage/geo/geometry.h"

namespace coverage {

/// A place where a service could open.
struct Candidate {
  enum class Rule { optional, mandatory, forbidden };

  std::string id;  ///< `seat:03185`, `mairie:03185`, `grid:712000_6590000`: stable across runs
  std::string name;
  Point position;
  LonLat lon_lat;
  CommuneIndex commune;  ///< none outside every known commune
  Rule rule = Rule::optional;
  std::int64_t cost_millionths = 1'000'000;
  std::optional<Weight> capacity = {};
};

}  // namespace coverage
