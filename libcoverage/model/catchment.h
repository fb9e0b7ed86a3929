#pragma once

#include <string>

#include "libcoverage/base/quantities.h"
#include "libcoverage/model/distance_decay.h"

namespace coverage {

/// Notation of the formulas: demand i with population P, facility j with supply S, f = the decay
/// within the limit (0 beyond it).
enum class CatchmentMethod {
  /// 2SFCA (Luo & Wang 2003) with a step, E2SFCA (Luo & Qi 2009) with any other decay:
  /// R_j = S_j ÷ Σ_i P_i f_ij, A_i = Σ_j R_j f_ij.
  two_step,
  /// 3SFCA (Wan, Zou & Sternberg 2012): the same with G_ij f_ij instead of f_ij, where
  /// G_ij = f_ij ÷ Σ_j f_ij is how much of i's demand chooses j.
  three_step,
  /// BFCA (Páez, Higgins & Vivona 2019): demand is divided, D_j = Σ_i P_i f_ij ÷ Σ_j f_ij, and so
  /// is
  /// the level of service L_j = S_j ÷ D_j: A_i = Σ_j L_j f_ij ÷ Σ_i f_ij. A level is shared out
  /// among demand points, whoever lives there: scores compare within one set of points only.
  balanced,
  /// Potential (Hansen 1959), without competition: A_i = Σ_j S_j f_ij.
  gravity
};

/// A floating catchment that a study asks for: supply set against the demand that can reach it.
struct Catchment {
  std::string name;   ///< `[a-z][a-z0-9_]*`, each once
  std::string label;  ///< for people
  std::string query;  ///< name of the query whose facilities offer the supply
  CatchmentMethod method = CatchmentMethod::two_step;
  DistanceDecay decay;
  Seconds limit;       ///< inclusive
  std::string supply;  ///< attribute of the facilities; empty: each counts 1
  std::string weight;  ///< name of the demand weight that competes; empty: the query's
};

/// `2SFCA`, `E2SFCA`, `3SFCA`, `BFCA`, `gravity`.
const char* name_of(CatchmentMethod method, const DistanceDecay& decay);
/// `step`, `zones`, `linear`, `exponential`, `power`, `logistic`, `gaussian`.
const char* name_of(const DistanceDecay& decay);

}  // namespace coverage
