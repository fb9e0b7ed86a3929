// Builds, describes, audits and exports the road networks of a study, and asks them for matrices.

#include <nlohmann/json.hpp>

#include "apps/shared/app_main.h"
#include "apps/shared/hierarchy_summary.h"
#include "apps/shared/network_command.h"
#include "apps/shared/network_matrix.h"
#include "apps/shared/network_summary.h"
#include "apps/shared/run_command.h"
#include "libcoverage/input/study_file.h"
#include "libcoverage/network/export_network.h"
#include "libcoverage/network/network_cache.h"
#include "libcoverage/network/network_file.h"
#include "libcoverage/output/audit_geopackage.h"
#include "libcoverage/output/network_geopackage.h"
#include "libcoverage/routing/hierarchy_file.h"
#include "libcoverage/study/audit_study.h"
#include "libcoverage/study/study_hierarchies.h"
#include "libcoverage/study/study_inputs.h"

namespace coverage {

namespace {

void export_tables(const NetworkOptions& options, const RoadNetwork& network, const Study& study,
                   const Execution& execution) {
  if (!options.nodes.empty()) export_nodes(options.nodes, network, execution);
  if (!options.arcs.empty()) export_arcs(options.arcs, network, execution);
  if (!options.segments.empty()) export_segments(options.segments, network, execution);
  if (!options.geopackage.empty()) {
    export_network_geopackage(options.geopackage, network, Crs::from_text(study.crs),
                              study.language, execution);
  }
}

void verify_files(const Study& study) {
  for (const std::string& profile : profiles_of(study)) {
    const auto path = network_cache_path(study, profile, Crs::from_text(study.crs));
    verify_network(path);
    verify_hierarchy(path);
  }
}

int audit(const NetworkOptions& options, const Study& study, const Execution& execution) {
  AuditSettings settings;
  settings.junction_within_m = options.junction_within_m.value_or(settings.junction_within_m);
  settings.speed_factor = options.speed_factor.value_or(settings.speed_factor);
  const std::filesystem::path path =
      options.out.empty() ? std::filesystem::path(study.output.directory) / "network-audit.gpkg"
                          : std::filesystem::path(options.out);
  const AuditResults results = audit_study(study, options.profile, settings, execution);
  write_audit(results, path, execution);
  const Language language = options.common.language;
  if (options.common.json) print_result(audit_json(results, language));
  if (options.common.json || options.common.quiet) return 0;
  print_result(audit_text(results, language) +
               message("Written: {}\n", "Écrit : {}\n", path.string()).in(language));
  return 0;
}

/// The figures of every network, with its hierarchy.
void print_figures(const NetworkOptions& options, const std::vector<RoadNetwork>& networks,
                   const std::vector<std::optional<StoredHierarchy>>& hierarchies,
                   const SourceReport& source) {
  const Language language = options.common.language;
  std::string text;
  nlohmann::ordered_json json = nlohmann::ordered_json::array();
  for (std::size_t n = 0; n < networks.size(); ++n) {
    const NetworkFigures figures = figures_of(networks[n]);
    text += network_text(figures, language) + hierarchy_text(hierarchies[n], language);
    json.push_back(network_json(figures));
    json.back()["hierarchy"] = hierarchy_json(hierarchies[n]);
  }
  text += source_text(source, language);
  if (options.common.json) print_result(json.dump(2) + "\n");
  if (!options.common.json && !options.common.quiet) print_result(text);
}

int run(const NetworkOptions& options, const Execution& execution) {
  check_network_options(options);
  const Study study = load_study(options.study, parse_settings(options.settings));
  if (options.action == NetworkOptions::Action::audit) return audit(options, study, execution);
  if (options.action == NetworkOptions::Action::matrix) {
    run_matrix(options, study, execution);
    return 0;
  }
  std::vector<SourceReport> sources;
  const Crs crs = Crs::from_text(study.crs);
  const auto networks = load_road_networks(study, crs, sources, execution);
  if (options.action == NetworkOptions::Action::export_files) {
    export_tables(options, networks.front(), study, execution);
    return 0;
  }
  if (options.verify) verify_files(study);
  const auto hierarchies = options.hierarchy ? build_hierarchies(study, crs, networks, execution)
                                             : stored_hierarchies(study, crs, networks, execution);
  print_figures(options, networks, hierarchies, sources.front());
  return 0;
}

}  // namespace

}  // namespace coverage

int main(int argc, char** argv) {
  using namespace coverage;
  return app_main(argc, argv, network_command_text(), make_network_parser, run);
}
