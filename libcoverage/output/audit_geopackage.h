#pragma once

#include <filesystem>
#include <string>

#include "libcoverage/base/execution.h"
#include "libcoverage/output/audit_results.h"

namespace coverage {

/// Writes an audit as a GeoPackage with styles: the whole file or none. An older file of that name
/// is replaced. Throws OutputError.
void write_audit(const AuditResults& results, const std::filesystem::path& path,
                 const Execution& execution);

/// The summary for people, and for machines (JSON).
std::string audit_text(const AuditResults& results, Language language);
std::string audit_json(const AuditResults& results, Language language);

}  // namespace coverage
