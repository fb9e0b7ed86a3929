#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "libcoverage/network/directed_run.h"

namespace coverage {

/// Two or more directed runs that nobody may travel one after the other.
using ForbiddenPath = std::vector<DirectedRunId>;

/// Follows a trip and knows at each step whether the next run would complete a forbidden path: the
/// automaton of Aho and Corasick (1975) over directed runs. A state is what matters of the runs
/// travelled so far: the longest end of them that begins a forbidden path.
///
///     const ForbiddenPaths rules(paths);
///     auto state = rules.next(ForbiddenPaths::root, first_run);
///     auto then = rules.next(*state, second_run);  // nothing: not allowed
class ForbiddenPaths {
 public:
  using State = std::uint32_t;
  static constexpr State root = 0;

  /// Paths of fewer than two runs forbid nothing.
  explicit ForbiddenPaths(std::span<const ForbiddenPath> paths = {});

  std::optional<State> next(State state, DirectedRunId run) const;
  bool empty() const { return children_.empty(); }

 private:
  std::optional<State> child(State state, DirectedRunId run) const;
  void insert(const ForbiddenPath& path);
  void link();

  struct Node {
    State fallback = root;  ///< the longest proper end of this one that is a state
    bool forbidden = false;
  };
  std::vector<Node> nodes_{Node{}};
  std::map<std::pair<State, DirectedRunId>, State> children_;
};

}  // namespace coverage
