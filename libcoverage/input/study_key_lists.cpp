#include "libcoverage/input/study_key_lists.h"

#include "libcoverage/input/road_mapping.h"

namespace coverage {

namespace {

constexpr double no_limit = std::numeric_limits<double>::infinity();

const StudyKey layer_key(const char* section) {
  return {section, "layer", KeyType::text, "",
          "name of the layer, where a file has several (all files of the block)"};
}

const StudyKey edition_key(const char* section) {
  return {section, "edition", KeyType::edition, "\"\"",
          "edition (millésime) of the source, printed with every result"};
}

CommunesInput::Seats seats_of(const std::string& text) {
  return text == "busiest_junction" ? CommunesInput::Seats::busiest_junction
                                    : CommunesInput::Seats::layer;
}

DemandMethod method_named(const std::string& name) {
  for (const auto method : {DemandMethod::grid, DemandMethod::points, DemandMethod::seat}) {
    if (name == name_of(method)) return method;
  }
  return DemandMethod::network;
}

}  // namespace

const std::vector<BoundKey<Study>>& top_keys() {
  static const std::vector<BoundKey<Study>> keys{
      {{"", "base", KeyType::path, "",
        "study that this one inherits from: tables merge by key, lists replace, changes add up"},
       [](Study&, const Setting&) {}},
      {{"", "title", KeyType::text, "", "title of the study (default: the file's name)"},
       into(&Study::title)},
      {{"", "notice", KeyType::text, "\"\"",
        "sentence that every output repeats, such as \"fictitious data\""},
       into(&Study::notice)},
      {{"",
        "language",
        KeyType::choice,
        "\"fr\"",
        "language of reports and labels",
        false,
        {"fr", "en"}},
       [](Study& study, const Setting& setting) {
         study.language =
             std::get<std::string>(setting) == "en" ? Language::english : Language::french;
       }},
      {{"", "crs", KeyType::crs, "\"EPSG:2154\"",
        "projected coordinate system of computations and rasters, in metres"},
       into(&Study::crs)},
      {{"", "thresholds", KeyType::thresholds, "[\"10 min\", \"20 min\", \"30 min\"]",
        "times, distances or both for which the share of inhabitants is given"},
       into(&Study::thresholds)},
      {{"", "target", KeyType::threshold, "\"10 min\"",
        "time, distance or both to aim at, for queries that name none"},
       into(&Study::target)},
      {{"", "target_source", KeyType::text, "\"\"", "who set that target"},
       into(&Study::target_source)},
      {{"",
        "gap_share",
        KeyType::number,
        "0.5",
        "share of its inhabitants beyond the target from which a commune is in the gap",
        false,
        {},
        0,
        1},
       into(&Study::gap_share)},
      {{"", "strict", KeyType::boolean, "false",
        "stop the run at any row that a source rejects or corrects (--strict)"},
       into(&Study::strict)},
  };
  return keys;
}

const std::vector<BoundKey<CommunesInput>>& communes_keys() {
  using Input = CommunesInput;
  static const std::vector<BoundKey<Input>> keys{
      {{"communes", "path", KeyType::paths, "",
        "polygon layers in any vector format, or OSM files (then with admin_level)", true},
       into(&Input::paths)},
      {layer_key("communes"), into(&Input::layer)},
      {{"communes", "crs", KeyType::crs, "", "coordinate system of layers that declare none"},
       into(&Input::crs)},
      {edition_key("communes"), into(&Input::edition)},
      {{"communes", "code", KeyType::text, "\"code\"",
        "column (or OSM tag) of the commune's code (INSEE)"},
       into(&Input::code)},
      {{"communes", "name", KeyType::text, "\"name\"", "column (or OSM tag) of its name"},
       into(&Input::name)},
      {{"communes",
        "admin_level",
        KeyType::integer,
        "",
        "OSM files: admin_level of the boundaries, 8 in France",
        false,
        {},
        1,
        15},
       into(&Input::admin_level)},
      {{"communes", "columns", KeyType::mapping, "{}",
        "columns of the layer itself: population (and other weights), epci_code, epci_name"},
       into(&Input::columns)},
      {{"communes", "study_area", KeyType::texts, "[]",
        "départements, EPCIs or communes under study; all others are surroundings; empty: all"},
       into(&Input::study_area)},
      {{"communes", "seats", KeyType::seats, "",
        "point layer of the communes' seats (chefs-lieux), or busiest_junction, a declared proxy"},
       [](Input& input, const Setting& setting) {
         input.seats = seats_of(std::get<std::string>(setting));
         if (input.seats == Input::Seats::layer) input.seats_path = std::get<std::string>(setting);
       }},
      {{"communes", "seats_code", KeyType::text, "\"code\"",
        "column of the commune's code in the layer of seats; without it seats go by position"},
       into(&Input::seats_code)},
      {{"communes", "mergers", KeyType::path, "",
        "table of merged communes (table de passage): old code, new code"},
       into(&Input::mergers_path)},
      {{"communes", "mergers_from", KeyType::text, "\"from\"", "its column of old codes"},
       into(&Input::mergers_from)},
      {{"communes", "mergers_to", KeyType::text, "\"to\"", "its column of new codes"},
       into(&Input::mergers_to)},
  };
  return keys;
}

const std::vector<BoundKey<PopulationInput>>& population_keys() {
  using Input = PopulationInput;
  static const std::vector<BoundKey<Input>> keys{
      {{"population", "path", KeyType::paths, "", "tables joined to the communes by code", true},
       into(&Input::paths)},
      {layer_key("population"), into(&Input::layer)},
      {edition_key("population"), into(&Input::edition)},
      {{"population", "concept", KeyType::text, "\"\"",
        "what is counted, such as population municipale; printed with every figure"},
       into(&Input::concept_name)},
      {{"population", "code", KeyType::text, "\"code\"", "column of the commune's code"},
       into(&Input::code)},
      {{"population", "columns", KeyType::mapping, "{ population = \"population\" }",
        "weights by name (population, pop_75_plus…) and epci_code, epci_name"},
       into(&Input::columns)},
  };
  return keys;
}

const std::vector<BoundKey<TerritoryInput>>& territories_keys() {
  using Input = TerritoryInput;
  static const std::vector<BoundKey<Input>> keys{
      {{"territories", "name", KeyType::text, "", "short name: canton, bassin_de_vie, qpv", true},
       into(&Input::name)},
      {{"territories", "label", KeyType::text, "", "name for people (default: the name)"},
       into(&Input::label)},
      {{"territories", "path", KeyType::paths, "",
        "polygons, or a table of communes and units (then with commune)", true},
       into(&Input::paths)},
      {layer_key("territories"), into(&Input::layer)},
      {{"territories", "crs", KeyType::crs, "", "coordinate system of layers that declare none"},
       into(&Input::crs)},
      {{"territories", "code", KeyType::text, "\"code\"", "column of the unit's code"},
       into(&Input::code)},
      {{"territories", "unit_name", KeyType::text, "\"name\"",
        "column of the unit's name, where there is one"},
       into(&Input::unit_name)},
      {{"territories", "commune", KeyType::text, "",
        "column of the commune's code; the file is then a table of communes and units"},
       into(&Input::commune)},
  };
  return keys;
}

const std::vector<BoundKey<FacilitiesInput>>& facilities_keys() {
  using Input = FacilitiesInput;
  static const std::vector<BoundKey<Input>> keys{
      {{"facilities", "name", KeyType::text, "",
        "name of the source, first part of its facilities' ids (default: the kind)"},
       into(&Input::name)},
      {{"facilities", "path", KeyType::paths, "",
        "CSV files with longitude and latitude, point layers, or OSM files (then with tags)", true},
       into(&Input::paths)},
      {layer_key("facilities"), into(&Input::layer)},
      {{"facilities", "kind", KeyType::text, "",
        "kind of its places: france_services, msap, mairie… (unless columns map kind)"},
       into(&Input::kind)},
      {edition_key("facilities"), into(&Input::edition)},
      {{"facilities", "crs", KeyType::crs, "",
        "coordinate system of CSV columns that are not WGS 84, or of a layer that declares none"},
       into(&Input::crs)},
      {{"facilities", "columns", KeyType::mapping, "{}",
        "columns by attribute: id, name, lon, lat, tier, kind, status, capacity, services, mobile, "
        "opening_hours, monday…sunday; any other name is an attribute for queries"},
       into(&Input::columns)},
      {{"facilities", "rules", KeyType::texts, "[]",
        "hypotheses that fill unknown values, printed: \"tier = 3 when weekly_hours >= 35\""},
       into(&Input::rules)},
      {{"facilities", "area", KeyType::texts, "[]",
        "where this list is complete: départements, EPCIs or communes; empty: everywhere"},
       into(&Input::area)},
      {{"facilities",
        "max_rejected",
        KeyType::integer,
        "0",
        "number of rejected rows above which the run stops",
        false,
        {},
        0,
        no_limit},
       into(&Input::max_rejected)},
      {{"facilities",
        "elsewhere",
        KeyType::choice,
        "\"reject\"",
        "rows away from the study: reject them, or leave_out where the list covers more",
        false,
        {"reject", "leave_out"}},
       [](Input& input, const Setting& setting) {
         input.elsewhere = std::get<std::string>(setting) == "leave_out"
                               ? Input::Elsewhere::leave_out
                               : Input::Elsewhere::reject;
       }},
      {{"facilities", "keep_mobile", KeyType::boolean, "false",
        "keep buses and itinerant rows as mobile facilities instead of setting them aside"},
       into(&Input::keep_mobile)},
      {{"facilities", "tags", KeyType::text, "",
        "OSM files: which objects, such as amenity=townhall"},
       into(&Input::tags)},
      {{"facilities",
        "encoding",
        KeyType::choice,
        "\"\"",
        "utf-8 or latin-1 of CSV files; empty: found by looking",
        false,
        {"", "utf-8", "latin-1"}},
       into(&Input::encoding)},
  };
  return keys;
}

const std::vector<BoundKey<DemandInput>>& demand_keys() {
  using Input = DemandInput;
  static const std::vector<BoundKey<Input>> keys{
      {{"demand",
        "method",
        KeyType::choice,
        "\"network\"",
        "where people live: squares (grid), any points or polygons (points), along the roads "
        "(network), or at each commune's seat (seat)",
        false,
        {"grid", "points", "network", "seat"}},
       [](Input& input, const Setting& setting) {
         input.method = method_named(std::get<std::string>(setting));
       }},
      {{"demand", "path", KeyType::paths, "",
        "grid, points: layers in any vector format, or OSM files (then with tags)"},
       into(&Input::paths)},
      {layer_key("demand"), into(&Input::layer)},
      {{"demand", "crs", KeyType::crs, "", "coordinate system of a layer that declares none"},
       into(&Input::crs)},
      {{"demand", "concept", KeyType::text, "\"\"", "what is counted, such as ménages fiscaux"},
       into(&Input::concept_name)},
      {edition_key("demand"), into(&Input::edition)},
      {{"demand", "id", KeyType::text, "",
        "column of stable ids (default: the feature's number in its file)"},
       into(&Input::id)},
      {{"demand", "weights", KeyType::mapping, "{}",
        "grid, points: column of each weight by its name; population is the main one"},
       into(&Input::weights)},
      {{"demand", "unit", KeyType::text, "\"\"",
        "unit of weights that are not inhabitants: buildings, road_length; without a column each "
        "feature counts 1"},
       into(&Input::unit)},
      {{"demand",
        "calibrate",
        KeyType::choice,
        "\"none\"",
        "commune: scale the points of each commune to its population",
        false,
        {"none", "commune"}},
       [](Input& input, const Setting& setting) {
         input.calibrate = std::get<std::string>(setting) == "commune";
       }},
      {{"demand", "tags", KeyType::text, "", "OSM files: which objects, such as building"},
       into(&Input::tags)},
      {{"demand",
        "spacing_m",
        KeyType::number,
        "200",
        "network: metres between points along the roads",
        false,
        {},
        1,
        100000},
       into(&Input::spacing_m)},
  };
  return keys;
}

const std::vector<BoundKey<RoadsInput>>& roads_keys() {
  using Input = RoadsInput;
  static const std::vector<BoundKey<Input>> keys{
      {{"roads", "path", KeyType::paths, "",
        "OSM files (PBF or XML, compressed or not), or line layers (with mapping or columns)",
        true},
       into(&Input::paths)},
      {layer_key("roads"), into(&Input::layer)},
      {{"roads", "crs", KeyType::text, "", "coordinate system of line layers that declare none"},
       into(&Input::crs)},
      {{"roads", "mapping", KeyType::profile, "",
        "line layers: what their columns mean, a name in data/mappings (bdtopo, route500) or the "
        "path of a TOML file"},
       into(&Input::mapping)},
      {edition_key("roads"), into(&Input::edition)},
      {{"roads", "profile", KeyType::profile, "\"car\"",
        "way of travelling: a name in data/profiles, or the path of a TOML file"},
       into(&Input::profile)},
      {{"roads",
        "snap_limit_m",
        KeyType::number,
        "1000",
        "metres beyond which a point is not attached to the network",
        false,
        {},
        1,
        100000},
       into(&Input::snap_limit_m)},
      {{"roads", "columns", KeyType::mapping, "{}",
        "line layers: columns of class, speed (km/h), oneway, level, name, ref, id and others; "
        "they come before the mapping's",
        false, road_attributes()},
       into(&Input::columns)},
      {{"roads", "classes", KeyType::mapping, "{}",
        "line layers: class of the profile for each value of the class column; before the "
        "mapping's"},
       into(&Input::classes)},
      {{"roads", "oneway_values", KeyType::mapping, "{}",
        "line layers: forward, backward or both for each value of the oneway column"},
       into(&Input::oneway_values)},
      {{"roads", "turn_table", KeyType::paths, "",
        "line layers: tables of forbidden turns, as the mapping describes them (default: the "
        "layers in the roads' own files that it names)"},
       into(&Input::turn_tables)},
      {{"roads", "turn_layer", KeyType::text, "",
        "name of the layer of forbidden turns (default: the mapping's)"},
       into(&Input::turn_layer)},
      {{"roads", "turn_restrictions", KeyType::boolean, "true",
        "whether turns that are forbidden on the map are forbidden in the search"},
       into(&Input::turn_restrictions)},
      {{"roads", "elevation", KeyType::paths, "",
        "rasters of the ground's height: slopes slow walking and cycling"},
       into(&Input::elevation_paths)},
      {{"roads", "notice", KeyType::text, "\"\"",
        "sentence that every output repeats, for roads that are not real"},
       into(&Input::notice)},
  };
  return keys;
}

const std::vector<BoundKey<Query>>& query_keys() {
  static const std::vector<BoundKey<Query>> keys{
      {{"queries", "where", KeyType::text, "",
        "condition on facilities; status = open and mobile = false are implied unless named", true},
       into(&Query::where)},
      {{"queries", "label", KeyType::text, "",
        "name for people (default: the query's name in words)"},
       into(&Query::label)},
      {{"queries", "target", KeyType::threshold, "",
        "time, distance or both to aim at (default: the study's target and its source)"},
       into(&Query::target)},
      {{"queries", "target_source", KeyType::text, "", "who set that target"},
       into(&Query::target_source)},
      {{"queries", "weight", KeyType::text, "",
        "weight whose shares are given (default: the main one)"},
       into(&Query::weight)},
      {{"queries", "profile", KeyType::profile, "",
        "way of travelling, where it is not that of the roads"},
       into(&Query::profile)},
  };
  return keys;
}

const std::vector<BoundKey<OutputSettings>>& output_keys() {
  using Output = OutputSettings;
  static const std::vector<BoundKey<Output>> keys{
      {{"output", "directory", KeyType::path, "\"out\"",
        "folder of the results; of a scenario, the base's with -NAME, its file's name, after it"},
       into(&Output::directory)},
      {{"output",
        "cell_size_m",
        KeyType::number,
        "100",
        "metres a cell of the raster",
        false,
        {},
        1,
        100000},
       into(&Output::cell_size_m)},
      {{"output", "csv_excel_fr", KeyType::boolean, "false",
        "also write *.excel.csv files, for Excel in French"},
       into(&Output::csv_excel_fr)},
      {{"output", "routes", KeyType::boolean, "false",
        "layer routes: the route of each commune's seat, leg by leg"},
       into(&Output::routes)},
  };
  return keys;
}

const std::vector<BoundKey<ChangeInput>>& change_keys() {
  using Change = ChangeInput;
  static const std::vector<BoundKey<Change>> keys{
      {{"change", "add", KeyType::text, "", "kind of a facility to add, at lon, lat"},
       into(&Change::add)},
      {{"change", "close", KeyType::text, "", "id of a facility to close"}, into(&Change::close)},
      {{"change", "move", KeyType::text, "", "id of a facility to move to lon, lat"},
       into(&Change::move)},
      {{"change", "set_tier", KeyType::text, "", "id of a facility whose tier becomes tier"},
       into(&Change::set_tier)},
      {{"change", "id", KeyType::text, "",
        "id of the added facility (default: scenario:FILE-STEM-N)"},
       into(&Change::id)},
      {{"change", "name", KeyType::text, "", "name of the added facility (default: its id)"},
       into(&Change::name)},
      {{"change",
        "lon",
        KeyType::number,
        "",
        "longitude in degrees (WGS 84)",
        false,
        {},
        -180,
        180},
       into(&Change::lon)},
      {{"change", "lat", KeyType::number, "", "latitude in degrees (WGS 84)", false, {}, -90, 90},
       into(&Change::lat)},
      {{"change", "tier", KeyType::integer, "", "tier of the facility, 1 to 3", false, {}, 1, 3},
       into(&Change::tier)},
  };
  return keys;
}

}  // namespace coverage
