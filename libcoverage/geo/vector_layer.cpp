#include "libcoverage/geo/vector_layer.h"

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>

#include "libcoverage/base/error.h"
#include "libcoverage/base/text.h"
#include "libcoverage/geo/crs_handle.h"
#include "libcoverage/geo/gdal_errors.h"
#include "libcoverage/geo/layer_state.h"

namespace coverage {

namespace {

// QGIS keeps its styles in a table of the same GeoPackage: nobody means that one.
std::vector<OGRLayer*> data_layers(GDALDataset& dataset) {
  std::vector<OGRLayer*> layers;
  for (OGRLayer* layer : dataset.GetLayers()) {
    if (std::string_view(layer->GetName()) != "layer_styles") layers.push_back(layer);
  }
  return layers;
}

[[noreturn]] void throw_choose_layer(const std::string& path,
                                     const std::optional<std::string>& wanted,
                                     const std::vector<OGRLayer*>& layers) {
  std::vector<std::string> names;
  std::string list;
  for (OGRLayer* layer : layers) {
    names.emplace_back(layer->GetName());
    list += (list.empty() ? "" : ", ") + names.back();
  }
  if (layers.empty()) {
    throw InputError(message("{}: no vector layer in it", "{} : aucune couche vectorielle", path),
                     message("Give a file that holds a layer of points, lines, polygons or rows",
                             "Donnez un fichier qui contient une couche de points, de lignes, de "
                             "polygones ou d’enregistrements"));
  }
  if (!wanted) {
    throw InputError(
        message("{}: {} layers, and none is named", "{} : {} couches, et aucune n’est désignée",
                path, layers.size()),
        message("Name one with layer = \"…\": {}", "Désignez-en une par layer = \"…\" : {}", list));
  }
  const auto nearest = closest_word(*wanted, names);
  throw InputError(message("{}: no layer '{}'", "{} : pas de couche « {} »", path, *wanted),
                   nearest
                       ? message("Did you mean '{}'? The layers are: {}",
                                 "Vouliez-vous dire « {} » ? Les couches sont : {}", *nearest, list)
                       : message("The layers are: {}", "Les couches sont : {}", list));
}

OGRLayer* choose_layer(GDALDataset& dataset, const std::string& path,
                       const std::optional<std::string>& wanted) {
  const std::vector<OGRLayer*> layers = data_layers(dataset);
  if (wanted) {
    for (OGRLayer* layer : dataset.GetLayers()) {
      if (*wanted == layer->GetName()) return layer;
    }
  } else if (layers.size() == 1) {
    return layers.front();
  }
  throw_choose_layer(path, wanted, layers);
}

std::string as_utf8(const char* text) {
  std::string result = text ? text : "";
  return is_valid_utf8(result) ? result : latin1_to_utf8(result);
}

}  // namespace

void VectorLayer::State::take_columns() {
  name = layer->GetName();
  const OGRFeatureDefn& definition = *layer->GetLayerDefn();
  for (int i = 0; i < definition.GetFieldCount(); ++i) {
    columns.push_back(as_utf8(definition.GetFieldDefn(i)->GetNameRef()));
  }
}

VectorLayer::VectorLayer(std::unique_ptr<State> state) : state_(std::move(state)) {}
VectorLayer::~VectorLayer() = default;
VectorLayer::VectorLayer(VectorLayer&&) noexcept = default;

VectorLayer VectorLayer::open(const std::string& path, const std::optional<std::string>& layer) {
  const GdalErrors said;
  auto state = std::make_unique<State>();
  state->path = path;
  state->dataset = open_vector_dataset(path);
  state->layer = choose_layer(*state->dataset, path, layer);
  state->take_columns();
  state->warnings = said.warnings();
  return VectorLayer(std::move(state));
}

std::optional<VectorLayer> VectorLayer::open_named(const std::string& path,
                                                   const std::vector<std::string>& names) {
  const GdalErrors said;
  auto state = std::make_unique<State>();
  state->path = path;
  state->dataset = open_vector_dataset(path);
  for (const std::string& name : names) {
    for (OGRLayer* layer : state->dataset->GetLayers()) {
      if (lower_ascii(layer->GetName()) != lower_ascii(name)) continue;
      state->layer = layer;
      state->take_columns();
      state->warnings = said.warnings();
      return VectorLayer(std::move(state));
    }
  }
  return {};
}

const std::string& VectorLayer::path() const {
  return state_->path;
}

const std::string& VectorLayer::name() const {
  return state_->name;
}

const std::vector<std::string>& VectorLayer::columns() const {
  return state_->columns;
}

const std::vector<std::string>& VectorLayer::warnings() const {
  return state_->warnings;
}

std::optional<std::size_t> VectorLayer::find_column(const std::string& name) const {
  if (name.empty()) return {};
  std::vector<std::string> names = state_->columns;
  names.emplace_back(state_->layer->GetFIDColumn());
  auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) {
    found = std::find_if(names.begin(), names.end(), [&](const std::string& column) {
      return lower_ascii(column) == lower_ascii(name);
    });
  }
  if (found == names.end()) return {};
  return static_cast<std::size_t>(found - names.begin());
}

