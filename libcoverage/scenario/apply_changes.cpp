#include "libcoverage/scenario/apply_changes.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "libcoverage/base/error.h"
#include "libcoverage/base/text.h"

namespace coverage {

namespace {

using Facilities = IdVector<FacilityIndex, Facility>;

const std::string scenario_source = "scenario";

/// What follows `source:`.
std::string_view bare_id(std::string_view id) {
  const auto colon = id.find(':');
  return colon == std::string_view::npos ? id : id.substr(colon + 1);
}

std::vector<std::string> ids_of(const Facilities& facilities) {
  std::vector<std::string> ids;
  for (const Facility& facility : facilities) ids.push_back(facility.id);
  return ids;
}

[[noreturn]] void fail_unknown(const std::string& id, const Facilities& facilities) {
  const std::vector<std::string> ids = ids_of(facilities);
  auto nearest = closest_word(id, ids);
  if (!nearest && id.find(':') == std::string::npos) {
    for (const std::string& candidate : ids) {
      const std::vector<std::string> bare{std::string(bare_id(candidate))};
      if (!nearest && closest_word(id, bare)) nearest = candidate;
    }
  }
  throw InputError(
      message("no facility has the id '{}'", "aucun lieu d’accueil n’a l’id « {} »", id),
      nearest ? message("Did you mean '{}'?", "Vouliez-vous dire « {} » ?", *nearest)
              : message("Ids stand in facilities.csv, as source:id",
                        "Les id sont dans facilities.csv, sous la forme source:id"));
}

Facility& find_facility(Facilities& facilities, const std::string& id) {
  std::vector<Facility*> candidates;
  for (Facility& facility : facilities) {
    if (facility.id == id) return facility;
    if (bare_id(facility.id) == id) candidates.push_back(&facility);
  }
  if (candidates.empty()) fail_unknown(id, facilities);
  if (candidates.size() == 1) return *candidates.front();
  std::string list;
  for (const Facility* candidate : candidates) {
    list += (list.empty() ? "" : ", ") + candidate->id;
  }
  throw InputError(message("several facilities have the id '{}'",
                           "plusieurs lieux d’accueil ont l’id « {} »", id),
                   message("Write one of: {}", "Écrivez l’un de : {}", list));
}

void put(Facility& facility, LonLat where, const StudyPlace& place) {
  const auto spot = place.find(where);
  if (!spot || !spot->in_surroundings) {
    throw InputError(message("longitude {}, latitude {} is away from the study",
                             "longitude {}, latitude {} : hors de l’étude",
                             format_number(where.lon), format_number(where.lat)),
                     message("Check that lon and lat are degrees, and not exchanged",
                             "Vérifiez que lon et lat sont en degrés, et non échangées"));
  }
  facility.position = spot->position;
  facility.lon_lat = where;
  facility.commune = spot->commune;
}

/// One change after the other on the facilities.
class Changer {
 public:
  Changer(Facilities& facilities, const StudyPlace& place, const ScenarioChange& change)
      : facilities_(facilities), place_(place), change_(change) {}

  void operator()(const AddFacility& add) {
    Facility facility;
    facility.id = add.id ? *add.id : default_id();
    const std::vector<std::string> taken = ids_of(facilities_);
    if (std::find(taken.begin(), taken.end(), facility.id) != taken.end()) {
      throw InputError(
          message("the id '{}' is already taken", "l’id « {} » est déjà pris", facility.id),
          message("Give the added facility another id",
                  "Donnez un autre id au lieu d’accueil ajouté"));
    }
    facility.source = scenario_source;
    facility.name = add.name.value_or(facility.id);
    facility.kind = add.kind;
    facility.tier = add.tier;
    put(facility, add.where, place_);
    facilities_.push_back(std::move(facility));
  }

  void operator()(const CloseFacility& close) {
    Facility& facility = find_facility(facilities_, close.id);
    if (facility.status == FacilityStatus::closed) {
      throw InputError(message("'{}' is already closed", "« {} » est déjà fermé", facility.id),
                       message("Remove this [[change]]", "Supprimez ce [[change]]"));
    }
    facility.status = FacilityStatus::closed;
  }

  void operator()(const MoveFacility& move) {
    put(find_facility(facilities_, move.id), move.where, place_);
  }

  void operator()(const SetTier& set) { find_facility(facilities_, set.id).tier = set.tier; }

 private:
  std::string default_id() const {
    const std::string stem = std::filesystem::path(change_.file).stem().string();
    return scenario_source + ":" + stem + "-" + std::to_string(change_.number);
  }

  Facilities& facilities_;
  const StudyPlace& place_;
  const ScenarioChange& change_;
};

}  // namespace

Facilities apply_changes(const Study& study, Facilities facilities, const StudyPlace& place) {
  for (const ScenarioChange& change : study.changes) {
    within(verbatim(change.file + ":" + std::to_string(change.line)),
           [&] { std::visit(Changer(facilities, place, change), change.change); });
  }
  sort_in_facility_order(study, facilities);
  return facilities;
}

void sort_in_facility_order(const Study& study, Facilities& facilities) {
  std::map<std::string, std::size_t> rank;
  for (const FacilitiesInput& source : study.facilities) rank.emplace(source.name, rank.size());
  const auto rank_of = [&](const Facility& facility) {
    const auto found = rank.find(facility.source);
    return found == rank.end() ? rank.size() : found->second;
  };
  std::sort(facilities.begin(), facilities.end(), [&](const Facility& a, const Facility& b) {
    const auto a_rank = rank_of(a);
    const auto b_rank = rank_of(b);
    return a_rank != b_rank ? a_rank < b_rank : a.id < b.id;
  });
}

}  // namespace coverage
