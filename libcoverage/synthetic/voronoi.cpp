#include "libcoverage/synthetic/voronoi.h"

#include <boost/polygon/voronoi.hpp>
#include <cmath>

namespace coverage::synthetic {

namespace {

constexpr double decimetres = 10.0;
constexpr std::size_t not_numbered = 0;

using Diagram = boost::polygon::voronoi_diagram<double>;

// Colours carry our numbers, plus one so that zero means none yet.
std::uint32_t numbered_vertex(const Diagram::vertex_type& vertex, VoronoiDiagram& result) {
  if (vertex.color() == not_numbered) {
    result.vertices.push_back({vertex.x() / decimetres, vertex.y() / decimetres});
    vertex.color(result.vertices.size());
  }
  return static_cast<std::uint32_t>(vertex.color() - 1);
}

VoronoiDiagram::Side numbered_side(const Diagram::edge_type& edge, VoronoiDiagram& result) {
  if (edge.twin()->color() != not_numbered) {
    return {static_cast<std::uint32_t>(edge.twin()->color() - 1), true};
  }
  const std::uint32_t from = numbered_vertex(*edge.vertex0(), result);
  const std::uint32_t to = numbered_vertex(*edge.vertex1(), result);
  result.edges.push_back({static_cast<std::uint32_t>(edge.cell()->source_index()),
                          static_cast<std::uint32_t>(edge.twin()->cell()->source_index()), from,
                          to});
  edge.color(result.edges.size());
  return {static_cast<std::uint32_t>(result.edges.size() - 1), false};
}

std::vector<VoronoiDiagram::Side> outline(const Diagram::cell_type& cell, VoronoiDiagram& result) {
  std::vector<VoronoiDiagram::Side> sides;
  const Diagram::edge_type* edge = cell.incident_edge();
  do {
    if (edge->is_infinite()) return {};
    edge = edge->next();
  } while (edge != cell.incident_edge());
  do {
    sides.push_back(numbered_side(*edge, result));
    edge = edge->next();
  } while (edge != cell.incident_edge());
  return sides;
}

}  // namespace

VoronoiDiagram voronoi(const std::vector<Point>& sites) {
  using Site = boost::polygon::point_data<int>;
  std::vector<Site> rounded;
  rounded.reserve(sites.size());
  for (const Point& site : sites) {
    rounded.emplace_back(static_cast<int>(std::lround(site.x * decimetres)),
                         static_cast<int>(std::lround(site.y * decimetres)));
  }
  Diagram diagram;
  boost::polygon::construct_voronoi(rounded.begin(), rounded.end(), &diagram);
  VoronoiDiagram result;
  result.cells.resize(sites.size());
  for (const Diagram::cell_type& cell : diagram.cells()) {
    result.cells[cell.source_index()] = outline(cell, result);
  }
  return result;
}

}  // namespace coverage::synthetic
