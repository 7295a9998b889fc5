/**
 * The grammar of `.attr` files for tree-sitter: the productions of `grammar/attr.ebnf`, headed by them.
 *
 * A word of the language is taken whole and then classified, which the lexer of tree-sitter cannot do: `src/scanner.c`
 * takes all tokens but the marks. Which words are reserved, and as what, `words.json` says, which is generated from
 * `grammar/language`.
 */

/// <reference types="tree-sitter-cli/dsl" />
// @ts-check

const WORDS = require("./words.json");

/** Reserved words of a class, as alternatives. */
const ofClass = ($, name) => oneOf($, (token) => token.class === name);

/** Qualifiers that may stand in a place; `quoting` makes a speech whole, and is asked for by name there. */
const qualifiersOf = ($, place) =>
  oneOf($, (token) => token.places.includes(place) && !(place === "speech" && token.name === "quoting"));

const oneOf = ($, fits) =>
  choice(...WORDS.filter(fits).map((token) => (token.name.startsWith("_") ? $[token.name] : token.name)));

const list = (item) => seq(item, repeat(seq(",", item)));

/** `item {"," item} [note {note} {"," item note {note}}]`, where `noted` is `item note {note}`. */
const notedList = (name, item, noted) =>
  seq(repeat(seq(field(name, item), ",")), choice(field(name, item), list(field(name, noted))));

