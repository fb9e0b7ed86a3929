#pragma once

#include "libcoverage/input/toml_document.h"
#include "libcoverage/model/study.h"

namespace coverage {

/// Rules that tie several keys of a study together; `root` tells the places of the values. Each
/// throws InputError: nothing that a study says may be without effect.

/// Names of sources and territories: well-formed, each once.
void check_names(const Study& study, const TomlValue& root);
/// Kinds, attribute names and rules of the sources.
void check_facilities(const Study& study, const TomlValue& root);
/// What the method of [demand] needs and reads.
void check_demand(const Study& study, const TomlValue& root);
/// That the weights of queries exist.
void check_query_weights(const Study& study, const TomlValue& root);
/// That the study's demand has a weight, named at `place`.
void check_weight_name(const Study& study, const std::string& weight, const TomlPlace& place);
/// The mapping of [roads], and what depends on it.
void check_roads(const Study& study, const TomlValue& root);
/// Keys of [communes] that need another one.
void check_dependent_keys(const Study& study, const TomlValue& root);

/// The names of the weights that the study's demand will have; the first is the main one.
std::vector<std::string> weight_names(const Study& study);

}  // namespace coverage
