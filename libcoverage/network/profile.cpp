#include "libcoverage/network/profile.h"

#include <toml++/toml.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "libcoverage/base/embedded_files.h"
#include "libcoverage/base/error.h"
#include "libcoverage/base/sha256.h"
#include "libcoverage/base/text.h"
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
                                                "terminal_time_s",
                                                "traffic",
                                                "uses_maxspeed"};
  return keys;
}
const std::vector<std::string>& class_keys() {
  static const std::vector<std::string> keys = {"demand_factor", "oneway", "speed_km_h",
                                                "stoppable"};
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
    profile.label = {table_["label"]["en"].value_or(profile.name),
                     table_["label"]["fr"].value_or(profile.name)};
    profile.access_keys = texts("access_keys");
    profile.refused_access = texts("refused_access");
    profile.obeys_oneway = table_["obeys_oneway"].value_or(true);
    profile.oneway_exceptions = texts("oneway_exceptions");
    profile.uses_maxspeed = table_["uses_maxspeed"].value_or(true);
    profile.limit_share = number(table_, "limit_share", 1, 0.05, 2);
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
                : Message{"Remove it", "Supprimez-la"});
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

  std::vector<std::string> texts(const char* key) const {
    std::vector<std::string> result;
    const toml::array* array = table_[key].as_array();
    if (!array) return result;
    for (const toml::node& node : *array) {
      const auto value = node.value<std::string>();
      if (!value) {
        fail(node,
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
      profile.limits[std::string(word.str())] = number(*limits, word.str(), 0, 1, 400);
    }
  }

  void read_classes(Profile& profile) const {
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
      profile.classes.push_back({std::string(name.str()), number(*row, "speed_km_h", 0, 0.5, 400),
                                 (*row)["stoppable"].value_or(true),
                                 number(*row, "demand_factor", 0, 0, 1000),
                                 (*row)["oneway"].value_or(false)});
      if (profile.classes.back().speed_km_h <= 0) {
        fail(node,
             message("class '{}' has no speed_km_h", "la classe « {} » n’a pas de speed_km_h",
                     std::string(name.str())),
             {"Add speed_km_h", "Ajoutez speed_km_h"});
      }
    }
  }

  const toml::table& table_;
};

