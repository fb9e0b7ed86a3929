#include "libcoverage/geo/input_gate.h"

#include <cpl_http.h>
#include <cpl_vsi.h>
#include <sys/stat.h>
#include <zlib.h>

#include <catch2/catch.hpp>
#include <random>

#include "libcoverage/base/error.h"
#include "libcoverage/base/sha256.h"
#include "libcoverage/geo/virtual_path.h"
#include "loopback_listener.h"
#include "temporary_folder.h"
#include "zip_file.h"

using namespace coverage;
namespace fs = std::filesystem;
using Catch::Matchers::Contains;
using Catch::Matchers::Equals;

namespace {

std::string write_gzip(const TemporaryFolder& folder, const std::string& name,
                       const std::string& bytes) {
  const std::string path = (folder.path() / name).string();
  gzFile file = gzopen(path.c_str(), "wb9");
  gzwrite(file, bytes.data(), static_cast<unsigned>(bytes.size()));
  gzclose(file);
  return path;
}

std::string incompressible_bytes() {
  std::mt19937 random(1);
  std::string bytes;
  for (int i = 0; i < 20000; ++i) bytes += static_cast<char>(random() >> 24);
  return bytes;
}

void cut_short(const std::string& path) {
  fs::resize_file(path, fs::file_size(path) * 2 / 3);
}

}  // namespace

TEST_CASE("names that ask for a network are refused without a connection") {
  const LoopbackListener listener;
  for (const std::string& name :
       {listener.address() + "/a.geojson", "/vsicurl/" + listener.address() + "/a.geojson",
        "/vsizip//vsicurl/" + listener.address() + "/a.zip/b.csv",
        "/vsigzip//vsicurl/" + listener.address() + "/a.gz", std::string("/vsis3/bucket/a.csv"),
        std::string("s3://bucket/a.csv"), std::string("/vsitar/a.tar/b"),
        std::string("/vsicurl_streaming/x"), std::string("/vsisubfile/0_10,/etc/hostname"),
        std::string("/vsistdin/"), std::string("/vsimem/a.csv")}) {
    CAPTURE(name);
    CHECK_THROWS_WITH(checked_input_path(name), Contains("only files on this machine are read"));
    CHECK_THROWS_WITH(read_file(name), Contains("only files on this machine are read"));
    CHECK_THROWS_WITH(file_sha256(name), Contains("only files on this machine are read"));
  }
  CHECK_FALSE(listener.was_called());
}

TEST_CASE("GDAL itself opens no connection, whatever the proxy variables say") {
  initialize_gdal();
  const LoopbackListener listener;
  setenv("no_proxy", "*", 1);
  CPLHTTPResult* result = CPLHTTPFetch((listener.address() + "/crs").c_str(), nullptr);
  REQUIRE(result);
  CHECK(result->nStatus != 0);
  CPLHTTPDestroyResult(result);
  VSIStatBufL status;
  CHECK(VSIStatL(("/vsicurl/" + listener.address() + "/a.csv").c_str(), &status) != 0);
  CHECK(VSIFOpenL(("/vsicurl/" + listener.address() + "/a.csv").c_str(), "rb") == nullptr);
  CHECK(VSIFOpenL(("/vsicurl_streaming/" + listener.address() + "/a").c_str(), "rb") == nullptr);
  unsetenv("no_proxy");
  CHECK_FALSE(listener.was_called());
}

TEST_CASE("a missing file is named, with the nearest name in its folder") {
  const TemporaryFolder folder;
  folder.write("communes.geojson", "{}");
  const std::string wrong = (folder.path() / "comunes.geojson").string();
  CHECK_THROWS_WITH(checked_input_path(wrong),
                    Equals(wrong + ": no such file. Did you mean 'communes.geojson'?"));
  CHECK_THROWS_WITH(checked_input_path(""), Contains("no such file"));
  CHECK_THROWS_WITH(checked_input_path("/no/such/folder/x.csv"),
                    Contains("/no/such/folder/x.csv: no such file. Check the path"));
}

