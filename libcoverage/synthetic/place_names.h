#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_set>

#include "libcoverage/synthetic/random.h"

namespace coverage::synthetic {

/// Invents names of communes that sound French: Saint-Aubin-sur-Veyre, La Chapelle-d'Arzat,
/// Montgeron-le-Vieux. No name comes twice from one object.
class PlaceNames {
 public:
  explicit PlaceNames(std::uint64_t seed);

  /// `river` is the water that a commune may be named after; empty: none.
  std::string next(const std::string& river);

 private:
  std::string candidate(const std::string& river);

  Random random_;
  std::unordered_set<std::string> taken_;
};

/// The name of a street, from a list of the usual ones.
std::string street_name(Random& random);

/// "de Moulins", "d'Arzat", "du Montet", "des Brosses", "de La Chapelle" is "de la Chapelle".
std::string of_place(const std::string& name);

}  // namespace coverage::synthetic
