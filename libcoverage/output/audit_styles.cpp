#include "libcoverage/output/audit_styles.h"

#include <set>

#include "libcoverage/network/judge_roads.h"
#include "libcoverage/output/words.h"

namespace coverage {

namespace {

constexpr Colour red{190, 25, 40, 255}, orange{215, 110, 0, 255}, purple{130, 40, 140, 255};
constexpr double label_scale = 50'000;

std::vector<NamedStyle> one_style(const AuditResults& results, const DataTable& table,
                                  const LayerStyle& style) {
  const Language language = results.study.language;
  return {{table.name, "geom", table.title.in(language), results.study.title,
           layer_qml(style, table, language)}};
}

std::string is(const char* column, const std::string& value) {
  return column_reference(column) + " = " + text_constant(value);
}

}  // namespace

std::vector<NamedStyle> island_styles(const AuditResults& results, const DataTable& table) {
  using Kind = Island::Kind;
  std::vector<StyleClass> classes;
  for (const auto& [kind, colour] :
       {std::pair{Kind::separate, red}, {Kind::only_entered, orange}, {Kind::only_left, purple}}) {
    classes.push_back({is("kind", name_of(kind)),
                       capitalized(text_of(kind).in(results.study.language)), colour, 0.9});
  }
  return one_style(results, table,
                   {LayerShape::line, classes,
                    "round(" + column_reference("length_km") + ", 1) || ' km'", 8, label_scale});
}

std::vector<NamedStyle> missing_junction_styles(const AuditResults& results,
                                                const DataTable& table) {
  const Language language = results.study.language;
  const std::string both = column_reference("between_dead_ends");
  const Message ends = {"Two dead ends", "Deux impasses"};
  const Message road = {"A dead end and a road", "Une impasse et une route"};
  return one_style(results, table,
                   {LayerShape::point,
                    {{both, ends.in(language), purple, 3, "diamond"},
                     {"", road.in(language), red, 3, "diamond"}},
                    "round(" + column_reference("distance_m") + ", 1) || ' m'",
                    8,
                    label_scale});
}

std::vector<NamedStyle> speed_change_styles(const AuditResults& results, const DataTable& table) {
  const std::string factor = column_reference("factor");
  const bool french = results.study.language == Language::french;
  return one_style(results, table,
                   {LayerShape::point,
                    {{factor + " >= 3", french ? "Facteur 3 ou plus" : "Factor of 3 or more", red,
                      2.6, "square"},
                     {"", french ? "Facteur moindre" : "Smaller factor", orange, 2.2, "square"}},
                    "round(" + column_reference("before_km_h") + ") || ' → ' || round(" +
                        column_reference("after_km_h") + ")",
                    8,
                    label_scale});
}

std::vector<NamedStyle> doubtful_snap_styles(const AuditResults& results, const DataTable& table) {
  const Language language = results.study.language;
  const Message refused = {"A nearer road was refused", "Une route plus proche est refusée"};
  const Message far = {"Far from any usable road", "Loin de toute route utilisable"};
  return one_style(
      results, table,
      {LayerShape::line,
       {{is("kind", "unsnapped"), capitalized(word(Word::unsnapped).in(language)), red, 0.6},
        {is("kind", "nearer_refused"), refused.in(language), orange, 0.5},
        {"", far.in(language), {90, 90, 90, 255}, 0.4}},
       {}});
}

std::vector<NamedStyle> dropped_way_styles(const AuditResults& results, const DataTable& table) {
  const Language language = results.study.language;
  const Message cause = {"Would join roads that are cut off", "Relierait des routes isolées"};
  std::vector<StyleClass> classes = {
      {column_reference("component_fid") + " IS NOT NULL", cause.in(language), red, 1.2}};
  std::set<std::string> reasons;
  for (const DroppedWay& way : results.audit.dropped_ways) reasons.insert(way.reason);
  std::size_t rank = 0;
  for (const std::string& reason : reasons) {
    const Colour colour = reason == "class" ? no_value_colour : category_colour(rank++);
    classes.push_back({column_reference("component_fid") + " IS NULL AND " + is("reason", reason),
                       capitalized(refusal_text(reason).in(language)), colour,
                       reason == "class" ? 0.3 : 0.5});
  }
  return one_style(results, table, {LayerShape::line, classes, {}});
}

std::vector<NamedStyle> cut_end_styles(const AuditResults& results, const DataTable& table) {
  return one_style(results, table,
                   {LayerShape::point,
                    {{"", table.title.in(results.study.language), {60, 60, 60, 255}, 2, "cross2"}},
                    {}});
}

std::vector<NamedStyle> audit_summary_styles(const AuditResults& results, const DataTable& table) {
  return {{table.name, "", table.title.in(results.study.language), results.study.title,
           table_qml(table, results.study.language)}};
}

}  // namespace coverage
