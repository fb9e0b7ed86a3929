#pragma once

#include <nlohmann/json_fwd.hpp>

#include "libcoverage/output/results.h"

namespace coverage {

/// The `catchments` of `summary.json`: an object a catchment, by name, in study order.
nlohmann::ordered_json catchments_json(const Results& results);

}  // namespace coverage
