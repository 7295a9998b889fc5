//! `act-without-authority`: an act against somebody whose authority is not told, so that nothing leads to whom it is against.

use crate::diag::Diagnostic;
use crate::diag::codes::acts::ACT_WITHOUT_AUTHORITY;
use crate::facts::checks::View;
use crate::facts::lifecycle::targets;
use crate::vocab::language::verb;

/// Reports acts that would make relationships if somebody did them.
pub fn check(view: &View<'_>, found: &mut Vec<Diagnostic>) {
    for (_, act) in view.entities() {
        let does = act.kind.act.as_ref().is_some_and(|row| verb(row.verb).is_some());
        let Some(target) = targets(act).next().filter(|_| does && act.voices().next().is_none()) else { continue };
        let written = act.values("authority").next().map(|value| value.origin);
        let message =
            format!("`{}` is against `{}`, and nobody is named as its authority", act.name, view.entity(target).name);
        found.push(
            Diagnostic::new(&ACT_WITHOUT_AUTHORITY, view.at(written.unwrap_or(act.origin)), message)
                .label("by whom?")
                .help("only its report remains, no relationship to whom it is against: name the `authority` if any source does"),
        );
    }
}
