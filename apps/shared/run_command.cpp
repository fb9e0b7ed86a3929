#include "apps/shared/run_command.h"

#include "libcoverage/base/error.h"
#include "libcoverage/base/text.h"

namespace coverage {

CommandText run_command_text() {
  return {"coverage-run",
          {"Runs a study: who reaches which service, how fast, and who does not.",
           "Exécute une étude : qui atteint quel service, en combien de temps, et qui ne l’atteint "
           "pas."},
          {"Reads STUDY.toml (every key is described in data/examples/study-reference.toml) and "
           "writes, "
           "into the output folder, coverage.gpkg, access_time.tif, communes.csv, epcis.csv, "
           "facilities.csv, summary.json, report.html and manifest.json, all or none. An earlier "
           "result "
           "of this engine is replaced; a folder of anybody else is refused without --overwrite. "
           "--dry-run says what a run would take, and writes nothing.",
           "Lit STUDY.toml (chaque clé est décrite dans data/examples/study-reference.toml) et "
           "écrit dans "
           "le dossier de sortie coverage.gpkg, access_time.tif, communes.csv, epcis.csv, "
           "facilities.csv, summary.json, report.html et manifest.json, tous ou aucun. Un résultat "
           "antérieur de ce moteur est remplacé ; tout autre dossier est refusé sans --overwrite. "
           "--dry-run annonce ce que demanderait l’exécution, et n’écrit rien."},
          {{"coverage-run allier.toml", {"run the study", "exécuter l’étude"}},
           {"coverage-run allier.toml --out results/2026-06 --set output.cell_size_m=200",
            {"another folder, a coarser raster", "autre dossier, raster plus grossier"}},
           {"coverage-run allier.toml --dry-run --json",
            {"counts, memory, time and files to come, for a script",
             "effectifs, mémoire, temps et fichiers à venir, pour un script"}}}};
}

std::unique_ptr<CLI::App> make_run_parser(RunOptions& options) {
  auto parser = make_parser(run_command_text(), options.common);
  const Say say(options.common.language);
  parser
      ->add_option("study", options.study,
                   say("The study, or a scenario with a base", "L’étude, ou un scénario avec base"))
      ->required()
      ->type_name("STUDY.toml");
  parser
      ->add_option("--out", options.out,
                   say("Output folder (default: the study's output.directory; of a scenario that "
                       "names none, its base's followed by -NAME)",
                       "Dossier de sortie (par défaut : output.directory de l’étude ; pour un "
                       "scénario qui n’en indique pas, celui de sa base suivi de -NOM)"))
      ->type_name("DIR");
  add_settings_option(*parser, options.settings, options.common.language);
  parser->add_flag("--dry-run", options.dry_run,
                   say("Say what the run would take, and write nothing",
                       "Annoncer ce que demanderait l’exécution, sans rien écrire"));
  parser->add_flag("--overwrite", options.overwrite,
                   say("Write into a folder that is not an earlier result",
                       "Écrire dans un dossier qui n’est pas un résultat antérieur"));
  parser->add_flag("--strict", options.strict,
                   say("Stop at the first rejected row of any source",
                       "S’arrêter à la première ligne rejetée d’une source"));
  parser->add_flag("--routes", options.routes,
                   say("Add the layer routes: each commune's route, leg by leg",
                       "Ajouter la couche routes : l’itinéraire de chaque commune, tronçon par "
                       "tronçon"));
  parser
      ->add_option("--csv", options.csv,
                   say("Also write *.excel.csv (semicolon, decimal comma)",
                       "Écrire aussi des *.excel.csv (point-virgule, virgule décimale)"))
      ->check(CLI::IsMember({"excel-fr"}))
      ->type_name("DIALECT");
  return parser;
}

std::vector<std::pair<std::string, std::string>> parse_settings(
    const std::vector<std::string>& settings) {
  std::vector<std::pair<std::string, std::string>> result;
  for (const std::string& setting : settings) {
    const auto equals = setting.find('=');
    if (equals == std::string::npos || equals == 0) {
      throw UsageError(
          message("--set '{}' is not key=value", "--set « {} » n’est pas clé=valeur", setting),
          {"Write for example --set output.cell_size_m=50",
           "Écrivez par exemple --set output.cell_size_m=50"});
    }
    result.emplace_back(trim(std::string_view(setting).substr(0, equals)),
                        trim(std::string_view(setting).substr(equals + 1)));
  }
  return result;
}

}  // namespace coverage
