#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "libcoverage/synthetic/territory_plan.h"

/// The demo's files as text, apart from roads and grid. Internal to this folder.
namespace coverage::synthetic {

/// A file of the demo, complete.
struct DemoFile {
  std::string name;
  std::string bytes;
};

/// An invented list of facilities.
struct DemoFacilities {
  DemoFile file;
  std::string kind, label;
  std::uint64_t count = 0;
};

/// Polygons (GeoJSON) with code, nom, departement, population, epci_code.
DemoFile communes_file(const TerritoryPlan& plan);
/// Town halls: a point a commune, which is also its seat.
DemoFile town_halls_file(const TerritoryPlan& plan);
/// The communes' populations and EPCIs (CSV).
DemoFile population_file(const TerritoryPlan& plan);

/// The columns of the France services list as published, tiers given by the opening hours.
DemoFacilities france_services_list(const TerritoryPlan& plan);
/// How many of them, mobile ones not counted, that many communes have; these come first.
std::size_t fixed_services(std::size_t communes);
/// Postal France services, post offices, CAF, CPAM, libraries, third places.
std::vector<DemoFacilities> other_facilities(const TerritoryPlan& plan);

DemoFile study_file(const TerritoryPlan& plan);
DemoFile scenario_file(const TerritoryPlan& plan);
DemoFile readme_file(const std::string& french, const std::string& english);
/// By which later runs know that the folder is this engine's.
DemoFile manifest_file(const std::string& notice, const std::string& options,
                       const std::vector<std::string>& files);

/// Parts that studies share: the mapping of the France services list with the rules for tiers, and
/// the questions about it.
extern const char* const france_services_mapping;
extern const char* const france_services_queries;

/// A text as a TOML or JSON string, quotes included.
std::string quoted(const std::string& text);

constexpr const char* invented_french =
    "Données fictives : ce département n’existe pas, ni ses communes, ni ses routes, ni ses "
    "services.";
constexpr const char* invented_english =
    "Fictitious data: this département does not exist, nor do its communes, roads or services.";
constexpr const char* invented_roads_french =
    "Routes fictives tracées par le générateur entre les communes réelles.";
constexpr const char* invented_roads_english =
    "Fictitious roads, drawn by the generator between the real communes.";

}  // namespace coverage::synthetic
