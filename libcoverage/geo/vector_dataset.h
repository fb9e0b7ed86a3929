#pragma once

// Internal to geo/: drags in GDAL's headers; include it from .cpp files only.

#include <gdal_priv.h>

#include <string>

namespace coverage {

/// Opens a vector file through the input gate, read-only, with the formats of the allow-list.
/// Compressed input is read through once before: it may be damaged or unfold without end. Throws
/// InputError.
GDALDatasetUniquePtr open_vector_dataset(const std::string& path);

}  // namespace coverage
