//! For a code, a small text that it is found in; `attrc explain` renders what the compiler says of it.

use crate::diag::Code;

/// The example of a code.
pub fn example(code: &Code) -> Option<&'static str> {
    EXAMPLES.iter().find(|(name, _)| *name == code.name).map(|(_, text)| *text)
}

/// By the name of the code. `tests/docs.rs` holds that each gives a finding of its code and of no other.
const EXAMPLES: &[(&str, &str)] = &[
    ("unclosed-string", "actor cluster_7 \"Example Cluster 7\n"),
    ("bad-number", "source bulletin \"A bulletin\" { published 2024-3-5 }\n"),
    ("bad-name", "actor Cluster7 \"Example Cluster 7\"\n"),
    ("reserved-name", "actor likely \"Likely\"\n"),
    ("curly-quotes", "actor cluster_7 “Example Cluster 7”\n"),
    (
        "unclosed-block",
        "actor cluster_7 \"Example Cluster 7\" {\n  aka \"EC7\"\n\nactor cluster_8 \"Example Cluster 8\"\n",
    ),
    (
        "unknown-stance",
        "agency ministry \"Ministry of Examples\"\nactor cluster_7 \"Example Cluster 7\"\nministry claims { cluster_7 targets class \"example users\" }\n",
    ),
    (
        "unqualified-value",
        "organization vendor \"Example Vendor\"\norganization other \"Other Vendor\"\nactor cluster_7 \"Example Cluster 7\" { aka \"EC7\" by vendor, other }\n",
    ),
    ("duplicate-name", "actor cluster_7 \"Example Cluster 7\"\npersona cluster_7 \"a handle\"\n"),
    (
        "unknown-name",
        "organization vendor \"Example Vendor\"\nactor cluster_7 \"Example Cluster 7\" { aka \"EC7\" by vendro }\n",
    ),
    ("unknown-kind", "acter cluster_7 \"Example Cluster 7\"\n"),
    ("unknown-key", "actor cluster_7 \"Example Cluster 7\" { alias \"EC7\" }\n"),
    ("wrong-value", "actor cluster_7 \"Example Cluster 7\" { aka 7 }\n"),
    ("unknown-word", "source bulletin \"A bulletin\" { tier vender }\n"),
    ("unlisted-word", "organization plant \"Example Plant\" { sectors enregy }\n"),
    ("bad-code", "state examplia \"Examplia\" { country XX }\n"),
    ("unknown-attack-id", "attack-pattern mails \"mails\" { attack T9999 }\n"),
];
