//! Ids of catalogues: CAPEC and CVE.

use super::Misfit;

/// `CAPEC-163` (STIX 2.1, section 4.1.1).
pub(super) fn capec_id(text: &str) -> Result<(), Misfit> {
    let fits = |rest: &str| digits(rest, 1..=usize::MAX);
    numbered(text, "CAPEC-", fits, "it is `CAPEC-` and a number, as in `CAPEC-163`")
}

/// `CVE-2021-34473` (STIX 2.1, section 4.19.1; the CVE record format allows 4 to 19 digits).
pub(super) fn cve_id(text: &str) -> Result<(), Misfit> {
    let fits =
        |rest: &str| rest.split_once('-').is_some_and(|(year, number)| digits(year, 4..=4) && digits(number, 4..=19));
    numbered(text, "CVE-", fits, "it is `CVE-`, a year and four digits or more, as in `CVE-2021-34473`")
}

fn numbered(text: &str, head: &str, fits: impl Fn(&str) -> bool, form: &'static str) -> Result<(), Misfit> {
    let good = |text: &str| text.strip_prefix(head).is_some_and(&fits);
    let capital = text.to_ascii_uppercase();
    match good(text) {
        true => Ok(()),
        false => Err(Misfit::whole(text, form).surely(good(&capital).then_some(capital))),
    }
}

/// Whether a text is digits alone, as many as allowed.
fn digits(text: &str, count: std::ops::RangeInclusive<usize>) -> bool {
    count.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}
