#include "libcoverage/study/candidates_of_study.h"

#include <algorithm>
#include <cmath>

#include "libcoverage/access/access_raster.h"
#include "libcoverage/access/select_facilities.h"
#include "libcoverage/base/counted.h"
#include "libcoverage/base/error.h"
#include "libcoverage/base/parallel_for.h"
#include "libcoverage/input/load_candidates.h"
#include "libcoverage/input/load_facilities.h"
#include "libcoverage/input/query_expression.h"
#include "libcoverage/input/source_problems.h"
#include "libcoverage/input/study_place.h"
#include "libcoverage/study/inhabited_places.h"

namespace coverage {

namespace {

using From = CandidatesInput::From;

constexpr double inhabited_m = 500;  ///< a junction so near to a home is one of a settlement

Condition is_mairie() {
  Condition condition;
  condition.kind = Condition::Kind::compare;
  condition.attribute = "kind";
  condition.values = {"mairie"};
  return with_implied_conditions(condition);
}

class CandidateFinder {
 public:
  CandidateFinder(StudyInputs& inputs, const Demand& demand, std::size_t network,
                  const Execution& execution)
      : inputs_(inputs),
        demand_(demand),
        network_(*inputs.networks[network]),
        execution_(execution),
        place_(inputs.territory, inputs.crs),
        projection_(inputs.crs) {}

  StudyCandidates find() {
    if (inputs_.study.candidates) {
      find_declared(*inputs_.study.candidates);
    } else {
      find_default();
    }
    snap();
    tell();
    if (result_.candidates.empty()) fail_empty();
    return std::move(result_);
  }

 private:
  void find_declared(const CandidatesInput& input);
  void find_default();
  void add_facilities(const Condition& condition);
  void add_seats();
  void add_points(const CandidatesInput& input);
  void add_grid(double spacing_m);
  void add_junctions();
  void add(Candidate candidate);
  void add_spot(const std::string& id, const std::string& name, LonLat where);
  bool in_study(CommuneIndex commune) const;
  std::string commune_name(CommuneIndex commune) const;
  void snap();
  void tell() const;
  [[noreturn]] void fail_empty() const;

