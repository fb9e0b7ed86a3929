#pragma once

#include <cstddef>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "libcoverage/model/facility.h"
#include "libcoverage/model/query.h"

namespace coverage {

/// A hypothesis of the study on the facilities of one source: `tier = 3 when weekly_hours >= 35`.
///
/// Rules classify what a source leaves unsaid. `kind`, `status` and `mobile`, which every facility
/// has from its block or by default, are set where the rule's condition holds; every other
/// attribute is set only where it is unknown, so that a rule never overwrites what a source says.
struct FacilityRule {
  std::string text;       ///< as written, for the list of hypotheses
  std::string attribute;  ///< any but `id`, `source` and `weekly_hours`, which are read
  std::string value;
  Condition condition;  ///< always, where the rule has no `when`
};

/// Parses `attribute = value [when CONDITION]`. Throws InputError that names the character of the
/// rule.
FacilityRule parse_facility_rule(std::string_view text);
/// As above; likely misspellings of built-in attributes and of `mapped_attributes` are refused.
FacilityRule parse_facility_rule(std::string_view text,
                                 const std::set<std::string>& mapped_attributes);

/// Applies one rule where its condition holds (unknown does not hold) and returns whether it
/// changed the facility.
bool apply_rule(const FacilityRule& rule, Facility& facility);

/// Applies the rules of a source in order; for each attribute the first rule that holds decides, so
/// `tier = 3 when weekly_hours >= 35`, `tier = 2 when weekly_hours >= 24`, `tier = 1` reads as
/// written. Returns the indices of the rules that changed the facility.
std::vector<std::size_t> apply_rules(std::span<const FacilityRule> rules, Facility& facility);

}  // namespace coverage
