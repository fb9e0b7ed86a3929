#include "libcoverage/input/turn_rows.h"

#include <algorithm>

#include "libcoverage/base/text.h"
#include "libcoverage/geo/vector_layer.h"
#include "libcoverage/input/layer_road_values.h"
#include "libcoverage/input/road_columns.h"

namespace coverage {

namespace {

/// The columns of one table.
struct TurnColumns {
  TurnColumns(const VectorLayer& layer, const RoadMapping::Turns& turns)
      : id(find_columns(layer, turns.id)),
        from(required(layer, turns.from)),
        to(required(layer, turns.to)),
        kind(find_columns(layer, turns.kind)) {}

  static std::vector<std::size_t> required(const VectorLayer& layer,
                                           const std::vector<std::string>& names) {
    std::vector<std::size_t> found = find_columns(layer, names);
    if (found.empty()) found.push_back(layer.column(names.front()));
    return found;
  }

  std::vector<std::size_t> id, from, to, kind;
};

bool forbids_cars(const RoadMapping::Turns& turns, const std::string& kind) {
  if (turns.forbidding.empty()) return true;
  return std::any_of(turns.forbidding.begin(), turns.forbidding.end(),
                     [&](const auto& word) { return lower_ascii(word) == lower_ascii(kind); });
}

std::optional<LonLat> place_of(const Feature& feature, const Transformer& to_degrees) {
  const Geometry geometry = feature.geometry();
  const auto* point = std::get_if<Point>(&geometry);
  const auto degrees = point ? to_degrees(*point) : std::nullopt;
  if (!degrees) return {};
  return LonLat{degrees->x, degrees->y};
}

class TurnTableReader {
 public:
  TurnTableReader(const RoadMapping::Turns& turns, const Execution& execution, SourceReport& report)
      : turns_(turns), execution_(execution), report_(report) {}

  void read(const VectorLayer& layer, const std::optional<std::string>& crs) {
    const TurnColumns columns(layer, turns_);
    std::optional<Transformer> to_degrees;
    if (layer.has_geometry()) to_degrees.emplace(layer.crs(crs), Crs::wgs84());
    layer.for_each([&](const Feature& feature) {
      execution_.check_interrupted();
      auto row = read_row(feature, columns);
      if (!row) return;
      if (to_degrees) row->place = place_of(feature, *to_degrees);
      rows_.push_back(std::move(*row));
    });
  }

  std::vector<TurnRow> take() {
    std::stable_sort(rows_.begin(), rows_.end(),
                     [](const TurnRow& a, const TurnRow& b) { return a.id < b.id; });
    return std::move(rows_);
  }

 private:
  std::optional<TurnRow> read_row(const Feature& feature, const TurnColumns& columns) {
    const std::string from = first_text(feature, columns.from).value_or("NULL");
    const std::string to = first_text(feature, columns.to).value_or("NULL");
    const std::string example = fmt::format("fid {}: {} → {}", feature.fid(), from, to);
    const auto froms = road_ids_in(from);
    auto tos = road_ids_in(to);
    if (!froms || froms->size() != 1 || !tos) {
      report_.note(SourceNote::Kind::doubtful, "turn_row_broken",
                   {"rows of the turn table without readable ids of both roads: not applied",
                    "lignes de la table des manœuvres sans identifiants lisibles des deux "
                    "tronçons : non appliquées"},
                   example);
      return {};
    }
    const std::string kind = first_text(feature, columns.kind).value_or("NULL");
    if (!columns.kind.empty() && !forbids_cars(turns_, kind)) {
      report_.note(SourceNote::Kind::information, "turn_row_partial",
                   {"rows of the turn table that bind some vehicles only: not applied",
                    "lignes de la table des manœuvres ne visant que certains véhicules : non "
                    "appliquées"},
                   example + " (" + kind + ")");
      return {};
    }
    const auto id = way_id_of(first_text(feature, columns.id).value_or(""));
    return TurnRow{id.value_or(feature.fid()), froms->front(), std::move(*tos), {}, example};
  }

  const RoadMapping::Turns& turns_;
  const Execution& execution_;
  SourceReport& report_;
  std::vector<TurnRow> rows_;
};

VectorLayer open_table(const std::string& path, const RoadsInput& input,
                       const RoadMapping::Turns& turns) {
  if (input.turn_layer) return VectorLayer::open(path, input.turn_layer);
  if (auto named = VectorLayer::open_named(path, turns.layers)) return std::move(*named);
  return VectorLayer::open(path);
}

/// The tables: those that the study names, or those in the roads' own files.
std::vector<VectorLayer> open_tables(const RoadsInput& input, const RoadMapping::Turns& turns) {
  std::vector<VectorLayer> tables;
  for (const std::string& path : input.turn_tables) {
    tables.push_back(open_table(path, input, turns));
  }
  if (!tables.empty()) return tables;
  for (const std::string& path : input.paths) {
    if (input.turn_layer) {
      tables.push_back(VectorLayer::open(path, input.turn_layer));
    } else if (auto named = VectorLayer::open_named(path, turns.layers)) {
      tables.push_back(std::move(*named));
    }
  }
  return tables;
}

}  // namespace

std::optional<std::vector<std::int64_t>> road_ids_in(std::string text) {
  for (char& c : text) {
    if (c == '/' || c == ',' || c == '|' || c == ' ') c = ';';
  }
  std::vector<std::int64_t> ids;
  for (const std::string_view part : split(text, ';')) {
    if (trim(part).empty()) continue;
    const auto id = way_id_of(part);
    if (!id) return {};
    ids.push_back(*id);
  }
  if (ids.empty()) return {};
  return ids;
}

std::vector<TurnRow> read_turn_rows(const RoadsInput& input, const RoadMapping& mapping,
                                    const Execution& execution, SourceReport& report) {
  execution.progress.stage({"Reading forbidden turns", "Lecture des manœuvres interdites"});
  TurnTableReader reader(*mapping.turns, execution, report);
  const std::vector<VectorLayer> tables = open_tables(input, *mapping.turns);
  for (const VectorLayer& table : tables) reader.read(table, input.crs);
  if (tables.empty()) {
    report.note(SourceNote::Kind::information, "no_turn_table",
                {"no table of forbidden turns: name it in [roads].turn_table",
                 "pas de table des manœuvres interdites : indiquez-la dans [roads].turn_table"},
                fmt::format("{}", fmt::join(mapping.turns->layers, ", ")));
  }
  return reader.take();
}

}  // namespace coverage
