#include "libcoverage/output/words.h"

#include <algorithm>
#include <array>
#include <map>

namespace coverage {

namespace {

using Pair = std::pair<Word, Message>;

const std::array<Pair, 20>& words() {
  static const std::array<Pair, 20> table = {{
      {Word::facility, {"facility", "lieu d’accueil"}},
      {Word::query, {"service studied", "offre étudiée"}},
      {Word::tier, {"tier", "niveau de prestation"}},
      {Word::access_time, {"access time", "temps d’accès"}},
      {Word::coverage, {"share of the population within", "part de la population à moins de"}},
      {Word::gap, {"population beyond the threshold", "population au-delà du seuil"}},
      {Word::unsnapped, {"not connected to the road network", "non rattaché au réseau routier"}},
      {Word::unreachable, {"without a route", "sans itinéraire"}},
      {Word::seat, {"commune seat", "chef-lieu de commune"}},
      {Word::ledger, {"population ledger", "bilan de population"}},
      {Word::basket, {"basket of services", "panier de services"}},
      {Word::scenario, {"scenario", "scénario"}},
      {Word::candidate, {"candidate site", "emplacement possible"}},
      {Word::proposal, {"proposal", "proposition"}},
      {Word::commune, {"commune", "commune"}},
      {Word::inhabitants, {"inhabitants", "habitants"}},
      {Word::demand_point, {"place where people live", "lieu d’habitation"}},
      {Word::snap, {"connection to the road network", "rattachement au réseau routier"}},
      {Word::yes, {"yes", "oui"}},
      {Word::no, {"no", "non"}},
  }};
  return table;
}

using Labels = std::map<std::string, Message>;

Message label_in(const Labels& labels, const std::string& name) {
  const auto found = labels.find(name);
  if (found != labels.end()) return found->second;
  std::string spaced = name;
  std::replace(spaced.begin(), spaced.end(), '_', ' ');
  return verbatim(spaced);
}

}  // namespace

const Message& word(Word which) {
  const auto& table = words();
  return std::find_if(table.begin(), table.end(),
                      [&](const Pair& row) { return row.first == which; })
      ->second;
}

Message status_label(AccessStatus status) {
  switch (status) {
    case AccessStatus::ok:
      return {"reached", "atteint"};
    case AccessStatus::unreachable:
      return word(Word::unreachable);
    case AccessStatus::unsnapped:
      return word(Word::unsnapped);
  }
  return word(Word::unsnapped);
}

Message status_label(FacilityStatus status) {
  switch (status) {
    case FacilityStatus::open:
      return {"open", "ouvert"};
    case FacilityStatus::planned:
      return {"planned", "en projet"};
    case FacilityStatus::closed:
      return {"closed", "fermé"};
  }
  return {"open", "ouvert"};
}

Message traffic_label(const std::string& traffic) {
  static const Labels labels = {
      {"free_flow", {"off-peak traffic", "heures creuses"}},
      {"peak", {"peak traffic", "heures pleines"}},
  };
  return label_in(labels, traffic);
}

Message profile_label(const std::string& profile) {
  static const Labels labels = {
      {"car", {"by car", "en voiture"}},
      {"bicycle", {"by bicycle", "à vélo"}},
      {"foot", {"on foot", "à pied"}},
  };
  const auto found = labels.find(profile);
  if (found != labels.end()) return found->second;
  return message("profile “{}”", "profil « {} »", profile);
}

namespace {

bool is_capital(char c) {
  return c >= 'A' && c <= 'Z';
}

/// For the middle of a sentence: "À vélo" is "à vélo" there.
std::string lower_first(std::string text) {
  if (text.empty()) return text;
  constexpr char capitals_of_latin_1 = '\xc3';  // À to Þ in UTF-8, 0x20 before their small letters
  const bool is_accented = text.size() > 1 && text[0] == capitals_of_latin_1;
  char& letter = text[is_accented ? 1 : 0];
  if (is_accented && static_cast<unsigned char>(letter) < 0x9f) {
    letter = static_cast<char>(letter + 0x20);
  } else if (is_capital(letter) && (text.size() == 1 || !is_capital(text[1]))) {
    letter = static_cast<char>(letter - 'A' + 'a');
  }
  return text;
}

std::string with_hours(const std::string& mode, const std::string& hours, std::string_view word) {
  return mode.find(word) == std::string::npos ? mode + ", " + hours : mode;
}

}  // namespace

Message travel_label(const std::string& profile, const Message& label, const std::string& traffic) {
  const bool has_label = !label.english.empty() && label.english != profile;
  Message mode = has_label ? Message{lower_first(label.english), lower_first(label.french)}
                           : profile_label(profile);
  const bool own_pace = profile == "foot" || profile == "bicycle";
  if (traffic.empty() || own_pace) return mode;
  const Message hours = traffic_label(traffic);
  return {with_hours(mode.english, hours.english, "peak"),
          with_hours(mode.french, hours.french, "heures")};
}

Message source_label(const std::string& source) {
  static const Labels labels = {
      {"roads", {"roads", "routes"}},
      {"demand", {"places where people live", "lieux d’habitation"}},
      {"seats", {"commune seats", "chefs-lieux de commune"}},
  };
  const auto found = labels.find(source);
  return found == labels.end() ? verbatim(source) : found->second;
}

Message method_label(DemandMethod method) {
  switch (method) {
    case DemandMethod::grid:
      return {"population grid", "carreaux de population"};
    case DemandMethod::points:
      return {"points with a weight", "points pondérés"};
    case DemandMethod::network:
      return {"spread along the roads where people can live",
              "répartition le long des routes habitables"};
    case DemandMethod::seat:
      return {"all at the seat of the commune", "tout au chef-lieu de la commune"};
  }
  return verbatim("");
}

Message road_class_label(const std::string& road_class) {
  static const Message slip_road = {"slip road", "bretelle"};
  static const Labels labels = {
      {"motorway", {"motorway", "autoroute"}},
      {"motorway_link", slip_road},
      {"trunk", {"trunk road", "voie rapide"}},
      {"trunk_link", slip_road},
      {"primary", {"primary road", "route principale"}},
      {"primary_link", slip_road},
      {"secondary", {"secondary road", "route secondaire"}},
      {"secondary_link", slip_road},
      {"tertiary", {"tertiary road", "route tertiaire"}},
      {"tertiary_link", slip_road},
      {"unclassified", {"minor road", "petite route"}},
      {"residential", {"residential street", "rue résidentielle"}},
      {"living_street", {"living street", "zone de rencontre"}},
      {"pedestrian", {"pedestrian street", "rue piétonne"}},
      {"road", {"road of unknown kind", "voie de nature inconnue"}},
      {"service", {"service road", "voie de desserte"}},
      {"track", {"track", "chemin"}},
      {"path", {"path", "sentier"}},
      {"footway", {"footway", "voie piétonne"}},
      {"cycleway", {"cycleway", "piste cyclable"}},
      {"bridleway", {"bridleway", "allée cavalière"}},
      {"steps", {"steps", "escalier"}},
      {"corridor", {"corridor", "passage couvert"}},
      {"pier", {"pier", "jetée"}},
      {"platform", {"platform", "quai"}},
      {"ferry", {"ferry", "bac"}},
  };
  return label_in(labels, road_class);
}

Message unit_label(const std::string& unit) {
  static const Labels labels = {
      {"inhabitants", {"inhabitants", "habitants"}},
      {"buildings", {"buildings", "bâtiments"}},
      {"road_length", {"metres of road", "mètres de route"}},
      {"metres of road", {"metres of road", "mètres de route"}},
      {"households", {"households", "ménages"}},
      {"dwellings", {"dwellings", "logements"}},
  };
  return label_in(labels, unit);
}

}  // namespace coverage
