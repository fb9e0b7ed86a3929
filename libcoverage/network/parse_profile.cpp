#include <algorithm>

#include "libcoverage/base/embedded_files.h"
#include "libcoverage/base/error.h"
#include "libcoverage/base/sha256.h"
#include "libcoverage/base/text.h"
#include "libcoverage/network/profile_reader.h"
#include "libcoverage/network/toml_fields.h"

namespace coverage {

namespace {

toml::table parse_table(std::string_view text) {
  try {
    return parse_toml_table(text);
  } catch (const toml::parse_error& error) {
    InputError wrong(
        message("is not TOML: {}", "n’est pas du TOML : {}", std::string(error.description())),
        {"Correct the line", "Corrigez la ligne"});
    wrong.within(message("line {}", "ligne {}", error.source().begin.line));
    throw wrong;
  }
}

/// Tables are merged key by key; all else is replaced. Values are moved: a copy of toml++ forgets
/// its line.
void overlay(toml::table& base, toml::table&& changes) {
  for (auto&& [key, node] : changes) {
    toml::table* below = base[key].as_table();
    if (below && node.is_table()) {
      overlay(*below, std::move(*node.as_table()));
    } else {
      node.visit([&base, name = key.str()](auto& value) {
        base.insert_or_assign(name, std::move(value));
      });
    }
  }
}

std::string_view base_text(const toml::table& table) {
  const TomlFields fields(table);
  const std::string name = fields.required_text("base");
  const auto found = embedded_files().find("profiles/" + name + ".toml");
  if (found != embedded_files().end()) return found->second;
  TomlFields::fail(fields.node("base"),
                   message("the base '{}' is no known profile",
                           "la base « {} » n’est pas un profil connu", name),
                   message("Known profiles: {}", "Profils connus : {}",
                           fmt::format("{}", fmt::join(known_profiles(), ", "))));
}

/// The keys of a profile and of its bases as one table, and all their texts, which name it.
struct WholeProfile {
  toml::table table;
  std::string texts;
};

WholeProfile with_bases(std::string_view text) {
  WholeProfile whole{parse_table(text), std::string(text)};
  if (!whole.table.get("base")) return whole;
  WholeProfile base = with_bases(base_text(whole.table));
  overlay(base.table, std::move(whole.table));
  return {std::move(base.table), base.texts + whole.texts};
}

}  // namespace

Profile parse_profile(std::string_view text, const std::string& file) {
  return within(verbatim(file), [&] {
    const WholeProfile whole = with_bases(text);
    Profile profile = read_profile(TomlFields(whole.table));
    profile.sha256 = sha256(whole.texts);
    return profile;
  });
}

}  // namespace coverage
