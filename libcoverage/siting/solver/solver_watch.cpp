#include "libcoverage/siting/solver/solver_watch.h"

#include <CbcModel.hpp>
#include <algorithm>

namespace coverage {

int ProgramWatch::event(Event which) {
  constexpr int go_on = -1, end = 5;
  const bool is_asked = which == endOfIteration || which == endOfFactorization;
  return is_asked && run_->is_over() ? end : go_on;
}

CbcEventHandler::CbcAction SearchWatch::event(CbcEvent which) {
  if (run_->is_over()) return stop;
  if (which == solution || which == heuristicSolution || which == node) report();
  return noAction;
}

void SearchWatch::report() {
  if (model_ == nullptr || model_->parentModel() != nullptr) return;
  const double objective =
      model_->getSolutionCount() > 0 ? model_->getObjValue() : MipModel::infinity;
  const double bound = model_->getBestPossibleObjValue();
  if (objective >= known_->objective && bound <= known_->bound) return;
  known_->objective = std::min(objective, known_->objective);
  known_->bound = std::max(bound, known_->bound);
  if (options_->on_improvement) options_->on_improvement(known_->objective, known_->bound);
}

}  // namespace coverage
