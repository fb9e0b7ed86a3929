#pragma once

#include <cstdint>

#include "libcoverage/base/message.h"

namespace coverage {

/// "1 query", "2 queries", "0 queries"; in French, where none is singular, "0 offre", "2 offres".
inline Message counted(std::uint64_t count, const Message& one, const Message& several) {
  return {fmt::format("{} {}", count, count == 1 ? one.english : several.english),
          fmt::format("{} {}", count, count < 2 ? one.french : several.french)};
}

}  // namespace coverage
