#pragma once

#include <limits>
#include <string>
#include <vector>

namespace coverage {

enum class KeyType {
  text,
  edition,  ///< a text, a date or a year
  texts,    ///< a text or a list of texts
  path,     ///< resolved against the file that writes it
  paths,    ///< a path or a list of paths
  profile,  ///< the name of a profile or mapping, or the path of a TOML file
  crs,      ///< a coordinate system, such as EPSG:2154
  seats,    ///< the word `busiest_junction`, or a path
  number,
  integer,
  boolean,
  choice,      ///< one of `choices`
  threshold,   ///< "10 min", "5 km", "20 min and 5 km"
  thresholds,  ///< a threshold or a list of them
  mapping      ///< a table of texts; its keys are `choices` where there are any
};

/// One key that study files may have.
struct StudyKey {
  std::string section;  ///< empty at the top of the file; `facilities` stands for each block
  std::string name;
  KeyType type = KeyType::text;
  std::string default_value;  ///< as TOML; empty: the key may be absent, or is required
  std::string description;    ///< one line
  bool required = false;
  std::vector<std::string> choices = {};
  double minimum = -std::numeric_limits<double>::infinity();
  double maximum = std::numeric_limits<double>::infinity();

  /// `demand.method`, `title`.
  std::string path() const { return section.empty() ? name : section + "." + name; }
};

/// A table or array of tables of a study file.
struct StudySection {
  enum class Form { table, blocks, named_tables };
  std::string name;
  Form form = Form::table;
  bool required = false;
};

/// All sections and all keys that the code reads, in the order of the reference
/// (`data/examples/study-reference.toml`). Reading, suggestions and the reference's test use these.
const std::vector<StudySection>& study_sections();
const std::vector<StudyKey>& study_keys();

/// `[demand]`, `[[facilities]]`, `[queries.…]`, or "the study" for keys at the top.
std::string shown_section(const std::string& section);

}  // namespace coverage
