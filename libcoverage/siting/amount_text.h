#pragma once

#include <string>
#include <type_traits>

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

template <class T>
using Spoken = std::conditional_t<std::is_same_v<T, Message>, std::string, T>;
template <class T>
const Spoken<T>& spoken(const T& argument, [[maybe_unused]] Language language) {
  if constexpr (std::is_same_v<T, Message>) {
    return argument.in(language);
  } else {
    return argument;
  }
}

/// As `message`; arguments that are messages are said in the language of the whole.
template <class... Args>
Message amount_message(fmt::format_string<const Spoken<Args>&...> english,
                       fmt::format_string<const Spoken<Args>&...> french, const Args&... args) {
  return {fmt::format(english, spoken(args, Language::english)...),
          fmt::format(french, spoken(args, Language::french)...)};
}

}  // namespace coverage
