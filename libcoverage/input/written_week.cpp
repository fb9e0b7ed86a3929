#include "libcoverage/input/written_week.h"

#include <algorithm>
#include <utility>

#include "libcoverage/base/text.h"

namespace coverage {

namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) {
    text.replace(at, from.size(), to);
  }
}

}  // namespace

std::string plain_hours_text(std::string_view text) {
  std::string result = lower_ascii(text);
  constexpr std::pair<std::string_view, std::string_view> same[] = {
      {"\u00a0", " "}, {"\u202f", " "}, {"\u2009", " "}, {"\ufeff", ""},  {"\u2010", "-"},
      {"\u2011", "-"}, {"\u2012", "-"}, {"\u2013", "-"}, {"\u2014", "-"}, {"\u2212", "-"},
      {"É", "é"},      {"À", "à"},      {"\t", " "},     {"\r", " "},     {"\n", " "}};
  for (const auto& [from, to] : same) replace_all(result, from, to);
  return std::string(trim(result));
}

void HoursCursor::skip_spaces() {
  while (rest_.starts_with(' ')) rest_.remove_prefix(1);
}

bool HoursCursor::at_end() {
  skip_spaces();
  return rest_.empty();
}

bool HoursCursor::looks_at(std::string_view text) {
  skip_spaces();
  return rest_.starts_with(text);
}

bool HoursCursor::take(std::string_view text) {
  if (!looks_at(text)) return false;
  rest_.remove_prefix(text.size());
  return true;
}

bool HoursCursor::take_word(std::string_view word) {
  if (!looks_at(word)) return false;
  const std::string_view after = rest_.substr(word.size());
  if (!after.empty() && (is_letter(after.front()) || is_digit(after.front()))) return false;
  rest_ = after;
  return true;
}

std::optional<int> HoursCursor::take_number() {
  skip_spaces();
  std::size_t digits = 0;
  while (digits < rest_.size() && is_digit(rest_[digits])) ++digits;
  if (digits == 0 || digits > 2) return {};
  int value = 0;
  for (std::size_t i = 0; i < digits; ++i) value = value * 10 + (rest_[i] - '0');
  rest_.remove_prefix(digits);
  return value;
}

bool HoursCursor::next_is_digit() const {
  return !rest_.empty() && is_digit(rest_.front());
}

bool HoursCursor::next_is_letter() {
  skip_spaces();
  return !rest_.empty() && is_letter(rest_.front());
}

void list_once(std::vector<std::string>& texts, const std::string& text) {
  if (std::find(texts.begin(), texts.end(), text) == texts.end()) texts.push_back(text);
}

namespace {

/// Sorts and merges; true where two intervals shared time.
bool merge(std::vector<OpeningInterval>& intervals) {
  std::sort(intervals.begin(), intervals.end(), [](const auto& a, const auto& b) {
    return std::pair(a.begin, a.end) < std::pair(b.begin, b.end);
  });
  bool shared = false;
  std::vector<OpeningInterval> result;
  for (const OpeningInterval& next : intervals) {
    if (result.empty() || next.begin > result.back().end) {
      result.push_back(next);
      continue;
    }
    shared |= next.begin < result.back().end;
    result.back().end = std::max(result.back().end, next.end);
  }
  intervals = std::move(result);
  return shared;
}

OpeningInterval interval(int begin, int end) {
  return {static_cast<std::uint16_t>(begin), static_cast<std::uint16_t>(end)};
}

}  // namespace

HoursReading read_written_week(const WrittenWeek& week) {
  HoursReading reading;
  OpeningHours hours;
  for (std::size_t day = 0; day < 7; ++day) {
    for (WrittenInterval written : week.days[day]) {
      if (written.begin == written.end) {
        list_once(reading.no_length, week.texts[day]);
        continue;
      }
      if (written.end < written.begin) written.end += minutes_a_day;
      const int end = std::min(written.end, minutes_a_day);
      if (written.begin < end) hours.days[day].push_back(interval(written.begin, end));
      if (written.end > minutes_a_day) {
        list_once(reading.past_midnight, week.texts[day]);
        const int begin = std::max(0, written.begin - minutes_a_day);
        hours.days[(day + 1) % 7].push_back(interval(begin, written.end - minutes_a_day));
      }
    }
  }
  for (std::size_t day = 0; day < 7; ++day) {
    if (merge(hours.days[day])) list_once(reading.merged, week.texts[day]);
  }
  reading.hours = std::move(hours);
  return reading;
}

}  // namespace coverage
