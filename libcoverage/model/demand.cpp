#include "libcoverage/model/demand.h"

namespace coverage {

const char* name_of(DemandMethod method) {
  switch (method) {
    case DemandMethod::grid:
      return "grid";
    case DemandMethod::points:
      return "points";
    case DemandMethod::network:
      return "network";
    case DemandMethod::seat:
      return "seat";
  }
  return "network";
}

const DemandWeight* Demand::find_weight(const std::string& name) const {
  for (const DemandWeight& weight : weights) {
    if (weight.name == name) return &weight;
  }
  return nullptr;
}

}  // namespace coverage
