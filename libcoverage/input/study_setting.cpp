#include "libcoverage/input/study_setting.h"

#include <algorithm>

#include "libcoverage/base/error.h"
#include "libcoverage/base/text.h"
#include "libcoverage/geo/crs.h"
#include "libcoverage/geo/input_gate.h"
#include "libcoverage/input/duration.h"

namespace coverage {

namespace {

struct Kind {
  const char* english;
  const char* french;
};

Kind kind_of(const TomlValue& value) {
  switch (value.kind) {
    case TomlValue::Kind::text:
      return {"a text", "un texte"};
    case TomlValue::Kind::integer:
    case TomlValue::Kind::number:
      return {"a number", "un nombre"};
    case TomlValue::Kind::boolean:
      return {"true or false", "true ou false"};
    case TomlValue::Kind::date:
      return {"a date", "une date"};
    case TomlValue::Kind::array:
      return {"a list", "une liste"};
    case TomlValue::Kind::table:
      break;
  }
  return {"a table", "une table"};
}

Kind wanted_by(const StudyKey& key) {
  switch (key.type) {
    case KeyType::texts:
      return {"a text or a list of texts", "un texte ou une liste de textes"};
    case KeyType::paths:
      return {"a path or a list of paths", "un chemin ou une liste de chemins"};
    case KeyType::number:
      return {"a number", "un nombre"};
    case KeyType::integer:
      return {"a whole number", "un nombre entier"};
    case KeyType::boolean:
      return {"true or false", "true ou false"};
    case KeyType::thresholds:
      return {"a threshold or a list of thresholds", "un seuil ou une liste de seuils"};
    case KeyType::mapping:
      return {"a table of texts", "une table de textes"};
    default:
      return {"a text", "un texte"};
  }
}

[[noreturn]] void fail(const TomlValue& value, const Message& problem, const Message& remedy) {
  InputError error(problem, remedy);
  error.within(verbatim(value.place.text()));
  throw error;
}

[[noreturn]] void refuse_type(const StudyKey& key, const TomlValue& value) {
  const Kind wanted = wanted_by(key);
  const Kind found = kind_of(value);
  const bool number =
      value.kind == TomlValue::Kind::integer || value.kind == TomlValue::Kind::number;
  const std::string written = toml_text(value);
  fail(value,
       {fmt::format("'{}' must be {}, not {}", key.name, wanted.english, found.english),
        fmt::format("« {} » doit être {}, et non {}", key.name, wanted.french, found.french)},
       number && wanted.english != std::string_view("a whole number")
           ? message("Write it in quotes: \"{}\"", "Mettez-le entre guillemets : \"{}\"", written)
           : Message{});
}

/// A text; from the command line also what looks like a number or a date
/// (`communes.study_area=63`).
std::string text_of(const StudyKey& key, const TomlValue& value) {
  const bool typed = !value.place.option.empty() && value.kind != TomlValue::Kind::array &&
                     value.kind != TomlValue::Kind::table;
  if (!value.is_text() && !typed) refuse_type(key, value);
  return value.text;
}

std::string filled_text(const StudyKey& key, const TomlValue& value) {
  std::string text = text_of(key, value);
  if (trim(text).empty()) {
    fail(value, message("'{}' is empty", "« {} » est vide", key.name), {});
  }
  return text;
}

std::string edition_of(const StudyKey& key, const TomlValue& value) {
  if (value.kind == TomlValue::Kind::integer) return std::to_string(value.integer);
  if (value.kind == TomlValue::Kind::date) return value.text;
  return text_of(key, value);
}

std::string path_of(const StudyKey& key, const TomlValue& value) {
  return resolve_path(filled_text(key, value), value.place.file);
}

std::string profile_of(const StudyKey& key, const TomlValue& value) {
  std::string text = filled_text(key, value);
  const bool is_path = text.find('/') != std::string::npos || text.ends_with(".toml");
  return is_path ? resolve_path(text, value.place.file) : text;
}

/// A coordinate system is refused where it is written, not when its file is opened.
std::string crs_of(const StudyKey& key, const TomlValue& value) {
  std::string text = filled_text(key, value);
  within(verbatim(value.place.text()), [&] { Crs::from_text(text); });
  return text;
}

std::string seats_of(const StudyKey& key, const TomlValue& value) {
  const std::string proxy = "busiest_junction";
  std::string text = filled_text(key, value);
  if (text == proxy) return text;
  const bool may_be_path = text.find_first_of("./") != std::string::npos;
  if (!may_be_path && closest_word(text, std::vector{proxy})) {
    fail(value, message("'{}' cannot be '{}'", "« {} » ne peut pas valoir « {} »", key.name, text),
         message("Did you mean '{}'?", "Vouliez-vous dire « {} » ?", proxy));
  }
  return resolve_path(text, value.place.file);
}

template <class ReadOne>
std::vector<std::string> list_of(const StudyKey& key, const TomlValue& value, ReadOne&& read_one) {
  if (value.kind != TomlValue::Kind::array) {
    if (value.kind == TomlValue::Kind::table) refuse_type(key, value);
    return {read_one(key, value)};
  }
  std::vector<std::string> list;
  for (const TomlValue& item : value.items) {
    // The whole key is shown for a wrong item: "'path' must be a path or a list of paths".
    if (item.kind == TomlValue::Kind::array) refuse_type(key, item);
    list.push_back(read_one(key, item));
  }
  return list;
}

void check_range(const StudyKey& key, const TomlValue& value) {
  if (value.number >= key.minimum && value.number <= key.maximum) return;
  const std::string written = toml_text(value);
  const std::string low = format_decimals(key.minimum, 6);
  if (key.maximum == std::numeric_limits<double>::infinity()) {
    fail(value,
         message("'{}' must be at least {}, not {}", "« {} » doit valoir au moins {}, et non {}",
                 key.name, low, written),
         {});
  }
  fail(value,
       message("'{}' must be between {} and {}, not {}",
               "« {} » doit être entre {} et {}, et non {}", key.name, low,
               format_decimals(key.maximum, 6), written),
       {});
}

double number_of(const StudyKey& key, const TomlValue& value) {
  if (value.kind != TomlValue::Kind::integer && value.kind != TomlValue::Kind::number) {
    refuse_type(key, value);
  }
  check_range(key, value);
  return value.number;
}

std::int64_t integer_of(const StudyKey& key, const TomlValue& value) {
  if (value.kind != TomlValue::Kind::integer) refuse_type(key, value);
  check_range(key, value);
  return value.integer;
}

bool flag_of(const StudyKey& key, const TomlValue& value) {
  if (value.kind != TomlValue::Kind::boolean) refuse_type(key, value);
  return value.boolean;
}

std::string listed(const std::vector<std::string>& words) {
  std::string list;
  for (const std::string& word : words) list += (list.empty() ? "" : ", ") + word;
  return list;
}

[[noreturn]] void refuse_word(const TomlPlace& place, const std::string& word,
                              const std::vector<std::string>& words, const Message& problem) {
  TomlValue where;
  where.place = place;
  // Any two words of two letters are near each other.
  const auto nearest = word.size() > 2 ? closest_word(word, words) : std::nullopt;
  fail(where, problem,
       nearest ? message("Did you mean '{}'?", "Vouliez-vous dire « {} » ?", *nearest)
               : message("Write one of: {}", "Écrivez l’un de : {}", listed(words)));
}

std::string choice_of(const StudyKey& key, const TomlValue& value) {
  std::string text = text_of(key, value);
  if (std::find(key.choices.begin(), key.choices.end(), text) == key.choices.end()) {
    refuse_word(value.place, text, key.choices,
                message("'{}' cannot be '{}'", "« {} » ne peut pas valoir « {} »", key.name, text));
  }
  return text;
}

std::map<std::string, std::string> mapping_of(const StudyKey& key, const TomlValue& value) {
  if (!value.is_table()) refuse_type(key, value);
  std::map<std::string, std::string> mapping;
  for (const TomlEntry& entry : value.entries) {
    if (!key.choices.empty() &&
        std::find(key.choices.begin(), key.choices.end(), entry.key) == key.choices.end()) {
      refuse_word(
          entry.place, entry.key, key.choices,
          message("'{}' has no key '{}'", "« {} » n’a pas de clé « {} »", key.name, entry.key));
    }
    StudyKey inner = key;
    inner.name = key.name + "." + entry.key;
    inner.type = KeyType::text;
    mapping[entry.key] = filled_text(inner, entry.value);
  }
  return mapping;
}

std::vector<Threshold> thresholds_of(const StudyKey& key, const TomlValue& value) {
  std::vector<Threshold> thresholds;
  const auto read_one = [&](const StudyKey& one, const TomlValue& item) {
    std::string text = text_of(one, item);
    thresholds.push_back(
        within(verbatim(item.place.text()), [&] { return parse_threshold(text); }));
    return text;
  };
  list_of(key, value, read_one);
  return sorted_thresholds(std::move(thresholds));
}

Threshold threshold_of(const StudyKey& key, const TomlValue& value) {
  const std::string text = text_of(key, value);
  return within(verbatim(value.place.text()), [&] { return parse_threshold(text); });
}

std::vector<std::string> texts_of(const StudyKey& key, const TomlValue& value) {
  return list_of(key, value, filled_text);
}

std::vector<std::string> paths_of(const StudyKey& key, const TomlValue& value) {
  std::vector<std::string> paths = list_of(key, value, path_of);
  if (paths.empty()) {
    fail(value, message("'{}' is an empty list", "« {} » est une liste vide", key.name),
         message("Name at least one file", "Indiquez au moins un fichier"));
  }
  return paths;
}

}  // namespace

Setting read_setting(const StudyKey& key, const TomlValue& value) {
  switch (key.type) {
    case KeyType::text:
      return text_of(key, value);
    case KeyType::edition:
      return edition_of(key, value);
    case KeyType::texts:
      return texts_of(key, value);
    case KeyType::path:
      return path_of(key, value);
    case KeyType::paths:
      return paths_of(key, value);
    case KeyType::profile:
      return profile_of(key, value);
    case KeyType::crs:
      return crs_of(key, value);
    case KeyType::seats:
      return seats_of(key, value);
    case KeyType::number:
      return number_of(key, value);
    case KeyType::integer:
      return integer_of(key, value);
    case KeyType::boolean:
      return flag_of(key, value);
    case KeyType::choice:
      return choice_of(key, value);
    case KeyType::threshold:
      return threshold_of(key, value);
    case KeyType::thresholds:
      return thresholds_of(key, value);
    case KeyType::mapping:
      break;
  }
  return mapping_of(key, value);
}

}  // namespace coverage
