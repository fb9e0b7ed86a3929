#include "libcoverage/network/speed_source.h"

namespace coverage {

Message name_of(SpeedSource source) {
  switch (source) {
    case SpeedSource::class_rural:
      return {"kind of road, outside built-up areas", "nature de la route, hors agglomération"};
    case SpeedSource::class_urban:
      return {"kind of road, in a built-up area", "nature de la route, en agglomération"};
    case SpeedSource::limit:
      return {"speed limit", "limitation de vitesse"};
    case SpeedSource::legal_limit:
      return {"legal limit", "limitation légale"};
    case SpeedSource::layer:
      return {"speed given by the road layer", "vitesse donnée par la couche de routes"};
    case SpeedSource::surface:
      return {"surface of the road", "revêtement de la route"};
    case SpeedSource::service:
      return {"kind of service road", "nature de la voie de service"};
    case SpeedSource::walking:
      return {"bicycle pushed", "vélo tenu à la main"};
    case SpeedSource::ferry_duration:
      return {"duration of the crossing", "durée de la traversée"};
    case SpeedSource::ferry_class:
      return {"usual speed of ferries", "vitesse usuelle des bacs"};
    case SpeedSource::advisory:
      return {"advisory speed", "vitesse conseillée"};
    case SpeedSource::maximum:
      return {"highest speed of the profile", "vitesse maximale du profil"};
  }
  return {"unknown", "inconnue"};
}

}  // namespace coverage
