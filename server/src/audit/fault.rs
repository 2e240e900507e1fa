use std::fmt;

/// The first event that is not as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Broken {
    pub(crate) number: u64,
    pub(crate) fault: Fault,
}

/// What is wrong with an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Another number stands where it should be.
    Missing,
    /// Its text is not an event, or says another number.
    Text,
    /// Its text does not give its hash.
    Hash,
    /// It does not follow the event before it.
    Chain,
    /// It is not found under the place and the persons it names.
    Index,
    /// A signed checkpoint or the copy says that it was written, and the database ends before it.
    Truncated,
    /// A checkpoint up to it is not signed by this server's key.
    Signature,
    /// A signed checkpoint says another hash.
    Checkpoint,
    /// The copy says something else, or holds what is none of its lines.
    Copy,
    /// The copy ends before it.
    NotCopied,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Fault::Missing => "あるはずの記録がありません（消されたか、並びが変えられています）",
            Fault::Text => "記録として読めないか、番号が違います",
            Fault::Hash => "書かれたときの内容と違います",
            Fault::Chain => "前の記録とつながりません",
            Fault::Index => "索引が記録の内容と違います",
            Fault::Truncated => {
                "書かれていた記録がデータベースにありません（切り詰めか、古い状態への巻き戻し）"
            }
            Fault::Signature => "確認点の署名が、このサーバーの鍵のものではありません",
            Fault::Checkpoint => "署名された確認点と違います",
            Fault::Copy => "控えと違います",
            Fault::NotCopied => "控えにありません（控えの切り詰めか、まだ写していない記録）",
        })
    }
}
