#include "libcoverage/study/siting_values.h"

#include <algorithm>
#include <optional>

#include "libcoverage/access/candidate_reach.h"
#include "libcoverage/access/whole_reach.h"
#include "libcoverage/base/error.h"
#include "libcoverage/network/network_cache.h"
#include "libcoverage/output/people_text.h"
#include "libcoverage/routing/hierarchy_file.h"

namespace coverage {

namespace {

using Snaps = std::vector<std::optional<Snap>>;
constexpr std::uint32_t never = Seconds::unreachable().milliseconds();

/// Whether nothing beyond the threshold is asked.
bool covers_only(const SitingStudy& study) {
  return covers_within_threshold(study.problem.goal) && !study.question.then_mean;
}

/// How much may be kept, and the words where it is too little.
class Room {
 public:
  Room(const SitingStudy& study, std::uint64_t most_bytes)
      : study_(study), most_bytes_(most_bytes) {}

  /// Solvers of means and of worst times order the times by home: a copy.
  std::uint64_t bytes_of(double entries) const {
    const bool ordered = !covers_within_threshold(study_.problem.goal);
    return static_cast<std::uint64_t>(entries * sizeof(ReachEntry) * (ordered ? 2 : 1));
  }
  std::size_t most_entries() const { return most_bytes_ / std::max<std::uint64_t>(bytes_of(1), 1); }

  /// Throws where so many are too many: `expected` in all.
  void require(double entries, double expected) const {
    if (bytes_of(entries) <= most_bytes_) return;
    const auto in = [&](Language language) {
      const auto size = [&](std::uint64_t bytes) {
        return size_text(static_cast<double>(bytes), language);
      };
      return message(
                 "the times between {} sites, existing or possible, and {} places where people "
                 "live take about {} of memory; {} may be used",
                 "les temps entre {} lieux, existants ou possibles, et {} points de demande "
                 "prennent environ {} de mémoire ; {} sont utilisables",
                 whole_text(study_.places.size(), language),
                 whole_text(study_.demand_of_row.size(), language), size(bytes_of(expected)),
                 size(most_bytes_))
          .in(language);
    };
    throw InputError({in(Language::english), in(Language::french)}, remedy());
  }

 private:
  Message remedy() const {
    if (covers_only(study_)) {
      return {"Take fewer candidates (--candidates grid:2000, seats), or a lower --threshold",
              "Prenez moins d’emplacements (--candidates grid:2000, seats), ou un --threshold plus "
              "bas"};
    }
    return {
        "Take fewer candidates (--candidates grid:2000, seats), or look at who is within a "
        "threshold: --problem mclp",
        "Prenez moins d’emplacements (--candidates grid:2000, seats), ou regardez qui est sous "
        "un seuil : --problem mclp"};
  }

  const SitingStudy& study_;
  std::uint64_t most_bytes_;
};

class ValueSearch {
 public:
  ValueSearch(SitingStudy& study, const Execution& execution, std::uint64_t most_bytes)
      : study_(study), execution_(execution), room_(study, most_bytes) {
    for (const SitingPlace& place : study.places) places_.emplace_back(place.snap);
    for (std::size_t s = 0; s < places_.size(); ++s) {
      const auto& site = study.tables.instance.sites[CandidateIndex::from_size(s)];
      if (site.rule == SiteRule::forbidden) places_[s].reset();
    }
    for (const DemandIndex point : study.demand_of_row) {
      homes_.push_back(study.demand_snaps[point]);
    }
    existing_ = study.existing_count();
  }

  void search() {
    const std::uint32_t stays = nearest_that_stays();
    if (covers_only(study_)) {
      const bool one_is_enough = study_.problem.goal != SitingGoal::twice_covered;
      stays == 1 && one_is_enough ? search_uncovered() : search_within();
    } else {
      stays > 0 ? search_improvements(stays) : search_everything();
    }
  }

  /// The rows of some sites for goals that cover, whole.
  ReachMatrix rows_within(std::span<const CandidateIndex> sites) {
    Snaps some;
    for (const CandidateIndex site : sites) some.push_back(places_[site.value()]);
    ReachQuestion asked = question(some);
    asked.bound = bound();
    return candidate_reach(asked, execution_);
  }

 private:
  /// Of everybody's nearest existing sites how many there must be for one of them to stay, so that
  /// nothing farther matters; 0 where all may close or be full, or it is too many to help.
  std::uint32_t nearest_that_stays() const {
    constexpr std::size_t most = 16;
    const SitingQuestion& asked = study_.question;
    if (existing_ == 0 || study_.problem.assignment != Assignment::nearest) return 0;
    if (!asked.allow_closing) return 1;
    const bool helps = asked.most_closed && *asked.most_closed < std::min(existing_, most);
    return helps ? *asked.most_closed + 1 : 0;
  }
  /// Of goals that cover.
  Seconds bound() const {
    const SitingProblem& problem = study_.problem;
    return Seconds::from_milliseconds(
        std::max(problem.threshold, problem.nobody_beyond.value_or(0)));
  }
  StudyNetwork& network() const { return *study_.inputs.networks[study_.network]; }
  ReachMatrix& values() { return study_.tables.instance.values; }
  ReachQuestion question(std::span<const std::optional<Snap>> candidates) const;
  void stage(std::size_t candidates);
  void append_rows(const ReachQuestion& question);
  void search_within();
  void search_uncovered();
  void search_improvements(std::uint32_t stays);
  void search_everything();

