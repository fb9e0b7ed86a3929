#pragma once

#include <string>
#include <utility>
#include <vector>

#include "libcoverage/model/study.h"

namespace coverage {

/// Reads a study or scenario file: TOML, as documented key by key in
/// `data/examples/study-reference.toml`. Opens no input of the study.
///
/// `overrides` are keys with their values (`--set demand.method=grid`), as if the study file said
/// so; a value that is not TOML is a text, and blocks go by name
/// (`facilities.msap.path=msap-2025.csv`). Relative paths in them resolve against the study file.
///
/// Throws InputError with file, line, column and the nearest right key or word: unknown keys, wrong
/// types, values out of range, missing keys, keys without effect.
Study load_study(const std::string& path,
                 const std::vector<std::pair<std::string, std::string>>& overrides = {});

}  // namespace coverage
