#include "libcoverage/output/qgis_style.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "libcoverage/base/text.h"
#include "libcoverage/output/people_text.h"

namespace coverage {

namespace {

constexpr const char* document_type =
    "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n";

int between(int a, int b, double share) {
  return static_cast<int>(std::lround(a + (b - a) * share));
}
Colour between(Colour a, Colour b, double share) {
  return {between(a.red, b.red, share), between(a.green, b.green, share),
          between(a.blue, b.blue, share), 255};
}

using Options = std::vector<std::pair<const char*, std::string>>;

std::string option_map(const Options& options) {
  std::string xml = "<Option type=\"Map\">";
  for (const auto& [name, value] : options) {
    xml += std::string("<Option type=\"QString\" name=\"") + name + "\" value=\"" +
           html_escaped(value) + "\"/>";
  }
  return xml + "</Option>";
}

std::string symbol(std::size_t index, const char* type, const char* layer_class,
                   const Options& options) {
  return "<symbol type=\"" + std::string(type) + "\" name=\"" + std::to_string(index) +
         "\" alpha=\"1\" clip_to_extent=\"1\" force_rhr=\"0\"><layer class=\"" + layer_class +
         "\" enabled=\"1\" pass=\"0\" locked=\"0\">" + option_map(options) + "</layer></symbol>\n";
}

std::string class_symbol(LayerShape shape, const StyleClass& style, std::size_t index) {
  const std::string colour = style.colour.rgba();
  if (shape == LayerShape::point) {
    const bool stroke = style.marker == "cross2";  // has no inside
    return symbol(index, "marker", "SimpleMarker",
                  {{"name", style.marker},
                   {"color", colour},
                   {"outline_color", stroke ? colour : "255,255,255,255"},
                   {"outline_width", stroke ? "0.5" : "0.2"},
                   {"outline_width_unit", "MM"},
                   {"size", format_number(style.size_mm)},
                   {"size_unit", "MM"}});
  }
  if (shape == LayerShape::line) {
    return symbol(index, "line", "SimpleLine",
                  {{"line_color", colour},
                   {"line_width", format_number(style.size_mm)},
                   {"line_width_unit", "MM"},
                   {"line_style", "solid"}});
  }
  return symbol(index, "fill", "SimpleFill",
                {{"color", colour},
                 {"style", "solid"},
                 {"outline_color", "110,110,110,255"},
                 {"outline_width", "0.15"},
                 {"outline_width_unit", "MM"},
                 {"outline_style", "solid"}});
}

std::string renderer(const LayerStyle& style) {
  std::string rules, symbols;
  for (std::size_t i = 0; i < style.classes.size(); ++i) {
    const StyleClass& one = style.classes[i];
    const std::string filter = one.filter.empty() ? "ELSE" : one.filter;
    rules += "<rule key=\"rule_" + std::to_string(i) + "\" symbol=\"" + std::to_string(i) +
             "\" filter=\"" + html_escaped(filter) + "\" label=\"" + html_escaped(one.label) +
             "\"/>\n";
    symbols += class_symbol(style.shape, one, i);
  }
  return "<renderer-v2 type=\"RuleRenderer\" symbollevels=\"0\" enableorderby=\"0\" "
         "forceraster=\"0\">\n<rules key=\"rules\">\n" +
         rules + "</rules>\n<symbols>\n" + symbols + "</symbols>\n</renderer-v2>\n";
}

/// QGIS's file says "max" for the largest denominator, which its windows call the minimum scale.
std::string scale_limit(const LayerStyle& style) {
  if (style.labels_to_scale <= 0) return "";
  return fmt::format(" scaleVisibility=\"1\" scaleMin=\"1\" scaleMax=\"{:.0f}\"",
                     style.labels_to_scale);
}

std::string labelling(const LayerStyle& style) {
  if (style.label_expression.empty()) return "";
  // Around a point, on a polygon: what QGIS calls 0 and 1.
  const char* placement = style.shape == LayerShape::point ? "0" : "1";
  return "<labeling type=\"simple\"><settings calloutType=\"simple\"><text-style "
         "isExpression=\"1\" "
         "fieldName=\"" +
         html_escaped(style.label_expression) + "\" fontFamily=\"Sans\" fontSize=\"" +
         format_number(style.label_size_pt) +
         "\" fontSizeUnit=\"Point\" textColor=\"20,20,20,255\" textOpacity=\"1\" "
         "namedStyle=\"Regular\" multilineHeight=\"1\"><text-buffer bufferDraw=\"1\" "
         "bufferSize=\"0.5\" bufferSizeUnits=\"MM\" bufferColor=\"255,255,255,170\" "
         "bufferOpacity=\"1\" bufferJoinStyle=\"128\" bufferNoFill=\"1\"/></text-style>"
         "<text-format multilineAlign=\"1\"/><placement placement=\"" +
         placement +
         "\" centroidInside=\"1\" dist=\"1\" distUnits=\"MM\" priority=\"5\"/>"
         "<rendering obstacle=\"1\" drawLabels=\"1\" displayAll=\"0\"" +
         scale_limit(style) + "/></settings></labeling>\n";
}

std::string aliases(const DataTable& table, Language language) {
  std::string xml = "<aliases>\n";
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    // QGIS counts the fid as column 0.
    xml += "<alias field=\"" + html_escaped(table.columns[i].name) + "\" index=\"" +
           std::to_string(i + 1) + "\" name=\"" +
           html_escaped(table.columns[i].alias.in(language)) + "\"/>\n";
  }
  return xml + "</aliases>\n";
}

std::string opening(const char* categories, bool labels) {
  return std::string(document_type) + "<qgis version=\"3.22\" styleCategories=\"" + categories +
         "\" labelsEnabled=\"" + (labels ? "1" : "0") + "\">\n";
}

}  // namespace

