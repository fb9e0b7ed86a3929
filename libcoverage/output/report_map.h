#pragma once

#include <string>

#include "libcoverage/output/results.h"

namespace coverage {

/// The classes of access time that maps use, relative to a query's target: up to half of it, up to
/// it, up to one and a half, up to twice, beyond; then not reached.
struct TimeClass {
  std::optional<Seconds> upper;  ///< inclusive; nothing for "beyond" and "not reached"
  const char* colour;
};
std::vector<TimeClass> time_classes(Seconds target);
/// The class of a median access time; absent times are in the last class.
std::size_t time_class_of(const std::vector<TimeClass>& classes, std::optional<Seconds> time);

/// A map of one query as inline SVG: communes by median access time, those in the gap outlined,
/// EPCI limits, facilities, scale bar and legend. Demand points stand for communes where there are
/// none.
std::string report_map(const Results& results, const QueryResult& query, Language language);

}  // namespace coverage
