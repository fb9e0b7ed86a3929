#include "libcoverage/input/facility_rule.h"

#include <algorithm>

#include "libcoverage/base/error.h"
#include "libcoverage/base/text.h"
#include "libcoverage/input/expression_tokens.h"
#include "libcoverage/input/query_expression.h"

namespace coverage {

namespace {

using Token = ExpressionToken;

bool is_attribute_name(std::string_view name) {
  const auto is_letter = [](char c) { return c >= 'a' && c <= 'z'; };
  return !name.empty() && is_letter(name.front()) &&
         std::all_of(name.begin(), name.end(),
                     [&](char c) { return is_letter(c) || (c >= '0' && c <= '9') || c == '_'; });
}

/// Splits at the word `when` outside quotes; no condition where there is none.
std::pair<std::string_view, std::string_view> split_at_when(std::string_view text) {
  char quote = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (quote) {
      if (text[i] == quote) quote = 0;
      continue;
    }
    if (text[i] == '"' || text[i] == '\'') quote = text[i];
    if (text.substr(i).starts_with(" when ")) return {text.substr(0, i), text.substr(i + 6)};
  }
  return {text, {}};
}

[[noreturn]] void fail(std::string_view text, const Token& at, const Message& problem) {
  throw_expression_error(text, at.column, problem,
                         message("Write for example \"tier = 3 when weekly_hours >= 35\"",
                                 "Écrivez par exemple \"tier = 3 when weekly_hours >= 35\""));
}

void check_assigned_attribute(std::string_view text, const Token& name) {
  if (name.kind != Token::Kind::word || !is_attribute_name(name.text)) {
    fail(text, name,
         message("a rule begins with the attribute that it sets",
                 "une règle commence par l’attribut qu’elle fixe"));
  }
  if (name.text == "id" || name.text == "source" || name.text == "weekly_hours") {
    fail(text, name,
         message("a rule cannot set '{}'", "une règle ne peut pas fixer « {} »", name.text));
  }
}

void check_assigned_value(const std::string& attribute, const std::string& value) {
  check_attribute_value(attribute, value);
  const auto number = parse_number(value);
  if (attribute == "tier" && (*number < 1 || *number > 3 || *number != static_cast<int>(*number))) {
    throw InputError(message("a tier is 1, 2 or 3, not {}",
                             "un niveau de prestation vaut 1, 2 ou 3, et non {}", value),
                     {});
  }
  if (attribute == "capacity" && *number < 0) {
    throw InputError(message("a capacity cannot be negative: {}",
                             "une capacité ne peut pas être négative : {}", value),
                     {});
  }
}

FacilityRule parse_assignment(std::string_view text, std::string_view assignment) {
  const std::vector<Token> tokens = expression_tokens(assignment);
  check_assigned_attribute(text, tokens.front());
  const Token& sign = tokens.size() > 1 ? tokens[1] : tokens[0];
  if (sign.kind != Token::Kind::sign || sign.text != "=") {
    fail(text, sign,
         message("'=' must follow '{}'", "« = » doit suivre « {} »", tokens.front().text));
  }
  const Token& value = tokens[2];
  if (value.kind != Token::Kind::word && value.kind != Token::Kind::quoted) {
    fail(text, value, message("a value is expected", "on attend une valeur"));
  }
  if (tokens[3].text == "when" && tokens[4].kind == Token::Kind::end) {
    fail(text, tokens[3],
         message("a condition must follow 'when'", "une condition doit suivre « when »"));
  }
  if (tokens[3].kind != Token::Kind::end) {
    fail(text, tokens[3],
         message("'when' or the end is expected, not '{}'",
                 "on attend « when » ou la fin, et non « {} »", tokens[3].text));
  }
  FacilityRule rule{std::string(text), tokens.front().text, value.text, {}};
  within(message("character {} of '{}'", "caractère {} de « {} »", value.column, text),
         [&] { check_assigned_value(rule.attribute, rule.value); });
  return rule;
}

template <class ParseCondition>
FacilityRule parse_rule(std::string_view text, const ParseCondition& parse) {
  text = trim(text);
  const auto [assignment, condition] = split_at_when(text);
  FacilityRule rule = parse_assignment(text, assignment);
  if (!condition.empty()) rule.condition = parse(condition);
  return rule;
}

FacilityStatus status_named(const std::string& name) {
  if (name == "planned") return FacilityStatus::planned;
  return name == "closed" ? FacilityStatus::closed : FacilityStatus::open;
}

std::vector<std::string> listed(const std::string& value) {
  std::vector<std::string> words;
  for (const std::string_view word : split(value, ';')) {
    if (!trim(word).empty()) words.emplace_back(trim(word));
  }
  return words;
}

/// Sets `field` and says whether that changed it.
template <class T>
bool assign(T& field, T value) {
  if (field == value) return false;
  field = std::move(value);
  return true;
}

bool set_where_unknown(const std::string& attribute, const std::string& value, Facility& facility) {
  if (!std::holds_alternative<std::monostate>(attribute_of(facility, attribute))) return false;
  if (attribute == "tier") {
    facility.tier = static_cast<int>(*parse_number(value));
  } else if (attribute == "capacity") {
    facility.capacity = parse_number(value);
  } else if (attribute == "services") {
    facility.services = listed(value);
  } else if (attribute == "name") {
    facility.name = value;
  } else {
    facility.attributes[attribute] = value;
  }
  return true;
}

}  // namespace

FacilityRule parse_facility_rule(std::string_view text) {
  return parse_rule(text, [](std::string_view condition) { return parse_condition(condition); });
}

FacilityRule parse_facility_rule(std::string_view text,
                                 const std::set<std::string>& mapped_attributes) {
  return parse_rule(text, [&](std::string_view condition) {
    return parse_condition(condition, mapped_attributes);
  });
}

bool apply_rule(const FacilityRule& rule, Facility& facility) {
  if (rule.condition.holds(facility) != Condition::Truth::yes) return false;
  if (rule.attribute == "kind") return assign(facility.kind, rule.value);
  if (rule.attribute == "status") return assign(facility.status, status_named(rule.value));
  if (rule.attribute == "mobile") return assign(facility.mobile, *parse_truth_word(rule.value));
  return set_where_unknown(rule.attribute, rule.value, facility);
}

std::vector<std::size_t> apply_rules(std::span<const FacilityRule> rules, Facility& facility) {
  std::vector<std::size_t> changed;
  std::set<std::string> decided;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const FacilityRule& rule = rules[i];
    if (decided.count(rule.attribute)) continue;
    if (rule.condition.holds(facility) != Condition::Truth::yes) continue;
    if (apply_rule(rule, facility)) changed.push_back(i);
    decided.insert(rule.attribute);
  }
  return changed;
}

}  // namespace coverage
