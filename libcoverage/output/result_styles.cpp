#include "libcoverage/output/result_styles.h"

#include <cmath>
#include <map>
#include <set>

#include "libcoverage/base/text.h"
#include "libcoverage/output/facility_table.h"
#include "libcoverage/output/indicator_columns.h"
#include "libcoverage/output/words.h"

namespace coverage {

namespace {

/// Beyond one in this many, names would lie on each other: facilities sooner than areas.
constexpr double facility_label_scale = 150'000, area_label_scale = 600'000;

std::string capitalized_word(Word which, const Results& results) {
  return capitalized(word(which).in(results.study.language));
}

const std::string& label_of(const QueryResult& query) {
  return query.query.label.empty() ? query.query.name : query.query.label;
}

std::string duration_label(Seconds time, const Results& results) {
  return Threshold{time, {}}.label(results.study.language == Language::french);
}

/// The limits of a query's classes of access time: its thresholds of time alone, ascending.
std::vector<Seconds> time_limits(const QueryResult& query) {
  std::vector<Seconds> limits;
  for (const Threshold& threshold : thresholds_of(query)) {
    if (threshold.time && !threshold.distance) limits.push_back(*threshold.time);
  }
  if (limits.empty()) limits.push_back(middle_of_time_classes(query));
  return limits;
}

struct TimeClass {
  Seconds above;  ///< zero for the first
  std::optional<Seconds> up_to;
  std::string label;
  Colour colour;
};

std::vector<TimeClass> time_classes(const QueryResult& query, const Results& results) {
  const bool french = results.study.language == Language::french;
  const std::vector<Seconds> limits = time_limits(query);
  std::vector<TimeClass> classes;
  for (std::size_t i = 0; i <= limits.size(); ++i) {
    const double place = static_cast<double>(i) / static_cast<double>(limits.size());
    TimeClass one{i == 0 ? Seconds{} : limits[i - 1], {}, {}, near_to_far(place)};
    if (i < limits.size()) one.up_to = limits[i];
    if (i == 0) {
      one.label = (french ? "jusqu’à " : "up to ") + duration_label(limits[0], results);
    } else if (one.up_to) {
      one.label = duration_label(one.above, results) + " – " + duration_label(*one.up_to, results);
    } else {
      one.label = (french ? "plus de " : "over ") + duration_label(one.above, results);
    }
    classes.push_back(one);
  }
  return classes;
}

std::string limits_filter(const std::string& column, const TimeClass& one) {
  const std::string reference = column_reference(column);
  std::string filter = reference + " IS NOT NULL";
  if (one.above > Seconds{}) {
    filter += " AND " + reference + " > " + fixed_point_text(one.above.milliseconds(), 3);
  }
  if (one.up_to) {
    filter += " AND " + reference + " <= " + fixed_point_text(one.up_to->milliseconds(), 3);
  }
  return filter;
}

std::vector<StyleClass> classes_by_time(const QueryResult& query, const Results& results,
                                        const std::string& column) {
  std::vector<StyleClass> classes;
  for (const TimeClass& one : time_classes(query, results)) {
    classes.push_back({limits_filter(column, one), one.label, one.colour});
  }
  return classes;
}

StyleClass class_of_others(const Message& label, const Results& results) {
  return {"", label.in(results.study.language), no_value_colour};
}

/// Shares of 0 to 100 %: none and all are classes of their own.
std::vector<StyleClass> classes_by_share(const Results& results, const std::string& column) {
  const struct {
    const char *from, *below, *french, *english;
  } rows[] = {{" = 1", "", "tous (100 %)", "all (100%)"},
              {" >= 0.75", " < 1", "de 75 à moins de 100 %", "75 to less than 100%"},
              {" >= 0.5", " < 0.75", "de 50 à 75 %", "50 to 75%"},
              {" >= 0.25", " < 0.5", "de 25 à 50 %", "25 to 50%"},
              {" > 0", " < 0.25", "moins de 25 %", "less than 25%"},
              {" = 0", "", "aucun (0 %)", "none (0%)"}};
  const bool french = results.study.language == Language::french;
  const std::string share = column_reference(column);
  std::vector<StyleClass> classes;
  for (const auto& row : rows) {
    std::string filter = share + row.from;
    if (*row.below) filter += " AND " + share + row.below;
    const double place = static_cast<double>(classes.size()) / (std::size(rows) - 1);
    classes.push_back({filter, french ? row.french : row.english, near_to_far(place)});
  }
  classes.push_back(class_of_others({"nobody there", "sans population"}, results));
  return classes;
}

std::vector<StyleClass> classes_by_gap(const QueryResult& query, const Results& results) {
  const std::string gap = column_reference(query.query.name + "_in_gap");
  const bool french = results.study.language == Language::french;
  return {
      {gap + " IS TRUE", capitalized_word(Word::gap, results), near_to_far(0.95)},
      {gap + " IS FALSE", french ? "À moins du seuil" : "Within the threshold", near_to_far(0.1)},
      class_of_others({"no population", "sans population"}, results)};
}

/// The unit's name over its median, in whole minutes rounded up: a time beyond a limit never reads
/// as equal to it.
std::string area_label(const QueryResult& query, const DataTable& table) {
  const bool has_label = table.columns.size() > 2 && table.columns[2].name == "label";
  return column_reference(has_label ? "label" : "name") + " || '\\n' || coalesce(to_string(ceil(" +
         column_reference(query.query.name + "_median_s") + " / 60)) || ' min', '–')";
}

/// The same, with the share in whole per cent: rounded down, so that only all reads as 100 %.
std::string share_label(const QueryResult& query, const DataTable& table,
                        const std::string& share) {
  return area_label(query, table) + " || coalesce(' · ' || to_string(floor(" +
         column_reference(share) + " * 100)) || ' %', '')";
}

NamedStyle named(const Results& results, const DataTable& table, std::string name,
                 LayerStyle style) {
  for (StyleClass& one : style.classes) {
    if (style.shape == LayerShape::polygon) one.colour = lighter(one.colour);
  }
  return {table.name, "geom", std::move(name), results.study.title,
          layer_qml(style, table, results.study.language)};
}

}  // namespace

std::vector<NamedStyle> area_styles(const Results& results, const DataTable& table) {
  const bool french = results.study.language == Language::french;
  std::vector<NamedStyle> styles;
  for (const QueryResult& query : results.queries) {
    const std::string target = query.query.target.label(french);
    const std::string labels = area_label(query, table);
    const std::string share =
        query.query.name + "_share_within_" + query.query.target.column_suffix();
    styles.push_back(
        named(results, table,
              label_of(query) + (french ? " : part à moins de " : ": share within ") + target,
              {LayerShape::polygon, classes_by_share(results, share),
               share_label(query, table, share), 8, area_label_scale}));
    auto median = classes_by_time(query, results, query.query.name + "_median_s");
    median.push_back(class_of_others({"most inhabitants not reached, or none",
                                      "plus de la moitié non atteints, ou sans population"},
                                     results));
    styles.push_back(named(results, table,
                           label_of(query) + (french ? " : temps médian" : ": median time"),
                           {LayerShape::polygon, median, labels, 8, area_label_scale}));
    styles.push_back(
        named(results, table, label_of(query) + (french ? " : au-delà du seuil" : ": gap"),
              {LayerShape::polygon, classes_by_gap(query, results), labels, 8, area_label_scale}));
  }
  if (styles.empty()) {
    styles.push_back(named(results, table, table.title.in(results.study.language),
                           {LayerShape::polygon,
                            {{"", table.title.in(results.study.language), no_value_colour}},
                            column_reference("name")}));
  }
  return styles;
}

std::vector<NamedStyle> demand_styles(const Results& results, const DataTable& table) {
  const Language language = results.study.language;
  std::vector<NamedStyle> styles;
  for (const QueryResult& query : results.queries) {
    auto classes = classes_by_time(query, results, query.query.name + "_access_time_s");
    const std::string status = column_reference(query.query.name + "_status");
    for (const AccessStatus lost : {AccessStatus::unreachable, AccessStatus::unsnapped}) {
      classes.push_back(
          {status + " = " + text_constant(name_of(lost)), status_label(lost).in(language),
           lost == AccessStatus::unreachable ? Colour{90, 30, 120, 255} : Colour{60, 60, 60, 255},
           2, "cross2"});
    }
    for (StyleClass& one : classes) {
      if (one.marker != "circle") continue;
      one.size_mm = 1.6;
      one.colour = darker(one.colour);
    }
    styles.push_back(named(results, table,
                           label_of(query) + " · " + word(Word::access_time).in(language),
                           {LayerShape::point, classes, {}}));
  }
  if (styles.empty()) {
    styles.push_back(
        named(results, table, table.title.in(language),
              {LayerShape::point, {{"", table.title.in(language), category_colour(0), 1.6}}, {}}));
  }
  return styles;
}

namespace {

/// Facilities by kind and tier, larger with the tier; small where there are so many that they would
/// hide what lies below.
std::vector<StyleClass> facility_classes(const Results& results) {
  const Language language = results.study.language;
  constexpr std::size_t many = 100;
  std::map<std::string, std::size_t> of_kind;
  std::set<std::pair<std::string, std::optional<int>>> groups;
  for (const Facility& facility : results.facilities) {
    groups.insert({facility.kind, facility.tier});
    ++of_kind[facility.kind];
  }
  std::vector<StyleClass> classes;
  for (const auto& [kind, tier] : groups) {
    const auto at = of_kind.find(kind);
    const auto rank = static_cast<std::size_t>(std::distance(of_kind.begin(), at));
    const std::string level = column_reference("tier");
    std::string filter = column_reference("kind") + " = " + text_constant(kind) + " AND " + level;
    filter += tier ? " = " + std::to_string(*tier) : " IS NULL";
    std::string label = capitalized(kind_label(kind).in(language));
    if (tier) label += " · " + word(Word::tier).in(language) + " " + std::to_string(*tier);
    const double size = at->second > many ? 1 : 2.4;
    classes.push_back({filter + " AND NOT " + column_reference("set_aside"), label,
                       category_colour(rank), size + 0.6 * tier.value_or(1)});
  }
  return classes;
}

}  // namespace

std::vector<NamedStyle> facility_styles(const Results& results, const DataTable& table) {
  const Language language = results.study.language;
  std::vector<StyleClass> classes = facility_classes(results);
  if (!results.set_aside.empty() || classes.empty()) {
    classes.push_back(
        {"",
         Message{"Listed, not counted as a fixed place", "Recensé, non compté comme lieu fixe"}.in(
             language),
         {130, 130, 130, 255},
         2.4,
         "cross2"});
  }
  return {named(results, table, table.title.in(language),
                {LayerShape::point, classes, column_reference("name"), 7.5, facility_label_scale})};
}

std::vector<NamedStyle> snap_styles(const Results& results, const DataTable& table) {
  const Language language = results.study.language;
  const Message facility = {"Facility", "Lieu d’accueil"};
  const Message home = {"Place where people live", "Lieu d’habitation"};
  return {named(
      results, table, table.title.in(language),
      {LayerShape::line,
       {{column_reference("refusal") + " IS NOT NULL",
         Message{"A nearer road was refused", "Une route plus proche est refusée"}.in(language),
         {215, 110, 0, 255},
         0.5},
        {column_reference("refusal") + " IS NULL AND " + column_reference("point_type") +
             " = 'facility'",
         facility.in(language), category_colour(0), 0.5},
        {"", home.in(language), {90, 90, 90, 255}, 0.25}},
       {}})};
}

std::vector<NamedStyle> network_issue_styles(const Results& results, const DataTable& table) {
  const Language language = results.study.language;
  const auto one = [&](const char* issue, const Message& label, Colour colour) {
    return StyleClass{column_reference("issue") + " = " + text_constant(issue), label.in(language),
                      colour, 3, "diamond"};
  };
  std::vector<StyleClass> classes = {
      one("unsnapped", verbatim(capitalized_word(Word::unsnapped, results)), {165, 35, 40, 255}),
      one("far_from_road", {"Far from any usable road", "Loin de toute route utilisable"},
          {215, 110, 0, 255}),
      one("island", {"Roads cut off", "Routes isolées"}, category_colour(0)),
      one("one_way_dead_end", {"One-way dead end", "Impasse à sens unique"}, category_colour(2)),
      one("no_way_in", {"Roads without a way in", "Routes sans entrée"}, category_colour(6)),
      one("missing_junction", {"Junction that may be missing", "Carrefour peut-être manquant"},
          category_colour(3))};
  return {named(results, table, table.title.in(language), {LayerShape::point, classes, {}})};
}

std::vector<NamedStyle> plain_table_styles(const Results& results, const DataTable& table) {
  return {{table.name, "", table.title.in(results.study.language), results.study.title,
           table_qml(table, results.study.language)}};
}

std::string access_raster_qml(const Results& results) {
  std::vector<RasterClass> classes;
  if (!results.queries.empty()) {
    for (const TimeClass& one : time_classes(results.queries.front(), results)) {
      classes.push_back({one.up_to ? one.up_to->seconds() : INFINITY, one.label, one.colour});
    }
  }
  return raster_qml(1, classes);
}

}  // namespace coverage
