#pragma once

#include <fmt/format.h>

#include <string>
#include <type_traits>
#include <utility>

namespace coverage {

enum class Language { english, french };

/// One sentence for people, in every language the project speaks.
struct Message {
  std::string english;
  std::string french;

  const std::string& in(Language language) const {
    return language == Language::french ? french : english;
  }
};

/// An argument of `message` as it is formatted: a message in one of its languages, all else as it
/// is.
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

/// Formats the same arguments into both languages, those that are messages each in its own:
/// `message("{} has no column '{}'", "{} n’a pas de colonne « {} »", file, column)`.
template <class... Args>
Message message(fmt::format_string<const Spoken<Args>&...> english,
                fmt::format_string<const Spoken<Args>&...> french, const Args&... args) {
  return {fmt::format(english, spoken(args, Language::english)...),
          fmt::format(french, spoken(args, Language::french)...)};
}

/// The same text in both languages: a file name, a value.
inline Message verbatim(const std::string& text) {
  return {text, text};
}

}  // namespace coverage
