#include "libcoverage/base/error.h"
#include "libcoverage/network/profile_reader.h"
#include "libcoverage/network/toml_fields.h"

namespace coverage {

namespace {

SlopeModel::CurvePoint read_curve_point(const toml::node& node) {
  const toml::array* pair = node.as_array();
  const auto slope = pair && pair->size() == 2 ? (*pair)[0].value<double>() : std::nullopt;
  const auto factor = pair && pair->size() == 2 ? (*pair)[1].value<double>() : std::nullopt;
  constexpr double least = 0.01, most = 10;
  if (!slope || !factor || !(*slope >= -1 && *slope <= 1) ||
      !(*factor >= least && *factor <= most)) {
    TomlFields::fail(node,
                     {"a point of the curve is not a slope from -1 to 1 and a factor from 0.01 to "
                      "10",
                      "un point de la courbe n’est pas une pente de -1 à 1 et un facteur de 0,01 à "
                      "10"},
                     {"Write [0.05, 0.7]", "Écrivez [0.05, 0.7]"});
  }
  return {*slope, *factor};
}

void read_curve(const TomlFields& fields, SlopeModel& model) {
  const toml::array* points = fields.toml()["curve"].as_array();
  if (!points || points->empty()) {
    TomlFields::fail(fields.toml(),
                     {"the slope model 'bicycle' has no curve",
                      "le modèle de pente « bicycle » n’a pas de courbe"},
                     {"Copy the curve of data/profiles/bicycle.toml",
                      "Copiez la courbe de data/profiles/bicycle.toml"});
  }
  for (const toml::node& node : *points) {
    const SlopeModel::CurvePoint point = read_curve_point(node);
    if (!model.curve.empty() && !(point.slope > model.curve.back().slope)) {
      TomlFields::fail(node,
                       {"the slopes of the curve do not increase",
                        "les pentes de la courbe ne sont pas croissantes"},
                       {"Order its points by slope", "Rangez ses points par pente"});
    }
    model.curve.push_back(point);
  }
}

}  // namespace

SlopeModel read_slope(const TomlFields& fields) {
  fields.check_keys(profile_keys().at("slope"));
  SlopeModel model;
  model.steepest = fields.number("steepest", model.steepest, 0.01, 1);
  const std::string kind = fields.has("model") ? fields.required_text("model") : "none";
  if (kind == "tobler") {
    model.kind = SlopeModel::Kind::tobler;
  } else if (kind == "bicycle") {
    model.kind = SlopeModel::Kind::bicycle;
    read_curve(fields, model);
  } else if (kind != "none") {
    TomlFields::fail(fields.node("model"),
                     message("the slope model is '{}'", "le modèle de pente vaut « {} »", kind),
                     {"Write none, tobler or bicycle", "Écrivez none, tobler ou bicycle"});
  }
  return model;
}

}  // namespace coverage
