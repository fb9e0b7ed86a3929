#include "libcoverage/output/proposal_report.h"

#include <algorithm>

#include "libcoverage/base/counted.h"
#include "libcoverage/base/embedded_files.h"
#include "libcoverage/base/text.h"
#include "libcoverage/base/version.h"
#include "libcoverage/output/html_table.h"
#include "libcoverage/output/indicator_columns.h"
#include "libcoverage/output/people_text.h"
#include "libcoverage/output/proposal_alternatives.h"
#include "libcoverage/output/proposal_chart.h"
#include "libcoverage/output/proposal_plan_section.h"
#include "libcoverage/output/proposal_tables.h"
#include "libcoverage/output/report_sections.h"
#include "libcoverage/output/siting_limits.h"

namespace coverage {

namespace {

/// "le plus d’habitants à moins de 20 min d’un lieu".
Message goal_words(const SitingResults& siting) {
  const std::string english = duration_text(siting.threshold, Language::english);
  const std::string french = duration_text(siting.threshold, Language::french);
  const Message unit = counted_unit(siting.results, siting.results.queries.front().query);
  const bool elides = unit.french.find_first_of("aeiouyh") == 0;
  const std::string most = (elides ? "le plus d’" : "le plus de ") + unit.french;
  switch (siting.goal) {
    case SitingGoal::fewest_sites:
      return {"the fewest (or cheapest) sites, with the population within " + english + " of one",
              "le moins de lieux (ou les moins chers), la population étant à moins de " + french +
                  " de l’un d’eux"};
    case SitingGoal::most_covered:
      return {"the most " + unit.english + " within " + english + " of a site",
              most + " à moins de " + french + " d’un lieu"};
    case SitingGoal::twice_covered:
      return {"the most " + unit.english + " within " + english + " of two sites",
              most + " à moins de " + french + " de deux lieux"};
    case SitingGoal::least_mean:
      return {"the least mean access time", "le temps d’accès moyen le plus court"};
    case SitingGoal::least_worst:
      return {"the shortest longest access time", "le temps d’accès maximal le plus court"};
  }
  return {};
}

/// "198 lieux existants, dont 31 dans le territoire".
std::string existing_text(const SitingResults& siting, Language language) {
  const auto& communes = siting.results.territory.communes;
  const auto inside =
      static_cast<std::size_t>(std::ranges::count_if(siting.losses, [&](const SiteLoss& loss) {
        const CommuneIndex commune = siting.results.facilities[loss.facility].commune;
        return commune.valid() && communes[commune].in_study_area;
      }));
  std::string text = counted(siting.existing, {"existing site", "lieu existant"},
                             {"existing sites", "lieux existants"})
                         .in(language);
  if (communes.empty() || inside == siting.existing) return text;
  return text + message(" ({} of them in the study area)", " (dont {} dans le territoire)", inside)
                    .in(language);
}

/// A search that was cut short must not look like one that was not.
std::string stopped_notice(const SitingResults& siting, Language language) {
  if (siting.stopped.empty()) return {};
  const Message text =
      siting.stopped == "interrupted"
          ? Message{"The search was interrupted: these are the best plans found until then, each "
                    "with the distance from the optimum that is proven.",
                    "La recherche a été interrompue : voici les meilleurs plans trouvés jusque-là, "
                    "chacun avec l’écart à l’optimum qui est prouvé."}
          : Message{"The time allowed was too short to prove an optimum: each plan is given with "
                    "the distance from it that is proven.",
                    "Le temps accordé n’a pas suffi à prouver l’optimum : chaque plan est donné "
                    "avec l’écart qui est prouvé."};
  return "<p class=\"notice\">" + text.in(language) + "</p>\n";
}

std::string question(const SitingResults& siting, Language language) {
  const bool french = language == Language::french;
  const QueryResult& today = siting.results.queries.front();
  std::string html = "<p>" + html_escaped(today.query.label) + (french ? " : " : ": ") +
                     goal_words(siting).in(language) + ". " + existing_text(siting, language);
  html += siting.may_close ? (french ? ", qui peuvent fermer" : ", which may close")
                           : (french ? ", qui restent" : ", which stay");
  html += (french ? " ; " : "; ") +
          counted(siting.candidates, {"candidate", "emplacement possible"},
                  {"candidates", "emplacements possibles"})
              .in(language) +
          " (" + html_escaped(siting.candidate_kind.in(language)) + ").</p>\n";
  const auto limits = limit_sentences(siting, language);
  if (!limits.empty()) {
    html +=
        std::string("<p>") + (french ? "Ce qui est demandé :" : "What is asked:") + "</p>\n<ul>";
    for (const std::string& limit : limits) html += "<li>" + html_escaped(limit) + ".</li>\n";
    html += "</ul>\n";
  }
  html += stopped_notice(siting, language);
  const Weight left_out = siting.unsnapped + siting.unreachable;
  if (left_out > Weight()) {
    html += "<p class=\"note\">" + inhabitants_text(left_out, language) +
            (french ? " qu’aucun lieu ne peut servir (loin de toute route ou sans itinéraire) sont "
                      "hors du calcul ; ils restent au-delà du seuil."
                    : " whom no site can serve (far from any road or without a route) are left "
                      "out; they stay beyond the threshold.") +
            "</p>\n";
  }
  return html;
}

std::string curve_section(const SitingResults& siting, Language language) {
  const bool french = language == Language::french;
  if (siting.plans.size() < 2) return {};
  std::string html =
      std::string("<section id=\"curve\">\n<h2>") +
      (french ? "Ce qu’apporte chaque lieu de plus" : "What each further site brings") + "</h2>\n" +
      proposal_chart(siting, language);
  const bool has_greedy = std::ranges::any_of(
      siting.plans, [](const PlanOutcome& plan) { return plan.greedy.has_value(); });
  html +=
      std::string("<p class=\"note\">") +
      (french ? "Trait plein : le meilleur plan trouvé ; pointillé fin : la borne qu’aucun plan "
                "ne peut dépasser (les deux se confondent quand l’optimum est prouvé)"
              : "Solid: the best plan found; dotted: the bound that no plan can pass (both are "
                "one where the optimum is proven)");
  if (has_greedy) {
    html += french ? " ; tirets gris : ouvrir l’un après l’autre le lieu qui aide le plus"
                   : "; grey dashes: opening the site that helps most, one after the other";
  }
  html += std::string(french ? ". Chaque nombre de lieux est résolu pour lui-même : les deux "
                               "meilleurs lieux ne contiennent pas toujours le meilleur."
                             : ". Each number of sites is solved for itself: the best two need not "
                               "hold the best one.") +
          "</p>\n";
  const char* greedy_heading = french ? "L’un après l’autre" : "One after the other";
  HtmlTable table("", {{french ? "Nouveaux lieux" : "New sites", true},
                       {french ? "Résultat" : "Result"},
                       {french ? "Preuve" : "Proof"},
                       {has_greedy ? greedy_heading : ""},
                       {french ? "Gagnés" : "Gained", true},
                       {french ? "Communes au-delà du seuil" : "Communes in the gap", true}});
  const QueryResult& today = siting.results.queries.front();
  for (const PlanOutcome& plan : siting.plans) {
    const QueryResult& then = query_of(siting, plan);
    const Weight gained =
        today.indicators.study.beyond_target - then.indicators.study.beyond_target;
    const std::size_t gaps = communes_in_gap(siting, then);
    table.add_row({{std::to_string(plan.new_sites), ""},
                   {objective_words(siting, plan.objective, language), ""},
                   {proof_words(plan, language), ""},
                   {plan.greedy ? objective_words(siting, *plan.greedy, language) : "—", ""},
                   {inhabitants_text(gained, language), format_number(gained.count())},
                   {whole_text(gaps, language), std::to_string(gaps)}});
  }
  return html + table.html() + "</section>\n";
}

std::string names_of(const SitingResults& siting, const std::vector<CommuneIndex>& communes) {
  std::string names;
  for (const CommuneIndex commune : communes) {
    names +=
        (names.empty() ? "" : ", ") + html_escaped(siting.results.territory.communes[commune].name);
  }
  return names;
}

std::string losses_section(const SitingResults& siting, Language language) {
  const bool french = language == Language::french;
  if (siting.losses.empty()) return {};
  constexpr std::size_t most_rows = 200;
  std::string html =
      std::string("<section id=\"existing\">\n<h2>") +
      (french ? "Lieux existants : que perdrait-on ?" : "Existing sites: what would be lost?") +
      "</h2>\n<p class=\"note\">" +
      (french ? "Si ce lieu seul fermait, sans rien ouvrir. Ceux dont personne ne perdrait l’accès "
                "sous le seuil viennent en dernier."
              : "If this site alone closed and nothing opened. Those whom nobody would lose within "
                "the target come last.") +
      "</p>\n";
  HtmlTable table("", {{french ? "Lieu" : "Site"},
                       {french ? "Perdus" : "Lost", true},
                       {french ? "Dont il est le plus proche" : "Nearest to it", true},
                       {french ? "Communes qui passeraient au-delà du seuil"
                               : "Communes that would fall into the gap"}});
  for (std::size_t k = 0; k < std::min(siting.losses.size(), most_rows); ++k) {
    const SiteLoss& loss = siting.losses[k];
    table.add_row(
        {{html_escaped(siting.results.facilities[loss.facility].name), ""},
         {loss.lost ? inhabitants_text(*loss.lost, language) : "—",
          loss.lost ? format_number(loss.lost->count()) : "-1"},
         {inhabitants_text(loss.catchment, language), format_number(loss.catchment.count())},
         {names_of(siting, loss.enter_gap), ""}});
  }
  html += table.html();
  if (siting.losses.size() > most_rows) {
    html +=
        std::string("<p class=\"note\">") +
        (french ? "La suite est dans existing_sites.csv." : "The rest is in existing_sites.csv.") +
        "</p>\n";
  }
  return html + "</section>\n";
}

std::string navigation(const SitingResults& siting, bool french) {
  std::string html = "<nav>";
  if (siting.plans.size() > 1) {
    html += std::string("<a href=\"#curve\">") + (french ? "Courbe" : "Curve") + "</a>";
  }
  for (const PlanOutcome& plan : siting.plans) {
    html +=
        fmt::format("<a href=\"#plan-{0}\">{0} {1}</a>", plan.new_sites,
                    plan.new_sites < 2 ? (french ? "lieu" : "site") : (french ? "lieux" : "sites"));
  }
  if (siting.alternatives_asked) {
    html += std::string("<a href=\"#alternatives\">") +
            (french ? "Presque aussi bons" : "Almost as good") + "</a>";
  }
  return html + "<a href=\"#existing\">" + (french ? "Lieux existants" : "Existing sites") +
         "</a><a href=\"#sources\">" +
         (french ? "Sources et hypothèses" : "Sources and hypotheses") + "</a></nav>\n";
}

std::string body(const SitingResults& siting, Language language) {
  const bool french = language == Language::french;
  const Results& results = siting.results;
  const ReportMap map(results);
  std::string html =
      map.definitions() + "<header>\n<h1>" + html_escaped(results.study.title) +
      "</h1>\n<p class=\"subtitle\">" +
      (french ? "Où ouvrir les prochains lieux d’accueil ?" : "Where should the next sites open?") +
      "</p>\n<p class=\"subtitle\">" + population_text(results, language) +
      (french ? ". Nombres issus d’un modèle, arrondis à la dizaine."
              : ". Counts come from a model and are rounded to 10.") +
      "</p>\n";
  for (const std::string& notice : notices_of(results.study)) {
    html += "<p class=\"notice\">" + html_escaped(notice) + "</p>\n";
  }
  html += question(siting, language) + navigation(siting, french) + "</header>\n<main>\n" +
          curve_section(siting, language);
  for (const PlanOutcome& plan : siting.plans) html += plan_section(siting, plan, map, language);
  html += alternatives_section(siting, language);
  html += losses_section(siting, language) + sources_section(results, language) + "</main>\n";
  return html + "<footer>coverage " + version() + " · " +
         (french ? "mêmes chiffres, exacts, dans proposals.csv, existing_sites.csv, curve.csv et "
                   "sites.json ; réglages et empreintes dans manifest.json"
                 : "the same figures, exact, are in proposals.csv, existing_sites.csv, curve.csv "
                   "and sites.json; settings and checksums in manifest.json") +
         "</footer>\n";
}

}  // namespace

std::string proof_words(const PlanOutcome& plan, Language language) {
  if (plan.optimal()) return language == Language::french ? "optimum prouvé" : "proven optimal";
  std::string gap = format_decimals(100 * plan.gap, plan.gap < 0.001 ? 4 : 2);
  if (language == Language::english) return "at most " + gap + "% from the optimum";
  std::ranges::replace(gap, '.', ',');
  return "à " + gap + " % au plus de l’optimum";
}

std::string render_proposals(const SitingResults& siting, Language language) {
  const bool french = language == Language::french;
  const std::string content = body(siting, language);
  std::string page = "<!DOCTYPE html>\n<html lang=\"" + std::string(french ? "fr" : "en") +
                     "\">\n<head>\n<meta charset=\"utf-8\">\n"
                     "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                     "<title>" +
                     html_escaped(siting.results.study.title) + "</title>\n<style>\n";
  page += embedded_files().at("report/report.css");
  page += "</style>\n</head>\n<body>\n" + (french ? with_french_spaces(content) : content);
  page += "<script>\n" + std::string(embedded_files().at("report/report.js"));
  return page + "</script>\n</body>\n</html>\n";
}

}  // namespace coverage
