#include "libcoverage/output/audit_geopackage.h"

#include <cmath>
#include <nlohmann/json.hpp>

#include "libcoverage/base/staged_file.h"
#include "libcoverage/base/text.h"
#include "libcoverage/base/version.h"
#include "libcoverage/output/audit_layers.h"
#include "libcoverage/output/audit_styles.h"
#include "libcoverage/output/styled_package.h"
#include "libcoverage/output/words.h"

namespace coverage {

namespace fs = std::filesystem;

namespace {

using LayerMaker = GeoPackageLayer (*)(const AuditResults&);
using StyleMaker = std::vector<NamedStyle> (*)(const AuditResults&, const DataTable&);

constexpr std::pair<LayerMaker, StyleMaker> layers[] = {
    {island_layer, island_styles},
    {missing_junction_layer, missing_junction_styles},
    {speed_change_layer, speed_change_styles},
    {doubtful_snap_layer, doubtful_snap_styles},
    {dropped_way_layer, dropped_way_styles},
    {cut_end_layer, cut_end_styles},
    {audit_summary_table, audit_summary_styles}};

double kilometres(std::uint64_t millimetres) {
  return static_cast<double>(millimetres) / 1e6;
}

/// Kilometres to the metre, as they are written for machines.
double to_metres(double km) {
  return std::round(km * 1000) / 1000;
}

std::string count_line(const AuditCount& row, Language language) {
  std::string line = fmt::format("  {:>7}  {}", row.count, row.text.in(language));
  if (row.km && row.count > 0) line += fmt::format(", {} km", format_decimals(*row.km, 1));
  if (!row.examples.empty()) {
    line += fmt::format(" ({}{})", fmt::join(row.examples, ", "),
                        row.count > row.examples.size() ? "…" : "");
  }
  return line + "\n";
}

}  // namespace

void write_audit(const AuditResults& results, const fs::path& path, const Execution& execution) {
  execution.progress.stage({"Writing the audit", "Écriture de l’audit"});
  StagedFile file(path);
  StyledPackage package(file.staged(), results.crs, results.study.language, execution);
  for (const auto& [make_layer, make_styles] : layers) {
    const GeoPackageLayer layer = make_layer(results);
    package.add(layer, make_styles(results, layer.table));
  }
  package.set_metadata({{"TITLE", results.study.title},
                        {"NOTICE", results.study.notice},
                        {"ROADS_NOTICE", results.study.roads.notice},
                        {"PROFILE", results.network.profile},
                        {"GENERATOR", "coverage " + version()}});
  package.finish();
  file.commit();
}

std::string audit_text(const AuditResults& results, Language language) {
  const RoadNetwork& roads = results.network;
  const Message travel = travel_label(roads.profile, roads.profile_label, roads.traffic);
  std::string text =
      message("Roads {}: {} km, of which {} km in the main network\n",
              "Routes {} : {} km, dont {} km dans le réseau principal\n", travel.in(language),
              format_decimals(kilometres(results.audit.length_mm), 1),
              format_decimals(kilometres(results.audit.main_length_mm), 1))
          .in(language);
  for (const AuditCount& row : count_findings(results)) text += count_line(row, language);
  return text;
}

std::string audit_json(const AuditResults& results, Language language) {
  nlohmann::ordered_json findings = nlohmann::ordered_json::array();
  for (const AuditCount& row : count_findings(results)) {
    findings.push_back({{"kind", row.kind},
                        {"layer", row.layer},
                        {"text", row.text.in(language)},
                        {"count", row.count},
                        {"km", row.km ? nlohmann::ordered_json(to_metres(*row.km)) : nullptr},
                        {"examples", row.examples}});
  }
  const nlohmann::ordered_json json = {
      {"profile", results.network.profile},
      {"length_km", to_metres(kilometres(results.audit.length_mm))},
      {"main_length_km", to_metres(kilometres(results.audit.main_length_mm))},
      {"findings", std::move(findings)}};
  return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace coverage
