//! 12: bundles that become text of the language, or are compared.

super::codes! {
    NO_OBJECT "E1201" "no-object" Error
        "something in a bundle is no object"
        "A bundle holds objects in the list `objects`; so does a bare list. What is no object would be lost, so nothing is \
         imported or compared before it is taken out.";
    NOT_RECOVERED "E1202" "not-recovered" Error
        "an object would not come back from the imported text"
        "What is imported is compiled before it is written, and compared with what it came from. An object that differs even in \
         its plainest form is told, and nothing is written. Please report it: it is a mistake of attrc.";
}
