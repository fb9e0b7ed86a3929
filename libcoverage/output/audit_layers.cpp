#include "libcoverage/output/audit_layers.h"

#include <memory>

#include "libcoverage/base/text.h"
#include "libcoverage/network/judge_roads.h"
#include "libcoverage/output/audit_columns.h"
#include "libcoverage/output/words.h"

namespace coverage {

namespace {

Polyline line_of(const RoadNetwork& roads, SegmentId segment) {
  const auto shape = roads.shape(segment);
  return {shape.begin(), shape.end()};
}

double rounded(double value) {
  return parse_number(format_decimals(value, 3)).value_or(value);
}

/// "way 30 Rue du Pont (primary road): ways closed to this mode"
std::string link_text(const AuditResults& results, const IslandLink& link) {
  const Language language = results.study.language;
  if (link.is_barrier) {
    const BarrierPlace& barrier = results.audit.barriers[link.index];
    return message("node {} ({}) stops this mode", "le nœud {} ({}) arrête ce mode",
                   barrier.node_id, barrier.barrier)
        .in(language);
  }
  const DroppedWay& way = results.audit.dropped_ways[link.index];
  const std::string name = way.name.empty() ? "" : " " + way.name;
  const Message label = road_class_label(way.road_class);
  const Message reason = refusal_text(way.reason);
  return Message{fmt::format("way {}{} ({}): {}", way.id, name, label.english, reason.english),
                 fmt::format("voie {}{} ({}) : {}", way.id, name, label.french, reason.french)}
      .in(language);
}

/// What would join each island, the first few; ways that it takes together with a plus sign.
std::vector<std::string> link_texts(const AuditResults& results) {
  constexpr std::size_t most = 5;
  std::vector<std::string> texts(results.audit.islands.size());
  std::vector<std::size_t> counts(texts.size());
  const std::string semicolon = results.study.language == Language::french ? " ; " : "; ";
  for (const IslandLink& link : results.audit.island_links) {
    if (++counts[link.island] > most) continue;
    std::string& text = texts[link.island];
    if (!text.empty()) text += link.chain > 1 ? " + " : semicolon;
    text += link_text(results, link);
  }
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (counts[i] > most) texts[i] += fmt::format("{}… ({})", semicolon, counts[i]);
  }
  return texts;
}

void add_island_columns(const AuditResults& results, DataTable& table) {
  const auto& islands = results.audit.islands;
  table.add("length_km", DataType::real, {"length of road (km)", "longueur de routes (km)"},
            [&islands](std::size_t row) -> DataValue {
              return rounded(static_cast<double>(islands[row].length_mm) / 1e6);
            });
  table.add("ways", DataType::integer, {"ways", "voies"},
            [&islands](std::size_t row) -> DataValue { return std::int64_t{islands[row].ways}; });
  table.add(
      "vertices", DataType::integer, {"vertices", "sommets"},
      [&islands](std::size_t row) -> DataValue { return std::int64_t{islands[row].vertices}; });
  table.add("at_data_end", DataType::boolean, {"the data end there", "les données s’arrêtent là"},
            [&islands](std::size_t row) -> DataValue { return islands[row].at_data_end; });
  table.add("component", DataType::integer,
            {"largest strong component", "plus grande composante fortement connexe"},
            [&islands](std::size_t row) -> DataValue {
              const std::uint32_t component = islands[row].component;
              return component == 0 ? DataValue() : DataValue(std::int64_t{component});
            });
}

/// The longest piece of the longest way of each island.
SegmentId longest_segment(const RoadNetwork& roads, const Island& island) {
  SegmentId longest = SegmentId::none();
  for (const SegmentId segment : island.segments) {
    if (roads.segment_way_id[segment.value()] != island.longest_way) continue;
    if (!longest.valid() ||
        roads.segment_length_mm[segment.value()] > roads.segment_length_mm[longest.value()]) {
      longest = segment;
    }
  }
  return longest;
}

}  // namespace

