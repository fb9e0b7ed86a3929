#include "libcoverage/output/qgis_style.h"

#include <cpl_minixml.h>

#include <catch2/catch.hpp>
#include <cmath>

#include "libcoverage/output/facility_table.h"
#include "libcoverage/output/people_text.h"
#include "libcoverage/output/result_styles.h"
#include "libcoverage/output/result_tables.h"
#include "results_fixture.h"

using namespace coverage;

namespace {

std::size_t count_of(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

}  // namespace

TEST_CASE("text in styles is safe in XML and in expressions") {
  CHECK(html_escaped("<a b=\"1\">&\x02") == "&lt;a b=&quot;1&quot;&gt;&amp;");
  CHECK(html_escaped("l'a\tb\nc") == "l&#39;a&#9;b&#10;c");
  CHECK(column_reference("a\"b") == "\"a\"\"b\"");
  CHECK(text_constant("l'\\x") == "'l''\\\\x'");
}

TEST_CASE("colours darken from near to far, by orange") {
  CHECK(near_to_far(0).hex() == "#cfe8f5");
  CHECK(near_to_far(0.5).rgba() == "226,148,58,255");
  CHECK(near_to_far(7).hex() == near_to_far(1).hex());
  CHECK(near_to_far(-1).hex() == near_to_far(0).hex());
  const auto grey = [](Colour c) { return 0.299 * c.red + 0.587 * c.green + 0.114 * c.blue; };
  for (int k = 1; k <= 20; ++k)
    CHECK(grey(near_to_far(k / 20.0)) < grey(near_to_far((k - 1) / 20.0)));
  CHECK(category_colour(0).hex() == category_colour(8).hex());
}

TEST_CASE("names of facilities show from near only, those of communes from farther") {
  const Results results = make_results_fixture();
  const std::string facilities = facility_styles(results, facility_table(results))[0].qml;
  CHECK(count_of(facilities, "scaleVisibility=\"1\" scaleMin=\"1\" scaleMax=\"150000\"") == 1);
  const std::string communes = area_styles(results, commune_wide(results))[0].qml;
  CHECK(count_of(communes, "scaleVisibility=\"1\" scaleMin=\"1\" scaleMax=\"600000\"") == 1);
}

TEST_CASE("a kind with very many facilities has small signs") {
  Results results = make_results_fixture();
  const auto size_of_first = [&] {
    const std::string qml = facility_styles(results, facility_table(results))[0].qml;
    const auto at = qml.find("name=\"size\" value=\"");
    return std::stod(qml.substr(at + 19));
  };
  const double few = size_of_first();
  const Facility first = results.facilities[FacilityIndex(0)];
  for (int k = 0; k < 150; ++k) results.facilities.push_back(first);
  CHECK(size_of_first() < few);
}

TEST_CASE("classes of time follow the study's thresholds, limits included below") {
  const Results results = make_results_fixture();
  const auto styles = area_styles(results, commune_wide(results));
  REQUIRE(styles.size() == 6);
  CHECK(styles[1].name == "France services : temps médian");
  const std::string& qml = styles[1].qml;
  CHECK(qml.find("&quot;france_services_median_s&quot; &gt; 420 AND "
                 "&quot;france_services_median_s&quot; &lt;= 600") != std::string::npos);
  CHECK(qml.find("label=\"7 min – 10 min\"") != std::string::npos);
  CHECK(qml.find("label=\"plus de 20 min\"") != std::string::npos);
  CHECK(count_of(qml, "<rule key=\"rule_") == 5);
  CHECK(count_of(qml, "<symbol ") == 5);
}

TEST_CASE("an English study has English styles") {
  Results results = make_results_fixture();
  results.study.language = Language::english;
  const auto styles = area_styles(results, commune_wide(results));
  CHECK(styles[0].name == "France services: share within 10 min");
  CHECK(styles[0].qml.find("nobody there") != std::string::npos);
}

TEST_CASE("what is not inhabitants is never called so") {
  Results results = make_results_fixture();
  results.demand.weights[0].unit = "buildings";
  for (const DataTable& table : {commune_wide(results), unit_wide(results, 0),
                                 commune_rows(results), facility_table(results)}) {
    for (const DataColumn& column : table.columns) {
      INFO(column.name << ": " << column.alias.french);
      CHECK(column.alias.french.find("habitant") == std::string::npos);
    }
  }
  const DataTable table = commune_wide(results);
  CHECK(table.columns[4].alias.french == "bâtiments");
}

TEST_CASE("the raster's classes end with all that is farther") {
  const std::string qml = access_raster_qml(make_results_fixture());
  CHECK(qml.find("band=\"1\"") != std::string::npos);
  CHECK(qml.find("<item value=\"600\" label=\"7 min – 10 min\"") != std::string::npos);
  CHECK(qml.find("<item value=\"inf\" label=\"plus de 20 min\"") != std::string::npos);
  CPLXMLNode* const root = CPLParseXMLString(qml.c_str());
  CHECK(CPLGetXMLNode(root, "=qgis.pipe.rasterrenderer") != nullptr);
  CPLDestroyXMLNode(root);
}
