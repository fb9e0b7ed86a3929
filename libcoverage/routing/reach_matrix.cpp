#include "libcoverage/routing/reach_matrix.h"

#include <algorithm>
#include <bit>
#include <limits>
#include <memory>
#include <numeric>
#include <stdexcept>

#include "libcoverage/base/parallel_for.h"
#include "libcoverage/routing/check_search.h"
#include "libcoverage/routing/reach_search.h"

namespace coverage {
namespace {

/// What one thread needs to write rows.
class RowWriter {
 public:
  explicit RowWriter(const ReachProblem& problem)
      : problem_(problem),
        search_(problem.graph, problem.limits ? std::span(problem.limits->vertex_ms)
                                              : std::span<const std::uint32_t>()),
        best_ms_(problem.targets.count()),
        is_found_((std::size_t{problem.targets.count()} + 63) / 64, 0) {}

  void begin_block() { entries_.clear(); }
  /// Appends a candidate's row and says where it begins.
  std::size_t write(std::size_t candidate);
  std::span<const ReachEntry> entries() const { return entries_; }

 private:
  void offer(std::uint32_t target, Seconds time);
  void append_found();

  const ReachProblem& problem_;
  ReachSearch search_;
  ReachCandidate candidate_;
  std::vector<std::uint32_t> best_ms_;  ///< by target, where it was found
  /// A bit a target: found ones are read off in order, without sorting.
  std::vector<std::uint64_t> is_found_;
  std::size_t first_word_ = std::numeric_limits<std::size_t>::max();
  std::size_t last_word_ = 0;
  std::vector<ReachEntry> entries_;
};

std::size_t RowWriter::write(std::size_t candidate) {
  const std::size_t begin = entries_.size();
  candidate_.sources.clear();
  candidate_.direct.clear();
  problem_.describe(candidate, candidate_);
  search_.run(candidate_.sources, problem_.bound);
  for (const VertexId vertex : search_.reached()) {
    const Seconds time = search_.time(vertex);
    for (const ReachEntry& departure : problem_.targets.at(vertex)) {
      offer(departure.target, time + Seconds::from_milliseconds(departure.time_ms));
    }
  }
  for (const ReachEntry& direct : candidate_.direct) {
    offer(direct.target, Seconds::from_milliseconds(direct.time_ms));
  }
  append_found();
  return begin;
}

inline void RowWriter::offer(std::uint32_t target, Seconds time) {
  if (time > problem_.bound || !time.is_reachable()) return;
  if (problem_.limits && time.milliseconds() >= problem_.limits->target_ms[target]) return;
  const std::size_t word = target / 64;
  const std::uint64_t bit = std::uint64_t{1} << target % 64;
  if (is_found_[word] & bit) {
    best_ms_[target] = std::min(best_ms_[target], time.milliseconds());
    return;
  }
  is_found_[word] |= bit;
  best_ms_[target] = time.milliseconds();
  first_word_ = std::min(first_word_, word);
  last_word_ = std::max(last_word_, word);
}

void RowWriter::append_found() {
  for (std::size_t word = first_word_; word <= last_word_ && word < is_found_.size(); ++word) {
    for (; is_found_[word]; is_found_[word] &= is_found_[word] - 1) {
      const auto target = static_cast<std::uint32_t>(
          word * 64 + static_cast<std::size_t>(std::countr_zero(is_found_[word])));
      entries_.push_back({target, best_ms_[target]});
    }
  }
  first_word_ = std::numeric_limits<std::size_t>::max();
  last_word_ = 0;
}

struct RowPlace {
  unsigned thread = 0;
  std::size_t begin = 0, end = 0;  ///< in that thread's entries
};

}  // namespace

ReachTargets::ReachTargets(const SearchGraph& graph, std::uint32_t count,
                           std::span<const Departure> departures)
    : count_(count), first_(graph.vertex_count() + 1, 0), entries_(departures.size()) {
  for (const Departure& departure : departures) {
    if (departure.target >= count) throw std::out_of_range("a departure of no target");
    check_target(graph, departure.target, departure.vertex);
    ++first_[departure.vertex.value() + 1];
  }
  std::partial_sum(first_.begin(), first_.end(), first_.begin());
  std::vector<std::uint32_t> next(first_.begin(), first_.end() - 1);
  for (const Departure& departure : departures) {
    entries_[next[departure.vertex.value()]++] = {departure.target, departure.time.milliseconds()};
  }
}

void stream_reach(const ReachProblem& problem, const Execution& execution,
                  const std::function<void(std::span<const ReachRow>)>& take) {
  if (problem.limits && problem.limits->target_ms.size() != problem.targets.count()) {
    throw std::invalid_argument("limits of other targets than the problem's");
  }
  std::vector<std::unique_ptr<RowWriter>> writers(std::max(execution.threads, 1u));
  const std::size_t block = std::max<std::size_t>(problem.block_rows, 1);
  std::vector<RowPlace> places(std::min(block, problem.candidates));
  std::vector<ReachRow> rows;
  for (std::size_t begin = 0; begin < problem.candidates; begin += block) {
    const std::size_t count = std::min(block, problem.candidates - begin);
    for (const auto& writer : writers) {
      if (writer) writer->begin_block();
    }
    parallel_for(count, execution.threads, 4,
                 [&](std::size_t first, std::size_t last, unsigned thread) {
                   execution.check_interrupted();
                   if (!writers[thread]) writers[thread] = std::make_unique<RowWriter>(problem);
                   RowWriter& writer = *writers[thread];
                   for (std::size_t row = first; row < last; ++row) {
                     const std::size_t start = writer.write(begin + row);
                     places[row] = {thread, start, writer.entries().size()};
                   }
                   execution.progress.advance(last - first);
                 });
    rows.clear();
    for (std::size_t row = 0; row < count; ++row) {
      const RowPlace& place = places[row];
      rows.push_back({begin + row, writers[place.thread]->entries().subspan(
                                       place.begin, place.end - place.begin)});
    }
    take(rows);
  }
}

ReachMatrix reach_matrix(const ReachProblem& problem, const Execution& execution) {
  ReachMatrix matrix;
  stream_reach(problem, execution, [&](std::span<const ReachRow> rows) {
    for (const ReachRow& row : rows) {
      matrix.entries.insert(matrix.entries.end(), row.entries.begin(), row.entries.end());
      matrix.first.push_back(matrix.entries.size());
    }
  });
  return matrix;
}

}  // namespace coverage
