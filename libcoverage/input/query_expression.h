#pragma once

#include <set>
#include <string>
#include <string_view>

#include "libcoverage/model/query.h"

namespace coverage {

/// Parses a condition on facilities:
///
///     kind = france_services and (tier >= 2 or not services in (caf, "assurance retraite"))
///
/// Comparisons `= != >= <= < >`, `in (…)`, `not in (…)`, `name contains "La Poste"`; `and` binds
/// tighter than `or`; `not` before a comparison or a parenthesis. Values are bare words (letters,
/// digits, `_ . : / + -`) or quoted, with ' or ". Values of `tier`, `capacity`, `weekly_hours` must
/// be numbers, of `mobile` true or false, of `status` open, planned or closed; `<` and the like
/// compare numbers.
///
/// Throws InputError that names the character of the expression and suggests the right word.
Condition parse_condition(std::string_view text);

/// As above; a likely misspelling of a built-in attribute or of one of `mapped_attributes` is an
/// InputError. Any other name may be a column of a source: who reads the sources judges it.
Condition parse_condition(std::string_view text, const std::set<std::string>& mapped_attributes);

/// `condition` with `status = open` and `mobile = false` added, each unless the condition itself
/// names that attribute.
Condition with_implied_conditions(Condition condition);

/// Throws InputError where `value` cannot be one of the built-in `attribute`: `tier = high`.
void check_attribute_value(const std::string& attribute, const std::string& value);

}  // namespace coverage
