#pragma once

#include <cstdint>

#include "libcoverage/base/strong_id.h"

namespace coverage {

/// A run as somebody travels it, in one number: 2 × run along it, 2 × run + 1 against it.
using DirectedRunId = StrongId<struct DirectedRunTag>;

constexpr DirectedRunId directed_run(std::uint32_t run, bool forward) {
  return DirectedRunId(2 * run + (forward ? 0 : 1));
}
constexpr std::uint32_t run_of(DirectedRunId directed) {
  return directed.value() / 2;
}
constexpr bool is_forward(DirectedRunId directed) {
  return directed.value() % 2 == 0;
}
constexpr DirectedRunId reversed(DirectedRunId directed) {
  return DirectedRunId(directed.value() ^ 1u);
}

}  // namespace coverage
