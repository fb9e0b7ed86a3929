#include "libcoverage/indicators/ledger.h"

#include "libcoverage/base/text.h"

namespace coverage {
namespace {

std::string shown(Weight weight) {
  return format_decimals(weight.count(), 6);
}

Message remedy() {
  return message("This is a defect of the engine: please report it with the study file.",
                 "C’est un défaut du moteur : merci de le signaler avec le fichier d’étude.");
}

}  // namespace

void check_ledger(const Indicators& indicators, const std::string& place) {
  const Weight counted = indicators.reached + indicators.unreachable + indicators.unsnapped;
  if (counted != indicators.population) {
    throw LedgerError(
        message("{}: reached {} + unreachable {} + unsnapped {} is not the population {}",
                "{} : desservis {} + sans itinéraire {} + non rattachés {} ne font pas la "
                "population {}",
                place, shown(indicators.reached), shown(indicators.unreachable),
                shown(indicators.unsnapped), shown(indicators.population)),
        remedy());
  }
  for (const ThresholdCount& count : indicators.thresholds) {
    const Weight sum = count.covered + count.uncovered + count.unreachable + count.unsnapped;
    if (sum == indicators.population) continue;
    throw LedgerError(
        message("{}, threshold {}: covered {} + uncovered {} + unreachable {} + unsnapped {} is "
                "not the population {}",
                "{}, seuil {} : couverts {} + non couverts {} + sans itinéraire {} + non rattachés "
                "{} ne font pas la population {}",
                place, count.threshold.column_suffix(), shown(count.covered),
                shown(count.uncovered), shown(count.unreachable), shown(count.unsnapped),
                shown(indicators.population)),
        remedy());
  }
}

}  // namespace coverage
