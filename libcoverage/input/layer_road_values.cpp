#include "libcoverage/input/layer_road_values.h"

#include <algorithm>
#include <array>

#include "libcoverage/base/text.h"

namespace coverage {

namespace {

constexpr auto forward_words = std::to_array<std::string_view>(
    {"yes", "true", "1", "f", "ft", "forward", "oui", "direct", "sens direct", "sens unique"});
constexpr auto backward_words = std::to_array<std::string_view>(
    {"-1", "t", "tf", "backward", "reverse", "inverse", "sens inverse"});
constexpr auto both_words = std::to_array<std::string_view>(
    {"", "no", "false", "0", "b", "n", "both", "non", "double", "double sens", "sans objet", "nc"});
constexpr auto true_words =
    std::to_array<std::string_view>({"true", "1", "t", "y", "o", "yes", "oui", "vrai", "v"});
constexpr auto false_words =
    std::to_array<std::string_view>({"false", "0", "f", "n", "no", "non", "faux"});

template <class Words>
bool contains(const Words& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

std::optional<std::string> standard_oneway(std::string_view text) {
  const std::string word = lower_ascii(trim(text));
  if (contains(forward_words, word)) return "yes";
  if (contains(backward_words, word)) return "-1";
  if (contains(both_words, word)) return "no";
  return {};
}

std::optional<bool> standard_truth(std::string_view text) {
  const std::string word = lower_ascii(trim(text));
  if (contains(true_words, word)) return true;
  if (contains(false_words, word)) return false;
  return {};
}

std::optional<std::int64_t> way_id_of(std::string_view text) {
  text = trim(text);
  constexpr std::size_t most_digits = 18;
  std::size_t begin = text.size();
  while (begin > 0 && text[begin - 1] >= '0' && text[begin - 1] <= '9') --begin;
  const std::string_view digits =
      text.substr(std::max(begin, text.size() - std::min(text.size(), most_digits)));
  return parse_integer(digits);
}

}  // namespace coverage
