#include "libcoverage/geo/crs.h"

#include <ogr_spatialref.h>

#include <algorithm>
#include <cmath>

#include "libcoverage/base/error.h"
#include "libcoverage/base/text.h"
#include "libcoverage/geo/crs_handle.h"
#include "libcoverage/geo/gdal_errors.h"
#include "libcoverage/geo/input_gate.h"

namespace coverage {

namespace {

Message how_to_write_a_crs() {
  return message(
      "Write an authority's code such as EPSG:2154 (Lambert-93), EPSG:32631 (UTM) or EPSG:4326 "
      "(longitude and latitude)",
      "Écrivez le code d’une autorité, comme EPSG:2154 (Lambert-93), EPSG:32631 (UTM) ou EPSG:4326 "
      "(longitude et latitude)");
}

// PROJ text can name files: an init file, a grid outside PROJ's own folder.
bool names_a_file(const std::string& text) {
  const std::string lower = lower_ascii(text);
  if (lower.find("+init=") != std::string::npos && lower.find("+init=epsg:") == std::string::npos) {
    return true;
  }
  for (const char* key : {"grids=", "catalog="}) {
    const std::size_t at = lower.find(key);
    if (at == std::string::npos) continue;
    const std::string value = lower.substr(at, lower.find(' ', at) - at);
    if (value.find('/') != std::string::npos) return true;
  }
  return false;
}

// Degrees around the globe: 190 is −170.
double wrapped(double lon) {
  return std::remainder(lon, 360.0);
}

}  // namespace

namespace {

// MapInfo and old .prj files describe systems without their code.
std::shared_ptr<OGRSpatialReference> known_twin(const OGRSpatialReference& reference) {
  constexpr int confidence = 70;  // equivalent, under another name
  const GdalErrors quiet;
  if (reference.GetAuthorityCode(nullptr)) return {};
  const auto release = [](OGRSpatialReference* found) { found->Release(); };
  const std::unique_ptr<OGRSpatialReference, decltype(release)> found(
      reference.FindBestMatch(confidence), release);
  return found ? std::make_shared<OGRSpatialReference>(*found) : nullptr;
}

}  // namespace

Crs make_crs(const OGRSpatialReference& reference) {
  auto owned = std::make_shared<OGRSpatialReference>(reference);
  if (const auto known = known_twin(reference)) owned = known;
  auto handle = std::make_shared<Crs::Handle>(Crs::Handle{owned, *owned});
  OGRSpatialReference& own = *owned;
  if (own.IsCompound()) own.StripVertical();
  if (own.GetAxesCount() == 3) own.DemoteTo2D(nullptr);
  own.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  if (!own.IsProjected() && !own.IsGeographic()) {
    const char* name = own.GetName();
    throw GeometryError(
        message("the coordinate reference system '{}' is neither geographic nor projected",
                "le système de coordonnées « {} » n’est ni géographique ni projeté",
                name ? name : ""),
        how_to_write_a_crs());
  }
  return Crs(std::move(handle));
}

Crs Crs::from_text(const std::string& text) {
  const GdalErrors said;
  OGRSpatialReference reference;
  const std::string wanted(trim(text));
  const bool known = !wanted.empty() && !names_a_file(wanted) &&
                     reference.SetFromUserInput(
                         wanted.c_str(),
                         OGRSpatialReference::SET_FROM_USER_INPUT_LIMITATIONS_get()) == OGRERR_NONE;
  if (!known) {
    throw GeometryError(said.problem(message("unknown coordinate reference system '{}'",
                                             "système de coordonnées inconnu « {} »", text)),
                        how_to_write_a_crs());
  }
  return make_crs(reference);
}

Crs Crs::wgs84() {
  return from_text("EPSG:4326");
}

bool Crs::is_projected() const {
  return handle_->reference.IsProjected() != 0;
}

double Crs::metres_per_unit() const {
  return is_projected() ? handle_->reference.GetLinearUnits(nullptr) : 0;
}

bool Crs::same_as(const Crs& other) const {
  const GdalErrors quiet;
  const char* const options[] = {"IGNORE_DATA_AXIS_TO_SRS_AXIS_MAPPING=YES",
                                 "CRITERION=EQUIVALENT_EXCEPT_AXIS_ORDER_GEOGCRS", nullptr};
  return handle_ == other.handle_ ||
         handle_->reference.IsSame(&other.handle_->reference, options) != 0;
}

std::string Crs::label() const {
  const OGRSpatialReference& reference = handle_->reference;
  const char* authority = reference.GetAuthorityName(nullptr);
  const char* code = reference.GetAuthorityCode(nullptr);
  if (authority && code) return std::string(authority) + ":" + code;
  const char* name = reference.GetName();
  return name ? name : "?";
}

std::string Crs::wkt() const {
  const GdalErrors quiet;
  char* text = nullptr;
  handle_->reference.exportToWkt(&text);
  std::string result = text ? text : "";
  CPLFree(text);
  return result;
}

bool Crs::area_of_use_contains(LonLat where) const {
  double west = 0, south = 0, east = 0, north = 0;
  const bool declared =
      handle_->reference.GetAreaOfUse(&west, &south, &east, &north, nullptr) && west > -1000;
  if (!declared) return true;
  const double lon = wrapped(where.lon);
  const bool within_longitudes =
      west <= east ? lon >= west && lon <= east : lon >= west || lon <= east;
  return within_longitudes && where.lat >= south && where.lat <= north;
}

std::string suggested_projected_crs(LonLat where) {
  if (where.lat > 84) return "EPSG:5041";   // Universal Polar Stereographic, north
  if (where.lat < -80) return "EPSG:5042";  // and south
  const int zone =
      std::clamp(static_cast<int>(std::floor((wrapped(where.lon) + 180) / 6)) + 1, 1, 60);
  return fmt::format("EPSG:{}{:02}", where.lat < 0 ? 327 : 326, zone);
}

namespace {

// By how much a kilometre to the north or to the east is drawn too long or too short; the worse.
double scale_error(const Crs& crs, LonLat where) {
  const Projection projection(crs);
  const auto centre = projection.project(where);
  double worst = 0;
  for (const LonLat other :
       {LonLat{where.lon + 0.01, where.lat}, LonLat{where.lon, where.lat + 0.01}}) {
    const auto end = projection.project(other);
    if (!centre || !end) return INFINITY;
    const double drawn = distance(*centre, *end) * crs.metres_per_unit();
    worst = std::max(worst, std::abs(drawn / ellipsoidal_length(where, other) - 1));
  }
  return worst;
}

}  // namespace

void require_usable_study_crs(const Crs& crs, LonLat data_centre) {
  const std::string suggestion = suggested_projected_crs(data_centre);
  const Message remedy = message(
      "Set crs = \"{}\" in the study, or another projected system in metres made for this place",
      "Indiquez crs = \"{}\" dans l’étude, ou un autre système projeté en mètres fait pour ce lieu",
      suggestion);
  if (!crs.is_projected()) {
    throw GeometryError(
        message("the study's CRS {} is in degrees, not in metres",
                "le système de coordonnées de l’étude, {}, est en degrés et non en mètres",
                crs.label()),
        remedy);
  }
  if (std::abs(crs.metres_per_unit() - 1) > 1e-9) {
    throw GeometryError(
        message("the study's CRS {} counts in units of {} m",
                "le système de coordonnées de l’étude, {}, compte en unités de {} m", crs.label(),
                format_number(crs.metres_per_unit())),
        remedy);
  }
  const std::string place =
      format_decimals(data_centre.lon, 3) + ", " + format_decimals(data_centre.lat, 3);
  if (!crs.area_of_use_contains(data_centre)) {
    throw GeometryError(
        message(
            "the study's CRS {} is not made for the place of the data (longitude, latitude: {})",
            "le système de coordonnées de l’étude, {}, n’est pas fait pour le lieu des données "
            "(longitude, latitude : {})",
            crs.label(), place),
        remedy);
  }
  constexpr double tolerated = 0.02;
  const double error = scale_error(crs, data_centre);
  if (!(error <= tolerated)) {
    throw GeometryError(
        message("the study's CRS {} draws lengths wrong by {} % at the place of the data "
                "(longitude, latitude: {})",
                "le système de coordonnées de l’étude, {}, fausse les longueurs de {} % au lieu "
                "des données (longitude, latitude : {})",
                crs.label(), std::isfinite(error) ? format_decimals(error * 100, 0) : "100", place),
        remedy);
  }
}

}  // namespace coverage
