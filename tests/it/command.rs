//! Runs the built program.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// What a run of the program left.
pub(crate) struct Run {
    /// Exit code; -1 where a signal ended it.
    pub(crate) code: i32,
    /// Standard output.
    pub(crate) stdout: String,
    /// Standard error.
    pub(crate) stderr: String,
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}

/// The program in a folder, with an environment that says nothing of colours or locales.
pub(crate) fn gainsay(dir: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gainsay"));
    command
        .current_dir(dir)
        .args(args)
        .env_remove("NO_COLOR")
        .env_remove("LC_ALL")
        .env_remove("LANG");
    command
}

/// Runs the program without standard input.
pub(crate) fn run(dir: &Path, args: &[&str]) -> Run {
    let output = gainsay(dir, args).stdin(Stdio::null()).output();
    output.expect("the program runs").into()
}

/// Runs the program with the bytes as standard input.
pub(crate) fn run_with_stdin(dir: &Path, args: &[&str], stdin: &[u8]) -> Run {
    let mut child = gainsay(dir, args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    // The program may end before it has read everything.
    let _ = child.stdin.take().expect("it is piped").write_all(stdin);
    child.wait_with_output().expect("the program ends").into()
}

/// Makes a folder with the files.
pub(crate) fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().expect("a temporary folder");
    for (name, bytes) in files {
        if let Some(parent) = dir.path().join(name).parent() {
            std::fs::create_dir_all(parent).expect("a temporary folder");
        }
        std::fs::write(dir.path().join(name), bytes).expect("a temporary file");
    }
    dir
}
