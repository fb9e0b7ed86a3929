#include "apps/shared/sites_command.h"

#include <map>

namespace coverage {

CommandText sites_command_text() {
  return {
      "coverage-sites",
      {"Says where the next sites should open, and proves it.",
       "Dit où ouvrir les prochains lieux d’accueil, et le prouve."},
      {"Looks for the best plan of at most --p sites (or --budget): mclp covers the most "
       "inhabitants within --threshold, lscp covers all of them (or --share) with the fewest "
       "sites, "
       "backup covers the most of them twice, p-median makes the mean time least, p-center the "
       "worst time. Sites that exist stay and do not count. Every answer carries a bound that no "
       "plan can pass and the gap to it; optimal is true only where both are equal. After "
       "--time-limit seconds, or when interrupted, the best plan found is given (and with --out "
       "written) with its gap. --alternatives lists other plans almost as good. "
       "Instead of a study, --times and --weights read a matrix made elsewhere "
       "(demand,candidate,value and demand,weight; any unit; a missing pair is out of reach).",
       "Cherche le meilleur plan d’au plus --p lieux (ou --budget) : mclp couvre le plus "
       "d’habitants à moins de --threshold, lscp les couvre tous (ou --share) avec le moins de "
       "lieux, backup en couvre le plus deux fois, p-median rend le temps moyen le plus court, "
       "p-center le temps le plus long le plus court. Les lieux existants restent et ne comptent "
       "pas. Chaque réponse porte une borne qu’aucun plan ne peut dépasser et l’écart à cette "
       "borne ; optimal n’est vrai que si les deux sont égales. Après --time-limit secondes, ou en "
       "cas d’interruption, le meilleur plan trouvé est donné (et avec --out écrit) avec son "
       "écart. --alternatives donne d’autres plans presque aussi bons. Au lieu d’une étude, "
       "--times et --weights lisent une matrice faite ailleurs (demand,candidate,value et "
       "demand,weight ; toute unité ; un couple absent est hors d’atteinte)."},
      {{"coverage-sites allier.toml --problem mclp --p 2 --query france_services",
        {"two more places, for most inhabitants within the query's target",
         "deux lieux de plus, pour le plus d’habitants sous l’objectif de l’offre"}},
       {"coverage-sites allier.toml --problem p-median --move 1 --candidates grid:2000",
        {"which site would serve better elsewhere, on a grid of 2 km",
         "quel lieu servirait mieux ailleurs, sur une grille de 2 km"}},
       {"coverage-sites --times times.csv --weights weights.csv --problem mclp --p 3 --threshold "
        "600 --json",
        {"three sites from a matrix in seconds", "trois lieux d’après une matrice en secondes"}},
       {"coverage-sites --times times.csv --weights weights.csv --problem p-median --p 5",
        {"the least mean time", "le temps moyen le plus court"}},
       {"coverage-sites --times t.csv --weights w.csv --problem lscp --threshold 10 --share 95",
        {"the fewest sites within reach of 95 %", "le moins de lieux à portée de 95 %"}},
       {"coverage-sites --times t.csv --weights w.csv --problem mclp --p 5 --threshold 10 --curve",
        {"what each further site brings", "ce qu’apporte chaque lieu de plus"}},
       {"coverage-sites allier.toml --problem mclp --p 3 --alternatives 5 --out proposals",
        {"the best plan beside five others within 1 % of it",
         "le meilleur plan et cinq autres à 1 % près"}}}};
}

namespace {

const std::map<std::string, SitingGoal>& goals() {
  static const std::map<std::string, SitingGoal> names = {{"lscp", SitingGoal::fewest_sites},
                                                          {"mclp", SitingGoal::most_covered},
                                                          {"backup", SitingGoal::twice_covered},
                                                          {"p-median", SitingGoal::least_mean},
                                                          {"p-center", SitingGoal::least_worst}};
  return names;
}

void add_study_options(CLI::App& parser, SitesOptions& options, const Say& say) {
  parser.add_option("study", options.study, say("The study", "L’étude"))->type_name("STUDY.toml");
  parser
      .add_option("--query", options.query,
                  say("For this query of the study (default: the first)",
                      "Pour cette offre de l’étude (par défaut : la première)"))
      ->type_name("NAME");
  parser
      .add_option("--weight", options.weight,
                  say("Whom to count (default: whom the query counts)",
                      "Qui compter (par défaut : ce que compte l’offre)"))
      ->type_name("NAME");
  parser.add_flag("--allow-closing", options.allow_closing,
                  say("Existing sites of the study area may close: there are as many sites as now "
                      "and --p more",
                      "Les lieux existants du territoire peuvent fermer : il y a autant de lieux "
                      "qu’aujourd’hui, et --p de plus"));
  parser
      .add_option("--move", options.most_moved,
                  say("At most so many existing sites close, and as many open elsewhere",
                      "Au plus tant de lieux existants ferment, et autant ouvrent ailleurs"))
      ->type_name("N");
  parser
      .add_option("--out", options.out,
                  say("Write proposals.gpkg, proposals.html, CSV and JSON into this folder",
                      "Écrire proposals.gpkg, proposals.html, des CSV et du JSON dans ce dossier"))
      ->type_name("DIR");
  parser.add_flag("--overwrite", options.overwrite,
                  say("Write into a folder that is not an earlier result of this command",
                      "Écrire dans un dossier qui n’est pas un résultat antérieur de cette "
                      "commande"));
  add_settings_option(parser, options.settings, options.common.language);
}

void add_input_options(CLI::App& parser, SitesOptions& options, const Say& say) {
  parser
      .add_option("--times", options.times_file,
                  say("Matrix made elsewhere: CSV with demand,candidate,value",
                      "Matrice faite ailleurs : CSV avec demand,candidate,value"))
      ->type_name("FILE.csv");
  parser
      .add_option("--weights", options.weights_file,
                  say("Its weights: CSV with demand,weight", "Ses poids : CSV avec demand,weight"))
      ->type_name("FILE.csv");
  parser
      .add_option("--candidates", options.candidates,
                  say("With a study, where a service could open: seats, junctions, grid:METRES, "
                      "facilities:CONDITION or a file of points. With tables, rows of candidates: "
                      "CSV with candidate,rule,cost,capacity,group (rule: optional, mandatory, "
                      "forbidden or existing)",
                      "Avec une étude, où un lieu pourrait ouvrir : seats (chefs-lieux), junctions "
                      "(carrefours), grid:MÈTRES, facilities:CONDITION ou un fichier de points. "
                      "Avec des tables, lignes des emplacements possibles : CSV avec "
                      "candidate,rule,cost,capacity,group (rule : optional, mandatory, forbidden "
                      "ou existing)"))
      ->type_name("SPEC");
}

void add_problem_options(CLI::App& parser, SitesOptions& options, const Say& say) {
  parser
      .add_option_function<std::string>(
          "--problem",
          [&options](const std::string& name) {
            options.problem_name = name;
            options.goal = goal_named(name);
          },
          say("mclp, lscp, backup, p-median or p-center (default: the study's)",
              "mclp, lscp, backup, p-median ou p-center (par défaut : celui de l’étude)"))
      ->check(CLI::IsMember({"lscp", "mclp", "backup", "p-median", "p-center"}))
      ->type_name("PROBLEM");
  parser
      .add_option("--p", options.most_sites,
                  say("At most so many new sites", "Au plus tant de nouveaux lieux"))
      ->type_name("N");
  parser
      .add_option(
          "--threshold", options.threshold,
          say("Who is covered: \"10 min\" with a study (default: the query's target), a number "
              "in the unit of the values with tables",
              "Qui est couvert : « 10 min » avec une étude (par défaut : l’objectif de "
              "l’offre), un nombre dans l’unité des valeurs avec des tables"))
      ->type_name("VALUE");
  parser
      .add_option("--share", options.share_percent,
                  say("lscp: cover so many per cent of the weight (100)",
                      "lscp : couvrir tant de pour cent du poids (100)"))
      ->type_name("PERCENT")
      ->check(CLI::Range(0.0, 100.0));
}

void add_limit_options(CLI::App& parser, SitesOptions& options, const Say& say) {
  parser
      .add_option("--budget", options.budget,
                  say("New sites cost at most so much in all",
                      "Les nouveaux lieux coûtent au plus tant en tout"))
      ->type_name("COST");
  parser
      .add_option_function<std::string>(
          "--assignment",
          [&options](const std::string& name) {
            options.assignment = name == "split" ? Assignment::split : Assignment::single;
          },
          say("mclp, p-median: sites hold no more than their capacity; each place of demand goes "
              "to "
              "a single site, or may be split between several",
              "mclp, p-median : les lieux n’accueillent pas plus que leur capacité ; chaque point "
              "de "
              "demande va à un seul lieu (single), ou se partage entre plusieurs (split)"))
      ->check(CLI::IsMember({"single", "split"}))
      ->type_name("single|split");
  parser
      .add_option(
          "--nobody-beyond", options.nobody_beyond,
          say("Everybody has a site within this value", "Chacun a un lieu à moins de cette valeur"))
      ->type_name("VALUE");
  add_repeatable(parser, "--group-limit", options.group_limits,
                 say("New sites in a group of candidates, at least and at most: Moulins=1..3; may "
                     "be repeated",
                     "Nouveaux lieux dans un groupe d’emplacements, au moins et au plus : "
                     "Moulins=1..3 ; peut être répété"))
      ->type_name("GROUP=LEAST..MOST");
}

void add_solver_options(CLI::App& parser, SitesOptions& options, const Say& say) {
  parser
      .add_option(
          "--time-limit", options.seconds,
          say("How long to look for a plan (with --curve, for each); then the best found is "
              "given, with its gap. Reading the study and its travel times come before "
              "(60)",
              "Combien de temps chercher un plan (avec --curve, chacun d’eux) ; ensuite le "
              "meilleur trouvé est donné, avec son écart. La lecture de l’étude et les "
              "temps de parcours viennent avant (60)"))
      ->type_name("SECONDS")
      ->check(CLI::Range(0.001, 1e7));
  parser
      .add_option("--gap", options.gap_percent,
                  say("A plan so near to the bound is good enough, in per cent (0)",
                      "Un plan aussi proche de la borne suffit, en pour cent (0)"))
      ->type_name("PERCENT")
      ->check(CLI::Range(0.0, 100.0));
  parser.add_flag(
      "--then-mean", options.then_mean,
      say("mclp: of the plans that cover most, the one with the least mean value",
          "mclp : parmi les plans qui couvrent le plus, celui dont la valeur moyenne est "
          "la plus basse"));
  parser.add_flag("--curve", options.curve,
                  say("The best plan of each number of sites from 1 to --p",
                      "Le meilleur plan de chaque nombre de lieux, de 1 à --p"));
  parser
      .add_option("--alternatives", options.alternatives,
                  say("Up to so many other plans that are almost as good, the best first",
                      "Jusqu’à tant d’autres plans presque aussi bons, le meilleur d’abord"))
      ->type_name("N")
      ->check(CLI::Range(0, 1000));
  parser
      .add_option("--within", options.within_percent,
                  say("How much worse than the best plan alternatives may be, in per cent (1)",
                      "De combien les autres plans peuvent être moins bons que le meilleur, en "
                      "pour cent (1)"))
      ->type_name("PERCENT")
      ->check(CLI::Range(0.0, 100.0));
}

}  // namespace

SitingGoal goal_named(const std::string& problem) {
  return goals().at(problem);
}

std::unique_ptr<CLI::App> make_sites_parser(SitesOptions& options) {
  auto parser = make_parser(sites_command_text(), options.common);
  const Say say(options.common.language);
  add_study_options(*parser, options, say);
  add_problem_options(*parser, options, say);
  add_input_options(*parser, options, say);
  add_limit_options(*parser, options, say);
  add_solver_options(*parser, options, say);
  return parser;
}

}  // namespace coverage
