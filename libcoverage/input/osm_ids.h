#pragma once

// Includes libosmium: only for .cpp files that interpret OSM objects.
#include <osmium/osm/object.hpp>
#include <string>

namespace coverage {

/// Throws InputError for an id that is negative (unsaved edits) or beyond 2⁴⁰ (damaged or invented
/// data): OpenStreetMap gives neither, and an index by id could not hold them.
void require_usable_id(const osmium::OSMObject& object, const std::string& path);

}  // namespace coverage
