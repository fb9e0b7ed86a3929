#pragma once

#include <fmt/format.h>

#include <string>
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

/// Formats the same arguments into both languages:
/// `message("{} has no column '{}'", "{} n’a pas de colonne « {} »", file, column)`.
template <class... Args>
Message message(fmt::format_string<const Args&...> english,
                fmt::format_string<const Args&...> french, const Args&... args) {
  return {fmt::format(english, args...), fmt::format(french, args...)};
}

/// The same text in both languages: a file name, a value.
inline Message verbatim(const std::string& text) {
  return {text, text};
}

}  // namespace coverage
