//! Compiles the committed parser.

fn main() {
    let files = ["src/parser.c", "src/scanner.c"];
    cc::Build::new().std("c11").include("src").files(files).warnings(false).compile("tree-sitter-attr");
    for file in files.into_iter().chain(["src/words.h"]) {
        println!("cargo:rerun-if-changed={file}");
    }
}
