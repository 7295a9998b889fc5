//! What servers do differently, as data. The rows come from trying medallion 3.0.0 and OpenTAXII 0.9.3.

/// The rules that a server goes by.
#[derive(Debug, Clone)]
pub struct Personality {
    /// What messages of failing tests call it.
    pub name: &'static str,
    /// Whether the collection may be read.
    pub can_read: bool,
    /// Whether it may be written to.
    pub can_write: bool,
    /// How many bytes a request may have.
    pub most_bytes: Option<usize>,
    /// How many bytes it says that a request may have.
    pub tells_bytes: Option<usize>,
    /// How many entries a page has at most.
    pub page: Option<usize>,
    /// How a manifest goes on after a page.
    pub paging: Paging,
    /// What a status calls an object that is there already.
    pub duplicates: Duplicates,
    /// Whether an object without `modified` sinks its envelope with a 500.
    pub timeless_sink: bool,
    /// Whether an object that it finds wrong is refused, with its whole envelope; else it is taken.
    pub judges: bool,
    /// Whether it rewrites versions to microseconds; else they are kept as they were sent.
    pub microseconds: bool,
    /// Whether all objects of an envelope share one time of arrival.
    pub added_together: bool,
    /// Whether it fails while it writes what it stored: 500 for collections, an envelope, a status.
    pub fails_answering: bool,
    /// The status of what may not be read or written.
    pub hidden: u16,
    /// Whether an address without its last slash is redirected; else there is nothing.
    pub redirects_slash: bool,
    /// How often a status is `pending` before it is complete.
    pub pending: u32,
    /// Whether a status lists objects.
    pub lists_objects: bool,
    /// How long the line of a request may be.
    pub longest_line: usize,
}

/// How a listing goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paging {
    /// One `next` for all pages: the server takes entries from what it keeps for it, so asking twice loses a page.
    Session,
    /// `more` and no `next`: by `added_after`.
    Added,
    /// A `next` that says where to go on.
    Cursor,
}

/// What a duplicate counts as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Duplicates {
    /// A failure, against section 5.5 of TAXII 2.1.
    Failures,
    /// A success.
    Successes,
}

impl Personality {
    /// As the standard wants it.
    pub const STANDARD: Self = Self {
        name: "standard",
        can_read: true,
        can_write: true,
        most_bytes: Some(100_000),
        tells_bytes: Some(100_000),
        page: Some(50),
        paging: Paging::Cursor,
        duplicates: Duplicates::Successes,
        timeless_sink: false,
        judges: false,
        microseconds: false,
        added_together: false,
        fails_answering: false,
        hidden: 403,
        redirects_slash: false,
        pending: 0,
        lists_objects: true,
        longest_line: 8_000,
    };

    /// Like medallion 3.0.0.
    pub const MEDALLION: Self = Self {
        name: "medallion",
        page: Some(40),
        paging: Paging::Session,
        duplicates: Duplicates::Failures,
        added_together: true,
        redirects_slash: true,
        longest_line: 65_000,
        ..Self::STANDARD
    };

    /// Like OpenTAXII 0.9.3 with its answers mended.
    pub const OPENTAXII: Self = Self {
        name: "opentaxii",
        page: None,
        paging: Paging::Added,
        timeless_sink: true,
        judges: true,
        microseconds: true,
        hidden: 404,
        longest_line: 4_094,
        ..Self::STANDARD
    };

    /// Like OpenTAXII 0.9.3 as it comes: what it stores it answers with 500.
    pub const STOCK: Self = Self { name: "stock", fails_answering: true, ..Self::OPENTAXII };

    /// Takes everything and shows nothing, and takes its time, like a queue.
    pub const WRITE_ONLY: Self =
        Self { name: "write-only", can_read: false, pending: 1, lists_objects: false, ..Self::STANDARD };

    /// Shows everything and takes nothing.
    pub const READ_ONLY: Self = Self { name: "read-only", can_write: false, ..Self::STANDARD };

    /// Those that a publisher can fill and look into.
    pub const READABLE: [Self; 4] = [Self::STANDARD, Self::MEDALLION, Self::OPENTAXII, Self::STOCK];
}
