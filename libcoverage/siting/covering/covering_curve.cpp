#include "libcoverage/siting/covering/covering_curve.h"

#include <algorithm>

#include "libcoverage/base/error.h"
#include "libcoverage/siting/covering/check_covering.h"
#include "libcoverage/siting/covering/covering_solver.h"
#include "libcoverage/siting/covering/reduce_covering.h"
#include "libcoverage/siting/covering/shrink_covering.h"
#include "libcoverage/siting/evaluate_plan.h"

namespace coverage {
namespace {

using Curve = std::vector<std::optional<SitingPlan>>;

/// A plan of fewer sites is one of more sites too, and a bound of more one of fewer: where time
/// ran out, neighbours know better.
void share_with_neighbours(Curve& curve) {
  for (std::size_t p = 1; p < curve.size(); ++p) {
    const auto& fewer = curve[p - 1];
    auto& more = curve[p];
    if (fewer && more && fewer->objective > more->objective) {
      more->sites = fewer->sites;
      more->objective = fewer->objective;
    }
  }
  for (std::size_t p = curve.size(); p-- > 1;) {
    auto& fewer = curve[p - 1];
    if (fewer && curve[p]) fewer->bound = std::min(fewer->bound, curve[p]->bound);
  }
}

/// Sites beside those in every plan that the groups' minima ask for.
std::uint32_t asked_by_groups(const CoveringModel& model) {
  std::uint32_t asked = 0;
  for (const CoveringModel::Room& room : model.rooms) asked += room.least;
  return asked;
}

/// Where nothing more may be opened there are no candidates.
void close_all(CoveringModel& model) {
  keep_candidates(model, std::vector<bool>(model.candidate_count(), false));
  merge_equal_rows(model);
}

}  // namespace

Curve covering_curve(const SitingInstance& instance, SitingProblem problem, std::uint32_t most,
                     const SolveOptions& options, const Execution& execution) {
  if (!is_maximised(problem.goal)) {
    throw InputError(message("a curve over the number of sites asks for what is covered",
                             "une courbe selon le nombre de sites porte sur ce qui est couvert"),
                     message("Choose the most covered or the twice covered.",
                             "Choisissez la couverture maximale ou la double couverture."));
  }
  problem.most_sites = most;
  check_covering(instance, problem);
  const CoveringModel reduced = reduce_covering(instance, problem, {}, execution);
  Curve curve;
  for (std::uint32_t p = 1; p <= most; ++p) {
    const std::uint32_t kept = most - *reduced.most_sites;
    curve.emplace_back();
    if (p < kept + asked_by_groups(reduced)) continue;
    CoveringModel model = reduced;
    model.most_sites = p - kept;
    if (p == kept) close_all(model);
    curve.back() = CoveringSolver(std::move(model), options, execution).solve();
  }
  share_with_neighbours(curve);
  return curve;
}

}  // namespace coverage