TEST_CASE("folders, pipes, devices and empty files are refused") {
  const TemporaryFolder folder;
  CHECK_THROWS_WITH(checked_input_path(folder.path()), Contains("a folder, not a file"));
  const std::string pipe = (folder.path() / "pipe").string();
  REQUIRE(mkfifo(pipe.c_str(), 0600) == 0);
  CHECK_THROWS_WITH(checked_input_path(pipe), Contains("not a regular file"));
  CHECK_THROWS_WITH(read_file("/dev/zero"), Contains("not a regular file"));
  CHECK_THROWS_WITH(checked_input_path(folder.write("empty.csv", "")), Contains("empty file"));
}

TEST_CASE("a plain file is read to the last byte, and no further than the limit") {
  const TemporaryFolder folder;
  const std::string bytes("a\0b\r\n", 5);
  const std::string path = folder.write("a.bin", bytes);
  CHECK(read_file(path) == bytes);
  CHECK(checked_input_path(path) == path);
  CHECK(file_sha256(path) == sha256(bytes));
  CHECK_THROWS_WITH(read_file(path, 4), Contains("larger than 4 bytes"));
}

TEST_CASE("gzip is read by name and by prefix") {
  const TemporaryFolder folder;
  const std::string path = write_gzip(folder, "a.csv.gz", "id,lon\n1,2\n");
  CHECK(read_file(path) == "id,lon\n1,2\n");
  CHECK(read_file("/vsigzip/" + path) == "id,lon\n1,2\n");
  CHECK(underlying_file("/vsigzip/" + path) == path);
}

TEST_CASE("gzip that is not, is cut short, is damaged or unfolds too far is refused") {
  const TemporaryFolder folder;
  const std::string plain = folder.write("plain.csv.gz", "id,lon\n1,2\n");
  CHECK_THROWS_WITH(read_file(plain), Contains("plain.csv.gz: not a gzip file"));
  CHECK_THROWS_WITH(read_file("/vsigzip/" + plain), Contains("not a gzip file"));

  const std::string noise = incompressible_bytes();
  const std::string cut = write_gzip(folder, "cut.gz", noise);
  cut_short(cut);
  CHECK_THROWS_WITH(read_file(cut), Contains("damaged or cut short"));

  const std::string damaged = write_gzip(folder, "damaged.gz", noise);
  std::fstream stream(damaged, std::ios::binary | std::ios::in | std::ios::out);
  stream.seekp(5000);
  stream << "####";
  stream.close();
  CHECK_THROWS_WITH(read_file(damaged), Contains("damaged or cut short"));

  const std::string bomb = write_gzip(folder, "bomb.gz", std::string(3000000, '\0'));
  CHECK(fs::file_size(bomb) < 5000);
  CHECK_THROWS_WITH(read_file(bomb, 1000000), Contains("bomb.gz: unfolds to more than 1 MB"));
}

TEST_CASE("a file in a zip archive is read, by absolute path, by braces and in folders") {
  const TemporaryFolder folder;
  const std::string zip = write_zip(folder, "data.zip", {{"a.csv", "one"}, {"inner/b.csv", "two"}});
  CHECK(read_file("/vsizip/" + zip + "/a.csv") == "one");
  CHECK(read_file("/vsizip/" + zip + "/inner/b.csv") == "two");
  CHECK(read_file("/vsizip/{" + zip + "}/a.csv") == "one");
  const std::string odd = write_zip(folder, "archive.dat", {{"a.csv", "one"}});
  CHECK(read_file("/vsizip/" + odd + "/a.csv") == "one");
  CHECK(underlying_file("/vsizip/" + zip + "/inner/b.csv") == zip);
  CHECK(file_sha256("/vsizip/" + zip + "/a.csv") == file_sha256(zip));
}

