#include "apps/shared/study_sites.h"

#include <catch2/catch.hpp>
#include <filesystem>

#include "error_text.h"

namespace coverage {
namespace {

using Settings = std::vector<std::pair<std::string, std::string>>;

}  // namespace

TEST_CASE("the option --candidates is written as keys of the study") {
  CHECK(candidate_settings("").empty());
  CHECK(candidate_settings("seats") == Settings{{"candidates.from", "seats"}});
  CHECK(candidate_settings("grid:500") ==
        Settings{{"candidates.from", "grid"}, {"candidates.spacing_m", "500"}});
  CHECK(candidate_settings("facilities:kind in (a, b)") ==
        Settings{{"candidates.from", "facilities"}, {"candidates.where", "kind in (a, b)"}});
  CHECK(candidate_settings("places.csv") ==
        Settings{{"candidates.from", "points"},
                 {"candidates.path", (std::filesystem::current_path() / "places.csv").string()}});
}

TEST_CASE("the question of a study is read from its options") {
  SitesOptions options;
  options.query = "caf";
  options.threshold = "10 min";
  options.most_moved = 2;
  options.group_limits = {"CC A=1..2"};
  options.share_percent = 95;
  options.budget = "1.5";
  const SitingQuestion question = siting_question(options);
  CHECK(question.query == "caf");
  CHECK(question.threshold == Seconds::from_minutes(10));
  CHECK(question.allow_closing);
  CHECK(question.most_closed == 2u);
  CHECK(question.new_sites == 0u);
  CHECK(question.share_millionths == 950'000);
  CHECK(question.budget_millionths == 1'500'000);
  REQUIRE(question.epci_limits.size() == 1);
  CHECK(question.epci_limits[0].epci == "CC A");
  CHECK(question.epci_limits[0].most == 2u);
}

TEST_CASE("a threshold of a study is a time") {
  for (const char* text : {"600", "5 km", "10 min and 5 km", "soon"}) {
    SitesOptions options;
    options.threshold = text;
    CHECK(error_text([&] { siting_question(options); }) ==
          fmt::format("--threshold '{}' is not a time. Write a time, for example \"10 min\" or "
                      "\"600 s\"",
                      text));
  }
}

}  // namespace coverage
