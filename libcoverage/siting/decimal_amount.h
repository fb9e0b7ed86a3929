#pragma once

#include <string>

#include "libcoverage/siting/siting_instance.h"

namespace coverage {

/// A whole number of 10^-decimals as decimal text, exact: (1500, 3) is `1.5`. Not negative.
std::string decimal_text(Amount amount, int decimals);

}  // namespace coverage
