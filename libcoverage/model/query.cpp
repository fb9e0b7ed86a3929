#include "libcoverage/model/query.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "libcoverage/base/text.h"

namespace coverage {

namespace {

using Truth = Condition::Truth;

Truth truth_of(bool holds) {
  return holds ? Truth::yes : Truth::no;
}

Truth opposite(Truth truth) {
  if (truth == Truth::unknown) return truth;
  return truth_of(truth == Truth::no);
}

/// `03185` and `007` are codes: `=` must not take `7` for `007`.
bool is_code(std::string_view text) {
  return text.size() > 1 && text[0] == '0' && text[1] >= '0' && text[1] <= '9';
}

bool same_text(const std::string& value, const std::string& wanted) {
  if (value == wanted) return true;
  if (is_code(value) || is_code(wanted)) return false;
  const auto number = parse_number(value);
  return number && number == parse_number(wanted);
}

bool ordered(double value, Comparison comparison, double limit) {
  switch (comparison) {
    case Comparison::less:
      return value < limit;
    case Comparison::less_equal:
      return value <= limit;
    case Comparison::greater:
      return value > limit;
    default:
      return value >= limit;
  }
}

std::optional<double> as_number(const AttributeValue& value) {
  if (const auto* number = std::get_if<double>(&value)) return *number;
  if (const auto* text = std::get_if<std::string>(&value)) return parse_number(*text);
  return {};
}

bool equals(const AttributeValue& value, const std::string& wanted) {
  if (const auto* number = std::get_if<double>(&value)) return parse_number(wanted) == *number;
  if (const auto* flag = std::get_if<bool>(&value)) return parse_truth_word(wanted) == *flag;
  return same_text(std::get<std::string>(value), wanted);
}

bool any_service(const Facility& facility, const std::vector<std::string>& wanted) {
  return std::any_of(facility.services.begin(), facility.services.end(), [&](const auto& service) {
    return std::any_of(wanted.begin(), wanted.end(),
                       [&](const auto& value) { return same_text(service, value); });
  });
}

bool is_ordering(Comparison comparison) {
  return comparison != Comparison::equal && comparison != Comparison::not_equal &&
         comparison != Comparison::in && comparison != Comparison::contains;
}

/// Whether a text has a part, whatever the case of its plain letters: `services` joined by `;` has
/// it where one of them does.
bool has_part(const AttributeValue& value, const std::string& part) {
  const auto* text = std::get_if<std::string>(&value);
  return text && lower_ascii(*text).find(lower_ascii(part)) != std::string::npos;
}

Truth compare(const Facility& facility, const Condition& condition) {
  const AttributeValue value = attribute_of(facility, condition.attribute);
  if (std::holds_alternative<std::monostate>(value)) return Truth::unknown;
  if (condition.comparison == Comparison::contains) {
    return truth_of(has_part(value, condition.values.front()));
  }
  if (is_ordering(condition.comparison)) {
    const auto number = as_number(value);
    const auto limit = parse_number(condition.values.front());
    if (!number || !limit) return Truth::unknown;
    return truth_of(ordered(*number, condition.comparison, *limit));
  }
  const bool found =
      condition.attribute == "services"
          ? any_service(facility, condition.values)
          : std::any_of(condition.values.begin(), condition.values.end(),
                        [&](const std::string& wanted) { return equals(value, wanted); });
  return truth_of(found != (condition.comparison == Comparison::not_equal));
}

AttributeValue text_or_unknown(const std::string& text) {
  if (text.empty()) return std::monostate();
  return text;
}

AttributeValue mapped_attribute(const Facility& facility, const std::string& name) {
  const auto found = facility.attributes.find(name);
  if (found == facility.attributes.end()) return std::monostate();
  return text_or_unknown(found->second);
}

AttributeValue weekly_hours_of(const Facility& facility) {
  if (facility.opening_hours) return facility.opening_hours->weekly_hours();
  const auto mapped = as_number(mapped_attribute(facility, "weekly_hours"));
  if (mapped) return *mapped;
  return std::monostate();
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ";") + word;
  return text;
}

}  // namespace

