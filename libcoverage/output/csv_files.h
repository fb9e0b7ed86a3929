#pragma once

#include <string>

#include "libcoverage/base/data_table.h"

namespace coverage {

/// `plain`: RFC 4180 (comma, decimal point, UTF-8 without BOM; lines end with LF). `excel_fr`:
/// semicolon, decimal comma, BOM, CRLF, yes/no as VRAI/FAUX, and text that Excel could take for a
/// formula gets a `'` in front.
enum class CsvDialect { plain, excel_fr };

/// The whole table, header first. NULL is an empty field; empty text is a quoted empty field.
std::string csv_text(const DataTable& table, CsvDialect dialect);

/// One field, quoted where it has to be.
std::string csv_field(const DataValue& value, CsvDialect dialect);

}  // namespace coverage
