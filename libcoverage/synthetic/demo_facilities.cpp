#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "libcoverage/geo/crs.h"
#include "libcoverage/synthetic/demo_files.h"
#include "libcoverage/synthetic/place_names.h"
#include "libcoverage/synthetic/random.h"

namespace coverage::synthetic {

namespace {

constexpr double communes_of_a_departement = 300;

/// Places in the order in which they would get a service: by rank, then by population.
std::vector<std::uint32_t> by_importance(const TerritoryPlan& plan, bool in_study) {
  std::vector<std::uint32_t> order;
  for (std::uint32_t p = 0; p < plan.places.size(); ++p) {
    if (plan.places[p].in_study == in_study) order.push_back(p);
  }
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    const Place& first = plan.places[a];
    const Place& second = plan.places[b];
    return std::tuple(first.rank, -first.population, a) <
           std::tuple(second.rank, -second.population, b);
  });
  return order;
}

/// Near the village's centre, where a public building would stand.
Point address_in(const Place& place, Random& random) {
  const double reach = std::min(0.4 * place.built_up_radius, 260.0);
  return {place.seat.x + random.between(-reach, reach),
          place.seat.y + random.between(-reach, reach)};
}

class Degrees {
 public:
  Degrees() : transformer_(Crs::from_text("EPSG:2154"), Crs::wgs84()) {}
  Point operator()(Point p) const { return transformer_(p).value_or(Point{}); }

 private:
  Transformer transformer_;
};

constexpr std::array<std::array<const char*, 6>, 6> weeks = {{
    {"08:30 - 12:30 / 13:30 - 17:30", "08:30 - 12:30 / 13:30 - 17:30",
     "08:30 - 12:30 / 13:30 - 17:30", "08:30 - 12:30 / 13:30 - 17:30",
     "08:30 - 12:30 / 13:30 - 16:30", "09:00 - 12:00"},
    {"09:00 - 12:30 / 13:30 - 17:30", "09:00 - 12:30 / 13:30 - 17:30",
     "09:00 - 12:30 / 13:30 - 17:30", "09:00 - 12:30 / 13:30 - 17:30",
     "09:00 - 12:30 / 13:30 - 17:00", ""},
    {"09:00 - 12:00 / 14:00 - 17:00", "09:00 - 12:00 / 14:00 - 17:00", "09:00 - 12:00",
     "09:00 - 12:00 / 14:00 - 17:00", "09:00 - 12:00 / 14:00 - 17:00", ""},
    {"", "09:00 - 12:30 / 14:00 - 17:00", "09:00 - 12:30 / 14:00 - 17:00",
     "09:00 - 12:30 / 14:00 - 17:00", "09:00 - 12:30 / 14:00 - 17:00", "09:00 - 12:00"},
    {"09:00 - 12:00", "", "09:00 - 12:00 / 14:00 - 16:30", "", "09:00 - 12:00 / 14:00 - 16:30", ""},
    {"14:00 - 17:00", "09:00 - 12:00", "", "09:00 - 12:00 / 14:00 - 17:00", "", "09:00 - 12:00"},
}};

std::string csv_row(const std::vector<std::string>& cells) {
  std::string row;
  for (const std::string& cell : cells) {
    if (!row.empty()) row += ',';
    row += '"' + cell + '"';
  }
  return row + '\n';
}

/// Rows of the France services list.
class FranceServices {
 public:
  explicit FranceServices(const TerritoryPlan& plan)
      : plan_(plan), random_(plan.seed, Purpose::facilities, 1) {
    text_ =
        csv_row({"id_fs",     "insee_dep",       "lib_fs",      "adresse",  "complement_adresse",
                 "insee_com", "code_postal",     "lib_com",     "latitude", "longitude",
                 "h_lundi",   "h_mardi",         "h_mercredi",  "h_jeudi",  "h_vendredi",
                 "h_samedi",  "prise_rdv",       "commentaire", "type_fs",  "format_fs",
                 "groupe_fs", "labellisation_fs"});
  }
  void add_side(bool in_study) {
    const std::vector<std::uint32_t> order = by_importance(plan_, in_study);
    const double departements = static_cast<double>(order.size()) / communes_of_a_departement;
    const auto buses = static_cast<std::size_t>(std::llround(2 * departements));
    const std::size_t fixed = fixed_services(order.size());
    // Towns first, then villages far from those that have one.
    std::vector<std::uint32_t> chosen;
    for (const double apart : {9000.0, 6000.0, 3000.0, 0.0}) {
      for (const std::uint32_t p : order) {
        if (chosen.size() >= fixed) break;
        const bool free = std::all_of(chosen.begin(), chosen.end(), [&](std::uint32_t other) {
          return other != p && distance(plan_.places[other].seat, plan_.places[p].seat) > apart;
        });
        if (free) chosen.push_back(p);
      }
    }
    for (std::size_t i = 0; i < chosen.size(); ++i) add_fixed(chosen[i], i, chosen.size());
    for (std::size_t i = 0; i < buses && i < chosen.size(); ++i) add_bus(chosen[i]);
  }
  DemoFacilities finish() {
    return {{"france-services.csv", text_}, "france_services", "France services", count_};
  }

