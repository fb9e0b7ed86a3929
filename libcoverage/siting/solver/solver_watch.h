#pragma once

#include <CbcEventHandler.hpp>
#include <ClpEventHandler.hpp>

#include "libcoverage/siting/solver/mip_model.h"
#include "libcoverage/siting/solver/time_limit.h"

namespace coverage {

/// What one run of CLP or CBC may take, and whether it was cut short. The solvers copy those who
/// watch them; all copies share this.
class SolverRun {
 public:
  SolverRun(double seconds, const Execution& execution) : limit_(seconds), execution_(execution) {}

  /// Once true it stays so: what the solver says afterwards about plans not seen is no proof.
  bool is_over() {
    is_cut_short_ = is_cut_short_ || limit_.is_over() || execution_.is_stopped();
    return is_cut_short_;
  }
  bool is_cut_short() const { return is_cut_short_; }
  double seconds_left() const { return limit_.left(); }

 private:
  TimeLimit limit_;
  const Execution& execution_;
  bool is_cut_short_ = false;
};

/// Ends a linear program at its next iteration: CLP's own limit counts processor time, and CBC
/// passes none on to the programs that it solves.
class ProgramWatch : public ClpEventHandler {
 public:
  explicit ProgramWatch(SolverRun& run) : run_(&run) {}
  ClpEventHandler* clone() const override { return new ProgramWatch(*this); }
  int event(Event which) override;

 private:
  SolverRun* run_;
};

/// Watches a search: passes on what it finds, keeps the last bound that is one, and ends it.
class SearchWatch : public CbcEventHandler {
 public:
  struct Known {
    double objective = MipModel::infinity;
    double bound = -MipModel::infinity;
  };
  SearchWatch(SolverRun& run, Known& known, const MipModel::Options& options)
      : run_(&run), known_(&known), options_(&options) {}
  CbcEventHandler* clone() const override { return new SearchWatch(*this); }
  CbcAction event(CbcEvent which) override;

 private:
  void report();

  SolverRun* run_;
  Known* known_;
  const MipModel::Options* options_;
};

}  // namespace coverage
