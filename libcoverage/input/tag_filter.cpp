#include "libcoverage/input/tag_filter.h"

#include <algorithm>

#include "libcoverage/base/error.h"
#include "libcoverage/base/text.h"

namespace coverage {

namespace {

std::vector<std::string_view> split_at_word(std::string_view text, std::string_view word) {
  std::vector<std::string_view> parts;
  for (;;) {
    const auto at = text.find(word);
    parts.push_back(text.substr(0, at));
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + word.size());
  }
}

[[noreturn]] void refuse(std::string_view filter, std::string_view clause) {
  throw InputError(
      message("tags = \"{}\": '{}' is no condition on a tag",
              "tags = \"{}\" : « {} » n’est pas une condition sur un attribut OSM", filter,
              trim(clause)),
      message("Write \"amenity=townhall\", \"amenity=school,kindergarten\", \"shop=*\" "
              "or \"building\", joined by 'and' or 'or'.",
              "Écrivez \"amenity=townhall\", \"amenity=school,kindergarten\", "
              "\"shop=*\" ou \"building\", réunis par « and » ou « or »."));
}

}  // namespace

TagFilter::Clause TagFilter::parse_clause(std::string_view text, std::string_view filter) {
  Clause clause;
  const std::string_view whole = trim(text);
  if (whole.ends_with(" or") || whole.ends_with(" and")) refuse(filter, text);
  const auto equals = text.find('=');
  std::string_view key = text.substr(0, equals);
  if (equals != std::string_view::npos && key.ends_with('!')) {
    clause.negated = true;
    key.remove_suffix(1);
  }
  clause.key = trim(key);
  if (clause.key.empty() || clause.key.find_first_of(" \t!<>~\"'*()") != std::string::npos) {
    refuse(filter, text);
  }
  if (equals == std::string_view::npos) return clause;
  const std::string_view values = trim(text.substr(equals + 1));
  if (values == "*") return clause;
  for (const std::string_view value : split(values, ',')) {
    if (trim(value).empty() || value.find('=') != std::string_view::npos) refuse(filter, text);
    clause.values.emplace_back(trim(value));
  }
  return clause;
}

TagFilter TagFilter::parse(std::string_view text) {
  TagFilter filter;
  filter.text_ = trim(text);
  for (const std::string_view alternative : split_at_word(filter.text_, " or ")) {
    std::vector<Clause> clauses;
    for (const std::string_view clause : split_at_word(alternative, " and ")) {
      clauses.push_back(parse_clause(clause, filter.text_));
    }
    filter.alternatives_.push_back(std::move(clauses));
  }
  return filter;
}

bool TagFilter::matches(const std::function<const char*(const char*)>& value_of) const {
  const auto meets = [&](const Clause& clause) {
    const char* value = value_of(clause.key.c_str());
    const bool found =
        value && (clause.values.empty() ? std::string_view(value) != "no"
                                        : std::find(clause.values.begin(), clause.values.end(),
                                                    value) != clause.values.end());
    return found != clause.negated;
  };
  return std::any_of(alternatives_.begin(), alternatives_.end(), [&](const auto& clauses) {
    return std::all_of(clauses.begin(), clauses.end(), meets);
  });
}

}  // namespace coverage
