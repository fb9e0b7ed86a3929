#include "libcoverage/input/read_facility.h"

#include <algorithm>
#include <utility>

#include "libcoverage/base/text.h"
#include "libcoverage/input/administrative_address.h"
#include "libcoverage/input/facility_values.h"
#include "libcoverage/input/osm_opening_hours.h"

namespace coverage {

namespace {

using NoteKind = SourceNote::Kind;

/// Leaves the reading of a row.
struct Rejection {
  std::string code;
  Message reason;
};

template <class Value>
std::optional<Value> value_or_reject(CellReading<Value> reading) {
  if (auto* reason = std::get_if<Message>(&reading)) throw Rejection{"value", std::move(*reason)};
  return std::get<std::optional<Value>>(std::move(reading));
}

void note_texts(FacilityRow& result, NoteKind kind, const std::string& code, const Message& text,
                const std::vector<std::string>& details) {
  for (const std::string& detail : details) result.notes.push_back({kind, code, text, detail});
}

}  // namespace

FacilityRowReader::FacilityRowReader(const FacilitiesInput& source, const FacilityRows& rows,
                                     const FacilityColumns& columns, const StudyPlace& place)
    : source_(source),
      rows_(rows),
      columns_(columns),
      place_(place),
      to_wgs84_(rows.crs, Crs::wgs84()) {}

const std::string& FacilityRowReader::cell(std::size_t row, FacilityColumns::Column column) const {
  static const std::string empty;
  return column ? rows_.table.rows[row][*column] : empty;
}

std::string FacilityRowReader::id_of(std::size_t row) const {
  std::string id(trim(cell(row, columns_.id)));
  if (id.empty() && !rows_.ids.empty()) id = rows_.ids[row];
  if (id.empty() && !columns_.id) id = "row-" + std::to_string(rows_.table.lines[row]);
  return id;
}

std::variant<FacilityRow, RejectedRow> FacilityRowReader::read(std::size_t row) const {
  FacilityRow result;
  Facility& facility = result.facility;
  facility.source = source_.name;
  facility.id = id_of(row);
  facility.name = trim(cell(row, columns_.name));
  if (facility.name.empty()) facility.name = facility.id;
  try {
    if (facility.id.empty()) throw Rejection{"no_id", message("no id", "pas d’identifiant")};
    read_position(row, result);
    read_values(row, result);
    read_hours(row, result);
    read_place_format(row, result);
  } catch (Rejection& rejection) {
    std::string label = facility.id;
    if (facility.name != facility.id) label += (label.empty() ? "" : ", ") + facility.name;
    return RejectedRow{label, rejection.code, rejection.reason};
  }
  return result;
}

void FacilityRowReader::read_position(std::size_t row, FacilityRow& result) const {
  std::variant<Point, Message> written;
  if (!rows_.has_positions) {
    written = read_coordinates(cell(row, columns_.lon), cell(row, columns_.lat));
  } else if (const auto& point = rows_.positions[row]) {
    // As for coordinates in columns: (0, 0) stands for "unknown".
    written = read_coordinates(format_number(point->x), format_number(point->y));
  } else {
    written = message("no position", "pas de position");
  }
  if (const auto* reason = std::get_if<Message>(&written)) throw Rejection{"position", *reason};
  auto placed = place_in_study(std::get<Point>(written), rows_.crs, to_wgs84_, place_);
  if (const auto* reason = std::get_if<Message>(&placed)) throw Rejection{"outside", *reason};
  const PlacedSpot& spot = std::get<PlacedSpot>(placed);
  result.facility.position = spot.spot.position;
  result.facility.lon_lat = spot.spot.lon_lat;
  result.facility.commune = spot.spot.commune;
  const auto note = [&](NoteKind kind, const char* code, const Message& text) {
    result.notes.push_back({kind, code, text, {}});
  };
  if (spot.exchanged) {
    note(NoteKind::corrected, "exchanged_coordinates",
         message("longitude and latitude were written the wrong way round",
                 "longitude et latitude étaient interverties"));
  }
  if (rows_.has_positions && rows_.is_shape[row]) {
    note(NoteKind::corrected, "area_to_point",
         message("an area stands as a point inside it",
                 "une surface est représentée par un point intérieur"));
  }
  if (rows_.has_positions && rows_.is_multipoint[row]) {
    note(NoteKind::doubtful, "several_points",
         message("of several points the first counts", "de plusieurs points, le premier compte"));
  }
  if (place_.has_communes() && !spot.spot.commune.valid()) {
    note(NoteKind::information, "outside_communes",
         message("outside every known commune, but near enough to serve the study",
                 "hors de toute commune connue, mais assez près pour servir à l’étude"));
  }
}

void FacilityRowReader::read_values(std::size_t row, FacilityRow& result) const {
  Facility& facility = result.facility;
  facility.kind = trim(cell(row, columns_.kind));
  if (facility.kind.empty()) facility.kind = source_.kind;
  facility.tier = value_or_reject(read_tier(cell(row, columns_.tier)));
  facility.capacity = value_or_reject(read_capacity(cell(row, columns_.capacity)));
  facility.services = read_services(cell(row, columns_.services));
  const auto status = value_or_reject(read_status(cell(row, columns_.status)));
  facility.status = status.value_or(FacilityStatus::open);
  facility.mobile = value_or_reject(read_truth(cell(row, columns_.mobile))).value_or(false);
  for (const auto& [name, column] : columns_.attributes) {
    const std::string_view value = trim(cell(row, column));
    if (!value.empty()) facility.attributes[name] = value;
  }
}

void FacilityRowReader::read_hours(std::size_t row, FacilityRow& result) const {
  HoursReading reading;
  if (columns_.has_days()) {
    std::array<std::string, 7> days;
    for (std::size_t day = 0; day < 7; ++day) days[day] = cell(row, columns_.days[day]);
    reading = read_week_columns(days);
    note_texts(result, NoteKind::doubtful, "hours_past_midnight",
               message("opening hours that end on the next day are read as such",
                       "des horaires finissant le lendemain sont lus ainsi"),
               reading.past_midnight);
  } else if (columns_.opening_hours) {
    reading = read_osm_opening_hours(cell(row, columns_.opening_hours));
  }
  note_texts(result, NoteKind::doubtful, "hours_unread",
             message("opening hours that cannot be read are unknown",
                     "des horaires illisibles restent inconnus"),
             reading.unread);
  note_texts(result, NoteKind::corrected, "hours_merged",
             message("repeated or overlapping opening hours were merged",
                     "des horaires répétés ou qui se chevauchent ont été fusionnés"),
             reading.merged);
  note_texts(result, NoteKind::corrected, "hours_no_length",
             message("opening hours that end as they begin were left out",
                     "des horaires finissant dès leur début ont été écartés"),
             reading.no_length);
  result.facility.opening_hours = std::move(reading.hours);
}

void FacilityRowReader::read_place_format(std::size_t row, FacilityRow& result) const {
  if (!columns_.type && !columns_.format) return;
  PlaceFormat format;
  format.name = result.facility.name;
  format.type = cell(row, columns_.type);
  format.format = cell(row, columns_.format);
  format.has_hours_columns = columns_.has_days();
  for (const auto& day : columns_.days) format.states_hours |= !trim(cell(row, day)).empty();
  if (auto reason = administrative_address_reason(format)) {
    result.facility.mobile = true;
    result.facility.set_aside_reason = std::move(*reason);
    return;
  }
  const FormatDoubt doubt = format_doubt(format);
  if (doubt == FormatDoubt::several_sites) {
    result.notes.push_back(
        {NoteKind::doubtful, "several_sites",
         message(
             "one row for several sites: only the position written counts, with all their hours",
             "une seule ligne pour plusieurs sites : seule compte la position écrite, avec "
             "les horaires de tous"),
         format.format});
  } else if (doubt == FormatDoubt::unknown_format) {
    result.notes.push_back({NoteKind::doubtful, "unknown_format",
                            message("the format of the place is not known, it counts as fixed",
                                    "le format du lieu est inconnu, il compte comme fixe"),
                            format.format});
  }
}

}  // namespace coverage
