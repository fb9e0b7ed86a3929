#include "apps/shared/access_command.h"

#include <cmath>

#include "libcoverage/base/error.h"
#include "libcoverage/base/text.h"

namespace coverage {

CommandText access_command_text() {
  return {
      "coverage-access",
      {"Prints the access time of points to the nearest facility of each query.",
       "Donne le temps d’accès de points au lieu d’accueil le plus proche de chaque offre "
       "étudiée."},
      {"Points come from the command line, from a CSV file with the columns id, lon, lat, from any "
       "point layer, or from standard input (--points -). Each row says id, lon, lat, query, "
       "access_time_s, access_distance_m, facility_id, snap_distance_m and status (ok, "
       "unreachable, "
       "unsnapped). A point that cannot be used has a status and does not stop the others. "
       "--explain prints each route leg by leg instead: walks to and from the road, roads with "
       "their speed, time lost at junctions and turns; the legs sum to the access time. Where "
       "there "
       "is no route it says why. With --json the legs are in each object, to the millisecond.",
       "Les points viennent de la ligne de commande, d’un fichier CSV avec les colonnes id, lon, "
       "lat, d’une couche de points, ou de l’entrée standard (--points -). Chaque ligne donne id, "
       "lon, lat, query, access_time_s, access_distance_m, facility_id, snap_distance_m et status "
       "(ok, unreachable, unsnapped). Un point inutilisable porte un statut et n’arrête pas les "
       "autres. --explain donne plutôt chaque itinéraire tronçon par tronçon : marche jusqu’à la "
       "route et depuis elle, routes et vitesses, temps perdu aux carrefours et en tournant ; la "
       "somme est le temps d’accès. Sans itinéraire, il dit pourquoi. Avec --json, les tronçons "
       "sont dans chaque objet, à la milliseconde."},
      {{"coverage-access allier.toml 3.3345,46.5668",
        {"one point, all queries", "un point, toutes les offres"}},
       {"coverage-access allier.toml --points addresses.csv --query third_place > times.csv",
        {"a file of points, one query", "un fichier de points, une offre"}},
       {"coverage-access allier.toml 3.3345,46.5668 --query mairie --explain",
        {"why it takes that long", "pourquoi il faut ce temps"}},
       {"echo 3.33,46.57 | coverage-access allier.toml --points - --json",
        {"from a pipe", "depuis un tube"}}}};
}

std::unique_ptr<CLI::App> make_access_parser(AccessOptions& options) {
  auto parser = make_parser(access_command_text(), options.common);
  const Say say(options.common.language);
  parser->add_option("study", options.study, say("The study", "L’étude"))
      ->required()
      ->type_name("STUDY.toml");
  parser
      ->add_option("positions", options.positions,
                   say("Points, longitude then latitude in degrees",
                       "Points, longitude puis latitude en degrés"))
      ->type_name("LON,LAT");
  parser
      ->add_option("--points", options.points_file,
                   say("CSV with id, lon, lat, a point layer, or - for standard input",
                       "CSV avec id, lon, lat, couche de points, ou - pour l’entrée standard"))
      ->type_name("FILE");
  parser
      ->add_option(
          "--query", options.query,
          say("Only this query (default: all)", "Cette offre seulement (par défaut : toutes)"))
      ->type_name("NAME");
  parser->add_flag("--explain", options.explain,
                   say("Print the route of each answer, leg by leg",
                       "Donner l’itinéraire de chaque réponse, tronçon par tronçon"));
  add_settings_option(*parser, options.settings, options.common.language);
  return parser;
}

LonLat parse_lon_lat(const std::string& text) {
  const auto parts = split(text, ',');
  const auto lon = parts.size() == 2 ? parse_number(parts[0]) : std::nullopt;
  const auto lat = parts.size() == 2 ? parse_number(parts[1]) : std::nullopt;
  if (!lon || !lat) {
    throw UsageError(message("'{}' is not a position", "« {} » n’est pas une position", text),
                     {"Write longitude,latitude in degrees, for example 3.3345,46.5668",
                      "Écrivez longitude,latitude en degrés, par exemple 3.3345,46.5668"});
  }
  if (std::abs(*lon) > 180 || std::abs(*lat) > 90) {
    throw UsageError(message("'{}' is not on Earth", "« {} » n’est pas sur Terre", text),
                     {"Longitude comes first, then latitude, both in degrees",
                      "La longitude vient d’abord, puis la latitude, en degrés"});
  }
  return {*lon, *lat};
}

}  // namespace coverage
