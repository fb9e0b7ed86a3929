#pragma once

#include "libcoverage/siting/capacity/capacitated_plans.h"
#include "network_fixture.h"
#include "siting/capacity/capacitated_world.h"

namespace coverage {

/// The plans of a problem with capacities, and all that they refer to.
struct PlansWorld {
  PlansWorld(SitingInstance of, SitingProblem asked, SolveOptions with = {},
             const std::atomic<bool>* stop = nullptr)
      : instance(std::move(of)), problem(std::move(asked)), options(std::move(with)) {
    execution.stop = stop;
  }
  PlansWorld(const PlansWorld&) = delete;
  PlansWorld& operator=(const PlansWorld&) = delete;

  SitingInstance instance;
  SitingProblem problem;
  SolveOptions options;
  Execution execution = quiet_execution();
  CapacitatedModel model = capacitated_model(instance, problem);
  SolverClock clock{options, execution};
  CapacitatedPlans plans{model, options, clock};
};

}  // namespace coverage
