#pragma once

#include <string>

#include "libcoverage/study/siting_of_study.h"
#include "listener.h"
#include "small_study.h"

namespace coverage {

/// The small study with three homes on its middle road, one a commune, and three places where a
/// service could open:
///
///     lon    3.05        3.15        3.25
///     home   a 1000      b 2000      c 500
///     site   fs:1                    fs:2
///     could              centre      (west, on the road at 3.12; far, on no road)
class SitingWorld : public SmallStudy {
 public:
  SitingWorld() {
    write("homes.geojson", R"({"type":"FeatureCollection","features":[)" + home("a", 3.05, 1000) +
                               "," + home("b", 3.15, 2000) + "," + home("c", 3.25, 500) + "]}");
    write("places.csv",
          "id,nom,lon,lat,cout,regle\nwest,Ouest,3.12,46.35,3,\ncentre,Centre,3.15,46.35,4.5,"
          "optional\nfar,Loin,3.155,46.355,1,\n");
  }

  Study load(const std::string& more = "",
             const std::vector<std::pair<std::string, std::string>>& overrides = {}) const {
    return SmallStudy::load(R"([demand]
method = "points"
path = "homes.geojson"
id = "id"
weights = { population = "pop", pop_75_plus = "old" }
[candidates]
from = "points"
path = "places.csv"
columns = { id = "id", name = "nom", lon = "lon", lat = "lat", cost = "cout", rule = "regle" }
)" + more,
                            overrides);
  }

  SitingStudy siting(const SitingQuestion& question,
                     const std::vector<std::pair<std::string, std::string>>& overrides = {}) {
    std::vector<std::pair<std::string, std::string>> all{{"roads.snap_limit_m", "100"}};
    all.insert(all.end(), overrides.begin(), overrides.end());
    return siting_of_study(load("", all), question, {listener, 1, nullptr});
  }

  Listener listener;

 private:
  static std::string home(const std::string& id, double lon, int people) {
    return R"({"type":"Feature","properties":{"id":")" + id + R"(","pop":)" +
           std::to_string(people) + R"(,"old":)" + std::to_string(people / 100) +
           R"(},"geometry":{"type":"Point","coordinates":[)" + std::to_string(lon) + ",46.35]}}";
  }
};

}  // namespace coverage
