#pragma once

#include <string_view>

#include "libcoverage/input/opening_hours_text.h"

namespace coverage {

/// Reads the part of OSM's `opening_hours` that describes an ordinary week:
/// `Mo-Fr 09:00-12:00,14:00-17:00; Sa 09:00-12:00; PH off`, `24/7`, `Mo,We 14:00-18:00`, `off`.
/// A later rule replaces the days that it names, a rule after a comma adds to them; holidays (`PH`,
/// `SH`) are not part of an ordinary week. Months, dates, weeks, `Mo[1]`, `sunrise`, open ends
/// (`18:00+`) and comments are left unread.
HoursReading read_osm_opening_hours(std::string_view text);

}  // namespace coverage
