#include "libcoverage/siting/solver/mip_model.h"

#include <CbcModel.hpp>
#include <CbcSolver.hpp>
#include <OsiClpSolverInterface.hpp>
#include <algorithm>
#include <cmath>
#include <string>

#include "libcoverage/siting/solver/solver_watch.h"

namespace coverage {
namespace {

double osi_bound(double value) {
  return std::isinf(value) ? std::copysign(COIN_DBL_MAX, value) : value;
}

}  // namespace

/// Columns and rows wait here until someone solves: the solver copies all it has whenever one is
/// added.
struct MipModel::Solver {
  OsiClpSolverInterface osi;
  bool is_solved = false;
  std::vector<Column> columns;
  std::vector<CoinBigIndex> row_first = {0};
  std::vector<int> row_column;
  std::vector<double> row_factor, row_lower, row_upper;

  int column_count() const { return osi.getNumCols() + static_cast<int>(columns.size()); }
  int row_count() const { return osi.getNumRows() + static_cast<int>(row_lower.size()); }
  void load();

 private:
  void load_columns();
  void load_rows();
};

namespace {

/// What is known of a search beside what CBC says.
struct Ending {
  double absolute_gap = 0;
  double known_bound = 0;
  bool is_cut_short = false;
};

MipModel::Result result_of(const CbcModel& model, const Ending& ending) {
  MipModel::Result result;
  const double* best = model.bestSolution();
  if (best != nullptr) {
    result.objective = model.getObjValue();
    result.values.assign(best, best + model.getNumCols());
    for (int c = 0; c < model.getNumCols(); ++c) {
      auto& value = result.values[static_cast<std::size_t>(c)];
      if (model.isInteger(c)) value = std::round(value);
    }
  }
  const bool is_finished =
      model.status() == 0 && !model.isSecondsLimitReached() && !ending.is_cut_short;
  // A program that is cut short looks infeasible to CBC, and its bound is none from then on.
  result.bound = is_finished           ? result.objective - ending.absolute_gap
                 : ending.is_cut_short ? ending.known_bound
                                       : model.getBestPossibleObjValue();
  if (best != nullptr) {
    result.status = is_finished ? MipModel::Status::optimal : MipModel::Status::feasible;
  } else if (is_finished || (model.isProvenInfeasible() && !ending.is_cut_short)) {
    result.status = MipModel::Status::infeasible;
    result.bound = MipModel::infinity;
  }
  return result;
}

/// A program that ends with a run, for as long as this lives.
class WatchedProgram {
 public:
  WatchedProgram(OsiClpSolverInterface& osi, SolverRun& run) : osi_(osi) {
    const ProgramWatch watch(run);
    osi.getModelPtr()->passInEventHandler(&watch);
  }
  ~WatchedProgram() {
    const ClpEventHandler nobody;
    osi_.getModelPtr()->passInEventHandler(&nobody);
  }
  WatchedProgram(const WatchedProgram&) = delete;
  WatchedProgram& operator=(const WatchedProgram&) = delete;

