#pragma once

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <catch2/catch.hpp>
#include <cstdio>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "libcoverage/geo/input_gate.h"

namespace coverage {

/// A layer as IGN delivers it: its columns with their types, its geometry.
struct OfficialLayer {
  struct Column {
    const char* name;
    OGRFieldType type = OFTString;
    OGRFieldSubType subtype = OFSTNone;
  };
  const char* name;
  OGRwkbGeometryType geometry;
  std::vector<Column> columns;
};

/// Text values by column (absent: NULL) and places, metres from a corner in Lambert-93: "0 0,
/// 100 0"; several parts stand between bars, `|`.
struct OfficialRow {
  std::map<std::string, std::string> values;
  std::string places;
};

inline const OfficialLayer bdtopo_roads{"troncon_de_route",
                                        wkbLineString25D,
                                        {{"cleabs"},
                                         {"nature"},
                                         {"importance"},
                                         {"etat_de_l_objet"},
                                         {"position_par_rapport_au_sol"},
                                         {"nombre_de_voies", OFTInteger},
                                         {"prive", OFTInteger, OFSTBoolean},
                                         {"sens_de_circulation"},
                                         {"urbain", OFTInteger, OFSTBoolean},
                                         {"vitesse_moyenne_vl", OFTInteger},
                                         {"acces_vehicule_leger"},
                                         {"acces_pieton"},
                                         {"periode_de_fermeture"},
                                         {"nature_de_la_restriction"},
                                         {"restriction_de_hauteur", OFTReal},
                                         {"restriction_de_largeur", OFTReal},
                                         {"nom_collaboratif_gauche"},
                                         {"cpx_numero"}}};

inline const OfficialLayer bdtopo_shapefile_roads{"TRONCON_DE_ROUTE",
                                                  wkbLineString25D,
                                                  {{"ID"},
                                                   {"NATURE"},
                                                   {"IMPORTANCE"},
                                                   {"ETAT"},
                                                   {"POS_SOL"},
                                                   {"NB_VOIES", OFTInteger},
                                                   {"PRIVE"},
                                                   {"SENS"},
                                                   {"URBAIN"},
                                                   {"VIT_MOY_VL", OFTInteger},
                                                   {"ACCES_VL"},
                                                   {"ACCES_PED"},
                                                   {"FERMETURE"},
                                                   {"NAT_RESTR"},
                                                   {"RESTR_H", OFTReal},
                                                   {"RESTR_LAR", OFTReal},
                                                   {"NOM_COLL_G"},
                                                   {"NUMERO"}}};

inline const OfficialLayer bdtopo_turns{
    "non_communication",
    wkbPoint,
    {{"cleabs"}, {"lien_vers_troncon_entree"}, {"liens_vers_troncon_sortie"}}};

inline const OfficialLayer bdtopo_shapefile_turns{
    "NON_COMMUNICATION", wkbPoint, {{"ID"}, {"ID_TR_ENT"}, {"ID_TR_SOR"}}};

inline const OfficialLayer route500_roads{"TRONCON_ROUTE",
                                          wkbLineString25D,
                                          {{"ID_RTE500", OFTInteger},
                                           {"VOCATION"},
                                           {"NB_CHAUSSE"},
                                           {"NB_VOIES"},
                                           {"ETAT"},
                                           {"ACCES"},
                                           {"RES_VERT"},
                                           {"SENS"},
                                           {"NUM_ROUTE"},
                                           {"CLASS_ADM"}}};

inline const OfficialLayer route500_turns{"COMMUNICATION_RESTREINTE",
                                          wkbPoint,
                                          {{"ID_RTE500", OFTInteger},
                                           {"ID_ND_RTE", OFTInteger},
                                           {"ID_TRO_INI", OFTInteger},
                                           {"ID_TRO_FIN", OFTInteger},
                                           {"INTERDIT"}}};

inline void add_point(OGRLineString& line, const std::string& place, bool in_degrees) {
  double east = 0, north = 0;
  REQUIRE(std::sscanf(place.c_str(), "%lf %lf", &east, &north) == 2);
  constexpr double height = 321;
  if (in_degrees) {
    line.addPoint(east, north, height);
  } else {
    line.addPoint(700000 + east, 6600000 + north, height);
  }
}

inline OGRLineString line_through(const std::string& places, bool in_degrees) {
  OGRLineString line;
  for (std::size_t begin = 0; begin < places.size();) {
    const std::size_t end = std::min(places.find(',', begin), places.size());
    add_point(line, places.substr(begin, end - begin), in_degrees);
    begin = end + 1;
  }
  return line;
}

inline void set_places(OGRFeature& feature, const OfficialLayer& form, const std::string& places,
                       bool in_degrees) {
  if (places.empty()) return;
  if (wkbFlatten(form.geometry) == wkbPoint) {
    OGRPoint point;
    line_through(places, in_degrees).getPoint(0, &point);
    feature.SetGeometry(&point);
    return;
  }
  OGRMultiLineString lines;
  for (std::size_t begin = 0; begin < places.size();) {
    const std::size_t end = std::min(places.find('|', begin), places.size());
    const OGRLineString line = line_through(places.substr(begin, end - begin), in_degrees);
    lines.addGeometry(&line);
    begin = end + 1;
  }
  if (lines.getNumGeometries() == 1) {
    feature.SetGeometry(lines.getGeometryRef(0));
  } else {
    feature.SetGeometry(&lines);
  }
}

/// A file being written: GeoPackage with as many layers as are added, or a Shapefile with one.
class OfficialFile {
 public:
  explicit OfficialFile(const std::string& path, const char* crs = "EPSG:2154") : crs_(crs) {
    initialize_gdal();
    const bool shapefile = path.ends_with(".shp");
    dataset_.reset(GetGDALDriverManager()
                       ->GetDriverByName(shapefile ? "ESRI Shapefile" : "GPKG")
                       ->Create(path.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
    REQUIRE(dataset_);
    reference_.SetFromUserInput(crs);
  }

  OfficialFile& add(const OfficialLayer& form, const std::vector<OfficialRow>& rows) {
    OGRLayer* layer = dataset_->CreateLayer(form.name, &reference_, form.geometry);
    REQUIRE(layer);
    for (const OfficialLayer::Column& column : form.columns) {
      OGRFieldDefn field(column.name, column.type);
      field.SetSubType(column.subtype);
      REQUIRE(layer->CreateField(&field) == OGRERR_NONE);
    }
    for (const OfficialRow& row : rows) {
      OGRFeatureUniquePtr feature(OGRFeature::CreateFeature(layer->GetLayerDefn()));
      for (const auto& [column, value] : row.values) {
        REQUIRE(feature->GetFieldIndex(column.c_str()) >= 0);
        feature->SetField(column.c_str(), value.c_str());
      }
      set_places(*feature, form, row.places, std::string(crs_) == "EPSG:4326");
      REQUIRE(layer->CreateFeature(feature.get()) == OGRERR_NONE);
    }
    return *this;
  }

 private:
  const char* crs_;
  OGRSpatialReference reference_;
  GDALDatasetUniquePtr dataset_;
};

}  // namespace coverage
