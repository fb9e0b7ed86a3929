#include "libcoverage/output/report.h"

#include "libcoverage/base/embedded_files.h"
#include "libcoverage/base/version.h"
#include "libcoverage/output/people_text.h"
#include "libcoverage/output/report_sections.h"

namespace coverage {

namespace {

std::string navigation(const Results& results, bool french) {
  std::string result = "<nav>";
  for (const QueryResult& query : results.queries) {
    result += "<a href=\"#q-" + html_escaped(query.query.name) + "\">" +
              html_escaped(query.query.label) + "</a>";
  }
  if (!results.catchments.empty()) {
    result += std::string("<a href=\"#catchments\">") +
              (french ? "Bassins flottants" : "Floating catchments") + "</a>";
  }
  result += std::string("<a href=\"#facilities\">") + (french ? "Lieux d’accueil" : "Facilities") +
            "</a>";
  return result + "<a href=\"#sources\">" +
         (french ? "Sources et hypothèses" : "Sources and hypotheses") + "</a></nav>\n";
}

std::string notices(const Results& results) {
  std::string result;
  for (const std::string& notice : notices_of(results.study)) {
    if (!notice.empty()) result += "<p class=\"notice\">" + html_escaped(notice) + "</p>\n";
  }
  return result;
}

std::string subtitle(const Results& results, bool french) {
  std::uint64_t communes = 0;
  for (const Commune& commune : results.territory.communes) communes += commune.in_study_area;
  const Language language = french ? Language::french : Language::english;
  const bool people = !results.queries.empty() && counts_people(results, results.queries.front());
  std::string result = french ? "Temps d’accès aux services" : "Access times to services";
  if (people) {
    result +=
        french ? " et population au-delà des seuils" : " and population beyond the thresholds";
  }
  if (communes > 0) {
    result += " · " + whole_text(communes, language) + " communes";
  }
  if (!results.queries.empty()) {
    const QueryResult& query = results.queries.front();
    result += " · " + inhabitants_text(query.indicators.study.population, language) + " " +
              weight_unit(results, query, language);
  }
  return result;
}

std::string footer(bool french) {
  return "<footer>coverage " + version() + " · " +
         (french ? "mêmes chiffres, exacts, dans communes.csv, epcis.csv, facilities.csv et "
                   "summary.json ; réglages et empreintes dans manifest.json"
                 : "the same figures, exact, are in communes.csv, epcis.csv, facilities.csv and "
                   "summary.json; settings and checksums in manifest.json") +
         "</footer>\n";
}

std::string body(const Results& results, const ReportMap& map, Language language) {
  const bool french = language == Language::french;
  std::string html = "<header>\n<h1>" + html_escaped(results.study.title) +
                     "</h1>\n<p class=\"subtitle\">" + subtitle(results, french) +
                     "</p>\n<p class=\"subtitle\">" + population_text(results, language) +
                     (french ? ". Nombres issus d’un modèle, arrondis à la dizaine."
                             : ". Counts come from a model and are rounded to 10.") +
                     "</p>\n" + notices(results) + navigation(results, french) +
                     "</header>\n<main>\n<div class=\"cards\">\n";
  for (const QueryResult& query : results.queries) html += headline_card(results, query, language);
  html += "</div>\n";
  for (const QueryResult& query : results.queries) {
    html += query_section(results, query, map, language);
  }
  return html + catchments_section(results, map, language) + facilities_section(results, language) +
         sources_section(results, language) + "</main>\n" + footer(french);
}

}  // namespace

std::string render_report(const Results& results, Language language) {
  const bool french = language == Language::french;
  const std::string title = html_escaped(results.study.title);
  const ReportMap map(results);
  std::string page = "<!DOCTYPE html>\n<html lang=\"" + std::string(french ? "fr" : "en") +
                     "\">\n<head>\n<meta charset=\"utf-8\">\n"
                     "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                     "<title>" +
                     title + "</title>\n<style>\n";
  page += embedded_files().at("report/report.css");
  page += "</style>\n</head>\n<body>\n" + map.definitions();
  const std::string content = body(results, map, language);
  page += (french ? with_french_spaces(content) : content) + "<script>\n";
  page += embedded_files().at("report/report.js");
  return page + "</script>\n</body>\n</html>\n";
}

}  // namespace coverage
