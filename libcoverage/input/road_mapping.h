#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "libcoverage/base/message.h"
#include "libcoverage/model/study.h"

namespace coverage {

/// What the columns of a layer of roads mean: `data/mappings/*.toml`, documented key by key in
/// `bdtopo.toml`, with what the study itself says laid over it.
struct RoadMapping {
  /// Where forbidden turns are read.
  struct Turns {
    std::vector<std::string> layers;
    std::vector<std::string> id, from, to, kind;  ///< columns, the first with a value counts
    std::vector<std::string> forbidding;          ///< values of `kind`; empty: every row holds
  };

  std::string name;
  Message label;
  std::vector<std::string> layers;  ///< names of the layer of roads
  /// By attribute (`class`, `oneway`…), the columns that may hold it.
  std::map<std::string, std::vector<std::string>> columns;
  std::vector<std::string> required;     ///< attributes that a layer must have
  std::vector<std::string> class_parts;  ///< attributes that refine the class
  std::map<std::string, std::string> classes;
  std::map<std::string, std::map<std::string, std::string>> values;  ///< by attribute
  std::optional<Turns> turns;
  std::string sha256;  ///< of the file, for the network's fingerprint
};

/// The attributes of a road that columns may be mapped to.
const std::vector<std::string>& road_attributes();

/// The names of the mappings in `data/mappings/`.
std::vector<std::string> ready_road_mappings();

/// Whether a study's `mapping` is the path of a TOML file, and not the name of a ready one.
bool is_mapping_path(const std::string& name_or_path);

/// `text` is the TOML, `file` what errors call it. Throws InputError with the line; an unknown key
/// is an error that suggests the nearest one.
RoadMapping parse_road_mapping(std::string_view text, const std::string& file);

/// The mapping of that name in `data/mappings/`, or in the TOML file at that path. Throws
/// InputError that suggests the nearest name.
RoadMapping load_road_mapping(const std::string& name_or_path);

/// What the study says in all: its mapping, if it names one, under its own `columns`, `classes` and
/// `oneway_values`. A column that the study names itself is required.
RoadMapping mapping_of(const RoadsInput& roads);

}  // namespace coverage
