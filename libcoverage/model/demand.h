#pragma once

#include <string>
#include <vector>

#include "libcoverage/base/quantities.h"
#include "libcoverage/base/strong_id.h"
#include "libcoverage/geo/geometry.h"

namespace coverage {

/// A place where people live.
struct DemandPoint {
  std::string id;
  Point position;
  CommuneIndex commune;  ///< none in studies without communes
};

/// One named weight of every demand point. Names are never added up.
struct DemandWeight {
  std::string name;          ///< `population`, `pop_75_plus`, `buildings`, `road_length`
  std::string concept_name;  ///< `population municipale`, `ménages fiscaux`; empty where unknown
  std::string unit;  ///< `inhabitants`, or the declared unit (`buildings`, `metres of road`)
  IdVector<DemandIndex, Weight> values;
  Weight source_total;      ///< as read, in the study area, before calibration
  Weight calibrated_total;  ///< what indicators use
};

enum class DemandMethod { grid, points, network, seat };
const char* name_of(DemandMethod method);

/// All demand points of the study area, in a fixed order (by id within communes by code).
struct Demand {
  DemandMethod method = DemandMethod::network;
  bool calibrated = false;
  IdVector<DemandIndex, DemandPoint> points;
  std::vector<DemandWeight> weights;  ///< the first is the study's main weight

  /// The weight of that name, or nullptr.
  const DemandWeight* find_weight(const std::string& name) const;
};

}  // namespace coverage
