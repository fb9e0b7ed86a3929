#include "libcoverage/access/whole_reach.h"

#include <algorithm>
#include <limits>

namespace coverage {
namespace {

constexpr std::uint32_t off_network = std::numeric_limits<std::uint32_t>::max();

/// By place its number among those on the network.
struct OnNetwork {
  explicit OnNetwork(std::span<const std::optional<Snap>> places) {
    for (const auto& place : places) number.push_back(place ? count++ : off_network);
  }
  std::vector<std::uint32_t> number;
  std::uint32_t count = 0;
};

/// Turns rows of homes into rows of candidates, as they come. All candidates have room for all
/// homes until the end: nearly all reach nearly all.
class TurnedRows {
 public:
  explicit TurnedRows(const MatrixQuestion& question)
      : homes_(question.origins), candidates_(question.destinations) {
    entries_.resize(std::size_t{homes_.count} * candidates_.count);
    used_.resize(candidates_.count, 0);
    waiting_.reserve(rows_at_once);
    times_.resize(rows_at_once * candidates_.count);
  }

  void take(std::size_t home, std::span<const Seconds> times) {
    if (homes_.number[home] == off_network) return;
    std::uint32_t* row = times_.data() + waiting_.size() * candidates_.count;
    for (std::size_t c = 0; c < times.size(); ++c) {
      if (candidates_.number[c] != off_network) *row++ = times[c].milliseconds();
    }
    waiting_.push_back(static_cast<std::uint32_t>(home));
    if (waiting_.size() == rows_at_once) turn();
  }

  ReachMatrix finish() {
    turn();
    ReachMatrix matrix;
    std::size_t end = 0;
    for (const std::uint32_t number : candidates_.number) {
      if (number != off_network) {
        const auto begin =
            entries_.begin() + static_cast<std::ptrdiff_t>(std::size_t{number} * homes_.count);
        const auto last = std::copy(begin, begin + static_cast<std::ptrdiff_t>(used_[number]),
                                    entries_.begin() + static_cast<std::ptrdiff_t>(end));
        end = static_cast<std::size_t>(last - entries_.begin());
      }
      matrix.first.push_back(end);
    }
    entries_.resize(end);
    matrix.entries = std::move(entries_);
    return matrix;
  }

 private:
  /// Rows side by side in memory, so that what is written for a candidate fills cache lines.
  static constexpr std::size_t rows_at_once = 64;

  void turn() {
    for (std::size_t c = 0; c < candidates_.count; ++c) {
      ReachEntry* out = entries_.data() + c * homes_.count + used_[c];
      ReachEntry* const first = out;
      for (std::size_t row = 0; row < waiting_.size(); ++row) {
        const std::uint32_t time_ms = times_[row * candidates_.count + c];
        if (time_ms < Seconds::unreachable().milliseconds()) *out++ = {waiting_[row], time_ms};
      }
      used_[c] += static_cast<std::uint32_t>(out - first);
    }
    waiting_.clear();
  }

  OnNetwork homes_;
  OnNetwork candidates_;
  std::vector<ReachEntry> entries_;     ///< candidate n has those from n × homes on
  std::vector<std::uint32_t> used_;     ///< by candidate
  std::vector<std::uint32_t> waiting_;  ///< homes
  std::vector<std::uint32_t> times_;    ///< of the homes that wait, by candidate
};

}  // namespace

ReachMatrix whole_reach(const MatrixQuestion& question, const Execution& execution) {
  TurnedRows rows(question);
  if (!question.origins.empty() && !question.destinations.empty()) {
    AccessMatrix(question).stream(execution, [&](std::size_t home, std::span<const Seconds> times) {
      execution.check_interrupted();
      rows.take(home, times);
    });
  }
  return rows.finish();
}

}  // namespace coverage
