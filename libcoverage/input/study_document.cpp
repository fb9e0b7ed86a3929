#include "libcoverage/input/study_document.h"

#include <algorithm>
#include <filesystem>

#include "libcoverage/base/error.h"
#include "libcoverage/base/text.h"
#include "libcoverage/geo/input_gate.h"

namespace coverage {

namespace {

constexpr std::uint64_t largest_study = 16u << 20;

/// `name = "condition"` becomes `name = { where = "condition" }`.
void lengthen_queries(TomlValue& root) {
  TomlValue* queries = root.find("queries");
  if (!queries || !queries->is_table()) return;
  for (TomlEntry& entry : queries->entries) {
    if (!entry.value.is_text()) continue;
    TomlValue table;
    table.place = entry.value.place;
    table.entries.push_back({"where", entry.place, entry.value});
    entry.value = std::move(table);
  }
}

void remove_key(TomlValue& table, std::string_view key) {
  std::erase_if(table.entries, [&](const TomlEntry& entry) { return entry.key == key; });
}

std::string circle_text(const std::vector<std::string>& open, const std::string& again) {
  std::string text;
  for (const std::string& file : open) text += file + " → ";
  return text + again;
}

std::string canonical(const std::string& path) {
  std::error_code failed;
  const auto result = std::filesystem::weakly_canonical(path, failed);
  return failed ? path : result.string();
}

std::string base_path(const TomlValue& base) {
  if (!base.is_text() || trim(base.text).empty()) {
    InputError error(
        message("'base' must be the path of a study", "« base » doit être le chemin d’une étude"),
        message("Write for example base = \"allier.toml\"",
                "Écrivez par exemple base = \"allier.toml\""));
    error.within(verbatim(base.place.text()));
    throw error;
  }
  return resolve_path(base.text, base.place.file);
}

/// `open`: the files that inherit, directly or not, from this one.
TomlValue read_with_bases(const std::string& path, std::vector<std::string>& open,
                          std::vector<std::string>& files) {
  TomlValue root = parse_toml(read_file(path, largest_study), path);
  lengthen_queries(root);
  open.push_back(canonical(path));
  TomlValue result;
  result.place = {path, 0, 0, {}};
  if (const TomlValue* base = root.find("base")) {
    const std::string inherited = base_path(*base);
    if (std::find(open.begin(), open.end(), canonical(inherited)) != open.end()) {
      InputError error(message("studies inherit from each other in a circle: {}",
                               "des études héritent l’une de l’autre en cercle : {}",
                               circle_text(open, canonical(inherited))),
                       message("Remove one 'base'", "Supprimez un « base »"));
      error.within(verbatim(base->place.text()));
      throw error;
    }
    result = within(verbatim(base->place.text()),
                    [&] { return read_with_bases(inherited, open, files); });
    remove_key(root, "base");
  }
  merge_study_tables(result, root);
  open.pop_back();
  files.push_back(path);
  return result;
}

[[noreturn]] void fail_override(const std::string& key, const Message& problem,
                                const Message& remedy) {
  InputError error(problem, remedy);
  error.within(verbatim("--set " + key));
  throw error;
}

/// What a block of an array of tables is called: its name, else its kind.
std::string block_name(const TomlValue& block) {
  for (const char* key : {"name", "kind"}) {
    const TomlValue* name = block.find(key);
    if (name && name->is_text()) return name->text;
  }
  return {};
}

TomlValue& block_named(TomlValue& array, const std::string& name, const std::string& key) {
  std::string names;
  for (TomlValue& block : array.items) {
    const std::string candidate = block_name(block);
    if (candidate == name) return block;
    names += (names.empty() ? "" : ", ") + candidate;
  }
  fail_override(
      key, message("the study has no block named '{}'", "l’étude n’a pas de bloc « {} »", name),
      message("Its blocks are: {}", "Ses blocs sont : {}", names));
}

TomlValue override_value(const std::string& typed, const TomlPlace& place) {
  TomlValue value = toml_text_value(typed, place);
  try {
    const TomlValue parsed = parse_toml("value = " + typed, place.file);
    // A line break could carry further keys; then it is no value but a text.
    if (parsed.entries.size() == 1 && parsed.entries.front().key == "value") {
      value = parsed.entries.front().value;
    }
  } catch (const InputError&) {
    return value;
  }
  if (value.kind != TomlValue::Kind::text) value.text = typed;
  value.place = place;
  for (TomlValue& item : value.items) item.place = place;
  for (TomlEntry& entry : value.entries) entry.place = entry.value.place = place;
  return value;
}

/// The table that holds the last part of the key, made where it is missing.
TomlValue& holder_of(TomlValue& root, const std::vector<std::string_view>& parts,
                     const std::string& key, const TomlPlace& place) {
  TomlValue* table = &root;
  for (std::size_t i = 0; i + 1 < parts.size(); ++i) {
    const std::string part(parts[i]);
    TomlValue* next = table->find(part);
    if (!next) {
      TomlValue empty;
      empty.place = place;
      table->set({part, place, empty});
      next = table->find(part);
    }
    if (next->kind == TomlValue::Kind::array && i + 2 < parts.size()) {
      next = &block_named(*next, std::string(parts[++i]), key);
    }
    if (!next->is_table()) {
      fail_override(key, message("'{}' is not a table", "« {} » n’est pas une table", part), {});
    }
    table = next;
  }
  return *table;
}

}  // namespace

void merge_study_tables(TomlValue& base, const TomlValue& over) {
  for (const TomlEntry& entry : over.entries) {
    TomlValue* existing = base.find(entry.key);
    if (existing && existing->is_table() && entry.value.is_table()) {
      merge_study_tables(*existing, entry.value);
    } else if (existing && entry.key == "change" && existing->kind == TomlValue::Kind::array &&
               entry.value.kind == TomlValue::Kind::array) {
      existing->items.insert(existing->items.end(), entry.value.items.begin(),
                             entry.value.items.end());
    } else {
      base.set(entry);
    }
  }
}

void apply_override(TomlValue& root, const std::string& key, const std::string& value,
                    const std::string& study_file) {
  const std::vector<std::string_view> parts = split(key, '.');
  if (std::any_of(parts.begin(), parts.end(), [](auto part) { return trim(part).empty(); })) {
    fail_override(key, message("this is not a key", "ce n’est pas une clé"),
                  message("Write for example --set demand.method=grid",
                          "Écrivez par exemple --set demand.method=grid"));
  }
  const TomlPlace place{study_file, 0, 0, "--set " + key};
  TomlValue& holder = holder_of(root, parts, key, place);
  holder.set({std::string(parts.back()), place, override_value(value, place)});
  lengthen_queries(root);
}

StudyDocument read_study_document(
    const std::string& path, const std::vector<std::pair<std::string, std::string>>& overrides) {
  StudyDocument document;
  std::vector<std::string> open;
  document.root = read_with_bases(path, open, document.files);
  for (const auto& [key, value] : overrides) apply_override(document.root, key, value, path);
  return document;
}

}  // namespace coverage
