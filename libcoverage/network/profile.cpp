#include "libcoverage/network/profile.h"

#include <algorithm>
#include <filesystem>

#include "libcoverage/base/embedded_files.h"
#include "libcoverage/base/error.h"
#include "libcoverage/base/sha256.h"
#include "libcoverage/base/text.h"
#include "libcoverage/base/toml.h"
#include "libcoverage/geo/input_gate.h"

namespace coverage {

namespace {

const std::vector<std::string>& profile_keys() {
  static const std::vector<std::string> keys = {"access_keys",
                                                "blocking_barriers",
                                                "classes",
                                                "connector_speed_km_h",
                                                "label",
                                                "limit_share",
                                                "limits",
                                                "max_speed_km_h",
                                                "name",
                                                "obeys_oneway",
                                                "oneway_exceptions",
                                                "refused_access",
                                                "refused_tags",
                                                "terminal_time_s",
                                                "traffic",
                                                "unstoppable_tags",
                                                "uses_limits"};
  return keys;
}
const std::vector<std::string>& class_keys() {
  static const std::vector<std::string> keys = {
      "demand_factor", "limit_share", "only_where_allowed", "oneway", "speed_km_h", "stoppable"};
  return keys;
}

/// One TOML file read with strict keys; errors say the line.
class ProfileReader {
 public:
  explicit ProfileReader(const toml::table& table) : table_(table) {}

  Profile read() const {
    check_keys(table_, profile_keys());
    Profile profile;
    profile.name = text("name");
    profile.traffic = text("traffic");
    if (profile.traffic != "free_flow" && profile.traffic != "peak") {
      fail(*table_.get("traffic"),
           message("traffic is '{}'", "traffic vaut « {} »", profile.traffic),
           {"Write free_flow or peak", "Écrivez free_flow ou peak"});
    }
    profile.label = label(profile.name);
    profile.access_keys = texts("access_keys");
    profile.refused_access = texts("refused_access");
    profile.refused_tags = patterns("refused_tags");
    profile.unstoppable_tags = patterns("unstoppable_tags");
    profile.obeys_oneway = flag(table_, "obeys_oneway", true);
    profile.oneway_exceptions = texts("oneway_exceptions");
    profile.uses_limits = flag(table_, "uses_limits", true);
    profile.max_speed_km_h = number(table_, "max_speed_km_h", 130, 1, 400);
    profile.blocking_barriers = texts("blocking_barriers");
    profile.connector_speed_km_h = number(table_, "connector_speed_km_h", 4.5, 0.1, 200);
    profile.terminal_time = Seconds::from_seconds(number(table_, "terminal_time_s", 0, 0, 86400));
    read_limits(profile);
    read_classes(profile);
    return profile;
  }

 private:
  [[noreturn]] static void fail(const toml::node& node, const Message& problem, Message remedy) {
    InputError error(problem, std::move(remedy));
    error.within(message("line {}", "ligne {}", node.source().begin.line));
    throw error;
  }

  static void check_keys(const toml::table& table, const std::vector<std::string>& known) {
    for (const auto& [key, node] : table) {
      const std::string name(key.str());
      if (std::find(known.begin(), known.end(), name) != known.end()) continue;
      const auto near = closest_word(name, known);
      fail(node, message("unknown key '{}'", "clé inconnue « {} »", name),
           near ? message("Did you mean '{}'?", "Vouliez-vous « {} » ?", *near)
                : message("The keys are: {}", "Les clés sont : {}",
                          fmt::format("{}", fmt::join(known, ", "))));
    }
  }

  std::string text(const char* key) const {
    const auto value = table_[key].value<std::string>();
    if (value) return *value;
    throw InputError(
        message("the key '{}' is missing or is not a text",
                "la clé « {} » manque ou n’est pas un texte", std::string(key)),
        {"Copy it from data/profiles/car.toml", "Copiez-la de data/profiles/car.toml"});
  }

  Message label(const std::string& name) const {
    const toml::node* node = table_.get("label");
    if (!node) return verbatim(name);
    if (!node->is_table()) {
      fail(*node, {"label is not a table", "label n’est pas une table"},
           {"Write label = { en = \"…\", fr = \"…\" }",
            "Écrivez label = { en = \"…\", fr = \"…\" }"});
    }
    check_keys(*node->as_table(), {"en", "fr"});
    return {table_["label"]["en"].value_or(name), table_["label"]["fr"].value_or(name)};
  }

  static bool flag(const toml::table& table, std::string_view key, bool fallback) {
    const toml::node* node = table.get(key);
    if (!node) return fallback;
    const auto value = node->value_exact<bool>();
    if (!value) {
      fail(*node,
           message("'{}' is not true or false", "« {} » n’est ni true ni false", std::string(key)),
           {"Write true or false", "Écrivez true ou false"});
    }
    return *value;
  }

