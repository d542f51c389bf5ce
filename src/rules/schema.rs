//! A rule file as it is written. What it means is checked in `check`.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::yaml::Spanned;

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RuleYaml {
    pub(super) id: Spanned<String>,
    pub(super) summary: Spanned<String>,
    pub(super) why: Spanned<String>,
    pub(super) level: Spanned<String>,
    #[serde(default)]
    pub(super) status: Option<Spanned<String>>,
    #[serde(default)]
    pub(super) verdict: Option<Spanned<String>>,
    #[serde(rename = "match")]
    pub(super) matches: MatchYaml,
    pub(super) message: Spanned<String>,
    pub(super) labels: BTreeMap<String, Spanned<String>>,
    pub(super) help: Spanned<String>,
    #[serde(default)]
    pub(super) premises: Vec<Spanned<String>>,
    pub(super) tests: Vec<TestYaml>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MatchYaml {
    pub(super) claims: BTreeMap<String, PatternYaml>,
    #[serde(default, rename = "where")]
    pub(super) relations: Vec<RelationYaml>,
    #[serde(default)]
    pub(super) absent: Option<PatternYaml>,
    #[serde(default)]
    pub(super) chain: Option<Spanned<String>>,
    #[serde(default)]
    pub(super) once: Option<Spanned<String>>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PatternYaml {
    pub(super) predicate: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) polarity: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) status: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) certainty: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) scope: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) voice: Option<Spanned<String>>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RelationYaml {
    pub(super) relation: Spanned<String>,
    pub(super) of: Vec<Spanned<String>>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TestYaml {
    pub(super) name: Spanned<String>,
    #[serde(default)]
    pub(super) conflict: Vec<ArticleYaml>,
    #[serde(default)]
    pub(super) consistent: Vec<ArticleYaml>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ArticleYaml {
    #[serde(default)]
    pub(super) published: Option<Spanned<String>>,
    #[serde(default)]
    pub(super) title: Option<String>,
    pub(super) text: String,
}
