//! Rules: YAML files that say what must hold between claims.

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Worth knowing.
    Advice,
    /// Should be looked at before publishing.
    Warning,
    /// Must be settled before publishing.
    Error,
}

/// What a finding says about its claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Both cannot be true, whatever the missing dates are.
    Contradiction,
    /// Both cannot be true, and at least one side is a speaker's that the other does not share.
    Disputed,
    /// Depends on a date that nobody states.
    Unorderable,
    /// The later article still says what the earlier one had overtaken.
    Stale,
    /// The later claim legitimately follows the earlier one.
    Progress,
    /// Wrong by itself.
    Defect,
}