std::size_t VectorLayer::column(const std::string& name) const {
  if (const auto found = find_column(name)) return *found;
  if (state_->columns.empty()) {
    throw InputError(
        message("{}: layer '{}' has no column and no feature",
                "{} : la couche « {} » n’a ni colonne ni objet", path(), this->name()),
        {"Export it again: it came out empty", "Exportez-la de nouveau : elle est vide"});
  }
  const auto nearest = closest_word(name, state_->columns);
  std::string list;
  for (const std::string& column : state_->columns) list += (list.empty() ? "" : ", ") + column;
  throw InputError(
      message("{}: layer '{}' has no column '{}'",
              "{} : la couche « {} » n’a pas de colonne « {} »", path(), this->name(), name),
      nearest ? message("Did you mean '{}'? The columns are: {}",
                        "Vouliez-vous dire « {} » ? Les colonnes sont : {}", *nearest, list)
              : message("The columns are: {}", "Les colonnes sont : {}", list));
}

bool VectorLayer::has_geometry() const {
  return state_->layer->GetGeomType() != wkbNone;
}

std::uint64_t VectorLayer::size() const {
  const GdalErrors quiet;
  return static_cast<std::uint64_t>(std::max<GIntBig>(state_->layer->GetFeatureCount(TRUE), 0));
}

void VectorLayer::for_each(const std::function<void(const Feature&)>& visit) const {
  state_->layer->ResetReading();
  std::uint64_t number = 0;
  for (;;) {
    // Closed before the visit, whose own GDAL calls are not this layer's.
    OGRFeatureUniquePtr feature;
    {
      const GdalErrors said;
      feature.reset(state_->layer->GetNextFeature());
      for (const std::string& warning : said.warnings()) {
        auto& kept = state_->warnings;
        if (std::find(kept.begin(), kept.end(), warning) == kept.end()) kept.push_back(warning);
      }
      if (said.failed()) {
        throw InputError(
            said.problem(message("{}: layer '{}' cannot be read after feature {}",
                                 "{} : la couche « {} » est illisible après l’entité {}", path(),
                                 name(), number)),
            message("The file is damaged or incomplete: fetch or export it again",
                    "Le fichier est endommagé ou incomplet : téléchargez-le ou exportez-le de "
                    "nouveau"));
      }
    }
    if (!feature) return;
    ++number;
    const auto place = [&] {
      return message("{}: layer '{}', feature {} (fid {})",
                     "{} : couche « {} », entité {} (fid {})", path(), name(), number,
                     feature->GetFID());
    };
    try {
      if (const OGRGeometry* geometry = feature->GetGeometryRef();
          state_->in_degrees && geometry && !geometry->IsEmpty()) {
        OGREnvelope box;
        geometry->getEnvelope(&box);
        State::require_degrees(box);
      }
      visit(Feature(feature.get(), *this));
    } catch (InputError& error) {
      error.within(place());
      throw;
    } catch (GeometryError& error) {
      error.within(place());
      throw;
    }
  }
}

}  // namespace coverage
