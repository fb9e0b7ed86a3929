#pragma once

#include "libcoverage/base/message.h"
#include "libcoverage/siting/siting_instance.h"

namespace coverage {

/// A whole number of 10^-decimals, not negative: "2.5", "2,5" in French.
Message decimal_message(Amount amount, int decimals);

/// Whole numbers of an instance as those who asked wrote them.

/// "12.5", or "12 min 30 s" where values are times.
Message value_text(const SitingInstance& instance, std::int64_t value);
Message cost_text(const SitingInstance& instance, std::int64_t cost);
Message weight_text(const SitingInstance& instance, Amount weight);

}  // namespace coverage
