#include "libcoverage/network/main_roads.h"

namespace coverage {

namespace {

/// The vertices that can be reached from the main component, or can reach it.
std::vector<bool> spread_from_main(const RoadNetwork& network, bool along_arcs) {
  std::vector<bool> reached(network.vertex_count());
  std::vector<VertexId> open;
  const auto reach = [&](VertexId vertex) {
    if (reached[vertex.value()]) return;
    reached[vertex.value()] = true;
    open.push_back(vertex);
  };
  for (std::size_t v = 0; v < network.vertex_count(); ++v) {
    if (network.vertex_component[v] == 0) reach(VertexId::from_size(v));
  }
  while (!open.empty()) {
    const std::uint32_t v = open.back().value();
    open.pop_back();
    const auto& first = along_arcs ? network.first_arc : network.first_in_arc;
    for (std::uint32_t k = first[v]; k < first[v + 1]; ++k) {
      reach(along_arcs ? network.arc_head[k] : network.arc_tail[network.in_arcs[k].value()]);
    }
  }
  return reached;
}

}  // namespace

RunReach find_run_reach(const RoadNetwork& network) {
  const std::vector<bool> from_main = spread_from_main(network, true);
  const std::vector<bool> to_main = spread_from_main(network, false);
  RunReach reach;
  reach.entered.resize(network.run_count());
  reach.left.resize(network.run_count());
  for (std::size_t a = 0; a < network.arc_count(); ++a) {
    if (from_main[network.arc_tail[a].value()]) reach.entered[network.arc_run[a].value()] = true;
  }
  const auto leads_to_main = [&](VertexId first) {
    return first.valid() && to_main[first.value()];
  };
  for (std::size_t r = 0; r < network.run_count(); ++r) {
    reach.left[r] =
        leads_to_main(network.run_forward_head[r]) || leads_to_main(network.run_backward_head[r]);
  }
  return reach;
}

std::vector<bool> find_main_runs(const RoadNetwork& network) {
  const RunReach reach = find_run_reach(network);
  std::vector<bool> main(network.run_count());
  for (std::size_t r = 0; r < main.size(); ++r) main[r] = reach.entered[r] && reach.left[r];
  return main;
}

}  // namespace coverage
