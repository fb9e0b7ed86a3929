#include "libcoverage/study/seats_of_study.h"

#include "libcoverage/access/busiest_junction.h"

namespace coverage {

void place_proxy_seats(StudyInputs& inputs, const Demand& demand) {
  const auto& communes = inputs.study.communes;
  if (!communes || communes->seats != CommunesInput::Seats::busiest_junction) return;
  const auto seats = busiest_junctions(inputs.networks.front()->roads, inputs.territory, demand);
  for (std::size_t c = 0; c < seats.size(); ++c) {
    const auto index = CommuneIndex::from_size(c);
    inputs.territory.communes[index].seat = seats[index];
  }
  inputs.hypotheses.push_back(
      {"The seat of a commune is taken to be its busiest junction (most inhabitants within 500 m)",
       "Le chef-lieu d’une commune est pris pour son carrefour le plus peuplé (habitants à moins "
       "de 500 m)"});
}

}  // namespace coverage
