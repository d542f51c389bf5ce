//! The words that captions, credits and file names of pictures are read by (`rules/names/pictures.yaml`).

use serde::Deserialize;

use crate::word_set::WordSet;

/// What `rules/names/pictures.yaml` holds; everything in lower case.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PictureWords {
    /// Phrases that mark a picture as older than its story: `file photo`.
    archive: Vec<String>,
    /// The same where a year follows: `pictured in 2013`.
    dated_lead: Vec<String>,
    /// What a caption calls the picture.
    #[serde(rename = "picture_words")]
    own_words: WordSet,
    /// Verbs between that word and what is shown.
    shows: WordSet,
    /// Prepositions before the place where a picture was taken.
    locative: WordSet,
    /// Words between such a preposition and the place.
    directions: WordSet,
    /// Prepositions behind which a place is told of, not shown.
    topic: WordSet,
    /// The same, where they hang on a noun or a topic verb.
    topic_behind_noun: WordSet,
    /// Verbs of speech and protest.
    topic_verbs: WordSet,
    /// Verbs that tell of the past of what is shown.
    background: WordSet,
    /// Participles that tell where something comes from.
    origin: WordSet,
    /// Prepositions before an event whose year is the picture's.
    during: WordSet,
    /// Parts of file names that say nothing.
    file_noise: WordSet,
    /// Prefixes of names that a camera gives.
    camera: WordSet,
    /// Parts of file names that come with a photographer's name.
    file_credit: WordSet,
    /// Files that are no picture of anything.
    placeholders: WordSet,
    /// Endings of picture files.
    endings: WordSet,
    /// Titles before a name in a file name.
    file_titles: WordSet,
    /// First names.
    given_names: WordSet,
}

impl PictureWords {
    /// Returns whether words (lower case) say that a picture is older than its story.
    pub fn is_archive(&self, words: &[&str]) -> bool {
        let holds = |phrase: &str| {
            let phrase: Vec<&str> = phrase.split(' ').collect();
            words
                .windows(phrase.len())
                .position(|run| run == phrase.as_slice())
                .map(|at| at + phrase.len())
        };
        let year = |word: Option<&&str>| {
            word.is_some_and(|w| w.len() == 4 && w.bytes().all(|b| b.is_ascii_digit()))
        };
        self.archive.iter().any(|p| {
            if p.contains(' ') {
                holds(p).is_some()
            } else {
                // One word alone is a credit ("FILE"), or a label in front or behind.
                words.first() == Some(&p.as_str()) || words.last() == Some(&p.as_str())
            }
        }) || self.dated_lead.iter().any(|p| {
            holds(p).is_some_and(|end| {
                let picture = |w: Option<&&str>| w.is_some_and(|w| self.is_picture_word(w));
                let here = words.get(end..).unwrap_or(&[]);
                let led = p.starts_with("in ") || p.starts_with("from ");
                match here.iter().take(4).position(|w| year(Some(w))) {
                    // "in this 2013 photo", "in a May 3, 2013 photo"
                    Some(at) if led => picture(here.get(at + 1)) || picture(here.get(at + 2)),
                    Some(_) => true,
                    None => false,
                }
            })
        })
    }

    /// Returns whether a word (lower case) is what a caption calls the picture.
    pub fn is_picture_word(&self, lower: &str) -> bool {
        self.own_words.contains(lower)
    }

    /// Returns whether a lemma stands between the picture's word and what it shows.
    pub fn is_shows(&self, lemma: &str) -> bool {
        self.shows.contains(lemma)
    }

    /// Returns whether a place behind the word (lower case) is where a picture was taken.
    pub fn is_locative(&self, lower: &str) -> bool {
        self.locative.contains(lower)
    }

    /// Returns whether a word (lower case) may stand between preposition and place: `downtown`.
    pub fn is_direction(&self, lower: &str) -> bool {
        self.directions.contains(lower)
    }

    /// Returns whether what stands behind a preposition is told of, not shown; `of_noun`: the
    /// phrase hangs on a noun, `lemma`: what it hangs on.
    pub fn is_topic(&self, preposition: &str, of_noun: bool, lemma: &str) -> bool {
        self.topic.contains(preposition)
            || (self.topic_behind_noun.contains(preposition)
                && (of_noun || self.topic_verbs.contains(lemma)))
    }

    /// Returns whether a verb (lemma) tells of the past of what is shown: `elect`.
    pub fn is_background(&self, lemma: &str) -> bool {
        self.background.contains(lemma)
    }

    /// Returns whether a participle (lemma) tells where something comes from: `made in Chad`.
    pub fn is_origin(&self, lemma: &str) -> bool {
        self.origin.contains(lemma)
    }

    /// Returns whether the year of an event behind the preposition is the picture's.
    pub fn is_during(&self, lower: &str) -> bool {
        self.during.contains(lower)
    }

    /// Returns whether a part of a file name (lower case) says nothing.
    pub fn is_file_noise(&self, lower: &str) -> bool {
        self.file_noise.contains(lower)
    }

    /// Returns whether a part of a file name is a camera's.
    pub fn is_camera(&self, lower: &str) -> bool {
        self.camera.contains(lower)
    }

    /// Returns whether a part of a file name comes with a photographer's name.
    pub fn is_file_credit(&self, lower: &str) -> bool {
        self.file_credit.contains(lower)
    }

    /// Returns whether a file's stem (lower case) is that of no picture of anything.
    pub fn is_placeholder(&self, stem: &str) -> bool {
        self.placeholders.contains(stem)
    }

    /// Returns whether a file's ending (lower case) is a picture's.
    pub fn is_ending(&self, lower: &str) -> bool {
        self.endings.contains(lower)
    }

    /// Returns whether a part of a file name is a title.
    pub fn is_file_title(&self, lower: &str) -> bool {
        self.file_titles.contains(lower)
    }

    /// Returns whether a word (lower case) is a first name and nothing else.
    pub fn is_given_name(&self, lower: &str) -> bool {
        self.given_names.contains(lower)
    }
}
