#include "libcoverage/input/administrative_address.h"

#include "libcoverage/base/text.h"

namespace coverage {

namespace {

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

/// "itinérant", "Itinérance", "itinerante"; `text` is in lower case.
bool says_itinerant(const std::string& text) {
  return contains(text, "itinér") || contains(text, "itinÉr") || contains(text, "itiner");
}

bool begins_with_bus(const std::string& text) {
  return text == "bus" || text.starts_with("bus ") || text.starts_with("bus_") ||
         text.starts_with("bus-");
}

}  // namespace

std::optional<Message> administrative_address_reason(const PlaceFormat& place) {
  const std::string format = lower_ascii(trim(place.format));
  const std::string type = lower_ascii(trim(place.type));
  const std::string name = lower_ascii(trim(place.name));
  const bool is_bus = !format.starts_with("fixe") && contains(format, "bus");
  if (is_bus || begins_with_bus(type)) {
    return message("a bus: the position is its administrative address",
                   "un bus : la position est son adresse administrative");
  }
  if (says_itinerant(format) || says_itinerant(type)) {
    return message("itinerant: the position is its administrative address",
                   "itinérant : la position est son adresse administrative");
  }
  if (begins_with_bus(name) || says_itinerant(name)) {
    return message("itinerant by its name, though its format is '{}'",
                   "itinérant d’après son nom, bien que son format soit « {} »",
                   trim(place.format));
  }
  if (place.has_hours_columns && !place.states_hours) {
    return message("no opening hours: an administrative address",
                   "pas d’horaires : une adresse administrative");
  }
  return {};
}

FormatDoubt format_doubt(const PlaceFormat& place) {
  const std::string format = lower_ascii(trim(place.format));
  if (format.starts_with("multisite")) return FormatDoubt::several_sites;
  const bool known = format.empty() || format.starts_with("fixe");
  return known ? FormatDoubt::none : FormatDoubt::unknown_format;
}

}  // namespace coverage
