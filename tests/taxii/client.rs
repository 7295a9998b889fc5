//! The client against answers of servers as they are, and as they should not be.

use std::ops::ControlFlow;
use std::time::Duration;

use attrc::outputs::taxii::{
    Access, Client, Collection, Cut, Fault, Filters, Pulled, Rules, State, Status, Trouble, Url, Version, Versions,
    pull,
};
use attrc::project::Address;
use attrc::world::{Broken, Method, Response};

use super::network::{Asked, Scripted, Waiting, of_type, taxii, with};

const HOME: &str = "https://taxii.example/root/collections/c1/";
const COLLECTION: &str =
    r#"{"id":"c1","title":"All","can_read":true,"can_write":true,"media_types":["application/stix+json;version=2.1"]}"#;
const ROOT: &str = r#"{"title":"Root","versions":["application/taxii+json;version=2.1"],"max_content_length":1000}"#;
const SECRET: &str = "s3cret-of-ours";

type Answer = Result<Response, Broken>;

/// A client and the collection whose address it knows, with what it was asked behind the opening.
fn at_collection<T>(
    answers: Vec<Answer>,
    rules: Rules,
    work: impl FnOnce(&Collection<'_>) -> T,
) -> (T, Vec<Asked>, Vec<Duration>) {
    let world = Waiting::new();
    let network = Scripted::new([taxii(200, COLLECTION), taxii(200, ROOT)].into_iter().chain(answers));
    let home = Url::parse(HOME).unwrap();
    let client = Client::new(&world, &network, Access::basic("ci", SECRET), rules, &[&home]);
    let collection = Collection::open(&client, &Address::Collection(HOME.to_owned())).unwrap();
    let done = work(&collection);
    (done, network.asked().split_off(2), world.pauses())
}

fn rules() -> Rules {
    Rules { page: 2, ..Rules::default() }
}

fn added(answers: Vec<Answer>) -> (Result<Status, Trouble>, Vec<Asked>, Vec<Duration>) {
    at_collection(answers, rules(), |collection| collection.add(br#"{"objects":[]}"#))
}

/// The ids of a manifest with their versions, and the requests for it.
fn listed(answers: Vec<Answer>) -> (Result<Vec<String>, Trouble>, Vec<String>) {
    let filters = Filters { versions: Versions::All, ..Filters::default() };
    let (result, asked, _) = at_collection(answers, rules(), |collection| {
        let mut ids = Vec::new();
        collection.manifest(&filters, &mut |entry| ids.push(entry.id.to_owned())).map(|()| ids)
    });
    let shown = |asked: Asked| asked.url.trim_start_matches(HOME).to_owned();
    (result, asked.into_iter().map(shown).collect())
}

fn page(ids: &[u32], rest: &str) -> Answer {
    let entry = |id: &u32| {
        format!(r#"{{"id":"note--{id}","version":"2024-01-01T00:00:00Z","date_added":"2024-02-01T00:00:{id:02}.5Z"}}"#)
    };
    let entries: Vec<String> = ids.iter().map(entry).collect();
    taxii(200, &format!(r#"{{"objects":[{}]{rest}}}"#, entries.join(",")))
}

fn numbers(ids: &[u32]) -> Vec<String> {
    ids.iter().map(|id| format!("note--{id}")).collect()
}

fn fault<T: std::fmt::Debug>(result: Result<T, Trouble>) -> Fault {
    result.unwrap_err().fault
}

const STATUS: &str =
    r#"{"id":"s1","status":"complete","total_count":0,"success_count":0,"failure_count":0,"pending_count":0}"#;

#[test]
fn an_envelope_is_one_request_with_exact_media_types_and_credentials() {
    let (status, asked, _) = added(vec![taxii(202, STATUS)]);
    assert_eq!(status.unwrap().state, State::Complete);
    let [post] = asked.as_slice() else { panic!("{}", asked.len()) };
    assert_eq!((post.method, post.url.as_str()), (Method::Post, "https://taxii.example/root/collections/c1/objects/"));
    assert_eq!(post.header("Accept"), Some("application/taxii+json;version=2.1"));
    assert_eq!(post.header("Content-Type"), Some("application/taxii+json;version=2.1"));
    assert_eq!(post.header("Authorization"), Some("Basic Y2k6czNjcmV0LW9mLW91cnM="));
    assert_eq!(post.body, br#"{"objects":[]}"#);
}

#[test]
fn an_envelope_is_sent_again_only_where_nobody_looked_at_it() {
    let busy = |status, after| with(of_type("text/plain", status, "later"), "retry-after", after);
    let (status, asked, pauses) = added(vec![
        Err(Broken::Unreached("refused".to_owned())),
        busy(429, "7"),
        busy(503, "Sun, 01 Mar 2026 00:00:20 GMT"),
        busy(503, "99999999999"),
        taxii(202, STATUS),
    ]);
    assert!(status.is_ok() && asked.len() == 5);
    let seconds: Vec<f64> = pauses.iter().map(Duration::as_secs_f64).collect();
    assert_eq!(seconds, [0.5, 7.0, 12.5, 60.0]);

    let lost = [
        Err(Broken::Lost("reset".to_owned())),
        Err(Broken::TimedOut),
        of_type("text/html", 500, "<h1>Internal Server Error</h1>"),
        of_type("text/html", 502, ""),
        of_type("text/html", 504, ""),
        of_type("text/html", 200, "<p>please log in"),
        taxii(202, "half an ans"),
    ];
    for answer in lost {
        let (status, asked, _) = added(vec![answer.clone()]);
        let trouble = status.unwrap_err();
        assert!(trouble.may_have_arrived && asked.len() == 1, "{answer:?}: {trouble}");
    }
    let refused = [(400, "Rejected(400)"), (422, "Rejected(422)"), (401, "Refused(401)"), (403, "Refused(403)")];
    for (status, expected) in refused.into_iter().chain([(404, "NotFound"), (413, "TooLarge"), (415, "NotSpoken(415)")])
    {
        let (result, ..) =
            added(vec![of_type("application/json", status, r#"{"title":"no","description":["of","it"]}"#)]);
        let trouble = result.unwrap_err();
        assert_eq!(format!("{:?}", trouble.fault), expected);
        assert!(!trouble.may_have_arrived && trouble.told.as_deref() == Some("no: of it"), "{trouble:?}");
    }
}

#[test]
fn patience_has_an_end() {
    let busy = || with(of_type("text/plain", 503, ""), "retry-after", "3600");
    let (status, _, pauses) = added(vec![busy(), busy(), busy(), busy()]);
    assert!(matches!(fault(status), Fault::Busy(503, Some(_))));
    assert_eq!(pauses.iter().sum::<Duration>(), Duration::from_secs(180));
    let refused = || Err(Broken::Unreached("refused".to_owned()));
    let (status, asked, _) = added((0..6).map(|_| refused()).collect());
    assert_eq!((fault(status), asked.len()), (Fault::Unreached("refused".to_owned()), 6));
    let (status, asked, _) = added(vec![Err(Broken::Untrusted("unknown issuer".to_owned()))]);
    assert_eq!((fault(status), asked.len()), (Fault::Untrusted("unknown issuer".to_owned()), 1));
}

#[test]
fn redirects_keep_method_and_body_on_the_same_host_and_lead_to_no_other() {
    let to = |status, place| with(of_type("text/html", status, "moved"), "location", place);
    let (status, asked, _) =
        added(vec![to(308, "/other/objects/"), to(307, "https://TAXII.example:443/third/"), taxii(202, STATUS)]);
    assert!(status.is_ok());
    for post in &asked {
        assert!(post.method == Method::Post && !post.body.is_empty() && post.header("Authorization").is_some());
    }
    for place in ["https://evil.example/", "http://taxii.example/x/", "https://taxii.example:8443/", "//evil.example/"]
    {
        let (status, asked, _) = added(vec![to(307, place)]);
        let trouble = status.unwrap_err();
        assert!(matches!(trouble.fault, Fault::Elsewhere(_)) && asked.len() == 1, "{place}: {trouble:?}");
        assert!(!trouble.may_have_arrived && trouble.message().contains("leads to another host"));
    }
    for status in [301, 302, 303] {
        let trouble = added(vec![to(status, "/elsewhere/")]).0.unwrap_err();
        assert_eq!(trouble.fault, Fault::NotFollowed(status));
        assert!(trouble.help().contains("`https://taxii.example/elsewhere/`"), "{}", trouble.help());
    }
    let (ids, asked) = listed(vec![to(302, "/moved/?limit=2"), page(&[1], "")]);
    assert_eq!((ids.unwrap(), asked.len()), (numbers(&[1]), 2));
    let (ids, asked) = listed((0..6).map(|_| to(308, "/again/")).collect());
    assert_eq!((fault(ids), asked.len()), (Fault::Astray, 6));
}

#[test]
fn no_secret_is_told_whatever_a_server_says() {
    let says = format!(r#"{{"title":"{SECRET}","description":"Basic Y2k6czNjcmV0LW9mLW91cnM="}}"#);
    let answers = [
        of_type("application/json", 400, &says),
        of_type("text/html", 500, &says),
        of_type(&format!("text/{SECRET}"), 200, ""),
        taxii(202, &says),
        with(of_type("text/plain", 307, ""), "location", &format!("https://{SECRET}.example/")),
        Err(Broken::Lost(format!("at {SECRET}"))),
    ];
    for answer in answers {
        let trouble = added(vec![answer]).0.unwrap_err();
        let told = format!("{trouble} {trouble:?} {}", trouble.help());
        assert!(!told.contains(SECRET) && !told.contains("Y2k6czNj"), "{told}");
    }
    let entry = format!(r#"{{"id":"{SECRET}","status":"{SECRET}","failures":[{{"id":"x","message":"{SECRET}"}}]}}"#);
    let status = added(vec![taxii(202, &entry)]).0.unwrap();
    assert_eq!(status.state, State::Other("•••".to_owned()));
    assert_eq!(status.failures[0].message.as_deref(), Some("•••"));
}

#[test]
fn a_page_asks_for_the_same_as_the_page_before() {
    let (ids, asked) = listed(vec![
        page(&[1, 2], r#","more":true,"next":"a b""#),
        page(&[3, 4], r#","more":true,"next":"a b""#),
        page(&[5], r#","more":false,"next":"a b""#),
    ]);
    assert_eq!(ids.unwrap(), numbers(&[1, 2, 3, 4, 5]));
    let first = "manifest/?limit=2&match%5Bspec_version%5D=2.1&match%5Bversion%5D=all";
    assert_eq!(asked, [first.to_owned(), format!("{first}&next=a%20b"), format!("{first}&next=a%20b")]);
    assert_eq!(listed(vec![taxii(200, "{}")]).0.unwrap(), numbers(&[]));
}

#[test]
fn a_page_without_next_goes_on_by_time_and_loses_nothing_of_the_same_instant() {
    let more = |ids: &[u32]| page(ids, r#","more":true"#);
    // The second page has an entry of the first again, because it was added at the instant where that one ended.
    let answers = vec![
        more(&[1, 2]),
        with(more(&[2, 3]), "x-taxii-date-added-last", "2024-02-01T00:00:04.000001Z"),
        page(&[4], ""),
    ];
    let (ids, asked) = listed(answers);
    assert_eq!(ids.unwrap(), numbers(&[1, 2, 3, 4]));
    assert!(asked[1].ends_with("&added_after=2024-02-01T00:00:02.499999Z"), "{asked:?}");
    assert!(asked[2].ends_with("&added_after=2024-02-01T00:00:04.000000Z"), "{asked:?}");
    for header in ["undefined", "", "2024"] {
        let (ids, asked) = listed(vec![with(more(&[1, 2]), "x-taxii-date-added-last", header), page(&[3], "")]);
        assert_eq!(ids.unwrap(), numbers(&[1, 2, 3]));
        assert!(asked[1].contains("added_after=2024-02-01T00:00:02.499999Z"), "{asked:?}");
    }
    // A whole page of one instant: the way on is without a limit.
    let (ids, asked) = listed(vec![more(&[1, 2]), more(&[1, 2]), page(&[1, 2, 3], "")]);
    assert_eq!(ids.unwrap(), numbers(&[1, 2, 3]));
    assert!(asked[2].starts_with("manifest/?match"), "{asked:?}");
}

#[test]
fn a_listing_always_ends() {
    let next = r#","more":true,"next":"n""#;
    let endless = |answers| assert!(matches!(fault(listed(answers).0), Fault::Endless(_)));
    endless(vec![page(&[], next)]);
    endless(vec![page(&[1, 2], next), page(&[1, 2], next)]);
    endless(vec![page(&[1, 2], next), page(&[2], next)]);
    endless(vec![taxii(200, r#"{"objects":[{"id":"note--1","version":"x"}],"more":true}"#)]);
    endless(vec![page(&[1, 2], r#","more":true"#), page(&[1, 2], r#","more":true"#), page(&[1, 2], r#","more":true"#)]);
    // Two pages in a circle.
    endless((0..4).map(|at| if at % 2 == 0 { page(&[1, 2], next) } else { page(&[3, 4], next) }).collect());
    // Something new for ever.
    let bounded = Rules { pages: 30, ..rules() };
    let answers: Vec<Answer> = (0..30).map(|at| page(&[at], next)).collect();
    let (result, ..) =
        at_collection(answers, bounded, |collection| collection.manifest(&Filters::default(), &mut |_| {}));
    assert!(matches!(fault(result), Fault::Endless(_)));
}

#[test]
fn a_listing_that_breaks_begins_again_and_never_asks_for_one_next_twice() {
    let next = r#","more":true,"next":"n""#;
    let breaks = [
        taxii(400, r#"{"title":"expired"}"#),
        taxii(500, "{}"),
        Err(Broken::Lost("reset".to_owned())),
        Err(Broken::TimedOut),
        taxii(200, r#"{"objects":[{"id":"#),
    ];
    for answer in breaks {
        let (ids, asked) = listed(vec![page(&[1, 2], next), answer, page(&[1, 2], next), page(&[3], "")]);
        assert_eq!(ids.unwrap(), numbers(&[1, 2, 1, 2, 3]));
        assert!(!asked[2].contains("next=") && asked[3].contains("next="), "{asked:?}");
    }
    let again = || [page(&[1, 2], next), taxii(400, "{}")];
    let (ids, asked) = listed([again(), again(), again()].into_iter().flatten().collect());
    assert_eq!((fault(ids), asked.len()), (Fault::Rejected(400), 6));
    // The first page is tried again by itself.
    let (ids, asked) = listed(vec![Err(Broken::Lost("reset".to_owned())), Err(Broken::TimedOut), page(&[1], "")]);
    assert_eq!((ids.unwrap(), asked.len()), (numbers(&[1]), 3));
    let (ids, _) = listed(vec![taxii(500, "{}")]);
    assert_eq!(fault(ids), Fault::Failed(500));
}

#[test]
fn a_page_that_is_too_long_is_asked_for_in_parts() {
    let (ids, asked) = listed(vec![Err(Broken::TooLong), page(&[1], r#","more":true,"next":"n""#), page(&[2], "")]);
    assert_eq!(ids.unwrap(), numbers(&[1, 2]));
    assert!(asked[1].contains("limit=1&") && asked[2].contains("limit=1&"), "{asked:?}");
    assert_eq!(fault(listed(vec![Err(Broken::TooLong), Err(Broken::TooLong)]).0), Fault::TooLong);
}

#[test]
fn what_is_no_page_is_told() {
    for body in ["[]", r#"{"objects":{}}"#, "no json"] {
        // It may have been damaged on its way, so that it is asked for again, and not for ever.
        let (ids, asked) = listed((0..3).map(|_| taxii(200, body)).collect());
        assert!(matches!(fault(ids), Fault::Garbled(_)) && asked.len() == 3, "{body}");
    }
    assert_eq!(fault(listed(vec![of_type("text/html", 200, "<p>Sign in")]).0), Fault::NotTaxii("text/html".to_owned()));
    assert_eq!(fault(listed(vec![taxii(404, "{}")]).0), Fault::NotFound);
}

#[test]
fn ids_are_asked_for_in_addresses_that_servers_take() {
    let ids: Vec<String> = (0..200).map(|at| format!("indicator--00000000-0000-4000-8000-{at:012}")).collect();
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    let answers = (0..3).map(|_| taxii(200, "{}")).collect();
    let (done, asked, _) =
        at_collection(answers, rules(), |collection| collection.manifest_of(&ids, &Filters::default(), &mut |_| {}));
    assert!(done.is_ok());
    assert!(asked.iter().all(|asked| asked.url.len() < 4000));
    let wanted: Vec<&str> = asked.iter().flat_map(|asked| asked.url.rsplit_once('=').unwrap().1.split(',')).collect();
    assert_eq!(wanted, ids);
}

#[test]
fn a_status_is_asked_for_until_it_is_through_or_forgotten() {
    let pending = || taxii(200, r#"{"id":"work_1","status":"pending","total_count":null}"#);
    let wait = |answers| at_collection(answers, rules(), |collection| collection.wait("work 1"));
    let (status, asked, pauses) = wait(vec![pending(), pending(), taxii(200, STATUS)]);
    assert_eq!(status.unwrap().unwrap().state, State::Complete);
    assert_eq!(asked[0].url, "https://taxii.example/root/status/work%201/");
    assert_eq!(pauses, [Duration::from_millis(500), Duration::from_secs(1)]);
    assert_eq!(wait(vec![pending(), taxii(404, "{}")]).0.unwrap(), None);
    let short = Rules { patience: Duration::from_secs(2), ..rules() };
    let (status, ..) = at_collection((0..4).map(|_| pending()).collect(), short, |collection| collection.wait("w"));
    let status = status.unwrap().unwrap();
    assert_eq!((status.state, status.counts.total), (State::Pending, None));

    let odd = r#"{"status":"complete","failures":[{"id":"a--1","version":"2024-01-01T00:00:00.000000Z"},"b--2"],"successes":null}"#;
    let (status, ..) = added(vec![taxii(202, odd)]);
    let status = status.unwrap();
    assert_eq!((status.id, status.successes.len()), (None, 0));
    assert_eq!(status.failures[0].version, Some(Version::read("2024-01-01T00:00:00Z")));
    assert_eq!(status.failures[1].id, "b--2");
}

/// The address of a collection, and how much it takes at once.
type Opened = Result<(String, Option<u64>), Trouble>;

/// Opens a collection by discovery.
fn discovered(answers: Vec<Answer>, collection: &str, api_root: Option<&str>) -> (Opened, Vec<Asked>) {
    let world = Waiting::new();
    let network = Scripted::new(answers);
    let address = Address::Discovered {
        discovery: "https://taxii.example/taxii2".to_owned(),
        collection: collection.to_owned(),
        api_root: api_root.map(str::to_owned),
    };
    let named = api_root.and_then(|root| Url::parse(root).ok());
    let home = Url::parse("https://taxii.example/").unwrap();
    let homes: Vec<&Url> = [&home].into_iter().chain(&named).collect();
    let client = Client::new(&world, &network, Access::bearer(SECRET), rules(), &homes);
    let opened = Collection::open(&client, &address);
    (opened.map(|found| (found.url.as_str().to_owned(), found.about.max_content_length)), network.asked())
}

fn roots(roots: &[&str]) -> Answer {
    let roots: Vec<String> = roots.iter().map(|root| format!("{root:?}")).collect();
    taxii(200, &format!(r#"{{"title":"Server","api_roots":[{}]}}"#, roots.join(",")))
}

const TWO: &str = r#"{"collections":[{"id":"c1","title":"Ours","alias":"ours"},{"id":"c2","title":"Theirs"}]}"#;

#[test]
fn a_collection_is_found_by_id_alias_or_title() {
    for (name, id) in [("c2", "c2"), ("ours", "c1"), ("Theirs", "c2")] {
        let (found, asked) = discovered(vec![roots(&["/taxii2/r1"]), taxii(200, TWO), taxii(200, ROOT)], name, None);
        assert_eq!(found.unwrap(), (format!("https://taxii.example/taxii2/r1/collections/{id}/"), Some(1000)));
        assert_eq!(asked[0].url, "https://taxii.example/taxii2/");
        assert_eq!(asked[1].url, "https://taxii.example/taxii2/r1/collections/");
    }
    let (found, _) = discovered(vec![roots(&["/r/"]), taxii(200, TWO)], "Thiers", None);
    let trouble = found.unwrap_err();
    assert_eq!(trouble.fault, Fault::Missing("collection `Thiers`".to_owned()));
    assert_eq!(trouble.help(), "did you mean `Theirs`?");
    let (found, _) = discovered(vec![roots(&["/r/"]), taxii(200, TWO)], "nothing like it", None);
    assert_eq!(found.unwrap_err().help(), "there are `Ours`, `Theirs`");
    let (found, _) = discovered(vec![roots(&["/a/", "/b/"]), taxii(200, TWO), taxii(200, TWO)], "c1", None);
    assert!(found.unwrap_err().help().contains("say in which API root"));
}

#[test]
fn an_api_root_is_chosen_by_address_path_or_title() {
    let rest = || [taxii(200, TWO), taxii(200, ROOT)];
    let both = roots(&["https://taxii.example/a/", "/b/"]);
    let answers = |first: Vec<Answer>| first.into_iter().chain(rest()).collect();
    let (found, _) = discovered(answers(vec![both.clone()]), "c1", Some("b"));
    assert_eq!(found.unwrap().0, "https://taxii.example/b/collections/c1/");
    let titled = |title: &str| taxii(200, &format!(r#"{{"title":"{title}"}}"#));
    let (found, _) = discovered(answers(vec![both.clone(), titled("A"), titled("B")]), "c1", Some("B"));
    assert_eq!(found.unwrap().0, "https://taxii.example/b/collections/c1/");
    let (found, _) = discovered(vec![both, titled("First"), titled("Second")], "c1", Some("Secnd"));
    assert_eq!(found.unwrap_err().help(), "did you mean `Second`?");
}

#[test]
fn an_api_root_on_another_host_is_a_stranger_unless_it_is_named() {
    let (found, asked) = discovered(vec![roots(&["https://evil.example/r/"])], "c1", None);
    let trouble = found.unwrap_err();
    assert_eq!((trouble.fault.clone(), asked.len()), (Fault::Elsewhere("evil.example".to_owned()), 1));
    assert!(trouble.help().contains("https://evil.example/r/"));
    let (found, asked) = discovered(vec![taxii(200, TWO), taxii(200, ROOT)], "c1", Some("https://other.example/r"));
    assert_eq!(found.unwrap().0, "https://other.example/r/collections/c1/");
    assert_eq!(asked[0].header("Authorization"), Some("Bearer s3cret-of-ours"));
}

#[test]
fn what_only_describes_may_fail() {
    let failed = || of_type("text/html", 500, "<h1>Internal Server Error</h1>");
    let world = Waiting::new();
    let home = Url::parse(HOME).unwrap();
    let open = |answers: Vec<Answer>| {
        let network = Scripted::new(answers);
        let client = Client::new(&world, &network, Access::none(), rules(), &[&home]);
        let opened = Collection::open(&client, &Address::Collection(HOME.trim_end_matches('/').to_owned()));
        opened.map(|found| (found.url.as_str().to_owned(), found.about)).map_err(|trouble| trouble.fault)
    };
    let (url, about) = open(vec![failed(), failed()]).unwrap();
    assert_eq!((url.as_str(), about.can_write, about.max_content_length), (HOME, None, None));
    assert_eq!(open(vec![taxii(404, "{}")]).unwrap_err(), Fault::NotFound);
    assert_eq!(open(vec![taxii(401, "{}")]).unwrap_err(), Fault::Refused(401));
    assert_eq!(
        open(vec![of_type("text/html", 200, "<p>Sign in")]).unwrap_err(),
        Fault::NotTaxii("text/html".to_owned())
    );
    // With the list of collections failing too, the id is taken at its word.
    let (found, _) = discovered(vec![roots(&["/r/"]), failed(), failed(), taxii(200, ROOT)], "c1", None);
    assert_eq!(found.unwrap(), ("https://taxii.example/r/collections/c1/".to_owned(), Some(1000)));
}

#[test]
fn a_pulled_bundle_has_one_of_each_however_often_it_came() {
    let object = |id: u32, version: &str| {
        format!(r#"{{"type":"note","spec_version":"note","id":"note--{id}","modified":"{version}","n":1.0e2}}"#)
    };
    let page = |objects: &[String], rest: &str| taxii(200, &format!(r#"{{"objects":[{}]{rest}}}"#, objects.join(",")));
    let (one, two) = (object(1, "2024-01-01T00:00:00Z"), object(2, "2024-01-01T00:00:00Z"));
    let same = object(2, "2024-01-01T00:00:00.000000Z");
    let next = r#","more":true,"next":"n""#;
    let answers =
        vec![page(std::slice::from_ref(&one), next), taxii(500, "{}"), page(&[one], next), page(&[two, same], "")];
    let mut out = Vec::new();
    let (pulled, ..) = at_collection(answers, rules(), |collection| {
        pull(collection, &Filters::default(), None, &mut out, &mut |_| {}).map_err(|cut| match cut {
            Cut::Server(trouble) => trouble.message(),
            Cut::Output(error) => error.to_string(),
            Cut::Again(_) => "again".to_owned(),
        })
    });
    assert_eq!(pulled, Ok(Pulled { objects: 2, repaired: 2, ..Pulled::default() }));
    let text = String::from_utf8(out).unwrap();
    assert_eq!((text.matches("\"spec_version\": \"2.1\"").count(), text.matches("1.0e2").count()), (2, 2), "{text}");
    assert!(serde_json::from_str::<serde_json::Value>(&text).is_ok());
}

#[test]
fn the_newest_version_is_written_alone_whatever_a_server_gives() {
    let object = |version: u32, name: &str| {
        format!(r#"{{"id":"note--1","modified":"2024-01-0{version}T00:00:00Z","name":"{name}"}}"#)
    };
    let other = r#"{"id":"url--1","value":"https://example.org"}"#.to_owned();
    let twice = r#"{"value":"https://example.net","id":"url--1"}"#.to_owned();
    let objects = [object(2, "b"), object(3, "c"), other, object(1, "a"), object(3, "c"), twice];
    let answer = || taxii(200, &format!(r#"{{"objects":[{}]}}"#, objects.join(",")));
    let mut out = Vec::new();
    let (pulled, ..) = at_collection(vec![answer(), answer()], rules(), |collection| {
        let filters = Filters::default();
        let Err(Cut::Again(newest)) = pull(collection, &filters, None, &mut Vec::new(), &mut |_| {}) else {
            panic!("the first one is not the newest")
        };
        pull(collection, &filters, Some(&newest), &mut out, &mut |_| {}).unwrap()
    });
    let clashes = vec!["url--1".to_owned()];
    assert_eq!(pulled, Pulled { objects: 2, older: 2, clashes, ..Pulled::default() });
    let text = String::from_utf8(out).unwrap();
    assert!(text.contains("2024-01-03") && !text.contains("2024-01-02") && !text.contains("2024-01-01"), "{text}");
}

#[test]
fn what_is_no_page_is_told_and_not_passed_over() {
    for body in [r#"{"objects":[],"more":"true"}"#, r#"{"objects":[],"more":1}"#, r#"{"objects":[{"id":"a"},"b"]}"#] {
        let answers = (0..3).map(|_| taxii(200, body)).collect();
        let (listed, ..) = at_collection(answers, rules(), |collection| {
            collection.objects(&Filters::default(), &mut |_| ControlFlow::Continue(()))
        });
        assert!(matches!(listed.unwrap_err().fault, Fault::Garbled(_)), "{body}");
    }
}

#[test]
fn what_sinks_a_listing_is_left_out_alone() {
    let manifest = page(&[1, 2, 3, 2], "");
    let objects = |ids: &[u32]| {
        let objects: Vec<String> = ids.iter().map(|id| format!(r#"{{"type":"note","id":"note--{id}"}}"#)).collect();
        taxii(200, &format!(r#"{{"objects":[{}]}}"#, objects.join(",")))
    };
    let failed = || of_type("text/html", 500, "<title>500 Internal Server Error</title><h1>Internal Server Error</h1>");
    let answers = vec![failed(), manifest, failed(), objects(&[1]), failed(), failed(), objects(&[3])];
    let mut out = Vec::new();
    let (pulled, asked, _) = at_collection(answers, rules(), |collection| {
        pull(collection, &Filters::default(), None, &mut out, &mut |_| {}).map_err(|_| "cut")
    });
    assert_eq!(pulled, Ok(Pulled { objects: 2, lost: numbers(&[2]), ..Pulled::default() }));
    let wanted: Vec<&str> = asked[2..].iter().map(|asked| asked.url.rsplit_once('=').unwrap().1).collect();
    assert_eq!(wanted, ["note--1,note--2,note--3", "note--1", "note--2,note--3", "note--2", "note--3"]);
    assert!(serde_json::from_slice::<serde_json::Value>(&out).is_ok());
}

#[test]
fn a_listing_of_objects_ends_when_the_caller_has_enough() {
    let answers = vec![taxii(200, r#"{"objects":[{"id":"a"},{"id":"b"},{"id":"c"}],"more":true,"next":"n"}"#)];
    let mut seen = 0;
    let (done, ..) = at_collection(answers, rules(), |collection| {
        collection.objects(&Filters::default(), &mut |_| {
            seen += 1;
            if seen == 2 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        })
    });
    assert!(done.is_ok() && seen == 2);
    let (done, asked, _) = at_collection(vec![taxii(404, "{}")], rules(), |collection| {
        collection.object("note--1", &Filters::default(), &mut |_| {})
    });
    assert!(done.is_ok());
    assert!(
        asked[0].url.starts_with("https://taxii.example/root/collections/c1/objects/note--1/?"),
        "{}",
        asked[0].url
    );
}
