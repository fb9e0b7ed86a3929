#include "libcoverage/synthetic/population_grid.h"

#include <fmt/format.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>

#include "libcoverage/base/apportion.h"
#include "libcoverage/base/error.h"
#include "libcoverage/geo/input_gate.h"
#include "libcoverage/synthetic/random.h"

namespace coverage::synthetic {

namespace {

/// Homes along a stretch of road, relative to a residential street.
double homes_along(RoadClass road_class) {
  switch (road_class) {
    case RoadClass::residential:
    case RoadClass::living_street:
      return 1.0;
    case RoadClass::service:
      return 0.5;
    case RoadClass::unclassified:
      return 0.10;
    case RoadClass::tertiary:
    case RoadClass::secondary:
      return 0.07;
    default:
      return 0;
  }
}

using Square = std::pair<std::int32_t, std::int32_t>;  // row, column

Square square_at(Point p) {
  return {static_cast<std::int32_t>(std::floor(p.y / square_size)),
          static_cast<std::int32_t>(std::floor(p.x / square_size))};
}

std::map<Square, double> homes(const Place& place, const CommuneRoads& roads) {
  std::map<Square, double> weights;
  for (const DrawnWay& way : roads.ways) {
    const double along = homes_along(way.road_class);
    if (along == 0) continue;
    for (std::size_t i = 1; i < way.vertices.size(); ++i) {
      const Point a = roads.vertices[way.vertices[i - 1]].where;
      const Point b = roads.vertices[way.vertices[i]].where;
      const Point middle = interpolate(a, b, 0.5);
      const double depth = distance(middle, place.seat) / place.built_up_radius;
      const double crowding = 1 + 2.5 * std::exp(-1.6 * depth * depth);
      weights[square_at(middle)] += along * crowding * distance(a, b);
    }
  }
  return weights;
}

}  // namespace

std::vector<InhabitedSquare> inhabited_squares(const TerritoryPlan& plan, std::uint32_t index,
                                               const CommuneRoads& roads) {
  const Place& place = plan.places[index];
  const MultiPolygon shape{{Polygon{{plan.outline(place)}}}};
  Random random(plan.seed, Purpose::grid, index);
  std::vector<InhabitedSquare> squares;
  std::vector<double> weights;
  for (const auto& [square, weight] : homes(place, roads)) {
    const Point centre{(square.second + 0.5) * square_size, (square.first + 0.5) * square_size};
    const bool remote = distance(centre, place.seat) > place.built_up_radius;
    if (!contains(shape, centre) || (remote && !random.chance(weight / 180))) continue;
    squares.push_back({square.second, square.first, 0, 0});
    weights.push_back(weight);
  }
  if (squares.empty()) {
    const Square seat = square_at(place.seat);
    squares.push_back({seat.second, seat.first, 0, 0});
    weights.push_back(1);
  }
  const auto parts = apportion(Weight::from_millionths(place.population), weights);
  const double aged = random.between(0.09, 0.19);
  for (std::size_t i = 0; i < squares.size(); ++i) {
    squares[i].inhabitants = static_cast<std::int32_t>(parts[i].millionths());
    squares[i].aged_75_plus =
        std::min(squares[i].inhabitants,
                 static_cast<std::int32_t>(squares[i].inhabitants * aged + random.uniform()));
  }
  std::erase_if(squares, [](const InhabitedSquare& square) { return square.inhabitants == 0; });
  return squares;
}

namespace {

[[noreturn]] void fail(const std::filesystem::path& path) {
  const std::string reason = CPLGetLastErrorMsg();
  throw OutputError(
      message("{}: the population grid cannot be written ({})",
              "{} : le carroyage de population ne peut être écrit ({})", path.string(), reason),
      message("Free some space or choose another folder",
              "Libérez de la place ou choisissez un autre dossier"));
}

/// The same date in every file, so that the same grid gives the same bytes.
class FixedDate {
 public:
  FixedDate() { CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", "2000-01-01T00:00:00.000Z"); }
  ~FixedDate() { CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", nullptr); }
  FixedDate(const FixedDate&) = delete;
  FixedDate& operator=(const FixedDate&) = delete;
};

class GridFile {
 public:
  explicit GridFile(const std::filesystem::path& path) : path_(path) {
    initialize_gdal();
    GDALDriver* driver = GetGDALDriverManager()->GetDriverByName("GPKG");
    if (driver) data_.reset(driver->Create(path.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
    if (!data_) fail(path);
    OGRSpatialReference crs;
    crs.importFromEPSG(2154);
    char index[] = "SPATIAL_INDEX=NO";
    char* options[] = {index, nullptr};
    layer_ = data_->CreateLayer("carreaux_200m", &crs, wkbPolygon, options);
    if (!layer_ || layer_->StartTransaction() != OGRERR_NONE) fail(path);
    const std::pair<const char*, OGRFieldType> columns[] = {{"idcar_200m", OFTString},
                                                            {"lcog_geo", OFTString},
                                                            {"ind", OFTInteger},
                                                            {"ind_75p", OFTInteger}};
    for (const auto& [name, type] : columns) {
      OGRFieldDefn column(name, type);
      if (layer_->CreateField(&column) != OGRERR_NONE) fail(path);
    }
  }
  void add(const InhabitedSquare& square, const std::string& commune) {
    const double x = square.column * square_size, y = square.row * square_size;
    OGRLinearRing ring;
    for (const auto& [dx, dy] :
         {std::pair(0, 0), std::pair(1, 0), std::pair(1, 1), std::pair(0, 1), std::pair(0, 0)}) {
      ring.addPoint(x + dx * square_size, y + dy * square_size);
    }
    OGRPolygon polygon;
    polygon.addRing(&ring);
    OGRFeature feature(layer_->GetLayerDefn());
    const std::string id = fmt::format("CRS2154RES200mN{:.0f}E{:.0f}", y, x);
    feature.SetField(0, id.c_str());
    feature.SetField(1, commune.c_str());
    feature.SetField(2, square.inhabitants);
    feature.SetField(3, square.aged_75_plus);
    feature.SetGeometry(&polygon);
    if (layer_->CreateFeature(&feature) != OGRERR_NONE) fail(path_);
  }
  void close() {
    if (layer_->CommitTransaction() != OGRERR_NONE) fail(path_);
    CPLErrorReset();
    data_.reset();
    if (CPLGetLastErrorType() >= CE_Failure) fail(path_);
  }

 private:
  std::filesystem::path path_;
  std::unique_ptr<GDALDataset> data_;
  OGRLayer* layer_ = nullptr;
};

}  // namespace

void write_population_grid(const TerritoryPlan& plan,
                           const std::vector<std::vector<InhabitedSquare>>& squares,
                           const std::filesystem::path& path) {
  const FixedDate fixed_date;
  GridFile file(path);
  for (std::size_t place = 0; place < squares.size(); ++place) {
    for (const InhabitedSquare& square : squares[place]) file.add(square, plan.places[place].code);
  }
  file.close();
}

}  // namespace coverage::synthetic
