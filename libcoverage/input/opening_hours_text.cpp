#include "libcoverage/input/opening_hours_text.h"

#include <algorithm>
#include <utility>

#include "libcoverage/base/text.h"
#include "libcoverage/input/written_week.h"

namespace coverage {

namespace {

using Intervals = std::vector<WrittenInterval>;

/// A time of day in minutes; `marked` where it is written as an hour (`9h`, `9:00`, `midi`), not
/// as a bare number.
struct ClockTime {
  int minutes = 0;
  bool marked = true;
};

std::optional<ClockTime> read_french_time(HoursCursor& cursor) {
  if (cursor.take_word("midi")) return ClockTime{12 * 60};
  if (cursor.take_word("minuit")) return ClockTime{minutes_a_day};
  const auto hour = cursor.take_number();
  if (!hour || *hour > 24) return {};
  if (cursor.take_word("heures") || cursor.take_word("heure")) return ClockTime{*hour * 60};
  if (!cursor.take(":") && !cursor.take("h")) return ClockTime{*hour * 60, false};
  std::optional<int> minute = 0;
  if (cursor.next_is_digit()) {
    minute = cursor.take_number();
    // Spreadsheets write seconds too: 09:00:00.
    if (cursor.take(":") && cursor.take_number() != 0) return {};
    cursor.take_word("h");
  }
  if (!minute || *minute > 59 || *hour * 60 + *minute > minutes_a_day) return {};
  return ClockTime{*hour * 60 + *minute};
}

std::optional<WrittenInterval> read_french_interval(HoursCursor& cursor) {
  cursor.take_word("de");
  const auto begin = read_french_time(cursor);
  if (!begin) return {};
  if (!cursor.take("-") && !cursor.take_word("à") && !cursor.take_word("a")) return {};
  const auto end = read_french_time(cursor);
  // "9-12h" says that both are hours; "9-12" might be anything.
  if (!end || !(begin->marked || end->marked)) return {};
  return WrittenInterval{begin->minutes, end->minutes};
}

bool is_closed(std::string_view text) {
  constexpr std::string_view words[] = {"fermé", "ferme", "fermée", "fermeture", "closed", "off"};
  return std::find(std::begin(words), std::end(words), text) != std::end(words);
}

bool is_around_the_clock(std::string_view text) {
  constexpr std::string_view words[] = {"24h/24",  "24h/24h",    "24/24",
                                        "24 h/24", "24h sur 24", "24/7"};
  return std::find(std::begin(words), std::end(words), text) != std::end(words);
}

/// The intervals of a day's text as written; nothing where it cannot be read.
std::optional<Intervals> read_day(std::string_view written) {
  const std::string text = plain_hours_text(written);
  if (text.empty() || text == "-" || is_closed(text)) return Intervals();
  if (is_around_the_clock(text)) return Intervals{{0, minutes_a_day}};
  HoursCursor cursor(text);
  Intervals intervals;
  for (;;) {
    const auto interval = read_french_interval(cursor);
    if (!interval) return {};
    intervals.push_back(*interval);
    if (cursor.at_end()) return intervals;
    const bool separated = cursor.take("/") || cursor.take(";") || cursor.take(",") ||
                           cursor.take("|") || cursor.take("&") || cursor.take_word("et") ||
                           cursor.take_word("puis");
    if (!separated) return {};
    cursor.take_word("et");
  }
}

}  // namespace

HoursReading read_week_columns(const std::array<std::string, 7>& days) {
  std::vector<std::string> unread;
  WrittenWeek week;
  bool anything = false;
  for (std::size_t day = 0; day < 7; ++day) {
    week.texts[day] = std::string(trim(days[day]));
    anything |= !plain_hours_text(days[day]).empty();
    if (auto intervals = read_day(days[day])) {
      week.days[day] = std::move(*intervals);
    } else {
      list_once(unread, week.texts[day]);
    }
  }
  HoursReading reading;
  if (anything && unread.empty()) reading = read_written_week(week);
  // Intervals that all open nothing are no statement about the week.
  if (reading.hours && reading.hours->empty() && !reading.no_length.empty()) reading.hours.reset();
  reading.unread = std::move(unread);
  return reading;
}

}  // namespace coverage
