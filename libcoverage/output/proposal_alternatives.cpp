#include "libcoverage/output/proposal_alternatives.h"

#include <algorithm>
#include <cmath>

#include "libcoverage/base/text.h"
#include "libcoverage/output/html_table.h"
#include "libcoverage/output/indicator_columns.h"
#include "libcoverage/output/people_text.h"
#include "libcoverage/output/proposal_plan_section.h"
#include "libcoverage/output/proposal_tables.h"
#include "libcoverage/siting/decimal_amount.h"

namespace coverage {

namespace {

using Cell = HtmlTable::Cell;

std::string percent_text(double share, Language language) {
  std::string text = format_decimals(100 * share, share < 0.001 ? 4 : 2);
  if (language == Language::french) std::ranges::replace(text, '.', ',');
  return text + (language == Language::french ? "\u00a0%" : "%");
}

/// "−120 habitants (−0,35 %)", "+12 s (+0,90 %)"; "aucun" where both are as good.
std::string difference_text(const SitingResults& siting, const PlanOutcome& plan,
                            Language language) {
  const bool french = language == Language::french;
  const Amount best = siting.plans.back().objective;
  const Amount apart = plan.objective > best ? plan.objective - best : best - plan.objective;
  if (apart == 0) return french ? "aucun" : "none";
  const std::string sign = plan.objective > best ? "+" : "−";
  const Weight asked = siting.total - siting.unsnapped - siting.unreachable;
  std::string amount;
  switch (siting.goal) {
    case SitingGoal::fewest_sites:
      amount = decimal_text(apart, siting.cost_decimals);
      break;
    case SitingGoal::least_mean: {
      const auto people = static_cast<double>(std::max<Weight::rep>(asked.millionths(), 1));
      const double seconds = static_cast<double>(apart) / people / 1000;
      amount = duration_text(Seconds::from_seconds(seconds), language);
      break;
    }
    case SitingGoal::least_worst:
      amount =
          duration_text(Seconds::from_milliseconds(static_cast<std::uint32_t>(apart)), language);
      break;
    case SitingGoal::most_covered:
    case SitingGoal::twice_covered:
      if (apart < 10'000'000)
        return french ? "presque aucun (moins de 10)" : "almost none (fewer than 10)";
      amount = inhabitants_text(Weight::from_millionths(static_cast<Weight::rep>(apart)), language);
      break;
  }
  if (best == 0) return sign + amount;
  const double share = static_cast<double>(apart) / static_cast<double>(best);
  return sign + amount + " (" + sign + percent_text(share, language) + ")";
}

bool opens(const PlanOutcome& plan, FacilityIndex facility) {
  return std::ranges::any_of(plan.sites, [&](const SiteOutcome& site) {
    return site.facility == facility && site.status == SiteOutcome::Status::proposed;
  });
}

/// Those that the best plan does not open are set off.
std::string site_names(const SitingResults& siting, const PlanOutcome& plan, Language language) {
  const PlanOutcome& best = siting.plans.back();
  std::string names, closed;
  for (const SiteOutcome& site : plan.sites) {
    const std::string name = html_escaped(siting.results.facilities[site.facility].name);
    if (site.status == SiteOutcome::Status::closed) {
      closed += (closed.empty() ? "" : ", ") + name;
    } else if (site.status == SiteOutcome::Status::proposed) {
      const bool is_new = !opens(best, site.facility);
      names += (names.empty() ? "" : ", ") + (is_new ? "<strong>" + name + "</strong>" : name);
    }
  }
  if (closed.empty()) return names;
  return names + (language == Language::french ? " ; ferme : " : "; closes: ") + closed;
}

std::string introduction(const SitingResults& siting, Language language) {
  const bool french = language == Language::french;
  std::string within = format_number(siting.within_percent);
  if (french) std::ranges::replace(within, '.', ',');
  std::string text =
      siting.alternatives.empty()
          ? message("No other plan within {} % of the best was found.",
                    "Aucun autre plan à {} % près du meilleur n’a été trouvé.", within)
                .in(language)
          : message(
                "Other plans within {} % of the best, in order; none opens all the sites of "
                "one before it. Sites that the best plan does not open are in bold.",
                "D’autres plans à {} % près du meilleur, dans l’ordre ; aucun n’ouvre tous "
                "les lieux d’un plan qui le précède. Les lieux que le meilleur plan n’ouvre "
                "pas sont en gras.",
                within)
                .in(language);
  if (!siting.alternatives_complete) {
    text += french
                ? " Le temps accordé n’a pas suffi à prouver que la liste est complète : il peut "
                  "y en avoir de meilleurs."
                : " The time allowed was too short to prove that the list is complete: there "
                  "may be better ones.";
  }
  return "<p class=\"note\">" + text + "</p>\n";
}

}  // namespace

std::string alternatives_section(const SitingResults& siting, Language language) {
  const bool french = language == Language::french;
  if (!siting.alternatives_asked) return {};
  std::string html = std::string("<section id=\"alternatives\">\n<h2>") +
                     (french ? "Des plans presque aussi bons" : "Plans almost as good") +
                     "</h2>\n" + introduction(siting, language);
  HtmlTable table("", {{"Plan", true},
                       {french ? "Nouveaux lieux" : "New sites"},
                       {french ? "Résultat" : "Result"},
                       {french ? "Écart au meilleur" : "Difference to the best"},
                       {french ? "Gagnés" : "Gained", true},
                       {french ? "Temps moyen" : "Mean time", true}});
  const auto row = [&](const PlanOutcome& plan, const std::string& difference) {
    const Indicators& today = siting.results.queries.front().indicators.study;
    const Indicators& then = query_of(siting, plan).indicators.study;
    const Weight gained = std::max(today.beyond_target - then.beyond_target, Weight());
    const auto mean =
        then.mean_s ? std::optional(Seconds::from_seconds(*then.mean_s)) : std::optional<Seconds>();
    table.add_row({{std::to_string(plan.number), ""},
                   {site_names(siting, plan, language), ""},
                   {objective_words(siting, plan.objective, language), ""},
                   {difference, ""},
                   {inhabitants_text(gained, language), format_number(gained.count())},
                   {duration_text(mean, language), format_number(then.mean_s.value_or(0))}});
  };
  if (siting.alternatives.empty()) return html + "</section>\n";
  row(siting.plans.back(), french ? "le meilleur" : "the best");
  for (const PlanOutcome& plan : siting.alternatives) {
    row(plan, difference_text(siting, plan, language));
  }
  return html + table.html() + "</section>\n";
}

}  // namespace coverage
