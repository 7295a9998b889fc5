//! `editors/kate/attr.xml`: a syntax highlighting definition of KSyntaxHighlighting, for Kate, KWrite and KDevelop.

use std::fmt::Write as _;

use super::Class;

/// How a class is coloured: the attribute's name and one of Kate's default styles.
const STYLES: &[(&str, &str, &str)] = &[
    ("keywords", "Keyword", "dsKeyword"),
    ("stances", "Stance", "dsControlFlow"),
    ("responses", "Response", "dsControlFlow"),
    ("hedges", "Hedge", "dsSpecialChar"),
    ("qualifiers", "Qualifier", "dsOperator"),
    ("modifiers", "Modifier", "dsBuiltIn"),
    ("vague", "Modifier", "dsBuiltIn"),
    ("gaps", "Gap", "dsConstant"),
    ("observables", "Kind", "dsDataType"),
    ("kinds", "Kind", "dsDataType"),
    ("verbs", "Verb", "dsFunction"),
    ("keys", "Key", "dsAttribute"),
];

/// A name that gets a title.
const DECLARED: &str = r##"        <RegExpr attribute="Declared name" context="#stay" String="(?&lt;=[a-z0-9] )[a-z][a-z0-9_]*(?=\s+&quot;[^&quot;]*&quot;\s*(?:\{|$))"/>
"##;

/// The file.
pub fn highlighting(classes: &[Class]) -> String {
    let mut out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE language>\n\
                   <!-- Made from grammar/language by `cargo run -p attrc-generate`. Do not edit. -->\n\
                   <language name=\"attr\" section=\"Other\" extensions=\"*.attr\" version=\"1\" kateversion=\"5.0\"\n          \
                   author=\"the authors of attrc\" license=\"MIT\" casesensitive=\"1\" indenter=\"cstyle\">\n  <highlighting>\n"
        .to_owned();
    for class in classes {
        let _ = writeln!(out, "    <list name=\"{}\">", class.name);
        for word in &class.words {
            let _ = writeln!(out, "      <item>{word}</item>");
        }
        out.push_str("    </list>\n");
    }
    out.push_str(
        r###"    <contexts>
      <context name="Normal" attribute="Normal Text" lineEndContext="#stay">
        <DetectSpaces/>
        <RegExpr attribute="Text" context="Text" String="&quot;&quot;&quot;\s*$" beginRegion="text"/>
        <DetectChar attribute="String" context="String" char="&quot;"/>
        <DetectChar attribute="Comment" context="Comment" char="#"/>
        <DetectChar attribute="Brace" context="#stay" char="{" beginRegion="block"/>
        <DetectChar attribute="Brace" context="#stay" char="}" endRegion="block"/>
        <RegExpr attribute="Label" context="#stay" String="\[[a-z][a-z0-9_]*(?:/[a-z][a-z0-9_]*)?\]"/>
"###,
    );
    for (list, attribute, _) in STYLES {
        // Behind the reserved words, which no name is; kinds, verbs and keys are told by their place.
        if *list == "kinds" {
            out.push_str(DECLARED);
        }
        let _ = writeln!(out, "        <keyword attribute=\"{attribute}\" context=\"#stay\" String=\"{list}\"/>");
    }
    out.push_str(
        r###"        <RegExpr attribute="Number" context="#stay" String="-?\b[0-9][0-9A-Za-z_:+.-]*"/>
        <RegExpr attribute="Code" context="#stay" String="\b[A-Z][A-Za-z0-9_]*(?:[.-][A-Za-z0-9_]+)*"/>
        <RegExpr attribute="Normal Text" context="#stay" String="\b[a-z][a-z0-9_-]*"/>
      </context>
      <context name="String" attribute="String" lineEndContext="#pop">
        <RegExpr attribute="Escape" context="#stay" String="\\(?:[&quot;\\nrt]|u\{[0-9A-Fa-f]{1,6}\})"/>
        <DetectChar attribute="String" context="#pop" char="&quot;"/>
      </context>
      <context name="Text" attribute="Text" lineEndContext="#stay">
        <RegExpr attribute="Text" context="#pop" String="^\s*&quot;&quot;&quot;" endRegion="text"/>
      </context>
      <context name="Comment" attribute="Comment" lineEndContext="#pop">
        <DetectSpaces/>
        <IncludeRules context="##Comments"/>
      </context>
    </contexts>
    <itemDatas>
      <itemData name="Normal Text" defStyleNum="dsNormal"/>
      <itemData name="Comment" defStyleNum="dsComment"/>
      <itemData name="String" defStyleNum="dsString"/>
      <itemData name="Text" defStyleNum="dsVerbatimString"/>
      <itemData name="Escape" defStyleNum="dsSpecialChar" spellChecking="0"/>
      <itemData name="Number" defStyleNum="dsDecVal" spellChecking="0"/>
      <itemData name="Code" defStyleNum="dsConstant" spellChecking="0"/>
      <itemData name="Label" defStyleNum="dsAnnotation" spellChecking="0"/>
      <itemData name="Brace" defStyleNum="dsNormal" spellChecking="0"/>
      <itemData name="Declared name" defStyleNum="dsVariable" spellChecking="0"/>
"###,
    );
    let mut written: Vec<&str> = Vec::new();
    for (_, attribute, style) in STYLES {
        if !written.contains(attribute) {
            written.push(attribute);
            let _ = writeln!(out, "      <itemData name=\"{attribute}\" defStyleNum=\"{style}\" spellChecking=\"0\"/>");
        }
    }
    out.push_str(
        r###"    </itemDatas>
  </highlighting>
  <general>
    <comments>
      <comment name="singleLine" start="#" position="afterwhitespace"/>
    </comments>
    <keywords casesensitive="1" weakDeliminator="-"/>
  </general>
</language>
"###,
    );
    out
}
