#pragma once

#include <optional>
#include <variant>

#include "libcoverage/base/message.h"
#include "libcoverage/geo/crs.h"
#include "libcoverage/geo/geometry.h"
#include "libcoverage/geo/polygon_index.h"
#include "libcoverage/model/territory.h"

namespace coverage {

/// Where a study lies: finds the commune of a position, and tells a position that may belong to the
/// study from one that cannot.
///
/// With communes, a position belongs to the study or its surroundings within 50 km of the extent of
/// all known communes: people drive across borders, but not from another region. Without communes,
/// it does within the area of use that the study's CRS declares.
class StudyPlace {
 public:
  static constexpr double surroundings_m = 50000;
  /// A point so near a commune stands in a sliver that simplified borders leave.
  static constexpr double border_tolerance_m = 100;

  StudyPlace(const Territory& territory, const Crs& study_crs);

  struct Spot {
    Point position;  ///< study CRS
    LonLat lon_lat;
    CommuneIndex commune;          ///< none outside every known commune
    bool in_surroundings = false;  ///< may belong to the study
    bool is_certain = false;       ///< in a commune, or (without communes) in the CRS's area of use
  };
  /// Nothing where the study's CRS has no such position.
  std::optional<Spot> find(LonLat where) const;

  bool has_communes() const { return has_communes_; }
  /// Metres from the extent of all communes; 0 inside it.
  double distance_from_communes(Point position) const;
  const Crs& crs() const { return crs_; }

 private:
  Crs crs_;
  Projection projection_;
  bool has_communes_;
  PolygonIndex index_;
  Box extent_;
};

/// A spot of the study for coordinates as a source writes them.
struct PlacedSpot {
  StudyPlace::Spot spot;
  bool exchanged = false;  ///< the source wrote the two coordinates the wrong way round
};

/// Places a position of `source_crs`, where `to_wgs84` leads from. Coordinates that lead out of the
/// study as written, and into one of its communes (without communes: into the CRS's area of use)
/// when exchanged, are exchanged. Else the reason why the position cannot be used.
std::variant<PlacedSpot, Message> place_in_study(Point written, const Crs& source_crs,
                                                 const Transformer& to_wgs84,
                                                 const StudyPlace& place);

}  // namespace coverage
