#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "libcoverage/access/time_to_edge.h"
#include "libcoverage/study/study_inputs.h"

namespace coverage {

/// The times to the edge of the data for the queries of a study: computed once for each network and
/// each area in which the facility lists are complete, however many queries share them; distances
/// too where the target has one.
class EdgeTimes {
 public:
  /// `inputs` must outlive it.
  explicit EdgeTimes(const StudyInputs& inputs) : inputs_(inputs) {}

  /// Throws InputError where a list's area names a code that no commune has.
  std::shared_ptr<const TimeToEdge> of(std::size_t query, const Execution& execution);

 private:
  struct Known {
    std::size_t network;
    bool limited;
    TimeToEdge::Measure measure;
    std::vector<std::uint8_t> inside;  ///< by commune
    std::shared_ptr<const TimeToEdge> times;
  };

  const StudyInputs& inputs_;
  std::vector<Known> known_;
};

}  // namespace coverage
