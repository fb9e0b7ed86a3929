#pragma once

#include <string>
#include <utility>
#include <vector>

#include "libcoverage/input/toml_document.h"

namespace coverage {

/// A study as one table: the file, over the files that it inherits from with `base`, under the
/// overrides of the command line. Not yet checked against the keys of studies.
struct StudyDocument {
  TomlValue root;
  std::vector<std::string> files;  ///< every file read, the innermost base first
};

/// Reads `path` and its bases: tables merge by key, arrays replace, `[[change]]` blocks follow each
/// other, the base's first. A query in short form reads as a table with `where`. Throws InputError;
/// also where bases inherit from each other in a circle.
StudyDocument read_study_document(
    const std::string& path,
    const std::vector<std::pair<std::string, std::string>>& overrides = {});

/// `over` on top of `base`, as above.
void merge_study_tables(TomlValue& base, const TomlValue& over);

/// Sets `demand.method`, `facilities.msap.kind` (a block by its name) or `queries.bus.target` as if
/// the study file said so. The value is TOML; anything that is not is taken as a text.
void apply_override(TomlValue& root, const std::string& key, const std::string& value,
                    const std::string& study_file);

}  // namespace coverage
