#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "libcoverage/base/quantities.h"
#include "libcoverage/base/strong_id.h"
#include "libcoverage/model/facility.h"

namespace coverage {

/// A limit that an access meets when it is `<=` in every part that is set.
struct Threshold {
  std::optional<Seconds> time;
  std::optional<Metres> distance;

  /// `600s`, `5000m`, `1200s_5000m`: as in `share_within_600s`. Milliseconds print as `90.5s` →
  /// `90p5s`.
  std::string column_suffix() const;
  /// "10 min", "20 min et 5 km".
  std::string label(bool french) const;
  friend auto operator<=>(const Threshold&, const Threshold&) = default;
};

/// "10 min", "1 h 30 min", "90.5 s" ("90,5 s" in French): exact, to the millisecond.
std::string duration_label(Seconds duration, bool french);
/// "800 m", "1.5 km" ("1,5 km" in French).
std::string distance_label(Metres distance, bool french);

/// `true yes 1 vrai oui` and `false no 0 faux non`, in any case; nothing for any other word.
std::optional<bool> parse_truth_word(std::string_view text);

/// What a comparison finds: nothing where the facility's value is unknown.
using AttributeValue = std::variant<std::monostate, double, bool, std::string>;

/// The value of an attribute by its name in queries: `kind source id name tier status mobile
/// capacity weekly_hours services` (joined by `;`) or a mapped column. A mapped column also answers
/// for `tier`, `capacity` and `weekly_hours` where the facility has none; empty text is unknown.
AttributeValue attribute_of(const Facility& facility, const std::string& name);
const std::set<std::string>& built_in_attributes();

enum class Comparison { equal, not_equal, less, less_equal, greater, greater_equal, in, contains };

/// A condition on facilities, three-valued: unknown is not false.
struct Condition {
  enum class Kind { always, compare, both, either, negation };
  Kind kind = Kind::always;
  std::string attribute;  // compare
  Comparison comparison = Comparison::equal;
  std::vector<std::string> values;  // one, or several for `in`
  std::vector<Condition> operands;  // both, either: two; negation: one

  enum class Truth { no, yes, unknown };
  /// Kleene's logic. Text compares exactly, numbers by value (`7` is `7.0`, but a code such as
  /// `007` only itself); `contains` finds a part of a text, in any case of its plain letters;
  /// `services` equals (or contains) a value when any service does; `<` and the like on text that
  /// is no number are unknown.
  Truth holds(const Facility& facility) const;
  /// Names of all attributes that the condition reads.
  std::set<std::string> attributes() const;
};

/// A named question: access to the nearest facility that meets a condition.
struct Query {
  std::string name;           ///< `[a-z][a-z0-9_]*`
  std::string label;          ///< for people; `default_label` of the name where the study has none
  std::string where;          ///< the condition as written
  Condition condition;        ///< `status = open` and `mobile = false` are added unless named
  Threshold target;           ///< a time, a distance or both
  std::string target_source;  ///< who set the target; empty: the study's own
  std::string weight;         ///< name of the demand weight; empty: the first
  std::optional<std::string> profile;
};

}  // namespace coverage
