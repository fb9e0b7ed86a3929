#include "libcoverage/network/forbidden_paths.h"

namespace coverage {

ForbiddenPaths::ForbiddenPaths(std::span<const ForbiddenPath> paths) {
  for (const ForbiddenPath& path : paths) {
    if (path.size() >= 2) insert(path);
  }
  link();
}

std::optional<ForbiddenPaths::State> ForbiddenPaths::child(State state, DirectedRunId run) const {
  const auto found = children_.find({state, run});
  if (found == children_.end()) return {};
  return found->second;
}

void ForbiddenPaths::insert(const ForbiddenPath& path) {
  State state = root;
  for (const DirectedRunId run : path) {
    const auto [found, is_new] =
        children_.try_emplace({state, run}, static_cast<State>(nodes_.size()));
    if (is_new) nodes_.emplace_back();
    state = found->second;
  }
  nodes_[state].forbidden = true;
}

/// Breadth first, so that the fallback of every shorter state is known.
void ForbiddenPaths::link() {
  std::vector<State> level{root};
  while (!level.empty()) {
    std::vector<State> below;
    for (const State state : level) {
      for (auto entry = children_.lower_bound({state, DirectedRunId(0)});
           entry != children_.end() && entry->first.first == state; ++entry) {
        const DirectedRunId run = entry->first.second;
        State fallback = nodes_[state].fallback;
        while (fallback != root && !child(fallback, run)) fallback = nodes_[fallback].fallback;
        Node& node = nodes_[entry->second];
        node.fallback = state == root ? root : child(fallback, run).value_or(root);
        node.forbidden = node.forbidden || nodes_[node.fallback].forbidden;
        below.push_back(entry->second);
      }
    }
    level = std::move(below);
  }
}

std::optional<ForbiddenPaths::State> ForbiddenPaths::next(State state, DirectedRunId run) const {
  for (;;) {
    if (const auto found = child(state, run)) {
      if (nodes_[*found].forbidden) return {};
      return *found;
    }
    if (state == root) return root;
    state = nodes_[state].fallback;
  }
}

}  // namespace coverage