GeoPackageLayer island_layer(const AuditResults& results) {
  const auto& islands = results.audit.islands;
  GeoPackageLayer layer = audit_layer(
      results, "components", {"Roads cut off from the network", "Routes isolées du réseau"},
      islands.size(), LayerShape::line);
  DataTable& table = layer.table;
  add_text_column(table, "kind", {"kind", "type"},
                  [&islands](std::size_t row) { return name_of(islands[row].kind); });
  add_text_column(table, "text", {"explanation", "explication"}, [&results](std::size_t row) {
    return text_of(results.audit.islands[row].kind).in(results.study.language);
  });
  add_island_columns(results, table);
  add_road_columns(results, table, "", {"longest way", "voie la plus longue"},
                   [&results](std::size_t row) {
                     return longest_segment(results.network, results.audit.islands[row]);
                   });
  const auto links = std::make_shared<const std::vector<std::string>>(link_texts(results));
  add_text_column(table, "joined_by",
                  {"would be joined to other roads by", "serait relié à d’autres routes par"},
                  [links](std::size_t row) { return (*links)[row]; });
  layer.geometry = [&results](std::size_t row) -> Geometry {
    std::vector<Polyline> lines;
    for (const SegmentId segment : results.audit.islands[row].segments) {
      lines.push_back(line_of(results.network, segment));
    }
    return lines;
  };
  return layer;
}

GeoPackageLayer missing_junction_layer(const AuditResults& results) {
  const auto& found = results.audit.missing_junctions;
  GeoPackageLayer layer =
      audit_layer(results, "missing_junctions",
                  {"Junctions that may be missing", "Carrefours peut-être manquants"}, found.size(),
                  LayerShape::point);
  DataTable& table = layer.table;
  table.add("distance_m", DataType::real, {"distance (m)", "distance (m)"},
            [&found](std::size_t row) -> DataValue { return rounded(found[row].distance_m); });
  table.add("between_dead_ends", DataType::boolean,
            {"both roads end there", "les deux routes y finissent"},
            [&found](std::size_t row) -> DataValue { return found[row].between_dead_ends; });
  add_road_columns(results, table, "", {"road that ends", "route qui finit"},
                   [&found](std::size_t row) { return found[row].dead_end; });
  add_road_columns(results, table, "other_", {"road nearby", "route voisine"},
                   [&found](std::size_t row) { return found[row].other; });
  layer.geometry = [&found](std::size_t row) -> Geometry { return found[row].place; };
  return layer;
}

GeoPackageLayer speed_change_layer(const AuditResults& results) {
  const auto& found = results.audit.speed_changes;
  GeoPackageLayer layer = audit_layer(
      results, "speed_changes", {"Sudden changes of speed", "Changements brusques de vitesse"},
      found.size(), LayerShape::point);
  DataTable& table = layer.table;
  const auto add_real = [&](const char* name, const Message& alias, double SpeedChange::*value) {
    table.add(name, DataType::real, alias, [&found, value](std::size_t row) -> DataValue {
      return parse_number(format_decimals(found[row].*value, 1)).value_or(0);
    });
  };
  const auto add_source = [&](const char* name, const Message& alias,
                              SpeedSource SpeedChange::*source) {
    add_text_column(table, name, alias,
                    [&found, source, language = results.study.language](std::size_t row) {
                      return name_of(found[row].*source).in(language);
                    });
  };
  add_real("factor", {"factor", "facteur"}, &SpeedChange::factor);
  add_real("before_km_h", {"speed before (km/h)", "vitesse avant (km/h)"},
           &SpeedChange::before_km_h);
  add_source("before_source", {"speed before: from", "vitesse avant : d’après"},
             &SpeedChange::before_source);
  add_real("after_km_h", {"speed after (km/h)", "vitesse après (km/h)"}, &SpeedChange::after_km_h);
  add_source("after_source", {"speed after: from", "vitesse après : d’après"},
             &SpeedChange::after_source);
  add_road_columns(results, table, "", {"road before", "route avant"},
                   [&found](std::size_t row) { return found[row].before; });
  add_road_columns(results, table, "other_", {"road after", "route après"},
                   [&found](std::size_t row) { return found[row].after; });
  layer.geometry = [&found](std::size_t row) -> Geometry { return found[row].place; };
  return layer;
}

