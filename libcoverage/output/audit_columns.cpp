#include "libcoverage/output/audit_columns.h"

#include "libcoverage/output/words.h"

namespace coverage {

GeoPackageLayer audit_layer(const AuditResults& results, const char* name, const Message& title,
                            std::size_t size, LayerShape shape) {
  GeoPackageLayer layer;
  layer.table = {name, title, size, {}};
  layer.shape = shape;
  layer.description = results.study.title;
  return layer;
}

std::string osm_way_page(std::int64_t id) {
  return "https://www.openstreetmap.org/way/" + std::to_string(id);
}

void add_text_column(DataTable& table, const std::string& column, Message alias,
                     std::function<std::string(std::size_t row)> text) {
  table.add(column, DataType::text, std::move(alias),
            [text = std::move(text)](std::size_t row) -> DataValue {
              std::string value = text(row);
              return value.empty() ? DataValue() : DataValue(std::move(value));
            });
}

void add_road_columns(const AuditResults& results, DataTable& table, const std::string& prefix,
                      const Message& which,
                      const std::function<std::optional<SegmentId>(std::size_t row)>& segment) {
  const RoadNetwork& roads = results.network;
  const auto alias = [&](const char* en, const char* fr) {
    return Message{which.english + ": " + en, which.french + " : " + fr};
  };
  table.add(prefix + "way_id", DataType::integer, alias("id", "identifiant"),
            [&roads, segment](std::size_t row) -> DataValue {
              const auto at = segment(row);
              return at ? DataValue(roads.segment_way_id[at->value()]) : DataValue();
            });
  if (results.from_osm) {
    add_text_column(table, prefix + "url", alias("page", "page"),
                    [&roads, segment](std::size_t row) {
                      const auto at = segment(row);
                      return at ? osm_way_page(roads.segment_way_id[at->value()]) : std::string();
                    });
  }
  add_text_column(table, prefix + "name", alias("name", "nom"), [&roads, segment](std::size_t row) {
    const auto at = segment(row);
    return at ? std::string(roads.names[roads.segment_name[at->value()]]) : std::string();
  });
  add_text_column(
      table, prefix + "class", alias("kind", "nature"), [&results, segment](std::size_t row) {
        const auto at = segment(row);
        if (!at) return std::string();
        const auto& name = results.network.class_names[results.network.segment_class[at->value()]];
        return road_class_label(name).in(results.study.language);
      });
}

}  // namespace coverage
