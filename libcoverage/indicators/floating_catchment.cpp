#include "libcoverage/indicators/floating_catchment.h"

#include <cmath>
#include <stdexcept>

#include "libcoverage/base/error.h"

namespace coverage {
namespace {

using Weights = Eigen::SparseMatrix<double, Eigen::ColMajor>;

void check_amounts(const Eigen::VectorXd& amounts, const Message& what) {
  for (Eigen::Index i = 0; i < amounts.size(); ++i) {
    if (amounts[i] >= 0 && std::isfinite(amounts[i])) continue;
    throw InputError(
        message("{} number {} of a catchment is {}", "{} numéro {} d’un bassin : {}", what.english,
                i + 1, amounts[i]),
        {"Amounts are numbers of 0 or more", "Les quantités sont positives ou nulles"});
  }
}

void check_problem(const CatchmentProblem& problem, const CatchmentRule& rule) {
  check_decay(rule.decay);
  if (problem.times.rows() != problem.population.size() ||
      problem.times.cols() != problem.supply.size()) {
    throw std::invalid_argument("times, population and supply of a catchment differ in size");
  }
  check_amounts(problem.population, {"population", "population"});
  check_amounts(problem.supply, {"supply", "offre"});
}

/// Weights below count as 0: their squares and quotients would leave the range of numbers.
constexpr double least_weight = 1e-60;

/// The decay of every stored pair; 0 beyond the limit.
Weights weights_of(const CatchmentTimes& times, const DistanceDecay& decay, Seconds limit) {
  return times.unaryExpr([&](std::uint32_t milliseconds) {
    const Seconds time = Seconds::from_milliseconds(milliseconds);
    const double weight = time <= limit ? weight_at(decay, time) : 0.0;
    return weight < least_weight ? 0.0 : weight;
  });
}

Eigen::VectorXd row_sums(const Weights& weights) {
  return weights * Eigen::VectorXd::Ones(weights.cols());
}

Eigen::VectorXd column_sums(const Weights& weights) {
  return weights.transpose() * Eigen::VectorXd::Ones(weights.rows());
}

/// 1 ÷ each; 0 for 0, where there is nothing to divide.
Eigen::VectorXd inverses(const Eigen::VectorXd& values) {
  return values.unaryExpr([](double value) { return value > 0 ? 1 / value : 0.0; });
}

Eigen::VectorXd divide_supply(const CatchmentProblem& problem, CatchmentScores& scores) {
  const Eigen::VectorXd& demand = scores.allocated_demand;
  scores.level_of_service.resize(static_cast<std::size_t>(demand.size()));
  for (Eigen::Index j = 0; j < demand.size(); ++j) {
    if (demand[j] > 0) {
      scores.level_of_service[static_cast<std::size_t>(j)] = problem.supply[j] / demand[j];
    } else {
      scores.unreached_supply += problem.supply[j];
    }
  }
  return problem.supply.cwiseProduct(inverses(demand));
}

void divide_in_steps(const CatchmentProblem& problem, const Weights& weights,
                     CatchmentScores& scores) {
  scores.allocated_demand = weights.transpose() * problem.population;
  scores.access = weights * divide_supply(problem, scores);
}

void divide_in_balance(const CatchmentProblem& problem, const Weights& weights,
                       CatchmentScores& scores) {
  const Eigen::VectorXd demand = problem.population.cwiseProduct(inverses(row_sums(weights)));
  scores.allocated_demand = weights.transpose() * demand;
  const Eigen::VectorXd level = divide_supply(problem, scores);
  scores.access = weights * level.cwiseProduct(inverses(column_sums(weights)));
}

/// G f of 3SFCA.
Weights chosen(const CatchmentProblem& problem, const CatchmentRule& rule, const Weights& weights) {
  const Eigen::VectorXd total =
      rule.selection == SelectionPairs::within_limit
          ? row_sums(weights)
          : row_sums(weights_of(problem.times, rule.decay, Seconds::unreachable()));
  return inverses(total).asDiagonal() * weights.cwiseProduct(weights);
}

void note_unserved(const CatchmentProblem& problem, const Weights& weights,
                   CatchmentScores& scores) {
  const Eigen::VectorXd reach = row_sums(weights);
  for (Eigen::Index i = 0; i < reach.size(); ++i) {
    scores.served.push_back(reach[i] > 0 ? 1 : 0);
    if (!(reach[i] > 0)) scores.unserved_population += problem.population[i];
  }
}

void note_unreached_supply(const CatchmentProblem& problem, const Weights& weights,
                           CatchmentScores& scores) {
  const Eigen::VectorXd reach = weights.transpose() * problem.population;
  for (Eigen::Index j = 0; j < reach.size(); ++j) {
    if (!(reach[j] > 0)) scores.unreached_supply += problem.supply[j];
  }
}

}  // namespace

CatchmentScores catchment_scores(const CatchmentProblem& problem, const CatchmentRule& rule) {
  check_problem(problem, rule);
  const Weights weights = weights_of(problem.times, rule.decay, rule.limit);
  CatchmentScores scores;
  note_unserved(problem, weights, scores);
  switch (rule.method) {
    case CatchmentMethod::two_step:
      divide_in_steps(problem, weights, scores);
      break;
    case CatchmentMethod::three_step:
      divide_in_steps(problem, chosen(problem, rule, weights), scores);
      break;
    case CatchmentMethod::balanced:
      divide_in_balance(problem, weights, scores);
      break;
    case CatchmentMethod::gravity:
      note_unreached_supply(problem, weights, scores);
      scores.access = weights * problem.supply;
      break;
  }
  return scores;
}

}  // namespace coverage
