#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "libcoverage/model/opening_hours.h"

namespace coverage {

/// What was read of the opening hours of one facility. Texts are listed as written, so that the
/// caller can name them; nothing is guessed.
struct HoursReading {
  /// The ordinary week. Nothing where nothing is written, or where a part of it could not be read:
  /// a week that lacks a day would give wrong weekly hours. An empty week is "closed all week".
  std::optional<OpeningHours> hours;
  std::vector<std::string> unread;         ///< texts that could not be read
  std::vector<std::string> merged;         ///< texts with repeated or overlapping intervals
  std::vector<std::string> past_midnight;  ///< texts whose interval ends on the next day
  std::vector<std::string> no_length;      ///< texts with an interval that ends as it begins

  friend bool operator==(const HoursReading&, const HoursReading&) = default;
};

/// Reads a week given as one text a day, Monday first, as in the France services list:
/// `09:00 - 12:00 / 14:00 - 17:00`. Also `9h-12h`, `09h00-12h30`, `9h à midi et 14h à 17h`,
/// `8:30–12:30 ; 13:30–17:00`, `fermé`, `24h/24`. An empty text is a day without opening.
///
/// An interval that ends as it begins (`00:00 - 00:00`) opens nothing and is left out; one that
/// ends before it begins goes on to the next day.
HoursReading read_week_columns(const std::array<std::string, 7>& days);

}  // namespace coverage
