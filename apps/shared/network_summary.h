#pragma once

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "libcoverage/base/message.h"
#include "libcoverage/model/source_report.h"
#include "libcoverage/network/road_network.h"

namespace coverage {

/// The figures of one network, as `coverage-network info` prints them.
struct NetworkFigures {
  std::string profile, traffic;
  Message travel;  ///< "by car, off-peak"
  std::uint64_t junctions = 0, vertices = 0, arcs = 0, runs = 0, segments = 0;
  std::uint64_t components = 0, main_vertices = 0, cut_vertices = 0;
  std::map<std::string, double> km_by_class;
};

NetworkFigures figures_of(const RoadNetwork& network);
std::string network_text(const NetworkFigures& figures, Language language);
nlohmann::ordered_json network_json(const NetworkFigures& figures);
/// Rows read, kept, rejected, and every note with its count and examples.
std::string source_text(const SourceReport& source, Language language);

}  // namespace coverage
