//! The texts of the files under `rules/`: embedded, or a folder of the same layout.

use std::path::Path;

use include_dir::{Dir, include_dir};

static BUILT_IN: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/rules");

/// One YAML file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleFile {
    /// What a message calls it: `rules/frames/conflict.yaml`.
    pub path: String,
    /// File name without folder and ending.
    pub stem: String,
    /// Its text.
    pub text: String,
}

/// The three folders of knowledge, each sorted by file name.
#[derive(Debug, Clone, Default)]
pub struct RuleFiles {
    /// Rules.
    pub contradictions: Vec<RuleFile>,
    /// Frames.
    pub frames: Vec<RuleFile>,
    /// Names and cues.
    pub names: Vec<RuleFile>,
}

impl RuleFiles {
    /// Returns the files embedded in the binary.
    pub fn built_in() -> Self {
        let folder = |name: &str| {
            let mut files: Vec<RuleFile> = BUILT_IN
                .get_dir(name)
                .map(|dir| {
                    dir.files()
                        .filter(|f| f.path().extension().is_some_and(|e| e == "yaml"))
                        .filter_map(|f| {
                            Some(RuleFile {
                                path: format!("rules/{}", f.path().to_str()?),
                                stem: f.path().file_stem()?.to_str()?.to_owned(),
                                text: f.contents_utf8()?.to_owned(),
                            })
                        })
                        .collect()
                })
                .unwrap_or_default();
            files.sort_by(|a, b| a.path.cmp(&b.path));
            files
        };
        Self {
            contradictions: folder("contradictions"),
            frames: folder("frames"),
            names: folder("names"),
        }
    }

    /// Returns the built-in files with those of `dir` in place of each of the
    /// three folders that `dir` contains.
    ///
    /// # Errors
    /// `dir` cannot be read, holds none of the three, or a file of it cannot be read as UTF-8.
    pub fn with_dir(dir: &Path) -> Result<Self, std::io::Error> {
        let mut files = Self::built_in();
        let mut found = false;
        for (name, into) in [
            ("contradictions", &mut files.contradictions),
            ("frames", &mut files.frames),
            ("names", &mut files.names),
        ] {
            let folder = dir.join(name);
            if !folder.is_dir() {
                continue;
            }
            found = true;
            into.clear();
            for entry in std::fs::read_dir(&folder)? {
                let path = entry?.path();
                if path.extension().is_none_or(|e| e != "yaml") {
                    continue;
                }
                let text = std::fs::read_to_string(&path).map_err(|e| {
                    std::io::Error::new(e.kind(), format!("{}: {e}", path.display()))
                })?;
                into.push(RuleFile {
                    path: path.to_string_lossy().replace('\\', "/"),
                    stem: path
                        .file_stem()
                        .map(|s| s.to_string_lossy().into_owned())
                        .unwrap_or_default(),
                    text,
                });
            }
            into.sort_by(|a, b| a.path.cmp(&b.path));
        }
        if found {
            Ok(files)
        } else {
            Err(std::io::Error::new(
                std::io::ErrorKind::NotFound,
                format!(
                    "{}: holds none of contradictions/, frames/, names/",
                    dir.display()
                ),
            ))
        }
    }
}
