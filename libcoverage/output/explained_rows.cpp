#include "libcoverage/output/explained_rows.h"

#include <cmath>
#include <nlohmann/json.hpp>
#include <ostream>

#include "libcoverage/base/text.h"
#include "libcoverage/output/json_text.h"
#include "libcoverage/output/route_text.h"
#include "libcoverage/output/words.h"

namespace coverage {

namespace {

using Json = nlohmann::ordered_json;

const char* name_of(RouteLeg::Kind kind) {
  switch (kind) {
    case RouteLeg::Kind::walk_to_road:
      return "walk_to_road";
    case RouteLeg::Kind::road:
      return "road";
    case RouteLeg::Kind::delay:
      return "delay";
    case RouteLeg::Kind::turn:
      return "turn";
    case RouteLeg::Kind::terminal:
      return "terminal";
    case RouteLeg::Kind::walk_to_facility:
      return "walk_to_facility";
  }
  return "";
}

const char* name_of(RouteLeg::Turn turn) {
  switch (turn) {
    case RouteLeg::Turn::left:
      return "left";
    case RouteLeg::Turn::right:
      return "right";
    case RouteLeg::Turn::back:
      return "back";
  }
  return "";
}

const char* code_of(SpeedSource source) {
  switch (source) {
    case SpeedSource::class_rural:
      return "class_rural";
    case SpeedSource::class_urban:
      return "class_urban";
    case SpeedSource::limit:
      return "limit";
    case SpeedSource::legal_limit:
      return "legal_limit";
    case SpeedSource::layer:
      return "layer";
    case SpeedSource::surface:
      return "surface";
    case SpeedSource::service:
      return "service";
    case SpeedSource::walking:
      return "walking";
    case SpeedSource::ferry_duration:
      return "ferry_duration";
    case SpeedSource::ferry_class:
      return "ferry_class";
    case SpeedSource::advisory:
      return "advisory";
    case SpeedSource::maximum:
      return "maximum";
  }
  return "";
}

Json text_or_null(const std::string& text) {
  if (text.empty()) return nullptr;
  return text;
}

Json leg_json(const RouteLeg& leg) {
  Json json = {{"kind", name_of(leg.kind)}, {"time_s", json_value(leg.time)}};
  switch (leg.kind) {
    case RouteLeg::Kind::road:
      json["length_m"] = json_value(leg.length);
      json["name"] = text_or_null(leg.name);
      json["class"] = leg.road_class;
      json["speed_km_h"] = nullptr;
      if (const auto speed = leg.speed_km_h()) json["speed_km_h"] = std::round(*speed * 10) / 10;
      json["speed_source"] = code_of(leg.speed_source);
      json["way_ids"] = leg.way_ids;
      break;
    case RouteLeg::Kind::delay:
      json["cause"] = code_of(leg.cause);
      json["places"] = leg.delays;
      break;
    case RouteLeg::Kind::turn:
      json["turn"] = name_of(leg.turn);
      break;
    case RouteLeg::Kind::terminal:
      break;
    case RouteLeg::Kind::walk_to_road:
    case RouteLeg::Kind::walk_to_facility:
      json["length_m"] = json_value(leg.length);
      break;
  }
  return json;
}

std::string row_json(const ExplainedRow& row, Language language) {
  Json json;
  for (const auto& [name, value] : access_row_members(row.row)) json[name] = json_value(value);
  json["facility_name"] = text_or_null(row.facility_name);
  json["profile"] = row.profile;
  json["traffic"] = row.traffic;
  json["reason"] = text_or_null(row.reason.in(language));
  json["legs"] = nullptr;
  if (row.route) {
    json["legs"] = Json::array();
    for (const RouteLeg& leg : row.route->legs) json["legs"].push_back(leg_json(leg));
  }
  return json_line(json);
}

std::string place_text(const ExplainedRow& explained) {
  const AccessRow& row = explained.row;
  if (!row.where) return printable(row.id);
  return fmt::format("{} ({}, {})", printable(row.id), format_decimals(row.where->lon, 6),
                     format_decimals(row.where->lat, 6));
}

}  // namespace

std::string explained_text(const ExplainedRow& row, Language language) {
  const std::string head = fmt::format("{} · {}", place_text(row), printable(row.query_label));
  if (!row.route) {
    const Message status = status_label(row.row.access.status);
    return message("{}: {}; {}\n", "{} : {} ; {}\n", head, status.in(language),
                   printable(row.reason.in(language)))
        .in(language);
  }
  return fmt::format("{} → {} ({})\n", head, printable(row.facility_name),
                     printable(row.row.facility_id)) +
         route_table(*row.route,
                     route_total_text(travel_label(row.profile, row.profile_label, row.traffic)),
                     language);
}

ExplainedRowWriter::ExplainedRowWriter(std::ostream& out, ExplainedRowFormat format,
                                       Language language)
    : out_(out), format_(format), language_(language) {
  if (format_ == ExplainedRowFormat::json) put_rows(out_, "[");
}

void ExplainedRowWriter::write(const ExplainedRow& row) {
  if (format_ == ExplainedRowFormat::json) {
    put_rows(out_, (first_ ? "\n  " : ",\n  ") + row_json(row, language_));
  } else {
    put_rows(out_, (first_ ? "" : "\n") + explained_text(row, language_));
  }
  first_ = false;
}

void ExplainedRowWriter::finish() {
  if (format_ == ExplainedRowFormat::json) put_rows(out_, first_ ? "]\n" : "\n]\n");
  out_.flush();
  put_rows(out_, "");
}

}  // namespace coverage
