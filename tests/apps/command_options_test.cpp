#include <catch2/catch.hpp>

#include "apps/shared/access_command.h"
#include "apps/shared/demo_command.h"
#include "apps/shared/manuals.h"
#include "apps/shared/network_command.h"
#include "apps/shared/run_command.h"
#include "libcoverage/base/error.h"

namespace coverage {

namespace {

template <class Options>
ParseOutcome parse(std::unique_ptr<CLI::App> (*make)(Options&), Options& options,
                   std::vector<const char*> arguments) {
  arguments.insert(arguments.begin(), "command");
  const auto parser = make(options);
  return parse_arguments(*parser, options.common, static_cast<int>(arguments.size()),
                         arguments.data());
}

template <class Options>
std::string usage_error(std::unique_ptr<CLI::App> (*make)(Options&),
                        const std::vector<const char*>& arguments) {
  Options options;
  try {
    parse(make, options, arguments);
  } catch (const UsageError& error) {
    return error.what();
  }
  return "no error";
}

}  // namespace

TEST_CASE("coverage-run reads the contract's options") {
  RunOptions options;
  parse(make_run_parser, options,
        {"allier.toml", "--out", "results", "--set", "demand.method=grid", "--set",
         "output.cell_size_m=50", "--dry-run", "--overwrite", "--json", "--quiet", "--threads", "3",
         "--lang", "fr", "--csv", "excel-fr"});
  CHECK(options.study == "allier.toml");
  CHECK(options.out == "results");
  CHECK(options.settings ==
        std::vector<std::string>{"demand.method=grid", "output.cell_size_m=50"});
  CHECK(options.dry_run);
  CHECK(options.overwrite);
  CHECK(options.common.json);
  CHECK(options.common.quiet);
  CHECK(options.common.threads == 3);
  CHECK(options.common.language == Language::french);
  CHECK(options.csv == "excel-fr");
}

TEST_CASE("an option after a setting is not taken for another setting") {
  RunOptions options;
  parse(make_run_parser, options, {"--set", "a=1", "study.toml"});
  CHECK(options.study == "study.toml");
  CHECK(options.settings == std::vector<std::string>{"a=1"});
}

TEST_CASE("what follows a repeated option's value is the command's own argument") {
  DemoCommandOptions demo;
  parse(make_demo_parser, demo, {"--communes", "a.geojson", "--communes", "b.geojson", "folder"});
  CHECK(demo.directory == "folder");
  CHECK(demo.communes == std::vector<std::string>{"a.geojson", "b.geojson"});
  AccessOptions access;
  parse(make_access_parser, access, {"--set", "a=1", "study.toml", "--set", "b=2", "3.3,46.5"});
  CHECK(access.study == "study.toml");
  CHECK(access.settings == std::vector<std::string>{"a=1", "b=2"});
  CHECK(access.positions == std::vector<std::string>{"3.3,46.5"});
  NetworkOptions network;
  parse(make_network_parser, network, {"--set", "a=1", "info", "study.toml"});
  CHECK(network.study == "study.toml");
}

TEST_CASE("a misspelt option suggests the right one") {
  CHECK(usage_error<RunOptions>(make_run_parser, {"study.toml", "--overwite"}) ==
        "unknown argument '--overwite' (--overwrite?). Try 'coverage-run --help'");
}

TEST_CASE("a missing study is a usage error") {
  CHECK_THAT(usage_error<RunOptions>(make_run_parser, {}), Catch::Contains("study is required"));
}

TEST_CASE("a setting without an equals sign is refused with an example") {
  CHECK_THROWS_WITH(parse_settings({"cell"}),
                    "--set 'cell' is not key=value. Write for example --set output.cell_size_m=50");
  CHECK(parse_settings({"a.b = c=d"}) ==
        std::vector<std::pair<std::string, std::string>>{{"a.b", "c=d"}});
}

TEST_CASE("coverage-access takes several positions, western ones too") {
  AccessOptions options;
  parse(make_access_parser, options,
        {"study.toml", "-3.1,47.2", "3.3345,46.5668", "--query", "any"});
  REQUIRE(options.positions.size() == 2);
  CHECK(parse_lon_lat(options.positions[0]) == LonLat{-3.1, 47.2});
  CHECK(parse_lon_lat(options.positions[1]) == LonLat{3.3345, 46.5668});
  CHECK(options.query == "any");
}

TEST_CASE("a position that is none says how to write one") {
  CHECK_THROWS_WITH(parse_lon_lat("3.3"),
                    "'3.3' is not a position. Write longitude,latitude in degrees, for example "
                    "3.3345,46.5668");
  CHECK_THROWS_WITH(
      parse_lon_lat("3.3,97"),
      "'3.3,97' is not on Earth. Longitude comes first, then latitude, both in degrees");
}

TEST_CASE("coverage-network options that contradict each other are refused") {
  NetworkOptions options;
  parse(make_network_parser, options, {"export", "study.toml"});
  CHECK_THROWS_WITH(
      check_network_options(options),
      "export has nothing to write. Name at least one of --nodes, --arcs, --segments, --gpkg");
  NetworkOptions build;
  parse(make_network_parser, build, {"build", "study.toml", "--nodes", "nodes.csv"});
  CHECK_THROWS_AS(check_network_options(build), UsageError);
}

TEST_CASE("coverage-demo refuses options that would give a study that cannot run") {
  DemoCommandOptions communes;
  parse(make_demo_parser, communes, {"folder", "--communes", "c.geojson"});
  CHECK_THROWS_WITH(check_demo_options(communes),
                    "--communes without --france-services gives a study without facilities. Add "
                    "--france-services LIST.csv");
  communes.france_services = "list.csv";
  CHECK_NOTHROW(check_demo_options(communes));
  communes.edition = "2023";
  CHECK_THROWS_WITH(check_demo_options(communes),
                    "--edition is that of --population. Add --population FILE");
  DemoCommandOptions made_up;
  parse(make_demo_parser, made_up, {"folder", "--population", "p.csv"});
  CHECK_THROWS_AS(check_demo_options(made_up), UsageError);
  CHECK_NOTHROW(check_demo_options(DemoCommandOptions{}));
}

TEST_CASE("manual pages and completions name every option of the help") {
  RunOptions options;
  const auto parser = make_run_parser(options);
  const std::string page = manual_page(run_command_text(), *parser, Language::english);
  const std::string completion = bash_completion(run_command_text(), *parser);
  for (const CLI::Option* option : parser->get_options()) {
    for (const std::string& name : option->get_lnames()) {
      std::string escaped = "\\-\\-" + name;
      for (auto at = escaped.find('-', 4); at != std::string::npos;
           at = escaped.find('-', at + 2)) {
        escaped.insert(at, "\\");
      }
      CHECK_THAT(page, Catch::Contains(escaped));
      CHECK_THAT(completion, Catch::Contains("--" + name));
    }
  }
  for (const auto& [status, meaning] : exit_statuses()) {
    CHECK_THAT(page, Catch::Contains(meaning.english));
  }
}

TEST_CASE("help speaks the language that is asked for") {
  const char* arguments[] = {"coverage-run", "--lang", "fr", "--help"};
  CHECK(requested_language(4, arguments) == Language::french);
  RunOptions options;
  options.common.language = Language::french;
  const ParseOutcome outcome = parse(make_run_parser, options, {"--help"});
  CHECK(outcome.finished);
  CHECK_THAT(outcome.text, Catch::Contains("Codes de sortie"));
}

TEST_CASE("coverage-network audit reads its options, and other actions refuse them") {
  NetworkOptions options;
  parse(make_network_parser, options,
        {"audit", "allier.toml", "--profile", "foot", "--out", "a.gpkg", "--junction-distance",
         "2.5", "--speed-factor", "3"});
  CHECK(options.action == NetworkOptions::Action::audit);
  CHECK(options.profile == "foot");
  CHECK(options.junction_within_m == 2.5);
  CHECK(options.speed_factor == 3);
  CHECK_NOTHROW(check_network_options(options));

  options.out = "a.shp";
  CHECK_THROWS_WITH(check_network_options(options),
                    Catch::Contains("a.shp is no name of a GeoPackage"));
  NetworkOptions info;
  parse(make_network_parser, info, {"info", "allier.toml", "--profile", "foot"});
  CHECK_THROWS_WITH(check_network_options(info), Catch::Contains("go with audit"));
  NetworkOptions build;
  parse(make_network_parser, build, {"build", "allier.toml", "--speed-factor", "3"});
  CHECK_THROWS_WITH(check_network_options(build), Catch::Contains("go with audit"));
}

TEST_CASE("coverage-network build takes --hierarchy, other actions refuse it") {
  NetworkOptions build;
  parse(make_network_parser, build, {"build", "allier.toml", "--hierarchy"});
  CHECK(build.hierarchy);
  CHECK_NOTHROW(check_network_options(build));
  NetworkOptions info;
  parse(make_network_parser, info, {"info", "allier.toml", "--hierarchy"});
  CHECK_THROWS_WITH(check_network_options(info), Catch::Contains("--hierarchy goes with build"));
}

TEST_CASE("coverage-network matrix reads its options") {
  NetworkOptions options;
  parse(make_network_parser, options,
        {"matrix", "allier.toml", "--origins", "homes.csv", "--destinations", "sites.gpkg", "--out",
         "times.csv", "--profile", "foot", "--search", "plain", "--format", "wide", "--dry-run"});
  CHECK(options.action == NetworkOptions::Action::matrix);
  CHECK(options.matrix.origins == "homes.csv");
  CHECK(options.matrix.destinations == "sites.gpkg");
  CHECK(options.out == "times.csv");
  CHECK(options.profile == "foot");
  CHECK(options.matrix.search == KernelSetting::search);
  CHECK(options.matrix.format == MatrixFormat::wide);
  CHECK(options.matrix.dry_run);
  CHECK_NOTHROW(check_network_options(options));

  NetworkOptions fewest;
  parse(make_network_parser, fewest,
        {"matrix", "allier.toml", "--origins", "a.csv", "--destinations", "a.csv"});
  CHECK(fewest.matrix.search == KernelSetting::automatic);
  CHECK(fewest.matrix.format == MatrixFormat::long_rows);
  CHECK_FALSE(fewest.matrix.dry_run);
  CHECK_NOTHROW(check_network_options(fewest));
  NetworkOptions hierarchy;
  parse(make_network_parser, hierarchy,
        {"matrix", "allier.toml", "--origins", "-", "--destinations", "a.csv", "--search",
         "hierarchy", "--format", "long"});
  CHECK(hierarchy.matrix.search == KernelSetting::hierarchy);
  CHECK(hierarchy.matrix.format == MatrixFormat::long_rows);
}

TEST_CASE("matrix options that contradict each other, or go with another action, are refused") {
  const auto refusal = [](const std::vector<const char*>& arguments) {
    NetworkOptions options;
    parse(make_network_parser, options, arguments);
    try {
      check_network_options(options);
    } catch (const UsageError& error) {
      return std::string(error.what());
    }
    return std::string("no error");
  };
  CHECK_THAT(refusal({"matrix", "a.toml"}), Catch::Contains("needs origins and destinations"));
  CHECK_THAT(refusal({"matrix", "a.toml", "--origins", "o.csv"}),
             Catch::Contains("needs origins and destinations"));
  CHECK_THAT(refusal({"matrix", "a.toml", "--origins", "-", "--destinations", "-"}),
             Catch::Contains("cannot be both"));
  CHECK_THAT(refusal({"matrix", "a.toml", "--origins", "o", "--destinations", "d", "--json"}),
             Catch::Contains("Add --out"));
  CHECK(refusal({"matrix", "a.toml", "--origins", "o", "--destinations", "d", "--json",
                 "--dry-run"}) == "no error");
  for (const char* action : {"build", "info", "export"}) {
    CHECK_THAT(refusal({action, "a.toml", "--origins", "o.csv"}),
               Catch::Contains("go with matrix"));
    CHECK_THAT(refusal({action, "a.toml", "--search", "auto"}), Catch::Contains("go with matrix"));
    CHECK_THAT(refusal({action, "a.toml", "--format", "long"}), Catch::Contains("go with matrix"));
    CHECK_THAT(refusal({action, "a.toml", "--dry-run"}), Catch::Contains("go with matrix"));
  }
  CHECK_THAT(
      usage_error<NetworkOptions>(make_network_parser, {"matrix", "a.toml", "--search", "fastest"}),
      Catch::Contains("fastest"));
}

}  // namespace coverage
