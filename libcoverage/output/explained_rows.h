#pragma once

#include <iosfwd>
#include <optional>
#include <string>

#include "libcoverage/access/explain_route.h"
#include "libcoverage/output/access_rows.h"

namespace coverage {

/// The answer of one query at one point, with the route behind it.
struct ExplainedRow {
  AccessRow row;
  std::string query_label;
  std::string facility_name;
  std::string profile;
  Message profile_label;  ///< what the profile calls itself
  std::string traffic;
  std::optional<ExplainedRoute> route;
  Message reason;  ///< why there is no route
};

enum class ExplainedRowFormat { text, json };

/// Streams explained rows, as `coverage-access --explain` prints them: a block of lines a row for
/// people, or the JSON objects of `AccessRowWriter` with `facility_name`, `profile`, `traffic`,
/// `reason` and `legs` after its keys. Throws OutputError where the stream takes no more.
class ExplainedRowWriter {
 public:
  ExplainedRowWriter(std::ostream& out, ExplainedRowFormat format, Language language);
  void write(const ExplainedRow& row);
  void finish();

 private:
  std::ostream& out_;
  ExplainedRowFormat format_;
  Language language_;
  bool first_ = true;
};

/// One row for people: the place and the query, the table of legs, the sums.
std::string explained_text(const ExplainedRow& row, Language language);

}  // namespace coverage
