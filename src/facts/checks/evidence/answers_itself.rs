//! `answers-itself`: an answer to itself, or answers in a circle.

use crate::diag::Diagnostic;
use crate::diag::codes::evidence::ANSWERS_ITSELF;
use crate::facts::checks::View;
use crate::facts::model::{Response, Target};

/// Reports the first answer of each circle.
pub fn check(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    let responses = &view.facts.responses;
    // 0: not seen, 1: on the way, 2: leads to no circle that was not told.
    let mut state = vec![0_u8; responses.len()];
    for start in 0..responses.len() {
        let mut way: Vec<(usize, Vec<usize>)> = Vec::new();
        let mut next = Some(start);
        while let Some(at) = next.take().or_else(|| way.last_mut().and_then(|(_, rest)| rest.pop())) {
            match state.get(at).copied() {
                Some(0) => {
                    if let Some(mark) = state.get_mut(at) {
                        *mark = 1;
                    }
                    way.push((at, responses.get(at).map(answered).unwrap_or_default()));
                }
                Some(1) => found.extend(responses.get(at).map(|response| circle(view, response))),
                _ => {}
            }
            while let Some((done, _)) = way.pop_if(|(_, rest)| rest.is_empty()) {
                if let Some(mark) = state.get_mut(done) {
                    *mark = 2;
                }
            }
        }
    }
}

/// The answers that an answer answers.
fn answered(response: &Response) -> Vec<usize> {
    let answers = response.targets.iter().filter_map(|target| match target {
        Target::Response { response, .. } => Some(response.0 as usize),
        Target::Claims { .. } | Target::Document(_) => None,
    });
    answers.collect()
}

fn circle(view: &View<'_>, response: &Response) -> Diagnostic {
    Diagnostic::new(&ANSWERS_ITSELF, view.at(response.origin), "this answer answers itself")
        .label("what it answers leads back here")
        .help("give the label of the claim that is meant")
}