std::optional<bool> parse_truth_word(std::string_view text) {
  static constexpr std::array<std::string_view, 5> yes{"true", "yes", "1", "vrai", "oui"};
  static constexpr std::array<std::string_view, 5> no{"false", "no", "0", "faux", "non"};
  const std::string word = lower_ascii(trim(text));
  if (std::find(yes.begin(), yes.end(), word) != yes.end()) return true;
  if (std::find(no.begin(), no.end(), word) != no.end()) return false;
  return {};
}

AttributeValue attribute_of(const Facility& facility, const std::string& name) {
  if (name == "kind") return text_or_unknown(facility.kind);
  if (name == "source") return facility.source;
  if (name == "id") return facility.id;
  if (name == "name") return text_or_unknown(facility.name);
  if (name == "status") return std::string(name_of(facility.status));
  if (name == "mobile") return facility.mobile;
  if (name == "services") return text_or_unknown(joined(facility.services));
  if (name == "weekly_hours") return weekly_hours_of(facility);
  if (name == "tier" && facility.tier) return static_cast<double>(*facility.tier);
  if (name == "capacity" && facility.capacity) return *facility.capacity;
  return mapped_attribute(facility, name);
}

const std::set<std::string>& built_in_attributes() {
  static const std::set<std::string> names{"kind",     "source",      "id",     "name",
                                           "tier",     "status",      "mobile", "capacity",
                                           "services", "weekly_hours"};
  return names;
}

Condition::Truth Condition::holds(const Facility& facility) const {
  switch (kind) {
    case Kind::always:
      return Truth::yes;
    case Kind::compare:
      return compare(facility, *this);
    case Kind::negation:
      return opposite(operands.front().holds(facility));
    case Kind::both:
    case Kind::either:
      break;
  }
  // Kleene: one `no` decides a conjunction, one `yes` an alternative, whatever is unknown.
  const Truth deciding = kind == Kind::both ? Truth::no : Truth::yes;
  Truth result = opposite(deciding);
  for (const Condition& operand : operands) {
    const Truth truth = operand.holds(facility);
    if (truth == deciding) return deciding;
    if (truth == Truth::unknown) result = Truth::unknown;
  }
  return result;
}

std::set<std::string> Condition::attributes() const {
  std::set<std::string> names;
  if (kind == Kind::compare) names.insert(attribute);
  for (const Condition& operand : operands) names.merge(operand.attributes());
  return names;
}

std::string Threshold::column_suffix() const {
  std::string suffix;
  if (time) suffix = format_decimals(time->seconds(), 3) + "s";
  if (distance) {
    if (time) suffix += "_";
    suffix += format_decimals(distance->metres(), 3) + "m";
  }
  std::replace(suffix.begin(), suffix.end(), '.', 'p');
  return suffix;
}

std::string duration_label(Seconds duration, bool french) {
  const auto milliseconds = duration.milliseconds();
  const auto hours = milliseconds / 3600000;
  const auto minutes = milliseconds / 60000 % 60;
  const auto rest = milliseconds % 60000;
  std::string label;
  if (hours > 0) label += std::to_string(hours) + " h";
  if (minutes > 0) label += (label.empty() ? "" : " ") + std::to_string(minutes) + " min";
  if (rest > 0 || label.empty()) {
    std::string seconds = format_decimals(rest / 1000.0, 3);
    if (french) std::replace(seconds.begin(), seconds.end(), '.', ',');
    label += (label.empty() ? "" : " ") + seconds + " s";
  }
  return label;
}

std::string distance_label(Metres distance, bool french) {
  const bool kilometres = distance >= Metres::from_metres(1000);
  std::string number = format_decimals(distance.metres() / (kilometres ? 1000 : 1), 6);
  if (french) std::replace(number.begin(), number.end(), '.', ',');
  return number + (kilometres ? " km" : " m");
}

std::string Threshold::label(bool french) const {
  std::string label;
  if (time) label = duration_label(*time, french);
  if (time && distance) label += french ? " et " : " and ";
  if (distance) label += distance_label(*distance, french);
  return label;
}

}  // namespace coverage
