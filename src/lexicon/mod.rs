//! The YAML knowledge under `rules/`: frames, names, cues. Embedded in the
//! binary; a folder of the same layout replaces what it contains.

use miette::{Diagnostic, NamedSource, SourceSpan};
use rayon::prelude::*;
use serde::de::DeserializeOwned;
use thiserror::Error;

use crate::read::{LayoutWords, RuleFile, RuleFiles};
use crate::span::Span;
use crate::yaml;

pub mod chronology;

pub mod frames;

pub mod kinds;

pub mod names;

pub mod opposites;

pub mod outcomes;

pub mod predicates;

pub mod pictures;

pub mod places;

pub mod quantity;

pub mod sentences;

pub mod speech;

pub mod status;

pub mod ties;

pub mod time;

pub mod variants;

/// What is wrong with a file under `rules/`, and where.
#[derive(Debug, Clone, Error, Diagnostic)]
#[error("{message}")]
#[diagnostic(code(gainsay::rules))]
pub struct FileError {
    /// What is wrong.
    pub message: String,
    /// The file's text.
    #[source_code]
    pub text: NamedSource<String>,
    /// The token.
    #[label("here")]
    pub at: SourceSpan,
    /// What was probably meant.
    #[help]
    pub help: Option<String>,
}

impl FileError {
    /// Returns the error at a span of the file.
    pub fn new(file: &RuleFile, span: Span, message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            text: NamedSource::new(&file.path, file.text.clone()),
            at: (span.start as usize, span.len()).into(),
            help: None,
        }
    }

    /// Adds "did you mean" where one of `known` is near to `word`.
    #[must_use]
    pub fn suggest<'a>(mut self, word: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        let nearest = known
            .into_iter()
            .map(|k| (strsim::damerau_levenshtein(word, k), k))
            .min();
        if let Some((distance, known)) = nearest
            && distance <= 1 + word.chars().count() / 3
        {
            self.help = Some(format!("did you mean `{known}`?"));
        }
        self
    }
}

/// All knowledge that reading an article needs.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    /// Kinds of event.
    pub frames: frames::Frames,
    /// How events lie to each other in time.
    pub chronology: chronology::ChronologyWords,
    /// States, organisations, titles.
    pub names: names::Names,
    /// What tells the kind of a name.
    pub kinds: kinds::KindWords,
    /// Captions, credits and file names of pictures.
    pub pictures: pictures::PictureWords,
    /// Places and what they lie in.
    pub places: places::Places,
    /// Words that exclude each other.
    pub opposites: opposites::Opposites,
    /// Words by which versions of a sentence are compared.
    pub variants: variants::VariantWords,
    /// Kinds that exclude each other.
    pub exclusive: variants::Kinds,
    /// Words that say the same of the same things, or from another side.
    pub predicates: predicates::Predicates,
    /// What one name is to another.
    pub ties: ties::Ties,
    /// Outcomes and figures of news.
    pub outcomes: outcomes::OutcomeWords,
    /// Where sentences end.
    pub sentences: sentences::SentenceWords,
    /// Status, certainty, polarity.
    pub status: status::StatusWords,
    /// Time expressions.
    pub time: time::TimeWords,
    /// Numbers and units.
    pub quantity: quantity::QuantityWords,
    /// Speech and attribution.
    pub speech: speech::SpeechWords,
}

impl Lexicon {
    /// Reads the frames and names.
    ///
    /// # Errors
    /// Every error of every file.
    pub fn load(files: &RuleFiles) -> Result<Self, Vec<FileError>> {
        let mut errors = [Vec::new(), Vec::new(), Vec::new()];
        let [of_frames, of_names, of_words] = &mut errors;
        // About as much work on either side.
        let (names, words) = rayon::join(
            || Self::of_names(files, of_names),
            || Self {
                frames: Self::frames(files, of_frames),
                ..Self::of_words(files, of_words)
            },
        );
        let lexicon = Self {
            frames: words.frames,
            ties: words.ties,
            outcomes: words.outcomes,
            sentences: words.sentences,
            status: words.status,
            time: words.time,
            quantity: words.quantity,
            speech: words.speech,
            ..names
        };
        let errors = errors.concat();
        if errors.is_empty() {
            Ok(lexicon)
        } else {
            Err(errors)
        }
    }

