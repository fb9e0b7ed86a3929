#include "apps/shared/network_matrix.h"

#include <filesystem>
#include <iostream>
#include <nlohmann/json.hpp>

#include "apps/shared/app_main.h"
#include "apps/shared/point_files.h"
#include "apps/shared/terminal_progress.h"
#include "libcoverage/base/atomic_output.h"
#include "libcoverage/base/error.h"
#include "libcoverage/output/access_rows.h"
#include "libcoverage/output/people_text.h"
#include "libcoverage/study/study_matrix.h"

namespace coverage {
namespace {

namespace fs = std::filesystem;

MatrixPoints points_of(const std::string& path, Language language) {
  return {path == "-" ? standard_input_name(language) : path, read_points(path, language)};
}

Message method_text(MatrixMethod method) {
  switch (method) {
    case MatrixMethod::from_origins:
      return {"a search from each origin", "une recherche depuis chaque origine"};
    case MatrixMethod::from_destinations:
      return {"a search from each destination", "une recherche depuis chaque destination"};
    case MatrixMethod::stored_hierarchy:
      return {"over the stored hierarchy", "sur la hiérarchie enregistrée"};
    case MatrixMethod::new_hierarchy:
      break;
  }
  return {"over a hierarchy, built first (build --hierarchy keeps one)",
          "sur une hiérarchie, construite d’abord (build --hierarchy en garde une)"};
}

Message plan_text(const MatrixPlan& plan) {
  const auto in = [&](Language language) {
    const auto whole = [&](std::uint64_t value) { return whole_text(value, language); };
    const auto size = [&](std::uint64_t bytes) {
      return size_text(static_cast<double>(bytes), language);
    };
    return message("{} origins × {} destinations, {} pairs, {}; about {} of memory, a file of {}",
                   "{} origines × {} destinations, {} paires, {} ; environ {} de mémoire, un "
                   "fichier de {}",
                   whole(plan.origins), whole(plan.destinations),
                   whole(plan.origins * plan.destinations), method_text(plan.method).in(language),
                   size(plan.memory_bytes), size(plan.file_bytes))
        .in(language);
  };
  return {in(Language::english), in(Language::french)};
}

nlohmann::ordered_json plan_json(const MatrixPlan& plan) {
  return {{"profile", plan.profile},
          {"network", plan.network},
          {"origins", plan.origins},
          {"destinations", plan.destinations},
          {"pairs", plan.origins * plan.destinations},
          {"unsnapped_origins", plan.unsnapped_origins},
          {"unsnapped_destinations", plan.unsnapped_destinations},
          {"method", name_of(plan.method)},
          {"memory_bytes", plan.memory_bytes},
          {"file_bytes", plan.file_bytes}};
}

/// Better known now than after hours. Devices and pipes have no size.
void require_disk_space(const fs::path& path, const MatrixPlan& plan) {
  std::error_code failed;
  if (fs::exists(path, failed) && !fs::is_regular_file(path, failed)) return;
  const fs::space_info space = fs::space(fs::absolute(path).parent_path(), failed);
  if (failed || space.available >= plan.least_file_bytes) return;
  const auto gigabytes = [](std::uint64_t bytes) { return static_cast<double>(bytes) / 1e9; };
  throw OutputError(
      message("{}: the matrix takes at least {:.1f} GB of disk, {:.1f} GB are free",
              "{} : la matrice prend au moins {:.1f} Go de disque, {:.1f} Go sont "
              "libres",
              path.string(), gigabytes(plan.least_file_bytes), gigabytes(space.available)),
      {"Free some space, write elsewhere, or take --format wide",
       "Libérez de la place, écrivez ailleurs, ou prenez --format wide"});
}

MatrixCounts write_to(const std::string& path, const StudyMatrix& matrix, MatrixFormat format,
                      const Execution& execution) {
  if (path.empty()) {
    const MatrixCounts counts = matrix.write(
        format, [](std::string_view text) { put_rows(std::cout, text); }, execution);
    std::cout.flush();
    put_rows(std::cout, "");
    return counts;
  }
  AtomicFile file(path);
  const MatrixCounts counts = matrix.write(
      format, [&](std::string_view text) { file.write(text); }, execution);
  file.commit();
  return counts;
}

/// To stay on the terminal above the progress, which it takes the line of.
void announce(const MatrixPlan& plan, const CommonOptions& options) {
  if (TerminalProgress::style_for(options.quiet) != TerminalProgress::Style::bar) return;
  fmt::print(stderr, "\r\033[K{}\n", plan_text(plan).in(options.language));
}

Message counts_text(const MatrixCounts& counts) {
  const auto in = [&](Language language) {
    const auto whole = [&](std::uint64_t value) { return whole_text(value, language); };
    return message("{} pairs with a time, {} unreachable, {} unsnapped",
                   "{} paires avec un temps, {} sans itinéraire, {} non rattachées",
                   whole(counts.ok), whole(counts.unreachable), whole(counts.unsnapped))
        .in(language);
  };
  return {in(Language::english), in(Language::french)};
}

}  // namespace

void run_matrix(const NetworkOptions& options, const Study& study, const Execution& execution) {
  const Language language = options.common.language;
  const StudyMatrix matrix(study,
                           {.origins = points_of(options.matrix.origins, language),
                            .destinations = points_of(options.matrix.destinations, language),
                            .profile = options.profile,
                            .search = options.matrix.search},
                           execution);
  const MatrixPlan plan = matrix.plan(options.matrix.format);
  nlohmann::ordered_json json = plan_json(plan);
  if (options.matrix.dry_run) {
    print_result(options.common.json ? json.dump(2) + "\n" : plan_text(plan).in(language) + "\n");
    return;
  }
  if (!options.out.empty()) require_disk_space(options.out, plan);
  announce(plan, options.common);
  const MatrixCounts counts = write_to(options.out, matrix, options.matrix.format, execution);
  execution.progress.stage({"", ""});  // leaves the terminal's line to the summary
  json["ok"] = counts.ok;
  json["unreachable"] = counts.unreachable;
  json["unsnapped"] = counts.unsnapped;
  if (options.common.json) print_result(json.dump(2) + "\n");
  if (options.out.empty() || options.common.json || options.common.quiet) return;
  print_result(counts_text(counts).in(language) +
               message("\nWritten: {}\n", "\nÉcrit : {}\n", options.out).in(language));
}

}  // namespace coverage
