//! What of a rule held for the claims it bound, for a certificate.

use super::message::part;
use super::relation::Scene;
use super::{Binding, Match, Var};
use crate::graph::{ClaimGraph, ClaimId};

/// A relation that held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// The relation's name.
    pub relation: String,
    /// Its operands as the rule names them: `a.time`.
    pub of: Vec<String>,
    /// What each operand says; empty for a whole claim.
    pub values: Vec<String>,
}

impl Match<'_> {
    /// Returns the bound claims with the names that the rule gives them; those of a chain are numbered by its steps.
    pub fn bound(&self) -> Vec<(String, ClaimId)> {
        let is_chain = self.rule.binding == Binding::Chain;
        let sides = (1..).zip(["a", "b"].into_iter().chain(std::iter::repeat("")));
        sides
            .zip(&self.sides)
            .flat_map(|((number, name), side)| {
                side.claims.iter().map(move |id| {
                    let name = if is_chain {
                        i32::to_string(&number)
                    } else {
                        name.to_owned()
                    };
                    (name, *id)
                })
            })
            .collect()
    }

    /// Returns the rule's relations with what their operands say.
    pub fn held(&self, graph: &ClaimGraph<'_>) -> Vec<Held> {
        let bound = self.bound();
        let of = |name: &str| bound.iter().find(|(n, _)| *n == name).map(|(_, id)| *id);
        let Some(a) = of("a") else {
            return Vec::new();
        };
        let b = of("b");
        let scene = Scene { graph, a, b };
        self.rule
            .conditions
            .iter()
            .map(|condition| Held {
                relation: condition.relation.name.to_owned(),
                of: condition
                    .of
                    .iter()
                    .map(|operand| {
                        let var = match operand.var {
                            Var::A => "a",
                            Var::B => "b",
                        };
                        match &operand.part {
                            Some(part) => format!("{var}.{part}"),
                            None => var.to_owned(),
                        }
                    })
                    .collect(),
                values: condition
                    .of
                    .iter()
                    .map(|operand| match operand.part {
                        Some(_) => part(&scene, operand),
                        None => String::new(),
                    })
                    .collect(),
            })
            .collect()
    }
}
