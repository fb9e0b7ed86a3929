#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "libcoverage/base/quantities.h"
#include "libcoverage/geo/geometry.h"
#include "libcoverage/model/source_report.h"

namespace coverage {

/// What a layer or a table says about a commune beside its code: numbers, EPCI, name.
struct CommuneFacts {
  std::string name;  ///< empty where not given
  std::string epci_code;
  std::string epci_name;
  std::map<std::string, Weight> weights;  ///< those that are known
};

/// A commune as it is put together from the files of a study.
struct CommuneDraft {
  std::string code;
  CommuneFacts facts;
  MultiPolygon shape;  ///< study CRS
  std::string place;   ///< "communes-03.geojson, row 12", for messages
  std::size_t file = 0;
};

/// One row of [population].
struct PopulationRow {
  std::string code;
  CommuneFacts facts;
  std::string place;
  std::size_t file = 0;
};

/// The columns of `CommuneFacts`, found in a layer or a table. In the study, the keys `name`,
/// `epci_code` and `epci_name` are what they say, every other key is the name of a weight.
struct FactColumns {
  std::optional<std::size_t> name, epci_code, epci_name;
  std::map<std::string, std::size_t> weights;

  /// `find` gives the index of a column by its name, or throws.
  static FactColumns find(const std::map<std::string, std::string>& columns,
                          const std::function<std::size_t(const std::string&)>& find_column);
  /// Reads one row, whose cells `cell` gives. Throws InputError that names the column.
  CommuneFacts read(const std::map<std::string, std::string>& columns,
                    const std::function<std::string(std::size_t)>& cell) const;
};

/// Adds a note whose count and examples are known, all examples kept: for lists that must be
/// complete. Adds nothing where `examples` is empty.
void add_full_note(SourceReport& report, SourceNote::Kind kind, const std::string& code,
                   const Message& text, const std::vector<std::string>& examples);

/// The last part of a path, for messages.
std::string file_name_of(const std::string& path);

/// "03185 Montluçon", or the code alone where there is no name.
std::string code_and_name(const std::string& code, const std::string& name);

}  // namespace coverage
