#include "libcoverage/siting/restricted_rules.h"

#include <algorithm>

namespace coverage {
namespace {

OpeningRules rules_with(const OpeningRules& rules, std::span<const std::uint32_t> open) {
  OpeningRules left;
  left.always = rules.always;
  left.most = rules.most - static_cast<std::int64_t>(open.size());
  left.budget = rules.budget;
  left.groups = rules.groups;
  for (const std::uint32_t place : open) {
    left.always.push_back(rules.places[place]);
    if (left.budget) *left.budget -= rules.cost[place];
    if (rules.group[place] == OpeningRules::no_group) continue;
    --left.groups[rules.group[place]].least;
    --left.groups[rules.group[place]].most;
  }
  return left;
}

bool may_still_open(const OpeningRules& left, const OpeningRules& rules, std::uint32_t place) {
  return left.most > 0 && (!left.budget || rules.cost[place] <= *left.budget) &&
         (rules.group[place] == OpeningRules::no_group || left.groups[rules.group[place]].most > 0);
}

}  // namespace

RestrictedRules restricted_rules(const OpeningRules& rules, std::span<const std::uint32_t> open,
                                 std::span<const std::uint32_t> closed) {
  RestrictedRules result{.rules = rules_with(rules, open), .place = {}, .fate = {}};
  OpeningRules& left = result.rules;
  result.fate.assign(rules.size(), 0);
  for (const std::uint32_t place : closed) result.fate[place] = RestrictedRules::is_closed;
  for (const std::uint32_t place : open) result.fate[place] = RestrictedRules::is_open;
  for (std::uint32_t place = 0; place < rules.size(); ++place) {
    std::uint32_t& fate = result.fate[place];
    if (fate != 0) continue;
    if (!may_still_open(left, rules, place)) {
      fate = RestrictedRules::is_closed;
      continue;
    }
    fate = static_cast<std::uint32_t>(result.place.size());
    result.place.push_back(place);
    left.places.push_back(rules.places[place]);
    left.group.push_back(rules.group[place]);
    left.cost.push_back(rules.cost[place]);
  }
  left.most = std::min(left.most, static_cast<std::int64_t>(left.places.size()));
  return result;
}

}  // namespace coverage
