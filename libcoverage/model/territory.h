#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "libcoverage/base/quantities.h"
#include "libcoverage/base/strong_id.h"
#include "libcoverage/geo/geometry.h"

namespace coverage {

struct Commune {
  std::string code;  ///< INSEE code as text (`03185`), or the code of another country's list
  std::string name;
  std::string departement;  ///< `03`, `2A`, `971`; empty for codes of other countries
  bool in_study_area = true;
  MultiPolygon shape;         ///< valid, study CRS
  std::optional<Point> seat;  ///< chef-lieu, never a centroid
  std::map<std::string, Weight>
      weights;  ///< `population` and other columns of [population], by name
  /// Also of communes around the study area; empty where unknown.
  std::string epci_code = {};
};

/// One EPCI, canton, … of a grouping.
struct TerritoryUnit {
  std::string code;
  std::string name;
  bool is_partial = false;  ///< cut by the study area's limit
  Weight population_inside;
  Weight population_outside;
  bool population_known = true;  ///< false where some of its communes’ populations are not known
};

/// A partition (maybe incomplete) of the communes or of the demand: `epci`, `canton`, `qpv`…
struct Grouping {
  std::string name;
  std::string label;
  IdVector<UnitIndex, TerritoryUnit> units;           ///< by code
  IdVector<CommuneIndex, UnitIndex> unit_of_commune;  ///< none where a commune has no unit
  /// Where the grouping is given as polygons that cut communes: the units' shapes, by UnitIndex;
  /// demand is then assigned by position. Empty for commune → code tables.
  IdVector<UnitIndex, MultiPolygon> shapes;
};

/// Communes, by code, and their groupings; the first grouping is `epci` where EPCIs are known.
struct Territory {
  IdVector<CommuneIndex, Commune> communes;
  std::vector<Grouping> groupings;
  /// `population municipale 2023`: what the communes' `population` counts; empty where unknown.
  std::string population_concept;
  std::string population_edition;

  std::optional<CommuneIndex> find_commune(const std::string& code) const;
  const Grouping* find_grouping(const std::string& name) const;
};

/// The département of an INSEE commune code (`03185` → `03`, `2A004` → `2A`, `97105` → `971`);
/// empty for any other code.
std::string departement_of(const std::string& commune_code);

}  // namespace coverage
