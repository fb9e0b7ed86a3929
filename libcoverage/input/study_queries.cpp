#include "libcoverage/input/study_queries.h"

#include <algorithm>

#include "libcoverage/base/error.h"
#include "libcoverage/base/text.h"
#include "libcoverage/input/facility_rule.h"
#include "libcoverage/input/query_expression.h"
#include "libcoverage/input/study_key_lists.h"
#include "libcoverage/model/kind_label.h"

namespace coverage {

namespace {

void check_query_entry(const TomlEntry& entry) {
  if (!is_plain_name(entry.key)) {
    fail_at(entry.place,
            message("'{}' cannot name a query", "« {} » ne peut pas nommer une offre étudiée",
                    entry.key),
            message("Use small letters, digits and _, a letter first: '{}'",
                    "Utilisez des minuscules sans accent, des chiffres et _, une lettre d’abord : "
                    "« {} »",
                    slug(entry.key)));
  }
  if (!entry.value.is_table()) {
    fail_at(entry.value.place,
            message("the query '{}' must be a condition or a table",
                    "l’offre étudiée « {} » doit être une condition ou une table", entry.key),
            message("Write for example {} = \"kind = france_services\"",
                    "Écrivez par exemple {} = \"kind = france_services\"", entry.key));
  }
}

Query read_query(const TomlEntry& entry, const Study& study, StudySettings& settings) {
  check_query_entry(entry);
  TomlValue table = entry.value;
  set_where_absent(table, "label", default_label(entry.key, study.language));
  if (!table.find("target")) {
    set_where_absent(table, "target_source", study.target_source);
    set_where_absent(table, "target", study.target.label(false));
  }
  Query query;
  query.name = entry.key;
  read_table(table, query_keys(), {"queries." + entry.key + ".", study.file}, query, settings);
  query.condition = within(verbatim(table.find("where")->place.text()), [&] {
    return with_implied_conditions(
        parse_condition(query.where, mapped_attributes(study.facilities)));
  });
  return query;
}

std::string query_name_of(const std::string& kind) {
  const std::string name = slug(kind);
  return is_plain_name(name) ? name : "kind_" + name;
}

/// Kinds such as "Mairie" and "mairie" would share a label.
std::string free_label(const std::string& kind, const std::vector<Query>& queries,
                       Language language) {
  std::string label = default_label(kind, language);
  const bool taken = std::any_of(queries.begin(), queries.end(),
                                 [&](const Query& other) { return other.label == label; });
  return taken ? label + " (" + kind + ")" : label;
}

Condition kind_is(const std::string& kind) {
  Condition condition;
  condition.kind = Condition::Kind::compare;
  condition.attribute = "kind";
  condition.values = {kind};
  return condition;
}

}  // namespace

bool is_plain_name(const std::string& name) {
  const auto is_letter = [](char c) { return c >= 'a' && c <= 'z'; };
  return !name.empty() && is_letter(name.front()) &&
         std::all_of(name.begin(), name.end(),
                     [&](char c) { return is_letter(c) || (c >= '0' && c <= '9') || c == '_'; });
}

std::set<std::string> mapped_attributes(const std::vector<FacilitiesInput>& facilities) {
  std::set<std::string> names;
  for (const FacilitiesInput& source : facilities) {
    for (const auto& [attribute, column] : source.columns) names.insert(attribute);
    for (const std::string& rule : source.rules) names.insert(parse_facility_rule(rule).attribute);
  }
  return names;
}

std::vector<Query> read_queries(const TomlValue& queries, const Study& study,
                                StudySettings& settings) {
  std::vector<Query> result;
  for (const TomlEntry& entry : queries.entries) {
    result.push_back(read_query(entry, study, settings));
  }
  return result;
}

std::vector<Query> default_queries(std::span<const std::string> kinds, const Study& study) {
  std::vector<Query> queries;
  for (const std::string& kind : kinds) {
    Query query;
    query.name = query_name_of(kind);
    const auto same_name = [&](const Query& other) { return other.name == query.name; };
    // Kinds such as "Mairie" and "mairie" would share a name.
    const std::string stem = query.name;
    for (int n = 2; std::any_of(queries.begin(), queries.end(), same_name); ++n) {
      query.name = stem + "_" + std::to_string(n);
    }
    query.label = free_label(kind, queries, study.language);
    query.where = "kind = \"" + kind + "\"";
    query.condition = with_implied_conditions(kind_is(kind));
    query.target = study.target;
    query.target_source = study.target_source;
    queries.push_back(std::move(query));
  }
  return queries;
}

}  // namespace coverage
