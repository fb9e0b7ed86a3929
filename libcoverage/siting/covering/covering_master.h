#pragma once

#include "libcoverage/siting/covering/covering_cuts.h"
#include "libcoverage/siting/covering/part_bound.h"
#include "libcoverage/siting/solver/mip_model.h"

namespace coverage {

/// What the cuts prove of a part of the plans, computed in whole numbers, hence exact.
struct CutBound {
  bool is_possible = true;  ///< false: no plan of the part keeps the limits
  Amount bound = 0;         ///< no plan of the part covers more, `opened` included
  /// Candidates that all its plans better than the objective given open, or close.
  CoveringPart forced = {};
};

/// The linear program over sites alone whose cuts stand for the soft rows (Benders): columns are
/// how far each candidate is open and what each part of the rows gains; the limits and hard rows
/// are rows.
class CoveringMaster {
 public:
  struct Answer {
    MipModel::Status status = MipModel::Status::unknown;
    std::vector<double> open = {};   ///< by candidate
    std::vector<double> gains = {};  ///< by part, in the unit of cuts
  };

  /// Keeps references.
  CoveringMaster(const CoveringModel& model, const CoveringColumns& columns,
                 const CoveringCuts& cuts);

  /// Only plans of this part count from now on.
  void restrict_to(const CoveringPart& part);
  void add(const CoveringCut& cut);
  /// Asks hard rows that `open` leaves short, the worst ones; false where there is none.
  bool ask_hard_rows(std::span<const double> open);
  std::size_t cut_count() const { return cuts_in_.size(); }

  Answer solve(double seconds, const Execution& execution);
  /// By the prices of the last solution. `objective` is that of the best plan known.
  CutBound bound(std::optional<Amount> objective) const;
  /// Leaves out cuts that had no price in the last solutions.
  void drop_idle_cuts();

 private:
  struct Held {
    CoveringCut cut;
    int row = 0;
    int idle = 0;  ///< solutions since it had a price
    double price = 0;
  };
  void build();
  void add_limits();
  void add_hard(std::uint32_t row);
  void load(Held& held);
  void set_bounds(std::uint32_t candidate, double lower, double upper);
  void add_prices(PartBound& bound) const;
  void add_hard_prices(PartBound& bound) const;

  const CoveringModel& model_;
  const CoveringCuts& cuts_;
  const CoveringColumns& columns_;
  double scale_ = 1;  ///< from the unit of cuts to that of the program
  double cost_scale_ = 1;
  MipModel program_;
  CoveringPart part_;
  std::vector<Held> cuts_in_;
  std::vector<std::pair<std::uint32_t, int>> hard_;  ///< rows asked, and where
  std::vector<char> is_asked_;                       ///< by hard row
  int budget_row_ = -1;
  double budget_price_ = 0;
  std::vector<double> hard_price_;
};

}  // namespace coverage
