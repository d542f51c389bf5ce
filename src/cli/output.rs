//! The terminal: what it can show, and writing to it.

use std::io::{self, BufWriter, IsTerminal, Write};

use super::args::{Cli, ColorChoice};
use super::error::CliError;
use crate::report::Appearance;

/// Widths that read well; what the terminal says is kept within.
const WIDTHS: std::ops::RangeInclusive<usize> = 80..=140;

/// Returns how to draw on standard output.
pub(super) fn for_stdout(cli: &Cli) -> Appearance {
    appearance(cli, io::stdout().is_terminal())
}

/// Returns how to draw on standard error.
pub(super) fn for_stderr(cli: &Cli) -> Appearance {
    appearance(cli, io::stderr().is_terminal())
}

/// Returns how to draw in a file.
pub(super) fn for_file(cli: &Cli) -> Appearance {
    appearance(cli, false)
}

fn appearance(cli: &Cli, is_terminal: bool) -> Appearance {
    let default = Appearance::default();
    let width = if is_terminal {
        terminal_size::terminal_size()
            .map_or(default.width, |(columns, _)| usize::from(columns.0))
            .clamp(*WIDTHS.start(), *WIDTHS.end())
    } else {
        default.width
    };
    Appearance {
        width: cli.width.map_or(width, usize::from),
        color: match cli.color {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto => is_terminal && !is_set("NO_COLOR") && !has_dumb_terminal(),
        },
        unicode: !is_terminal || has_unicode_locale(),
    }
}

fn is_set(variable: &str) -> bool {
    std::env::var_os(variable).is_some_and(|value| !value.is_empty())
}

fn has_dumb_terminal() -> bool {
    std::env::var_os("TERM").is_some_and(|term| term == "dumb")
}

/// Returns false only where the locale names another encoding; files and pipes are always UTF-8.
fn has_unicode_locale() -> bool {
    ["LC_ALL", "LC_CTYPE", "LANG"]
        .iter()
        .filter_map(std::env::var_os)
        .find(|value| !value.is_empty())
        .is_none_or(|value| {
            let value = value.to_string_lossy().to_ascii_lowercase();
            value.contains("utf-8") || value.contains("utf8")
        })
}

/// Writes the result to standard output, through one locked and buffered writer.
pub(super) fn write_result(
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), CliError> {
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    write(&mut out)
        .and_then(|()| out.flush())
        .map_err(CliError::Write)
}

/// Writes a message to standard error; where nobody listens there is nobody to tell.
pub(super) fn write_status(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}
