#include "libcoverage/siting/amount_text.h"

#include <algorithm>

#include "libcoverage/base/quantities.h"
#include "libcoverage/model/query.h"
#include "libcoverage/siting/decimal_amount.h"

namespace coverage {

Message decimal_message(Amount amount, int decimals) {
  Message text = verbatim(decimal_text(amount, decimals));
  std::ranges::replace(text.french, '.', ',');
  return text;
}

Message value_text(const SitingInstance& instance, std::int64_t value) {
  if (!instance.units.values_are_times) {
    return decimal_message(value, instance.units.value_decimals);
  }
  const Seconds time = Seconds::from_milliseconds(static_cast<std::uint32_t>(value));
  return {duration_label(time, false), duration_label(time, true)};
}

Message cost_text(const SitingInstance& instance, std::int64_t cost) {
  return decimal_message(cost, instance.units.cost_decimals);
}

Message weight_text(const SitingInstance& instance, Amount weight) {
  return decimal_message(weight, instance.units.weight_decimals);
}

}  // namespace coverage
