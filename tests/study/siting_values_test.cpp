#include "libcoverage/study/siting_values.h"

#include <catch2/catch.hpp>
#include <random>
#include <set>

#include "error_text.h"
#include "libcoverage/access/candidate_reach.h"
#include "libcoverage/siting/evaluate_plan.h"
#include "siting_study.h"

namespace coverage {
namespace {

using Row = std::vector<ReachEntry>;
using Rows = std::vector<Row>;

Rows rows_of(const ReachMatrix& matrix) {
  Rows rows;
  for (std::size_t r = 0; r < matrix.rows(); ++r) {
    rows.emplace_back(matrix.row(r).begin(), matrix.row(r).end());
  }
  return rows;
}

/// The plain twin: a whole search from each place that may be open.
Rows whole_rows(const SitingStudy& study) {
  std::vector<std::optional<Snap>> places, homes;
  for (std::size_t s = 0; s < study.places.size(); ++s) {
    const auto site = CandidateIndex::from_size(s);
    const bool forbidden = study.tables.instance.sites[site].rule == SiteRule::forbidden;
    places.push_back(forbidden ? std::nullopt : std::optional(study.places[site].snap));
  }
  for (const DemandIndex point : study.demand_of_row) homes.push_back(study.demand_snaps[point]);
  const std::uint32_t farthest = Seconds::unreachable().milliseconds() - 1;
  Progress silent;
  return rows_of(candidate_reach({.network = study.inputs.networks[study.network]->access(),
                                  .candidates = places,
                                  .homes = homes,
                                  .bound = Seconds::from_milliseconds(farthest)},
                                 {silent, 1, nullptr}));
}

/// What of it can matter where one of the `stays` nearest existing sites stays and none is ever
/// full, beside what is within `kept_ms`.
Rows rows_that_matter(const SitingStudy& study, std::uint32_t kept_ms = 0, std::size_t stays = 1) {
  Rows rows = whole_rows(study);
  std::vector<std::uint32_t> best(study.demand_of_row.size(), 0xefffffff);
  std::vector<std::vector<std::uint32_t>> times(best.size());
  for (std::size_t s = 0; s < study.existing_count(); ++s) {
    for (const ReachEntry& entry : rows[s]) times[entry.target].push_back(entry.time_ms);
  }
  for (std::size_t row = 0; row < times.size(); ++row) {
    std::ranges::sort(times[row]);
    if (times[row].size() >= stays) best[row] = times[row][stays - 1];
  }
  for (std::size_t s = 0; s < rows.size(); ++s) {
    const std::uint32_t exists = s < study.existing_count() ? 1 : 0;
    std::erase_if(rows[s], [&](const ReachEntry& entry) {
      return entry.time_ms > kept_ms && entry.time_ms >= best[entry.target] + exists;
    });
  }
  return rows;
}

/// Whole rows up to a time.
Rows rows_within(const SitingStudy& study, std::uint32_t bound_ms) {
  Rows rows = whole_rows(study);
  for (Row& row : rows) {
    std::erase_if(row, [&](const ReachEntry& entry) { return entry.time_ms > bound_ms; });
  }
  return rows;
}

/// The small study with junctions, homes and sites in numbers.
class ManyPlaces : public SitingWorld {
 public:
  ManyPlaces() {
    std::string homes, places = "id,nom,lon,lat,cout,regle\n";
    for (int i = 0; i < 25; ++i) {
      const double lon = 3.005 + 0.0116 * i;
      homes += fmt::format(
          R"({}{{"type":"Feature","properties":{{"id":"h{}","pop":{},"old":1}},"geometry":)"
          R"({{"type":"Point","coordinates":[{},46.35]}}}})",
          i ? "," : "", i, 10 + i, lon);
      places += fmt::format("c{},,{},46.35,1,{}\n", i, lon + 0.003,
                            i % 7 == 3 ? "forbidden" : "optional");
    }
    write("homes.geojson", R"({"type":"FeatureCollection","features":[)" + homes + "]}");
    write("places.csv", places);
  }
};

}  // namespace

TEST_CASE("rows of a study are those of whole searches, less what cannot matter") {
  ManyPlaces world;
  for (const SitingGoal goal : {SitingGoal::least_mean, SitingGoal::least_worst}) {
    const SitingStudy study = world.siting({.goal = goal, .new_sites = 2});
    REQUIRE(study.existing_count() == 2);
    CHECK(study.places.size() == 27);
    CHECK(rows_of(study.tables.instance.values) == rows_that_matter(study));
  }
  SECTION("where the mean comes after coverage, all within the threshold matter") {
    for (const int minutes : {0, 3, 7, 60}) {
      CAPTURE(minutes);
      const SitingStudy study = world.siting({.goal = SitingGoal::most_covered,
                                              .threshold = Seconds::from_minutes(minutes),
                                              .new_sites = 2,
                                              .then_mean = true});
      CHECK(rows_of(study.tables.instance.values) ==
            rows_that_matter(study, study.problem.threshold));
    }
  }
  SECTION("where sites may close or be full, everything does") {
    const SitingStudy closing =
        world.siting({.goal = SitingGoal::least_mean, .new_sites = 1, .allow_closing = true});
    CHECK(rows_of(closing.tables.instance.values) == whole_rows(closing));
    const SitingStudy full = world.siting(
        {.goal = SitingGoal::least_mean, .new_sites = 1, .assignment = Assignment::split});
    CHECK(rows_of(full.tables.instance.values) == whole_rows(full));
  }
  SECTION("without existing sites, everything does") {
    const SitingStudy study = world.siting({.goal = SitingGoal::least_mean, .new_sites = 1},
                                           {{"queries.france_services", "kind = mairie"}});
    REQUIRE(study.existing_count() == 0);
    CHECK(rows_of(study.tables.instance.values) == whole_rows(study));
  }
}

TEST_CASE("to cover, candidates have those whom no existing site covers; all of them for reports") {
  ManyPlaces world;
  for (const SitingGoal goal : {SitingGoal::most_covered, SitingGoal::fewest_sites}) {
    for (const int minutes : {0, 3, 5, 60}) {
      CAPTURE(minutes);
      SitingStudy study =
          world.siting({.goal = goal, .threshold = Seconds::from_minutes(minutes), .new_sites = 2});
      const std::uint32_t bound = study.problem.threshold;
      const Rows within = rows_within(study, bound);
      const auto& values = study.tables.instance.values;
      std::set<std::uint32_t> covered;
      for (std::size_t s = 0; s < within.size(); ++s) {
        Row expected = within[s];
        if (s >= study.existing_count()) {
          std::erase_if(expected,
                        [&](const ReachEntry& entry) { return covered.contains(entry.target); });
        }
        CHECK(Row(values.row(s).begin(), values.row(s).end()) == expected);
        if (s >= study.existing_count()) continue;
        for (const ReachEntry& entry : within[s]) covered.insert(entry.target);
      }
      std::vector<CandidateIndex> all;
      for (std::size_t s = study.places.size(); s > 0; --s) {
        all.push_back(CandidateIndex::from_size(s - 1));
        all.push_back(all.front());
      }
      complete_siting_rows(study, all, {world.listener, 1, nullptr});
      CHECK(rows_of(values) == within);
    }
  }
}

TEST_CASE("where nobody may be far, who is covered but too far still matters") {
  ManyPlaces world;
  const SitingStudy study = world.siting({.threshold = Seconds::from_minutes(60),
                                          .nobody_beyond = Seconds::from_minutes(3),
                                          .new_sites = 9});
  std::size_t entries = 0;
  const auto& values = study.tables.instance.values;
  for (std::size_t s = study.existing_count(); s < values.rows(); ++s) {
    for (const ReachEntry& entry : values.row(s)) entries += entry.time_ms <= 180'000;
  }
  CHECK(entries > 10);
  // And no plan is worth anything else, or allowed where it is not.
  SitingStudy whole = world.siting(study.question);
  whole.tables.instance.values = {};
  for (const Row& row : rows_within(study, study.problem.threshold)) {
    auto& all = whole.tables.instance.values;
    all.entries.insert(all.entries.end(), row.begin(), row.end());
    all.first.push_back(all.entries.size());
  }
  std::size_t allowed = 0;
  for (std::uint32_t seed = 0; seed < 200; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    std::vector plan{CandidateIndex(0), CandidateIndex(1)};
    for (std::uint32_t s = 2; s < values.rows(); ++s) {
      if (random() % 3 && !values.row(s).empty()) plan.push_back(CandidateIndex(s));
    }
    const auto worth = evaluate_plan(study.tables.instance, study.problem, plan);
    CHECK(worth == evaluate_plan(whole.tables.instance, whole.problem, plan));
    allowed += worth.has_value();
  }
  CHECK(allowed > 10);
  CHECK(allowed < 190);
}

TEST_CASE("where one site may move, what is farther than the second nearest cannot matter") {
  ManyPlaces world;
  for (const std::uint32_t moved : {0u, 1u, 2u}) {
    CAPTURE(moved);
    const SitingQuestion question{.goal = SitingGoal::least_mean,
                                  .new_sites = 0,
                                  .allow_closing = true,
                                  .most_closed = moved};
    const SitingStudy study = world.siting(question);
    REQUIRE(study.existing_count() == 2);
    const auto& values = study.tables.instance.values;
    // With two sites, two that may move are all.
    CHECK(rows_of(values) ==
          (moved < 2 ? rows_that_matter(study, 0, moved + 1) : whole_rows(study)));
    SitingQuestion any = question;
    any.most_closed.reset();
    const SitingStudy whole = world.siting(any);
    SitingProblem free = whole.problem;
    free.most_sites.reset();
    for (std::uint32_t c = 2; c < values.rows(); ++c) {
      if (study.tables.instance.sites[CandidateIndex(c)].rule == SiteRule::forbidden) continue;
      std::vector<CandidateIndex> plan{CandidateIndex(0), CandidateIndex(c)};
      if (moved == 0) plan.insert(plan.begin() + 1, CandidateIndex(1));
      const auto worth = evaluate_plan(study.tables.instance, free, plan);
      CHECK(worth.has_value());
      CHECK(worth == evaluate_plan(whole.tables.instance, free, plan));
    }
  }
}

TEST_CASE("a site that must be backed up by another counts all whom it reaches") {
  ManyPlaces world;
  const SitingStudy study = world.siting(
      {.goal = SitingGoal::twice_covered, .threshold = Seconds::from_minutes(5), .new_sites = 2});
  CHECK(rows_of(study.tables.instance.values) == rows_within(study, study.problem.threshold));
}

TEST_CASE("a forbidden candidate is not searched from") {
  ManyPlaces world;
  for (const SitingGoal goal : {SitingGoal::least_mean, SitingGoal::most_covered}) {
    const SitingStudy study =
        world.siting({.goal = goal, .threshold = Seconds::from_minutes(60), .new_sites = 1});
    const auto& sites = study.tables.instance.sites;
    std::size_t forbidden = 0;
    for (std::size_t s = 0; s < sites.size(); ++s) {
      const auto site = CandidateIndex::from_size(s);
      if (sites[site].rule != SiteRule::forbidden) continue;
      ++forbidden;
      CHECK(study.tables.instance.row(site).empty());
    }
    CHECK(forbidden == 4);
  }
}

TEST_CASE("times that do not fit memory are refused with their size and what to do") {
  ManyPlaces world;
  const auto refused = [&](SitingQuestion question, std::uint64_t most_bytes) {
    SitingStudy study = world.siting(question);
    study.tables.instance.values = {};
    return error_text([&] {
      search_siting_values(study, {world.listener, 1, nullptr}, most_bytes);
    });
  };
  SitingQuestion whole{.goal = SitingGoal::least_mean, .new_sites = 1, .allow_closing = true};
  // 2 + 21 places, 25 homes, 16 bytes a pair.
  CHECK(refused(whole, 23 * 25 * 16) == "no error was thrown");
  CHECK(refused(whole, 23 * 25 * 16 - 1) ==
        "the times between 27 sites, existing or possible, and 25 places where people live take "
        "about 9\u00a0kB of memory; 9\u00a0kB may be used. Take fewer candidates (--candidates "
        "grid:2000, seats), or "
        "look at who is within a threshold: --problem mclp");
  const SitingQuestion cover{.threshold = Seconds::from_minutes(60), .new_sites = 1};
  // Two existing sites cover all 25 homes.
  CHECK(refused(cover, 2 * 25 * 8) == "no error was thrown");
  CHECK_THAT(refused(cover, 2 * 25 * 8 - 1),
             Catch::EndsWith("Take fewer candidates (--candidates grid:2000, seats), or a lower "
                             "--threshold"));
  SitingQuestion nearer{.goal = SitingGoal::least_mean, .new_sites = 1};
  CHECK_THAT(refused(nearer, 25 * 16), Catch::StartsWith("the times between 27 sites"));
}

TEST_CASE("a search of who can be served stops when asked to") {
  ManyPlaces world;
  for (const bool closing : {false, true}) {
    CAPTURE(closing);
    SitingStudy study =
        world.siting({.goal = SitingGoal::least_mean, .new_sites = 1, .allow_closing = closing});
    const std::atomic<bool> stop = true;
    CHECK_THROWS_AS(search_siting_values(study, {world.listener, 1, &stop}), Interrupted);
  }
}

}  // namespace coverage
