#include "apps/shared/network_command.h"

#include "libcoverage/base/error.h"

namespace coverage {

CommandText network_command_text() {
  return {
      "coverage-network",
      {"Builds, describes and exports the road network of a study.",
       "Construit, décrit et exporte le réseau routier d’une étude."},
      {"build makes the network files of every profile of the study, so that later runs open them "
       "at "
       "once; info prints their figures (--verify reads every byte against its checksum); export "
       "writes the network's tables as CSV.",
       "build construit les fichiers de réseau de chaque profil de l’étude, que les exécutions "
       "suivantes ouvrent aussitôt ; info en donne les chiffres (--verify relit chaque octet avec "
       "sa somme de contrôle) ; export écrit les tables du réseau en CSV."},
      {{"coverage-network build allier.toml", {"build the network", "construire le réseau"}},
       {"coverage-network info allier.toml --verify",
        {"figures, and a check of the file", "les chiffres, et un contrôle du fichier"}},
       {"coverage-network export allier.toml --nodes nodes.csv --arcs arcs.csv --segments s.csv",
        {"tables for other tools", "des tables pour d’autres outils"}}}};
}

std::unique_ptr<CLI::App> make_network_parser(NetworkOptions& options) {
  auto parser = make_parser(network_command_text(), options.common);
  const Say say(options.common.language);
  parser
      ->add_option_function<std::string>(
          "action",
          [&options](const std::string& name) {
            options.action = name == "build"  ? NetworkOptions::Action::build
                             : name == "info" ? NetworkOptions::Action::info
                                              : NetworkOptions::Action::export_files;
          },
          say("build, info or export", "build, info ou export"))
      ->required()
      ->check(CLI::IsMember({"build", "info", "export"}))
      ->type_name("ACTION");
  parser->add_option("study", options.study, say("The study", "L’étude"))
      ->required()
      ->type_name("STUDY.toml");
  add_settings_option(*parser, options.settings, options.common.language);
  parser->add_flag("--verify", options.verify,
                   say("info: read every byte against its checksum",
                       "info : relire chaque octet avec sa somme de contrôle"));
  parser
      ->add_option("--nodes", options.nodes,
                   say("export: vertices (vertex_id, junction_id, lon, lat, component)",
                       "export : sommets (vertex_id, junction_id, lon, lat, component)"))
      ->type_name("FILE.csv");
  parser
      ->add_option("--arcs", options.arcs,
                   say("export: arcs (arc_id, from, to, time_ms, length_m, class, way_id)",
                       "export : arcs (arc_id, from, to, time_ms, length_m, class, way_id)"))
      ->type_name("FILE.csv");
  parser
      ->add_option("--segments", options.segments,
                   say("export: segments as mapped", "export : segments, tels que cartographiés"))
      ->type_name("FILE.csv");
  return parser;
}

void check_network_options(const NetworkOptions& options) {
  const bool exports = !options.nodes.empty() || !options.arcs.empty() || !options.segments.empty();
  const bool is_export = options.action == NetworkOptions::Action::export_files;
  if (is_export && !exports) {
    throw UsageError({"export has nothing to write", "export n’a rien à écrire"},
                     {"Name at least one of --nodes, --arcs, --segments",
                      "Indiquez au moins --nodes, --arcs ou --segments"});
  }
  if (!is_export && exports) {
    throw UsageError({"--nodes, --arcs and --segments go with export",
                      "--nodes, --arcs et --segments vont avec export"},
                     {"Write coverage-network export …", "Écrivez coverage-network export …"});
  }
  if (options.verify && options.action != NetworkOptions::Action::info) {
    throw UsageError(
        {"--verify goes with info", "--verify va avec info"},
        {"Write coverage-network info … --verify", "Écrivez coverage-network info … --verify"});
  }
}

}  // namespace coverage
