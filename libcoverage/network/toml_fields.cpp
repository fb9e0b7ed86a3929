#include "libcoverage/network/toml_fields.h"

#include <algorithm>
#include <cmath>

#include "libcoverage/base/error.h"
#include "libcoverage/base/text.h"

namespace coverage {

void TomlFields::fail(const toml::node& node, const Message& problem, Message remedy) {
  InputError error(problem, std::move(remedy));
  error.within(message("line {}", "ligne {}", node.source().begin.line));
  throw error;
}

void TomlFields::check_keys(const std::vector<std::string>& known) const {
  for (const auto& [key, node] : table_) {
    const std::string name(key.str());
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    const auto near = closest_word(name, known);
    fail(node, message("unknown key '{}'", "clé inconnue « {} »", name),
         near ? message("Did you mean '{}'?", "Vouliez-vous « {} » ?", *near)
              : message("The keys are: {}", "Les clés sont : {}",
                        fmt::format("{}", fmt::join(known, ", "))));
  }
}

std::string TomlFields::required_text(std::string_view key) const {
  const auto value = table_[key].value<std::string>();
  if (value) return *value;
  throw InputError(message("the key '{}' is missing or is not a text",
                           "la clé « {} » manque ou n’est pas un texte", std::string(key)),
                   {"Copy it from data/profiles/car.toml", "Copiez-la de data/profiles/car.toml"});
}

std::vector<std::string> TomlFields::texts(std::string_view key) const {
  std::vector<std::string> result;
  const toml::node* node = table_.get(key);
  if (!node) return result;
  const toml::array* array = node->as_array();
  if (!array) {
    fail(*node, message("'{}' is not a list", "« {} » n’est pas une liste", std::string(key)),
         {"Write a list of texts", "Écrivez une liste de textes"});
  }
  for (const toml::node& item : *array) {
    const auto value = item.value<std::string>();
    if (!value) {
      fail(item,
           message("'{}' holds something else than text",
                   "« {} » contient autre chose que du texte", std::string(key)),
           {"Write a list of texts", "Écrivez une liste de textes"});
    }
    result.push_back(*value);
  }
  return result;
}

bool TomlFields::flag(std::string_view key, bool fallback) const {
  const toml::node* node = table_.get(key);
  if (!node) return fallback;
  const auto value = node->value_exact<bool>();
  if (!value) {
    fail(*node,
         message("'{}' is not true or false", "« {} » n’est ni true ni false", std::string(key)),
         {"Write true or false", "Écrivez true ou false"});
  }
  return *value;
}

double TomlFields::number(std::string_view key, double fallback, double least, double most) const {
  const toml::node* node = table_.get(key);
  if (!node) return fallback;
  const auto value = node->is_number() ? node->value<double>() : std::nullopt;
  if (!value || !(*value >= least) || !(*value <= most)) {
    fail(*node,
         message("'{}' is not a number from {} to {}", "« {} » n’est pas un nombre de {} à {}",
                 std::string(key), least, most),
         {"Correct the value", "Corrigez la valeur"});
  }
  return *value;
}

int TomlFields::integer(std::string_view key, int fallback, int least, int most) const {
  const double value = number(key, fallback, least, most);
  if (value != std::floor(value)) {
    fail(node(key),
         message("'{}' is not a whole number", "« {} » n’est pas un nombre entier",
                 std::string(key)),
         {"Correct the value", "Corrigez la valeur"});
  }
  return static_cast<int>(value);
}

Seconds TomlFields::seconds(std::string_view key) const {
  constexpr double most = 86400;
  return Seconds::from_seconds(number(key, 0, 0, most));
}

TomlFields TomlFields::table(std::string_view key) const {
  static const toml::table empty;
  const toml::node* node = table_.get(key);
  if (!node) return TomlFields(empty);
  const toml::table* table = node->as_table();
  if (!table) {
    fail(*node, message("'{}' is not a table", "« {} » n’est pas une table", std::string(key)),
         message("Write [{}] and its keys below", "Écrivez [{}] et ses clés dessous",
                 std::string(key)));
  }
  return TomlFields(*table);
}

std::map<std::string, double, std::less<>> TomlFields::numbers(double least, double most,
                                                               Refusals refusals) const {
  std::map<std::string, double, std::less<>> result;
  for (const auto& [key, node] : table_) {
    const bool is_refusal =
        refusals == Refusals::allowed && node.value<std::string>() == std::optional("refused");
    result[lower_ascii(key.str())] = is_refusal ? 0 : number(key.str(), 0, least, most);
  }
  return result;
}

}  // namespace coverage
