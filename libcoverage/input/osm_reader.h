#pragma once

// Includes libosmium: only for .cpp files that interpret OSM objects.
#include <functional>
#include <osmium/memory/buffer.hpp>
#include <osmium/osm/box.hpp>
#include <osmium/osm/entity_bits.hpp>
#include <string>

#include "libcoverage/base/execution.h"

namespace coverage {

/// Whether a path has the name of an OSM file: `.pbf`, `.osm`, `.osm.gz`, `.osm.bz2`…
bool is_osm_path(const std::string& path);

/// Reads the objects of the wanted kinds in the order of the file, block by block. All errors of
/// reading (missing, damaged, cut short, not an OSM file) are InputErrors that name the file; those
/// that `visit` throws pass through. Stops where the run is interrupted. Returns the bounding box
/// that the file's header declares, invalid where it declares none.
osmium::Box read_osm_file(const std::string& path, osmium::osm_entity_bits::type kinds,
                          const Execution& execution,
                          const std::function<void(const osmium::memory::Buffer&)>& visit);

}  // namespace coverage
