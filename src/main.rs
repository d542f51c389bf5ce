//! The `gainsay` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    gainsay::cli::run(std::env::args_os())
}
