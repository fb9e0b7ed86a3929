#include "libcoverage/input/facility_rule.h"

#include <catch2/catch.hpp>

#include "error_text.h"

namespace coverage {
namespace {

Facility open_for(int hours) {
  Facility facility;
  facility.kind = "france_services";
  facility.opening_hours = OpeningHours{};
  for (int day = 0; hours > 0; ++day, hours -= 7) {
    const int today = std::min(hours, 7);
    facility.opening_hours->days[static_cast<std::size_t>(day)] = {
        {540, static_cast<std::uint16_t>(540 + 60 * today)}};
  }
  return facility;
}

bool applied(const char* text, Facility& facility) {
  return apply_rule(parse_facility_rule(text), facility);
}

TEST_CASE("a rule sets the tier where its condition holds") {
  const FacilityRule rule = parse_facility_rule(" tier = 3 when weekly_hours >= 35 ");
  CHECK(rule.text == "tier = 3 when weekly_hours >= 35");
  CHECK(rule.attribute == "tier");
  CHECK(rule.value == "3");
  Facility long_hours = open_for(35);
  CHECK(apply_rule(rule, long_hours));
  CHECK(long_hours.tier == 3);
  Facility short_hours = open_for(34);
  CHECK_FALSE(apply_rule(rule, short_hours));
  CHECK(short_hours.tier == std::nullopt);
}

TEST_CASE("a rule does not hold where its condition is unknown") {
  Facility facility;
  CHECK_FALSE(applied("tier = 3 when weekly_hours >= 0", facility));
  CHECK(facility.tier == std::nullopt);
}

TEST_CASE("a rule never overwrites what a source says") {
  Facility facility = open_for(40);
  facility.tier = 1;
  facility.attributes["desks"] = "2";
  CHECK_FALSE(applied("tier = 3 when weekly_hours >= 35", facility));
  CHECK(facility.tier == 1);
  CHECK_FALSE(applied("desks = 5", facility));
  CHECK(facility.attributes["desks"] == "2");
}

TEST_CASE("kind, status and mobile, known for every facility, are decided by rules") {
  Facility facility = open_for(10);
  facility.attributes["format_fs"] = "Poste";
  CHECK(applied("kind = france_services_poste when format_fs = Poste", facility));
  CHECK(facility.kind == "france_services_poste");
  CHECK(applied("mobile = true when format_fs in (Bus, Poste)", facility));
  CHECK(facility.mobile);
  CHECK(applied("status = planned", facility));
  CHECK(facility.status == FacilityStatus::planned);
  CHECK_FALSE(applied("status = planned", facility));
}

TEST_CASE("rules fill capacity, services, names and attributes") {
  Facility facility;
  CHECK(applied("capacity = 2.5", facility));
  CHECK(applied("services = 'caf; cpam'", facility));
  CHECK(applied("name = 'Sans nom'", facility));
  CHECK(applied("zone = \"a when b\"", facility));
  CHECK(facility.capacity == 2.5);
  CHECK(facility.services == std::vector<std::string>{"caf", "cpam"});
  CHECK(facility.name == "Sans nom");
  CHECK(facility.attributes.at("zone") == "a when b");
}

TEST_CASE("of several rules the first that holds decides") {
  const std::vector<FacilityRule> rules{
      parse_facility_rule("tier = 3 when weekly_hours >= 35"),
      parse_facility_rule("tier = 2 when weekly_hours >= 24"), parse_facility_rule("tier = 1"),
      parse_facility_rule("kind = full when tier = 3"), parse_facility_rule("kind = small")};
  Facility facility = open_for(35);
  CHECK(apply_rules(rules, facility) == std::vector<std::size_t>{0, 3});
  CHECK(facility.tier == 3);
  CHECK(facility.kind == "full");
  facility = open_for(30);
  CHECK(apply_rules(rules, facility) == std::vector<std::size_t>{1, 4});
  facility = open_for(0);
  CHECK(apply_rules(rules, facility) == std::vector<std::size_t>{2, 4});
  CHECK(facility.kind == "small");
}

TEST_CASE("rules that cannot be read say where and why") {
  const std::string example = ". Write for example \"tier = 3 when weekly_hours >= 35\"";
  const std::vector<std::pair<std::string, std::string>> rows{
      {"tier 3", "character 6 of 'tier 3': '=' must follow 'tier'" + example},
      {"", "character 1 of '': a rule begins with the attribute that it sets" + example},
      {"tier = 3 if weekly_hours > 3",
       "character 10 of 'tier = 3 if weekly_hours > 3': 'when' or the end is expected, not 'if'" +
           example},
      {"tier = 3 when",
       "character 10 of 'tier = 3 when': a condition must follow 'when'" + example},
      {"tier =", "character 7 of 'tier =': a value is expected" + example},
      {"id = 3", "character 1 of 'id = 3': a rule cannot set 'id'" + example},
      {"tier = 4", "character 8 of 'tier = 4': a tier is 1, 2 or 3, not 4"},
      {"tier = 1.5", "character 8 of 'tier = 1.5': a tier is 1, 2 or 3, not 1.5"},
      {"capacity = -1", "character 12 of 'capacity = -1': a capacity cannot be negative: -1"},
      {"tier = 3 when hours > ", "character 8 of 'hours >': a value is expected, not the end"},
  };
  for (const auto& [text, expected] : rows) {
    CHECK(error_text([&] { parse_facility_rule(text); }) == expected);
  }
  CHECK(error_text([] { parse_facility_rule("tier = 1 when type_f = x", {"type_fs"}); }) ==
        "character 1 of 'type_f = x': no source has an attribute 'type_f'. Did you mean "
        "'type_fs'?");
}

}  // namespace
}  // namespace coverage
