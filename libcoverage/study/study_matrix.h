#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "libcoverage/access/access_matrix.h"
#include "libcoverage/input/load_points.h"
#include "libcoverage/model/study.h"
#include "libcoverage/output/matrix_rows.h"
#include "libcoverage/routing/hierarchy.h"

namespace coverage {

/// A file of places, as `load_points` gives them.
struct MatrixPoints {
  std::string file;  ///< for messages
  std::vector<PointRow> rows;
};

struct MatrixRequest {
  MatrixPoints origins;
  MatrixPoints destinations;
  std::string profile = {};  ///< empty: the study's
  KernelSetting search = KernelSetting::automatic;
};

/// What a matrix takes, told before it starts.
struct MatrixPlan {
  std::string profile;
  std::string network;  ///< the network's fingerprint
  std::uint64_t origins = 0, destinations = 0;
  std::uint64_t unsnapped_origins = 0, unsnapped_destinations = 0;
  MatrixMethod method = MatrixMethod::from_origins;
  std::uint64_t memory_bytes = 0;  ///< at the peak, about
  std::uint64_t file_bytes = 0;    ///< about
  /// No smaller file can come.
  std::uint64_t least_file_bytes = 0;
};

/// Access times between places on the roads of a study: its network for one profile, opened or
/// built, with the places snapped to it as `coverage-access` snaps points and facilities.
class StudyMatrix {
 public:
  /// Warns of points that cannot be used. Throws InputError where a file has no point or an id
  /// twice; NoResultError where no origin, or no destination, is on the network.
  StudyMatrix(const Study& study, const MatrixRequest& request, const Execution& execution);

  MatrixPlan plan(MatrixFormat format) const;
  /// Computes and hands over the rows in pieces, in the order of the origins.
  MatrixCounts write(MatrixFormat format, const MatrixRowWriter::Put& put,
                     const Execution& execution) const;

 private:
  struct Side {
    MatrixSideNames names;
    std::vector<std::optional<Snap>> snaps;
  };
  Side place(const MatrixPoints& points, const Message& role, const Execution& execution) const;
  AccessMatrix matrix() const;

  Study study_;
  KernelSetting search_;
  RoadNetwork roads_;
  std::optional<Hierarchy> hierarchy_;
  Side origins_;
  Side destinations_;
};

}  // namespace coverage
