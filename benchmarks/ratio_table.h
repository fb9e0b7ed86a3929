#pragma once

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

namespace coverage {

/// Collects the repetitions of all benchmarks, which are named JOB/WHO, and prints a Markdown
/// table: the median of each, and for each job how many times as long each other one takes as
/// `ours`; beneath it what two threads gain.
class RatioTable : public benchmark::ConsoleReporter {
 public:
  RatioTable() : ConsoleReporter(OO_Tabular) {}

  void ReportRuns(const std::vector<Run>& runs) override {
    for (const Run& run : runs) {
      if (run.run_type != Run::RT_Iteration || run.error_occurred) continue;
      Case& one = case_of(run.run_name.function_name);
      one.milliseconds.push_back(run.GetAdjustedRealTime());
      for (const auto& [name, counter] : run.counters) one.counters[name] = counter.value;
    }
  }

  void print(const std::string& title) const {
    fmt::print("\n### {}\n\n| job | who | median, ms | of ours | vertices | ns a vertex |\n",
               title);
    fmt::print("|---|---|---:|---:|---:|---:|\n");
    for (const auto& [name, one] : cases_) {
      const std::size_t slash = name.find('/');
      const std::string job = name.substr(0, slash);
      const double time = median(one.milliseconds);
      const double ours = time_of(job + "/ours");
      const auto vertices = one.counters.find("vertices");
      const bool counts = vertices != one.counters.end() && vertices->second > 0;
      fmt::print("| {} | {} | {:.4g} | {} | {} | {} |\n", job, name.substr(slash + 1), time,
                 ours > 0 ? fmt::format("{:.2f}", time / ours) : "",
                 counts ? fmt::format("{:.0f}", vertices->second) : "",
                 counts ? fmt::format("{:.1f}", time * 1e6 / vertices->second) : "");
    }
    print_threads();
  }
  /// The median of a benchmark in milliseconds, 0 where it has not run.
  double time_of(const std::string& name) const {
    const auto found = std::find_if(cases_.begin(), cases_.end(),
                                    [&](const auto& entry) { return entry.first == name; });
    return found == cases_.end() ? 0 : median(found->second.milliseconds);
  }

 private:
  /// How many times as fast two threads are as one, for the jobs that were run with both.
  void print_threads() const {
    for (const auto& [name, one] : cases_) {
      const std::size_t slash = name.find('/');
      const double single = time_of(name.substr(0, slash) + "/ours");
      if (name.substr(slash + 1) != "two threads" || single == 0) continue;
      fmt::print("\nTwo threads, {}: {:.2f} times as fast as one\n", name.substr(0, slash),
                 single / median(one.milliseconds));
    }
  }

  struct Case {
    std::vector<double> milliseconds;
    std::map<std::string, double> counters;
  };
  /// In the order in which they were registered: names begin so.
  Case& case_of(const std::string& name) { return cases_.try_emplace(name).first->second; }
  static double median(std::vector<double> values) {
    if (values.empty()) return 0;
    std::nth_element(values.begin(),
                     values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2), values.end());
    return values[values.size() / 2];
  }

  std::map<std::string, Case> cases_;
};

}  // namespace coverage
