#pragma once

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

/// The maps of a report, as inline SVG: communes by median access time, those in the gap outlined,
/// EPCI limits, facilities, scale bar and legend. Demand points stand for communes where there are
/// none. Outlines are written once, in `definitions`, and every map refers to them. `results` must
/// outlive it.
class ReportMap {
 public:
  explicit ReportMap(const Results& results);
  /// To be put in the page before the first map.
  std::string definitions() const;
  std::string of(const QueryResult& query, Language language, const MapOverlay& overlay = {}) const;
  const MapFrame& frame() const { return frame_; }

 private:
  const Results& results_;
  MapFrame frame_;
  std::vector<MapShape> shapes_;  ///< by commune; empty outside the study area
};

}  // namespace coverage
