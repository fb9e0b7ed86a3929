#include "libcoverage/siting/capacity/refuse_capacitated.h"

#include <cmath>

#include "libcoverage/base/error.h"
#include "libcoverage/siting/median/pick_places.h"

namespace coverage {
namespace {

/// No choice within the limits holds more.
double most_room(const CapacitatedModel& model) {
  const auto total = static_cast<double>(model.total);
  double room = 0;
  for (const CandidateIndex site : model.rules.always) room += std::min(model.room(site), total);
  std::vector<double> scores;
  for (const CandidateIndex site : model.rules.places) {
    scores.push_back(-std::min(model.room(site), total));
  }
  PlacePicker picker(model.rules);
  return room - picker.pick(scores).value;
}

double room_of_all(const CapacitatedModel& model) {
  double room = 0;
  for (const CandidateIndex site : model.rules.always) room += model.room(site);
  for (const CandidateIndex site : model.rules.places) room += model.room(site);
  return room;
}

}  // namespace

void refuse_too_little_room(const CapacitatedModel& model) {
  const auto total = static_cast<double>(model.total);
  const double room = most_room(model);
  if (model.covers || room >= total * (1 - 1e-9)) return;
  const double all = room_of_all(model);
  if (all < total) {
    throw NoResultError(
        message("all candidates together hold {} % of the weight",
                "tous les emplacements réunis peuvent accueillir {} % du poids",
                std::floor(100 * all / total)),
        {"Raise capacities, or cover as many as possible: --problem mclp.",
         "Augmentez les capacités, ou couvrez-en le plus possible : --problem mclp."});
  }
  throw NoResultError(
      message(
          "the sites with the largest capacities that may open together hold {} % of the weight",
          "les sites aux plus grandes capacités qui peuvent ouvrir ensemble accueillent {} % du "
          "poids",
          std::floor(100 * room / total)),
      {"Allow more sites or larger capacities, or cover as many as possible: --problem mclp.",
       "Autorisez plus de sites ou des capacités plus grandes, ou couvrez-en le plus possible : "
       "--problem mclp."});
}

void refuse_impossible() {
  throw NoResultError({"no plan keeps the number of sites, the capacities and the other limits",
                       "aucun plan ne respecte à la fois le nombre de lieux, les capacités et les "
                       "autres limites"},
                      {"Allow more sites, larger capacities, or --assignment split.",
                       "Autorisez plus de lieux, des capacités plus grandes, ou --assignment "
                       "split."});
}

void refuse_time(double seconds) {
  throw NoResultError(
      message("no plan was found within {} s", "aucun plan trouvé en {} s", seconds),
      {"Raise --time-limit.", "Augmentez --time-limit."});
}

}  // namespace coverage
