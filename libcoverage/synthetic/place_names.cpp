#include "libcoverage/synthetic/place_names.h"

#include <array>
#include <string_view>

namespace coverage::synthetic {

namespace {

using std::string_view_literals::operator""sv;

constexpr std::array saints_he = {
    "Aubin"sv,    "Bonnet"sv,  "Caprais"sv, "Christophe"sv, "Clément"sv,   "Denis"sv,
    "Désiré"sv,   "Éloy"sv,    "Étienne"sv, "Félix"sv,      "Fargeol"sv,   "Gérand"sv,
    "Germain"sv,  "Hilaire"sv, "Igny"sv,    "Jean"sv,       "Julien"sv,    "Léger"sv,
    "Léon"sv,     "Loup"sv,    "Marcel"sv,  "Martin"sv,     "Maurice"sv,   "Menoux"sv,
    "Michel"sv,   "Nicolas"sv, "Palais"sv,  "Paul"sv,       "Pierre"sv,    "Plaisir"sv,
    "Pourçain"sv, "Priest"sv,  "Rémy"sv,    "Sauvier"sv,    "Sylvestre"sv, "Symphorien"sv,
    "Vitte"sv,    "Voir"sv,    "Yorre"sv,   "Amand"sv};
constexpr std::array saints_she = {"Agathe"sv,   "Anne"sv,  "Cécile"sv,    "Colombe"sv,
                                   "Thérence"sv, "Marie"sv, "Radegonde"sv, "Foy"sv};
constexpr std::array stems = {
    "Aign"sv,   "Ambr"sv,   "Arf"sv,    "Arz"sv,    "Aud"sv,   "Avr"sv,   "Barb"sv,   "Bel"sv,
    "Bess"sv,   "Biz"sv,    "Blan"sv,   "Boss"sv,   "Bourg"sv, "Brans"sv, "Bress"sv,  "Broût"sv,
    "Buss"sv,   "Cer"sv,    "Chamb"sv,  "Chant"sv,  "Char"sv,  "Chass"sv, "Chav"sv,   "Chemill"sv,
    "Chir"sv,   "Cind"sv,   "Coss"sv,   "Coul"sv,   "Cress"sv, "Creuz"sv, "Cust"sv,   "Dén"sv,
    "Domp"sv,   "Dray"sv,   "Durd"sv,   "Esc"sv,    "Esp"sv,   "Estiv"sv, "Ferr"sv,   "Fleur"sv,
    "Franch"sv, "Fron"sv,   "Gann"sv,   "Genn"sv,   "Gip"sv,   "Gouz"sv,  "Hauter"sv, "Hér"sv,
    "Hur"sv,    "Isserp"sv, "Jaligt"sv, "Jenz"sv,   "Lall"sv,  "Lang"sv,  "Laur"sv,   "Lav"sv,
    "Lign"sv,   "Limois"sv, "Lodd"sv,   "Louch"sv,  "Lur"sv,   "Magn"sv,  "Mar"sv,    "Mass"sv,
    "Mazer"sv,  "Meill"sv,  "Mercur"sv, "Mesp"sv,   "Mont"sv,  "Morn"sv,  "Nass"sv,   "Nér"sv,
    "Neuv"sv,   "Noy"sv,    "Orv"sv,    "Pars"sv,   "Péry"sv,  "Pouz"sv,  "Prém"sv,   "Quinss"sv,
    "Reug"sv,   "Roch"sv,   "Roncr"sv,  "Salign"sv, "Sanss"sv, "Sauv"sv,  "Serb"sv,   "Souv"sv,
    "Tarj"sv,   "Teill"sv,  "Thiol"sv,  "Torz"sv,   "Tréb"sv,  "Trév"sv,  "Urç"sv,    "Vald"sv,
    "Varenn"sv, "Vaum"sv,   "Vend"sv,   "Verneu"sv, "Vic"sv,   "Viell"sv, "Ygr"sv};
constexpr std::array endings = {"y"sv,    "ay"sv,    "ac"sv,    "at"sv,   "ey"sv,      "igny"sv,
                                "eux"sv,  "ières"sv, "ière"sv,  "on"sv,   "anges"sv,   "ard"sv,
                                "ault"sv, "elle"sv,  "ette"sv,  "euil"sv, "oux"sv,     "ouze"sv,
                                "ille"sv, "ont"sv,   "an"sv,    "ines"sv, "erolles"sv, "eil"sv,
                                "enat"sv, "iat"sv,   "éjoux"sv, "ézat"sv, "et"sv,      "ond"sv};
constexpr std::array heads = {"La Chapelle"sv, "Le Breuil"sv,  "Le Theil"sv,   "La Celle"sv,
                              "Le Vernet"sv,   "La Ferté"sv,   "Le Mayet"sv,   "Les Brosses"sv,
                              "La Roche"sv,    "Le Bourg"sv,   "Villeneuve"sv, "Châtel"sv,
                              "Montaigu"sv,    "Neuvéglise"sv, "Beaumont"sv,   "Bellerive"sv};
constexpr std::array tails = {"le-Vieux"sv,   "le-Château"sv, "les-Bois"sv,    "le-Comte"sv,
                              "aux-Chats"sv,  "les-Mines"sv,  "en-Montagne"sv, "la-Forêt"sv,
                              "le-Haut"sv,    "les-Vignes"sv, "l'Archer"sv,    "en-Bocage"sv,
                              "des-Fossés"sv, "de-Vaux"sv,    "la-Grave"sv,    "sous-Bois"sv};
constexpr std::array streets = {
    "Rue de l'Église"sv,      "Rue du Moulin"sv,     "Rue des Écoles"sv,        "Rue de la Poste"sv,
    "Rue du Lavoir"sv,        "Rue des Tilleuls"sv,  "Rue de la Mairie"sv,      "Rue Victor-Hugo"sv,
    "Rue Jean-Jaurès"sv,      "Rue Pasteur"sv,       "Rue de la Gare"sv,        "Rue des Acacias"sv,
    "Rue du Stade"sv,         "Chemin des Vignes"sv, "Rue du 8-Mai-1945"sv,     "Rue Gambetta"sv,
    "Rue de la République"sv, "Impasse des Lilas"sv, "Rue des Rosiers"sv,       "Rue du Château"sv,
    "Rue de la Fontaine"sv,   "Rue George-Sand"sv,   "Allée des Chênes"sv,      "Rue Marie-Curie"sv,
    "Rue du Puits"sv,         "Rue des Jardins"sv,   "Rue du Champ-de-Foire"sv, "Rue Lamartine"sv,
    "Rue des Remparts"sv,     "Rue Neuve"sv,         "Rue du Four"sv,           "Rue Paul-Bert"sv};

bool starts_with_vowel(std::string_view name) {
  for (const std::string_view vowel : {"A"sv, "E"sv, "I"sv, "O"sv, "U"sv, "Y"sv, "H"sv, "É"sv}) {
    if (name.starts_with(vowel)) return true;
  }
  return false;
}

std::string plain_name(Random& random) {
  return std::string(random.any_of(stems)) + std::string(random.any_of(endings));
}

std::string saint_name(Random& random) {
  return random.chance(0.85) ? "Saint-" + std::string(random.any_of(saints_he))
                             : "Sainte-" + std::string(random.any_of(saints_she));
}

std::string joined_of(const std::string& name) {
  return (starts_with_vowel(name) ? "-d'" : "-de-") + name;
}

}  // namespace

PlaceNames::PlaceNames(std::uint64_t seed) : random_(seed, Purpose::names) {}

std::string PlaceNames::next(const std::string& river) {
  std::string name = candidate(river);
  while (!taken_.insert(name).second) name = candidate(river);
  return name;
}

std::string PlaceNames::candidate(const std::string& river) {
  const double kind = random_.uniform();
  if (!river.empty() && kind < 0.5) {
    return (random_.chance(0.5) ? saint_name(random_) : plain_name(random_)) + "-sur-" + river;
  }
  if (kind < 0.62) return plain_name(random_);
  if (kind < 0.74) return saint_name(random_) + joined_of(plain_name(random_));
  if (kind < 0.80) return saint_name(random_) + "-" + std::string(random_.any_of(tails));
  if (kind < 0.86) return plain_name(random_) + "-" + std::string(random_.any_of(tails));
  if (kind < 0.93) {
    return std::string(random_.any_of(heads)) + joined_of(plain_name(random_));
  }
  return plain_name(random_) + "-lès-" + plain_name(random_);
}

std::string street_name(Random& random) {
  return std::string(random.any_of(streets));
}

std::string of_place(const std::string& name) {
  if (name.starts_with("Le ")) return "du " + name.substr(3);
  if (name.starts_with("Les ")) return "des " + name.substr(4);
  if (name.starts_with("La ")) return "de la " + name.substr(3);
  if (name.starts_with("L'")) return "de l'" + name.substr(2);
  return (starts_with_vowel(name) ? "d'" : "de ") + name;
}

}  // namespace coverage::synthetic