  /// `motorroad=yes`, or `bridge` alone for any value but `no`.
  std::vector<Profile::TagPattern> patterns(const char* key) const {
    std::vector<Profile::TagPattern> result;
    for (const std::string& tag : texts(key)) {
      const auto equals = std::min(tag.find('='), tag.size());
      result.emplace_back(tag.substr(0, equals),
                          equals < tag.size() ? tag.substr(equals + 1) : std::string());
    }
    return result;
  }

  std::vector<std::string> texts(const char* key) const {
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

  static double number(const toml::table& table, std::string_view key, double fallback,
                       double least, double most) {
    const toml::node* node = table.get(key);
    if (!node) return fallback;
    const auto value = node->value<double>();
    if (!value || !(*value >= least) || !(*value <= most)) {
      fail(*node,
           message("'{}' is not a number from {} to {}", "« {} » n’est pas un nombre de {} à {}",
                   std::string(key), least, most),
           {"Correct the value", "Corrigez la valeur"});
    }
    return *value;
  }

  void read_limits(Profile& profile) const {
    const toml::table* limits = table_["limits"].as_table();
    if (!limits) return;
    for (const auto& [word, node] : *limits) {
      profile.limits[lower_ascii(word.str())] = number(*limits, word.str(), 0, 1, 400);
    }
  }

  void read_classes(Profile& profile) const {
    const double usual_share = number(table_, "limit_share", 1, 0.05, 2);
    const toml::table* classes = table_["classes"].as_table();
    if (!classes || classes->empty()) {
      throw InputError(
          {"the table [classes] is missing or empty", "la table [classes] manque ou est vide"},
          {"Name the road classes that this mode uses, as in data/profiles/car.toml",
           "Nommez les classes de routes de ce mode, comme dans data/profiles/car.toml"});
    }
    for (const auto& [name, node] : *classes) {
      const toml::table* row = node.as_table();
      if (!row) {
        fail(node,
             message("class '{}' is not a table", "la classe « {} » n’est pas une table",
                     std::string(name.str())),
             {"Write { speed_km_h = 50 }", "Écrivez { speed_km_h = 50 }"});
      }
      check_keys(*row, class_keys());
      Profile::RoadClass& added = profile.classes.emplace_back();
      added.name = name.str();
      added.speed_km_h = number(*row, "speed_km_h", 0, 0.5, 400);
      added.limit_share = number(*row, "limit_share", usual_share, 0.05, 2);
      added.stoppable = flag(*row, "stoppable", true);
      added.demand_factor = number(*row, "demand_factor", 0, 0, 1000);
      added.oneway = flag(*row, "oneway", false);
      added.only_where_allowed = flag(*row, "only_where_allowed", false);
      if (added.speed_km_h <= 0) {
        fail(node,
             message("class '{}' has no speed_km_h", "la classe « {} » n’a pas de speed_km_h",
                     std::string(name.str())),
             {"Add speed_km_h", "Ajoutez speed_km_h"});
      }
    }
  }

  const toml::table& table_;
};

}  // namespace

std::optional<std::uint16_t> Profile::find_class(std::string_view wanted) const {
  const auto found =
      std::lower_bound(classes.begin(), classes.end(), wanted,
                       [](const RoadClass& row, std::string_view w) { return row.name < w; });
  if (found == classes.end() || found->name != wanted) return {};
  return static_cast<std::uint16_t>(found - classes.begin());
}

Profile parse_profile(std::string_view text, const std::string& file) {
  return within(verbatim(file), [&] {
    toml::table table;
    try {
      table = parse_toml_table(text);
    } catch (const toml::parse_error& error) {
      InputError wrong(
          message("is not TOML: {}", "n’est pas du TOML : {}", std::string(error.description())),
          {"Correct the line", "Corrigez la ligne"});
      wrong.within(message("line {}", "ligne {}", error.source().begin.line));
      throw wrong;
    }
    Profile profile = ProfileReader(table).read();
    std::sort(profile.classes.begin(), profile.classes.end(),
              [](const auto& a, const auto& b) { return a.name < b.name; });
    profile.sha256 = sha256(text);
    return profile;
  });
}

Profile load_profile(const std::string& name_or_path) {
  const std::string embedded = "profiles/" + name_or_path + ".toml";
  const auto found = embedded_files().find(embedded);
  if (found != embedded_files().end()) return parse_profile(found->second, "data/" + embedded);
  const bool is_path =
      name_or_path.find('/') != std::string::npos || name_or_path.ends_with(".toml");
  if (!is_path) {
    std::vector<std::string> known;
    for (const auto& [path, bytes] : embedded_files()) {
      if (path.starts_with("profiles/")) known.emplace_back(path.substr(9, path.size() - 14));
    }
    const auto near = closest_word(name_or_path, known);
    throw InputError(message("unknown profile '{}'", "profil inconnu « {} »", name_or_path),
                     message("Known profiles: {}{}; or give the path of a .toml file",
                             "Profils connus : {}{} ; ou donnez le chemin d’un fichier .toml",
                             fmt::format("{}", fmt::join(known, ", ")),
                             near ? " (" + *near + "?)" : std::string()));
  }
  return parse_profile(read_file(name_or_path, 1 << 20), name_or_path);
}

}  // namespace coverage
