#pragma once

#include <functional>
#include <string>

#include "libcoverage/output/map_outlines.h"
#include "libcoverage/output/results.h"

namespace coverage {

/// The classes of access time that maps use, relative to a time (that of the query's target): up to
/// half of it, up to it, up to one and a half, up to twice, beyond; then not reached.
struct TimeClass {
  std::optional<Seconds> upper;  ///< inclusive; nothing for "beyond" and "not reached"
  const char* colour;            ///< a fill: the last class is hatched
  const char* legend_colour;     ///< the same, or what stands for it where there are no patterns
};
std::vector<TimeClass> time_classes(Seconds middle);
/// The class of a median access time; absent times are in the last class.
std::size_t time_class_of(const std::vector<TimeClass>& classes, std::optional<Seconds> time);

/// From the study CRS to the map's whole units: north up.
struct MapFrame {
  Box box;
  double scale = 1;
  double width = 0;
  double height = 0;

  explicit MapFrame(Box extent);
  MapPoint at(Point p) const;
};

/// What a map shows beside its query: SVG over everything, and more entries of the legend.
struct MapOverlay {
  std::string svg;
  std::string legend;
};

/// One class of a map.
struct MapClass {
  std::string colour;         ///< a fill
  std::string legend_colour;  ///< the same, or what stands for it where there are no patterns
  std::string label;
  bool is_hatched = false;
};

/// What a map shows: a class of each commune, or of each demand point where there are no communes.
struct MapTheme {
  std::string label;  ///< of the whole, for those who do not see it; HTML
  std::vector<MapClass> classes;
  std::function<std::optional<std::size_t>(CommuneIndex)> commune_class;  ///< nothing: nobody there
  std::function<std::string(CommuneIndex)> commune_title;                 ///< HTML
  std::function<std::size_t(DemandIndex)> point_class;
  std::function<bool(CommuneIndex)> is_outlined;
  std::string outlined_label;  ///< empty: no commune is outlined
  const std::vector<FacilityIndex>& facilities;
};
/// Median access times, communes in the gap outlined.
MapTheme access_theme(const Results& results, const QueryResult& query, Language language);
/// Mean scores of a catchment.
MapTheme score_theme(const Results& results, const CatchmentResult& catchment, Language language);

/// The maps of a report, as inline SVG: communes by class, some outlined, EPCI limits, facilities,
/// scale bar and legend. Demand points stand for communes where there are none. Outlines are
/// written once, in `definitions`, and every map refers to them. `results` must outlive it.
class ReportMap {
 public:
  explicit ReportMap(const Results& results);
  /// To be put in the page before the first map.
  std::string definitions() const;
  std::string of(const QueryResult& query, Language language, const MapOverlay& overlay = {}) const;
  std::string drawn(const MapTheme& theme, Language language, const MapOverlay& overlay = {}) const;
  const MapFrame& frame() const { return frame_; }

 private:
  const Results& results_;
  MapFrame frame_;
  std::vector<MapShape> shapes_;  ///< by commune; empty outside the study area
};

}  // namespace coverage
