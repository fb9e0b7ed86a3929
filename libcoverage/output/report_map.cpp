#include "libcoverage/output/report_map.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

#include "libcoverage/base/text.h"
#include "libcoverage/output/indicator_columns.h"
#include "libcoverage/output/people_text.h"

namespace coverage {

namespace {

// A unit is half a pixel of a wide screen and an eighth of a millimetre on paper.
constexpr double map_width = 1440;
constexpr double most_height = 1440;
constexpr double margin = 16;
constexpr double tolerance = 1.5;
constexpr const char* no_inhabitant_colour = "#fff";

Box map_extent(const Results& results) {
  Box box;
  for (const Commune& commune : results.territory.communes) {
    if (!commune.in_study_area) continue;
    for (const Polygon& polygon : commune.shape.polygons) {
      for (const Polyline& ring : polygon.rings) {
        for (const Point& p : ring) box.include(p);
      }
    }
  }
  if (box.empty()) {
    for (const DemandPoint& point : results.demand.points) box.include(point.position);
  }
  if (box.empty()) {
    for (const Facility& facility : results.facilities) box.include(facility.position);
  }
  if (box.empty()) box.include({0, 0});
  return box;
}

MapShape shape_on(const MapFrame& frame, const Commune& commune) {
  MapShape shape;
  if (!commune.in_study_area) return shape;
  for (const Polygon& polygon : commune.shape.polygons) {
    for (const Polyline& ring : polygon.rings) {
      MapRing& drawn = shape.emplace_back();
      for (const Point& p : ring) drawn.push_back(frame.at(p));
    }
  }
  return shape;
}

/// Communes drawn by reference to their one outline, gathered by colour.
std::string commune_layer(const Results& results, const MapTheme& theme) {
  std::map<std::string, std::string> by_colour;
  std::string outlined;
  for (std::size_t i = 0; i < results.territory.communes.size(); ++i) {
    const auto index = CommuneIndex::from_size(i);
    const Commune& commune = results.territory.communes[index];
    if (!commune.in_study_area || commune.shape.empty()) continue;
    const auto at = theme.commune_class(index);
    by_colour[at ? theme.classes[*at].colour : no_inhabitant_colour] +=
        fmt::format("<use href=\"#c{}\"><title>{}</title></use>\n", i, theme.commune_title(index));
    if (theme.is_outlined(index)) outlined += fmt::format("<use href=\"#c{}\"/>", i);
  }
  std::string layer = "<g class=\"communes\">\n";
  for (const auto& [colour, communes] : by_colour) {
    layer += "<g fill=\"" + colour + "\">\n" + communes + "</g>\n";
  }
  return layer + "</g>\n<g class=\"gap\">" + outlined + "</g>\n";
}

/// Limits between EPCIs: an edge that two communes of one unit share is cancelled, what is left are
/// the units' outlines, each edge once.
std::string epci_limits(const Results& results, const std::vector<MapShape>& shapes) {
  const Grouping* epci = results.territory.find_grouping("epci");
  if (!epci) return {};
  using Edge = std::array<MapPoint, 2>;
  std::set<std::pair<UnitIndex, Edge>> open_edges;
  for (std::size_t i = 0; i < shapes.size(); ++i) {
    const UnitIndex unit = epci->unit_of_commune[CommuneIndex::from_size(i)];
    if (!unit.valid()) continue;
    for (const MapRing& ring : shapes[i]) {
      for (std::size_t k = 0; k < ring.size(); ++k) {
        Edge edge{ring[k], ring[(k + 1) % ring.size()]};
        if (edge[1] < edge[0]) std::swap(edge[0], edge[1]);
        const auto [found, inserted] = open_edges.insert({unit, edge});
        if (!inserted) open_edges.erase(found);
      }
    }
  }
  std::set<Edge> limits;  // an edge between two EPCIs is open in both
  for (const auto& [unit, edge] : open_edges) limits.insert(edge);
  std::string path;
  for (const auto& [from, to] : limits) {
    path += fmt::format("M{} {}l{} {}", from.x, from.y, to.x - from.x, to.y - from.y);
  }
  return path;
}

std::string demand_layer(const Results& results, const MapTheme& theme, const MapFrame& frame) {
  std::vector<std::string> dots(theme.classes.size());
  constexpr std::size_t most_points = 20000;
  const std::size_t step = std::max<std::size_t>(1, results.demand.points.size() / most_points);
  for (std::size_t i = 0; i < results.demand.points.size(); i += step) {
    const auto index = DemandIndex::from_size(i);
    const MapPoint p = frame.at(results.demand.points[index].position);
    dots[theme.point_class(index)] += fmt::format("M{} {}h0", p.x, p.y);
  }
  std::string result;
  for (std::size_t c = 0; c < dots.size(); ++c) {
    if (dots[c].empty()) continue;
    result += fmt::format("<path class=\"demand\" stroke=\"{}\" d=\"{}\"/>\n",
                          theme.classes[c].legend_colour, dots[c]);
  }
  return result;
}

std::string facility_layer(const Results& results, const std::vector<FacilityIndex>& facilities,
                           const MapFrame& frame) {
  constexpr std::size_t many = 100;  // from here on dots hide the map below them
  const double size = facilities.size() > many ? 0.6 : 1;
  std::string result = "<g class=\"facilities\">\n";
  for (const FacilityIndex index : facilities) {
    const Facility& facility = results.facilities[index];
    const MapPoint p = frame.at(facility.position);
    if (p.x < 0 || p.y < 0 || p.x > frame.width || p.y > frame.height) continue;
    const double radius = size * (5.5 + 1.5 * facility.tier.value_or(1));
    result += fmt::format("<circle cx=\"{}\" cy=\"{}\" r=\"{}\"><title>{}</title></circle>\n", p.x,
                          p.y, format_decimals(radius, 1), html_escaped(facility.name));
  }
  return result + "</g>\n";
}

/// The longest of 1, 2, 5 × 10ⁿ metres that fits in a quarter of the map.
std::string scale_bar(const MapFrame& frame) {
  const double most = frame.width / 4 / frame.scale;
  double length = std::pow(10, std::floor(std::log10(most)));
  for (const double factor : {5.0, 2.0}) {
    if (length * factor <= most) {
      length *= factor;
      break;
    }
  }
  const long y = std::lround(frame.height) + 36;
  const long end = std::lround(margin + length * frame.scale);
  const std::string label =
      length >= 1000 ? format_number(length / 1000) + " km" : format_number(length) + " m";
  return fmt::format(
      "<g class=\"scale\"><path d=\"M{0} {1}v-10H{2}v10\"/><text x=\"{3}\" "
      "y=\"{1}\">{4}</text></g>\n",
      std::lround(margin), y, end, end + 12, label);
}

std::string legend_item(const std::string& key, const std::string& label) {
  return "<span><i " + key + "></i>" + html_escaped(label) + "</span>\n";
}

std::string legend(const Results& results, const MapTheme& theme, Language language,
                   const std::string& more) {
  const bool french = language == Language::french;
  std::string html = "<figcaption class=\"legend\">\n";
  for (const MapClass& one : theme.classes) {
    const bool hatched = one.is_hatched && !results.territory.communes.empty();
    html += legend_item(
        hatched ? "class=\"hatched\"" : fmt::format("style=\"background:{}\"", one.legend_colour),
        one.label);
  }
  if (!results.territory.communes.empty() && !theme.outlined_label.empty()) {
    html += legend_item("class=\"gap\"", theme.outlined_label);
  }
  if (results.territory.find_grouping("epci")) {
    html += legend_item("class=\"limit\"", french ? "limite d’EPCI" : "limit of an EPCI");
  }
  html += legend_item("class=\"dot\"", french ? "lieu d’accueil" : "facility");
  return html + more + "</figcaption>\n";
}

}  // namespace

MapFrame::MapFrame(Box extent) : box(extent) {
  const double span_x = std::max(box.max_x - box.min_x, 1.0);
  const double span_y = std::max(box.max_y - box.min_y, 1.0);
  scale = std::min((map_width - 2 * margin) / span_x, (most_height - 2 * margin) / span_y);
  width = span_x * scale + 2 * margin;
  height = span_y * scale + 2 * margin;
}

MapPoint MapFrame::at(Point p) const {
  // A facility may lie anywhere on Earth: far outside the frame is enough to know.
  const auto unit = [](double value) {
    return static_cast<int>(std::lround(std::clamp(value, -1e6, 1e6)));
  };
  return {unit(margin + (p.x - box.min_x) * scale), unit(margin + (box.max_y - p.y) * scale)};
}

std::vector<TimeClass> time_classes(Seconds middle) {
  const auto part = [&](std::uint64_t halves) {
    return Seconds::from_milliseconds(static_cast<std::uint32_t>(
        std::min<std::uint64_t>(middle.milliseconds() * halves / 2, 0x7fffffff)));
  };
  // Blue within the target, orange to brown beyond; each darker than the one before, so that the
  // map reads the same in grey and for the colour-blind.
  return {{part(1), "#cfe8f5", "#cfe8f5"},      {part(2), "#9ccbe6", "#9ccbe6"},
          {part(3), "#e2943a", "#e2943a"},      {part(4), "#cb5f22", "#cb5f22"},
          {std::nullopt, "#76210f", "#76210f"}, {std::nullopt, "url(#not-reached)", "#555"}};
}

std::size_t time_class_of(const std::vector<TimeClass>& classes, std::optional<Seconds> time) {
  if (!time || !time->is_reachable()) return classes.size() - 1;
  for (std::size_t c = 0; c + 2 < classes.size(); ++c) {
    if (*time <= *classes[c].upper) return c;
  }
  return classes.size() - 2;
}

ReportMap::ReportMap(const Results& results) : results_(results), frame_(map_extent(results)) {
  std::vector<MapShape> shapes;
  for (const Commune& commune : results.territory.communes) {
    shapes.push_back(shape_on(frame_, commune));
  }
  shapes_ = simplified_shapes(shapes, tolerance);
}

std::string ReportMap::definitions() const {
  std::string svg =
      "<svg class=\"definitions\" width=\"0\" height=\"0\" aria-hidden=\"true\" "
      "xmlns=\"http://www.w3.org/2000/svg\"><defs>\n"
      "<pattern id=\"not-reached\" width=\"10\" height=\"10\" patternUnits=\"userSpaceOnUse\" "
      "patternTransform=\"rotate(45)\"><path fill=\"#fff\" d=\"M0 0h10v10H0z\"/><path "
      "fill=\"#555\" d=\"M0 0h4v10H0z\"/></pattern>\n";
  for (std::size_t i = 0; i < shapes_.size(); ++i) {
    if (shapes_[i].empty()) continue;
    svg +=
        fmt::format("<path id=\"c{}\" fill-rule=\"evenodd\" d=\"{}\"/>\n", i, svg_path(shapes_[i]));
  }
  const std::string limits = epci_limits(results_, shapes_);
  if (!limits.empty()) svg += "<path id=\"epci-limits\" d=\"" + limits + "\"/>\n";
  return svg + "</defs></svg>\n";
}

std::string ReportMap::of(const QueryResult& query, Language language,
                          const MapOverlay& overlay) const {
  return drawn(access_theme(results_, query, language), language, overlay);
}

std::string ReportMap::drawn(const MapTheme& theme, Language language,
                             const MapOverlay& overlay) const {
  const bool has_communes = !results_.territory.communes.empty();
  std::string svg = fmt::format(
      "<figure class=\"map\">\n<svg class=\"map\" role=\"img\" aria-label=\"{}\" viewBox=\"0 0 "
      "{} {}\" xmlns=\"http://www.w3.org/2000/svg\">\n",
      theme.label, std::lround(std::ceil(std::max(frame_.width, 960.0))),
      std::lround(std::ceil(frame_.height)) + 48);
  svg += has_communes ? commune_layer(results_, theme) : demand_layer(results_, theme, frame_);
  if (results_.territory.find_grouping("epci")) {
    svg += "<use class=\"epci\" href=\"#epci-limits\"/>\n";
  }
  svg += facility_layer(results_, theme.facilities, frame_) + overlay.svg + scale_bar(frame_);
  return svg + "</svg>\n" + legend(results_, theme, language, overlay.legend) + "</figure>\n";
}

}  // namespace coverage
