#include "libcoverage/access/select_facilities.h"

#include <algorithm>

namespace coverage {
namespace {

using Truth = Condition::Truth;

Truth negated(Truth truth) {
  if (truth == Truth::unknown) return truth;
  return truth == Truth::yes ? Truth::no : Truth::yes;
}

/// `condition` where only the kind and the source of `facility` are known.
Truth holds_by_kind(const Condition& condition, const Facility& facility) {
  const auto operand = [&](std::size_t i) {
    return holds_by_kind(condition.operands.at(i), facility);
  };
  switch (condition.kind) {
    case Condition::Kind::always:
      return Truth::yes;
    case Condition::Kind::compare:
      if (condition.attribute != "kind" && condition.attribute != "source") return Truth::unknown;
      return condition.holds(facility);
    case Condition::Kind::negation:
      return negated(operand(0));
    case Condition::Kind::both:
      if (operand(0) == Truth::no || operand(1) == Truth::no) return Truth::no;
      return operand(0) == Truth::yes ? operand(1) : Truth::unknown;
    case Condition::Kind::either:
      if (operand(0) == Truth::yes || operand(1) == Truth::yes) return Truth::yes;
      return operand(0) == Truth::no ? operand(1) : Truth::unknown;
  }
  return Truth::unknown;
}

}  // namespace

FacilitySelection select_facilities(const Query& query,
                                    const IdVector<FacilityIndex, Facility>& facilities) {
  FacilitySelection selection;
  for (std::size_t i = 0; i < facilities.size(); ++i) {
    const FacilityIndex facility = FacilityIndex::from_size(i);
    const Truth truth = query.condition.holds(facilities[facility]);
    if (truth == Truth::yes) selection.chosen.push_back(facility);
    if (truth == Truth::unknown) selection.unknown.push_back(facility);
  }
  return selection;
}

bool may_answer(const Condition& condition, const std::string& source, const std::string& kind) {
  Facility facility;
  facility.source = source;
  facility.kind = kind;
  return holds_by_kind(condition, facility) != Truth::no;
}

}  // namespace coverage
