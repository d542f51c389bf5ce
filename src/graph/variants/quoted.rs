//! Words in quotation marks that differ between two articles.

use super::align::Range;
use super::side::Side;
use crate::claims;
use crate::mentions::entity::one_spelling;
use crate::span::Span;
use crate::tokens::Upos;

/// Returns whether two stretches of words stand in quotation marks and in one speaker's mouth.
pub(super) fn same_quotation(a: &Side<'_>, sa: Span, b: &Side<'_>, sb: Span) -> bool {
    match (speaker(a, sa), speaker(b, sb)) {
        (Some(x), Some(y)) => x == y,
        _ => false,
    }
}

/// Returns who says the words at a span in quotation marks, where that is known.
fn speaker(side: &Side<'_>, span: Span) -> Option<String> {
    let by = claims::quoted_speaker(side.article, side.extraction, side.lexicon, span)?;
    Some(by.speaker)
}

/// Returns what each side says where one speaker's words in quotation marks differ. What was left out, put
/// in brackets, spelled or inflected otherwise is no difference.
pub(super) fn reworded(a: &Side<'_>, ha: Range, b: &Side<'_>, hb: Range) -> Option<(Span, Span)> {
    if ha.0 == ha.1 || hb.0 == hb.1 {
        return None;
    }
    let (sa, sb) = (a.range(ha), b.range(hb));
    if !same_quotation(a, sa, b, sb) || is_edited(a, sa) || is_edited(b, sb) {
        return None;
    }
    let content = |side: &Side<'_>, range: Range| {
        (range.0..range.1).any(|w| {
            matches!(
                side.upos(w),
                Upos::Noun | Upos::Propn | Upos::Verb | Upos::Adj | Upos::Adv | Upos::Num
            )
        })
    };
    let spelled = ha.1 - ha.0 == hb.1 - hb.0
        && (ha.0..ha.1)
            .zip(hb.0..hb.1)
            .all(|(i, j)| a.lemma(i) == b.lemma(j) || one_spelling(a.lower(i), b.lower(j)));
    (content(a, ha) && content(b, hb) && !spelled).then_some((sa, sb))
}

/// Returns whether an editor's marks stand in or beside the words: brackets, an ellipsis.
fn is_edited(side: &Side<'_>, span: Span) -> bool {
    let text = &side.article.text;
    let before = text.get(..span.start as usize).unwrap_or_default();
    let behind = text.get(span.end as usize..).unwrap_or_default();
    let before = before.trim_end_matches([' ', ',']);
    let behind = behind.trim_start_matches([' ', ',']);
    span.of(text).contains(['[', '(', '…'])
        || before.ends_with(['[', ']', '(', '…'])
        || before.ends_with("..")
        || behind.starts_with(['[', ']', ')', '…'])
        || behind.starts_with("..")
}
