#include "libcoverage/output/csv_files.h"

#include <catch2/catch.hpp>

#include "libcoverage/base/text.h"
#include "libcoverage/output/facility_table.h"
#include "libcoverage/output/result_tables.h"
#include "results_fixture.h"

using namespace coverage;

namespace {

std::string plain(const DataValue& value) {
  return csv_field(value, CsvDialect::plain);
}
std::string excel(const DataValue& value) {
  return csv_field(value, CsvDialect::excel_fr);
}

std::string first_line(const std::string& text) {
  return text.substr(0, text.find('\n'));
}

/// The cell of a plain table, by the values of its first and its `query` column.
DataValue cell(const DataTable& table, const std::string& code, const std::string& query,
               const std::string& column) {
  const auto at = [&](std::size_t row, const std::string& name) {
    for (const DataColumn& one : table.columns) {
      if (one.name == name) return one.value(row);
    }
    FAIL("no column " << name);
    return DataValue();
  };
  for (std::size_t row = 0; row < table.size; ++row) {
    if (data_text(at(row, "code")) == code && data_text(at(row, "query")) == query) {
      return at(row, column);
    }
  }
  FAIL("no row " << code << " " << query);
  return {};
}

}  // namespace

TEST_CASE("a field is quoted where it has to be, and only there") {
  CHECK(plain(std::string("03185")) == "03185");
  CHECK(plain(std::string("a,b")) == "\"a,b\"");
  CHECK(plain(std::string("say \"yes\"")) == "\"say \"\"yes\"\"\"");
  CHECK(plain(std::string("two\nlines")) == "\"two\nlines\"");
  CHECK(plain(std::string(" edge")) == "\" edge\"");
  CHECK(plain(std::string("a;b")) == "a;b");
  CHECK(plain(std::string()) == "\"\"");
  CHECK(plain({}) == "");
}

TEST_CASE("plain CSV keeps text that looks like a formula as it is") {
  CHECK(plain(std::string("=1+1")) == "=1+1");
  CHECK(plain(Seconds::from_milliseconds(90500)) == "90.5");
  CHECK(plain(true) == "true");
}

TEST_CASE("the Excel dialect disarms formulas, and writes numbers with a comma") {
  for (const char* formula : {"=1+1", "+33 4", "-2", "@cmd", "\t=1"}) {
    CHECK(excel(std::string(formula)) == "'" + std::string(formula));
  }
  CHECK(excel(std::string("=A;B")) == "\"'=A;B\"");
  CHECK(excel(Seconds::from_milliseconds(90500)) == "90,5");
  CHECK(excel(-2.5) == "-2,5");  // a number is no formula
  CHECK(excel(std::string("a,b")) == "a,b");
  CHECK(excel(false) == "FAUX");
  CHECK(excel({}) == "");
}

TEST_CASE("communes.csv has the columns that others rely on, a row per commune and query") {
  const Results results = make_results_fixture();
  const DataTable table = commune_rows(results);
  CHECK(table.size == 12);
  CHECK(first_line(csv_text(table, CsvDialect::plain)) ==
        "code,name,epci_code,epci_name,population,query,mean_s,median_s,p90_s,max_s,facility_id,"
        "facility_name,facility_inhabitants,facility_in_other_commune,facility_in_other_epci,"
        "facility_in_other_departement,seat_s,share_within_420s,share_within_600s,"
        "share_within_900s,share_within_1200s,share_within_1200s_5000m,covered,uncovered,"
        "unreachable,unsnapped,uncertain,in_gap,time_gini,time_theil,time_tenth_ratio,"
        "time_shortfall,time_squared_shortfall,weight,status");
}

TEST_CASE("a threshold that a query does not have is NULL in its rows") {
  const Results results = make_results_fixture();
  const DataTable table = commune_rows(results);
  CHECK(data_text(cell(table, "03001", "third_place", "share_within_600s")) == "");
  CHECK(data_text(cell(table, "03001", "france_services", "share_within_600s")) == "1");
}

TEST_CASE("each row's ledger at the target sums to its population") {
  const Results results = make_results_fixture();
  for (const DataTable& table : {commune_rows(results), unit_rows(results, 0)}) {
    for (const QueryResult& query : results.queries) {
      for (const char* code : {"03002", "03003", "03004", "200000001", "200000002"}) {
        if ((std::string(code).size() == 5) != (table.name == "commune_results")) continue;
        Weight sum;
        for (const char* part : {"covered", "uncovered", "unreachable", "unsnapped"}) {
          sum += std::get<Weight>(cell(table, code, query.query.name, part));
        }
        CHECK(sum == std::get<Weight>(cell(table, code, query.query.name, "population")));
      }
    }
  }
}

