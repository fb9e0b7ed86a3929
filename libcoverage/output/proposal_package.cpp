#include "libcoverage/output/proposal_package.h"

#include <map>
#include <memory>

#include "libcoverage/base/version.h"
#include "libcoverage/output/proposal_catchments.h"
#include "libcoverage/output/proposal_tables.h"
#include "libcoverage/output/result_styles.h"
#include "libcoverage/output/result_tables.h"
#include "libcoverage/output/siting_limits.h"
#include "libcoverage/output/styled_package.h"

namespace coverage {

namespace {

constexpr Colour proposed_colour{176, 21, 112, 255}, closed_colour{90, 90, 90, 255},
    existing_colour{20, 33, 61, 255};

NamedStyle style_of(const SitingResults& siting, const DataTable& table, const Message& name,
                    const LayerStyle& style) {
  const Language language = siting.results.study.language;
  return {table.name, "geom", name.in(language), siting.results.study.title,
          layer_qml(style, table, language)};
}

/// The last plan that was asked for stands out; sites of other plans, of the curve or almost as
/// good, are small and without names, and their ground is not drawn: all at once would hide all.
std::vector<NamedStyle> proposal_styles(const SitingResults& siting, const DataTable& table) {
  const bool french = siting.results.study.language == Language::french;
  const bool is_point = table.name == "proposals";
  const std::string shown =
      column_reference("plan") + " = " + std::to_string(siting.plans.back().number);
  const std::string status = shown + " AND " + column_reference("status");
  LayerStyle style;
  style.shape = is_point ? LayerShape::point : LayerShape::polygon;
  const Colour closed = is_point ? closed_colour : lighter(closed_colour);
  const Colour opened = is_point ? proposed_colour : lighter(proposed_colour);
  style.classes = {
      {status + " = 'proposed'", french ? "Proposition" : "Proposal", opened, 4, "diamond"},
      {status + " = 'closed'", french ? "Lieu qui ferme" : "Site that closes", closed, 4,
       "cross2"}};
  if (is_point && all_plans(siting).size() > 1) {
    style.classes.push_back({column_reference("status") + " = 'proposed' AND NOT (" + shown + ")",
                             french ? "Proposition d’un autre plan" : "Proposal of another plan",
                             lighter(proposed_colour), 2.2, "diamond"});
  }
  if (is_point) {
    style.label_expression = "CASE WHEN " + shown + " THEN " + column_reference("name") +
                             " || '\\n+' || to_string(round(" + column_reference("gained") +
                             ")) END";
  }
  return {style_of(siting, table, {"Proposals", "Propositions"}, style)};
}

std::vector<NamedStyle> existing_styles(const SitingResults& siting, const DataTable& table) {
  const bool french = siting.results.study.language == Language::french;
  const std::string lost = column_reference("lost");
  LayerStyle style;
  style.shape = LayerShape::point;
  style.classes = {
      {lost + " > 0",
       french ? "Nécessaire : le fermer éloigne des habitants au-delà du seuil"
              : "Needed: closing it takes people beyond the target",
       existing_colour, 3},
      {lost + " = 0",
       french ? "D’autres lieux couvrent les mêmes habitants" : "Other sites cover the same people",
       no_value_colour, 3},
      {"", french ? "Lieu existant" : "Existing site", existing_colour, 2}};
  return {style_of(siting, table, {"If it closes", "S’il ferme"}, style)};
}

GeoPackageLayer point_layer(const SitingResults& siting, DataTable table,
                            const std::function<FacilityIndex(std::size_t)>& facility_of) {
  GeoPackageLayer layer;
  layer.table = std::move(table);
  layer.shape = LayerShape::point;
  layer.geometry = [&siting, facility_of](std::size_t row) -> Geometry {
    return siting.results.facilities[facility_of(row)].position;
  };
  layer.indexed_columns = {"id"};
  layer.description = siting.results.study.title;
  return layer;
}

/// The rows of the proposals, with the ground of those that open.
GeoPackageLayer catchment_layer(const SitingResults& siting) {
  const auto rows = std::make_shared<const std::vector<ProposalRow>>(proposal_rows(siting));
  auto shapes = std::make_shared<std::vector<MultiPolygon>>();
  for (const PlanOutcome* plan : all_plans(siting)) {
    std::vector<FacilityIndex> sites;
    for (const ProposalRow& row : *rows) {
      if (row.plan == plan) sites.push_back(row.site->facility);
    }
    for (MultiPolygon& shape : proposal_catchments(siting, *plan, sites)) {
      shapes->push_back(std::move(shape));
    }
  }
  GeoPackageLayer layer;
  layer.table = proposal_table(siting);
  layer.table.name = "proposal_catchments";
  layer.table.title = {"Where people would go to proposals (a picture)",
                       "D’où l’on irait aux propositions (illustration)"};
  layer.shape = LayerShape::polygon;
  layer.geometry = [shapes](std::size_t row) -> Geometry {
    if ((*shapes)[row].empty()) return {};
    return (*shapes)[row];
  };
  layer.description = siting.results.study.title;
  return layer;
}

GeoPackageLayer commune_layer(const Results& results) {
  const auto rows = std::make_shared<const std::vector<CommuneIndex>>(study_communes(results));
  GeoPackageLayer layer;
  layer.table = commune_wide(results);
  layer.shape = LayerShape::polygon;
  layer.geometry = [&results, rows](std::size_t row) -> Geometry {
    return results.territory.communes[(*rows)[row]].shape;
  };
  layer.indexed_columns = {"code", "epci_code"};
  layer.description = results.study.title;
  return layer;
}

std::vector<std::pair<std::string, std::string>> metadata_of(const SitingResults& siting) {
  const Results& results = siting.results;
  const Language language = results.study.language;
  std::string sources, hypotheses, limits;
  for (const std::string& limit : limit_sentences(siting, language)) {
    limits += (limits.empty() ? "" : "\n") + limit;
  }
  for (const SourceReport& source : results.sources) {
    sources += (sources.empty() ? "" : "\n") + source.name +
               (source.edition.empty() ? "" : " (" + source.edition + ")");
  }
  for (const Message& hypothesis : results.hypotheses) {
    hypotheses += (hypotheses.empty() ? "" : "\n") + hypothesis.in(language);
  }
  return {{"TITLE", results.study.title},
          {"NOTICE", results.study.notice},
          {"ROADS_NOTICE", results.study.roads.notice},
          {"PROBLEM", siting.problem_name},
          {"LIMITS", limits},
          {"STOPPED", siting.stopped},
          {"SOURCES", sources},
          {"HYPOTHESES", hypotheses},
          {"GENERATOR", "coverage " + version()}};
}

}  // namespace

void write_proposal_package(const SitingResults& siting, const std::filesystem::path& path,
                            const Execution& execution) {
  const Results& results = siting.results;
  StyledPackage package(path, results.crs, results.study.language, execution);
  const auto rows = std::make_shared<const std::vector<ProposalRow>>(proposal_rows(siting));
  const GeoPackageLayer proposals =
      point_layer(siting, proposal_table(siting),
                  [rows](std::size_t row) { return (*rows)[row].site->facility; });
  package.add(proposals, proposal_styles(siting, proposals.table));
  const GeoPackageLayer catchments = catchment_layer(siting);
  package.add(catchments, proposal_styles(siting, catchments.table));
  const GeoPackageLayer existing =
      point_layer(siting, existing_table(siting),
                  [&siting](std::size_t row) { return siting.losses[row].facility; });
  package.add(existing, existing_styles(siting, existing.table));
  const GeoPackageLayer communes = commune_layer(results);
  package.add(communes, area_styles(results, communes.table));
  package.set_metadata(metadata_of(siting));
  package.finish();
}

}  // namespace coverage
