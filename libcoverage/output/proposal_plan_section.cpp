#include "libcoverage/output/proposal_plan_section.h"

#include <algorithm>

#include "libcoverage/base/counted.h"
#include "libcoverage/base/text.h"
#include "libcoverage/output/html_table.h"
#include "libcoverage/output/indicator_columns.h"
#include "libcoverage/output/people_text.h"
#include "libcoverage/output/proposal_map.h"
#include "libcoverage/output/proposal_report.h"
#include "libcoverage/output/proposal_tables.h"
#include "libcoverage/siting/decimal_amount.h"

namespace coverage {

namespace {

using Cell = HtmlTable::Cell;
using Status = SiteOutcome::Status;

std::string unit_of(const SitingResults& siting, Language language) {
  return counted_unit(siting.results, siting.results.queries.front().query).in(language);
}

Cell weight_cell(const std::optional<Weight>& weight, Language language) {
  if (!weight) return {"—", "-1"};
  return {inhabitants_text(*weight, language), format_number(weight->count())};
}

Cell mean_cell(const std::optional<double>& seconds, Language language) {
  if (!seconds) return {"—", "1e9"};
  return {duration_text(Seconds::from_seconds(*seconds), language), format_number(*seconds)};
}

std::string commune_names(const SitingResults& siting, const std::vector<CommuneIndex>& communes) {
  std::string names;
  for (const CommuneIndex commune : communes) {
    names +=
        (names.empty() ? "" : ", ") + html_escaped(siting.results.territory.communes[commune].name);
  }
  return names;
}

std::string place_text(const SitingResults& siting, const Facility& facility) {
  std::string text = html_escaped(facility.name);
  if (!facility.commune.valid()) return text;
  const std::string& commune = siting.results.territory.communes[facility.commune].name;
  return facility.name.find(commune) == std::string::npos ? text + ", " + html_escaped(commune)
                                                          : text;
}

std::string sites_table(const SitingResults& siting, const PlanOutcome& plan, Language language) {
  const bool french = language == Language::french;
  const bool closes = std::ranges::any_of(
      plan.sites, [](const SiteOutcome& site) { return site.status == Status::closed; });
  HtmlTable table(
      french ? "Ce que fait chaque proposition (en " + unit_of(siting, language) + ")"
             : "What each proposal does (in " + unit_of(siting, language) + ")",
      {{french ? "Lieu" : "Place"},
       {closes ? (french ? "État" : "Status") : ""},
       {french ? "Gagnés" : "Gained", true},
       {plan.unserved ? "" : (french ? "Perdus sans lui" : "Lost without it"), true},
       {plan.unserved ? (french ? "Servis" : "Served")
                      : (french ? "Dont il est le plus proche" : "Nearest to it"),
        true},
       {french ? "À moins du seuil de ce lieu" : "Within the target of it", true},
       {french ? "Dont déjà couverts" : "Of them covered already", true},
       {french ? "Temps moyen avant" : "Mean time before", true},
       {french ? "Temps moyen après" : "Mean time after", true},
       {french ? "Communes qui repassent sous le seuil" : "Communes that leave the gap"}});
  for (const SiteOutcome& site : plan.sites) {
    if (site.status == Status::existing) continue;
    const bool opens = site.status == Status::proposed;
    const std::string status = opens ? (french ? "ouvre" : "opens") : (french ? "ferme" : "closes");
    table.add_row({{place_text(siting, siting.results.facilities[site.facility]), ""},
                   {status, ""},
                   weight_cell(site.gained, language),
                   weight_cell(site.lost_without, language),
                   weight_cell(site.catchment, language),
                   weight_cell(site.in_reach, language),
                   weight_cell(site.overlap, language),
                   mean_cell(site.mean_before_s, language),
                   mean_cell(site.mean_after_s, language),
                   {commune_names(siting, site.leave_gap), ""}});
  }
  return table.empty() ? std::string() : table.html();
}

std::string change_text(const SitingResults& siting, const PlanOutcome& plan, Language language) {
  const bool french = language == Language::french;
  const QueryResult& today = siting.results.queries.front();
  const QueryResult& then = query_of(siting, plan);
  const Indicators &before = today.indicators.study, &after = then.indicators.study;
  const std::string limit = threshold_text(today.query.target, language);
  const auto share = [&](const QueryResult& query) {
    return share_text(target_count(query.indicators.study, query.query).share(), language);
  };
  const auto mean = [&](const Indicators& indicators) {
    return indicators.mean_s ? duration_text(Seconds::from_seconds(*indicators.mean_s), language)
                             : std::string("—");
  };
  return (french ? "Part à moins de " : "Share within ") + limit + (french ? " : " : ": ") +
         share(today) + " → " + share(then) +
         (french ? ". Temps d’accès moyen : " : ". Mean access time: ") + mean(before) + " → " +
         mean(after) + (french ? ". Communes au-delà du seuil : " : ". Communes in the gap: ") +
         whole_text(communes_in_gap(siting, today), language) + " → " +
         whole_text(communes_in_gap(siting, then), language) + ".";
}

/// Where capacities hold: whom no site has room for.
std::string room_line(const SitingResults& siting, const PlanOutcome& plan, Language language) {
  if (!plan.unserved) return {};
  const Weight asked = siting.total - siting.unsnapped - siting.unreachable;
  const Weight served = asked - *plan.unserved;
  return "<p>" +
         message("Served within the capacities: {} {}; without a place: {}.",
                 "Servis dans la limite des capacités : {} {} ; sans place : {}.",
                 inhabitants_text(served, language), unit_of(siting, language),
                 inhabitants_text(*plan.unserved, language))
             .in(language) +
         "</p>\n";
}

std::string gap_lines(const SitingResults& siting, const PlanOutcome& plan, Language language) {
  const bool french = language == Language::french;
  std::string html;
  if (!plan.leave_gap.empty()) {
    html += std::string("<p>") +
            (french ? "Communes qui repassent sous le seuil : " : "Communes that leave the gap: ") +
            commune_names(siting, plan.leave_gap) + ".</p>\n";
  }
  if (!plan.enter_gap.empty()) {
    html += std::string("<p class=\"notice\">") +
            (french ? "Communes qui passent au-delà du seuil : "
                    : "Communes that fall into the gap: ") +
            commune_names(siting, plan.enter_gap) + ".</p>\n";
  }
  return html;
}

}  // namespace

std::string objective_words(const SitingResults& siting, Amount amount, Language language) {
  const bool french = language == Language::french;
  const Weight asked = siting.total - siting.unsnapped - siting.unreachable;
  switch (siting.goal) {
    case SitingGoal::fewest_sites:
      return (french ? "coût " : "cost ") + decimal_text(amount, siting.cost_decimals);
    case SitingGoal::least_mean: {
      const auto people = std::max<Weight::rep>(asked.millionths(), 1);
      const auto mean = static_cast<double>(amount) / static_cast<double>(people) / 1000;
      return (french ? "temps moyen " : "mean time ") +
             duration_text(Seconds::from_seconds(mean), language);
    }
    case SitingGoal::least_worst:
      return (french ? "temps le plus long " : "longest time ") +
             duration_text(Seconds::from_milliseconds(static_cast<std::uint32_t>(amount)),
                           language);
    case SitingGoal::most_covered:
    case SitingGoal::twice_covered:
      break;
  }
  const Weight covered = Weight::from_millionths(static_cast<Weight::rep>(amount));
  const bool twice = siting.goal == SitingGoal::twice_covered;
  return inhabitants_text(covered, language) + " " + unit_of(siting, language) +
         (french ? " à moins de " : " within ") + duration_text(siting.threshold, language) +
         (twice ? (french ? " de deux lieux (" : " of two sites (") : " (") +
         share_text(covered.count() / asked.count(), language) + ")";
}

std::string plan_section(const SitingResults& siting, const PlanOutcome& plan, const ReportMap& map,
                         Language language) {
  const bool french = language == Language::french;
  const std::string title =
      counted(plan.new_sites, {"new site", "nouveau lieu"}, {"new sites", "nouveaux lieux"})
          .in(language);
  std::string html = fmt::format("<section id=\"plan-{}\">\n<h2>{}</h2>\n", plan.new_sites, title);
  html += "<p><strong>" + capitalized(objective_words(siting, plan.objective, language)) +
          "</strong>" + (french ? " ; " : "; ") + proof_words(plan, language) + ".</p>\n";
  html += "<p>" + change_text(siting, plan, language) + "</p>\n";
  html += room_line(siting, plan, language) + gap_lines(siting, plan, language);
  html += map.of(query_of(siting, plan), language,
                 proposal_overlay(siting, plan, map.frame(), language)) +
          map_sources(siting.results, language);
  return html + sites_table(siting, plan, language) + "</section>\n";
}

}  // namespace coverage
