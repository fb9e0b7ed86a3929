#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "libcoverage/base/data_table.h"
#include "libcoverage/geo/geopackage_writer.h"

namespace coverage {

/// QGIS styles (QML) as text. Classes are rules, so that NULL has its own class and limits are the
/// one predicate `<=` that indicators use.

struct Colour {
  int red = 0, green = 0, blue = 0, alpha = 255;
  std::string rgba() const;  ///< `31,120,180,255`
  std::string hex() const;   ///< `#1f78b4`
};

/// From near (light blue) by orange to far (dark brown): apart for colour-blind eyes, and in grey
/// darker with distance.
/// `place` in [0, 1].
Colour near_to_far(double place);
/// The same colour for areas, on which text must be read.
Colour lighter(Colour colour);
/// The same colour for small points, to be seen on white.
Colour darker(Colour colour);
/// Well apart, for kinds; repeats after eight.
Colour category_colour(std::size_t index);
inline constexpr Colour no_value_colour{200, 200, 200, 255};

struct StyleClass {
  std::string filter;  ///< QGIS expression; empty: all others
  std::string label;
  Colour colour;
  double size_mm = 2;             ///< of points; width of lines
  std::string marker = "circle";  ///< `circle`, `square`, `diamond`, `cross2`…
};

struct LayerStyle {
  LayerShape shape = LayerShape::polygon;
  std::vector<StyleClass> classes;
  std::string label_expression;  ///< empty: no labels
  double label_size_pt = 8;
  double labels_to_scale = 0;  ///< labels from 1:1 to one in this many; 0: always
};

/// The style of a layer, with its columns' aliases in `language`.
std::string layer_qml(const LayerStyle& style, const DataTable& table, Language language);
/// Aliases alone, for tables without a shape.
std::string table_qml(const DataTable& table, Language language);

struct RasterClass {
  double up_to = 0;  ///< inclusive; infinite for the last
  std::string label;
  Colour colour;
};
/// The style of a raster that shows band `band` in classes.
std::string raster_qml(int band, const std::vector<RasterClass>& classes);
/// A column in a QGIS expression.
std::string column_reference(std::string_view column);
/// A text constant in a QGIS expression.
std::string text_constant(std::string_view text);

}  // namespace coverage
