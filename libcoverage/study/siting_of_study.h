#pragma once

#include <optional>
#include <string>
#include <vector>

#include "libcoverage/base/execution.h"
#include "libcoverage/base/quantities.h"
#include "libcoverage/model/demand.h"
#include "libcoverage/siting/pair_instance.h"
#include "libcoverage/siting/siting_problem.h"
#include "libcoverage/study/candidates_of_study.h"
#include "libcoverage/study/study_inputs.h"

namespace coverage {

/// New sites of an EPCI, by its code or name.
struct EpciLimit {
  std::string epci;
  std::uint32_t least = 0;
  std::optional<std::uint32_t> most = {};
};

/// What is asked of a study beyond its file.
struct SitingQuestion {
  std::string query = {};   ///< empty: the study's first
  std::string weight = {};  ///< empty: the query's
  SitingGoal goal = SitingGoal::most_covered;
  std::optional<Seconds> threshold = {};      ///< of goals that cover; none: the query's target
  std::optional<Seconds> nobody_beyond = {};  ///< everybody has a site within this time
  std::optional<std::uint32_t> new_sites = {};
  std::optional<std::int64_t> budget_millionths = {};
  std::int64_t share_millionths = 1'000'000;
  std::vector<EpciLimit> epci_limits = {};
  Assignment assignment = Assignment::nearest;
  bool then_mean = false;  ///< of `most_covered`: times beyond the threshold are wanted too
  /// Existing sites of the study area may close: then they count, and p is their number plus the
  /// new sites. Those beyond stay.
  bool allow_closing = false;
  std::optional<std::uint32_t> most_closed = {};  ///< with `allow_closing`; none: any number
};

/// A site of the instance as people know it.
struct SitingPlace {
  std::string id, name;
  Point position;
  LonLat lon_lat;
  CommuneIndex commune;
  FacilityIndex facility;  ///< of sites that exist; else none
  Snap snap;
  bool exists() const { return facility.valid(); }
};

/// The population of the question: in the instance, or left out and why.
struct SitingLedger {
  Weight total;
  Weight asked;        ///< in the instance
  Weight unsnapped;    ///< left out: too far from any road (only where everybody must be served)
  Weight unreachable;  ///< left out: no site, existing or possible, can be reached
};

/// A question on a study as an instance, and what its numbers stand for.
struct SitingStudy {
  StudyInputs inputs;
  Demand demand;
  IdVector<DemandIndex, std::optional<Snap>> demand_snaps;
  std::size_t query = 0;
  std::size_t network = 0;
  std::size_t weight = 0;  ///< in `demand.weights`
  SitingQuestion question;
  SitingProblem problem;
  /// Values in milliseconds, weights in millionths; groups are EPCIs by name. Existing sites come
  /// first, so that they keep the demand for which a new site is no nearer.
  PairInstance tables;
  IdVector<CandidateIndex, SitingPlace> places;
  std::vector<DemandIndex> demand_of_row;  ///< by demand row of the instance
  Message candidate_kind;
  SitingLedger ledger;

  const DemandWeight& weights() const { return demand.weights[weight]; }
  const Query& asked() const { return inputs.study.queries[query]; }
  std::size_t existing_count() const;
};

/// Whether a plan has to serve everybody of the weight.
bool serves_everybody(const SitingProblem& problem);

/// Reads the study, finds candidates, and searches who can be served from where: within the
/// threshold for goals that cover, else everything that can be reached, less what cannot matter to
/// the choice (`search_siting_values`). Demand that no site reaches
/// is left out of goals that need everybody served, told, and counted in the ledger.
///
/// Throws InputError for a query, weight or EPCI that the study does not have, for a target that
/// has a distance and no threshold in its place, and what reading a study and its candidates
/// throws; NoResultError where nobody is left to serve.
SitingStudy siting_of_study(const Study& study, const SitingQuestion& question,
                            const Execution& execution);

}  // namespace coverage
