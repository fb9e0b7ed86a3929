#pragma once

#include <string>

#include "libcoverage/base/data_table.h"
#include "libcoverage/output/siting_results.h"

namespace coverage {

/// The tables behind `proposals.csv`, `existing_sites.csv`, `curve.csv` and the layers of
/// `proposals.gpkg`. They look into `siting`, which must outlive them. Counts are of the weight
/// that was asked for.

/// A row per plan and site that it opens or closes.
DataTable proposal_table(const SitingResults& siting);
/// A row a site that exists, the most needed first: what is lost if it alone closes.
DataTable existing_table(const SitingResults& siting);
/// A row a plan, by number of new sites: objective, bound, gap, greedy, what it changes.
DataTable curve_table(const SitingResults& siting);
/// A row an alternative, the same with the number of its plan.
DataTable alternatives_table(const SitingResults& siting);
/// Where capacities hold, a row a plan, place of demand and site that serves it or a part of it.
DataTable assignment_table(const SitingResults& siting);

/// A row of `proposal_table`.
struct ProposalRow {
  const PlanOutcome* plan = nullptr;
  const SiteOutcome* site = nullptr;
};
std::vector<ProposalRow> proposal_rows(const SitingResults& siting);

/// The objective, or a bound of it, in its unit: inhabitants, inhabitants × seconds, seconds or
/// cost; exact.
std::string objective_text(const SitingResults& siting, Amount amount);
/// `proposed`, `existing`, `closed`.
const char* name_of(SiteOutcome::Status status);
/// To the millisecond.
DataValue rounded_seconds(const std::optional<double>& seconds);
/// `plan`, `alternative`.
const char* kind_of(const PlanOutcome& plan);
/// The plans that were asked for, then the alternatives: by their numbers.
std::vector<const PlanOutcome*> all_plans(const SitingResults& siting);
/// The access that a plan gives.
const QueryResult& query_of(const SitingResults& siting, const PlanOutcome& plan);
/// Communes of the study area in the gap of a query.
std::size_t communes_in_gap(const SitingResults& siting, const QueryResult& query);

}  // namespace coverage