  StudyInputs& inputs_;
  const Demand& demand_;
  const StudyNetwork& network_;
  const Execution& execution_;
  StudyPlace place_;
  Projection projection_;
  StudyCandidates result_;
};

bool CandidateFinder::in_study(CommuneIndex commune) const {
  if (inputs_.territory.communes.empty()) return true;
  return commune.valid() && inputs_.territory.communes[commune].in_study_area;
}

std::string CandidateFinder::commune_name(CommuneIndex commune) const {
  return commune.valid() ? inputs_.territory.communes[commune].name : std::string();
}

void CandidateFinder::add(Candidate candidate) {
  if (in_study(candidate.commune)) {
    result_.candidates.push_back(std::move(candidate));
    return;
  }
  if (candidate.rule == Candidate::Rule::mandatory) {
    throw InputError(
        message("candidate '{}' is mandatory, but outside the study area",
                "l’emplacement « {} » est obligatoire, mais hors du territoire d’étude",
                candidate.id),
        {"Correct its position or its rule", "Corrigez sa position ou sa règle"});
  }
  ++result_.outside;
}

void CandidateFinder::add_spot(const std::string& id, const std::string& name, LonLat where) {
  const auto spot = place_.find(where);
  if (!spot) {
    ++result_.outside;
    return;
  }
  const std::string commune = commune_name(spot->commune);
  add({.id = id,
       .name = name.empty() ? commune : name,
       .position = spot->position,
       .lon_lat = where,
       .commune = spot->commune});
}

void CandidateFinder::find_declared(const CandidatesInput& input) {
  switch (input.from) {
    case From::seats:
      return add_seats();
    case From::facilities: {
      Query asked;
      asked.name = "candidates";
      asked.where = input.where;
      asked.condition = input.condition;
      check_query_attributes({asked}, inputs_.facilities);
      result_.kind = message("facilities: {}", "lieux d’accueil : {}", input.where);
      return add_facilities(input.condition);
    }
    case From::points:
      return add_points(input);
    case From::grid:
      return add_grid(input.spacing_m);
    case From::junctions:
      return add_junctions();
  }
}

void CandidateFinder::find_default() {
  result_.kind = {"town halls", "mairies"};
  add_facilities(is_mairie());
  if (result_.candidates.empty()) add_seats();
}

void CandidateFinder::add_facilities(const Condition& condition) {
  Query asked;
  asked.condition = condition;
  for (const FacilityIndex index : select_facilities(asked, inputs_.facilities.facilities).chosen) {
    const Facility& facility = inputs_.facilities.facilities[index];
    add({.id = facility.id,
         .name = facility.name,
         .position = facility.position,
         .lon_lat = facility.lon_lat,
         .commune = facility.commune});
  }
}

void CandidateFinder::add_seats() {
  result_.kind = {"the communes’ seats", "chefs-lieux de commune"};
  for (std::size_t c = 0; c < inputs_.territory.communes.size(); ++c) {
    const auto index = CommuneIndex::from_size(c);
    const Commune& commune = inputs_.territory.communes[index];
    if (!commune.seat || !commune.in_study_area) continue;
    add({.id = "seat:" + commune.code,
         .name = commune.name,
         .position = *commune.seat,
         .lon_lat = projection_.unproject(*commune.seat).value_or(LonLat{}),
         .commune = index});
  }
}

void CandidateFinder::add_points(const CandidatesInput& input) {
  SourceReport report;
  result_.kind = {"points of a file", "points d’un fichier"};
  for (Candidate& candidate : load_candidates(input, place_, execution_, report)) {
    add(std::move(candidate));
  }
  warn_of_losses(report, execution_.progress);
  inputs_.sources.push_back(std::move(report));
}

/// Multiples of the spacing: the same places whatever the extent of the study.
void CandidateFinder::add_grid(double spacing_m) {
  result_.kind = message("a grid of {} m", "une grille de {} m", spacing_m);
  const Box area = raster_extent(inputs_.territory, network_.roads);
  const auto first = [&](double least) { return std::llround(std::ceil(least / spacing_m)); };
  const auto last = [&](double most) { return std::llround(std::floor(most / spacing_m)); };
  for (long long row = first(area.min_y); row <= last(area.max_y); ++row) {
    execution_.check_interrupted();
    const double y = static_cast<double>(row) * spacing_m;
    for (long long column = first(area.min_x); column <= last(area.max_x); ++column) {
      const double x = static_cast<double>(column) * spacing_m;
      const auto where = projection_.unproject({x, y});
      const auto spot = where ? place_.find(*where) : std::nullopt;
      if (!spot || !in_study(spot->commune)) continue;
      const std::string cell = fmt::format("{}_{}", std::llround(x), std::llround(y));
      add({.id = "grid:" + cell,
           .name = commune_name(spot->commune),
           .position = {x, y},
           .lon_lat = *where,
           .commune = spot->commune});
    }
  }
}

void CandidateFinder::add_junctions() {
  result_.kind = {"junctions with inhabitants within 500 m",
                  "carrefours avec des habitants à moins de 500 m"};
  const RoadNetwork& roads = network_.roads;
  const InhabitedPlaces homes(demand_, inhabited_m);
  std::vector<std::uint8_t> usable(roads.junction_count(), 0);
  for (std::size_t v = 0; v < roads.vertex_count(); ++v) {
    if (roads.vertex_component[v] == 0) usable[roads.vertex_junction[v].value()] = 1;
  }
  for (std::size_t j = 0; j < usable.size(); ++j) {
    if (!usable[j] || !homes.any_near(roads.junction_position[j])) continue;
    const LonLat where = roads.junction_lon_lat[j];
    add_spot(fmt::format("junction:{:.6f}_{:.6f}", where.lon, where.lat), {}, where);
  }
  std::ranges::sort(result_.candidates, {}, &Candidate::id);
}

void CandidateFinder::snap() {
  std::vector<std::optional<Snap>> snaps(result_.candidates.size());
  parallel_for(snaps.size(), execution_.threads, 256,
               [&](std::size_t begin, std::size_t end, unsigned) {
                 execution_.check_interrupted();
                 for (std::size_t i = begin; i < end; ++i) {
                   snaps[i] = network_.snapper->snap(result_.candidates[i].position);
                 }
               });
  std::vector<Candidate> kept;
  for (std::size_t i = 0; i < snaps.size(); ++i) {
    Candidate& candidate = result_.candidates[i];
    if (snaps[i]) {
      kept.push_back(std::move(candidate));
      result_.snaps.push_back(*snaps[i]);
      continue;
    }
    if (candidate.rule == Candidate::Rule::mandatory) {
      throw InputError(message("candidate '{}' is mandatory, but farther than {} m from any road",
                               "l’emplacement « {} » est obligatoire, mais à plus de {} m de toute "
                               "route",
                               candidate.id, network_.snapper->limit_m()),
                       {"Correct its position, or raise roads.snap_limit_m",
                        "Corrigez sa position, ou augmentez roads.snap_limit_m"});
    }
    result_.unsnapped.push_back(candidate.id);
  }
  result_.candidates = std::move(kept);
}

void CandidateFinder::tell() const {
  const Message one{"candidate left out", "emplacement possible écarté"};
  const Message several{"candidates left out", "emplacements possibles écartés"};
  if (result_.outside > 0) {
    const Message number = counted(result_.outside, one, several);
    execution_.progress.warn({number.english + ": outside the study area",
                              number.french + " : hors du territoire d’étude"});
  }
  if (!result_.unsnapped.empty()) {
    const Message number = counted(result_.unsnapped.size(), one, several);
    const std::string examples =
        result_.unsnapped.front() + (result_.unsnapped.size() > 1 ? "…" : "");
    const double limit = network_.snapper->limit_m();
    execution_.progress.warn(
        {fmt::format("{}: farther than {} m from any road: {}", number.english, limit, examples),
         fmt::format("{} : à plus de {} m de toute route : {}", number.french, limit, examples)});
  }
}

void CandidateFinder::fail_empty() const {
  const Message remedy{
      "Declare [candidates] with from = \"seats\" (and communes.seats), \"facilities\" (and "
      "where), "
      "\"points\" (and path), \"grid\" or \"junctions\"",
      "Déclarez [candidates] avec from = \"seats\" (et communes.seats), \"facilities\" (et where), "
      "\"points\" (et path), \"grid\" ou \"junctions\""};
  if (inputs_.study.candidates) {
    throw InputError(
        {"[candidates] gives no place in the study area where a service could open",
         "[candidates] ne donne aucun emplacement possible dans le territoire d’étude"},
        remedy);
  }
  throw InputError(
      {"the study does not say where a service could open: it has neither town halls (kind = "
       "mairie) nor seats of communes",
       "l’étude ne dit pas où un lieu d’accueil pourrait ouvrir : elle n’a ni mairies (kind = "
       "mairie) ni chefs-lieux de commune"},
      remedy);
}

}  // namespace

StudyCandidates candidates_of_study(StudyInputs& inputs, const Demand& demand, std::size_t network,
                                    const Execution& execution) {
  execution.progress.stage({"Candidates", "Emplacements possibles"});
  return CandidateFinder(inputs, demand, network, execution).find();
}

}  // namespace coverage
