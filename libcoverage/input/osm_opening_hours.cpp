#include "libcoverage/input/osm_opening_hours.h"

#include <algorithm>
#include <utility>

#include "libcoverage/base/text.h"
#include "libcoverage/input/written_week.h"

namespace coverage {

namespace {

using Intervals = std::vector<WrittenInterval>;

constexpr std::array<std::string_view, 7> osm_days = {"mo", "tu", "we", "th", "fr", "sa", "su"};

std::optional<std::size_t> take_osm_day(HoursCursor& cursor) {
  for (std::size_t day = 0; day < 7; ++day) {
    if (cursor.take_word(osm_days[day])) return day;
  }
  return {};
}

/// The days of `Mo-Fr,Su`, `PH`, `Mo-Sa,PH`; nothing where the text goes on with something else.
/// Holidays are days that an ordinary week lacks.
std::optional<std::array<bool, 7>> read_days(HoursCursor& cursor) {
  std::array<bool, 7> named{};
  do {
    if (cursor.take_word("ph") || cursor.take_word("sh")) continue;
    const auto first = take_osm_day(cursor);
    if (!first) return {};
    const auto last = cursor.take("-") ? take_osm_day(cursor) : first;
    if (!last) return {};
    for (std::size_t day = *first;; day = (day + 1) % 7) {
      named[day] = true;
      if (day == *last) break;
    }
  } while (cursor.take(","));
  cursor.take(":");  // "Mo-Fr: 09:00-12:00" is common
  return named;
}

/// `09:00`; OSM lets a time run past midnight as `26:00`.
std::optional<int> read_osm_time(HoursCursor& cursor) {
  const auto hour = cursor.take_number();
  if (!hour || !cursor.take(":") || !cursor.next_is_digit()) return {};
  const auto minute = cursor.take_number();
  if (!minute || *minute > 59) return {};
  return *hour * 60 + *minute;
}

std::optional<WrittenInterval> read_osm_interval(HoursCursor& cursor) {
  const auto begin = read_osm_time(cursor);
  if (!begin || *begin > minutes_a_day || !cursor.take("-")) return {};
  const auto end = read_osm_time(cursor);
  if (!end || *end > 2 * minutes_a_day || *end - *begin > minutes_a_day) return {};
  // 00:00-00:00 is written for a whole day by some, for none by others.
  if (*begin == *end) return {};
  return WrittenInterval{*begin, *end};
}

/// What a rule says of its days, and whether another rule follows after a comma.
struct RuleTimes {
  Intervals intervals;
  bool closed = false;
  bool another_rule = false;
};

std::optional<RuleTimes> read_rule_times(HoursCursor& cursor) {
  RuleTimes times;
  if (cursor.take_word("off") || cursor.take_word("closed")) {
    times.closed = true;
    times.another_rule = cursor.take(",");
    return times;
  }
  if (cursor.take("24/7")) {
    times.intervals.push_back({0, minutes_a_day});
    return times;
  }
  do {
    if (!times.intervals.empty() && cursor.next_is_letter()) {
      times.another_rule = true;
      return times;
    }
    const auto interval = read_osm_interval(cursor);
    if (!interval) return {};
    times.intervals.push_back(*interval);
  } while (cursor.take(","));
  cursor.take_word("open");
  return times;
}

/// The ordinary days of the week, and whether any rule has named them yet.
struct OrdinaryDays {
  std::array<Intervals, 7> intervals;
  bool named = false;
};

/// One part between semicolons: a rule, or several after commas. False where it cannot be read.
bool read_osm_rules(std::string_view part, OrdinaryDays& days) {
  HoursCursor cursor(part);
  for (bool adds = false;; adds = true) {
    std::array<bool, 7> named;
    named.fill(true);
    if (cursor.next_is_letter() && !cursor.looks_at("off") && !cursor.looks_at("closed")) {
      const auto read = read_days(cursor);
      if (!read) return false;
      named = *read;
    }
    const auto times = read_rule_times(cursor);
    if (!times) return false;
    for (std::size_t day = 0; day < 7; ++day) {
      if (!named[day]) continue;
      days.named = true;
      Intervals& intervals = days.intervals[day];
      if (!adds || times->closed) intervals.clear();
      intervals.insert(intervals.end(), times->intervals.begin(), times->intervals.end());
    }
    if (!times->another_rule) return cursor.at_end();
  }
}

}  // namespace

HoursReading read_osm_opening_hours(std::string_view text) {
  const std::string written(trim(text));
  const std::string rules = plain_hours_text(text);
  HoursReading reading;
  if (rules.empty()) return reading;
  OrdinaryDays days;
  bool read = true;
  for (const std::string_view part : split(rules, ';')) {
    if (!trim(part).empty()) read = read && read_osm_rules(part, days);
  }
  // "PH off" alone says nothing about ordinary days.
  if (!read || !days.named) {
    reading.unread.push_back(written);
    return reading;
  }
  WrittenWeek week{std::move(days.intervals), {}};
  week.texts.fill(written);
  return read_written_week(week);
}

}  // namespace coverage
