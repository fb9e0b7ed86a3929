#include "libcoverage/model/distance_decay.h"

#include <cmath>

#include "libcoverage/base/error.h"

namespace coverage {
namespace {

/// `parameter`: "the scale of an exponential decay".
void require_duration(Seconds value, const Message& parameter) {
  if (value > Seconds() && value.is_reachable()) return;
  throw InputError({parameter.english + " must be a time longer than 0",
                    parameter.french + " doit être une durée de plus de 0"},
                   {"Write a time such as \"15 min\"", "Écrivez une durée telle que « 15 min »"});
}

void require_zone(const ZoneDecay::Zone& zone, const ZoneDecay::Zone* before) {
  require_duration(zone.end, {"the end of a zone", "la fin d’une zone"});
  if (before && zone.end <= before->end) {
    throw InputError(message("a zone ends at {} s, which is not later than the one before ({} s)",
                             "une zone finit à {} s, ce qui n’est pas après la précédente ({} s)",
                             zone.end.seconds(), before->end.seconds()),
                     {"Write zones from the nearest to the farthest",
                      "Écrivez les zones de la plus proche à la plus lointaine"});
  }
  const double most = before ? before->weight : 1;
  if (zone.weight >= 0 && zone.weight <= most) return;  // false for a weight that is no number
  throw InputError(
      message("the weight {} of a zone is not between 0 and {}",
              "le poids {} d’une zone n’est pas compris entre 0 et {}", zone.weight, most),
      {"Weights start at 1 or less and never rise with the time",
       "Les poids partent de 1 au plus et ne croissent jamais avec le temps"});
}

struct Check {
  void operator()(const StepDecay& step) const {
    if (step.limit.is_reachable()) return;
    throw InputError({"the limit of a step decay must be a time",
                      "la limite d’une décroissance par seuil doit être une durée"},
                     {"Write a time such as \"15 min\"", "Écrivez une durée telle que « 15 min »"});
  }
  void operator()(const ZoneDecay& decay) const {
    if (decay.zones.empty()) {
      throw InputError(
          {"a decay by zones has no zone", "une décroissance par zones n’a aucune zone"},
          {"Give at least one zone: its end and its weight",
           "Donnez au moins une zone : sa fin et son poids"});
    }
    const ZoneDecay::Zone* before = nullptr;
    for (const ZoneDecay::Zone& zone : decay.zones) {
      require_zone(zone, before);
      before = &zone;
    }
  }
  void operator()(const LinearDecay& linear) const {
    require_duration(linear.end,
                     {"the end of a linear decay", "la fin d’une décroissance linéaire"});
  }
  void operator()(const ExponentialDecay& exponential) const {
    require_duration(exponential.scale, {"the scale of an exponential decay",
                                         "l’échelle d’une décroissance exponentielle"});
  }
  void operator()(const PowerDecay& power) const {
    require_duration(power.unit,
                     {"the unit of a power decay", "l’unité d’une décroissance en puissance"});
    if (power.exponent > 0 && std::isfinite(power.exponent)) return;
    throw InputError(message("the exponent {} of a power decay is not a number above 0",
                             "l’exposant {} d’une décroissance en puissance n’est pas un nombre "
                             "supérieur à 0",
                             power.exponent),
                     {"Write for example 1 or 1.5", "Écrivez par exemple 1 ou 1.5"});
  }
  void operator()(const LogisticDecay& logistic) const {
    require_duration(logistic.midpoint, {"the midpoint of a logistic decay",
                                         "le milieu d’une décroissance logistique"});
    require_duration(logistic.scale,
                     {"the scale of a logistic decay", "l’échelle d’une décroissance logistique"});
  }
  void operator()(const GaussianDecay& gaussian) const {
    require_duration(gaussian.width,
                     {"the width of a Gaussian decay", "la largeur d’une décroissance gaussienne"});
  }
};

double ratio(Seconds a, Seconds b) {
  return a.seconds() / b.seconds();
}

struct WeightAt {
  Seconds time;

  double operator()(const StepDecay& step) const { return time <= step.limit ? 1 : 0; }
  double operator()(const ZoneDecay& decay) const {
    for (const ZoneDecay::Zone& zone : decay.zones) {
      if (time <= zone.end) return zone.weight;
    }
    return 0;
  }
  double operator()(const LinearDecay& linear) const {
    return time <= linear.end ? 1 - ratio(time, linear.end) : 0;
  }
  double operator()(const ExponentialDecay& exponential) const {
    return std::exp(-ratio(time, exponential.scale));
  }
  double operator()(const PowerDecay& power) const {
    return time <= power.unit ? 1 : std::pow(ratio(time, power.unit), -power.exponent);
  }
  double operator()(const LogisticDecay& logistic) const {
    const double late = time.seconds() - logistic.midpoint.seconds();
    return 1 / (1 + std::exp(late / logistic.scale.seconds()));
  }
  double operator()(const GaussianDecay& gaussian) const {
    const double widths = ratio(time, gaussian.width);
    return std::exp(-widths * widths / 2);
  }
};

}  // namespace

void check_decay(const DistanceDecay& decay) {
  std::visit(Check{}, decay);
}

double weight_at(const DistanceDecay& decay, Seconds time) {
  return time.is_reachable() ? std::visit(WeightAt{time}, decay) : 0;
}

}  // namespace coverage
