#pragma once

#include <optional>
#include <string>
#include <variant>

#include "libcoverage/geo/geometry.h"

namespace coverage {

/// One `[[change]]` of a scenario. Changes apply in the order of the file.
struct AddFacility {
  std::string kind;
  std::optional<std::string> id;  ///< else `scenario:FILE-STEM-N`
  std::optional<std::string> name;
  LonLat where;
  std::optional<int> tier;
};
struct CloseFacility {
  std::string id;
};
struct MoveFacility {
  std::string id;
  LonLat where;
};
struct SetTier {
  std::string id;
  int tier = 1;
};

struct ScenarioChange {
  std::variant<AddFacility, CloseFacility, MoveFacility, SetTier> change;
  std::string file;  ///< the scenario file that asks for it
  int line = 0;
  int number = 0;  ///< 1-based place among the `add`s of that file, for `scenario:FILE-STEM-N`
};

}  // namespace coverage
