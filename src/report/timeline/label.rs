//! Short words for events, articles and days.

use std::collections::BTreeMap;

use crate::calendar::{Day, Interval, MONTHS};
use crate::claims::Status;
use crate::graph::{ClaimGraph, ClaimId};
use crate::report::visible::columns_of;

/// Names in the label of an event; a summit of twenty states is named by its first.
const MAX_NAMES: usize = 3;

/// Returns what the event of the claims is called: `Cuba–United States agreement: signing`.
///
/// The names are those that most of the claims share; the phase is the frame's word for it, else the word that most
/// sources use.
pub(super) fn event(graph: &ClaimGraph<'_>, claims: &[ClaimId]) -> String {
    let Some(first) = claims.first() else {
        return String::new();
    };
    let name = graph.claim(*first).predicate_name();
    let frame = graph.lexicon().frames.of_predicate(name);
    let shared = frame.map_or(&[][..], |f| f.unique.share.as_slice());
    let mut names = names(graph, claims, |role| shared.iter().any(|s| s == role));
    if names.is_empty() {
        names = self::names(graph, claims, |_| true);
    }
    let names = names.join("–");
    let phase = frame
        .and_then(|f| f.timing.as_ref())
        .and_then(|t| t.called.get(t.phase(name)?))
        .filter(|called| called.starts_with("the "))
        .map(|called| called.trim_start_matches("the ").to_owned());
    let phase = phase.unwrap_or_else(|| usual_trigger(graph, claims));
    let called = frame.map_or("", |f| f.called.as_str());
    let about = match (
        names.is_empty(),
        called.is_empty() || phase.contains(called),
    ) {
        (true, true) => String::new(),
        (true, false) => called.to_owned(),
        (false, true) => names,
        (false, false) => format!("{names} {called}"),
    };
    let label = if about.is_empty() {
        phase
    } else {
        format!("{about}: {phase}")
    };
    let mut letters = label.chars();
    letters.next().map_or_else(String::new, |c| {
        c.to_uppercase().chain(letters).collect::<String>()
    })
}

/// Returns the fillers of the roles that at least half of the claims name, by name.
fn names(graph: &ClaimGraph<'_>, claims: &[ClaimId], wanted: impl Fn(&str) -> bool) -> Vec<String> {
    // By key: how many claims name it, and how.
    let mut counts: BTreeMap<String, (usize, String)> = BTreeMap::new();
    for id in claims {
        let entities = &graph.extraction(*id).mentions.entities;
        let mut seen: Vec<&str> = Vec::new();
        for role in &graph.claim(*id).roles {
            if !wanted(&role.name) || seen.contains(&role.key.as_str()) {
                continue;
            }
            seen.push(&role.key);
            let (n, _) = counts.entry(role.key.clone()).or_insert_with(|| {
                let entity = role.entity.and_then(|e| entities.get(e));
                // A name that is its own key has the letters that the article gives it.
                let name = match entity {
                    Some(e) if e.name.to_lowercase() == e.key => e.name.clone(),
                    Some(e) => graph.lexicon().names.display(&e.key),
                    None => role.key.clone(),
                };
                let name = name.strip_prefix("the ").unwrap_or(&name).to_owned();
                (0, one_line(&name))
            });
            *n += 1;
        }
    }
    let mut names: Vec<(usize, String)> = counts
        .into_values()
        .filter(|(n, _)| *n * 2 >= claims.len())
        .collect();
    names.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    names.truncate(MAX_NAMES);
    let mut names: Vec<String> = names.into_iter().map(|(_, name)| name).collect();
    names.sort();
    names.dedup();
    names
}

/// Returns the trigger that most claims use, that of a thing done first among equals.
fn usual_trigger(graph: &ClaimGraph<'_>, claims: &[ClaimId]) -> String {
    let mut counts: BTreeMap<String, (usize, bool)> = BTreeMap::new();
    for id in claims {
        let claim = graph.claim(*id);
        let words = one_line(claim.trigger.of(&graph.article(*id).text)).to_lowercase();
        let (n, is_done) = counts.entry(words).or_default();
        *n += 1;
        *is_done |= claim.status == Status::Done;
    }
    counts
        .into_iter()
        .max_by(|(a, x), (b, y)| (x.1, x.0).cmp(&(y.1, y.0)).then_with(|| b.cmp(a)))
        .map_or_else(String::new, |(words, _)| words)
}

/// Returns a short name for each path: the file's without folder and ending, the whole path where two would be one.
pub(super) fn articles<'p>(paths: impl Iterator<Item = &'p str>) -> BTreeMap<String, String> {
    let paths: Vec<&str> = paths.collect();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for path in &paths {
        *counts.entry(short_path(path)).or_default() += 1;
    }
    paths
        .into_iter()
        .map(|path| {
            let short = short_path(path);
            let name = if counts.get(&short) == Some(&1) {
                short
            } else {
                path.to_owned()
            };
            (path.to_owned(), name)
        })
        .collect()
}

fn short_path(path: &str) -> String {
    let (file, record) = match path.split_once(".jsonl#") {
        Some((file, record)) => (file, Some(record)),
        None => (path, None),
    };
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    match record {
        Some(record) => format!("{name}#{record}"),
        None => ["txt", "md"]
            .iter()
            .find_map(|ending| name.strip_suffix(ending)?.strip_suffix('.'))
            .filter(|stem| !stem.is_empty())
            .unwrap_or(name)
            .to_owned(),
    }
}