module.exports = grammar({
  name: "attr",

  // In the order of the tokens in `src/scanner.c`.
  externals: ($) => [
    $.comment,
    $._name,
    $._word,
    $._bad_run,
    $._code,
    $._number,
    $._date,
    $._instant,
    $._string_start,
    $.string_content,
    $.escape_sequence,
    $._bad_escape,
    $._string_end,
    $.text,
    $._open_quote,
    $._open_rest,
    $._junk,
    ...WORDS.map((token) => (token.name.startsWith("_") ? $[token.name] : token.name)),
  ],

  extras: ($) => [/[ \t\r\n]/, $.comment],

  supertypes: ($) => [$._statement, $._value, $._plain],

  rules: {
    // file = { "use" STRING | from | statement }
    file: ($) => repeat(choice($.use, $.from, $._statement)),

    use: ($) => seq("use", field("path", choice($.string, $.junk))),

    // from = "from" name "{" { statement } "}"
    from: ($) => seq("from", field("document", $.name), alias($._statements, $.block)),
    _statements: ($) => seq("{", repeat($._statement), "}"),

    _statement: ($) => choice($.declaration, $.speech, $.response),

    // declaration = kind name [ STRING ] [ "{" { property } "}" ]
    declaration: ($) =>
      seq(
        field("kind", $.kind),
        field("name", choice($.name, alias($._bad_name, $.junk))),
        optional(field("title", choice($.string, $.junk))),
        optional(alias($._properties, $.block)),
      ),
    _properties: ($) => seq("{", repeat($.property), "}"),

    // speech = [ label ] name { "," name } STANCE { speech_hedge }
    //          ( claims | "quoting" argument { speech_hedge } [ claims ] )
    // That `quoting` stands once is told by the compiler, as of all qualifiers.
    speech: ($) =>
      seq(
        optional(field("label", $.label)),
        list(field("speaker", $.name)),
        field("stance", $.stance),
        repeat(alias($._speech_note, $.qualifier)),
        choice(
          alias($._claims, $.block),
          seq(
            alias($._quoting, $.qualifier),
            repeat(alias(choice($._speech_note, $._quoting), $.qualifier)),
            optional(alias($._claims, $.block)),
          ),
        ),
      ),
    _claims: ($) => seq("{", repeat($.claim), "}"),

    // response = [ label ] name { "," name } RESPONSE target { "," target } { response_note }
    response: ($) =>
      seq(
        optional(field("label", $.label)),
        list(field("speaker", $.name)),
        field("word", alias(ofClass($, "response"), $.response_word)),
        list(field("target", choice($.label, $.name))),
        repeat(alias($._response_note, $.qualifier)),
      ),

    // label = "[" NAME [ "/" NAME ] "]"
    label: ($) =>
      seq("[", choice(field("name", $._any_name), seq(field("document", $._any_name), "/", field("name", $._any_name))), "]"),
    _any_name: ($) =>
      alias(
        choice(
          $._name,
          oneOf($, (token) => token.is_name),
        ),
        $.name,
      ),

    // claim = [ label ] party { "," party } [ "not" ] verb object …
    claim: ($) =>
      seq(
        optional(field("label", $.label)),
        list(field("subject", $._party)),
        optional(field("negated", "not")),
        field("verb", $.verb),
        notedList("object", $._object, alias($._noted_object, $.qualified)),
      ),
    _noted_object: ($) => seq(field("value", $._object), repeat1(alias($._claim_note, $.qualifier))),

    // party = name | ( word | TAG ) STRING
    _party: ($) => choice($.name, $.inline, $.observable),
    inline: ($) => seq(field("kind", alias(choice($._name, $._word), $.kind)), field("text", $.string)),
    observable: ($) => seq(field("tag", $.tag), field("text", choice($.string, $.junk))),

    // object = party | CODE | UNSAID | "withheld" STRING
    _object: ($) => choice($._party, $.code, $.gap, $.withheld, $.junk),

    // property = key value …
    property: ($) => seq(field("key", $.key), notedList("value", $._value, alias($._noted_value, $.qualified))),
    _noted_value: ($) => seq(field("value", $._value), repeat1(alias($._property_note, $.qualifier))),

    // value = argument | dictionary | TAG STRING
    _value: ($) => choice($._argument, $.dictionary, $.observable),

    // argument = STRING | TEXT | amount | CODE | bare | UNSAID | "withheld" STRING | list
    _argument: ($) =>
      choice(
        $.string,
        $.text,
        $.amount,
        $.code,
        alias($._bare, $.word),
        $.gap,
        $.withheld,
        $.list,
        $.junk,
      ),
    _bare: ($) => choice($._name, $._word, ofClass($, "observable"), ofClass($, "verb")),

    // amount = [ "by" | "before" | "after" ] { MODIFIER } ( NUMBER [ ".." NUMBER ] unit
    //        | moment [ ".." moment ] | ( VAGUE | ALONE ) unit )
    amount: ($) =>
      seq(
        optional(field("modifier", alias(choice("by", "before", "after"), $.modifier))),
        repeat(field("modifier", $.modifier)),
        choice(
          seq($._quantity, optional($._unit)),
          seq(field("first", $.number), "..", field("last", $._time)),
          seq(field("first", $._time), optional(seq("..", field("last", choice($.number, $._time))))),
        ),
      ),
    _quantity: ($) =>
      choice(
        field("first", choice($.number, $.vague, alias($._alone, $.modifier))),
        seq(field("first", $.number), "..", field("last", $.number)),
      ),
    // unit = [ CODE ] [ STRING ] [ "per" STRING ]
    _unit: ($) =>
      choice(
        seq(field("code", $.code), optional(field("unit", $.string)), optional($._per)),
        seq(field("unit", $.string), optional($._per)),
        $._per,
      ),
    _per: ($) => seq("per", field("per", $.string)),
    _time: ($) => choice($.date, $.instant),
    _alone: ($) => ofClass($, "alone"),

    list: ($) => seq("[", optional(seq(list($._plain), optional(","))), "]"),

    dictionary: ($) => seq("{", repeat($.entry), "}"),

    // entry = ( RUN | CODE | STRING ) plain
    entry: ($) => seq(field("key", choice(alias($._entry_key, $.key), $.string)), field("value", $._plain)),
    _entry_key: ($) =>
      choice(
        $._name,
        $._word,
        $._bad_run,
        $._code,
        oneOf($, () => true),
      ),

    // plain = STRING | TEXT | moment | CODE | UNSAID | "null" | "withheld" STRING
    //       | ( NAME | WORD ) - ( UNSAID | "null" | "withheld" ) | NAME "/" NAME | list | dictionary
    _plain: ($) =>
      choice(
        $.string,
        $.text,
        $.number,
        $._time,
        $.code,
        $.gap,
        $.null,
        $.withheld,
        alias($._plain_word, $.word),
        $.path,
        $.list,
        $.dictionary,
        alias($._slip, $.junk),
      ),
    _plain_word: ($) => choice($._plain_name, $._word, plainWord($, false)),
    _plain_name: ($) => choice($._name, plainWord($, true)),
    path: ($) => seq(field("document", alias($._plain_name, $.name)), "/", field("name", $._any_name)),

    // Qualifiers: a hedge stands alone, all others take one argument.
    _claim_note: ($) => note($, "claim", true),
    _speech_note: ($) => note($, "speech", true),
    _response_note: ($) => note($, "response", false),
    _property_note: ($) => note($, "property", false),
    _quoting: ($) => seq(field("word", alias("quoting", $.qualifier_word)), field("argument", $._argument)),

    // Words by their place.
    name: ($) => $._name,
    kind: ($) => choice($._name, $._word, ofClass($, "observable")),
    verb: ($) => choice($._name, $._word, ofClass($, "verb")),
    key: ($) =>
      choice(
        $._name,
        oneOf($, (token) => token.is_name && ["stance", "response", "observable", "verb"].includes(token.class)),
        "confidence",
      ),

    // Closed classes.
    stance: ($) => ofClass($, "stance"),
    hedge: ($) => ofClass($, "hedge"),
    modifier: ($) => choice(ofClass($, "modifier"), ofClass($, "alone")),
    vague: ($) => ofClass($, "vague"),
    gap: ($) => ofClass($, "gap"),
    tag: ($) => ofClass($, "observable"),
    null: (_) => "null",
    withheld: ($) => seq("withheld", field("reason", $.string)),

    // Tokens.
    code: ($) => $._code,
    number: ($) => $._number,
    date: ($) => $._date,
    instant: ($) => $._instant,
    string: ($) =>
      seq(
        alias($._string_start, '"'),
        repeat(choice($.string_content, $.escape_sequence, alias($._bad_escape, $.junk))),
        alias($._string_end, '"'),
      ),

    // What is no token of the language: `E.O. 13694`, `c#`, `“APT31”`, a string that is not closed. It is a mistake wherever
    // it stands; where a value was meant, the compiler goes on around it, and so does this grammar.
    junk: ($) => seq($._slip, repeat(choice($._slip, $._code, $._number))),
    _slip: ($) => choice($._junk, $._bad_run, seq($._open_quote, optional($._open_rest))),
    _bad_name: ($) => choice($._junk, $._bad_run, $._word, $._code),
  },
});

/** `HEDGE | QUALIFIER argument` */
function note($, place, hedged) {
  const word = alias(qualifiersOf($, place), $.qualifier_word);
  const qualifier = seq(field("word", word), field("argument", $._argument));
  return hedged ? choice(field("word", $.hedge), qualifier) : qualifier;
}

/** Reserved words that are words like others in lists and dictionaries. */
function plainWord($, isName) {
  const apart = ["gap"];
  return oneOf(
    $,
    (token) => token.is_name === isName && !apart.includes(token.class) && !["null", "withheld"].includes(token.name),
  );
}
