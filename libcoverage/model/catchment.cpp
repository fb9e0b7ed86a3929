#include "libcoverage/model/catchment.h"

#include <array>

namespace coverage {

const char* name_of(CatchmentMethod method, const DistanceDecay& decay) {
  switch (method) {
    case CatchmentMethod::two_step:
      return std::holds_alternative<StepDecay>(decay) ? "2SFCA" : "E2SFCA";
    case CatchmentMethod::three_step:
      return "3SFCA";
    case CatchmentMethod::balanced:
      return "BFCA";
    case CatchmentMethod::gravity:
      break;
  }
  return "gravity";
}

const char* name_of(const DistanceDecay& decay) {
  static constexpr std::array names{"step",  "zones",    "linear",  "exponential",
                                    "power", "logistic", "gaussian"};
  static_assert(names.size() == std::variant_size_v<DistanceDecay>);
  return names[decay.index()];
}

}  // namespace coverage