TEST_CASE("the inequality of a commune's times stands in its row, and is NULL where nobody lives") {
  const Results results = make_results_fixture();
  const DataTable table = commune_rows(results);
  const Inequality& chapelle = results.queries[1].indicators.communes[CommuneIndex(2)].inequality;
  REQUIRE(chapelle.gini);
  const auto text = [&](const char* code, const char* column) {
    return data_text(cell(table, code, "third_place", column));
  };
  CHECK(text("03003", "time_gini") == format_number(std::round(*chapelle.gini * 1e6) / 1e6));
  CHECK(std::stod(text("03003", "time_tenth_ratio")) ==
        Approx(*chapelle.tenth_to_four_tenths).margin(1e-6));
  CHECK(std::stod(text("03003", "time_shortfall")) > 0);
  for (const char* column : {"time_gini", "time_theil", "time_tenth_ratio", "time_shortfall",
                             "time_squared_shortfall"}) {
    CHECK(text("03006", column) == "");
  }
}

TEST_CASE("communes outside the study area are in no row") {
  const Results results = make_results_fixture();
  CHECK(csv_text(commune_rows(results), CsvDialect::plain).find("63001") == std::string::npos);
}

TEST_CASE("a commune where all are lost says why") {
  Results results = make_results_fixture();
  Indicators& row = results.queries[0].indicators.communes[CommuneIndex(1)];
  row.reached = {};
  row.unreachable = Weight::from_count(50);
  row.unsnapped = Weight::from_count(150.5);
  const DataTable table = commune_rows(results);
  CHECK(data_text(cell(table, "03002", "france_services", "status")) == "unsnapped");
}

TEST_CASE("a facility beyond every known commune is in another commune, EPCI and département") {
  Results results = make_results_fixture();
  results.facilities[FacilityIndex(2)].commune = CommuneIndex::none();
  const DataTable table = commune_rows(results);
  for (const char* column :
       {"facility_in_other_commune", "facility_in_other_epci", "facility_in_other_departement"}) {
    CHECK(data_text(cell(table, "03002", "third_place", column)) == "true");
  }
}

TEST_CASE("epcis.csv says which EPCIs the limit cuts") {
  const Results results = make_results_fixture();
  const std::string text = csv_text(unit_rows(results, 0), CsvDialect::plain);
  CHECK(text.starts_with(
      "code,name,label,is_partial,population_inside,population_outside,population,query,mean_s,"));
  CHECK(text.find("\n200000002,\"CC \"\"du Sud\"\"\",\"partie de CC \"\"du Sud\"\"\",true,401,800,"
                  "401,third_place,") != std::string::npos);
}

TEST_CASE("facilities.csv keeps hostile names exact and lists those set aside") {
  const Results results = make_results_fixture();
  const std::string text = csv_text(facility_table(results), CsvDialect::plain);
  CHECK(text.starts_with("id,source,name,kind,tier,status,mobile,set_aside,lon,lat,"));
  CHECK(text.find("\nfrance_services:2,france_services,\"=HYPERLINK(\"\"x\"\")\",") !=
        std::string::npos);
  CHECK(text.find("\nfrance_services:bus,france_services,Bus France services,france_services,,open,"
                  "true,true,") != std::string::npos);
}

TEST_CASE("the Excel file begins with a BOM and ends its lines as Excel does") {
  const Results results = make_results_fixture();
  const std::string text = csv_text(facility_table(results), CsvDialect::excel_fr);
  CHECK(text.starts_with("\xef\xbb\xbfid;source;name;"));
  CHECK(text.ends_with("\r\n"));
  CHECK(text.find("\"'=HYPERLINK(\"\"x\"\")\"") != std::string::npos);
}

TEST_CASE("attributes whose names clash with columns get names of their own") {
  Results results = make_results_fixture();
  results.facilities[FacilityIndex(0)].attributes = {
      {"Lon", "x"}, {"fid", "7"}, {"../../etc", "y"}};
  const std::string header = first_line(csv_text(facility_table(results), CsvDialect::plain));
  CHECK(header.ends_with(",etc,lon_2,fid_2"));
}

TEST_CASE("a grouping's file and layer have a safe name of their own") {
  Results results = make_results_fixture();
  const auto name_of_grouping = [&](const std::string& name) {
    results.territory.groupings[0].name = name;
    return grouping_table_name(results, 0);
  };
  CHECK(name_of_grouping("epci") == "epcis");
  CHECK(name_of_grouping("bassin_de_vie") == "bassins_de_vie");
  CHECK(name_of_grouping("pays") == "pays");
  CHECK(name_of_grouping("../canton") == "cantons");
  CHECK(name_of_grouping("commune") == "communes_2");
  results.territory.groupings.push_back(results.territory.groupings[0]);
  CHECK(grouping_table_name(results, 1) == "communes_3");
}

TEST_CASE("study_units leaves out units that lie outside altogether") {
  Results results = make_results_fixture();
  Grouping& epci = results.territory.groupings[0];
  const UnitIndex outside = epci.units.push_back({"200000003", "Ailleurs", false, {}, {}});
  epci.unit_of_commune[CommuneIndex(6)] = outside;
  for (QueryResult& query : results.queries) query.indicators.groupings[0].push_back({});
  CHECK(study_units(results, 0) == std::vector<UnitIndex>{UnitIndex(0), UnitIndex(1)});
}
