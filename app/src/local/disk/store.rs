/// An object store. Keys are ids and fixed words; values are envelopes (see `cipher`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::local) enum Store {
    /// Facts about this storage: `canary`, `schema`, `device`.
    Meta,
    /// The wrapped data key. The one store whose values are not envelopes.
    Keys,
    /// A draft as the server last said it is, by draft id.
    Drafts,
    /// Operations the server does not hold, by `draft/operation`.
    Operations,
    /// Finished letters on their way, by operation id.
    Outbox,
    /// Lists kept for use without a net, by name.
    Lists,
    /// Earlier letters by request id, and returned ones by their own (since schema 101; before, in `lists` under `previous/`).
    Previous,
    /// Writes that wait for the net, by operation id.
    Queue,
}

impl Store {
    /// Every store that any schema ever had.
    pub(super) const ALL: [Store; 8] = [
        Store::Meta,
        Store::Keys,
        Store::Drafts,
        Store::Operations,
        Store::Outbox,
        Store::Lists,
        Store::Previous,
        Store::Queue,
    ];

    /// What a person's work lies in.
    pub(in crate::local) const CONTENT: [Store; 6] =
        [Store::Drafts, Store::Operations, Store::Outbox, Store::Lists, Store::Previous, Store::Queue];

    /// Its name on disk.
    pub(in crate::local) const fn name(self) -> &'static str {
        match self {
            Store::Meta => "meta",
            Store::Keys => "keys",
            Store::Drafts => "drafts",
            Store::Operations => "operations",
            Store::Outbox => "outbox",
            Store::Lists => "lists",
            Store::Previous => "previous",
            Store::Queue => "queue",
        }
    }
}
