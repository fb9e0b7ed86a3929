#include "libcoverage/output/styled_package.h"

#include <algorithm>

#include "libcoverage/base/error.h"

namespace coverage {

void StyledPackage::add(const GeoPackageLayer& layer, std::vector<NamedStyle> styles) {
  file_.add_layer(layer, execution_);
  counts_.emplace_back(layer.table.name, layer.table.size);
  for (NamedStyle& style : styles) styles_.push_back(std::move(style));
}

void StyledPackage::set_metadata(std::vector<std::pair<std::string, std::string>> items) {
  std::erase_if(items, [](const auto& item) { return item.second.empty(); });
  file_.set_metadata(items);
}

/// The table in which QGIS looks for styles, with the columns that it expects.
void StyledPackage::add_style_table() {
  GeoPackageLayer layer;
  layer.table = {"layer_styles", verbatim("layer_styles"), styles_.size(), {}};
  layer.fid_column = "id";
  const auto text = [&](const char* column, auto value) {
    layer.table.add(column, DataType::text, {},
                    [this, value](std::size_t row) -> DataValue { return value(styles_[row]); });
  };
  const auto empty = [](const NamedStyle&) { return std::string(); };
  text("f_table_catalog", empty);
  text("f_table_schema", empty);
  text("f_table_name", [](const NamedStyle& style) { return style.layer; });
  text("f_geometry_column", [](const NamedStyle& style) { return style.geometry_column; });
  text("styleName", [](const NamedStyle& style) { return style.name; });
  text("styleQML", [](const NamedStyle& style) { return style.qml; });
  text("styleSLD", empty);
  layer.table.add("useAsDefault", DataType::boolean, {}, [this](std::size_t row) -> DataValue {
    return row == 0 || styles_[row].layer != styles_[row - 1].layer;
  });
  text("description", [](const NamedStyle& style) { return style.description; });
  text("owner", empty);
  text("ui", empty);
  text("update_time", [](const NamedStyle&) { return std::string(fixed_file_date); });
  file_.add_layer(layer, execution_);
  counts_.emplace_back("layer_styles", styles_.size());
}

void StyledPackage::finish() {
  add_style_table();
  file_.close();
  const auto found = geopackage_row_counts(path_);
  for (const auto& expected : counts_) {
    const auto& layer = expected.first;
    const auto rows = expected.second;
    const auto is_layer = [&](const auto& count) { return count.first == layer; };
    const auto count = std::find_if(found.begin(), found.end(), is_layer);
    const std::uint64_t there = count == found.end() ? 0 : count->second;
    if (count != found.end() && there == rows) continue;
    throw OutputError(
        message("{}: layer {} has {} rows instead of {} after writing",
                "{} : la couche {} a {} lignes au lieu de {} après l’écriture", path_.string(),
                layer, there, rows),
        {"Check the free space and the disk", "Vérifiez la place libre et le disque"});
  }
}

}  // namespace coverage
