use super::Checkpoint;

/// A line of the copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Line {
    /// An event: its number, its hash, its text.
    Event { number: u64, hash: String, doc: String },
    /// A signed checkpoint.
    Checkpoint(Checkpoint),
}

impl Line {
    /// The line with its end.
    pub(crate) fn text(&self) -> String {
        match self {
            Line::Event { number, hash, doc } => format!("event {number} {hash} {doc}\n"),
            Line::Checkpoint(checkpoint) => {
                // Three texts: this cannot fail.
                let json = serde_json::to_string(checkpoint).unwrap_or_default();
                format!("checkpoint {json}\n")
            }
        }
    }

    /// Reads a line without its end; none when it is not one.
    pub(crate) fn read(text: &str) -> Option<Line> {
        if let Some(json) = text.strip_prefix("checkpoint ") {
            return serde_json::from_str(json).ok().map(Line::Checkpoint);
        }
        let mut parts = text.strip_prefix("event ")?.splitn(3, ' ');
        let number = parts.next()?.parse().ok()?;
        let (hash, doc) = (parts.next()?.to_owned(), parts.next()?.to_owned());
        Some(Line::Event { number, hash, doc })
    }
}
