#include "libcoverage/routing/check_search.h"

#include "libcoverage/base/error.h"

namespace coverage {
namespace {

constexpr std::uint32_t longest_ms = Seconds::unreachable().milliseconds();

Message rebuild() {
  return {"Build the road network again.", "Reconstruisez le réseau routier."};
}

Message outside(std::size_t vertices) {
  return message("The network has {} vertices, numbered from 0.",
                 "Le réseau compte {} sommets, numérotés à partir de 0.", vertices);
}

void check_offsets(const SearchGraph& graph) {
  if (graph.first.empty() && !graph.arcs.empty()) {
    throw InputError(
        message("{} arcs belong to no vertex", "{} arcs n’ont pas de sommet", graph.arcs.size()),
        rebuild());
  }
  for (std::size_t v = 0; v < graph.vertex_count(); ++v) {
    if (graph.first[v] > graph.first[v + 1]) {
      throw InputError(message("the arcs of vertex {} end before they begin",
                               "les arcs du sommet {} finissent avant de commencer", v),
                       rebuild());
    }
  }
  if (!graph.first.empty() &&
      (graph.first.front() != 0 || graph.first.back() != graph.arcs.size())) {
    throw InputError(message("the vertices have arcs {} to {}, but there are {}",
                             "les sommets ont les arcs {} à {}, mais il y en a {}",
                             graph.first.front(), graph.first.back(), graph.arcs.size()),
                     rebuild());
  }
}

}  // namespace

void check_search_graph(const SearchGraph& graph) {
  check_offsets(graph);
  if (graph.length_mm.size() != graph.arcs.size()) {
    throw InputError(message("there are {} arcs and {} lengths", "il y a {} arcs et {} longueurs",
                             graph.arcs.size(), graph.length_mm.size()),
                     rebuild());
  }
  for (std::size_t a = 0; a < graph.arcs.size(); ++a) {
    const SearchArc& arc = graph.arcs[a];
    if (arc.to.value() >= graph.vertex_count()) {
      throw InputError(
          message("arc {} leads to vertex {}", "l’arc {} mène au sommet {}", a, arc.to.value()),
          outside(graph.vertex_count()));
    }
    if (arc.time_ms > longest_ms) {
      throw InputError(
          message("arc {} takes {} ms", "l’arc {} prend {} ms", a, arc.time_ms),
          message("An arc takes at most {} ms, which stands for a closed road.",
                  "Un arc prend au plus {} ms, ce qui vaut pour une route fermée.", longest_ms));
    }
  }
}

void check_sources(std::size_t vertices, std::span<const SearchSource> sources) {
  for (std::size_t s = 0; s < sources.size(); ++s) {
    if (sources[s].vertex.value() < vertices) continue;
    throw InputError(message("source {} (order {}) stands on vertex {}",
                             "la source {} (rang {}) se trouve au sommet {}", s, sources[s].order,
                             sources[s].vertex.value()),
                     outside(vertices));
  }
}

void check_matrix_sides(std::size_t origins, std::size_t destinations) {
  if (origins > 0 && destinations > 0) return;
  throw InputError(message("a matrix of {} origins × {} destinations has no travel time",
                           "une matrice de {} origines × {} destinations n’a aucun temps de "
                           "parcours",
                           origins, destinations),
                   {"Give at least one origin and one destination.",
                    "Donnez au moins une origine et une destination."});
}

void check_target(const SearchGraph& graph, std::uint32_t target, VertexId vertex) {
  if (vertex.value() < graph.vertex_count()) return;
  throw InputError(message("target {} stands on vertex {}", "la cible {} se trouve au sommet {}",
                           target, vertex.value()),
                   outside(graph.vertex_count()));
}

}  // namespace coverage
