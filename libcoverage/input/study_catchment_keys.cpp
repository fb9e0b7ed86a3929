#include "libcoverage/input/study_key_lists.h"

namespace coverage {

const std::vector<BoundKey<CatchmentInput>>& catchment_keys() {
  using Input = CatchmentInput;
  static const std::vector<BoundKey<Input>> keys{
      {{"catchments", "query", KeyType::text, "", "query whose facilities offer the supply", true},
       into(&Input::query)},
      {{"catchments", "label", KeyType::text, "",
        "name for people (default: the catchment's name in words)"},
       into(&Input::label)},
      {{"catchments",
        "method",
        KeyType::choice,
        "\"2sfca\"",
        "floating catchment: two steps (plain, enhanced), three steps, balanced; or gravity",
        false,
        {"2sfca", "e2sfca", "3sfca", "bfca", "gravity"}},
       into(&Input::method)},
      {{"catchments", "limit", KeyType::threshold, "",
        "time beyond which supply and demand do not meet (default: end of the zones, or 30 min)"},
       into(&Input::limit)},
      {{"catchments",
        "decay",
        KeyType::choice,
        "\"step\"",
        "how much a place counts by its time, within the limit",
        false,
        {"step", "zones", "linear", "exponential", "power", "logistic", "gaussian"}},
       into(&Input::decay)},
      {{"catchments", "zones", KeyType::texts, "[]", "for zones: end and weight of each"},
       into(&Input::zones)},
      {{"catchments", "decay_time", KeyType::threshold, "",
        "the decay's time: end of linear, scale of exponential, midpoint, width, unit of power"},
       into(&Input::decay_time)},
      {{"catchments", "decay_scale", KeyType::threshold, "", "for logistic: its scale"},
       into(&Input::decay_scale)},
      {{"catchments", "decay_exponent", KeyType::number, "", "for power: its exponent"},
       into(&Input::decay_exponent)},
      {{"catchments", "supply", KeyType::text, "\"\"",
        "attribute of the facilities that is offered (default: each counts 1)"},
       into(&Input::supply)},
      {{"catchments", "weight", KeyType::text, "\"\"",
        "weight that competes for the supply (default: the query's)"},
       into(&Input::weight)},
  };
  return keys;
}

}  // namespace coverage
