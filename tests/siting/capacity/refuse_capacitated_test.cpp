#include "libcoverage/siting/capacity/refuse_capacitated.h"

#include <catch2/catch.hpp>

#include "libcoverage/base/error.h"
#include "siting/capacity/capacitated_world.h"

namespace coverage {
namespace {

template <class Work>
std::string said(const Work& work, Language language = Language::english) {
  try {
    work();
  } catch (const NoResultError& error) {
    return error.text(language);
  }
  return "";
}

std::string refusal(const SitingInstance& instance, const SitingProblem& problem,
                    Language language = Language::english) {
  const auto model = capacitated_model(instance, problem);
  return said([&] { refuse_too_little_room(model); }, language);
}

SitingProblem mean_of(std::uint32_t sites) {
  return {.goal = SitingGoal::least_mean, .most_sites = sites, .assignment = Assignment::split};
}

}  // namespace

TEST_CASE("candidates that hold less than all weight even together are refused with their share") {
  const auto instance = two_sites(5, 3);  // eight of nine
  CHECK(refusal(instance, mean_of(2)) ==
        "all candidates together hold 88 % of the weight. Raise capacities, or cover as many as "
        "possible: --problem mclp.");
  CHECK(refusal(instance, mean_of(1), Language::french) ==
        "tous les emplacements réunis peuvent accueillir 88 % du poids. Augmentez les capacités, "
        "ou couvrez-en le plus possible : --problem mclp.");
  CHECK(refusal(two_sites(0, 0), mean_of(2)).starts_with("all candidates together hold 0 %"));
}

TEST_CASE("sites that limits let in together are refused where they hold less than all weight") {
  const auto instance = two_sites(5, 6);
  CHECK(refusal(instance, mean_of(2)).empty());
  CHECK(refusal(instance, mean_of(1)) ==
        "the sites with the largest capacities that may open together hold 66 % of the weight. "
        "Allow more sites or larger capacities, or cover as many as possible: --problem mclp.");
  CHECK(refusal(instance, mean_of(1), Language::french) ==
        "les sites aux plus grandes capacités qui peuvent ouvrir ensemble accueillent 66 % du "
        "poids. Autorisez plus de sites ou des capacités plus grandes, ou couvrez-en le plus "
        "possible : --problem mclp.");
}

TEST_CASE("room for just all weight, or without an end, is enough") {
  CHECK(refusal(two_sites(9, 0), mean_of(1)).empty());
  CHECK_FALSE(refusal(two_sites(8, 0), mean_of(1)).empty());
  auto instance = two_sites(1, 1);
  instance.sites[CandidateIndex(1)].capacity.reset();
  CHECK(refusal(instance, mean_of(1)).empty());
  instance = two_sites(0, 0);
  instance.weight = {0, 0, 0};
  CHECK(refusal(instance, mean_of(1)).empty());
}

TEST_CASE("what is open anyway has its room, what is forbidden has none") {
  auto instance = two_sites(5, 6);
  instance.sites[CandidateIndex(0)].rule = SiteRule::mandatory;
  instance.sites[CandidateIndex(0)].counts = false;
  CHECK(refusal(instance, mean_of(1)).empty());
  instance.sites[CandidateIndex(1)].rule = SiteRule::forbidden;
  CHECK(refusal(instance, mean_of(1)).starts_with("all candidates together hold 55 %"));
}

TEST_CASE("covering as many as possible is refused nothing") {
  SitingProblem problem = mean_of(1);
  problem.goal = SitingGoal::most_covered;
  CHECK(refusal(two_sites(0, 0), problem).empty());
}

TEST_CASE(
    "no problem with a plan is refused, and each without room where no budget is in the way") {
  unsigned refused = 0, plans = 0;
  for (unsigned seed = 0; seed < 1200; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    const auto instance = with_capacities(random);
    SitingProblem problem = random_capacitated(random);
    problem.goal = SitingGoal::least_mean;
    SitingProblem limits = problem;
    limits.goal = SitingGoal::most_covered;
    limits.nobody_beyond.reset();
    std::int64_t weight = 0, room = -1;
    for (const std::int64_t one : instance.weight) weight += one;
    for (std::uint32_t set = 0; set < 32; ++set) {
      std::vector<CandidateIndex> sites;
      std::int64_t held = 0;
      for (std::uint32_t c = 0; c < 5; ++c) {
        if (!(set >> c & 1u)) continue;
        sites.emplace_back(c);
        held += instance.sites[sites.back()].capacity.value_or(weight);
      }
      if (evaluate_plan(instance, limits, sites)) room = std::max(room, held);
    }
    if (room < 0) continue;  // limits contradict each other
    const bool is_refused = !refusal(instance, problem).empty();
    if (!problem.budget) CHECK(is_refused == (room < weight));
    if (is_refused) CHECK(room < weight);
    is_refused ? ++refused : ++plans;
  }
  CHECK(refused > 100);
  CHECK(plans > 100);
}

TEST_CASE(
    "what is proven impossible and what takes too long are told apart, with what would help") {
  CHECK(said(refuse_impossible) ==
        "no plan keeps the number of sites, the capacities and the other limits. Allow more sites, "
        "larger capacities, or --assignment split.");
  CHECK(said(refuse_impossible, Language::french) ==
        "aucun plan ne respecte à la fois le nombre de lieux, les capacités et les autres limites. "
        "Autorisez plus de lieux, des capacités plus grandes, ou --assignment split.");
  CHECK(said([] { refuse_time(2.5); }) == "no plan was found within 2.5 s. Raise --time-limit.");
  CHECK(said([] { refuse_time(60); }, Language::french) ==
        "aucun plan trouvé en 60 s. Augmentez --time-limit.");
}

}  // namespace coverage
