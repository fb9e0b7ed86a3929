#include "apps/shared/demo_command.h"

#include "libcoverage/base/error.h"

namespace coverage {

CommandText demo_command_text() {
  return {
      "coverage-demo",
      {"Generates a fictitious rural département: communes, roads, services and a study of them.",
       "Génère un département rural fictif : communes, routes, services, et une étude prête."},
      {"The same size and seed give the same files, byte for byte. With --communes, roads are "
       "drawn "
       "through real communes, and every output says that these roads are fictitious. Memory stays "
       "bounded whatever the size.",
       "La même taille et la même graine donnent les mêmes fichiers, à l’octet près. Avec "
       "--communes, les routes sont tracées entre de vraies communes, et chaque sortie dit que ces "
       "routes sont fictives. La mémoire reste bornée quelle que soit la taille."},
      {{"coverage-demo demo && coverage-run demo/study.toml",
        {"the main job on made-up data", "tout le travail, sur des données fictives"}},
       {"coverage-demo big --junctions 1000000 --seed 7",
        {"a large network, to measure", "un grand réseau, pour mesurer"}},
       {"coverage-demo allier --communes communes-03.geojson --communes communes-63.geojson "
        "--population communes.csv --edition 2023 --france-services list.csv --study-area 03",
        {"made-up roads between real communes", "des routes fictives entre de vraies communes"}}}};
}

std::unique_ptr<CLI::App> make_demo_parser(DemoCommandOptions& options) {
  auto parser = make_parser(demo_command_text(), options.common);
  const Say say(options.common.language);
  parser->add_option("directory", options.directory, say("Folder to write", "Dossier à écrire"))
      ->required()
      ->type_name("DIR");
  parser
      ->add_option("--junctions", options.junctions,
                   say("Road junctions, about (1,000 to 20,000,000)",
                       "Nombre approximatif de carrefours (1 000 à 20 000 000)"))
      ->check(CLI::Range(std::uint64_t{1000}, std::uint64_t{20'000'000}))
      ->type_name("N");
  parser->add_option("--seed", options.seed, say("Seed of the generator", "Graine du générateur"))
      ->type_name("S")
      ->capture_default_str();
  add_repeatable(*parser, "--communes", options.communes,
                 say("Real commune polygons; may be repeated",
                     "Polygones de vraies communes ; peut se répéter"))
      ->type_name("FILE");
  parser
      ->add_option("--population", options.population,
                   say("With --communes: CSV of populations and EPCIs",
                       "Avec --communes : CSV des populations et EPCI"))
      ->type_name("FILE");
  parser
      ->add_option("--edition", options.edition,
                   say("With --population: its edition, for the reports (2023)",
                       "Avec --population : son millésime, pour les rapports (2023)"))
      ->type_name("TEXT");
  parser
      ->add_option("--france-services", options.france_services,
                   say("With --communes: the France services list as published",
                       "Avec --communes : la liste France services telle que publiée"))
      ->type_name("FILE");
  parser
      ->add_option("--study-area", options.study_area,
                   say("With --communes: the département to study",
                       "Avec --communes : le département étudié"))
      ->type_name("CODE");
  parser->add_flag("--overwrite", options.overwrite,
                   say("Write into a folder that is not an earlier result",
                       "Écrire dans un dossier qui n’est pas un résultat antérieur"));
  return parser;
}

void check_demo_options(const DemoCommandOptions& options) {
  const bool real = !options.communes.empty();
  if (real && options.france_services.empty()) {
    throw UsageError({"--communes without --france-services gives a study without facilities",
                      "--communes sans --france-services donne une étude sans lieux d’accueil"},
                     {"Add --france-services LIST.csv", "Ajoutez --france-services LISTE.csv"});
  }
  const bool more = !options.population.empty() || !options.france_services.empty() ||
                    !options.study_area.empty();
  if (!real && more) {
    throw UsageError({"--population, --france-services and --study-area go with --communes",
                      "--population, --france-services et --study-area vont avec --communes"},
                     {"Add --communes FILE", "Ajoutez --communes FICHIER"});
  }
  if (!options.edition.empty() && options.population.empty()) {
    throw UsageError({"--edition is that of --population", "--edition est celle de --population"},
                     {"Add --population FILE", "Ajoutez --population FICHIER"});
  }
}

}  // namespace coverage
