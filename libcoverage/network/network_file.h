#pragma once

#include <cstdint>
#include <filesystem>

#include "libcoverage/model/source_report.h"
#include "libcoverage/network/road_network.h"

namespace coverage {

/// A built network as a file, with the report of the roads that it was built from.
struct StoredNetwork {
  RoadNetwork network;
  SourceReport report;
};

/// Writes the whole file or nothing. Throws OutputError.
void write_network(const std::filesystem::path& path, const RoadNetwork& network,
                   const SourceReport& report, unsigned threads = 1);

/// Maps a network into memory, in time that does not depend on its size: header and bounds are
/// checked, what the sections hold is not (see `verify_network`). Throws InputError where the file
/// is missing, damaged, cut short, or of another version.
StoredNetwork open_network(const std::filesystem::path& path);

/// Compares every section of the network with its checksum, and the whole with the invariants of a
/// network: after it, no search in this file can leave its bounds. Throws InputError that says what
/// is damaged.
void verify_network(const std::filesystem::path& path);

/// The size of all columns of a network, in bytes.
std::uint64_t network_bytes(const RoadNetwork& network);

}  // namespace coverage
