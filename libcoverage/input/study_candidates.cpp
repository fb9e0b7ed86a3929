#include "libcoverage/input/study_candidates.h"

#include <algorithm>

#include "libcoverage/base/error.h"
#include "libcoverage/input/query_expression.h"
#include "libcoverage/input/study_key_lists.h"
#include "libcoverage/input/study_queries.h"

namespace coverage {

namespace {

using Input = CandidatesInput;
using From = Input::From;

From from_named(const std::string& name) {
  if (name == "facilities") return From::facilities;
  if (name == "points") return From::points;
  if (name == "grid") return From::grid;
  if (name == "junctions") return From::junctions;
  return From::seats;
}

/// Whether a key tells something of that kind of candidates.
bool has_use(const std::string& key, From from) {
  if (key == "from") return true;
  if (key == "where") return from == From::facilities;
  if (key == "spacing_m") return from == From::grid;
  return from == From::points;
}

/// `--candidates grid` tries other candidates on a study; the keys of its own stay there.
bool is_left_over(const TomlValue& table, const TomlEntry& entry) {
  return !table.find("from")->place.option.empty() && entry.value.place.option.empty();
}

void check_keys(const TomlValue& table, const Input& input) {
  const std::string from = table.find("from")->text;
  for (const TomlEntry& entry : table.entries) {
    if (has_use(entry.key, input.from) || is_left_over(table, entry)) continue;
    fail_at(entry.place,
            message("'{}' has no use with from = \"{}\"",
                    "« {} » ne sert à rien avec from = "
                    "\"{}\"",
                    entry.key, from),
            message("Remove it, or choose other candidates",
                    "Supprimez-la, ou choisissez d’autres emplacements possibles"));
  }
  if (input.from == From::facilities && input.where.empty()) {
    fail_missing_key(table.place, "candidates", "where");
  }
  if (input.from == From::points && input.paths.empty()) {
    fail_missing_key(table.place, "candidates", "path");
  }
}

}  // namespace

const std::vector<BoundKey<CandidatesInput>>& candidates_keys() {
  static const std::vector<BoundKey<Input>> keys{
      {{"candidates",
        "from",
        KeyType::choice,
        "",
        "where a service could open: the communes' seats, facilities that answer a condition, "
        "points of a file, a grid, or every junction with inhabitants within 500 m",
        true,
        {"seats", "facilities", "points", "grid", "junctions"}},
       [](Input& input, const Setting& setting) {
         input.from = from_named(std::get<std::string>(setting));
       }},
      {{"candidates", "where", KeyType::text, "", "facilities: which of them, as in queries"},
       into(&Input::where)},
      {{"candidates", "path", KeyType::paths, "",
        "points: CSV files with longitude and latitude, or point layers"},
       into(&Input::paths)},
      {{"candidates", "layer", KeyType::text, "",
        "points: name of the layer, where a file has several"},
       into(&Input::layer)},
      {{"candidates", "crs", KeyType::crs, "",
        "points: coordinate system of CSV columns that are not WGS 84, or of a layer that declares "
        "none"},
       into(&Input::crs)},
      {{"candidates",
        "columns",
        KeyType::mapping,
        "",
        "points: columns of id, name, lon, lat, cost, capacity and rule (optional, mandatory or "
        "forbidden)",
        false,
        {"id", "name", "lon", "lat", "cost", "capacity", "rule"}},
       into(&Input::columns)},
      {{"candidates",
        "spacing_m",
        KeyType::number,
        "2000",
        "grid: metres between candidates",
        false,
        {},
        50,
        100000},
       into(&Input::spacing_m)},
  };
  return keys;
}

void read_candidates(const TomlValue& root, Study& study) {
  const TomlValue* table = root.find("candidates");
  if (!table) return;
  Input& input = study.candidates.emplace();
  read_table(*table, candidates_keys(), {"candidates.", study.file}, input, study.settings);
  check_keys(*table, input);
  if (input.from != From::facilities) return;
  input.condition = within(verbatim(table->find("where")->place.text()), [&] {
    return with_implied_conditions(
        parse_condition(input.where, mapped_attributes(study.facilities)));
  });
}

}  // namespace coverage
