#include "apps/shared/network_command.h"

#include "libcoverage/base/error.h"

namespace coverage {

CommandText network_command_text() {
  return {
      "coverage-network",
      {"Builds, describes, audits and exports the road network of a study, and computes matrices "
       "of access times on it.",
       "Construit, décrit, contrôle et exporte le réseau routier d’une étude, et y calcule des "
       "matrices de temps d’accès."},
      {"build makes the network files of every profile of the study, so that later runs open "
       "them at once (--hierarchy adds what makes large matrices fast); info prints their "
       "figures (--verify reads every byte against its checksum); audit looks for what is "
       "doubtful in the roads of one profile (roads cut off, junctions that may be missing, "
       "sudden changes of speed, points far from roads, ways not used), prints a summary and "
       "writes a GeoPackage for QGIS; export writes the network's tables as CSV or as a "
       "GeoPackage; matrix writes the access time from each origin to each destination, as "
       "coverage-access gives it where that destination is the only facility: a row origin, "
       "destination, time_s, status (ok, unreachable, unsnapped) a pair, or with --format wide a "
       "row an origin. Rows are streamed: a matrix of any size fits in memory, and --dry-run "
       "says what it takes (it opens the network, and builds it where need be). The kind of "
       "search is chosen; --search overrides it, with the same times.",
       "build construit les fichiers de réseau de chaque profil de l’étude, que les exécutions "
       "suivantes ouvrent aussitôt (--hierarchy y ajoute de quoi accélérer les grandes matrices) "
       "; info en donne les chiffres (--verify relit chaque octet avec sa somme de contrôle) ; "
       "audit cherche ce qui est douteux dans les routes d’un profil (routes isolées, carrefours "
       "peut-être manquants, changements brusques de vitesse, points loin des routes, voies non "
       "empruntées), affiche un résumé et écrit un GeoPackage pour QGIS ; export écrit les "
       "tables du réseau en CSV ou en GeoPackage ; matrix écrit le temps d’accès de chaque "
       "origine à chaque destination, tel que coverage-access le donne quand cette destination "
       "est le seul lieu d’accueil : une ligne origin, destination, time_s, status (ok, "
       "unreachable, unsnapped) par paire, ou avec --format wide une ligne par origine. Les "
       "lignes sont écrites au fur et à mesure : une matrice de toute taille tient en mémoire, "
       "et --dry-run dit ce qu’il faut (il ouvre le réseau, et le construit au besoin). Le mode "
       "de recherche est choisi ; --search l’impose, les temps restent les mêmes."},
      {{"coverage-network build allier.toml", {"build the network", "construire le réseau"}},
       {"coverage-network build allier.toml --hierarchy",
        {"prepared for large matrices too", "et préparé aux grandes matrices"}},
       {"coverage-network info allier.toml --verify",
        {"figures, and a check of the file", "les chiffres, et un contrôle du fichier"}},
       {"coverage-network audit allier.toml --profile foot --out foot-audit.gpkg",
        {"what to check in the roads, on foot", "ce qu’il faut vérifier dans les routes, à pied"}},
       {"coverage-network matrix allier.toml --origins homes.csv --destinations sites.csv --out "
        "times.csv",
        {"times from each home to each site", "les temps de chaque logement à chaque site"}},
       {"coverage-network export allier.toml --nodes nodes.csv --arcs arcs.csv --segments s.csv",
        {"tables for other tools", "des tables pour d’autres outils"}},
       {"coverage-network export allier.toml --gpkg network.gpkg",
        {"the network in QGIS", "le réseau dans QGIS"}}}};
}

namespace {

void add_audit_options(CLI::App& parser, NetworkOptions& options, const Say& say) {
  parser
      .add_option("--profile", options.profile,
                  say("audit, matrix: this profile, instead of the study's",
                      "audit, matrix : ce profil, au lieu de celui de l’étude"))
      ->type_name("PROFILE");
  parser
      .add_option("--out", options.out,
                  say("audit: the file to write; network-audit.gpkg in the study's output folder "
                      "otherwise. matrix: the CSV to write; standard output otherwise",
                      "audit : le fichier à écrire ; sinon network-audit.gpkg dans le dossier de "
                      "résultats de l’étude. matrix : le CSV à écrire ; sinon la sortie standard"))
      ->type_name("FILE");
  parser
      .add_option("--junction-distance", options.junction_within_m,
                  say("audit: dead ends this near to another road are told (5)",
                      "audit : signaler les impasses à moins de tant d’une autre route (5)"))
      ->type_name("METRES")
      ->check(CLI::Range(0.0, 100.0));
  parser
      .add_option("--speed-factor", options.speed_factor,
                  say("audit: speeds that change by this factor or more are told (2)",
                      "audit : signaler les vitesses qui changent d’au moins ce facteur (2)"))
      ->type_name("FACTOR")
      ->check(CLI::Range(1.0, 1000.0));
}

void check_audit_options(const NetworkOptions& options) {
  const bool audits = options.action == NetworkOptions::Action::audit;
  const bool is_matrix = options.action == NetworkOptions::Action::matrix;
  if (!audits && (options.junction_within_m || options.speed_factor)) {
    throw UsageError({"--junction-distance and --speed-factor go with audit",
                      "--junction-distance et --speed-factor vont avec audit"},
                     {"Write coverage-network audit …", "Écrivez coverage-network audit …"});
  }
  if (!audits && !is_matrix && !(options.profile.empty() && options.out.empty())) {
    throw UsageError({"--profile and --out go with audit and matrix",
                      "--profile et --out vont avec audit et matrix"},
                     {"Write coverage-network audit … or matrix …",
                      "Écrivez coverage-network audit … ou matrix …"});
  }
  if (audits && !options.out.empty() && !options.out.ends_with(".gpkg")) {
    throw UsageError(
        message("{} is no name of a GeoPackage", "{} n’est pas un nom de GeoPackage", options.out),
        {"Let it end with .gpkg", "Terminez-le par .gpkg"});
  }
}

}  // namespace

std::unique_ptr<CLI::App> make_network_parser(NetworkOptions& options) {
  auto parser = make_parser(network_command_text(), options.common);
  const Say say(options.common.language);
  parser
      ->add_option_function<std::string>(
          "action",
          [&options](const std::string& name) {
            options.action = name == "build"    ? NetworkOptions::Action::build
                             : name == "info"   ? NetworkOptions::Action::info
                             : name == "audit"  ? NetworkOptions::Action::audit
                             : name == "matrix" ? NetworkOptions::Action::matrix
                                                : NetworkOptions::Action::export_files;
          },
          say("build, info, audit, export or matrix", "build, info, audit, export ou matrix"))
      ->required()
      ->check(CLI::IsMember({"build", "info", "audit", "export", "matrix"}))
      ->type_name("ACTION");
  parser->add_option("study", options.study, say("The study", "L’étude"))
      ->required()
      ->type_name("STUDY.toml");
  add_settings_option(*parser, options.settings, options.common.language);
  parser->add_flag("--verify", options.verify,
                   say("info: read every byte against its checksum",
                       "info : relire chaque octet avec sa somme de contrôle"));
  parser->add_flag("--hierarchy", options.hierarchy,
                   say("build: prepare the networks for large matrices too, once for all runs",
                       "build : préparer aussi les réseaux aux grandes matrices, une fois pour "
                       "toutes"));
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
  parser
      ->add_option("--gpkg", options.geopackage,
                   say("export: segments and arcs with times and classes, styled for QGIS",
                       "export : tronçons et arcs avec temps et natures, stylés pour QGIS"))
      ->type_name("FILE.gpkg");
  add_audit_options(*parser, options, say);
  add_matrix_options(*parser, options.matrix, say);
  return parser;
}

void check_network_options(const NetworkOptions& options) {
  check_audit_options(options);
  check_matrix_options(options.matrix, options.action == NetworkOptions::Action::matrix,
                       options.common.json && options.out.empty());
  const bool exports = !options.nodes.empty() || !options.arcs.empty() ||
                       !options.segments.empty() || !options.geopackage.empty();
  const bool is_export = options.action == NetworkOptions::Action::export_files;
  if (is_export && !exports) {
    throw UsageError({"export has nothing to write", "export n’a rien à écrire"},
                     {"Name at least one of --nodes, --arcs, --segments, --gpkg",
                      "Indiquez au moins --nodes, --arcs, --segments ou --gpkg"});
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
  if (options.hierarchy && options.action != NetworkOptions::Action::build) {
    throw UsageError({"--hierarchy goes with build", "--hierarchy va avec build"},
                     {"Write coverage-network build … --hierarchy",
                      "Écrivez coverage-network build … --hierarchy"});
  }
}

}  // namespace coverage
