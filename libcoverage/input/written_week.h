#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "libcoverage/input/opening_hours_text.h"

namespace coverage {

/// What the readers of opening hours share: a cursor over a text, and the step from intervals as
/// written to a week.

constexpr int minutes_a_day = 24 * 60;

/// An interval in minutes after the midnight that begins its day; `end` may lie in the next day, or
/// before `begin`, which means the same.
struct WrittenInterval {
  int begin = 0;
  int end = 0;
};

/// A week whose intervals are as written, before they are sorted, cut at midnight and merged.
struct WrittenWeek {
  std::array<std::vector<WrittenInterval>, 7> days;
  std::array<std::string, 7> texts;  ///< for the lists of the reading
};

/// Cuts at midnight, sorts, merges, and lists the texts where that changed what is written.
HoursReading read_written_week(const WrittenWeek& week);

/// Lower case, one kind of dash, plain spaces.
std::string plain_hours_text(std::string_view text);

/// Appends `text` where the list lacks it.
void list_once(std::vector<std::string>& texts, const std::string& text);

/// A cursor over a text of hours. All `take…` skip spaces first, and move only where they succeed.
class HoursCursor {
 public:
  explicit HoursCursor(std::string_view text) : rest_(text) {}

  bool at_end();
  bool take(std::string_view text);
  /// As `take`, of a word that no letter or digit follows.
  bool take_word(std::string_view word);
  /// One or two digits; nothing where there are none or more.
  std::optional<int> take_number();
  bool looks_at(std::string_view text);
  bool next_is_letter();
  /// Without skipping spaces: "9h 30" is not 9:30.
  bool next_is_digit() const;

 private:
  void skip_spaces();
  std::string_view rest_;
};

}  // namespace coverage
