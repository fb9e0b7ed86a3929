#include "libcoverage/input/osm_ids.h"

#include <cstdint>

#include "libcoverage/base/error.h"

namespace coverage {

void require_usable_id(const osmium::OSMObject& object, const std::string& path) {
  constexpr std::int64_t largest = std::int64_t{1} << 40;
  if (object.id() >= 0 && object.id() <= largest) return;
  const char* kind = osmium::item_type_to_name(object.type());
  throw InputError(
      message("{}: {} {} has an id that is negative or too large",
              "{} : {} {} a un identifiant négatif ou trop grand", path, kind, object.id()),
      {"Ids of OpenStreetMap lie between 0 and 2⁴⁰; give other data new ids with 'osmium renumber'",
       "Les identifiants d’OpenStreetMap vont de 0 à 2⁴⁰ ; donnez-en de nouveaux aux autres "
       "données "
       "par « osmium renumber »"});
}

}  // namespace coverage
