//! The canonical form of JSON (RFC 8785), from which ids are made and by which contents are compared.

use serde_json::{Map, Number, Value};

use crate::json::{Kind, Node};

/// The canonical text of a value: no white space, keys by their UTF-16 units, numbers as ECMAScript writes them.
///
/// Numbers are doubles (section 3.2.2.3), so what no double holds exactly is written as the nearest one.
///
/// ```
/// use attrc::{json, source::FileId, stix::canonical};
///
/// let (document, _) = json::read(FileId(0), r#"{"b": 1.0e1, "a": "\u20ac"}"#);
/// assert_eq!(document.root().map(canonical).as_deref(), Some(r#"{"a":"€","b":10}"#));
/// ```
pub fn canonical(node: Node<'_>) -> String {
    serde_json_canonicalizer::to_string(&plain(node)).unwrap_or_default()
}

/// The value as serde_json has it.
pub(super) fn plain(node: Node<'_>) -> Value {
    match node.kind() {
        Kind::Object => {
            let members = node.members().map(|member| (text(member.key), plain(member.value)));
            Value::Object(members.collect::<Map<_, _>>())
        }
        Kind::List => Value::Array(node.items().map(plain).collect()),
        Kind::String => Value::String(text(node)),
        Kind::Number => {
            Number::from_f64(node.number().map_or(0.0, |number| number.float())).map_or(Value::Null, Value::Number)
        }
        Kind::Boolean => Value::Bool(node.boolean() == Some(true)),
        Kind::Null => Value::Null,
    }
}

fn text(node: Node<'_>) -> String {
    node.string().map(std::borrow::Cow::into_owned).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::read;
    use crate::source::FileId;

    fn written(text: &str) -> String {
        read(FileId(0), text).0.root().map(canonical).unwrap_or_default()
    }

    #[test]
    fn numbers_are_those_of_the_rfc() {
        // RFC 8785, appendix B: the bits of a double, and how it is written.
        let samples: &[(u64, &str)] = &[
            (0x0000_0000_0000_0000, "0"),
            (0x8000_0000_0000_0000, "0"),
            (0x0000_0000_0000_0001, "5e-324"),
            (0x8000_0000_0000_0001, "-5e-324"),
            (0x7fef_ffff_ffff_ffff, "1.7976931348623157e+308"),
            (0x4340_0000_0000_0000, "9007199254740992"),
            (0xc340_0000_0000_0000, "-9007199254740992"),
            (0x4430_0000_0000_0000, "295147905179352830000"),
            (0x44b5_2d02_c7e1_4af5, "9.999999999999997e+22"),
            (0x44b5_2d02_c7e1_4af6, "1e+23"),
            (0x44b5_2d02_c7e1_4af7, "1.0000000000000001e+23"),
            (0x444b_1ae4_d6e2_ef4e, "999999999999999700000"),
            (0x444b_1ae4_d6e2_ef4f, "999999999999999900000"),
            (0x444b_1ae4_d6e2_ef50, "1e+21"),
            (0x3eb0_c6f7_a0b5_ed8c, "9.999999999999997e-7"),
            (0x3eb0_c6f7_a0b5_ed8d, "0.000001"),
            (0x41b3_de43_5555_5553, "333333333.3333332"),
            (0x41b3_de43_5555_5554, "333333333.33333325"),
            (0x41b3_de43_5555_5555, "333333333.3333333"),
            (0x41b3_de43_5555_5556, "333333333.3333334"),
            (0x41b3_de43_5555_5557, "333333333.33333343"),
            (0xbecb_f647_612f_3696, "-0.0000033333333333333333"),
            (0x4314_3ff3_c1cb_0959, "1424953923781206.2"),
        ];
        for (bits, right) in samples {
            let number = f64::from_bits(*bits);
            assert_eq!(written(&format!("{number:e}")), *right);
            assert_eq!(written(right), *right);
        }
        assert_eq!(
            written("[1.0, 10e-1, 1E30, 4.50, 2e-3, 0.000000000000000000000000001]"),
            "[1,1,1e+30,4.5,0.002,1e-27]"
        );
    }

    #[test]
    fn keys_are_sorted_by_their_units() {
        // RFC 8785, section 3.2.3: as UTF-16 has them, so that a pair of surrogates comes before U+FB33.
        let text = r#"{"\u20ac":1,"\r":2,"\ufb33":3,"1":4,"\ud83d\ude00":5,"\u0080":6,"\u00f6":7}"#;
        assert_eq!(written(text), "{\"\\r\":2,\"1\":4,\"\u{80}\":6,\"ö\":7,\"€\":1,\"😀\":5,\"\u{fb33}\":3}");
    }

    #[test]
    fn strings_have_the_shortest_escapes() {
        // RFC 8785, section 3.2.2.2.
        assert_eq!(written(r#""\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/""#), r#""€$\u000f\nA'B\"\\\\\"/""#);
        assert_eq!(written(" { \"b\" : [ null , true , false ] , \"a\" : { } } "), r#"{"a":{},"b":[null,true,false]}"#);
    }
}
