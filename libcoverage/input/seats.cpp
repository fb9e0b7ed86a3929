#include "libcoverage/input/seats.h"

#include <set>

#include "libcoverage/base/error.h"
#include "libcoverage/base/text.h"
#include "libcoverage/geo/polygon_operations.h"
#include "libcoverage/geo/vector_layer.h"
#include "libcoverage/input/commune_codes.h"

namespace coverage {

namespace {

struct Seat {
  std::string code;  ///< as in the layer; empty where it has none
  std::string place;
  Point position;
};

std::vector<Seat> read_seats(const CommunesInput& input, const Crs& study_crs,
                             SourceReport& report) {
  const VectorLayer layer = VectorLayer::open(input.seats_path);
  const auto code = layer.find_column(input.seats_code);
  if (!code && input.seats_code != CommunesInput{}.seats_code) layer.column(input.seats_code);
  const Transformer to_study(layer.crs(), study_crs);
  std::vector<Seat> seats;
  layer.for_each([&](const Feature& feature) {
    ++report.read;
    Seat seat;
    if (code) seat.code = std::string(trim(feature.text(*code).value_or("")));
    seat.place = file_name_of(input.seats_path) + ", fid " + std::to_string(feature.fid());
    const Geometry geometry = feature.geometry();
    if (std::holds_alternative<std::monostate>(geometry)) {
      ++report.rejected;
      report.note(
          SourceNote::Kind::rejected, "no_geometry",
          {"seats have no position and are left out", "chefs-lieux sans position, laissés de côté"},
          seat.place);
      return;
    }
    if (!std::holds_alternative<Point>(geometry)) {
      throw InputError({"the geometry is not a point", "la géométrie n’est pas un point"},
                       {"Give a point layer as seats", "Indiquez une couche de points (seats)"});
    }
    seat.position = std::get<Point>(to_study(geometry));
    seats.push_back(std::move(seat));
  });
  return seats;
}

/// Gives a seat to a commune; a second one is noted and only replaces a less fitting one.
class SeatBook {
 public:
  SeatBook(Territory& territory, SourceReport& report)
      : territory_(territory), report_(report), certain_(territory.communes.size(), false) {}

  void give(CommuneIndex index, const Seat& seat, bool own_code) {
    Commune& commune = territory_.communes[index];
    if (commune.seat) {
      report_.note(SourceNote::Kind::doubtful, "several_seats",
                   {"seats are not the only one of their commune; the one with the commune’s own "
                    "code is kept, else the first",
                    "chefs-lieux qui ne sont pas seuls dans leur commune ; celui qui porte le code "
                    "de la commune est gardé, sinon le premier"},
                   code_and_name(commune.code, commune.name) + " (" + seat.place + ")");
      if (!own_code || certain_[index]) return;
    }
    commune.seat = seat.position;
    certain_[index] = own_code ? 1 : 0;
  }

 private:
  Territory& territory_;
  SourceReport& report_;
  IdVector<CommuneIndex, char> certain_;
};

void note_distant_seats(const Territory& territory, SourceReport& report) {
  std::vector<std::string> distant;
  for (const Commune& commune : territory.communes) {
    if (!commune.seat || contains(commune.shape, *commune.seat)) continue;
    distant.push_back(code_and_name(commune.code, commune.name));
  }
  add_full_note(report, SourceNote::Kind::doubtful, "seat_outside_commune",
                {"seats lie outside their commune’s polygon and are kept",
                 "chefs-lieux situés hors du polygone de leur commune, gardés"},
                distant);
}

void note_missing_seats(const Territory& territory, SourceReport& report) {
  std::vector<std::string> missing;
  for (const Commune& commune : territory.communes) {
    if (commune.in_study_area && !commune.seat) {
      missing.push_back(code_and_name(commune.code, commune.name));
    }
  }
  add_full_note(report, SourceNote::Kind::doubtful, "no_seat",
                {"communes of the study area have no seat in the layer: their seat figures are "
                 "empty",
                 "communes de la zone d’étude sans chef-lieu dans la couche : leurs chiffres au "
                 "chef-lieu restent vides"},
                missing);
}

}  // namespace

void load_seats(const CommunesInput& input, const Crs& study_crs, const Mergers& mergers,
                Territory& territory, SourceReport& report) {
  std::vector<Seat> seats = read_seats(input, study_crs, report);
  std::set<std::string> known;
  std::vector<MultiPolygon> shapes;
  for (const Commune& commune : territory.communes) {
    known.insert(commune.code);
    shapes.push_back(commune.shape);
  }
  CodeColumn codes{{}, file_name_of(input.seats_path)};
  for (Seat& seat : seats) codes.codes.emplace_back(seat.code);
  repair_codes(std::move(codes), known, report);
  const PolygonIndex index(shapes);
  SeatBook book(territory, report);
  for (const Seat& seat : seats) {
    if (!seat.code.empty()) {
      const std::string& code = mergers.current(seat.code);
      if (const auto commune = territory.find_commune(code)) {
        book.give(*commune, seat, code == seat.code);
        continue;
      }
    } else if (const auto found = index.find(seat.position)) {
      book.give(CommuneIndex::from_size(*found), seat, false);
      continue;
    }
    ++report.rejected;
    report.note(SourceNote::Kind::rejected, "unknown_commune",
                {"seats belong to no commune of the study and are left out",
                 "chefs-lieux qui n’appartiennent à aucune commune de l’étude, laissés de côté"},
                code_and_name(seat.code, "") + " (" + seat.place + ")");
  }
  note_distant_seats(territory, report);
  note_missing_seats(territory, report);
}

}  // namespace coverage