TEST_CASE("a file that the archive lacks is an error that lists what it holds") {
  const TemporaryFolder folder;
  const std::string zip = write_zip(folder, "data.zip", {{"a.csv", "one"}, {"inner/b.csv", "two"}});
  CHECK_THROWS_WITH(read_file("/vsizip/" + zip + "/c.csv"),
                    Contains("holds no 'c.csv'. It holds: a.csv, inner/b.csv"));
  CHECK_THROWS_WITH(read_file("/vsizip/" + zip + "/../../etc/hostname"), Contains("It holds:"));
  CHECK_THROWS_WITH(checked_input_path("/vsizip/" + folder.write("no.zip", "PK no zip") + "/a"),
                    Contains("not a readable zip archive"));
}

TEST_CASE("a zip bomb and a damaged archive are refused") {
  const TemporaryFolder folder;
  const std::string bomb = write_zip(folder, "bomb.zip", {{"a.csv", std::string(3000000, 'x')}});
  CHECK_THROWS_WITH(read_file("/vsizip/" + bomb + "/a.csv", 1000000),
                    Contains("unfolds to more than 1 MB"));
  const std::string noise = incompressible_bytes();
  const std::string damaged = write_zip(folder, "damaged.zip", {{"a.csv", noise}});
  std::fstream stream(damaged, std::ios::binary | std::ios::in | std::ios::out);
  stream.seekp(5000);
  stream << "####";
  stream.close();
  CHECK_THROWS_WITH(read_file("/vsizip/" + damaged + "/a.csv"), Contains("damaged or cut short"));
}

TEST_CASE("paths resolve against the file that writes them") {
  const TemporaryFolder folder;
  const std::string here = folder.path().string();
  const fs::path study = folder.path() / "studies" / "allier.toml";
  CHECK(resolve_path("a.csv", study) == here + "/studies/a.csv");
  CHECK(resolve_path("../a.csv", study) == here + "/a.csv");
  CHECK(resolve_path("/data/a.csv", study) == "/data/a.csv");
  CHECK(resolve_path("/vsigzip/a.csv.gz", study) == "/vsigzip/" + here + "/studies/a.csv.gz");
  CHECK(resolve_path("/vsizip/a.zip/b.csv", study) == "/vsizip/" + here + "/studies/a.zip/b.csv");
  CHECK(resolve_path("/vsizip/../a.zip/b.csv", study) == "/vsizip/" + here + "/a.zip/b.csv");
  CHECK(resolve_path("/vsizip//data/a.zip/b.csv", study) == "/vsizip//data/a.zip/b.csv");
  CHECK(resolve_path("/vsizip/{a.dat}/b.csv", study) ==
        "/vsizip/{" + here + "/studies/a.dat}/b.csv");
  CHECK(resolve_path("/vsizip/a.zip", study) == "/vsizip/" + here + "/studies/a.zip");
  CHECK(resolve_path("http://example.org/a.csv", study) == "http://example.org/a.csv");
  CHECK(resolve_path("/vsicurl/http://example.org/a.csv", study) ==
        "/vsicurl/http://example.org/a.csv");
}

TEST_CASE("a relative archive without .zip is found beside the study") {
  const TemporaryFolder folder;
  write_zip(folder, "archive.kmz", {{"doc.kml", "<kml/>"}});
  const std::string path =
      resolve_path("/vsizip/archive.kmz/doc.kml", folder.path() / "study.toml");
  CHECK(read_file(path) == "<kml/>");
}

TEST_CASE("a folder's fingerprint depends on names and bytes of its files") {
  const TemporaryFolder folder;
  folder.write("x.gdb/a", "1");
  folder.write("x.gdb/b", "2");
  folder.write("y.gdb/a", "12");
  folder.write("y.gdb/b", "");
  const std::string x = file_sha256((folder.path() / "x.gdb").string());
  CHECK(x != file_sha256((folder.path() / "y.gdb").string()));
  folder.write("x.gdb/b", "3");
  CHECK(x != file_sha256((folder.path() / "x.gdb").string()));
}
