#include "libcoverage/network/profile_reader.h"

#include <algorithm>

#include "libcoverage/base/error.h"
#include "libcoverage/base/text.h"
#include "libcoverage/input/road_tags.h"
#include "libcoverage/network/toml_fields.h"

namespace coverage {

namespace {

constexpr double most_km_h = 400;

/// A tag that no reader of roads keeps would be a setting without effect.
void check_tag_key(const TomlFields& fields, const char* key, const std::string& tag) {
  static const std::vector<std::string> known = [] {
    std::vector<std::string> keys(road_way_keys.begin(), road_way_keys.end());
    keys.insert(keys.end(), {"class", "level", "speed", "urban"});
    return keys;
  }();
  if (std::find(known.begin(), known.end(), tag) != known.end()) return;
  const auto near = closest_word(tag, known);
  TomlFields::fail(
      fields.node(key),
      message("'{}' in {} is no tag that is read from roads",
              "« {} » dans {} n’est pas un attribut lu sur les routes", tag, std::string(key)),
      near ? message("Did you mean '{}'?", "Vouliez-vous « {} » ?", *near)
           : message("The tags are: {}", "Les attributs sont : {}",
                     fmt::format("{}", fmt::join(known, ", "))));
}

std::vector<std::string> read_tag_keys(const TomlFields& fields, const char* key) {
  std::vector<std::string> result = fields.texts(key);
  for (const std::string& tag : result) check_tag_key(fields, key, tag);
  return result;
}

/// `motorroad=yes`, or `bridge` alone for any value but `no`.
std::vector<Profile::TagPattern> read_patterns(const TomlFields& fields, const char* key) {
  std::vector<Profile::TagPattern> result;
  for (const std::string& tag : fields.texts(key)) {
    const auto equals = std::min(tag.find('='), tag.size());
    check_tag_key(fields, key, tag.substr(0, equals));
    result.emplace_back(tag.substr(0, equals),
                        equals < tag.size() ? tag.substr(equals + 1) : std::string());
  }
  return result;
}

void read_hours(const TomlFields& fields, Profile& profile) {
  profile.traffic = fields.required_text("traffic");
  if (profile.traffic != "free_flow" && profile.traffic != "peak") {
    TomlFields::fail(fields.node("traffic"),
                     message("traffic is '{}'", "traffic vaut « {} »", profile.traffic),
                     {"Write free_flow or peak", "Écrivez free_flow ou peak"});
  }
  profile.congestion = fields.number("congestion", 1, 1, 10);
}

Message read_label(const TomlFields& fields, const std::string& name) {
  if (!fields.has("label")) return verbatim(name);
  if (!fields.node("label").is_table()) {
    TomlFields::fail(
        fields.node("label"), {"label is not a table", "label n’est pas une table"},
        {"Write label = { en = \"…\", fr = \"…\" }", "Écrivez label = { en = \"…\", fr = \"…\" }"});
  }
  const TomlFields label = fields.table("label");
  label.check_keys({"en", "fr"});
  return {label.toml()["en"].value_or(name), label.toml()["fr"].value_or(name)};
}

void read_access(const TomlFields& fields, Profile& profile) {
  profile.access_keys = read_tag_keys(fields, "access_keys");
  profile.refused_access = fields.texts("refused_access");
  profile.destination_access = fields.texts("destination_access");
  profile.dismount_access = fields.texts("dismount_access");
  profile.dismount_speed_km_h = fields.number("dismount_speed_km_h", 4, 0.5, 20);
  profile.refused_tags = read_patterns(fields, "refused_tags");
  profile.unstoppable_tags = read_patterns(fields, "unstoppable_tags");
  constexpr double largest_m = 10;
  profile.width_m = fields.number("width_m", 0, 0, largest_m);
  profile.height_m = fields.number("height_m", 0, 0, largest_m);
  profile.obeys_oneway = fields.flag("obeys_oneway", true);
  profile.oneway_keys = read_tag_keys(fields, "oneway_keys");
  profile.pushes_against_oneway = fields.flag("pushes_against_oneway", false);
  profile.cycle_contraflow = fields.flag("cycle_contraflow", false);
  profile.restrictions.are_obeyed = fields.flag("obeys_restrictions", true);
  profile.restrictions.keys = fields.texts("restriction_keys");
  profile.restrictions.exempt_as = fields.texts("exempt_as");
}

void read_speeds(const TomlFields& fields, Profile& profile) {
  using Refusals = TomlFields::Refusals;
  profile.uses_limits = fields.flag("uses_limits", true);
  profile.limit_keys = read_tag_keys(fields, "limit_keys");
  profile.max_speed_km_h = fields.number("max_speed_km_h", 130, 1, most_km_h);
  profile.limits = fields.table("limits").numbers(1, most_km_h, Refusals::none);
  const auto caps = [&](const char* key) {
    return fields.table(key).numbers(0.5, most_km_h, Refusals::allowed);
  };
  profile.surfaces = caps("surfaces");
  profile.smoothness = caps("smoothness");
  profile.tracktypes = caps("tracktypes");
  profile.services = caps("services");
  const TomlFields built_up = fields.table("built_up");
  built_up.check_keys(profile_keys().at("built_up"));
  profile.built_up.classes = built_up.texts("classes");
  profile.built_up.length_m = built_up.number("length_m", 0, 0, 1e6);
}

void read_delays(const TomlFields& fields, Profile& profile) {
  const TomlFields delays = fields.table("delays");
  delays.check_keys(profile_keys().at("delays"));
  profile.delays = {.traffic_signals = delays.seconds("traffic_signals"),
                    .stop = delays.seconds("stop"),
                    .give_way = delays.seconds("give_way"),
                    .crossing = delays.seconds("crossing"),
                    .crossing_signals = delays.seconds("crossing_signals"),
                    .mini_roundabout = delays.seconds("mini_roundabout"),
                    .roundabout = delays.seconds("roundabout"),
                    .level_crossing = delays.seconds("level_crossing"),
                    .junction = delays.seconds("junction"),
                    .minor_to_major = delays.seconds("minor_to_major"),
                    .ferry = delays.seconds("ferry"),
                    .ferry_boarding = delays.seconds("ferry_boarding"),
                    .traffic_calming = delays.seconds("traffic_calming")};
  constexpr double longest_s = 86400;
  for (const auto& [kind, delay_s] :
       fields.table("barriers").numbers(0, longest_s, TomlFields::Refusals::none)) {
    profile.barriers[kind] = Seconds::from_seconds(delay_s);
  }
  profile.blocking_barriers = fields.texts("blocking_barriers");
  const TomlFields turns = fields.table("turns");
  turns.check_keys(profile_keys().at("turns"));
  profile.turns = {turns.seconds("left_s"), turns.seconds("right_s"), turns.seconds("u_turn_s")};
}

Profile::RoadClass read_class(const std::string& name, const TomlFields& fields,
                              double usual_share) {
  fields.check_keys(profile_keys().at("classes"));
  if (!fields.has("speed_km_h")) {
    TomlFields::fail(
        fields.toml(),
        message("class '{}' has no speed_km_h", "la classe « {} » n’a pas de speed_km_h", name),
        {"Add speed_km_h", "Ajoutez speed_km_h"});
  }
  Profile::RoadClass result;
  result.name = name;
  result.speed_km_h = fields.number("speed_km_h", 0, 0.5, most_km_h);
  result.urban_speed_km_h = fields.number("urban_speed_km_h", result.speed_km_h, 0.5, most_km_h);
  result.unmapped_surface_km_h = fields.number("unmapped_surface_km_h", 0, 0.5, most_km_h);
  result.limit_share = fields.number("limit_share", usual_share, 0.05, 2);
  result.priority = fields.integer("priority", 0, 0, 100);
  result.stoppable = fields.flag("stoppable", true);
  result.demand_factor = fields.number("demand_factor", 0, 0, 1000);
  result.oneway = fields.flag("oneway", false);
  result.only_where_allowed = fields.flag("only_where_allowed", false);
  result.of_other_modes = fields.flag("of_other_modes", false);
  result.uses_outlines = fields.flag("uses_outlines", false);
  return result;
}

void read_classes(const TomlFields& fields, Profile& profile) {
  const double usual_share = fields.number("limit_share", 1, 0.05, 2);
  const toml::table* classes = fields.toml()["classes"].as_table();
  if (!classes || classes->empty()) {
    throw InputError(
        {"the table [classes] is missing or empty", "la table [classes] manque ou est vide"},
        {"Name the road classes that this mode uses, as in data/profiles/car.toml",
         "Nommez les classes de routes de ce mode, comme dans data/profiles/car.toml"});
  }
  for (const auto& [key, node] : *classes) {
    const std::string name(key.str());
    if (!node.is_table()) {
      TomlFields::fail(
          node, message("class '{}' is not a table", "la classe « {} » n’est pas une table", name),
          {"Write { speed_km_h = 50 }", "Écrivez { speed_km_h = 50 }"});
    }
    profile.classes.push_back(read_class(name, TomlFields(*node.as_table()), usual_share));
  }
  std::sort(profile.classes.begin(), profile.classes.end(),
            [](const auto& a, const auto& b) { return a.name < b.name; });
}

/// Classes are known by now: a name that is none of them is a misspelling.
void read_turn_classes(const TomlFields& turns, Profile& profile) {
  for (const std::string& name : turns.texts("at")) {
    const auto found = profile.find_class(name);
    if (!found) {
      TomlFields::fail(turns.node("at"),
                       message("'{}' is no class of this profile",
                               "« {} » n’est pas une classe de ce profil", name),
                       {"Name classes that stand in [classes]",
                        "Nommez des classes qui figurent dans [classes]"});
    }
    profile.classes[*found].has_turn_costs = profile.turns.any();
  }
}

}  // namespace

Profile read_profile(const TomlFields& fields) {
  fields.check_keys(profile_keys().at(""));
  Profile profile;
  profile.name = fields.required_text("name");
  read_hours(fields, profile);
  profile.label = read_label(fields, profile.name);
  read_access(fields, profile);
  read_speeds(fields, profile);
  read_delays(fields, profile);
  profile.slope = read_slope(fields.table("slope"));
  profile.connector_speed_km_h = fields.number("connector_speed_km_h", 4.5, 0.1, 200);
  profile.terminal_time = fields.seconds("terminal_time_s");
  read_classes(fields, profile);
  read_turn_classes(fields.table("turns"), profile);
  return profile;
}

const std::map<std::string, std::vector<std::string>>& profile_keys() {
  static const std::map<std::string, std::vector<std::string>> keys = {
      {"",
       {"access_keys",
        "base",
        "barriers",
        "blocking_barriers",
        "built_up",
        "classes",
        "congestion",
        "connector_speed_km_h",
        "cycle_contraflow",
        "delays",
        "destination_access",
        "dismount_access",
        "dismount_speed_km_h",
        "exempt_as",
        "height_m",
        "label",
        "limit_keys",
        "limit_share",
        "limits",
        "max_speed_km_h",
        "name",
        "obeys_oneway",
        "obeys_restrictions",
        "oneway_keys",
        "pushes_against_oneway",
        "refused_access",
        "refused_tags",
        "restriction_keys",
        "services",
        "slope",
        "smoothness",
        "surfaces",
        "terminal_time_s",
        "tracktypes",
        "traffic",
        "turns",
        "unstoppable_tags",
        "uses_limits",
        "width_m"}},
      {"built_up", {"classes", "length_m"}},
      {"classes",
       {"demand_factor", "limit_share", "of_other_modes", "only_where_allowed", "oneway",
        "priority", "speed_km_h", "stoppable", "unmapped_surface_km_h", "urban_speed_km_h",
        "uses_outlines"}},
      {"delays",
       {"crossing", "crossing_signals", "ferry", "ferry_boarding", "give_way", "junction",
        "level_crossing", "mini_roundabout", "minor_to_major", "roundabout", "stop",
        "traffic_calming", "traffic_signals"}},
      {"slope", {"curve", "model", "steepest"}},
      {"turns", {"at", "left_s", "right_s", "u_turn_s"}}};
  return keys;
}

}  // namespace coverage
