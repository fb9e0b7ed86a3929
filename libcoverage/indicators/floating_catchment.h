#pragma once

#include <Eigen/Core>
#include <Eigen/SparseCore>
#include <cstdint>
#include <optional>
#include <vector>

#include "libcoverage/base/quantities.h"
#include "libcoverage/model/catchment.h"

namespace coverage {

/// Times in milliseconds, a row a demand point, a column a facility. A pair that is stored is in
/// reach, one of 0 ms too; a pair that is not stored is out of reach.
using CatchmentTimes = Eigen::SparseMatrix<std::uint32_t, Eigen::ColMajor>;

/// Who lives where and what is offered where.
struct CatchmentProblem {
  const CatchmentTimes& times;
  const Eigen::VectorXd& population;  ///< by demand point, ≥ 0
  const Eigen::VectorXd& supply;      ///< by facility, ≥ 0: hours, desks, doctors
};

/// Over which facilities the selection weights G of 3SFCA are normalised.
enum class SelectionPairs {
  /// Those within the limit, as Wan, Zou & Sternberg define them. The default: scores then do not
  /// depend on how far beyond the limit a search happened to look.
  within_limit,
  /// All that are stored, those beyond the limit included, as PySAL `access` does.
  all_stored
};

struct CatchmentRule {
  CatchmentMethod method = CatchmentMethod::two_step;
  DistanceDecay decay;
  Seconds limit = Seconds::unreachable();  ///< inclusive; pairs beyond it count in no sum
  SelectionPairs selection = SelectionPairs::within_limit;
};

/// What a rule gives. Where a weight is 0 (as at the end of a linear decay) or below 10⁻⁶⁰, nobody
/// is served.
///
/// Conserved: in two and three steps Σ P_i A_i = the supply in reach of anybody. In the balanced
/// method the allocated demand sums to the population that reaches a facility, and Σ A_i over all
/// demand points to the sum of the levels of service (Σ P_i A_i is not the supply).
struct CatchmentScores {
  Eigen::VectorXd access;            ///< A, by demand point; 0 where nothing is in reach
  std::vector<std::uint8_t> served;  ///< by demand point: 1 where a facility is in reach
  Eigen::VectorXd allocated_demand;  ///< D, by facility: what R or L divides by; empty for gravity
  /// R or L by facility: supply per inhabitant. Nothing where no demand is in reach: that supply
  /// gives access to nobody. Empty for gravity.
  std::vector<std::optional<double>> level_of_service;
  double unserved_population = 0;  ///< of points that are not served
  double unreached_supply = 0;     ///< of facilities without demand in reach
};

/// As Eigen sparse products. Zero populations, zero supplies, no demand and no facilities are
/// allowed. Throws InputError where the decay is not valid (`check_decay`) or a population or a
/// supply is negative or no number; std::invalid_argument where sizes do not agree.
CatchmentScores catchment_scores(const CatchmentProblem& problem, const CatchmentRule& rule);

}  // namespace coverage