bool contains(const std::vector<std::string>& list, std::string_view value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

/// The first access tag that is present decides; nothing where none is.
std::optional<bool> mapped_access(const Profile& profile, const TagReader& tag) {
  for (const std::string& key : profile.access_keys) {
    const std::string_view value = tag(key);
    if (!value.empty()) return !contains(profile.refused_access, value);
  }
  return {};
}

enum class Direction { both, forward, backward, none };

bool is_roundabout(const TagReader& tag) {
  const std::string_view junction = tag("junction");
  return junction == "roundabout" || junction == "circular";
}

Direction direction_of(const Profile& profile, const Profile::RoadClass& road_class,
                       const TagReader& tag) {
  if (!profile.obeys_oneway) return Direction::both;
  for (const std::string& key : profile.oneway_exceptions) {
    if (tag(key) == "no") return Direction::both;
  }
  const std::string_view oneway = tag("oneway");
  for (const std::string_view yes : {"yes", "true", "1", "forward"}) {
    if (oneway == yes) return Direction::forward;
  }
  for (const std::string_view back : {"-1", "reverse", "backward"}) {
    if (oneway == back) return Direction::backward;
  }
  if (oneway == "reversible" || oneway == "alternating") return Direction::none;
  if (oneway.empty() && (road_class.oneway || is_roundabout(tag) || tag("motorroad") == "oneway")) {
    return Direction::forward;
  }
  return Direction::both;
}

double driven_speed(const Profile& profile, const Profile::RoadClass& road_class,
                    std::string_view limit_text) {
  double speed = road_class.speed_km_h;
  if (profile.uses_maxspeed && !limit_text.empty()) {
    if (const auto limit = parse_maxspeed(profile, limit_text)) {
      speed = *limit * profile.limit_share;
    }
  }
  return std::min(speed, profile.max_speed_km_h);
}

void set_speeds(const Profile& profile, const Profile::RoadClass& road_class, const TagReader& tag,
                RoadUse& use) {
  const auto first_of = [&](std::initializer_list<std::string_view> keys) {
    for (const std::string_view key : keys) {
      if (!tag(key).empty()) return tag(key);
    }
    return std::string_view();
  };
  // A layer's own speed is what is driven, not a limit.
  if (const auto driven = parse_number(tag("speed")); driven && *driven > 0) {
    use.forward_km_h = use.backward_km_h = std::min(*driven, profile.max_speed_km_h);
    return;
  }
  use.forward_km_h = driven_speed(profile, road_class,
                                  first_of({"maxspeed:forward", "maxspeed", "maxspeed:type",
                                            "source:maxspeed", "zone:maxspeed"}));
  use.backward_km_h = driven_speed(profile, road_class,
                                   first_of({"maxspeed:backward", "maxspeed", "maxspeed:type",
                                             "source:maxspeed", "zone:maxspeed"}));
}

std::string_view class_tag(const TagReader& tag) {
  const std::string_view highway = tag("highway");
  return highway.empty() ? tag("class") : highway;
}

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
      table = toml::parse(text, file);
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

std::variant<RoadUse, std::string> judge_way(const Profile& profile, const TagReader& tag) {
  if (tag("route") == "ferry") return "ferry";
  const std::string_view highway = class_tag(tag);
  if (highway == "construction" || highway == "proposed" || !tag("proposed").empty()) {
    return "not_built";
  }
  const auto road_class = profile.find_class(highway);
  if (!road_class) return "class";
  if (tag("area") == "yes") return "area";
  if (!mapped_access(profile, tag).value_or(true)) return "access";
  const Profile::RoadClass& row = profile.classes[*road_class];
  const Direction direction = direction_of(profile, row, tag);
  if (direction == Direction::none) return "reversible";

  RoadUse use;
  use.road_class = *road_class;
  set_speeds(profile, row, tag, use);
  if (direction == Direction::forward) use.backward_km_h = 0;
  if (direction == Direction::backward) use.forward_km_h = 0;
  const auto is_yes = [&](std::string_view key) { return !tag(key).empty() && tag(key) != "no"; };
  const bool structure = is_yes("bridge") || is_yes("tunnel");
  use.stoppable = row.stoppable && !structure;
  use.habitable = row.demand_factor > 0 && !structure;
  use.roundabout = is_roundabout(tag);
  return use;
}

bool is_blocked(const Profile& profile, const TagReader& tag) {
  const auto access = mapped_access(profile, tag);
  const std::string_view barrier = tag("barrier");
  if (barrier.empty()) return false;
  if (access) return !*access;
  return contains(profile.blocking_barriers, barrier);
}

std::optional<double> parse_maxspeed(const Profile& profile, std::string_view value) {
  std::optional<double> least;
  for (std::string_view part : split(value, ';')) {
    part = trim(part);
    std::optional<double> limit;
    if (const auto word = profile.limits.find(std::string(part)); word != profile.limits.end()) {
      limit = word->second;
    } else if (part.ends_with("mph")) {
      limit = parse_number(part.substr(0, part.size() - 3));
      if (limit) *limit *= 1.609344;
    } else if (part.ends_with("km/h")) {
      limit = parse_number(part.substr(0, part.size() - 4));
    } else if (part.ends_with("kmh")) {
      limit = parse_number(part.substr(0, part.size() - 3));
    } else {
      limit = parse_number(part);
    }
    constexpr double absurd = 300;  // no road has such a limit: a typing error
    if (!limit || *limit < 1 || *limit > absurd) continue;
    least = std::min(least.value_or(*limit), *limit);
  }
  return least;
}

}  // namespace coverage
