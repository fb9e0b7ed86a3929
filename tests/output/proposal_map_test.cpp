#include "libcoverage/output/proposal_map.h"

#include <catch2/catch.hpp>

namespace coverage {
namespace {

const MapFrame ten_kilometres(Box{0, 0, 10'000, 10'000});

bool says(const std::string& text, const std::string& words) {
  return text.find(words) != std::string::npos;
}

/// The overlay of a plan with proposals of one name.
std::string overlay(const std::string& name, const std::vector<Point>& places) {
  SitingResults siting;
  siting.results.queries.resize(2);
  PlanOutcome plan;
  plan.query = 1;
  for (const Point place : places) {
    Facility facility;
    facility.name = name;
    facility.position = place;
    SiteOutcome site;
    site.facility = siting.results.facilities.push_back(facility);
    site.status = SiteOutcome::Status::proposed;
    plan.sites.push_back(site);
  }
  siting.plans = {plan};
  return proposal_overlay(siting, siting.plans[0], ten_kilometres, Language::french).svg;
}

}  // namespace

TEST_CASE("names of proposals lie beside each other on the map, not over each other") {
  const std::string svg = overlay("Saint-Germain-de-Salles", {{4'000, 5'000}, {4'300, 5'000}});
  INFO(svg);
  // The first has its neighbour to the right, the second finds that place free.
  CHECK(says(svg, "text-anchor=\"end\""));
  CHECK(says(svg, "text-anchor=\"start\""));
}

TEST_CASE("a name at the eastern edge of the map is written to the west of its mark") {
  CHECK(says(overlay("Yzeure", {{9'900, 5'000}}), "text-anchor=\"end\""));
  CHECK(says(overlay("Yzeure", {{5'000, 5'000}}), "text-anchor=\"start\""));
}

TEST_CASE("names on the map are text, never markup") {
  CHECK_FALSE(says(overlay("<b>", {{5'000, 5'000}}), "<b>"));
}

TEST_CASE("a plan that opens nothing has no mark") {
  CHECK_FALSE(says(overlay("x", {}), "<text"));
}

}  // namespace coverage
