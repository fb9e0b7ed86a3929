#include "libcoverage/input/query_expression.h"

#include <catch2/catch.hpp>

#include "error_text.h"

namespace coverage {
namespace {

using Truth = Condition::Truth;

Facility library() {
  Facility facility;
  facility.kind = "library";
  facility.name = "Médiathèque d'Yzeure";
  facility.tier = 2;
  facility.attributes["type_fs"] = "Principal";
  return facility;
}

bool holds(const std::string& text) {
  return parse_condition(text).holds(library()) == Truth::yes;
}

std::string refusal(const std::string& text) {
  return error_text([&] { parse_condition(text, {"type_fs", "desks"}); });
}

TEST_CASE("conditions that hold for a tier 2 library") {
  for (const char* text : {
           "kind = library",
           "kind != msap",
           "tier >= 2 and tier <= 2",
           "tier>1 and tier<3",
           "kind in (msap, library)",
           "kind in(library)",
           "kind not in (msap, mairie)",
           "not kind = msap",
           "not not kind = library",
           "KIND_2 = x or kind = library",
           "kind = msap or kind = library and tier = 2",
           "(kind = msap or kind = library) and tier = 2",
           "kind = 'library' AND tier = 2",
           "name = \"Médiathèque d'Yzeure\"",
           "type_fs = Principal",
           "mobile = false and status = open",
           "kind\n=\n\tlibrary",
       }) {
    INFO(text);
    CHECK(holds(text));
  }
}

TEST_CASE("'contains' finds a part of a text, in any case of its plain letters") {
  CHECK(holds("name contains yzeure"));
  CHECK(holds("name contains \"thèque d'Y\""));
  CHECK(holds("not name contains Moulins"));
  CHECK_FALSE(holds("name contains \"La Poste\""));
  CHECK(parse_condition("operator contains x").holds(library()) == Truth::unknown);
  CHECK(refusal("tier contains 2").find("'tier' is no text that 'contains' could search") !=
        std::string::npos);
  CHECK(refusal("name contains").find("a value is expected, not the end") != std::string::npos);
}

TEST_CASE("'and' binds tighter than 'or', 'not' tighter than 'and'") {
  // As (a or b) and c these would not hold.
  CHECK(holds("kind = library or kind = msap and tier = 3"));
  CHECK_FALSE(holds("(kind = library or kind = msap) and tier = 3"));
  CHECK(holds("not kind = msap and tier = 2"));
  CHECK_FALSE(holds("not (kind = library and tier = 2)"));
}

TEST_CASE("what is not said is implied: open and fixed places") {
  Facility bus = library();
  bus.mobile = true;
  Facility planned = library();
  planned.status = FacilityStatus::planned;
  const auto answers = [](const char* text, const Facility& facility) {
    return with_implied_conditions(parse_condition(text)).holds(facility) == Truth::yes;
  };
  CHECK(answers("kind = library", library()));
  CHECK_FALSE(answers("kind = library", bus));
  CHECK_FALSE(answers("kind = library", planned));
  CHECK_FALSE(answers("kind = msap or kind = library", bus));
  CHECK(answers("kind = library and mobile = true", bus));
  CHECK(answers("kind = library and mobile in (true, false)", bus));
  CHECK(answers("kind = library and status != closed", planned));
  CHECK_FALSE(answers("kind = library and status = planned", library()));
}

TEST_CASE("errors point at the character and suggest the right word") {
  const std::vector<std::pair<const char*, const char*>> rows{
      {"kind = library adn tier = 2",
       "character 16 of 'kind = library adn tier = 2': 'and', 'or' or the end is expected, not "
       "'adn'. Did you mean 'and'?"},
      {"kind = library et tier = 2",
       "character 16 of 'kind = library et tier = 2': 'and', 'or' or the end is expected, not "
       "'et'. Did you mean 'and'?"},
      {"name = Tiers lieu",
       "character 14 of 'name = Tiers lieu': 'and', 'or' or the end is expected, not 'lieu'. Put "
       "values of several words in quotes"},
      {"teir >= 2",
       "character 1 of 'teir >= 2': no source has an attribute 'teir'. Did you mean 'tier'?"},
      {"type_f = x",
       "character 1 of 'type_f = x': no source has an attribute 'type_f'. Did you mean 'type_fs'?"},
      {"kind == msap", "character 6 of 'kind == msap': '==' is not a comparison. Write '='"},
      {"tier => 2", "character 6 of 'tier => 2': '=>' is not a comparison. Write '>='"},
      {"kind msap",
       "character 6 of 'kind msap': a comparison must follow 'kind', not 'msap'. Write one of = != "
       ">= <= < > or in (…)"},
      {"kind =", "character 7 of 'kind =': a value is expected, not the end"},
      {"kind in msap",
       "character 9 of 'kind in msap': 'in' needs a list in parentheses, not 'msap'. Write for "
       "example in (msap, mairie)"},
      {"kind in (msap mairie)",
       "character 15 of 'kind in (msap mairie)': ',' or ')' is expected, not 'mairie'"},
      {"kind in ()", "character 10 of 'kind in ()': a value is expected, not ')'"},
      {"kind not = x", "character 10 of 'kind not = x': 'in' must follow 'not' here"},
      {"(kind = msap", "character 1 of '(kind = msap': this parenthesis never closes. Add ')'"},
      {"kind = msap)",
       "character 12 of 'kind = msap)': 'and', 'or' or the end is expected, not ')'. Put values of "
       "several words in quotes"},
      {"kind = msap and",
       "character 16 of 'kind = msap and': an attribute is expected, not the end. Write for "
       "example kind = france_services"},
      {"name = 'Yzeure",
       "character 8 of 'name = 'Yzeure': the quote ' never closes. Add the "
       "closing '"},
      {"kind = a;b",
       "character 9 of 'kind = a;b': ';' has no meaning here. Put values with spaces or signs in "
       "quotes"},
      {"tier >= high",
       "character 9 of 'tier >= high': '<' and '>' compare numbers; 'high' is not one"},
      {"tier = high",
       "character 8 of 'tier = high': 'tier' is a number; 'high' is not one. Write for example "
       "tier = 2"},
      {"status = opened",
       "character 10 of 'status = opened': 'status' is open, planned or closed, not 'opened'. Did "
       "you mean 'open'?"},
      {"mobile = maybe",
       "character 10 of 'mobile = maybe': 'mobile' is true or false, not 'maybe'"},
      {"services > 2",
       "character 12 of 'services > 2': 'services' has no order: '<' and '>' cannot compare it. "
       "Use "
       "= != or in (…)"},
      {"  ", "the condition is empty. Write for example \"kind = france_services\""},
  };
  for (const auto& [text, expected] : rows) CHECK(refusal(text) == expected);
}

TEST_CASE("columns are counted in characters, not bytes") {
  CHECK(refusal("name = 'Médiathèque' xor kind = a") ==
        "character 22 of 'name = 'Médiathèque' xor kind = a': 'and', 'or' or the end is expected, "
        "not 'xor'. Did you mean 'or'?");
  CHECK(french_error_text([] { parse_condition("kind = "); }) ==
        "caractère 8 de « kind =  » : on attend une valeur, et non la fin");
}

TEST_CASE("a column that is no likely misspelling is left to the sources") {
  CHECK_NOTHROW(parse_condition("nom = Moulins", {}));
  CHECK_NOTHROW(parse_condition("addr:city = Moulins", {}));
}

TEST_CASE("hostile expressions end in an error, not in a crash") {
  CHECK(error_text([] { parse_condition(std::string(5000, '(')); }).find("nest too deeply") !=
        std::string::npos);
  CHECK(error_text([] { parse_condition(std::string(20000, 'a')); }) ==
        "the condition is longer than 10000 characters");
  std::string chain = "tier = 1";
  while (chain.size() < 9900) chain += " or tier=2";
  CHECK(holds(chain));
}

}  // namespace
}  // namespace coverage
