//! What goes wrong between a publisher and a server, and which request it meets.

use std::time::Duration;

use attrc::world::Response;
use serde_json::{Value, json};

use super::asked::Asked;
use super::model::{Server, html, redirect};
use super::random::Chance;

/// Something that goes wrong with one request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The connection ends before the request is read.
    DropBefore,
    /// The connection ends after the request was carried out, without an answer.
    DropAfter,
    /// The connection ends in the middle of the answer.
    Half,
    /// The answer takes its time.
    Delay(Duration),
    /// The request is carried out later, among those that follow; the answer never comes.
    Late,
    /// The request is carried out twice, and the second answer comes.
    Twice,
    /// Some bytes of the answer are others.
    Garbled(u64),
    /// The answer has another status.
    Status(u16),
    /// The body ends early, and its length says so.
    Truncated,
    /// Not now; with or without a `Retry-After`.
    Busy(u16, Option<String>),
    /// A page for people to sign in, with status 200.
    LoginPage,
    /// It is at another host, which is named with its scheme.
    Elsewhere(u16, String),
    /// It is here, under `/moved`.
    Moved,
    /// The status is `pending` for so many polls.
    Pending(u32),
    /// The listing never ends.
    Endless(Endless),
    /// The listing claims these versions too and omits every other entry.
    Lying(Vec<(String, String)>),
    /// The server has forgotten its `next`.
    ExpiredNext,
    /// The answer calls itself something else.
    WrongType,
    /// The answer has more bytes than anybody can hold.
    Huge,
    /// The answer comes byte by byte.
    Drip,
}

/// How a listing does not end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Endless {
    /// The first page again and again, with one `next`.
    SameNext,
    /// The first page again and again, with a new `next` each time.
    NewNext,
    /// Pages with nothing on them.
    Empty,
    /// `more`, and no way to it.
    NoNext,
}

/// What becomes of an answer on its way.
pub enum Delivery {
    /// It never comes: the connection ends.
    Dropped,
    /// It never comes: nothing happens any more.
    Silence,
    /// It comes.
    Whole(Response),
    /// It comes after a time.
    After(Duration, Response),
    /// The connection ends in the middle.
    Half(Response),
    /// Byte by byte.
    Drip(Response),
    /// It does not end.
    Huge,
}

/// Which fault meets which request.
pub struct Script(Decision);

type Decision = Box<dyn FnMut(&Asked) -> Option<Fault> + Send>;

impl Script {
    /// Nothing goes wrong.
    pub fn none() -> Self {
        Self(Box::new(|_| None))
    }

    /// One after the other, a request each.
    pub fn each(faults: impl IntoIterator<Item = Fault>) -> Self {
        let faults: Vec<Fault> = faults.into_iter().collect();
        let mut faults = faults.into_iter();
        Self(Box::new(move |_| faults.next()))
    }

    /// Requests of a kind meet a fault, so many of them.
    pub fn when(is: fn(&Asked) -> bool, mut times: usize, fault: Fault) -> Self {
        Self(Box::new(move |asked| {
            let meets = times > 0 && is(asked);
            times -= usize::from(meets);
            meets.then(|| fault.clone())
        }))
    }

    /// As somebody decides who sees each request.
    pub fn by(decides: impl FnMut(&Asked) -> Option<Fault> + Send + 'static) -> Self {
        Self(Box::new(decides))
    }

    /// As chance has it; `known` are versions that a lying manifest may claim.
    pub fn seeded(seed: u64, of_hundred: usize, known: Vec<(String, String)>) -> Self {
        let mut chance = Chance::new(seed);
        let mut endless: Option<(Endless, usize)> = None;
        Self(Box::new(move |asked| {
            if let Some((form, left)) = endless.take_if(|_| asked.lists()) {
                endless = (left > 1).then_some((form, left - 1));
                return Some(Fault::Endless(form));
            }
            let fault = chance.happens(of_hundred).then(|| any(&mut chance, asked, &known));
            if let Some(Fault::Endless(form)) = fault {
                endless = Some((form, 1 + chance.below(40)));
            }
            fault
        }))
    }

    /// The fault of the next request.
    pub fn next(&mut self, asked: &Asked) -> Option<Fault> {
        (self.0)(asked)
    }
}

fn any(chance: &mut Chance, asked: &Asked, known: &[(String, String)]) -> Fault {
    const PATIENCE: [Option<&str>; 7] = [
        None,
        Some("1"),
        Some("0"),
        Some("Wed, 21 Oct 2026 07:28:00 GMT"),
        Some("99999999999999999999"),
        Some("-5"),
        Some("soon"),
    ];
    let busy = |chance: &mut Chance| {
        let status = *chance.pick(&[429, 502, 503, 504]);
        Fault::Busy(status, chance.pick(&PATIENCE).map(str::to_owned))
    };
    let claims = |chance: &mut Chance| {
        let some = known.iter().filter(|_| chance.happens(30));
        Fault::Lying(some.cloned().collect())
    };
    match chance.below(20) {
        0 | 1 => Fault::DropBefore,
        2 | 3 => Fault::DropAfter,
        4 => Fault::Half,
        5 => Fault::Delay(Duration::from_secs(chance.below(400) as u64)),
        6 => Fault::Late,
        7 => Fault::Twice,
        8 | 9 => Fault::Garbled(chance.next()),
        10 => Fault::Status(*chance.pick(&[200, 202, 204, 302, 400, 401, 404, 406, 413, 422, 500])),
        11 => Fault::Truncated,
        12 | 13 => busy(chance),
        14 => Fault::LoginPage,
        15 => Fault::Elsewhere(*chance.pick(&[301, 302, 307, 308]), "https://elsewhere.example".to_owned()),
        16 => Fault::Moved,
        17 if chance.happens(50) => Fault::Huge,
        17 => Fault::Drip,
        18 => Fault::WrongType,
        _ if asked.adds() => Fault::Pending(1 + chance.below(30) as u32),
        _ if asked.parameter("next").is_some() && chance.happens(50) => Fault::ExpiredNext,
        _ if asked.lists() && chance.happens(50) => {
            Fault::Endless(*chance.pick(&[Endless::SameNext, Endless::NewNext, Endless::Empty, Endless::NoNext]))
        }
        _ if asked.lists() => claims(chance),
        _ => busy(chance),
    }
}

