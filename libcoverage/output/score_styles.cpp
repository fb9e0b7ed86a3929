#include "libcoverage/base/text.h"
#include "libcoverage/output/result_styles.h"
#include "libcoverage/output/score_classes.h"

namespace coverage {

namespace {

std::string filter_of(const std::string& column, const ScoreClass& one) {
  const std::string score = column_reference(column);
  std::string filter = score + " IS NOT NULL";
  if (one.up_to != 0) filter += " AND " + score + " > " + format_number(one.above);
  if (one.up_to) filter += " AND " + score + " <= " + format_number(*one.up_to);
  return filter;
}

/// The classes of the report's map, and what has no score.
std::vector<StyleClass> style_classes(const CatchmentResult& catchment, const std::string& column,
                                      LayerShape shape, Language language) {
  std::vector<StyleClass> classes;
  for (const ScoreClass& one : score_classes(catchment)) {
    const bool is_area = shape == LayerShape::polygon;
    classes.push_back({filter_of(column, one), one.label.in(language),
                       is_area ? lighter(one.colour) : darker(one.colour), 1.6});
  }
  const Message none = {"no score", "sans score"};
  classes.push_back({"", none.in(language), no_value_colour, 1.6});
  return classes;
}

}  // namespace

std::vector<NamedStyle> score_styles(const Results& results, const DataTable& table,
                                     LayerShape shape) {
  const Language language = results.study.language;
  const bool is_area = shape == LayerShape::polygon;
  const Message what = is_area ? Message{": mean access score", " : score d’accès moyen"}
                               : Message{": access score", " : score d’accès"};
  std::vector<NamedStyle> styles;
  for (const CatchmentResult& catchment : results.catchments) {
    LayerStyle style{shape,
                     style_classes(catchment, catchment.catchment.name + "_score", shape, language),
                     is_area ? column_reference("name") : ""};
    styles.push_back({table.name, "geom", catchment.catchment.label + what.in(language),
                      results.study.title, layer_qml(style, table, language)});
  }
  return styles;
}

}  // namespace coverage
