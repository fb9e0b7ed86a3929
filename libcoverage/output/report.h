#pragma once

#include <string>

#include "libcoverage/output/results.h"

namespace coverage {

/// The gap report: one self-contained HTML page (no network), printable, tables sortable. Per
/// query: the headline share within that query's own target and who set it, a map, the share by
/// access time, the population ledger, the communes in the gap ranked by inhabitants not covered,
/// EPCIs and other territories; then facilities, sources, hypotheses. The same figures are in the
/// CSV and JSON files.
std::string render_report(const Results& results, Language language);

}  // namespace coverage
