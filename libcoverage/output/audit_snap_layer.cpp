#include "libcoverage/base/text.h"
#include "libcoverage/output/audit_columns.h"
#include "libcoverage/output/audit_layers.h"
#include "libcoverage/output/route_text.h"

namespace coverage {

namespace {

Message refused_text(const RefusedRoad& refused) {
  const std::string metres = format_decimals(refused.snap.connector_length.metres(), 0);
  const Message& reason = refusal_text(refused.reason);
  return {fmt::format("a road at {} m is refused: {}", metres, reason.english),
          fmt::format("une route à {} m est refusée : {}", metres, reason.french)};
}

std::string snap_text(const DoubtfulSnap& point, Language language) {
  Message text = {"not connected to the road network", "non rattaché au réseau routier"};
  if (point.snap) {
    text = message("connected to a road at {} m", "rattaché à une route à {} m",
                   format_decimals(point.snap->connector_length.metres(), 0));
  }
  if (point.refused) {
    const Message refused = refused_text(*point.refused);
    text = {text.english + "; " + refused.english, text.french + " ; " + refused.french};
  }
  return text.in(language);
}

}  // namespace

GeoPackageLayer doubtful_snap_layer(const AuditResults& results) {
  const auto& found = results.snaps;
  GeoPackageLayer layer = audit_layer(
      results, "snaps", {"Doubtful connections to roads", "Rattachements douteux aux routes"},
      found.size(), LayerShape::line);
  DataTable& table = layer.table;
  add_text_column(table, "kind", {"kind", "type"},
                  [&found](std::size_t row) { return name_of(found[row].kind); });
  add_text_column(
      table, "point_type", {"kind of point", "nature du point"},
      [&found](std::size_t row) { return found[row].is_facility ? "facility" : "demand"; });
  add_text_column(table, "point_id", {"id of the point", "identifiant du point"},
                  [&found](std::size_t row) { return found[row].id; });
  add_text_column(table, "point_name", {"name of the point", "nom du point"},
                  [&found](std::size_t row) { return found[row].name; });
  add_text_column(table, "text", {"explanation", "explication"}, [&results](std::size_t row) {
    return snap_text(results.snaps[row], results.study.language);
  });
  using Found = std::optional<SegmentId>;
  add_road_columns(results, table, "", {"road", "route"}, [&found](std::size_t row) {
    return found[row].snap ? Found(found[row].snap->segment) : Found();
  });
  add_road_columns(results, table, "refused_", {"nearer road", "route plus proche"},
                   [&found](std::size_t row) {
                     return found[row].refused ? Found(found[row].refused->snap.segment) : Found();
                   });
  layer.geometry = [&found](std::size_t row) -> Geometry {
    const DoubtfulSnap& point = found[row];
    if (!point.snap && !point.refused) return {};
    const Point foot = point.snap ? point.snap->foot : point.refused->snap.foot;
    return std::vector<Polyline>{{point.position, foot}};
  };
  return layer;
}

}  // namespace coverage
