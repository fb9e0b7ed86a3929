#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <cmath>

#include "libcoverage/base/error.h"
#include "libcoverage/base/text.h"
#include "libcoverage/geo/crs_handle.h"
#include "libcoverage/geo/gdal_errors.h"
#include "libcoverage/geo/geojson_crs.h"
#include "libcoverage/geo/layer_state.h"

namespace coverage {

namespace {

// GeoPackage writes "undefined" systems for layers that have none.
bool is_undefined(const OGRSpatialReference* reference) {
  if (!reference || reference->IsEmpty() || reference->IsLocal()) return true;
  const char* name = reference->GetName();
  return !name || lower_ascii(name).starts_with("undefined") || lower_ascii(name) == "unknown";
}

// Where the file names a CRS that GDAL passed over in favour of longitude and latitude.
std::optional<std::string> misunderstood_crs(GDALDataset& dataset) {
  const GDALDriver* driver = dataset.GetDriver();
  if (!driver || std::string_view(driver->GetDescription()) != "GeoJSON") return {};
  const GeoJsonCrsMember member = read_geojson_crs(dataset.GetDescription());
  if (member.kind != GeoJsonCrs::not_understood) return {};
  return member.written;
}

[[noreturn]] void throw_without_crs(const Message& where,
                                    const std::optional<std::string>& misunderstood) {
  const Message problem =
      misunderstood
          ? Message{fmt::format("{}: its CRS is not understood: {}", where.english, *misunderstood),
                    fmt::format("{} : son système de coordonnées n’est pas compris : {}",
                                where.french, *misunderstood)}
          : Message{where.english + ": no coordinate reference system is known",
                    where.french + " : le système de coordonnées est inconnu"};
  throw GeometryError(
      problem,
      message(
          "Declare it with crs = \"EPSG:…\" beside the path, or assign it in a GIS (for a "
          "shapefile, the .prj file is missing)",
          "Déclarez-le par crs = \"EPSG:…\" à côté du chemin, ou attribuez-le dans un SIG (pour "
          "un shapefile, il manque le fichier .prj)"));
}

}  // namespace

// Coordinates in metres under a system in degrees: a GeoJSON exported without reprojection.
void VectorLayer::State::require_degrees(const OGREnvelope& box) {
  constexpr double slack = 1e-6;
  const bool degrees = box.MinX >= -360 - slack && box.MaxX <= 360 + slack &&
                       box.MinY >= -90 - slack && box.MaxY <= 90 + slack;
  if (degrees || !std::isfinite(box.MinX)) return;
  throw GeometryError(
      message("the coordinates should be degrees of longitude and latitude, yet reach ({}, {})",
              "les coordonnées devraient être des degrés de longitude et de latitude, or elles "
              "atteignent ({}, {})",
              format_number(box.MaxX), format_number(box.MaxY)),
      message(
          "Export the layer again in EPSG:4326 (GeoJSON knows no other system), or as GeoPackage "
          "in its own system",
          "Exportez de nouveau la couche en EPSG:4326 (GeoJSON n’en connaît pas d’autre) ou en "
          "GeoPackage dans son propre système"));
}

// Where a layer does not know its extent, asking for it reads everything: the first shape is looked
// at now, the others when they are read.
void VectorLayer::State::expect_degrees() {
  OGREnvelope box;
  if (layer->TestCapability(OLCFastGetExtent)) {
    if (layer->GetExtent(&box, TRUE) == OGRERR_NONE) require_degrees(box);
    return;
  }
  in_degrees = true;
  layer->ResetReading();
  while (const OGRFeatureUniquePtr feature{layer->GetNextFeature()}) {
    const OGRGeometry* geometry = feature->GetGeometryRef();
    if (!geometry || geometry->IsEmpty()) continue;
    geometry->getEnvelope(&box);
    break;
  }
  layer->ResetReading();
  require_degrees(box);
}

Crs VectorLayer::crs(const std::optional<std::string>& declared) const {
  const Message where = message("{}: layer '{}'", "{} : couche « {} »", path(), name());
  const GdalErrors said;
  if (!has_geometry()) {
    throw GeometryError(
        {where.english + ": rows without geometry", where.french + " : des lignes sans géométrie"},
        message("Give a layer of points, lines or polygons",
                "Donnez une couche de points, de lignes ou de polygones"));
  }
  const OGRSpatialReference* reference = state_->layer->GetSpatialRef();
  const std::optional<std::string> misunderstood = misunderstood_crs(*state_->dataset);
  if (misunderstood || is_undefined(reference)) {
    if (declared) return within(where, [&] { return Crs::from_text(*declared); });
    throw_without_crs(where, misunderstood);
  }
  Crs own = within(where, [&] { return make_crs(*reference); });
  if (declared) {
    const Crs wanted = within(where, [&] { return Crs::from_text(*declared); });
    if (!wanted.same_as(own)) {
      throw GeometryError(
          {fmt::format("{}: the layer says {}, the study says {}", where.english, own.label(),
                       wanted.label()),
           fmt::format("{} : la couche indique {}, l’étude {}", where.french, own.label(),
                       wanted.label())},
          message(
              "Remove crs from the study, or correct the layer's own system in a GIS",
              "Retirez crs de l’étude, ou corrigez dans un SIG le système que la couche indique"));
    }
  }
  if (!own.is_projected()) within(where, [&] { state_->expect_degrees(); });
  return own;
}

}  // namespace coverage
