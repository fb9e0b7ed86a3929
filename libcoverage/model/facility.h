#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "libcoverage/base/message.h"
#include "libcoverage/base/strong_id.h"
#include "libcoverage/geo/geometry.h"
#include "libcoverage/model/opening_hours.h"

namespace coverage {

enum class FacilityStatus { open, planned, closed };
const char* name_of(FacilityStatus status);

/// One service point. Facilities stand in facility order: place of their source in the study, then
/// id.
struct Facility {
  std::string id;      ///< `source:id`, unique in the study, stable across runs
  std::string source;  ///< name of the `[[facilities]]` block, or `scenario`
  std::string name;
  std::string kind;  ///< `france_services`, `msap`, `third_place`, `mairie`…
  std::optional<int> tier;
  std::vector<std::string> services;
  std::optional<OpeningHours> opening_hours;
  std::optional<double> capacity;
  FacilityStatus status = FacilityStatus::open;
  bool mobile =
      false;  ///< a bus or an itinerant service: its position is an administrative address
  /// Why the source's row gives only an administrative address (`mobile` is then true); empty for a
  /// fixed place.
  Message set_aside_reason;
  Point position;
  LonLat lon_lat;
  std::map<std::string, std::string>
      attributes;        ///< other mapped columns, by their name in the study
  CommuneIndex commune;  ///< none outside every known commune
};

}  // namespace coverage