/// What becomes of a request that meets a fault.
pub fn deliver(server: &Server, asked: &Asked, fault: Option<Fault>) -> Delivery {
    let late = std::mem::take(&mut server.state().late);
    let answer = || server.answer(asked);
    let delivery = match fault {
        None => Delivery::Whole(answer()),
        Some(Fault::DropBefore) => Delivery::Dropped,
        Some(Fault::DropAfter) => {
            answer();
            Delivery::Dropped
        }
        Some(Fault::Half) => Delivery::Half(answer()),
        Some(Fault::Delay(time)) => Delivery::After(time, answer()),
        Some(Fault::Late) => {
            server.state().late.push(asked.clone());
            Delivery::Silence
        }
        Some(Fault::Twice) => {
            answer();
            Delivery::Whole(answer())
        }
        Some(Fault::Garbled(seed)) => Delivery::Whole(garbled(answer(), seed)),
        Some(Fault::Status(status)) => Delivery::Whole(Response { status, ..answer() }),
        Some(Fault::Truncated) => {
            let mut answer = answer();
            answer.body.truncate(answer.body.len() * 2 / 3);
            Delivery::Whole(answer)
        }
        Some(Fault::Busy(status, after)) => {
            let mut busy = html(status, "Busy");
            busy.headers.extend(after.map(|after| ("retry-after".to_owned(), after)));
            Delivery::Whole(busy)
        }
        Some(Fault::LoginPage) => Delivery::Whole(html(200, "Please sign in")),
        Some(Fault::Elsewhere(status, host)) => Delivery::Whole(redirect(status, &format!("{host}{}", asked.path))),
        Some(Fault::Moved) => Delivery::Whole(redirect(308, &format!("{}/moved{}", asked.base, asked.target))),
        Some(Fault::Pending(polls)) => {
            server.state().pending = Some(polls);
            let answer = answer();
            server.state().pending = None;
            Delivery::Whole(answer)
        }
        Some(Fault::Endless(form)) => Delivery::Whole(endless(server, asked, form)),
        Some(Fault::Lying(claims)) => Delivery::Whole(lying(answer(), &claims)),
        Some(Fault::ExpiredNext) => Delivery::Whole(super::model::trouble(&server.rules, 400, "next has expired")),
        Some(Fault::WrongType) => {
            let mut answer = answer();
            answer.headers.retain(|(name, _)| name != "content-type");
            answer.headers.push(("content-type".to_owned(), "application/octet-stream".to_owned()));
            Delivery::Whole(answer)
        }
        Some(Fault::Huge) => Delivery::Huge,
        Some(Fault::Drip) => Delivery::Drip(answer()),
    };
    // What was late arrives after the request that overtook it.
    for asked in late {
        server.answer(&asked);
    }
    delivery
}

fn garbled(mut answer: Response, seed: u64) -> Response {
    let mut chance = Chance::new(seed);
    for _ in 0..1 + chance.below(6) {
        let at = chance.below(answer.body.len());
        if let Some(byte) = answer.body.get_mut(at) {
            *byte = chance.next() as u8;
        }
    }
    answer
}

fn endless(server: &Server, asked: &Asked, form: Endless) -> Response {
    let mut first = asked.clone();
    first.query.retain(|(name, _)| name != "next");
    let mut answer = server.answer(&first);
    let Ok(Value::Object(mut page)) = serde_json::from_slice(&answer.body) else { return answer };
    page.insert("more".to_owned(), json!(true));
    page.remove("next");
    let next = match form {
        Endless::SameNext | Endless::Empty => Some("again".to_owned()),
        Endless::NewNext => Some(format!("again-{}", server.state().requests.len())),
        Endless::NoNext => None,
    };
    page.extend(next.map(|next| ("next".to_owned(), json!(next))));
    if form == Endless::Empty {
        page.insert("objects".to_owned(), json!([]));
    }
    answer.body = Value::Object(page).to_string().into_bytes();
    answer
}

fn lying(mut answer: Response, claims: &[(String, String)]) -> Response {
    let Ok(Value::Object(mut page)) = serde_json::from_slice(&answer.body) else { return answer };
    let told = page.get("objects").and_then(Value::as_array).cloned().unwrap_or_default();
    let mut objects: Vec<Value> = told.into_iter().step_by(2).collect();
    objects.extend(claims.iter().map(|(id, version)| {
        json!({"id": id, "version": version, "date_added": "2026-01-01T00:00:00.000000Z",
               "media_type": "application/stix+json;version=2.1"})
    }));
    page.insert("objects".to_owned(), json!(objects));
    answer.body = Value::Object(page).to_string().into_bytes();
    answer
}