/// Returns the days as shortly as they can be read: `25 May 2026`, `3–7 May 2026`, `Feb 2026`, `by 1 Jun 2026`.
pub(super) fn days(days: Interval) -> String {
    match (days.from, days.to) {
        (None, None) => "any day".to_owned(),
        (Some(from), None) => format!("from {}", day(from)),
        (None, Some(to)) => format!("by {}", day(to)),
        (Some(from), Some(to)) if from == to => day(from),
        (Some(from), Some(to)) => {
            let ((y, m, d), (to_y, to_m, _)) = (from.ymd(), to.ymd());
            if Interval::year(y) == Some(days) {
                y.to_string()
            } else if Interval::month(y, m) == Some(days) {
                month_of(from)
            } else if (y, m) == (to_y, to_m) {
                format!("{d}–{}", day(to))
            } else if y == to_y {
                format!("{d} {}–{}", month_name(m), day(to))
            } else {
                format!("{}–{}", day(from), day(to))
            }
        }
    }
}

/// Returns the days without their year: `3–7 May`.
pub(super) fn yearly(stretch: Interval) -> String {
    let years = stretch.from.into_iter().chain(stretch.to);
    years.fold(days(stretch), |text, day| {
        text.replace(&format!(" {}", day.ymd().0), "")
    })
}

/// Returns `25 May 2026`.
pub(super) fn day(day: Day) -> String {
    format!("{} {}", day.ymd().2, month_of(day))
}

/// Returns `May 2026`.
pub(super) fn month_of(day: Day) -> String {
    let (year, month, _) = day.ymd();
    format!("{} {year}", month_name(month))
}

fn month_name(month: u8) -> &'static str {
    let name = MONTHS.get(usize::from(month).wrapping_sub(1));
    name.and_then(|name| name.get(..3)).unwrap_or("")
}

/// Returns the length of a stretch as shortly as it can be read: `12 days`, `5 months`, `78 years`.
pub(super) fn length(days: i32) -> String {
    match days {
        ..92 => super::counted(usize::try_from(days).unwrap_or(0), "day"),
        92..730 => format!("{} months", days / 30),
        _ => format!("{} years", days / 365),
    }
}

/// Returns the text on one line.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns the text cut to the columns, its end kept for a sign that it was cut.
pub(super) fn cut(text: &str, columns: usize) -> String {
    let wide = |text: &str| text.chars().map(columns_of).sum::<usize>();
    if wide(text) <= columns {
        return text.to_owned();
    }
    let mut used = 1;
    let mut out: String = text
        .chars()
        .take_while(|c| {
            used += columns_of(*c);
            used <= columns
        })
        .collect();
    out.push('…');
    out
}

/// Returns the text cut in its middle: file names differ at either end.
pub(super) fn cut_middle(text: &str, columns: usize) -> String {
    let letters: Vec<char> = text.chars().collect();
    let wide = |letters: &[char]| letters.iter().copied().map(columns_of).sum::<usize>();
    if wide(&letters) <= columns {
        return text.to_owned();
    }
    let room = columns.saturating_sub(1);
    let mut tail = 0;
    let end: Vec<char> = letters
        .iter()
        .rev()
        .take_while(|c| {
            tail += columns_of(**c);
            tail <= room / 2
        })
        .copied()
        .collect();
    let mut head = wide(&end);
    let mut out: String = letters
        .iter()
        .take_while(|c| {
            head += columns_of(**c);
            head <= room
        })
        .collect();
    out.push('…');
    out.extend(end.into_iter().rev());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_written_shortly() {
        let check = |from: (i32, u8, u8), to: (i32, u8, u8), expected: &str| {
            let day = |(y, m, d)| Day::from_ymd(y, m, d).unwrap_or(Day(0));
            assert_eq!(days(Interval::new(day(from), day(to))), expected);
        };
        check((2031, 5, 4), (2031, 5, 4), "4 May 2031");
        check((2031, 5, 4), (2031, 5, 9), "4–9 May 2031");
        let december = Interval::month(2031, 12).unwrap_or_default();
        assert_eq!(yearly(december.widened(1)), "30 Nov–1 Jan");
        check((2031, 5, 1), (2031, 5, 31), "May 2031");
        check((2031, 5, 4), (2031, 6, 9), "4 May–9 Jun 2031");
        check((2030, 12, 28), (2031, 1, 3), "28 Dec 2030–3 Jan 2031");
        check((2031, 1, 1), (2031, 12, 31), "2031");
        let open = Interval {
            from: None,
            to: Day::from_ymd(2031, 5, 4),
        };
        assert_eq!(days(open), "by 4 May 2031");
    }

    #[test]
    fn articles_that_share_a_file_name_keep_their_folder() {
        let paths = ["a/port.txt", "b/port.txt", "a/dam.md", "wire.jsonl#x/7"];
        let names = articles(paths.into_iter());
        let names: Vec<&str> = paths
            .iter()
            .filter_map(|p| names.get(*p).map(String::as_str))
            .collect();
        assert_eq!(names, ["a/port.txt", "b/port.txt", "dam", "wire#x/7"]);
    }

    #[test]
    fn what_is_too_long_is_cut() {
        assert_eq!(cut("harbour", 7), "harbour");
        assert_eq!(cut("harbours", 7), "harbou…");
        assert_eq!(cut_middle("2031-05-04-harbour-strike", 11), "2031-…trike");
        assert_eq!(cut("港港港港", 5), "港港…");
    }
}
