#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "libcoverage/base/message.h"

namespace coverage {

/// What a row of the France services list says about the kind of place it is.
struct PlaceFormat {
  std::string name;  ///< `lib_fs`
  std::string type;  ///< `type_fs`: Principal, Antenne
  std::string
      format;  ///< `format_fs`: Fixe, Multisites, Fixe_antenne(s), Bus_équivalent, Itinérante
  bool has_hours_columns = false;
  bool states_hours = false;  ///< some day has a text, read or not
};

/// Why the row's position is only an administrative address, where nobody is received: a bus, an
/// itinerant service (by its format, or by its name: the list calls an "antenne itinérante" fixed),
/// or a seat without hours, whose sessions are held elsewhere. Nothing for a fixed place. An
/// antenna is a place of its own, with its own row.
std::optional<Message> administrative_address_reason(const PlaceFormat& place);

/// A doubt about a row that stays a fixed place: one row for several sites, whose hours are those
/// of all, or a format that the list did not have when this was written.
enum class FormatDoubt { none, several_sites, unknown_format };
FormatDoubt format_doubt(const PlaceFormat& place);

}  // namespace coverage
