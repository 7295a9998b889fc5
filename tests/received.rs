//! Bundles that were received: `fixtures/received/NAME.attr` or a folder builds to the bundle beside it.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod support;

use std::fmt::Write as _;

use attrc::stix::Bundle;
use attrc::syntax::literal::quote;
use attrc::world::Memory;
use attrc::{Compilation, compile};
use proptest::prelude::*;
use serde_json::{Map, Value};
use support::{every, snapshot};

#[test]
fn what_was_received_is_built_as_it_is_written() {
    every("received", |fixture| {
        let compilation = fixture.compile();
        let mut out = built(&compilation);
        for diagnostic in &compilation.diagnostics {
            let _ = writeln!(out, "{} {}", diagnostic.code.id, diagnostic.message);
        }
        snapshot("received", &fixture.name, &out);
    });
}

proptest! {
    #[test]
    fn any_object_comes_out_as_it_went_in(members in proptest::collection::btree_map(".{0,8}", json(), 0..6)) {
        let members: Map<String, Value> = members.into_iter().collect();
        let text = format!("bundle b {{ }}\nobject o {{ custom {} }}\n", written(&Value::Object(members.clone())));
        let world = Memory::new([("/case/main.attr", text.clone())]);
        let compilation = compile(&world, &["/case/main.attr".into()], None);
        prop_assert!(compilation.diagnostics.is_empty(), "{text}\n{:?}", compilation.diagnostics);
        let bundle: Value = serde_json::from_str(&built(&compilation)).unwrap();
        prop_assert_eq!(bundle.pointer("/objects/0"), Some(&Value::Object(members)));
    }
}

fn json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 32, 5, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            proptest::collection::btree_map(any::<String>(), inner, 0..5)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

/// A value as the language spells it.
fn written(value: &Value) -> String {
    match value {
        Value::String(text) => quote(text),
        Value::Array(items) => format!("[{}]", items.iter().map(written).collect::<Vec<_>>().join(", ")),
        Value::Object(members) => {
            let members = members.iter().map(|(key, value)| format!("{} {}", quote(key), written(value)));
            format!("{{ {} }}", members.collect::<Vec<_>>().join(" "))
        }
        other => other.to_string(),
    }
}

fn built(compilation: &Compilation) -> String {
    let mut bytes = Vec::new();
    let bundle = Bundle::new(compilation.objects.clone()).received(compilation.bundle.clone().unwrap_or_default());
    bundle.write(&mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}
