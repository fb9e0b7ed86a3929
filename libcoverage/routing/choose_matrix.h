#pragma once

#include <cstddef>

#include "libcoverage/routing/choose_kernel.h"

namespace coverage {

/// The ways to the same matrix of travel times.
enum class MatrixMethod {
  from_origins,       ///< a plain search an origin
  from_destinations,  ///< a plain search a destination, on the reverse graph
  stored_hierarchy,   ///< sweeps over the hierarchy of the network's file
  new_hierarchy,      ///< sweeps over a hierarchy that is built first
};
/// `from_origins`…
const char* name_of(MatrixMethod method);

struct MatrixTask {
  std::size_t vertices = 0;
  std::size_t origins = 0;
  std::size_t destinations = 0;
  std::size_t blocks = 1;  ///< of rows: each takes all searches from destinations once more
  bool has_hierarchy = false;
  bool hierarchy_fits = true;  ///< what sweeps keep of every destination has room in memory
};

/// The fastest way by what each costs, among those that fit. A setting other than
/// automatic says whether the hierarchy is used, whether or not it must be built.
MatrixMethod choose_matrix_method(const MatrixTask& task,
                                  KernelSetting setting = KernelSetting::automatic);

}  // namespace coverage
