#include "libcoverage/network/export_network.h"

#include <fmt/format.h>

#include <iterator>
#include <string>
#include <string_view>

#include "libcoverage/base/atomic_output.h"
#include "libcoverage/base/text.h"

namespace coverage {

namespace {

/// Rows that go to the file as they fill a buffer.
class CsvFile {
 public:
  CsvFile(const std::filesystem::path& path, const Execution& execution, std::string_view header)
      : file_(path), execution_(execution) {
    file_.write(header);
  }

  template <class... Args>
  void row(fmt::format_string<const Args&...> format, const Args&... args) {
    row_.clear();
    fmt::format_to(std::back_inserter(row_), format, args...);
    row_ += "\r\n";
    file_.write(row_);
    constexpr std::uint64_t often = 8192;
    if (++rows_ % often != 0) return;
    execution_.check_interrupted();
    execution_.progress.advance(often);
  }
  void commit() { file_.commit(); }

 private:
  AtomicFile file_;
  const Execution& execution_;
  std::string row_;
  std::uint64_t rows_ = 0;
};

std::string csv_cell(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string result = "\"";
  for (const char letter : text) result.append(letter == '"' ? 2 : 1, letter);
  return result += '"';
}

std::string metres(std::uint32_t millimetres) {
  return fmt::format("{}.{:03}", millimetres / 1000, millimetres % 1000);
}

std::string open_time(std::uint32_t milliseconds) {
  return milliseconds == RoadNetwork::no_way_through ? std::string() : fmt::to_string(milliseconds);
}

std::string line_string(std::span<const Point> shape) {
  std::string text = "LINESTRING (";
  for (const Point p : shape) {
    if (text.back() != '(') text += ", ";
    fmt::format_to(std::back_inserter(text), "{:.3f} {:.3f}", p.x, p.y);
  }
  return text + ")";
}

SegmentId first_segment(const RoadNetwork& network, std::size_t arc) {
  const std::uint32_t run = network.arc_run[arc].value();
  const std::uint32_t place = network.arc_is_forward[arc] != 0
                                  ? network.first_run_segment[run]
                                  : network.first_run_segment[run + 1] - 1;
  return network.run_segments[place];
}

}  // namespace

void export_nodes(const std::filesystem::path& path, const RoadNetwork& network,
                  const Execution& execution) {
  execution.progress.stage({"Writing nodes", "Écriture des nœuds"}, network.vertex_count());
  CsvFile file(path, execution, "vertex_id,junction_id,lon,lat,component\r\n");
  for (std::size_t v = 0; v < network.vertex_count(); ++v) {
    const std::uint32_t junction = network.vertex_junction[v].value();
    const LonLat where = network.junction_lon_lat[junction];
    file.row("{},{},{},{},{}", v, junction, format_number(where.lon), format_number(where.lat),
             network.vertex_component[v]);
  }
  file.commit();
}

void export_arcs(const std::filesystem::path& path, const RoadNetwork& network,
                 const Execution& execution) {
  execution.progress.stage({"Writing arcs", "Écriture des arcs"}, network.arc_count());
  CsvFile file(path, execution, "arc_id,from,to,time_ms,length_m,class,way_id\r\n");
  for (std::size_t a = 0; a < network.arc_count(); ++a) {
    const std::uint32_t segment = first_segment(network, a).value();
    file.row("{},{},{},{},{},{},{}", a, network.arc_tail[a].value(), network.arc_head[a].value(),
             network.arc_time_ms[a], metres(network.arc_length_mm[a]),
             csv_cell(network.class_names[network.segment_class[segment]]),
             network.segment_way_id[segment]);
  }
  file.commit();
}

void export_segments(const std::filesystem::path& path, const RoadNetwork& network,
                     const Execution& execution) {
  execution.progress.stage({"Writing segments", "Écriture des tronçons"}, network.segment_count());
  CsvFile file(
      path, execution,
      "segment_id,way_id,way_index,class,name,length_m,forward_ms,backward_ms,"
      "forward_delay_ms,backward_delay_ms,forward_speed_source,backward_speed_source,climb_m,"
      "descent_m,stoppable,habitable,roundabout,main_component,"
      "run_id,place_in_run,along_run,forward_delay_kind,backward_delay_kind,wkt\r\n");
  for (std::size_t s = 0; s < network.segment_count(); ++s) {
    const auto flag = [&](SegmentFlag which) {
      return (network.segment_flags[s] & which) != 0 ? 1 : 0;
    };
    const std::uint8_t sources = network.segment_speed_source[s];
    const std::uint8_t kinds = network.segment_delay_kind[s];
    file.row("{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},\"{}\"", s,
             network.segment_way_id[s], network.segment_way_index[s],
             csv_cell(network.class_names[network.segment_class[s]]),
             csv_cell(network.names[network.segment_name[s]]), metres(network.segment_length_mm[s]),
             open_time(network.segment_forward_ms[s]), open_time(network.segment_backward_ms[s]),
             network.segment_forward_delay_ms[s], network.segment_backward_delay_ms[s],
             csv_cell(name_of(speed_source(sources, true)).english),
             csv_cell(name_of(speed_source(sources, false)).english),
             metres(network.segment_climb_mm[s]), metres(network.segment_descent_mm[s]),
             flag(segment_stoppable), flag(segment_habitable), flag(segment_roundabout),
             flag(segment_main_component), network.segment_run[s].value(),
             network.segment_place_in_run[s], network.segment_along_run[s],
             code_of(delay_kind(kinds, true)), code_of(delay_kind(kinds, false)),
             line_string(network.shape(SegmentId::from_size(s))));
  }
  file.commit();
}

}  // namespace coverage
