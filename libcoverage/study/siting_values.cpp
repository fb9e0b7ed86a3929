#include "libcoverage/study/siting_values.h"

#include <algorithm>
#include <optional>

#include "libcoverage/access/candidate_reach.h"
#include "libcoverage/access/whole_reach.h"
#include "libcoverage/base/error.h"
#include "libcoverage/network/network_cache.h"
#include "libcoverage/routing/hierarchy_file.h"

namespace coverage {

namespace {

using Snaps = std::vector<std::optional<Snap>>;

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
    const auto gib = [](std::uint64_t bytes) { return static_cast<double>(bytes) / (1 << 30); };
    throw InputError(
        message("the times between {} places for a site and {} places where people live take about "
                "{:.1f} GiB of memory; {:.1f} GiB may be used",
                "les temps entre {} emplacements et {} points de demande prennent environ {:.1f} "
                "Gio de mémoire ; {:.1f} Gio sont utilisables",
                study_.places.size(), study_.demand_of_row.size(), gib(bytes_of(expected)),
                gib(most_bytes_)),
        remedy());
  }

 private:
  Message remedy() const {
    if (covers_within_threshold(study_.problem.goal) && !study_.question.then_mean) {
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
  }

  void search() {
    const SitingProblem& problem = study_.problem;
    const bool never_full = problem.assignment == Assignment::nearest;
    const std::size_t existing = study_.existing_count();
    if (covers_within_threshold(problem.goal) && !study_.question.then_mean) {
      search_within(std::max(problem.threshold, problem.nobody_beyond.value_or(0)));
    } else if (existing > 0 && never_full && !study_.question.allow_closing) {
      search_improvements(existing);
    } else {
      search_everything();
    }
  }

 private:
  StudyNetwork& network() const { return *study_.inputs.networks[study_.network]; }
  ReachMatrix& values() { return study_.tables.instance.values; }
  ReachQuestion question(std::span<const std::optional<Snap>> candidates) const;
  void stage(std::size_t candidates);
  void append_rows(const ReachQuestion& question);
  void search_within(std::uint32_t bound_ms);
  void search_improvements(std::size_t existing);
  void search_everything();

  SitingStudy& study_;
  const Execution& execution_;
  Room room_;
  Snaps places_, homes_;
};

ReachQuestion ValueSearch::question(std::span<const std::optional<Snap>> candidates) const {
  return {.network = network().access(),
          .candidates = candidates,
          .homes = homes_,
          .bound = Seconds::from_milliseconds(Seconds::unreachable().milliseconds() - 1)};
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

void ValueSearch::search_within(std::uint32_t bound_ms) {
  stage(places_.size());
  ReachQuestion asked = question(places_);
  asked.bound = Seconds::from_milliseconds(bound_ms);
  append_rows(asked);
}

/// Existing sites come first: what is theirs, then what candidates improve.
void ValueSearch::search_improvements(std::size_t existing) {
  stage(places_.size());
  const auto sites = std::span<const std::optional<Snap>>(places_);
  ReachQuestion asked = question(sites.first(existing));
  ReachLimits limits = served_times(asked);
  const std::uint32_t least = study_.question.then_mean ? study_.problem.threshold + 1 : 0;
  const auto each_limit = [&](const auto& change) {
    std::ranges::for_each(limits.vertex_ms, change);
    std::ranges::for_each(limits.target_ms, change);
  };
  asked.limits = &limits;
  each_limit([&](std::uint32_t& limit) { limit = std::max(limit + 1, least); });
  append_rows(asked);
  each_limit([&](std::uint32_t& limit) { limit = std::max(limit - 1, least); });
  asked.candidates = sites.subspan(existing);
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

}  // namespace coverage
