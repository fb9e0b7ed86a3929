#include "libcoverage/model/query.h"

#include <catch2/catch.hpp>

namespace coverage {
namespace {

using Truth = Condition::Truth;

Facility moulins() {
  Facility facility;
  facility.id = "france_services:8";
  facility.source = "france_services";
  facility.name = "Moulins";
  facility.kind = "france_services";
  facility.tier = 2;
  facility.services = {"caf", "cpam"};
  facility.attributes = {{"insee", "03190"}, {"note", ""}, {"desks", "4"}, {"type", "Principal"}};
  return facility;
}

Condition is(const std::string& attribute, Comparison comparison, std::vector<std::string> values) {
  Condition condition;
  condition.kind = Condition::Kind::compare;
  condition.attribute = attribute;
  condition.comparison = comparison;
  condition.values = std::move(values);
  return condition;
}

Condition joined(Condition::Kind kind, Truth left, Truth right) {
  const auto constant = [](Truth truth) {
    if (truth == Truth::unknown) return is("absent", Comparison::equal, {"x"});
    return is("kind", truth == Truth::yes ? Comparison::equal : Comparison::not_equal,
              {"france_services"});
  };
  Condition condition;
  condition.kind = kind;
  condition.operands = {constant(left), constant(right)};
  return condition;
}

TEST_CASE("comparisons of one attribute") {
  struct Row {
    const char* attribute;
    Comparison comparison;
    std::vector<std::string> values;
    Truth expected;
  };
  using enum Comparison;
  const std::vector<Row> rows{
      {"kind", equal, {"france_services"}, Truth::yes},
      {"kind", equal, {"France_services"}, Truth::no},
      {"kind", not_equal, {"msap"}, Truth::yes},
      {"kind", in, {"msap", "france_services"}, Truth::yes},
      {"kind", in, {"msap", "mairie"}, Truth::no},
      {"tier", equal, {"2.0"}, Truth::yes},
      {"tier", greater_equal, {"2"}, Truth::yes},
      {"tier", greater, {"2"}, Truth::no},
      {"tier", less_equal, {"2"}, Truth::yes},
      {"tier", less, {"2"}, Truth::no},
      {"capacity", greater, {"0"}, Truth::unknown},
      {"capacity", not_equal, {"3"}, Truth::unknown},
      {"weekly_hours", greater, {"0"}, Truth::unknown},
      {"status", equal, {"open"}, Truth::yes},
      {"mobile", equal, {"false"}, Truth::yes},
      {"mobile", equal, {"oui"}, Truth::no},
      {"services", equal, {"cpam"}, Truth::yes},
      {"services", equal, {"caf;cpam"}, Truth::no},
      {"services", not_equal, {"cpam"}, Truth::no},
      {"services", not_equal, {"pole_emploi"}, Truth::yes},
      {"insee", equal, {"03190"}, Truth::yes},
      {"insee", equal, {"3190"}, Truth::no},
      {"desks", equal, {"4.0"}, Truth::yes},
      {"desks", greater, {"3"}, Truth::yes},
      {"type", greater, {"3"}, Truth::unknown},
      {"note", equal, {""}, Truth::unknown},
      {"nowhere", equal, {"x"}, Truth::unknown},
  };
  for (const Row& row : rows) {
    INFO(row.attribute << " with " << row.values.front());
    CHECK(is(row.attribute, row.comparison, row.values).holds(moulins()) == row.expected);
  }
}

TEST_CASE("unknown is not false: Kleene's tables") {
  const Truth no = Truth::no, yes = Truth::yes, unknown = Truth::unknown;
  const std::vector<std::array<Truth, 4>> rows{// left, right, both, either
                                               {no, no, no, no},
                                               {no, yes, no, yes},
                                               {yes, no, no, yes},
                                               {yes, yes, yes, yes},
                                               {no, unknown, no, unknown},
                                               {unknown, no, no, unknown},
                                               {yes, unknown, unknown, yes},
                                               {unknown, yes, unknown, yes},
                                               {unknown, unknown, unknown, unknown}};
  for (const auto& [left, right, both, either] : rows) {
    CHECK(joined(Condition::Kind::both, left, right).holds(moulins()) == both);
    CHECK(joined(Condition::Kind::either, left, right).holds(moulins()) == either);
  }
  Condition negation;
  negation.kind = Condition::Kind::negation;
  negation.operands = {is("absent", Comparison::equal, {"x"})};
  CHECK(negation.holds(moulins()) == unknown);
  negation.operands = {is("kind", Comparison::equal, {"msap"})};
  CHECK(negation.holds(moulins()) == yes);
  CHECK(Condition{}.holds(moulins()) == yes);
}

TEST_CASE("weekly hours come from the opening hours, else from a mapped column") {
  Facility facility = moulins();
  facility.attributes["weekly_hours"] = "21.5";
  CHECK(std::get<double>(attribute_of(facility, "weekly_hours")) == 21.5);
  facility.opening_hours = OpeningHours{};
  facility.opening_hours->days[0] = {{540, 720}};
  CHECK(std::get<double>(attribute_of(facility, "weekly_hours")) == 3);
}

TEST_CASE("every built-in attribute of a full facility is known") {
  Facility facility = moulins();
  facility.capacity = 3;
  facility.opening_hours = OpeningHours{};
  for (const std::string& name : built_in_attributes()) {
    INFO(name);
    CHECK_FALSE(std::holds_alternative<std::monostate>(attribute_of(facility, name)));
  }
}

TEST_CASE("a condition names the attributes that it reads") {
  Condition both = joined(Condition::Kind::both, Truth::yes, Truth::unknown);
  CHECK(both.attributes() == std::set<std::string>{"absent", "kind"});
  CHECK(Condition{}.attributes().empty());
}

Threshold limit(std::optional<double> seconds, std::optional<double> metres) {
  Threshold threshold;
  if (seconds) threshold.time = Seconds::from_seconds(*seconds);
  if (metres) threshold.distance = Metres::from_metres(*metres);
  return threshold;
}

TEST_CASE("thresholds as column names and as words") {
  struct Row {
    Threshold threshold;
    const char* column;
    const char* english;
    const char* french;
  };
  const std::vector<Row> rows{
      {limit(600, {}), "600s", "10 min", "10 min"},
      {limit({}, 5000), "5000m", "5 km", "5 km"},
      {limit(1200, 5000), "1200s_5000m", "20 min and 5 km", "20 min et 5 km"},
      {limit(90.5, {}), "90p5s", "1 min 30.5 s", "1 min 30,5 s"},
      {limit(5400, {}), "5400s", "1 h 30 min", "1 h 30 min"},
      {limit(3600, {}), "3600s", "1 h", "1 h"},
      {limit(45, {}), "45s", "45 s", "45 s"},
      {limit({}, 800), "800m", "800 m", "800 m"},
      {limit({}, 1500.5), "1500p5m", "1.5005 km", "1,5005 km"},
  };
  for (const Row& row : rows) {
    CHECK(row.threshold.column_suffix() == row.column);
    CHECK(row.threshold.label(false) == row.english);
    CHECK(row.threshold.label(true) == row.french);
  }
  CHECK(duration_label(Seconds(), false) == "0 s");
}

TEST_CASE("words for true and false") {
  CHECK(parse_truth_word(" Oui ") == true);
  CHECK(parse_truth_word("FALSE") == false);
  CHECK(parse_truth_word("2") == std::nullopt);
  CHECK(parse_truth_word("") == std::nullopt);
}

}  // namespace
}  // namespace coverage
