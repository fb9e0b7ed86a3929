#include "apps/shared/point_files.h"

#include <iostream>
#include <iterator>

namespace coverage {

std::string standard_input_name(Language language) {
  return language == Language::french ? "entrée standard" : "standard input";
}

std::vector<PointRow> read_points(const std::string& path, Language language) {
  if (path != "-") return load_points(path);
  const std::string text{std::istreambuf_iterator<char>(std::cin), {}};
  return parse_points(text, standard_input_name(language));
}

}  // namespace coverage
