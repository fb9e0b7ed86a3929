#pragma once

#include <string>

#include "libcoverage/output/report_map.h"
#include "libcoverage/output/results.h"

namespace coverage {

/// Parts of the report, each a run of HTML.

/// A card: the headline share of one query within its own target, and who set it.
std::string headline_card(const Results& results, const QueryResult& query, Language language);
/// Everything about one query.
std::string query_section(const Results& results, const QueryResult& query, const ReportMap& map,
                          Language language);
/// How unequal the access times of one query are: the study, then each unit of its groupings.
std::string inequality_table(const Results& results, const QueryResult& query, Language language);
/// What the study's catchments find; empty where it has none.
std::string catchments_section(const Results& results, const ReportMap& map, Language language);
/// Who is counted: concepts and years of the demand's population and of the communes'.
std::string population_text(const Results& results, Language language);
/// Facilities that count, those set aside and why, those whose condition has no answer.
std::string facilities_section(const Results& results, Language language);
/// Sources with their editions and counts, hypotheses, method, words.
std::string sources_section(const Results& results, Language language);

/// Whether a query's weight counts inhabitants: what does not is never called people.
bool counts_people(const Results& results, const QueryResult& query);
/// "habitants" or the declared unit of a study's main weight.
std::string weight_unit(const Results& results, const QueryResult& query, Language language);
/// "CC du Nord"; "partie de CC du Sud" for a unit that the study's limit cuts.
std::string unit_name(const TerritoryUnit& unit, Language language);

}  // namespace coverage
