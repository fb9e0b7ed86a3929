#include <ogr_spatialref.h>

#include <cmath>
#include <limits>

#include "libcoverage/base/error.h"
#include "libcoverage/base/text.h"
#include "libcoverage/geo/crs.h"
#include "libcoverage/geo/crs_handle.h"
#include "libcoverage/geo/gdal_errors.h"

namespace coverage {

struct Transformer::State {
  // Absent where both systems are the same: positions then pass unchanged, to the last bit.
  std::unique_ptr<OGRCoordinateTransformation> transformation;
  std::string from;
  std::string to;
  bool from_degrees = false;
};

Transformer::Transformer(const Crs& from, const Crs& to) : state_(std::make_unique<State>()) {
  state_->from = from.label();
  state_->to = to.label();
  state_->from_degrees = !from.is_projected();
  if (from.same_as(to)) return;
  const GdalErrors said;
  state_->transformation.reset(
      OGRCreateCoordinateTransformation(&from.handle().reference, &to.handle().reference));
  if (!state_->transformation) {
    throw GeometryError(said.problem(message("no way to convert coordinates from {} to {}",
                                             "aucune conversion de coordonnées de {} vers {}",
                                             state_->from, state_->to)),
                        message("Choose another CRS for the study",
                                "Choisissez un autre système de coordonnées pour l’étude"));
  }
  state_->transformation->SetEmitErrors(false);
}

Transformer::~Transformer() = default;
Transformer::Transformer(Transformer&&) noexcept = default;

namespace {

bool is_possible(Point p, bool degrees) {
  if (!std::isfinite(p.x) || !std::isfinite(p.y)) return false;
  return !degrees || (std::abs(p.y) <= 90 && std::abs(p.x) <= 360);
}

}  // namespace

std::size_t Transformer::transform(std::vector<Point>& points) const {
  constexpr std::size_t block = 1024;
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  double x[block], y[block];
  int good[block];
  std::size_t lost = 0;
  for (std::size_t begin = 0; begin < points.size(); begin += block) {
    const std::size_t count = std::min(block, points.size() - begin);
    for (std::size_t i = 0; i < count; ++i) {
      const Point p = points[begin + i];
      good[i] = is_possible(p, state_->from_degrees);
      x[i] = good[i] ? p.x : 0;
      y[i] = good[i] ? p.y : 0;
    }
    int done[block];
    if (state_->transformation) {
      state_->transformation->Transform(static_cast<int>(count), x, y, nullptr, done);
    } else {
      std::fill_n(done, count, 1);
    }
    for (std::size_t i = 0; i < count; ++i) {
      const bool image = good[i] && done[i] && std::isfinite(x[i]) && std::isfinite(y[i]);
      points[begin + i] = image ? Point{x[i], y[i]} : Point{nan, nan};
      if (!image) ++lost;
    }
  }
  return lost;
}

std::optional<Point> Transformer::operator()(Point p) const {
  if (!is_possible(p, state_->from_degrees)) return {};
  if (!state_->transformation) return p;
  int done = 0;
  state_->transformation->Transform(1, &p.x, &p.y, nullptr, &done);
  if (!done || !std::isfinite(p.x) || !std::isfinite(p.y)) return {};
  return p;
}

Geometry Transformer::operator()(const Geometry& geometry) const {
  const auto convert = [&](Polyline& line) {
    const Polyline before = line;
    if (transform(line) == 0) return;
    std::size_t bad = 0;
    while (!std::isnan(line[bad].x)) ++bad;
    throw GeometryError(
        message("the position ({}, {}) has no image from {} to {}",
                "la position ({}, {}) n’a pas d’image de {} vers {}", format_number(before[bad].x),
                format_number(before[bad].y), state_->from, state_->to),
        message(
            "Check the coordinates and the CRS that the layer declares: projected metres taken "
            "for degrees, or the reverse, look like this",
            "Vérifiez les coordonnées et le système que la couche déclare : des mètres projetés "
            "pris pour des degrés, ou l’inverse, ont cet effet"));
  };
  Geometry result = geometry;
  if (auto* point = std::get_if<Point>(&result)) {
    Polyline one{*point};
    convert(one);
    *point = one.front();
  } else if (auto* lines = std::get_if<std::vector<Polyline>>(&result)) {
    for (Polyline& line : *lines) convert(line);
  } else if (auto* shape = std::get_if<MultiPolygon>(&result)) {
    for (Polygon& polygon : shape->polygons) {
      for (Polyline& ring : polygon.rings) convert(ring);
    }
  }
  return result;
}

Projection::Projection(const Crs& study_crs)
    : forward_(Crs::wgs84(), study_crs), inverse_(study_crs, Crs::wgs84()) {}

std::optional<Point> Projection::project(LonLat where) const {
  return forward_(Point{where.lon, where.lat});
}

std::optional<LonLat> Projection::unproject(Point p) const {
  const auto degrees = inverse_(p);
  if (!degrees) return {};
  return LonLat{degrees->x, degrees->y};
}

}  // namespace coverage
