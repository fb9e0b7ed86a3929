#pragma once

#include <string>

#include "libcoverage/base/error.h"
#include "libcoverage/base/quantities.h"
#include "libcoverage/indicators/indicators.h"

namespace coverage {

/// The engine's own figures do not add up: an error of the engine, never of its input (exit status
/// 1).
class LedgerError : public Error {
  using Error::Error;
};

/// covered + uncovered + unreachable + unsnapped = population, for every threshold, and reached +
/// unreachable + unsnapped = population. Throws LedgerError that names `place` and the figures.
void check_ledger(const Indicators& indicators, const std::string& place);

}  // namespace coverage
