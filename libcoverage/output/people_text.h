#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "libcoverage/base/message.h"
#include "libcoverage/base/quantities.h"
#include "libcoverage/model/query.h"

namespace coverage {

/// Numbers as people read them, in their language; data files keep exact values instead.

/// "12 340" or "12,340": rounded to 10 (the counts come from a model), "fewer than 10" above 0.
std::string inhabitants_text(Weight count, Language language);
/// An exact whole number with thousands separated.
std::string whole_text(std::uint64_t value, Language language);
/// "10 min 18 s": rounded up to the second, so that a time beyond a threshold never prints equal to
/// it. "—" where absent.
std::string duration_text(std::optional<Seconds> time, Language language);
/// "10 min", "5 km", "20 min et 5 km".
std::string threshold_text(const Threshold& threshold, Language language);
/// "43,2 %": one decimal; only exactly 0 and 1 print as 0 % and 100 %. "—" where absent.
std::string share_text(std::optional<double> share, Language language);
/// "50 %": a share that people have chosen (a tick, a setting), with decimals only where it has
/// some.
std::string round_share_text(double share, Language language);
/// "0,271": an index or a ratio, three decimals. "—" where absent.
std::string index_text(std::optional<double> index, Language language);
/// "1,8 km" or "350 m".
std::string length_text(Metres length, Language language);

/// "350 kB", "12 MB", "1.5 GB"; in French "12 Mo", "1,5 Go".
std::string size_text(double bytes, Language language);

/// French prose with the spaces that must not break: narrow before ; ! ?, plain before : % », after
/// «. Marks without a space before them stay, as do `!=` and the like.
std::string with_french_spaces(std::string_view html);

/// Text made safe inside elements and quoted attributes of HTML and XML: marks and line breaks
/// become entities, control characters, which XML does not allow, are dropped.
std::string html_escaped(std::string_view text);

}  // namespace coverage
