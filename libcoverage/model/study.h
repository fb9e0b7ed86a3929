#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "libcoverage/base/message.h"
#include "libcoverage/model/catchment.h"
#include "libcoverage/model/demand.h"
#include "libcoverage/model/query.h"
#include "libcoverage/model/scenario_change.h"

namespace coverage {

/// A study as written in its TOML file, defaults filled in, paths resolved. Keys are documented in
/// `data/examples/study-reference.toml`. Plain values; opens nothing.

struct CommunesInput {
  std::vector<std::string> paths;
  std::optional<std::string> layer;
  std::optional<std::string> crs;  ///< for layers that declare none
  std::string edition;
  std::string code = "code";  ///< column, or OSM tag for OSM files
  std::string name = "name";
  std::optional<int> admin_level;  ///< for OSM files
  std::map<std::string, std::string>
      columns;                          ///< population, epci_code, epci_name in the layer itself
  std::vector<std::string> study_area;  ///< départements, EPCIs or commune codes; empty: all
  enum class Seats { none, layer, busiest_junction } seats = Seats::none;
  std::string seats_path;  ///< point layer with a commune code column, or located by position
  std::string seats_code = "code";
  std::optional<std::string> mergers_path;  ///< table de passage: old code → new code
  std::string mergers_from = "from";
  std::string mergers_to = "to";
};

struct PopulationInput {
  std::vector<std::string> paths;
  std::optional<std::string> layer;
  std::string edition;
  std::string concept_name;
  std::string code = "code";
  /// weight name → column; `epci_code` and `epci_name` are the EPCI's, every other key is a weight.
  std::map<std::string, std::string> columns;
};

struct TerritoryInput {
  std::string name;
  std::string label;
  std::vector<std::string> paths;
  std::optional<std::string> layer;
  std::optional<std::string> crs;      ///< for layers that declare none
  std::string code = "code";           ///< the unit's code column
  std::string unit_name = "name";      ///< the unit's name column, where there is one
  std::optional<std::string> commune;  ///< commune code column: a table; unset: polygons
};

struct FacilitiesInput {
  std::string name;
  std::vector<std::string> paths;
  std::optional<std::string> layer;
  std::string kind;
  std::string edition;
  std::optional<std::string>
      crs;  ///< for CSV coordinates that are not WGS 84, or a layer without CRS
  /// model attribute → column: id, name, lon, lat, tier, kind, status, capacity, services, mobile,
  /// opening_hours, monday…sunday (`h_lundi`…), any other name is an attribute for queries.
  std::map<std::string, std::string> columns;
  std::vector<std::string> rules;  ///< `tier = 3 when weekly_hours >= 35`
  std::vector<std::string>
      area;  ///< départements (or commune/EPCI codes) where the list is complete
  std::uint64_t max_rejected = 0;
  /// A row away from the study is an error of the list (`reject`), or the list covers more than the
  /// study (`leave_out`: counted as rejected, not against `max_rejected`).
  enum class Elsewhere { reject, leave_out } elsewhere = Elsewhere::reject;
  /// Keep buses, itinerant rows and rows without hours of the France services list among the
  /// facilities, as mobile ones, instead of setting them aside.
  bool keep_mobile = false;
  std::optional<std::string> tags;  ///< OSM tag filter: `amenity=townhall`
  std::string encoding;             ///< "", "utf-8" or "latin-1"; empty: detected
};

struct DemandInput {
  bool declared =
      false;  ///< the study has [demand]; without it a study with communes uses `network`
  DemandMethod method = DemandMethod::network;
  std::vector<std::string> paths;
  std::optional<std::string> layer;
  std::string concept_name;
  std::string edition;
  std::optional<std::string> crs;              ///< of a layer that declares none
  std::optional<std::string> id;               ///< id column; else the feature's number
  std::map<std::string, std::string> weights;  ///< weight name → column; order: `population` first
  std::string unit;        ///< for weights that are not inhabitants: `buildings`, `road_length`
  bool calibrate = false;  ///< to the communes' populations
  std::optional<std::string> tags;  ///< OSM tag filter: `building`
  double spacing_m = 200;           ///< for `network`
};

struct RoadsInput {
  std::vector<std::string> paths;
  std::optional<std::string> layer;
  std::string edition;
  std::string profile = "car";
  double snap_limit_m = 1000;
  std::map<std::string, std::string> columns;  ///< attribute (`class`, `oneway`…) → column
  std::map<std::string, std::string> classes;  ///< value of the class column → the profile's class
  std::map<std::string, std::string>
      oneway_values;  ///< column value → `forward`, `backward`, `both`
  /// What the columns of a line layer mean: the name of a ready mapping, or a path.
  std::optional<std::string> mapping;
  std::optional<std::string> crs;        ///< of a line layer that declares none
  std::vector<std::string> turn_tables;  ///< where a line layer's forbidden turns stand
  std::optional<std::string> turn_layer;
  std::vector<std::string> elevation_paths;  ///< rasters of the ground's height
  bool turn_restrictions = true;             ///< those of OSM, or of the turn tables, hold
  /// Set for generated roads: a sentence that every output repeats.
  std::string notice;
};

/// Where a service could open.
struct CandidatesInput {
  enum class From { seats, facilities, points, grid, junctions } from = From::seats;
  std::string where;    ///< `facilities`: the condition as written
  Condition condition;  ///< with what is implied, as in queries
  std::vector<std::string> paths;
  std::optional<std::string> layer;
  std::optional<std::string> crs;              ///< of coordinates that are not WGS 84
  std::map<std::string, std::string> columns;  ///< id, name, cost, capacity, rule, lon, lat
  double spacing_m = 2000;                     ///< of a grid
};

/// What `coverage-sites` asks where its options say nothing else.
struct SitesInput {
  std::string problem;  ///< `mclp`, as in the option; empty: the option must say
  std::optional<int> new_sites;
  std::optional<double> budget;
  std::string query, weight;             ///< empty: the first query, and whom it counts
  std::string threshold, nobody_beyond;  ///< times; empty: the query's target, no such limit
  std::optional<double> share_percent;
  std::vector<std::string> group_limits;  ///< `Moulins=1..3`
  std::string assignment;                 ///< `single` or `split`; empty: sites are never full
  bool allow_closing = false;
  std::optional<int> most_moved;
  bool then_mean = false;
  bool curve = false;
};

struct OutputSettings {
  std::string directory = "out";
  double cell_size_m = 100;
  bool csv_excel_fr = false;
  bool routes = false;  ///< layer `routes`: an explained route per commune and query
};

struct Study {
  std::string file;  ///< absolute path of the study file that was run
  std::string title;
  std::string notice;  ///< printed on every output: "fictitious data"
  Language language = Language::french;
  std::string crs = "EPSG:2154";
  std::vector<Threshold> thresholds;
  Threshold target = {Seconds::from_milliseconds(600000), {}};
  std::string target_source;
  double gap_share = 0.5;
  /// A row that any source rejects or corrects stops the run, whatever `max_rejected` says.
  bool strict = false;

  std::optional<CommunesInput> communes;
  std::optional<PopulationInput> population;
  std::vector<TerritoryInput> territories;
  std::vector<FacilitiesInput> facilities;
  DemandInput demand;
  RoadsInput roads;
  std::vector<Query> queries;  ///< in the order of the file; empty: one a kind
  std::optional<CandidatesInput> candidates;
  SitesInput sites;
  std::vector<Catchment> catchments;  ///< in the order of the file
  OutputSettings output;
  std::vector<ScenarioChange> changes;
  std::vector<std::string> files;  ///< study and base files read, for the manifest
  /// Every key with its effective value, in a fixed order, for the manifest and `--dry-run`.
  std::vector<std::pair<std::string, std::string>> settings;
};

/// The sentences that every output repeats: the study's and the roads', each once.
std::vector<std::string> notices_of(const Study& study);

}  // namespace coverage
