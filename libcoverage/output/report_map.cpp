#include "libcoverage/output/report_map.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "libcoverage/base/text.h"
#include "libcoverage/output/people_text.h"

namespace coverage {

namespace {

constexpr double map_width = 720;
constexpr double most_height = 720;
constexpr double margin = 8;
constexpr const char* no_inhabitant_colour = "#f4f4f0";

/// From the study CRS to the picture: north up, tenths of a pixel.
struct Frame {
  Box box;
  double scale = 1;
  double width = map_width;
  double height = map_width;

  explicit Frame(Box extent) : box(extent) {
    const double span_x = std::max(box.max_x - box.min_x, 1.0);
    const double span_y = std::max(box.max_y - box.min_y, 1.0);
    scale = std::min((map_width - 2 * margin) / span_x, (most_height - 2 * margin) / span_y);
    width = span_x * scale + 2 * margin;
    height = span_y * scale + 2 * margin;
  }
  long x(Point p) const { return std::lround(10 * (margin + (p.x - box.min_x) * scale)); }
  long y(Point p) const { return std::lround(10 * (margin + (box.max_y - p.y) * scale)); }
};

std::string tenths(long value) {
  return format_number(static_cast<double>(value) / 10);
}

/// A ring on the tenth-of-pixel grid: neighbours that share a border share its rounded points, so
/// no slivers appear, and points that fall together are drawn once.
void append_ring(const Frame& frame, const Polyline& ring, std::string& path) {
  long last_x = 0;
  long last_y = 0;
  bool first = true;
  for (const Point& p : ring) {
    const long x = (frame.x(p) + 2) / 5 * 5;
    const long y = (frame.y(p) + 2) / 5 * 5;
    if (!first && x == last_x && y == last_y) continue;
    path += (first ? "M" : "L") + tenths(x) + " " + tenths(y);
    last_x = x;
    last_y = y;
    first = false;
  }
  path += "Z";
}

std::string shape_path(const Frame& frame, const MultiPolygon& shape) {
  std::string path;
  for (const Polygon& polygon : shape.polygons) {
    for (const Polyline& ring : polygon.rings) append_ring(frame, ring, path);
  }
  return path;
}

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

std::string commune_title(const Commune& commune, const Indicators& indicators, Language language) {
  const char* separator = language == Language::french ? "\u00a0: " : ": ";
  return html_escaped(commune.name) + separator + duration_text(indicators.median, language) +
         ", " + inhabitants_text(indicators.population, language) +
         (language == Language::french ? " hab." : " inh.");
}

std::string commune_layer(const Results& results, const QueryResult& query, const Frame& frame,
                          Language language) {
  const auto classes = time_classes(query.query.target);
  std::string below;
  std::string gaps;
  for (std::size_t i = 0; i < results.territory.communes.size(); ++i) {
    const auto index = CommuneIndex::from_size(i);
    const Commune& commune = results.territory.communes[index];
    if (!commune.in_study_area || commune.shape.empty()) continue;
    const Indicators& indicators = query.indicators.communes[index];
    const bool empty = indicators.population == Weight{};
    const char* colour =
        empty ? no_inhabitant_colour : classes[time_class_of(classes, indicators.median)].colour;
    const std::string path = shape_path(frame, commune.shape);
    below += fmt::format("<path fill=\"{}\" d=\"{}\"><title>{}</title></path>\n", colour, path,
                         commune_title(commune, indicators, language));
    if (indicators.in_gap) gaps += path;
  }
  return "<g class=\"communes\" fill-rule=\"evenodd\">\n" + below +
         "</g>\n<path class=\"gap\" d=\"" + gaps + "\"/>\n";
}

/// Limits between EPCIs: edges of commune rings that lie between two units appear in one unit once,
/// so each unit's communes are drawn as one outline by cancelling the edges that two of them share.
std::string epci_layer(const Results& results, const Frame& frame) {
  const Grouping* epci = results.territory.find_grouping("epci");
  if (!epci) return {};
  using Edge = std::array<long, 4>;
  std::set<std::pair<UnitIndex, Edge>> open_edges;
  for (std::size_t i = 0; i < results.territory.communes.size(); ++i) {
    const auto index = CommuneIndex::from_size(i);
    const Commune& commune = results.territory.communes[index];
    const UnitIndex unit = epci->unit_of_commune[index];
    if (!commune.in_study_area || !unit.valid()) continue;
    for (const Polygon& polygon : commune.shape.polygons) {
      for (const Polyline& ring : polygon.rings) {
        for (std::size_t k = 1; k < ring.size(); ++k) {
          Edge edge{frame.x(ring[k - 1]), frame.y(ring[k - 1]), frame.x(ring[k]), frame.y(ring[k])};
          if (edge[0] == edge[2] && edge[1] == edge[3]) continue;
          if (std::pair(edge[0], edge[1]) > std::pair(edge[2], edge[3])) {
            edge = {edge[2], edge[3], edge[0], edge[1]};
          }
          const auto [found, inserted] = open_edges.insert({unit, edge});
          if (!inserted) open_edges.erase(found);
        }
      }
    }
  }
  std::set<Edge> limits;  // an edge between two EPCIs is open in both
  for (const auto& [unit, edge] : open_edges) limits.insert(edge);
  std::string path;
  for (const Edge& edge : limits) {
    path += "M" + tenths(edge[0]) + " " + tenths(edge[1]) + "L" + tenths(edge[2]) + " " +
            tenths(edge[3]);
  }
  return "<path class=\"epci\" d=\"" + path + "\"/>\n";
}

std::string demand_layer(const Results& results, const QueryResult& query, const Frame& frame) {
  const auto classes = time_classes(query.query.target);
  std::vector<std::string> dots(classes.size());
  constexpr std::size_t most_points = 20000;
  const std::size_t step = std::max<std::size_t>(1, results.demand.points.size() / most_points);
  for (std::size_t i = 0; i < results.demand.points.size(); i += step) {
    const auto index = DemandIndex::from_size(i);
    const AccessTime& access = query.demand[index];
    const auto time = access.status == AccessStatus::ok ? std::optional(access.time) : std::nullopt;
    const Point p = results.demand.points[index].position;
    dots[time_class_of(classes, time)] +=
        "M" + tenths(frame.x(p)) + " " + tenths(frame.y(p)) + "h0";
  }
  std::string result;
  for (std::size_t c = 0; c < classes.size(); ++c) {
    if (dots[c].empty()) continue;
    result += fmt::format("<path class=\"demand\" stroke=\"{}\" d=\"{}\"/>\n", classes[c].colour,
                          dots[c]);
  }
  return result;
}

std::string facility_layer(const Results& results, const QueryResult& query, const Frame& frame) {
  std::string result = "<g class=\"facilities\">\n";
  for (const FacilityIndex index : query.facilities) {
    const Facility& facility = results.facilities[index];
    const long x = frame.x(facility.position);
    const long y = frame.y(facility.position);
    if (x < 0 || y < 0 || x > 10 * frame.width || y > 10 * frame.height) continue;
    const double radius = 2.6 + 0.7 * facility.tier.value_or(1);
    result += fmt::format("<circle cx=\"{}\" cy=\"{}\" r=\"{}\"><title>{}</title></circle>\n",
                          tenths(x), tenths(y), format_number(radius), html_escaped(facility.name));
  }
  return result + "</g>\n";
}

/// The longest of 1, 2, 5 × 10ⁿ metres that fits in a quarter of the map.
std::string scale_bar(const Frame& frame) {
  const double most = frame.width / 4 / frame.scale;
  double length = std::pow(10, std::floor(std::log10(most)));
  for (const double factor : {5.0, 2.0}) {
    if (length * factor <= most) {
      length *= factor;
      break;
    }
  }
  const long y = std::lround(10 * frame.height) + 200;
  const long end = std::lround(10 * (margin + length * frame.scale));
  const std::string label =
      length >= 1000 ? format_number(length / 1000) + " km" : format_number(length) + " m";
  return fmt::format(
      "<g class=\"scale\"><path d=\"M{0} {1}v-4H{2}v4\"/><text x=\"{3}\" "
      "y=\"{4}\">{5}</text></g>\n",
      tenths(80), tenths(y), tenths(end), tenths(end + 60), tenths(y), label);
}

std::string legend_item(double x, double y, const std::string& colour, const std::string& label) {
  return fmt::format(
      "<rect x=\"{0}\" y=\"{1}\" width=\"14\" height=\"10\" fill=\"{2}\"/>"
      "<text x=\"{3}\" y=\"{4}\">{5}</text>\n",
      format_number(x), format_number(y), colour, format_number(x + 20), format_number(y + 9),
      html_escaped(label));
}

std::string legend(const QueryResult& query, const Frame& frame, Language language) {
  const bool french = language == Language::french;
  const auto classes = time_classes(query.query.target);
  std::string result = "<g class=\"legend\">\n";
  const double top = frame.height + 36;
  const double step = std::max(frame.width, 480.0) / 3;
  for (std::size_t c = 0; c < classes.size(); ++c) {
    std::string label;
    if (classes[c].upper) {
      label = "≤ " + duration_text(classes[c].upper, language);
    } else if (c + 1 == classes.size()) {
      label = french ? "non atteint" : "not reached";
    } else {
      label = "> " + duration_text(classes[c - 1].upper, language);
    }
    result += legend_item(margin + static_cast<double>(c % 3) * step,
                          top + static_cast<double>(c / 3) * 18, classes[c].colour, label);
  }
  const double last = top + 2 * 18;
  result += fmt::format(
      "<rect class=\"gap\" x=\"{0}\" y=\"{1}\" width=\"14\" height=\"10\"/>"
      "<text x=\"{2}\" y=\"{3}\">{4}</text>\n",
      format_number(margin), format_number(last), format_number(margin + 20),
      format_number(last + 9), french ? "commune au-delà du seuil" : "commune in the gap");
  result += fmt::format(
      "<circle class=\"key\" cx=\"{0}\" cy=\"{1}\" r=\"4\"/>"
      "<text x=\"{2}\" y=\"{3}\">{4}</text>\n",
      format_number(margin + step + 7), format_number(last + 5), format_number(margin + step + 20),
      format_number(last + 9), french ? "lieu d’accueil" : "facility");
  return result + "</g>\n";
}

}  // namespace

std::vector<TimeClass> time_classes(Seconds target) {
  const auto part = [&](std::uint64_t halves) {
    return Seconds::from_milliseconds(static_cast<std::uint32_t>(
        std::min<std::uint64_t>(target.milliseconds() * halves / 2, 0x7fffffff)));
  };
  return {{part(1), "#1a6e5a"}, {part(2), "#7fc29b"},      {part(3), "#f6d27a"},
          {part(4), "#e88a4b"}, {std::nullopt, "#b5382e"}, {std::nullopt, "#6b6b6b"}};
}

std::size_t time_class_of(const std::vector<TimeClass>& classes, std::optional<Seconds> time) {
  if (!time || !time->is_reachable()) return classes.size() - 1;
  for (std::size_t c = 0; c + 2 < classes.size(); ++c) {
    if (*time <= *classes[c].upper) return c;
  }
  return classes.size() - 2;
}

std::string report_map(const Results& results, const QueryResult& query, Language language) {
  const Frame frame(map_extent(results));
  const double width = std::max(frame.width, 480.0);
  const bool has_communes = !results.territory.communes.empty();
  const std::string label = html_escaped(query.query.label);
  std::string svg = fmt::format(
      "<svg class=\"map\" role=\"img\" aria-label=\"{}\" viewBox=\"0 0 {} {}\" "
      "xmlns=\"http://www.w3.org/2000/svg\">\n",
      label, format_number(std::ceil(width)), format_number(std::ceil(frame.height + 96)));
  svg += has_communes ? commune_layer(results, query, frame, language)
                      : demand_layer(results, query, frame);
  svg += epci_layer(results, frame) + facility_layer(results, query, frame) + scale_bar(frame) +
         legend(query, frame, language);
  return svg + "</svg>\n";
}

}  // namespace coverage
