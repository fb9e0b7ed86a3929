#include "libcoverage/study/study_hierarchies.h"

#include <chrono>

#include "libcoverage/base/error.h"
#include "libcoverage/network/network_cache.h"
#include "libcoverage/network/network_file.h"
#include "libcoverage/routing/hierarchy_file.h"
#include "libcoverage/routing/reverse_graph.h"
#include "libcoverage/study/study_inputs.h"

namespace coverage {
namespace {

namespace fs = std::filesystem;

/// The file holds this very network, unless the folder could not be written.
void require_network_file(const fs::path& path, const RoadNetwork& network) {
  std::error_code failed;
  if (fs::exists(path, failed) && open_network(path).network.fingerprint == network.fingerprint) {
    return;
  }
  throw OutputError(
      message("{}: the network has no file, so that its hierarchy has none either",
              "{} : le réseau n’a pas de fichier, sa hiérarchie n’en a donc pas non plus",
              path.string()),
      message("Let the folder {} be written to", "Rendez accessible en écriture le dossier {}",
              path.parent_path().string()));
}

StoredHierarchy build(const fs::path& path, const RoadNetwork& network,
                      const Execution& execution) {
  require_network_file(path, network);
  execution.progress.stage(message("Building the hierarchy of '{}'",
                                   "Construction de la hiérarchie de « {} »", network.profile));
  const auto start = std::chrono::steady_clock::now();
  const OwnedSearchGraph graph = forward_graph(network);
  const Hierarchy hierarchy = build_hierarchy(graph.view(), execution);
  execution.check_interrupted();
  execution.progress.stage({"Writing the hierarchy", "Écriture de la hiérarchie"});
  store_hierarchy(path, hierarchy, execution.threads);
  const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - start;
  return {figures_of(hierarchy, graph.view()), spent.count()};
}

std::vector<std::optional<StoredHierarchy>> find(const Study& study, const Crs& crs,
                                                 const std::vector<RoadNetwork>& networks,
                                                 bool missing_are_built,
                                                 const Execution& execution) {
  const std::vector<std::string> profiles = profiles_of(study);
  std::vector<std::optional<StoredHierarchy>> found(networks.size());
  for (std::size_t n = 0; n < networks.size(); ++n) {
    const fs::path path = network_cache_path(study, profiles[n], crs);
    if (const auto stored = load_hierarchy(path, networks[n], execution)) {
      found[n] = {figures_of(*stored, forward_graph(networks[n]).view()), 0};
    } else if (missing_are_built) {
      found[n] = build(path, networks[n], execution);
    }
  }
  return found;
}

}  // namespace

std::vector<std::optional<StoredHierarchy>> stored_hierarchies(
    const Study& study, const Crs& crs, const std::vector<RoadNetwork>& networks,
    const Execution& execution) {
  return find(study, crs, networks, false, execution);
}

std::vector<std::optional<StoredHierarchy>> build_hierarchies(
    const Study& study, const Crs& crs, const std::vector<RoadNetwork>& networks,
    const Execution& execution) {
  return find(study, crs, networks, true, execution);
}

}  // namespace coverage
