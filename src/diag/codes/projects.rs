//! 03: manifests, `use`, and stored texts.

super::codes! {
    BAD_MANIFEST "E0301" "bad-manifest" Error
        "the manifest cannot be understood"
        "`attr.toml` is TOML with the tables `[project]`, `[author]`, `[lints]`, `[attack]` and `[publish.NAME]`; docs/language.md shows one.";
    BAD_PATH "E0302" "bad-path" Error
        "a path that may not be used"
        "Paths are relative to the file they stand in, with `/` between folders, and stay inside the project: the folder \
         of the nearest `attr.toml`, else of the first file. Links that lead outside count as outside.";
    NO_SUCH_FILE "E0303" "no-such-file" Error
        "a file that does not exist"
        "The path is relative to the file it stands in, with the exact case of letters.";
    SEVERAL_PROJECTS "E0304" "several-projects" Error
        "paths of different projects in one run"
        "One bundle has one author and one namespace. Name paths of one project.";
    BAD_PROJECT "E0309" "bad-project" Error
        "a project that says what it cannot"
        "A file that stands alone may declare one `project` in place of a manifest: a namespace that is a UUID, an author, a \
         marking, a language, a release time. Where there is an `attr.toml`, that says all of it.";
    NO_INPUT "E0305" "no-input" Error
        "a folder without anything to read"
        "A folder is read as a project (it has an `attr.toml`: all its `.attr` files), as a case (it has a `main.attr`) \
         or as its single `.attr` file.";
    MISSING_TEXT "L0306" "missing-text" Warning
        "the stored text of a source is not there"
        "Its quotations cannot be checked. Put the copy where `text` says, or remove the key; a text that may not be \
         shipped can stay out of the repository.";
    UNUSED_USE "L0307" "unused-use" Warning
        "a file that nothing needs is used"
        "No name of the file, or of what it uses, occurs in this file. Remove the `use`.";
    SCRATCH_NAMESPACE "L0308" "scratch-namespace" Note
        "a bundle whose ids are not the project's own"
        "Without an `attr.toml` ids are made in a namespace that all such files share: strangers' `apt31` get one id. Fine \
         for a trial; before others read the bundle, add a manifest with a namespace of your own.";
}
