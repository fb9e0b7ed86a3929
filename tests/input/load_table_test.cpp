#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <catch2/catch.hpp>

#include "input/territory_fixture.h"
#include "libcoverage/input/table.h"

namespace coverage {
namespace {

/// Writes a table with a number and a text column by GDAL's own driver.
void write_with(const char* driver_name, const std::string& path) {
  GDALAllRegister();
  GDALDriver* driver = GetGDALDriverManager()->GetDriverByName(driver_name);
  REQUIRE(driver);
  GDALDataset* data = driver->Create(path.c_str(), 0, 0, 0, GDT_Unknown, nullptr);
  OGRLayer* layer = data->CreateLayer("communes", nullptr, wkbNone, nullptr);
  OGRFieldDefn code("code", OFTInteger), name("name", OFTString);
  layer->CreateField(&code);
  layer->CreateField(&name);
  for (const auto& [number, text] : {std::pair(3185, "Montluçon"), std::pair(63001, "")}) {
    OGRFeature* feature = OGRFeature::CreateFeature(layer->GetLayerDefn());
    feature->SetField(0, number);
    if (*text) feature->SetField(1, text);
    REQUIRE(layer->CreateFeature(feature) == OGRERR_NONE);
    OGRFeature::DestroyFeature(feature);
  }
  GDALClose(data);
}

TEST_CASE("spreadsheets and tables of other formats give the same rows") {
  TemporaryFolder folder;
  for (const auto& [driver, file] :
       {std::pair("XLSX", "t.xlsx"), std::pair("ODS", "t.ods"), std::pair("GPKG", "t.gpkg")}) {
    INFO(driver);
    const std::string path = folder.path() / file;
    write_with(driver, path);
    const Table table = load_table(path);
    CHECK(table.rows ==
          std::vector<std::vector<std::string>>{{"3185", "Montluçon"}, {"63001", ""}});
    CHECK(table.column("code") == 0);
    CHECK_FALSE(table.is_text);
    CHECK(table.place_of(0).starts_with("row "));
  }
}

TEST_CASE("delimited text is read by its name, compressed or not") {
  TemporaryFolder folder;
  const Table table = load_table(folder.write("t.TSV", "a\tb\n1\t\xe9\n"));
  CHECK(table.rows == std::vector<std::vector<std::string>>{{"1", "é"}});
}

TEST_CASE("a table that does not exist is refused") {
  CHECK(error_text([] { load_table("/nowhere/communes.csv"); }).find("/nowhere/communes.csv") !=
        std::string::npos);
}

}  // namespace
}  // namespace coverage
