#include "libcoverage/input/commune_polygons.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "libcoverage/base/parallel_for.h"
#include "libcoverage/base/text.h"
#include "libcoverage/geo/polygon_operations.h"
#include "libcoverage/geo/vector_layer.h"
#include "libcoverage/input/osm_boundaries.h"
#include "libcoverage/input/osm_reader.h"

namespace coverage {

namespace {

/// The columns that a commune layer is read by.
struct LayerColumns {
  std::size_t code = 0;
  std::optional<std::size_t> name;
  FactColumns facts;
};

LayerColumns find_columns(const VectorLayer& layer, const CommunesInput& input,
                          SourceReport& report) {
  LayerColumns columns;
  columns.code = layer.column(input.code);
  columns.facts =
      FactColumns::find(input.columns, [&](const std::string& name) { return layer.column(name); });
  columns.name = layer.find_column(input.name);
  if (!columns.name && input.name != CommunesInput{}.name) layer.column(input.name);
  if (!columns.name && !columns.facts.name) {
    report.note(
        SourceNote::Kind::doubtful, "no_name_column",
        {"files have no column 'name': their communes go by their code; set name",
         "fichiers sans colonne « name » : leurs communes portent leur code ; indiquez name"},
        file_name_of(layer.path()));
  }
  return columns;
}

InputError not_a_polygon() {
  return InputError(
      {"the geometry is not a polygon", "la géométrie n’est pas un polygone"},
      {"Give a polygon layer for [communes]", "Indiquez une couche de polygones pour [communes]"});
}

/// Throws when some rows of a file have no code, naming the first ones.
void refuse_missing_codes(const std::vector<CommuneDraft>& drafts, std::size_t first,
                          const std::string& column) {
  constexpr std::size_t listed = 5;
  std::size_t missing = 0;
  std::string places;
  for (std::size_t i = first; i < drafts.size(); ++i) {
    if (!drafts[i].code.empty()) continue;
    if (++missing > listed) continue;
    places += (places.empty() ? "" : "; ") + drafts[i].place;
    if (!drafts[i].facts.name.empty()) places += " (" + drafts[i].facts.name + ")";
  }
  if (missing == 0) return;
  if (missing > listed) places += "; …";
  throw InputError(
      message("features without a code in column '{}': {} ({})",
              "entités sans code dans la colonne « {} » : {} ({})", column, missing, places),
      {"Fill the codes in, or delete what is no commune",
       "Complétez les codes, ou supprimez ce qui n’est pas une commune"});
}

/// A draft of one feature; its shape is empty where it has no geometry.
CommuneDraft read_feature(const Feature& feature, const LayerColumns& columns,
                          const CommunesInput& input, const Transformer& to_study) {
  const Geometry geometry = feature.geometry();
  CommuneDraft draft;
  draft.code = std::string(trim(feature.text(columns.code).value_or("")));
  draft.facts = columns.facts.read(
      input.columns, [&](std::size_t column) { return feature.text(column).value_or(""); });
  if (columns.name && draft.facts.name.empty()) {
    draft.facts.name = std::string(trim(feature.text(*columns.name).value_or("")));
  }
  if (std::holds_alternative<std::monostate>(geometry)) return draft;
  if (!std::holds_alternative<MultiPolygon>(geometry)) throw not_a_polygon();
  draft.shape = std::get<MultiPolygon>(to_study(geometry));
  return draft;
}

void read_layer(const std::string& path, const CommunesInput& input, const Crs& study_crs,
                const Execution& execution, std::vector<CommuneDraft>& drafts,
                SourceReport& report) {
  const VectorLayer layer = VectorLayer::open(path, input.layer);
  const LayerColumns columns = find_columns(layer, input, report);
  const Transformer to_study(layer.crs(input.crs), study_crs);
  const std::size_t first = drafts.size();
  layer.for_each([&](const Feature& feature) {
    if (feature.fid() % 1024 == 0) execution.check_interrupted();
    ++report.read;
    CommuneDraft draft = read_feature(feature, columns, input, to_study);
    draft.place = file_name_of(path) + ", fid " + std::to_string(feature.fid());
    drafts.push_back(std::move(draft));
  });
  within(verbatim(path), [&] {
    refuse_missing_codes(drafts, first, input.code);
    if (drafts.size() == first) {
      throw InputError({"the layer has no feature", "la couche est vide"},
                       {"Give a layer with the communes' polygons",
                        "Indiquez une couche qui contient les polygones des communes"});
    }
  });
}

void reject_empty_shapes(std::vector<CommuneDraft>& drafts, SourceReport& report) {
  std::vector<std::string> rejected;
  std::erase_if(drafts, [&](const CommuneDraft& draft) {
    if (!draft.shape.empty()) return false;
    rejected.push_back(code_and_name(draft.code, draft.facts.name) + " (" + draft.place + ")");
    return true;
  });
  report.rejected += rejected.size();
  add_full_note(report, SourceNote::Kind::rejected, "no_geometry",
                {"communes have no polygon in the layer and are left out",
                 "communes sans polygone dans la couche, laissées de côté"},
                rejected);
}

/// Makes every shape valid, in parallel.
void repair_shapes(std::vector<CommuneDraft>& drafts, const Execution& execution,
                   SourceReport& report) {
  std::vector<std::string> reasons(drafts.size());
  parallel_for(drafts.size(), execution.threads, 64,
               [&](std::size_t begin, std::size_t end, unsigned) {
                 execution.check_interrupted();
                 for (std::size_t i = begin; i < end; ++i) {
                   within(verbatim(drafts[i].place), [&] {
                     const auto reason = invalid_reason(drafts[i].shape);
                     if (!reason) return;
                     reasons[i] = *reason;
                     drafts[i].shape = make_valid(drafts[i].shape);
                   });
                 }
               });
  std::vector<std::string> repaired;
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    if (reasons[i].empty() || drafts[i].shape.empty()) continue;
    repaired.push_back(code_and_name(drafts[i].code, drafts[i].facts.name) + " (" +
                       drafts[i].place + "): " + reasons[i]);
  }
  report.corrected += repaired.size();
  add_full_note(report, SourceNote::Kind::corrected, "invalid_geometry",
                {"polygons were not valid and were repaired", "polygones non valides, réparés"},
                repaired);
}

}  // namespace

std::vector<CommuneDraft> read_commune_polygons(const CommunesInput& input, const Crs& study_crs,
                                                const Execution& execution, SourceReport& report) {
  std::vector<CommuneDraft> drafts;
  for (std::size_t file = 0; file < input.paths.size(); ++file) {
    execution.check_interrupted();
    const std::size_t first = drafts.size();
    if (is_osm_path(input.paths[file])) {
      read_osm_boundaries(input.paths[file], input, study_crs, execution, drafts, report);
    } else {
      read_layer(input.paths[file], input, study_crs, execution, drafts, report);
    }
    for (std::size_t i = first; i < drafts.size(); ++i) drafts[i].file = file;
  }
  repair_shapes(drafts, execution, report);
  reject_empty_shapes(drafts, report);
  return drafts;
}

}  // namespace coverage
