#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "libcoverage/base/execution.h"
#include "libcoverage/network/road_network.h"
#include "libcoverage/routing/choose_matrix.h"
#include "libcoverage/routing/hierarchy.h"
#include "libcoverage/routing/label.h"
#include "libcoverage/routing/travel_matrix.h"

namespace coverage {

/// Access times from many places to many.
struct MatrixQuestion {
  const RoadNetwork& roads;
  std::span<const std::optional<Snap>> origins;
  std::span<const std::optional<Snap>> destinations;
  /// Of the network's forward graph; null where none is stored.
  const Hierarchy* hierarchy = nullptr;
  KernelSetting search = KernelSetting::automatic;
  std::uint64_t block_bytes = std::uint64_t{256} << 20;  ///< of times in memory at once
  /// What sweeps may keep of the destinations: 4 bytes for each ancestor of each.
  std::uint64_t most_table_bytes = MatrixProblem::most_matrix_bytes() / 2;
};

/// The matrix of access times from each origin to each destination: what `NearestAccess` over this
/// destination alone says at this origin, direct pieces of road, connectors and terminal time
/// included. Never whole in memory.
///
///     const AccessMatrix matrix(question);
///     matrix.stream(execution, [&](std::size_t origin, std::span<const Seconds> times) { … });
class AccessMatrix {
 public:
  /// What the question looks into must outlive the matrix. Throws InputError where there are no
  /// origins or no destinations, or where the hierarchy is asked for and has no room for these
  /// destinations.
  explicit AccessMatrix(const MatrixQuestion& question);

  MatrixMethod method() const { return method_; }
  std::size_t block_rows() const { return block_rows_; }
  /// Of memory at the peak, about, the network and a stored hierarchy apart.
  std::uint64_t memory_bytes() const;

  /// Gives the rows in their order, from the calling thread: the time to each destination,
  /// `Seconds::unreachable()` where there is no way, or where either place is off the network. The
  /// times do not depend on threads, on the method or on the blocks.
  void stream(const Execution& execution,
              const std::function<void(std::size_t, std::span<const Seconds>)>& take) const;

 private:
  using Place = std::vector<SearchSource>;
  using TakeBlock = std::function<void(std::size_t, const TravelTimes&)>;
  void search(const Execution& execution, const TakeBlock& take) const;
  void sweep(const Execution& execution, const TakeBlock& take) const;
  RunId run_of(const Snap& snap) const { return question_.roads.segment_run[snap.segment.value()]; }
  MatrixMethod choose() const;
  std::uint64_t table_bytes() const;
  void offer_direct_trips(std::size_t origin, std::span<Seconds> times) const;

  MatrixQuestion question_;
  std::vector<Place> origins_;
  std::vector<Place> destinations_;
  std::vector<std::pair<RunId, std::uint32_t>> by_run_;  ///< destinations
  std::size_t block_rows_ = 1;
  MatrixMethod method_;
};

}  // namespace coverage
