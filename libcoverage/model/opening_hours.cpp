#include "libcoverage/model/opening_hours.h"

namespace coverage {

bool OpeningHours::empty() const {
  for (const auto& day : days) {
    if (!day.empty()) return false;
  }
  return true;
}

double OpeningHours::weekly_hours() const {
  int minutes = 0;
  for (const auto& day : days) {
    for (const OpeningInterval& interval : day) minutes += interval.end - interval.begin;
  }
  return minutes / 60.0;
}

}  // namespace coverage
