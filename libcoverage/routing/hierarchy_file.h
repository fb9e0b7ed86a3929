#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

#include "libcoverage/base/execution.h"
#include "libcoverage/network/road_network.h"
#include "libcoverage/routing/hierarchy.h"

namespace coverage {

/// Writes the hierarchy of a network's forward graph into the network's file, beside the network's
/// own sections and instead of an earlier hierarchy: the whole file or nothing. It is tied to the
/// checksums of what it was made from (the arcs' ends and times), so that no other network takes it
/// for its own; a network that is built again leaves it behind. Throws OutputError; InputError
/// where the file is not that of a network of so many vertices.
void store_hierarchy(const std::filesystem::path& network_file, const Hierarchy& hierarchy,
                     unsigned threads = 1);

/// Maps the hierarchy of a network file, in time that does not depend on its size: what the
/// sections hold is not checked (see `verify_hierarchy`). Nothing where the file has none. Throws
/// InputError where the file is damaged, or the hierarchy is another network's or of another
/// version.
std::optional<Hierarchy> open_hierarchy(const std::filesystem::path& network_file);

/// Compares every section of the hierarchy with its checksum, and the whole with the invariants of
/// a hierarchy: after it, no search can leave its bounds. Nothing to do where there is none. Throws
/// InputError that says what is damaged.
void verify_hierarchy(const std::filesystem::path& network_file);

/// The hierarchy that is stored with `network`, verified at the first use of that file. Nothing
/// where there is none; where it cannot be used a warning says so, and there is none.
std::optional<Hierarchy> load_hierarchy(const std::filesystem::path& network_file,
                                        const RoadNetwork& network, const Execution& execution);

/// The size of all columns of a hierarchy, in bytes.
std::uint64_t hierarchy_bytes(const Hierarchy& hierarchy);

}  // namespace coverage
