#pragma once

#include <set>
#include <span>
#include <string>
#include <vector>

#include "libcoverage/input/study_table.h"
#include "libcoverage/input/toml_document.h"
#include "libcoverage/model/study.h"

namespace coverage {

/// Whether `name` matches `[a-z][a-z0-9_]*`: names of queries, weights, territories, attributes.
bool is_plain_name(const std::string& name);

/// The attributes that the study's sources map or their rules set, beyond the built-in ones.
std::set<std::string> mapped_attributes(const std::vector<FacilitiesInput>& facilities);

/// Reads `[queries]` in the order of the file. The study's target, facilities and demand must have
/// been read. Throws InputError.
std::vector<Query> read_queries(const TomlValue& queries, const Study& study,
                                StudySettings& settings);

/// One query a kind, for a study without `[queries]`: named and labelled after the kind, with the
/// study's target.
std::vector<Query> default_queries(std::span<const std::string> kinds, const Study& study);

}  // namespace coverage
