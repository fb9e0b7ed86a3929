#pragma once

#include <string>
#include <vector>

#include "libcoverage/model/candidate.h"
#include "libcoverage/model/demand.h"
#include "libcoverage/study/study_inputs.h"

namespace coverage {

/// The places where a study lets a service open, on one of its networks.
struct StudyCandidates {
  std::vector<Candidate> candidates;   ///< in the study area and on the network, in a fixed order
  std::vector<Snap> snaps;             ///< by candidate
  Message kind;                        ///< "town halls", "the communes' seats"
  std::vector<std::string> unsnapped;  ///< ids of those too far from any road
  std::uint64_t outside = 0;           ///< those outside the study area
};

/// The study's `[candidates]`; without it the town halls (kind = mairie) where there are any, else
/// the communes' seats. Those away from roads or outside the study area are left out, counted, and
/// told as a warning. Proxy seats must have been placed. Throws InputError that says what to
/// declare where there is no candidate at all, and where a mandatory one cannot be used.
StudyCandidates candidates_of_study(StudyInputs& inputs, const Demand& demand, std::size_t network,
                                    const Execution& execution);

}  // namespace coverage
