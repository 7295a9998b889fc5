//! Codes: countries and regions, languages, ids of ATT&CK, vulnerabilities.

use super::Lower;
use crate::diag::codes::values as codes;
use crate::diag::{Diagnostic, Fix};
use crate::facts::model::Value;
use crate::source::Location;
use crate::vocab::attack;
use crate::vocab::language::RELIABILITIES;
use crate::vocab::registers::LANGUAGES;

impl<'s> Lower<'_, 's> {
    /// A country or region code (ISO 3166); an unknown one is reported and kept.
    pub(super) fn place_code(&mut self, code: &'s str) -> String {
        let known = rust_iso3166::from_alpha2(code).is_some() || rust_iso3166::iso3166_2::from_code(code).is_some();
        if !known {
            let country = code.split('-').next().unwrap_or(code);
            let help = match rust_iso3166::from_alpha2(country) {
                Some(country) => format!("{} has no region `{code}` in ISO 3166-2", country.name),
                None => "countries are two letters of ISO 3166-1, regions `COUNTRY-REGION` of ISO 3166-2".to_owned(),
            };
            let message = format!("`{code}` is no country or region");
            let bad = Diagnostic::new(&codes::BAD_CODE, self.at(code), message).label("not in ISO 3166").help(help);
            self.report(other_country(code, self.at(code), bad));
        }
        code.to_owned()
    }

    /// A code as the value of a key; `form` is what the key takes.
    pub(super) fn code(&mut self, form: &str, code: &'s str) -> Option<Value> {
        let place = self.at(code);
        let bad = |message: String, help: &str| {
            Diagnostic::new(&codes::BAD_CODE, place, message).label("no such code").help(help)
        };
        let problem = match form {
            "country" => rust_iso3166::from_alpha2(code).is_none().then(|| {
                let help = "countries are two letters of ISO 3166-1, such as `CN`";
                other_country(code, place, bad(format!("`{code}` is no country"), help))
            }),
            "reliability" => (!RELIABILITIES.iter().any(|row| row.word == code))
                .then(|| bad(format!("`{code}` is no reliability"), "reliability is a letter from `A` to `F`")),
            "attack" => match attack::family(code).is_some() {
                false => {
                    Some(bad(format!("`{code}` is no ATT&CK id"), "ids are `T1566.002`, `G0128`, `S0002` or `C0001`"))
                }
                true => attack::entry(code).is_none().then(|| {
                    let message = format!("`{code}` is not in ATT&CK {}", attack::VERSION);
                    Diagnostic::new(&codes::UNKNOWN_ATTACK, place, message)
                        .label("unknown id")
                        .help("check it; a newer release may have it")
                }),
            },
            _ => None,
        };
        let fatal = problem.as_ref().is_some_and(|problem| problem.code.id == codes::BAD_CODE.id);
        self.found.extend(problem);
        (!fatal).then(|| Value::Code(code.to_owned()))
    }

    /// A language tag (RFC 5646) whose language exists, where it has two letters; `part` is where it stands.
    pub(super) fn language(&mut self, tag: &str, part: &'s str) -> Option<Value> {
        let first = tag.split('-').next().unwrap_or_default();
        let unknown = first.len() == 2 && LANGUAGES.get(first).is_none();
        if unknown || !matches!(first.len(), 2 | 3) || oxilangtag::LanguageTag::parse(tag).is_err() {
            let place = self.at(part);
            // Codes of countries that are often taken for their languages.
            let meant = MISTAKEN.iter().find(|(country, _)| *country == first).map(|(_, language)| *language);
            let help = match meant {
                Some(language) => format!("did you mean `{language}`?"),
                None => "write two letters of ISO 639, and perhaps a script and a region: `en`, `zh-Hant`".to_owned(),
            };
            let bad = Diagnostic::new(&codes::BAD_CODE, place, format!("`{tag}` is no language"))
                .label("no such language")
                .help(help)
                .fix_if(
                    meant
                        .filter(|_| tag == first && part == tag)
                        .map(|meant| Fix::guess(format!("write `{meant}`"), place, meant)),
                );
            self.report(bad);
            return None;
        }
        Some(Value::Text(tag.to_owned()))
    }
}

/// Codes that are no language, and the language that is meant by them.
const MISTAKEN: [(&str, &str); 6] =
    [("cn", "zh"), ("jp", "ja"), ("ua", "uk"), ("gr", "el"), ("cz", "cs"), ("dk", "da")];

/// Adds the code that is meant by one of three letters, or by `UK`.
fn other_country(code: &str, place: Location, bad: Diagnostic) -> Diagnostic {
    let meant = match code {
        "UK" => rust_iso3166::from_alpha2("GB"),
        code => rust_iso3166::from_alpha3(code),
    };
    match meant {
        Some(country) => bad.help(format!("the code of {} is `{}`", country.name, country.alpha2)).fix(Fix::safe(
            format!("write `{}`", country.alpha2),
            place,
            country.alpha2,
        )),
        None => bad,
    }
}

/// What to write in place of a code that is none.
pub(super) fn advice(code: &str) -> String {
    match code.strip_prefix("CVE-") {
        Some(_) => {
            "a CVE id has a year of four digits and a number of four digits or more: `CVE-2021-34473`".to_owned()
        }
        None => "write a name, or an inline object: `organization \"…\"`".to_owned(),
    }
}
