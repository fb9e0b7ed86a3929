// Generates the fictitious département.

#include <nlohmann/json.hpp>

#include "apps/shared/app_main.h"
#include "apps/shared/demo_command.h"
#include "libcoverage/synthetic/generate_demo.h"

namespace coverage {

namespace {

DemoOptions demo_options(const DemoCommandOptions& asked) {
  DemoOptions options;
  options.directory = asked.directory;
  options.seed = asked.seed;
  if (asked.junctions > 0) options.junctions = asked.junctions;
  options.overwrite = asked.overwrite ? Overwrite::yes : Overwrite::no;
  options.commune_files = asked.communes;
  if (!asked.population.empty()) options.population_file = asked.population;
  options.population_edition = asked.edition;
  if (!asked.france_services.empty()) options.france_services_file = asked.france_services;
  if (!asked.study_area.empty()) options.study_area = {asked.study_area};
  return options;
}

/// Real communes without --population have inhabitants whom nobody has counted here.
Message population_text(const DemoSummary& summary) {
  if (summary.population) {
    return message("{} inhabitants", "{} habitants", *summary.population);
  }
  return {"populations not given (the study counts metres of road)",
          "populations non fournies (l’étude compte des mètres de route)"};
}

std::string summary_text(const DemoSummary& summary, Language language) {
  const Message counted = population_text(summary);
  Message text = {fmt::format("{}: {} communes ({} in the study), {}, {} junctions",
                              summary.study.parent_path().string(), summary.communes,
                              summary.communes_in_study, counted.english, summary.junctions),
                  fmt::format("{} : {} communes (dont {} étudiées), {}, {} carrefours",
                              summary.study.parent_path().string(), summary.communes,
                              summary.communes_in_study, counted.french, summary.junctions)};
  std::string line = text.in(language);
  if (summary.facilities > 0) {
    line += message(", {} facilities", ", {} lieux d’accueil", summary.facilities).in(language);
  }
  return line + message("\nNext: coverage-run {}\n", "\nEnsuite : coverage-run {}\n",
                        summary.study.string())
                    .in(language);
}

std::string summary_as_json(const DemoSummary& summary) {
  const nlohmann::ordered_json population =
      summary.population ? nlohmann::ordered_json(*summary.population) : nullptr;
  const nlohmann::ordered_json json = {{"study", summary.study.string()},
                                       {"communes", summary.communes},
                                       {"communes_in_study", summary.communes_in_study},
                                       {"epcis", summary.epcis},
                                       {"population", population},
                                       {"junctions", summary.junctions},
                                       {"ways", summary.ways},
                                       {"facilities", summary.facilities},
                                       {"files", summary.files}};
  return json.dump(2) + "\n";
}

int run(const DemoCommandOptions& options, const Execution& execution) {
  check_demo_options(options);
  const DemoSummary summary = generate_demo(demo_options(options), execution);
  if (options.common.json) {
    print_result(summary_as_json(summary));
  } else if (!options.common.quiet) {
    print_result(summary_text(summary, options.common.language));
  }
  return 0;
}

}  // namespace

}  // namespace coverage

int main(int argc, char** argv) {
  using namespace coverage;
  return app_main(argc, argv, demo_command_text(), make_demo_parser, run);
}