GeoPackageLayer dropped_way_layer(const AuditResults& results) {
  const auto& found = results.audit.dropped_ways;
  GeoPackageLayer layer =
      audit_layer(results, "dropped_ways",
                  {"Ways that this mode does not use", "Voies que ce mode n’emprunte pas"},
                  found.size(), LayerShape::line);
  DataTable& table = layer.table;
  const Language language = results.study.language;
  table.add("way_id", DataType::integer, {"id", "identifiant"},
            [&found](std::size_t row) -> DataValue { return found[row].id; });
  if (results.from_osm) {
    add_text_column(table, "url", {"page", "page"},
                    [&found](std::size_t row) { return osm_way_page(found[row].id); });
  }
  add_text_column(table, "reason", {"reason (code)", "raison (code)"},
                  [&found](std::size_t row) { return found[row].reason; });
  add_text_column(table, "text", {"reason", "raison"}, [&found, language](std::size_t row) {
    return refusal_text(found[row].reason).in(language);
  });
  add_text_column(table, "road_class", {"class, as mapped", "classe, comme dans la source"},
                  [&found](std::size_t row) { return found[row].road_class; });
  add_text_column(table, "name", {"name", "nom"},
                  [&found](std::size_t row) { return found[row].name; });
  table.add("length_m", DataType::real, {"length (m)", "longueur (m)"},
            [&found](std::size_t row) -> DataValue {
              return parse_number(format_decimals(found[row].length_m, 1)).value_or(0);
            });
  std::vector<std::int64_t> island_of(found.size());
  for (const IslandLink& link : results.audit.island_links) {
    if (!link.is_barrier && island_of[link.index] == 0) {
      island_of[link.index] = std::int64_t{link.island} + 1;
    }
  }
  table.add("component_fid", DataType::integer,
            {"would join these roads that are cut off (fid in components)",
             "relierait ces routes isolées (fid dans components)"},
            [island_of = std::move(island_of)](std::size_t row) -> DataValue {
              return island_of[row] == 0 ? DataValue() : DataValue(island_of[row]);
            });
  const auto projection = std::make_shared<const Projection>(results.crs);
  layer.geometry = [&results, projection](std::size_t row) -> Geometry {
    auto lines = lines_of(results.roads, results.audit.dropped_ways[row], *projection);
    return lines.empty() ? Geometry() : Geometry(std::move(lines));
  };
  return layer;
}

GeoPackageLayer cut_end_layer(const AuditResults& results) {
  const auto& found = results.audit.cut_ends;
  GeoPackageLayer layer =
      audit_layer(results, "cut_ends", {"Where the data end", "Là où s’arrêtent les données"},
                  found.size(), LayerShape::point);
  add_road_columns(results, layer.table, "", {"road", "route"},
                   [&found](std::size_t row) { return found[row].segment; });
  layer.geometry = [&found](std::size_t row) -> Geometry { return found[row].place; };
  return layer;
}

GeoPackageLayer audit_summary_table(const AuditResults& results) {
  const auto rows = std::make_shared<const std::vector<AuditCount>>(count_findings(results));
  GeoPackageLayer layer =
      audit_layer(results, "summary", {"Summary of the audit", "Résumé de l’audit"}, rows->size(),
                  LayerShape::none);
  DataTable& table = layer.table;
  add_text_column(table, "kind", {"kind", "type"},
                  [rows](std::size_t row) { return (*rows)[row].kind; });
  add_text_column(table, "layer", {"layer", "couche"},
                  [rows](std::size_t row) { return (*rows)[row].layer; });
  add_text_column(table, "text", {"explanation", "explication"},
                  [rows, language = results.study.language](std::size_t row) {
                    return (*rows)[row].text.in(language);
                  });
  table.add("count", DataType::integer, {"number", "nombre"}, [rows](std::size_t row) -> DataValue {
    return static_cast<std::int64_t>((*rows)[row].count);
  });
  table.add("km", DataType::real, {"length (km)", "longueur (km)"},
            [rows](std::size_t row) -> DataValue {
              const auto& km = (*rows)[row].km;
              return km ? DataValue(rounded(*km)) : DataValue();
            });
  add_text_column(table, "examples", {"first ones", "premiers cas"}, [rows](std::size_t row) {
    return fmt::format("{}", fmt::join((*rows)[row].examples, ", "));
  });
  return layer;
}

}  // namespace coverage
