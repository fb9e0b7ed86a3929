#include "libcoverage/input/grouping_polygons.h"

#include <map>
#include <optional>
#include <utility>

#include "libcoverage/base/error.h"
#include "libcoverage/base/parallel_for.h"
#include "libcoverage/base/text.h"
#include "libcoverage/geo/polygon_operations.h"
#include "libcoverage/geo/vector_layer.h"
#include "libcoverage/input/grouping_builder.h"

namespace coverage {

namespace {

struct UnitShape {
  std::string code;
  std::string name;
  std::vector<MultiPolygon> parts;
  MultiPolygon shape;
  double area = 0;
  std::vector<std::pair<CommuneIndex, double>> communes;  ///< with the share of the commune in it
  double area_inside = 0;                                 ///< of it, in the study area's communes
  bool reaches_in = false;
};

using UnitParts = std::map<std::string, UnitShape>;

/// A unit's polygon of one feature, in the study CRS.
MultiPolygon unit_polygon(const Feature& feature, const Transformer& to_study) {
  const Geometry geometry = feature.geometry();
  if (std::holds_alternative<std::monostate>(geometry)) return {};
  if (!std::holds_alternative<MultiPolygon>(geometry)) {
    throw InputError(
        {"the geometry is not a polygon", "la géométrie n’est pas un polygone"},
        {"Give a polygon layer, or a table with commune = \"the column of the communes’ codes\"",
         "Indiquez une couche de polygones, ou une table avec commune = « la colonne des codes de "
         "communes »"});
  }
  return std::get<MultiPolygon>(to_study(geometry));
}

void read_units(const std::string& path, const TerritoryInput& input, const Crs& study_crs,
                UnitParts& units, SourceReport& report) {
  const VectorLayer layer = VectorLayer::open(path, input.layer);
  const std::size_t code_column = layer.column(input.code);
  const auto name_column = layer.find_column(input.unit_name);
  if (!name_column && input.unit_name != TerritoryInput{}.unit_name) layer.column(input.unit_name);
  const Transformer to_study(layer.crs(input.crs), study_crs);
  layer.for_each([&](const Feature& feature) {
    ++report.read;
    const std::string row = file_name_of(path) + ", fid " + std::to_string(feature.fid());
    const std::string code(trim(feature.text(code_column).value_or("")));
    if (code.empty()) {
      throw InputError(
          message("no code in column '{}'", "pas de code dans la colonne « {} »", input.code),
          {"Fill it in, or delete the feature", "Complétez-le, ou supprimez l’entité"});
    }
    MultiPolygon shape = unit_polygon(feature, to_study);
    if (shape.empty()) {
      ++report.rejected;
      report.note(
          SourceNote::Kind::rejected, "no_geometry",
          {"units have no polygon and are left out", "unités sans polygone, laissées de côté"},
          code + " (" + row + ")");
      return;
    }
    if (const auto reason = invalid_reason(shape)) {
      shape = make_valid(shape);
      ++report.corrected;
      report.note(SourceNote::Kind::corrected, "invalid_geometry",
                  {"polygons were not valid and were repaired", "polygones non valides, réparés"},
                  code + " (" + row + "): " + *reason);
    }
    UnitShape& unit = units[code];
    unit.code = code;
    if (name_column && unit.name.empty()) {
      unit.name = std::string(trim(feature.text(*name_column).value_or("")));
    }
    unit.parts.push_back(std::move(shape));
  });
}

bool meet(const Box& a, const Box& b) {
  return a.min_x <= b.max_x && b.min_x <= a.max_x && a.min_y <= b.max_y && b.min_y <= a.max_y;
}

/// Measures how a unit and the communes share the ground.
void measure(UnitShape& unit, const Territory& territory, const std::vector<Box>& boxes) {
  constexpr double sliver_share = 0.01;
  unit.shape = unit.parts.size() == 1 ? unit.parts.front() : unite(unit.parts);
  unit.area = area(unit.shape);
  const Box box = bounds(unit.shape);
  for (std::size_t c = 0; c < boxes.size(); ++c) {
    if (!meet(box, boxes[c])) continue;
    const Commune& commune = territory.communes.rows()[c];
    const double shared = overlap_area(unit.shape, commune.shape);
    const double share = shared / area(commune.shape);
    if (commune.in_study_area) {
      unit.area_inside += shared;
      unit.reaches_in =
          unit.reaches_in || share > sliver_share || shared > sliver_share * unit.area;
    }
    if (share > sliver_share) unit.communes.emplace_back(CommuneIndex::from_size(c), share);
  }
}

/// The populations of a unit that is made of whole communes; unknown for one that cuts some.
void add_populations(TerritoryUnit& unit, const UnitShape& shape, const Territory& territory) {
  constexpr double whole_share = 0.98;
  for (const auto& [index, share] : shape.communes) {
    const Commune& commune = territory.communes[index];
    const auto population = commune.weights.find("population");
    if (share < whole_share || population == commune.weights.end()) {
      unit.population_known = false;
      continue;
    }
    (commune.in_study_area ? unit.population_inside : unit.population_outside) +=
        population->second;
  }
  if (shape.communes.empty()) unit.population_known = false;
  if (!unit.population_known) unit.population_inside = unit.population_outside = Weight();
}

void add_unit(Grouping& grouping, UnitShape&& shape, const Territory& territory) {
  constexpr double partial_share = 0.05;
  TerritoryUnit unit;
  unit.code = shape.code;
  unit.name = shape.name.empty() ? shape.code : shape.name;
  unit.is_partial = shape.area_inside < (1 - partial_share) * shape.area;
  add_populations(unit, shape, territory);
  const UnitIndex index = grouping.units.push_back(std::move(unit));
  for (const auto& [commune, share] : shape.communes) {
    if (share >= 0.5 && !grouping.unit_of_commune[commune].valid()) {
      grouping.unit_of_commune[commune] = index;
    }
  }
  grouping.shapes.push_back(std::move(shape.shape));
}

std::vector<UnitShape> measured_units(UnitParts&& parts, const Territory& territory,
                                      const Execution& execution) {
  std::vector<Box> boxes;
  for (const Commune& commune : territory.communes) boxes.push_back(bounds(commune.shape));
  std::vector<UnitShape> units;
  for (auto& [code, unit] : parts) units.push_back(std::move(unit));
  parallel_for(units.size(), execution.threads, 1,
               [&](std::size_t begin, std::size_t end, unsigned) {
                 execution.check_interrupted();
                 for (std::size_t u = begin; u < end; ++u) measure(units[u], territory, boxes);
               });
  return units;
}

}  // namespace

void load_unit_polygons(Grouping& grouping, const TerritoryInput& input,
                        const GroupingSources& sources, const Crs& study_crs,
                        const Execution& execution, SourceReport& report) {
  UnitParts parts;
  for (const std::string& path : input.paths) read_units(path, input, study_crs, parts, report);
  grouping.unit_of_commune.resize(sources.territory.communes.size(), UnitIndex::none());
  std::uint64_t elsewhere = 0;
  for (UnitShape& unit : measured_units(std::move(parts), sources.territory, execution)) {
    if (unit.reaches_in) {
      add_unit(grouping, std::move(unit), sources.territory);
    } else {
      ++elsewhere;
    }
  }
  if (elsewhere > 0) {
    report.notes.push_back({SourceNote::Kind::information,
                            "outside_study_area",
                            {"units lie outside the study area and are not shown",
                             "unités hors de la zone d’étude, non présentées"},
                            elsewhere,
                            {}});
  }
  if (grouping.units.empty()) {
    throw InputError(
        {"no unit reaches into the study area", "aucune unité ne touche la zone d’étude"},
        {"Check the layer and its coordinate system",
         "Vérifiez la couche et son système de coordonnées"});
  }
}

}  // namespace coverage