std::string Colour::rgba() const {
  return fmt::format("{},{},{},{}", red, green, blue, alpha);
}
std::string Colour::hex() const {
  return fmt::format("#{:02x}{:02x}{:02x}", red, green, blue);
}

Colour near_to_far(double place) {
  // Each darker than the one before; the turn from blue to orange is in the middle.
  static constexpr std::array<Colour, 5> stops = {{{207, 232, 245, 255},
                                                   {156, 203, 230, 255},
                                                   {226, 148, 58, 255},
                                                   {203, 95, 34, 255},
                                                   {118, 33, 15, 255}}};
  const double at = std::fmin(1, std::fmax(0, place)) * (stops.size() - 1);
  const auto low = std::min(static_cast<std::size_t>(at), stops.size() - 2);
  return between(stops[low], stops[low + 1], at - static_cast<double>(low));
}

Colour lighter(Colour colour) {
  return between(colour, {255, 255, 255, 255}, 0.35);
}

Colour darker(Colour colour) {
  return between(colour, {0, 0, 0, 255}, 0.12);
}

Colour category_colour(std::size_t index) {
  static constexpr std::array<Colour, 8> colours = {{{0, 90, 160, 255},
                                                     {215, 110, 0, 255},
                                                     {0, 135, 100, 255},
                                                     {150, 60, 140, 255},
                                                     {120, 85, 40, 255},
                                                     {200, 50, 60, 255},
                                                     {70, 150, 200, 255},
                                                     {90, 90, 90, 255}}};
  return colours[index % colours.size()];
}

std::string layer_qml(const LayerStyle& style, const DataTable& table, Language language) {
  return opening("Symbology|Labeling|Fields", !style.label_expression.empty()) + renderer(style) +
         labelling(style) + aliases(table, language) + "</qgis>\n";
}

std::string table_qml(const DataTable& table, Language language) {
  return opening("Fields", false) + aliases(table, language) + "</qgis>\n";
}

std::string raster_qml(int band, const std::vector<RasterClass>& classes) {
  std::string items;
  for (const RasterClass& one : classes) {
    items += "<item value=\"" + (std::isfinite(one.up_to) ? format_number(one.up_to) : "inf") +
             "\" label=\"" + html_escaped(one.label) + "\" color=\"" + one.colour.hex() +
             "\" alpha=\"255\"/>\n";
  }
  return opening("Symbology", false) +
         "<pipe>\n<rasterrenderer type=\"singlebandpseudocolor\" band=\"" + std::to_string(band) +
         "\" opacity=\"1\" alphaBand=\"-1\" nodataColor=\"\">\n<rastershader>\n"
         "<colorrampshader colorRampType=\"DISCRETE\" classificationMode=\"1\" clip=\"0\" "
         "labelPrecision=\"0\">\n" +
         items + "</colorrampshader>\n</rastershader>\n</rasterrenderer>\n</pipe>\n</qgis>\n";
}

std::string column_reference(std::string_view column) {
  std::string result = "\"";
  for (const char c : column) result += c == '"' ? std::string("\"\"") : std::string(1, c);
  return result + "\"";
}

std::string text_constant(std::string_view text) {
  std::string result = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') result += c == '\'' ? '\'' : '\\';
    result += c;
  }
  return result + "'";
}

}  // namespace coverage
