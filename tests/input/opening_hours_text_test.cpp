#include "libcoverage/input/opening_hours_text.h"

#include <fmt/format.h>

#include <catch2/catch.hpp>

#include "libcoverage/input/osm_opening_hours.h"

namespace coverage {
namespace {

/// "Mo 540-720 840-1020, Tu …": the week as a test writes it down.
std::string week_text(const HoursReading& reading) {
  if (!reading.hours) return "unknown";
  constexpr const char* names[] = {"Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"};
  std::string text;
  for (std::size_t day = 0; day < 7; ++day) {
    if (reading.hours->days[day].empty()) continue;
    if (!text.empty()) text += ", ";
    text += names[day];
    for (const OpeningInterval& interval : reading.hours->days[day]) {
      text += fmt::format(" {:02}:{:02}-{:02}:{:02}", interval.begin / 60, interval.begin % 60,
                          interval.end / 60, interval.end % 60);
    }
  }
  return text.empty() ? "closed" : text;
}

HoursReading monday(const std::string& cell) {
  return read_week_columns({cell, "", "", "", "", "", ""});
}
std::string monday_text(const std::string& cell) {
  return week_text(monday(cell));
}
std::string osm(const std::string& text) {
  return week_text(read_osm_opening_hours(text));
}

TEST_CASE("a day of the France services list is read as it is written") {
  const HoursReading reading = monday("09:00 - 12:00 / 14:00 - 17:00");
  CHECK(week_text(reading) == "Mo 09:00-12:00 14:00-17:00");
  CHECK(reading.hours->weekly_hours() == 6.0);
  CHECK(reading.unread.empty());
  CHECK(reading.merged.empty());
}

TEST_CASE("the spellings that French lists use mean the same hours") {
  const std::string cell = GENERATE(
      "9h-12h / 14h-17h", "09h00-12h00/14h00-17h00", "9h à 12h et 14h à 17h",
      "09:00–12:00, 14:00–17:00", "9H - 12H ; 14H - 17H", "de 9h à midi puis de 14h à 17h",
      "9-12h / 14-17h", "09:00:00 - 12:00:00 | 14:00:00 - 17:00:00",
      "9 heures à 12 heures & 14 heures à 17 heures",
      "09:00\u00a0-\u00a012:00\u202f/\u202f14:00 - 17:00", "14:00 - 17:00 / 09:00 - 12:00");
  CAPTURE(cell);
  CHECK(monday_text(cell) == "Mo 09:00-12:00 14:00-17:00");
}

TEST_CASE("a day around the clock is 24 hours") {
  const std::string cell = GENERATE("24h/24", "24/24", "00:00 - 24:00", "0h-minuit");
  CAPTURE(cell);
  CHECK(monday_text(cell) == "Mo 00:00-24:00");
}

TEST_CASE("a day that says it is closed is known to be closed") {
  const std::string cell = GENERATE("fermé", "Fermé", "FERMÉ", "ferme", "closed", " - ", "–");
  CAPTURE(cell);
  CHECK(monday_text(cell) == "closed");
}

TEST_CASE("a week without any text is unknown, not closed") {
  CHECK(monday_text("") == "unknown");
  CHECK(monday_text("  ") == "unknown");
  CHECK(monday_text("\u00a0") == "unknown");
  CHECK(monday("").unread.empty());
}

TEST_CASE("a text that cannot be read makes the week unknown and is listed as written") {
  const std::string cell =
      GENERATE("sur rendez-vous", "9-12", "9h", "9h-", "25:00 - 26:00", "09:70 - 12:00",
               "9h 30 - 12h", "09:00 - 12:00 (sauf août)", "09:00 - 12:00 14:00 - 17:00", "matin",
               "9h30/12h", "24:30 - 25:00", "009:00 - 12:00", "1er lundi du mois 9h-12h");
  CAPTURE(cell);
  const HoursReading reading =
      read_week_columns({"08:00 - 12:00", cell, "", "", "", "08:00 - 12:00", ""});
  CHECK_FALSE(reading.hours.has_value());
  CHECK(reading.unread == std::vector<std::string>{cell});
}

TEST_CASE("repeated and overlapping intervals are merged and listed once") {
  const std::string cell = "08:30 - 17:30 / 08:30 - 12:30 / 08:30 - 12:30 / 08:30 - 17:30";
  const HoursReading reading = read_week_columns({cell, cell, "", "", "", "", ""});
  CHECK(week_text(reading) == "Mo 08:30-17:30, Tu 08:30-17:30");
  CHECK(reading.merged == std::vector<std::string>{cell});
  CHECK(monday_text("10:30 - 11:30 / 10:30 - 12:00 / 13:30 - 14:30") ==
        "Mo 10:30-12:00 13:30-14:30");
}

TEST_CASE("intervals that touch are one interval and nothing to warn of") {
  const HoursReading reading = monday("09:00 - 12:00 / 12:00 - 14:00");
  CHECK(week_text(reading) == "Mo 09:00-14:00");
  CHECK(reading.merged.empty());
}

TEST_CASE("an interval that ends as it begins opens nothing and is listed") {
  const HoursReading reading = monday("00:00 - 00:00 / 13:45 - 16:30");
  CHECK(week_text(reading) == "Mo 13:45-16:30");
  CHECK(reading.no_length.size() == 1);
  CHECK(monday_text("00:00 - 00:00") == "unknown");
}

TEST_CASE("an interval past midnight goes on to the next day, from Sunday to Monday too") {
  const HoursReading reading =
      read_week_columns({"", "", "", "", "22:00 - 02:00", "", "20h-minuit"});
  CHECK(week_text(reading) == "Fr 22:00-24:00, Sa 00:00-02:00, Su 20:00-24:00");
  CHECK(reading.past_midnight == std::vector<std::string>{"22:00 - 02:00"});
  CHECK(week_text(read_week_columns({"01:00 - 03:00", "", "", "", "", "", "23:00 - 02:00"})) ==
        "Mo 00:00-03:00, Su 23:00-24:00");
}

TEST_CASE("opening hours as OSM writes them give the ordinary week") {
  struct Row {
    std::string text, week;
  };
  const Row row = GENERATE(values<Row>({
      {"Mo-Fr 09:00-12:00,14:00-17:00; Sa 09:00-12:00; PH off",
       "Mo 09:00-12:00 14:00-17:00, Tu 09:00-12:00 14:00-17:00, We 09:00-12:00 14:00-17:00, "
       "Th 09:00-12:00 14:00-17:00, Fr 09:00-12:00 14:00-17:00, Sa 09:00-12:00"},
      {"24/7",
       "Mo 00:00-24:00, Tu 00:00-24:00, We 00:00-24:00, Th 00:00-24:00, Fr 00:00-24:00, "
       "Sa 00:00-24:00, Su 00:00-24:00"},
      {"Mo,We 14:00-18:00", "Mo 14:00-18:00, We 14:00-18:00"},
      {"Mo: 09:00-12:00", "Mo 09:00-12:00"},
      {"Sa-Mo 10:00-12:00", "Mo 10:00-12:00, Sa 10:00-12:00, Su 10:00-12:00"},
      {"Mo-We 09:00-12:00; Tu off", "Mo 09:00-12:00, We 09:00-12:00"},
      {"Mo-We 09:00-12:00; Tu 14:00-15:00", "Mo 09:00-12:00, Tu 14:00-15:00, We 09:00-12:00"},
      {"Mo-Tu 09:00-12:00, Tu 14:00-15:00", "Mo 09:00-12:00, Tu 09:00-12:00 14:00-15:00"},
      {"Mo-Tu 09:00-12:00, PH off", "Mo 09:00-12:00, Tu 09:00-12:00"},
      {"Mo,PH 09:00-12:00; SH off", "Mo 09:00-12:00"},
      {"Fr 22:00-26:00", "Fr 22:00-24:00, Sa 00:00-02:00"},
      {"Fr 22:00-02:00;", "Fr 22:00-24:00, Sa 00:00-02:00"},
      {"mo 09:00 - 12:00 open", "Mo 09:00-12:00"},
      {"off", "closed"},
      {"", "unknown"},
  }));
  CAPTURE(row.text);
  CHECK(osm(row.text) == row.week);
}

TEST_CASE("opening hours that are not an ordinary week are left unread") {
  const std::string text =
      GENERATE("Jan-Mar 09:00-12:00", "Mo[1] 09:00-12:00", "Mo-Fr sunrise-sunset", "Mo-Fr 18:00+",
               "Mo-Fr 09:00-12:00 \"sur rendez-vous\"", "week 1-53/2 Mo 09:00-12:00", "PH off",
               "SH 09:00-12:00", "Mo-Fr 09:00-12:00 || \"by appointment\"", "2024 Mo 09:00-12:00",
               "Mon-Fri 9am-5pm", "Mo-Fr", "Mo 9-12", "Mo 00:00-00:00", "Mo 09:00",
               "Mo 09:00-99:00", "Mo-Fr 09:00-12:00, ", "unknown");
  CAPTURE(text);
  const HoursReading reading = read_osm_opening_hours(text);
  CHECK_FALSE(reading.hours.has_value());
  CHECK(reading.unread.size() == 1);
}

}  // namespace
}  // namespace coverage
