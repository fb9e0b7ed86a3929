#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "libcoverage/base/atomic_output.h"
#include "libcoverage/base/execution.h"

namespace coverage {

/// What `generate_demo` is to invent.
///
/// Without `commune_files` everything is invented: communes, populations, EPCIs, facilities, roads.
/// With them, communes are real (any OGR polygon layers) and only roads are invented, between the
/// communes' real positions; every output of the study says so.
struct DemoOptions {
  std::filesystem::path directory;
  std::uint64_t seed = 1;
  /// Where roads meet or end, tracks not counted. Default: 60,000, or 130 a commune where these are
  /// given.
  std::optional<std::uint64_t> junctions;
  /// Communes of the study area. Default: as many as the junctions suggest, 300 for 60,000.
  std::optional<std::uint32_t> communes;
  Overwrite overwrite = Overwrite::no;

  std::vector<std::string> commune_files;
  std::string commune_code = "code", commune_name = "nom";  ///< their columns
  /// A table with the columns insee_com, population, epci_code and epci_nom.
  std::optional<std::string> population_file;
  std::string population_edition;  ///< of that table, for the reports; empty: not known
  /// The France services list as published.
  std::optional<std::string> france_services_file;
  /// Départements or communes under study; empty: all.
  std::vector<std::string> study_area;
  /// How far around the study area roads are drawn in full; beyond, main roads only.
  double surroundings_m = 25000;
};

/// What was invented.
struct DemoSummary {
  std::filesystem::path study;  ///< the study file to run
  std::uint64_t communes = 0, communes_in_study = 0;
  std::uint64_t epcis = 0;  ///< of the study area
  /// Of the study area; nothing between real communes whose populations are not given: the study
  /// then counts metres of road.
  std::optional<std::int64_t> population;
  std::uint64_t junctions = 0, nodes = 0, ways = 0;
  std::uint64_t facilities = 0, inhabited_squares = 0;  ///< invented ones
  std::vector<std::string> files;                       ///< names in the directory
};

/// Writes a study that can be run into `options.directory`, all files or none. The same options
/// give the same bytes, whatever the number of threads. Memory grows with the number of communes,
/// not of junctions. Throws InputError (files that cannot be used, sizes out of range),
/// OutputError.
DemoSummary generate_demo(const DemoOptions& options, const Execution& execution);

/// The number of communes that suits a number of junctions: 300 for 60,000, 35,000 for 10⁷.
std::uint32_t communes_for(std::uint64_t junctions);

}  // namespace coverage
