#include "libcoverage/input/calibrate_demand.h"

#include <algorithm>
#include <cstdint>

#include "libcoverage/base/apportion.h"
#include "libcoverage/geo/polygon_operations.h"

namespace coverage {

namespace {

using NoteKind = SourceNote::Kind;
using Rows = std::vector<std::size_t>;

std::optional<Weight> weight_of(const Commune& commune, const std::string& name) {
  const auto found = commune.weights.find(name);
  if (found == commune.weights.end()) return {};
  return found->second;
}

std::string shown(const Commune& commune) {
  return commune.code + " " + commune.name;
}

/// `value × numerator ÷ denominator`, rounded half up; 0 ÷ 0 is 0.
Weight scaled(Weight value, Weight numerator, Weight denominator) {
  if (denominator.millionths() == 0) return {};
  const auto product = static_cast<__int128>(value.millionths()) * numerator.millionths();
  const __int128 half = denominator.millionths() / 2;
  return Weight::from_millionths(
      static_cast<Weight::rep>((product + half) / denominator.millionths()));
}

class Calibration {
 public:
  Calibration(const Territory& territory, const std::vector<DemandWeights::Column>& columns,
              DemandTable& table, DemandTally& tally)
      : territory_(territory), columns_(columns), table_(table), tally_(tally) {}

  CalibrationCounts run() {
    const IdVector<CommuneIndex, Rows> rows = rows_by_commune();
    for (std::size_t i = 0; i < territory_.communes.size(); ++i) {
      const auto index = CommuneIndex::from_size(i);
      if (territory_.communes[index].in_study_area) calibrate(index, rows[index]);
    }
    remove_points_without_weight();
    return counts_;
  }

 private:
  IdVector<CommuneIndex, Rows> rows_by_commune() const {
    IdVector<CommuneIndex, Rows> rows(territory_.communes.size());
    for (std::size_t row = 0; row < table_.size(); ++row) {
      if (table_.communes[row].valid()) rows[table_.communes[row]].push_back(row);
    }
    return rows;
  }

  void calibrate(CommuneIndex index, const Rows& rows) {
    const Commune& commune = territory_.communes[index];
    const auto population = weight_of(commune, "population");
    if (!population) {
      note_unknown(commune, rows);
      return;
    }
    if (rows.empty() || sum_of(0, rows) == Weight()) {
      if (*population > Weight()) add_point(index, *population, rows);
      return;
    }
    const Weight read = sum_of(0, rows);
    for (std::size_t w = 1; w < columns_.size(); ++w) {
      const Weight sum = sum_of(w, rows);
      if (const auto own = weight_of(commune, columns_[w].name)) {
        if (sum == Weight() && *own > Weight()) note_spread(w, commune);
        // Points that carry none of it share it like the main weight.
        share(w, *own, rows, sum == Weight() ? 0 : w);
      } else if (sum > Weight()) {
        note_scaled(w, commune);
        share(w, scaled(sum, *population, read), rows, w);
      }
    }
    share(0, *population, rows, 0);
  }

  Weight sum_of(std::size_t weight, const Rows& rows) const {
    Weight sum;
    for (const std::size_t row : rows) sum += table_.weights[weight][row];
    return sum;
  }

  /// Splits `total` over the rows in proportion to their weight `by`, which is not zero in all.
  void share(std::size_t weight, Weight total, const Rows& rows, std::size_t by) {
    std::vector<std::int64_t> shares;
    for (const std::size_t row : rows) shares.push_back(table_.weights[by][row].millionths());
    const std::vector<Weight> parts = apportion(total, shares);
    for (std::size_t i = 0; i < rows.size(); ++i) table_.weights[weight][rows[i]] = parts[i];
  }

  void note_unknown(const Commune& commune, const Rows& rows) {
    if (rows.empty()) return;
    tally_.add(NoteKind::doubtful, "population_unknown",
               message("communes whose population is not known: their points count as read",
                       "communes dont la population n’est pas connue : leurs points comptent tels "
                       "quels"),
               shown(commune), sum_of(0, rows));
  }

  void note_scaled(std::size_t weight, const Commune& commune) {
    const std::string& name = columns_[weight].name;
    tally_.add(NoteKind::information, "scaled_" + name,
               message("communes whose '{}' is not known: that of their points is scaled like the "
                       "population",
                       "communes dont « {} » n’est pas connu : celui de leurs points est calé "
                       "comme la population",
                       name),
               shown(commune));
  }

  void note_spread(std::size_t weight, const Commune& commune) {
    const std::string& name = columns_[weight].name;
    tally_.add(NoteKind::doubtful, "spread_" + name,
               message("communes whose points carry no '{}': the commune's is spread like the "
                       "population",
                       "communes dont les points ne portent pas « {} » : celui de la commune est "
                       "réparti comme la population",
                       name),
               shown(commune));
  }

  void note_absent(std::size_t weight, const Commune& commune) {
    const std::string& name = columns_[weight].name;
    tally_.add(
        NoteKind::doubtful, "absent_" + name,
        message("communes whose '{}' is not known: the point added there carries none",
                "communes dont « {} » n’est pas connu : le point ajouté n’en porte pas", name),
        shown(commune));
  }

  /// `rows`: points that the main weight leaves empty.
  void add_point(CommuneIndex index, Weight population, const Rows& rows) {
    const Commune& commune = territory_.communes[index];
    tally_.add(NoteKind::corrected, "commune_without_points",
               message("communes with inhabitants but without a point: one was added, at the seat "
                       "or inside",
                       "communes habitées mais sans point : un point y a été ajouté, au chef-lieu "
                       "ou à l’intérieur"),
               shown(commune), population);
    ++counts_.added;
    table_.ids.push_back(commune.code + (commune.seat ? ":seat" : ":inside"));
    table_.positions.push_back(commune.seat ? *commune.seat : point_on_surface(commune.shape));
    table_.communes.push_back(index);
    table_.weights[0].push_back(population);
    for (std::size_t w = 1; w < columns_.size(); ++w) {
      // Where other points carry this weight, it stays with them.
      const bool stays = sum_of(w, rows) > Weight();
      const auto total = weight_of(commune, columns_[w].name);
      if (stays && total) share(w, *total, rows, w);
      if (!stays && !total) note_absent(w, commune);
      table_.weights[w].push_back(stays ? Weight() : total.value_or(Weight()));
    }
  }

  void remove_points_without_weight() {
    Rows kept;
    for (std::size_t row = 0; row < table_.size(); ++row) {
      const bool counts = std::any_of(table_.weights.begin(), table_.weights.end(),
                                      [&](const auto& values) { return values[row] > Weight(); });
      if (counts) {
        kept.push_back(row);
        continue;
      }
      ++counts_.removed;
      tally_.add(NoteKind::information, "uninhabited_commune",
                 message("points in communes whose population is 0",
                         "points dans des communes dont la population est 0"),
                 table_.ids[row]);
    }
    table_.keep(kept);
  }

  const Territory& territory_;
  const std::vector<DemandWeights::Column>& columns_;
  DemandTable& table_;
  DemandTally& tally_;
  CalibrationCounts counts_;
};

}  // namespace

CalibrationCounts calibrate_demand(const Territory& territory,
                                   const std::vector<DemandWeights::Column>& columns,
                                   DemandTable& table, DemandTally& tally) {
  return Calibration(territory, columns, table, tally).run();
}

}  // namespace coverage
