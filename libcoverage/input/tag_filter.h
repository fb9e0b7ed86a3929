#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace coverage {

/// A condition on OSM tags, as a study writes it:
///
///     amenity=townhall                     one value
///     amenity=school,kindergarten          any of several
///     shop=*    or    building             any value but `no`
///     amenity=post_office and operator!=DHL
///     amenity=library or tourism=museum    `and` binds closer than `or`
class TagFilter {
 public:
  /// Throws InputError that says what is expected.
  static TagFilter parse(std::string_view text);

  /// `value_of` gives the value of a key, or nullptr where the object lacks it.
  bool matches(const std::function<const char*(const char* key)>& value_of) const;
  const std::string& text() const { return text_; }

 private:
  struct Clause {
    std::string key;
    std::vector<std::string> values;  ///< empty: any value but `no`
    bool negated = false;             ///< absent, or none of the values
  };
  static Clause parse_clause(std::string_view clause, std::string_view filter);

  std::string text_;
  std::vector<std::vector<Clause>> alternatives_;
};

}  // namespace coverage