    /// Reads the kinds of event.
    fn frames(files: &RuleFiles, errors: &mut Vec<FileError>) -> frames::Frames {
        let parsed: Vec<_> = files
            .frames
            .par_iter()
            .map(|file| yaml::parse(&file.text))
            .collect();
        let mut frame_files = Vec::new();
        for (file, parsed) in files.frames.iter().zip(parsed) {
            match parsed {
                Ok(frame) => frame_files.push((file, frame)),
                Err(e) => errors.push(yaml_error(file, e)),
            }
        }
        frames::Frames::new(frame_files).unwrap_or_else(|e| {
            errors.extend(e);
            frames::Frames::default()
        })
    }

    /// Reads names and what they may be to each other.
    fn of_names(files: &RuleFiles, errors: &mut Vec<FileError>) -> Self {
        let names = names::Names::new(
            name_file(files, "states", errors),
            name_file(files, "organisations", errors),
            name_file(files, "people", errors),
        );
        Self {
            chronology: chronology::ChronologyWords::new(name_file(files, "chronology", errors)),
            pictures: name_file(files, "pictures", errors),
            places: places::Places::new(name_file(files, "places", errors), &names),
            names,
            kinds: name_file(files, "kinds", errors),
            opposites: opposites::Opposites::new(name_file(files, "opposites", errors)),
            variants: name_file(files, "variants", errors),
            exclusive: variants::Kinds::new(name_file(files, "exclusive", errors)),
            predicates: predicates::Predicates::new(name_file(files, "predicates", errors)),
            ..Self::default()
        }
    }

    /// Reads the words of the other stages.
    fn of_words(files: &RuleFiles, errors: &mut Vec<FileError>) -> Self {
        Self {
            ties: ties::Ties::new(name_file(files, "ties", errors)),
            outcomes: name_file::<outcomes::OutcomeWords>(files, "outcomes", errors).indexed(),
            sentences: name_file(files, "sentences", errors),
            status: status::StatusWords::new(name_file(files, "status", errors)),
            time: name_file(files, "time", errors),
            quantity: name_file(files, "quantity", errors),
            speech: name_file(files, "speech", errors),
            ..Self::default()
        }
    }
}

impl Lexicon {
    /// Reads the words by which the read stage tells layout; they live among the names.
    ///
    /// # Errors
    /// The file is missing or broken.
    pub fn layout(&self, files: &RuleFiles) -> Result<LayoutWords, Vec<FileError>> {
        let Some(file) = files.names.iter().find(|f| f.stem == "layout") else {
            let mut errors = Vec::new();
            missing("layout", &mut errors);
            return Err(errors);
        };
        LayoutWords::parse(&file.text).map_err(|e| vec![yaml_error(file, e)])
    }
}

/// Turns a YAML error into a diagnostic on its file; an unknown key gets a suggestion.
pub fn yaml_error(file: &RuleFile, error: yaml::YamlError) -> FileError {
    let known = error
        .message
        .split_once("expected one of ")
        .map(|(_, list)| list.to_owned());
    let word = error.span.of(&file.text).to_owned();
    let made = FileError::new(file, error.span, error.message);
    match known {
        Some(list) => made.suggest(&word, list.split(", ")),
        None => made,
    }
}

/// Reads one file of `names/`; a missing or broken one is an error and the type's default.
fn name_file<T: DeserializeOwned + Default>(
    files: &RuleFiles,
    stem: &str,
    errors: &mut Vec<FileError>,
) -> T {
    let Some(file) = files.names.iter().find(|f| f.stem == stem) else {
        missing(stem, errors);
        return T::default();
    };
    yaml::parse(&file.text).unwrap_or_else(|e| {
        errors.push(yaml_error(file, e));
        T::default()
    })
}

fn missing(stem: &str, errors: &mut Vec<FileError>) {
    let file = RuleFile {
        path: format!("names/{stem}.yaml"),
        stem: stem.to_owned(),
        text: String::new(),
    };
    let message = format!("names/{stem}.yaml is missing");
    errors.push(FileError::new(&file, Span::default(), message));
}