  SitingStudy& study_;
  const Execution& execution_;
  Room room_;
  Snaps places_, homes_;
  std::size_t existing_ = 0;  ///< they come first
};

ReachQuestion ValueSearch::question(std::span<const std::optional<Snap>> candidates) const {
  return {.network = network().access(),
          .candidates = candidates,
          .homes = homes_,
          .bound = Seconds::from_milliseconds(never - 1)};
}

void ValueSearch::stage(std::size_t candidates) {
  execution_.progress.stage({"Who can be served from where", "Qui peut être servi d’où"},
                            candidates);
}

void ValueSearch::append_rows(const ReachQuestion& question) {
  const std::size_t before = values().entries.size();
  std::size_t done = 0;
  stream_candidate_reach(question, execution_, [&](std::span<const ReachRow> rows) {
    std::size_t more = 0;
    for (const ReachRow& row : rows) more += row.entries.size();
    done += rows.size();
    ReachMatrix& all = values();
    const auto now = static_cast<double>(all.entries.size() + more);
    const double expected = static_cast<double>(before) +
                            (now - static_cast<double>(before)) / static_cast<double>(done) *
                                static_cast<double>(question.candidates.size());
    room_.require(now, expected);
    // Room for the rows to come, rather than twice what there is.
    if (all.entries.size() + more > all.entries.capacity()) {
      const auto roomy = static_cast<std::size_t>(expected * 1.05) + 1024;
      all.entries.reserve(std::min(roomy, room_.most_entries()));
    }
    for (const ReachRow& row : rows) {
      all.entries.insert(all.entries.end(), row.entries.begin(), row.entries.end());
      all.first.push_back(all.entries.size());
    }
  });
}

void ValueSearch::search_within() {
  stage(places_.size());
  ReachQuestion asked = question(places_);
  asked.bound = bound();
  append_rows(asked);
}

/// Whoever is not covered is farther from existing sites than a candidate may be that covers.
void ValueSearch::search_uncovered() {
  stage(places_.size());
  const auto sites = std::span<const std::optional<Snap>>(places_);
  ReachQuestion asked = question(sites.first(existing_));
  asked.bound = bound();
  append_rows(asked);
  ReachLimits limits = served_times(asked);
  const SitingProblem& problem = study_.problem;
  const std::uint32_t enough = std::min(problem.threshold, problem.nobody_beyond.value_or(never));
  for (std::uint32_t& limit : limits.target_ms) {
    if (limit <= enough) limit = 0;
  }
  asked.limits = &limits;
  asked.candidates = sites.subspan(existing_);
  append_rows(asked);
}

/// Of existing sites what they serve while enough stay, then what candidates improve.
void ValueSearch::search_improvements(std::uint32_t stays) {
  stage(places_.size());
  const auto sites = std::span<const std::optional<Snap>>(places_);
  ReachQuestion asked = question(sites.first(existing_));
  ReachLimits limits = served_times(asked, stays);
  const std::uint32_t least = study_.question.then_mean ? study_.problem.threshold + 1 : 0;
  const auto each_limit = [&](const auto& change) {
    std::ranges::for_each(limits.vertex_ms, change);
    std::ranges::for_each(limits.target_ms, change);
  };
  asked.limits = &limits;
  each_limit([&](std::uint32_t& limit) { limit = std::max(limit + 1, least); });
  append_rows(asked);
  each_limit([&](std::uint32_t& limit) { limit = std::max(limit - 1, least); });
  asked.candidates = sites.subspan(existing_);
  append_rows(asked);
}

void ValueSearch::search_everything() {
  const auto on_network = [](const Snaps& snaps) {
    return static_cast<double>(
        std::ranges::count_if(snaps, [](const auto& snap) { return snap.has_value(); }));
  };
  const double pairs = on_network(places_) * on_network(homes_);
  room_.require(pairs, pairs);
  const StudyInputs& inputs = study_.inputs;
  const auto hierarchy = load_hierarchy(
      network_cache_path(inputs.study, network().profile, inputs.crs), network().roads, execution_);
  const MatrixQuestion asked{.roads = network().roads,
                             .origins = homes_,
                             .destinations = places_,
                             .hierarchy = hierarchy ? &*hierarchy : nullptr};
  values() = whole_reach(asked, execution_);
}

}  // namespace

void search_siting_values(SitingStudy& study, const Execution& execution,
                          std::uint64_t most_bytes) {
  ValueSearch(study, execution, most_bytes).search();
}

void complete_siting_rows(SitingStudy& study, std::span<const CandidateIndex> sites,
                          const Execution& execution) {
  if (!covers_only(study)) return;
  std::vector<CandidateIndex> opened(sites.begin(), sites.end());
  std::erase_if(opened, [&](CandidateIndex site) { return study.places[site].exists(); });
  std::ranges::sort(opened);
  opened.erase(std::unique(opened.begin(), opened.end()), opened.end());
  if (opened.empty()) return;
  const ReachMatrix whole =
      ValueSearch(study, execution, MatrixProblem::most_matrix_bytes()).rows_within(opened);
  const ReachMatrix& known = study.tables.instance.values;
  ReachMatrix values;
  std::size_t next = 0;
  for (std::size_t s = 0; s < known.rows(); ++s) {
    const bool is_whole = next < opened.size() && opened[next].value() == s;
    const auto row = is_whole ? whole.row(next++) : known.row(s);
    values.entries.insert(values.entries.end(), row.begin(), row.end());
    values.first.push_back(values.entries.size());
  }
  study.tables.instance.values = std::move(values);
}

}  // namespace coverage
