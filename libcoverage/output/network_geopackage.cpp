#include "libcoverage/output/network_geopackage.h"

#include <algorithm>

#include "libcoverage/base/staged_file.h"
#include "libcoverage/base/version.h"
#include "libcoverage/output/qgis_style.h"
#include "libcoverage/output/styled_package.h"

namespace coverage {

namespace {

using Answer = std::function<DataValue(std::size_t)>;

DataValue seconds(std::uint32_t milliseconds) {
  if (milliseconds == RoadNetwork::no_way_through) return {};
  return Seconds::from_milliseconds(milliseconds);
}

DataValue km_h(std::uint32_t length_mm, std::uint32_t milliseconds) {
  if (milliseconds == RoadNetwork::no_way_through || milliseconds == 0) return {};
  return length_mm * 3.6 / milliseconds;
}

DataValue whole(std::uint64_t value) {
  return static_cast<std::int64_t>(value);
}

void add_segment_identity(const RoadNetwork& n, DataTable& table) {
  table.add("segment_id", DataType::integer, {"segment", "tronçon"},
            [](std::size_t s) { return whole(s); });
  table.add("way_id", DataType::integer, {"way of the source", "voie de la source"},
            [&n](std::size_t s) -> DataValue { return n.segment_way_id[s]; });
  table.add("way_index", DataType::integer, {"place along the way", "rang sur la voie"},
            [&n](std::size_t s) { return whole(n.segment_way_index[s]); });
  table.add("class", DataType::text, {"class", "nature"},
            [&n](std::size_t s) -> DataValue { return n.class_names[n.segment_class[s]]; });
  table.add("name", DataType::text, {"name or number", "nom ou numéro"},
            [&n](std::size_t s) -> DataValue {
              const std::string name(n.names[n.segment_name[s]]);
              return name.empty() ? DataValue() : DataValue(name);
            });
  table.add("length_m", DataType::real, {"length (m)", "longueur (m)"},
            [&n](std::size_t s) -> DataValue {
              return Metres::from_millimetres(n.segment_length_mm[s]);
            });
}

void add_segment_direction(const RoadNetwork& n, bool forward, Language language,
                           DataTable& table) {
  const std::string prefix = forward ? "forward_" : "backward_";
  const Message way = forward ? Message{"forwards", "sens du tracé"}
                              : Message{"backwards", "sens inverse du tracé"};
  const auto alias = [&](const char* english, const char* french) {
    return Message{std::string(english) + ", " + way.english,
                   std::string(french) + ", " + way.french};
  };
  const auto& times = forward ? n.segment_forward_ms : n.segment_backward_ms;
  const auto& delays = forward ? n.segment_forward_delay_ms : n.segment_backward_delay_ms;
  table.add(prefix + "s", DataType::real, alias("moving time (s)", "temps de parcours (s)"),
            [&times](std::size_t s) { return seconds(times[s]); });
  table.add(prefix + "km_h", DataType::real, alias("speed (km/h)", "vitesse (km/h)"),
            [&n, &times](std::size_t s) { return km_h(n.segment_length_mm[s], times[s]); });
  table.add(prefix + "speed_source", DataType::text,
            alias("where the speed comes from", "origine de la vitesse"),
            [&n, &times, forward, language](std::size_t s) -> DataValue {
              if (times[s] == RoadNetwork::no_way_through) return {};
              return name_of(speed_source(n.segment_speed_source[s], forward)).in(language);
            });
  table.add(prefix + "delay_s", DataType::real,
            alias("delay at its end (s)", "attente au bout (s)"), [&times, &delays](std::size_t s) {
              return times[s] == RoadNetwork::no_way_through ? DataValue() : seconds(delays[s]);
            });
  table.add(prefix + "delay_kind", DataType::text,
            alias("what is waited for at its end", "cause de l’attente au bout"),
            [&n, forward, language](std::size_t s) -> DataValue {
              const DelayKind kind = delay_kind(n.segment_delay_kind[s], forward);
              if (kind == DelayKind::none) return {};
              return name_of(kind).in(language);
            });
}

void add_segment_properties(const RoadNetwork& n, DataTable& table) {
  table.add(
      "climb_m", DataType::real, {"climb, forwards (m)", "montée, sens du tracé (m)"},
      [&n](std::size_t s) -> DataValue { return Metres::from_millimetres(n.segment_climb_mm[s]); });
  table.add("descent_m", DataType::real, {"descent, forwards (m)", "descente, sens du tracé (m)"},
            [&n](std::size_t s) -> DataValue {
              return Metres::from_millimetres(n.segment_descent_mm[s]);
            });
  const auto add_flag = [&](const char* name, Message alias, SegmentFlag flag) {
    table.add(name, DataType::boolean, std::move(alias),
              [&n, flag](std::size_t s) -> DataValue { return (n.segment_flags[s] & flag) != 0; });
  };
  add_flag("stoppable", {"people may stop here", "arrêt possible"}, segment_stoppable);
  add_flag("roundabout", {"roundabout", "giratoire"}, segment_roundabout);
  add_flag("main_component", {"in the main network", "dans le réseau principal"},
           segment_main_component);
}

GeoPackageLayer segment_layer(const RoadNetwork& n, Language language) {
  GeoPackageLayer layer;
  layer.table = {"segments", {"Segments", "Tronçons"}, n.segment_count(), {}};
  add_segment_identity(n, layer.table);
  for (const bool forward : {true, false}) {
    add_segment_direction(n, forward, language, layer.table);
  }
  add_segment_properties(n, layer.table);
  layer.shape = LayerShape::line;
  layer.geometry = [&n](std::size_t s) -> Geometry {
    const auto shape = n.shape(SegmentId::from_size(s));
    return std::vector<Polyline>{Polyline(shape.begin(), shape.end())};
  };
  layer.indexed_columns = {"way_id"};
  return layer;
}

/// The shapes of an arc's segments, in the order of travel.
Polyline shape_of_arc(const RoadNetwork& n, std::size_t arc) {
  const std::uint32_t run = n.arc_run[arc].value();
  const bool forward = n.arc_is_forward[arc] != 0;
  const std::uint32_t first = n.first_run_segment[run], end = n.first_run_segment[run + 1];
  Polyline line;
  for (std::uint32_t k = 0; k < end - first; ++k) {
    const SegmentId segment = n.run_segments[forward ? first + k : end - 1 - k];
    const auto shape = n.shape(segment);
    Polyline piece(shape.begin(), shape.end());
    if ((n.segment_along_run[segment.value()] != 0) != forward) {
      std::reverse(piece.begin(), piece.end());
    }
    line.insert(line.end(), piece.begin() + (line.empty() ? 0 : 1), piece.end());
  }
  return line;
}

GeoPackageLayer arc_layer(const RoadNetwork& n) {
  GeoPackageLayer layer;
  layer.table = {"arcs", {"Arcs", "Arcs"}, n.arc_count(), {}};
  DataTable& table = layer.table;
  table.add("arc_id", DataType::integer, {"arc", "arc"}, [](std::size_t a) { return whole(a); });
  table.add("from_vertex", DataType::integer, {"from vertex", "du sommet"},
            [&n](std::size_t a) { return whole(n.arc_tail[a].value()); });
  table.add("to_vertex", DataType::integer, {"to vertex", "au sommet"},
            [&n](std::size_t a) { return whole(n.arc_head[a].value()); });
  table.add("time_s", DataType::real,
            {"time, delays included (s)", "temps, attentes comprises (s)"},
            [&n](std::size_t a) { return seconds(n.arc_time_ms[a]); });
  table.add("turn_s", DataType::real, {"of which turning into it (s)", "dont pour s’y engager (s)"},
            [&n](std::size_t a) -> DataValue { return turn_time(n, ArcId::from_size(a)); });
  table.add(
      "length_m", DataType::real, {"length (m)", "longueur (m)"},
      [&n](std::size_t a) -> DataValue { return Metres::from_millimetres(n.arc_length_mm[a]); });
  table.add("mean_km_h", DataType::real, {"mean speed (km/h)", "vitesse moyenne (km/h)"},
            [&n](std::size_t a) { return km_h(n.arc_length_mm[a], n.arc_time_ms[a]); });
  table.add("class", DataType::text, {"class", "nature"}, [&n](std::size_t a) -> DataValue {
    const std::uint32_t first = n.first_run_segment[n.arc_run[a].value()];
    return n.class_names[n.segment_class[n.run_segments[first].value()]];
  });
  layer.shape = LayerShape::line;
  layer.geometry = [&n](std::size_t a) -> Geometry {
    return std::vector<Polyline>{shape_of_arc(n, a)};
  };
  return layer;
}

NamedStyle style_of(const DataTable& table, const LayerStyle& style, Language language) {
  return {table.name, "geom", table.title.in(language), "", layer_qml(style, table, language)};
}

/// A colour a class.
NamedStyle segment_style(const RoadNetwork& n, const DataTable& table, Language language) {
  LayerStyle style{LayerShape::line, {}, column_reference("name"), 7, 25'000};
  for (std::size_t c = 0; c < n.class_names.size(); ++c) {
    style.classes.push_back({column_reference("class") + " = " + text_constant(n.class_names[c]),
                             n.class_names[c], category_colour(c), 0.5});
  }
  return style_of(table, style, language);
}

NamedStyle arc_style(const DataTable& table, Language language) {
  LayerStyle style{LayerShape::line, {}, "", 7, 0};
  constexpr int limits[] = {20, 40, 60, 80};
  std::string more;
  for (std::size_t k = 0; k < std::size(limits); ++k) {
    const std::string limit = std::to_string(limits[k]);
    style.classes.push_back({more + column_reference("mean_km_h") + " <= " + limit,
                             "≤ " + limit + " km/h",
                             darker(near_to_far(1.0 - static_cast<double>(k) / 4)), 0.4});
    more = column_reference("mean_km_h") + " > " + limit + " and ";
  }
  style.classes.push_back({"", "> 80 km/h", darker(near_to_far(0)), 0.4});
  return style_of(table, style, language);
}

}  // namespace

void export_network_geopackage(const std::filesystem::path& path, const RoadNetwork& network,
                               const Crs& crs, Language language, const Execution& execution) {
  execution.progress.stage({"Writing the network", "Écriture du réseau"});
  StagedFile file(path);
  StyledPackage package(file.staged(), crs, language, execution);
  const GeoPackageLayer segments = segment_layer(network, language);
  package.add(segments, {segment_style(network, segments.table, language)});
  const GeoPackageLayer arcs = arc_layer(network);
  package.add(arcs, {arc_style(arcs.table, language)});
  package.set_metadata({{"PROFILE", network.profile},
                        {"TRAFFIC", network.traffic},
                        {"NETWORK", network.fingerprint},
                        {"GENERATOR", "coverage " + version()}});
  package.finish();
  file.commit();
}

}  // namespace coverage
