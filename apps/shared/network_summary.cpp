#include "apps/shared/network_summary.h"

#include <nlohmann/json.hpp>

#include "libcoverage/base/counted.h"
#include "libcoverage/base/text.h"
#include "libcoverage/output/words.h"

namespace coverage {

NetworkFigures figures_of(const RoadNetwork& network) {
  NetworkFigures figures;
  figures.profile = network.profile;
  figures.traffic = network.traffic;
  figures.travel = travel_label(network.profile, network.profile_label, network.traffic);
  figures.junctions = network.junction_count();
  figures.vertices = network.vertex_count();
  figures.arcs = network.arc_count();
  figures.runs = network.run_count();
  figures.segments = network.segment_count();
  figures.cut_vertices = network.cut_vertices.size();
  for (const std::uint32_t component : network.vertex_component) {
    figures.components = std::max<std::uint64_t>(figures.components, component + 1);
    figures.main_vertices += component == 0;
  }
  std::vector<double> km(network.class_names.size());
  std::vector<bool> is_used(km.size());
  for (std::size_t s = 0; s < network.segment_count(); ++s) {
    km[network.segment_class[s]] += network.segment_length_mm[s] / 1e6;
    is_used[network.segment_class[s]] = true;
  }
  for (std::size_t c = 0; c < km.size(); ++c) {
    if (is_used[c]) figures.km_by_class[network.class_names[c]] += km[c];
  }
  return figures;
}

std::string network_text(const NetworkFigures& figures, Language language) {
  const auto several = [&](std::uint64_t count, const Message& one, const Message& many) {
    return counted(count, one, many).in(language);
  };
  std::string text =
      message("Network '{}' ({}): {}, {}, {}; {}, {} in the main one; the data end at {}\n",
              "Réseau « {} » ({}) : {}, {}, {} ; {}, {} dans la principale ; les données "
              "s’arrêtent à {}\n",
              figures.profile, figures.travel.in(language),
              several(figures.junctions, {"junction", "carrefour"}, {"junctions", "carrefours"}),
              several(figures.arcs, {"arc", "arc"}, {"arcs", "arcs"}),
              several(figures.segments, {"segment", "segment"}, {"segments", "segments"}),
              several(figures.components, {"strong component", "composante forte"},
                      {"strong components", "composantes fortes"}),
              several(figures.main_vertices, {"vertex", "sommet"}, {"vertices", "sommets"}),
              several(figures.cut_vertices, {"vertex", "sommet"}, {"vertices", "sommets"}))
          .in(language);
  for (const auto& [name, km] : figures.km_by_class) {
    text += fmt::format("  {:<16} {:>10} km\n", name, format_decimals(km, 1));
  }
  return text;
}

nlohmann::ordered_json network_json(const NetworkFigures& figures) {
  return {{"profile", figures.profile},
          {"traffic", figures.traffic},
          {"junctions", figures.junctions},
          {"vertices", figures.vertices},
          {"arcs", figures.arcs},
          {"runs", figures.runs},
          {"segments", figures.segments},
          {"components", figures.components},
          {"main_vertices", figures.main_vertices},
          {"cut_vertices", figures.cut_vertices},
          {"km_by_class", figures.km_by_class}};
}

std::string source_text(const SourceReport& source, Language language) {
  std::string text =
      message("{}: {} read, {} kept, {} rejected\n", "{} : {} lues, {} gardées, {} rejetées\n",
              source.name, source.read, source.kept, source.rejected)
          .in(language);
  for (const SourceNote& note : source.notes) {
    text +=
        fmt::format("  {:>7}  {} ({}{})\n", note.count, note.text.in(language),
                    fmt::join(note.examples, ", "), note.count > note.examples.size() ? "…" : "");
  }
  return text;
}

}  // namespace coverage
