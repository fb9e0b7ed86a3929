#include "libcoverage/study/study_matrix.h"

#include <catch2/catch.hpp>

#include "error_text.h"
#include "libcoverage/base/text.h"
#include "libcoverage/study/point_access.h"
#include "libcoverage/study/study_hierarchies.h"
#include "libcoverage/study/study_inputs.h"
#include "listener.h"
#include "network_fixture.h"
#include "small_study.h"

namespace coverage {
namespace {

/// Places of the small study: `near` and `beside` stand on one road, `sea` far from any,
/// `nowhere` is no position.
const MatrixPoints homes{
    "homes.csv",
    {{"near", LonLat{3.0512, 46.3501}, {}},
     {"beside", LonLat{3.0558, 46.3502}, {}},
     {"far", LonLat{3.2931, 46.3077}, {}},
     {"sea", LonLat{5, 46.3}, {}},
     {"nowhere", {}, {"'x' is not a position", "« x » n’est pas une position"}}}};
const MatrixPoints sites{"sites.csv",
                         {{"a", LonLat{3.0533, 46.3503}, {}},
                          {"b", LonLat{3.1207, 46.3809}, {}},
                          {"adrift", LonLat{3.05, 45}, {}}}};

std::string written(const StudyMatrix& matrix, MatrixFormat format = MatrixFormat::long_rows) {
  std::string text;
  matrix.write(
      format, [&](std::string_view piece) { text += piece; }, quiet_execution(2));
  return text;
}

std::string seconds_text(const AccessTime& access) {
  return access.status == AccessStatus::ok
             ? fixed_point_text(access.time.milliseconds(), 3) + "," + name_of(access.status)
             : std::string(",") + name_of(access.status);
}

/// The rows of `coverage-access` where each site is the study's only facility.
std::string by_access(const SmallStudy& small, const std::vector<PointRow>& origins,
                      const std::vector<PointRow>& destinations) {
  std::map<std::pair<std::string, std::string>, std::string> answers;
  for (const PointRow& site : destinations) {
    small.write("fs.csv", fmt::format("id,name,lon,lat\n{},Un,{},{}\n", site.id, site.where->lon,
                                      site.where->lat));
    const PointAccess access(small.load(), "", quiet_execution());
    for (const PointRow& home : origins) {
      answers[{home.id, site.id}] = seconds_text(access.answers(home).front().access);
    }
  }
  std::string text = "origin,destination,time_s,status\n";
  for (const PointRow& home : origins) {
    for (const PointRow& site : destinations) {
      text += home.id + "," + site.id + "," + answers[{home.id, site.id}] + "\n";
    }
  }
  return text;
}

}  // namespace

TEST_CASE("a study's matrix is what coverage-access says of each destination alone") {
  const SmallStudy small;
  const MatrixPoints snapped_sites{sites.file, {sites.rows[0], sites.rows[1]}};
  const std::string expected = by_access(small, homes.rows, snapped_sites.rows);
  CHECK_THAT(expected, Catch::Contains("near,a,") && Catch::Contains("sea,a,,unsnapped"));
  const Study study = small.load();
  for (const bool stored : {false, true}) {
    for (const KernelSetting search :
         {KernelSetting::automatic, KernelSetting::search, KernelSetting::hierarchy}) {
      CAPTURE(stored, static_cast<int>(search));
      const StudyMatrix matrix(study, {homes, snapped_sites, "", search}, quiet_execution());
      CHECK(written(matrix) == expected);
      const MatrixMethod method = matrix.plan(MatrixFormat::long_rows).method;
      const bool sweeps = method == MatrixMethod::stored_hierarchy;
      CHECK(sweeps == (stored && search != KernelSetting::search));
    }
    std::vector<SourceReport> sources;
    const Crs crs = Crs::from_text(study.crs);
    const auto networks = load_road_networks(study, crs, sources, quiet_execution());
    build_hierarchies(study, crs, networks, quiet_execution());
  }
}

TEST_CASE("a matrix by another profile is that of a study with this profile") {
  const SmallStudy small;
  const MatrixPoints there{sites.file, {sites.rows[0], sites.rows[1]}};
  const StudyMatrix asked(small.load(), {homes, there, "foot"}, quiet_execution());
  const StudyMatrix set(small.load("", {{"roads.profile", "foot"}}), {homes, there},
                        quiet_execution());
  const StudyMatrix by_car(small.load(), {homes, there}, quiet_execution());
  CHECK(asked.plan(MatrixFormat::wide).profile == "foot");
  CHECK(written(asked) == written(set));
  CHECK(written(asked) != written(by_car));
}

TEST_CASE("places off the network are told, and keep their rows and columns") {
  const SmallStudy small;
  Listener listener;
  const StudyMatrix matrix(small.load(), {homes, sites}, {listener, 1, nullptr});
  REQUIRE(listener.warnings.size() == 3);
  CHECK(listener.warnings[0] == "homes.csv: point nowhere: 'x' is not a position");
  CHECK(listener.warnings[1] ==
        "homes.csv: 2 points without a road within 1000 m, thus without times: sea…");
  CHECK(listener.warnings[2] ==
        "sites.csv: 1 point without a road within 1000 m, thus without times: adrift");
  const MatrixPlan plan = matrix.plan(MatrixFormat::long_rows);
  CHECK(plan.origins == 5);
  CHECK(plan.destinations == 3);
  CHECK(plan.unsnapped_origins == 2);
  CHECK(plan.unsnapped_destinations == 1);
  CHECK(plan.memory_bytes > 0);
  CHECK(plan.network.size() == 64);
  const std::string text = written(matrix);
  CHECK_THAT(text, Catch::Contains("near,adrift,,unsnapped\n") &&
                       Catch::Contains("nowhere,a,,unsnapped\n"));
  CHECK(split(text, '\n').size() == 1 + 15 + 1);
  CHECK(plan.least_file_bytes <= text.size());
  CHECK_THAT(written(matrix, MatrixFormat::wide),
             Catch::StartsWith("origin,a,b,adrift\nnear,") && Catch::EndsWith("nowhere,,,\n"));
}

TEST_CASE("a file without points, and an id that comes twice, are refused by name") {
  const SmallStudy small;
  const Study study = small.load();
  const MatrixPoints empty{"empty.csv", {}};
  const MatrixPoints twice{"twice.csv", {homes.rows[0], homes.rows[1], homes.rows[0]}};
  CHECK_THAT(error_text([&] {
               StudyMatrix(study, {empty, sites}, quiet_execution());
             }),
             Catch::Contains("empty.csv: there is no point in it"));
  CHECK_THAT(error_text([&] {
               StudyMatrix(study, {homes, empty}, quiet_execution());
             }),
             Catch::Contains("empty.csv: there is no point in it"));
  CHECK_THAT(error_text([&] {
               StudyMatrix(study, {homes, twice}, quiet_execution());
             }),
             Catch::Contains("twice.csv: points 1 and 3 have the same id 'near'"));
}

TEST_CASE("a matrix that is stopped gives up") {
  const SmallStudy small;
  const MatrixPoints there{sites.file, {sites.rows[0], sites.rows[1]}};
  const std::atomic<bool> stop = true;
  Listener listener;
  for (const KernelSetting search : {KernelSetting::search, KernelSetting::hierarchy}) {
    const StudyMatrix matrix(small.load(), {homes, there, "", search}, quiet_execution());
    CHECK_THROWS_AS(
        matrix.write(MatrixFormat::long_rows, [](std::string_view) {}, {listener, 1, &stop}),
        Interrupted);
  }
}

TEST_CASE("where no origin or no destination is near a road there is no result") {
  const SmallStudy small;
  const Study study = small.load();
  const MatrixPoints lost{"lost.csv", {homes.rows[3], homes.rows[4]}};
  CHECK_THROWS_AS(StudyMatrix(study, {lost, sites}, quiet_execution()), NoResultError);
  CHECK_THROWS_WITH(StudyMatrix(study, {homes, lost}, quiet_execution()),
                    Catch::Contains("lost.csv: no destination is near a road"));
}

}  // namespace coverage
