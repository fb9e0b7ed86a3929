#include "apps/shared/matrix_options.h"

#include "libcoverage/base/error.h"

namespace coverage {
namespace {

void add_choices(CLI::App& parser, MatrixOptions& options, const Say& say) {
  parser
      .add_option_function<std::string>(
          "--search",
          [&options](const std::string& name) {
            options.has_search = true;
            options.search = name == "plain"       ? KernelSetting::search
                             : name == "hierarchy" ? KernelSetting::hierarchy
                                                   : KernelSetting::automatic;
          },
          say("matrix: auto (default), plain searches, or the hierarchy; times are the same",
              "matrix : auto (par défaut), recherches simples (plain) ou hiérarchie (hierarchy) ; "
              "mêmes temps"))
      ->check(CLI::IsMember({"auto", "plain", "hierarchy"}))
      ->type_name("SEARCH");
  parser
      .add_option_function<std::string>(
          "--format",
          [&options](const std::string& name) {
            options.has_format = true;
            options.format = name == "wide" ? MatrixFormat::wide : MatrixFormat::long_rows;
          },
          say("matrix: long (default: origin, destination, time_s, status) or wide (a column a "
              "destination)",
              "matrix : long (par défaut : origin, destination, time_s, status) ou wide (une "
              "colonne par destination)"))
      ->check(CLI::IsMember({"long", "wide"}))
      ->type_name("FORMAT");
}

}  // namespace

void add_matrix_options(CLI::App& parser, MatrixOptions& options, const Say& say) {
  parser
      .add_option(
          "--origins", options.origins,
          say("matrix: where trips start: CSV with id, lon, lat, a point layer, or - for "
              "standard input",
              "matrix : d’où l’on part : CSV avec id, lon, lat, couche de points, ou - pour "
              "l’entrée standard"))
      ->type_name("FILE");
  parser
      .add_option("--destinations", options.destinations,
                  say("matrix: where trips end, likewise", "matrix : où l’on va, de même"))
      ->type_name("FILE");
  add_choices(parser, options, say);
  parser.add_flag("--dry-run", options.dry_run,
                  say("matrix: say what it takes (pairs, memory, disk), compute nothing",
                      "matrix : dire ce qu’il faut (paires, mémoire, disque), sans rien calculer"));
}

void check_matrix_options(const MatrixOptions& options, bool is_matrix, bool json_without_file) {
  const bool has_options = !options.origins.empty() || !options.destinations.empty() ||
                           options.has_search || options.has_format || options.dry_run;
  if (!is_matrix && has_options) {
    throw UsageError(
        {"--origins, --destinations, --search, --format and --dry-run go with matrix",
         "--origins, --destinations, --search, --format et --dry-run vont avec matrix"},
        {"Write coverage-network matrix …", "Écrivez coverage-network matrix …"});
  }
  if (!is_matrix) return;
  if (options.origins.empty() || options.destinations.empty()) {
    throw UsageError({"matrix needs origins and destinations",
                      "matrix demande des origines et des destinations"},
                     {"Write --origins FILE --destinations FILE; they may be the same file",
                      "Écrivez --origins FICHIER --destinations FICHIER, le même au besoin"});
  }
  if (options.origins == "-" && options.destinations == "-") {
    throw UsageError({"standard input cannot be both origins and destinations",
                      "l’entrée standard ne peut donner à la fois origines et destinations"},
                     {"Give a file for one of them", "Donnez un fichier pour l’une des deux"});
  }
  if (json_without_file && !options.dry_run) {
    throw UsageError({"--json prints a summary, but the matrix itself goes to standard output",
                      "--json affiche un résumé, mais la matrice va sur la sortie standard"},
                     {"Add --out FILE.csv", "Ajoutez --out FICHIER.csv"});
  }
}

}  // namespace coverage
