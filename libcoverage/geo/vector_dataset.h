#pragma once

#include <memory>
#include <string>

class GDALDataset;

namespace coverage {

struct CloseDataset {
  void operator()(GDALDataset* dataset) const;
};
using VectorDataset = std::unique_ptr<GDALDataset, CloseDataset>;

/// Internal to geo/: opens a vector file through the input gate, read-only, with the formats of the
/// allow-list. Compressed input is read through once before: it may be damaged or unfold without
/// end. Throws InputError.
VectorDataset open_vector_dataset(const std::string& path);

}  // namespace coverage