 private:
  void add_fixed(std::uint32_t p, std::size_t rank, std::size_t of) {
    const Place& place = plan_.places[p];
    // The first third open all week, the last third a few half-days.
    const std::size_t tier = 2 - std::min<std::size_t>(2, 3 * rank / of);
    const std::size_t week = 2 * (2 - tier) + random_.below(2);
    add(place, "France services " + of_place(place.name), week, "Fixe", "");
  }
  void add_bus(std::uint32_t p) {
    const Place& place = plan_.places[p];
    const Intercommunality& epci = plan_.epcis[place.epci];
    add(place, "Bus France services " + epci.name, 3, "Bus_équivalent",
        "Bus circulant sur les communes rurales de " + epci.name);
  }
  void add(const Place& place, const std::string& name, std::size_t week, const char* format,
           const std::string& comment) {
    const Point at = degrees_(address_in(place, random_));
    std::vector<std::string> row{std::to_string(++count_),
                                 place.departement,
                                 name,
                                 fmt::format("{} {}", 1 + random_.below(40), street_name(random_)),
                                 "",
                                 place.code,
                                 place.departement.empty() ? "" : place.departement + "000",
                                 place.name,
                                 fmt::format("{:.6f}", at.y),
                                 fmt::format("{:.6f}", at.x)};
    for (const char* day : weeks[week]) row.emplace_back(day);
    row.insert(row.end(), {"Non", comment, "Principal", format, "", "Espace fictif"});
    text_ += csv_row(row);
  }

  const TerritoryPlan& plan_;
  Random random_;
  Degrees degrees_;
  std::string text_;
  std::uint64_t count_ = 0;
};

/// How many places of a service a commune has, by its rank; below one it is a probability.
struct Presence {
  const char* file;
  const char* kind;
  const char* label;
  const char* title;
  std::array<double, 4> by_rank;
};

constexpr Presence presences[] = {
    {"france-services-poste.csv",
     "france_services_poste",
     "France services La Poste",
     "France services La Poste",
     {0, 0.1, 0.28, 0.006}},
    {"poste.csv", "postal", "Points de contact postaux", "La Poste", {4, 1.5, 0.95, 0.16}},
    {"mediatheques.csv", "library", "Médiathèques", "Médiathèque", {2, 1, 0.9, 0.14}},
    {"tiers-lieux.csv", "third_place", "Tiers-lieux", "Tiers-lieu", {2.5, 0.9, 0.3, 0.035}},
};
/// Services of which a département has a fixed number, in its largest towns.
struct Branches {
  const char* file;
  const char* kind;
  const char* label;
  const char* title;
  double a_departement;
};
constexpr Branches branches[] = {
    {"caf.csv", "caf", "Agences de la CAF", "CAF", 3},
    {"cpam.csv", "cpam", "Agences de la CPAM", "CPAM", 4},
};

class SimpleList {
 public:
  SimpleList(const TerritoryPlan& plan, const char* kind) : plan_(plan), kind_(kind) {}
  void add(std::uint32_t p, const char* title, Random& random) {
    const Place& place = plan_.places[p];
    const Point at = degrees_(address_in(place, random));
    ++count_;
    text_ += fmt::format("{},{} {},{},{},{:.6f},{:.6f}\n", count_, title, of_place(place.name),
                         place.code, place.name, at.x, at.y);
  }
  DemoFacilities finish(const char* file, const char* label) const {
    return {{file, text_}, kind_, label, count_};
  }
  bool is_empty() const { return count_ == 0; }

 private:
  const TerritoryPlan& plan_;
  std::string kind_;
  Degrees degrees_;
  std::string text_ = "id,nom,insee_com,commune,lon,lat\n";
  std::uint64_t count_ = 0;
};

}  // namespace

std::size_t fixed_services(std::size_t communes) {
  const double departements = static_cast<double>(communes) / communes_of_a_departement;
  return static_cast<std::size_t>(std::max(1.0, std::round(22 * departements)));
}

DemoFacilities france_services_list(const TerritoryPlan& plan) {
  FranceServices list(plan);
  list.add_side(true);
  list.add_side(false);
  return list.finish();
}

std::vector<DemoFacilities> other_facilities(const TerritoryPlan& plan) {
  std::vector<DemoFacilities> lists;
  std::uint64_t number = 2;
  for (const Presence& presence : presences) {
    Random random(plan.seed, Purpose::facilities, number++);
    SimpleList list(plan, presence.kind);
    for (const bool in_study : {true, false}) {
      for (const std::uint32_t p : by_importance(plan, in_study)) {
        const double wanted = presence.by_rank[static_cast<std::size_t>(plan.places[p].rank)];
        const auto count = static_cast<int>(wanted + random.uniform());
        for (int i = 0; i < count; ++i) list.add(p, presence.title, random);
      }
    }
    // A small territory may draw none, and a study cannot be run on an empty list.
    if (list.is_empty()) list.add(by_importance(plan, true).front(), presence.title, random);
    lists.push_back(list.finish(presence.file, presence.label));
  }
  for (const Branches& branch : branches) {
    Random random(plan.seed, Purpose::facilities, number++);
    SimpleList list(plan, branch.kind);
    for (const bool in_study : {true, false}) {
      const std::vector<std::uint32_t> order = by_importance(plan, in_study);
      const double departements = static_cast<double>(order.size()) / communes_of_a_departement;
      const auto wanted =
          static_cast<std::size_t>(std::max(1.0, std::round(branch.a_departement * departements)));
      for (std::size_t i = 0; i < wanted && i < order.size(); ++i) {
        list.add(order[i], branch.title, random);
      }
    }
    lists.push_back(list.finish(branch.file, branch.label));
  }
  return lists;
}

}  // namespace coverage::synthetic
