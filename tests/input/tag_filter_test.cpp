#include "libcoverage/input/tag_filter.h"

#include <catch2/catch.hpp>
#include <map>

#include "libcoverage/base/error.h"

namespace coverage {
namespace {

bool matches(const std::string& filter, const std::map<std::string, std::string>& tags) {
  return TagFilter::parse(filter).matches([&](const char* key) -> const char* {
    const auto found = tags.find(key);
    return found == tags.end() ? nullptr : found->second.c_str();
  });
}

TEST_CASE("a filter of one value takes that value only") {
  CHECK(matches("amenity=townhall", {{"amenity", "townhall"}}));
  CHECK(matches(" amenity = townhall ", {{"amenity", "townhall"}}));
  CHECK_FALSE(matches("amenity=townhall", {{"amenity", "school"}}));
  CHECK_FALSE(matches("amenity=townhall", {{"office", "townhall"}}));
  CHECK_FALSE(matches("amenity=townhall", {}));
}

TEST_CASE("a filter of several values takes any of them") {
  CHECK(matches("amenity=school,kindergarten", {{"amenity", "kindergarten"}}));
  CHECK_FALSE(matches("amenity=school,kindergarten", {{"amenity", "college"}}));
}

TEST_CASE("a filter of a key takes every value but no") {
  const std::string filter = GENERATE("building", "building=*");
  CHECK(matches(filter, {{"building", "yes"}}));
  CHECK(matches(filter, {{"building", "house"}}));
  CHECK_FALSE(matches(filter, {{"building", "no"}}));
  CHECK_FALSE(matches(filter, {{"amenity", "school"}}));
}

TEST_CASE("conditions are joined by and, then by or, and negated by !=") {
  const std::string filter = "amenity=post_office and operator!=DHL,UPS or tourism=museum";
  CHECK(matches(filter, {{"amenity", "post_office"}, {"operator", "La Poste"}}));
  CHECK(matches(filter, {{"amenity", "post_office"}}));
  CHECK_FALSE(matches(filter, {{"amenity", "post_office"}, {"operator", "DHL"}}));
  CHECK(matches(filter, {{"tourism", "museum"}, {"operator", "DHL"}}));
  CHECK(matches("shop!=* and amenity", {{"amenity", "bank"}}));
}

TEST_CASE("a filter that is none says what is expected") {
  const std::string wrong =
      GENERATE("", "=townhall", "amenity=", "amenity==townhall", "amenity=a,,b", "amenity townhall",
               "a=b or ", "nwr[amenity=townhall]=x y'");
  CAPTURE(wrong);
  CHECK_THROWS_AS(TagFilter::parse(wrong), InputError);
}

TEST_CASE("the error of a filter is a full sentence in both languages") {
  try {
    TagFilter::parse("amenity=townhall and ~name");
    FAIL("no error");
  } catch (const InputError& error) {
    CHECK(
        error.text(Language::english) ==
        "tags = \"amenity=townhall and ~name\": '~name' is no condition on a tag. Write "
        "\"amenity=townhall\", \"amenity=school,kindergarten\", \"shop=*\" or \"building\", joined "
        "by 'and' or 'or'.");
    CHECK(error.text(Language::french).find("n’est pas une condition") != std::string::npos);
  }
}

}  // namespace
}  // namespace coverage
