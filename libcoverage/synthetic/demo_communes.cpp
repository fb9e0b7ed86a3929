#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "libcoverage/geo/crs.h"
#include "libcoverage/synthetic/demo_files.h"
#include "libcoverage/synthetic/place_names.h"
#include "libcoverage/synthetic/random.h"

namespace coverage::synthetic {

namespace {

/// To degrees with seven decimals, a centimetre: neighbours keep sharing every point.
class DegreeWriter {
 public:
  DegreeWriter() : transformer_(Crs::from_text("EPSG:2154"), Crs::wgs84()) {}
  void append(std::string& text, std::vector<Point> points) const {
    transformer_.transform(points);
    for (std::size_t i = 0; i < points.size(); ++i) {
      fmt::format_to(std::back_inserter(text), "{}[{:.7f},{:.7f}]", i ? "," : "", points[i].x,
                     points[i].y);
    }
  }

 private:
  Transformer transformer_;
};

std::vector<std::uint32_t> by_code(const TerritoryPlan& plan) {
  std::vector<std::uint32_t> order(plan.places.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return plan.places[a].code < plan.places[b].code;
  });
  return order;
}

std::string collection(const char* name) {
  return fmt::format(
      "{{\"type\":\"FeatureCollection\",\"name\":\"{}\",\"description\":{},\"features\":[\n", name,
      quoted(invented_french));
}

}  // namespace

std::string quoted(const std::string& text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    result += c;
  }
  return result + '"';
}

DemoFile communes_file(const TerritoryPlan& plan) {
  const DegreeWriter degrees;
  std::string text = collection("communes");
  bool first = true;
  for (const std::uint32_t p : by_code(plan)) {
    const Place& place = plan.places[p];
    fmt::format_to(std::back_inserter(text),
                   "{}{{\"type\":\"Feature\",\"properties\":{{\"code\":\"{}\",\"nom\":{}}},"
                   "\"geometry\":{{\"type\":\"Polygon\",\"coordinates\":[[",
                   first ? "" : ",\n", place.code, quoted(place.name));
    degrees.append(text, plan.outline(place));
    text += "]]}}";
    first = false;
  }
  return {"communes.geojson", text + "\n]}\n"};
}

DemoFile town_halls_file(const TerritoryPlan& plan) {
  const DegreeWriter degrees;
  std::string text = collection("mairies");
  bool first = true;
  for (const std::uint32_t p : by_code(plan)) {
    const Place& place = plan.places[p];
    fmt::format_to(std::back_inserter(text),
                   "{}{{\"type\":\"Feature\",\"properties\":{{\"code\":\"{}\",\"nom\":{}}},"
                   "\"geometry\":{{\"type\":\"Point\",\"coordinates\":",
                   first ? "" : ",\n", place.code, quoted("Mairie " + of_place(place.name)));
    degrees.append(text, {place.seat});
    text += "}}";
    first = false;
  }
  return {"mairies.geojson", text + "\n]}\n"};
}

DemoFile population_file(const TerritoryPlan& plan) {
  std::string text = "code,nom,population,epci_code,epci_nom\n";
  for (const std::uint32_t p : by_code(plan)) {
    const Place& place = plan.places[p];
    const Intercommunality& epci = plan.epcis[place.epci];
    fmt::format_to(std::back_inserter(text), "{},{},{},{},{}\n", place.code, place.name,
                   place.population, epci.code, epci.name);
  }
  return {"population.csv", text};
}

}  // namespace coverage::synthetic