 private:
  OsiClpSolverInterface& osi_;
};

}  // namespace

void MipModel::Solver::load() {
  load_columns();
  load_rows();
}

void MipModel::Solver::load_columns() {
  if (columns.empty()) return;
  const int first = osi.getNumCols();
  std::vector<double> lower, upper, objective;
  for (const Column& column : columns) {
    lower.push_back(osi_bound(column.lower));
    upper.push_back(osi_bound(column.upper));
    objective.push_back(column.objective);
  }
  const std::vector<CoinBigIndex> starts(columns.size() + 1, 0);
  osi.addCols(static_cast<int>(columns.size()), starts.data(), nullptr, nullptr, lower.data(),
              upper.data(), objective.data());
  for (std::size_t c = 0; c < columns.size(); ++c) {
    if (columns[c].is_integer) osi.setInteger(first + static_cast<int>(c));
  }
  columns.clear();
}

void MipModel::Solver::load_rows() {
  if (row_lower.empty()) return;
  osi.addRows(static_cast<int>(row_lower.size()), row_first.data(), row_column.data(),
              row_factor.data(), row_lower.data(), row_upper.data());
  row_first = {0};
  row_column.clear();
  row_factor.clear();
  row_lower.clear();
  row_upper.clear();
}

MipModel::MipModel() : solver_(std::make_unique<Solver>()) {
  solver_->osi.messageHandler()->setLogLevel(0);
  solver_->osi.setHintParam(OsiDoReducePrint, true, OsiHintTry);
  // Left to choose, CLP begins with its "idiot" crash, which nothing can end.
  solver_->osi.setHintParam(OsiDoDualInInitial, true, OsiHintDo);
}
MipModel::~MipModel() = default;
MipModel::MipModel(MipModel&&) noexcept = default;
MipModel& MipModel::operator=(MipModel&&) noexcept = default;

int MipModel::add_column(const Column& column) {
  solver_->columns.push_back(column);
  return solver_->column_count() - 1;
}

int MipModel::add_row(double lower, double upper, std::span<const Entry> entries) {
  for (const Entry& entry : entries) {
    solver_->row_column.push_back(entry.column);
    solver_->row_factor.push_back(entry.factor);
  }
  solver_->row_first.push_back(static_cast<CoinBigIndex>(solver_->row_column.size()));
  solver_->row_lower.push_back(osi_bound(lower));
  solver_->row_upper.push_back(osi_bound(upper));
  return solver_->row_count() - 1;
}

void MipModel::set_bounds(int column, double lower, double upper) {
  solver_->load();
  solver_->osi.setColBounds(column, osi_bound(lower), osi_bound(upper));
}

MipModel::Relaxation MipModel::solve_relaxation(double seconds, const Execution& execution) {
  solver_->load();
  OsiClpSolverInterface& osi = solver_->osi;
  SolverRun run(seconds, execution);
  const WatchedProgram watched(osi, run);
  if (solver_->is_solved) {
    osi.resolve();
  } else {
    osi.initialSolve();
    solver_->is_solved = true;
  }
  Relaxation result;
  if (run.is_cut_short()) return result;
  if (osi.isProvenPrimalInfeasible()) result.status = Status::infeasible;
  if (!osi.isProvenOptimal()) return result;
  const auto columns = [&](const double* values) {
    return std::vector<double>(values, values + osi.getNumCols());
  };
  const double* duals = osi.getRowPrice();
  return {.status = Status::optimal,
          .objective = osi.getObjValue(),
          .values = columns(osi.getColSolution()),
          .reduced_costs = columns(osi.getReducedCost()),
          .row_duals = std::vector<double>(duals, duals + osi.getNumRows())};
}

MipModel::Result MipModel::solve(const Options& options, const Execution& execution) const {
  solver_->load();
  SolverRun run(options.seconds, execution);
  const WatchedProgram watched(solver_->osi, run);
  CbcModel model(solver_->osi);
  model.setLogLevel(0);
  CbcSolverUsefulData data;
  data.noPrinting_ = true;
  CbcMain0(model, data);
  model.messageHandler()->setLogLevel(0);
  model.setMaximumSeconds(run.seconds_left());
  model.setUseElapsedTime(true);
  model.setAllowableGap(options.absolute_gap);
  model.setAllowableFractionGap(0);
  if (!std::isinf(options.cutoff)) model.setCutoff(options.cutoff);
  SearchWatch::Known known;
  SearchWatch watch(run, known, options);
  model.passInEventHandler(&watch);
  if (!options.start.empty()) {
    model.setBestSolution(options.start.data(), static_cast<int>(options.start.size()),
                          COIN_DBL_MAX, true);
  }
  // Preprocessing (CBC 2.10.8) calls wrong solutions optimal: see the test with the cover of 113.
  const char* arguments[] = {"coverage", "-log", "0", "-preprocess", "off", "-solve", "-quit"};
  CbcMain1(
      std::size(arguments), arguments, model, +[](CbcModel*, int) { return 0; }, data);
  if (model.bestSolution() == nullptr) execution.check_interrupted();
  return result_of(model, {options.absolute_gap, known.bound, run.is_cut_short()});
}

}  // namespace coverage
