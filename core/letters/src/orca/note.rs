use core::fmt;

use ja::Date;

use crate::form::{Cell, Edition};
use crate::show::cell_name;

/// What a person should know about a letter read from CSV.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadNote {
    /// The file does not name the edition: it was taken from the date of entry (記入日), without one the newest.
    Edition {
        /// The edition.
        edition: Edition,
        /// The date of entry.
        entry_date: Option<Date>,
    },
    /// ORCA CSV 1.3, whose specification was not seen: two fields were read as guessed.
    Guessed,
    /// An onset in a year that its era never had, as calendars older than the next era write it.
    OldCalendar {
        /// Which onset.
        cell: Cell,
        /// The text.
        text: String,
    },
    /// 頃 was taken off an onset.
    Approximate {
        /// Which onset.
        cell: Cell,
        /// The text.
        text: String,
    },
    /// An onset that is no date; kept as it stands.
    OnsetKept {
        /// Which onset.
        cell: Cell,
        /// The text.
        text: String,
    },
    /// 有 without a single symptom is what the writing program puts in when nothing was said: read as unanswered.
    NoInformation {
        /// Which item.
        cell: Cell,
    },
    /// The edition does not ask it, so it was not taken over.
    NotAsked {
        /// Which cell.
        cell: Cell,
        /// The edition.
        edition: Edition,
    },
    /// Drugs stand at the end of the course text and stay there.
    DrugsInCourse,
    /// The writing program's own lines may stand at the head of 特記すべき事項; they stay there.
    RemarksHead,
    /// A user-defined character (外字): which one was meant, only the writing machine knows.
    UserDefined {
        /// Where.
        cell: Cell,
    },
}

impl fmt::Display for ReadNote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ReadNote::Edition { edition, entry_date: Some(date) } => {
                write!(f, "記入日（{}）から、{}様式として読みました。", ja::era::format_era(*date), edition.name())
            }
            ReadNote::Edition { edition, entry_date: None } => {
                write!(f, "記入日がないため、{}様式として読みました。", edition.name())
            }
            ReadNote::Guessed => f.write_str(
                "ORCA CSV 1.3の仕様書は確認できていません。118番目と120番目の項目は推測で読みました（試験的）。",
            ),
            ReadNote::OldCalendar { cell, text } => {
                write!(f, "{}の「{text}」は実際にはない年のため、続く元号の年として読みました。", cell_name(*cell))
            }
            ReadNote::Approximate { cell, text } => {
                write!(f, "{}の「{text}」は「頃」を除いて読みました。", cell_name(*cell))
            }
            ReadNote::OnsetKept { cell, text } => write!(
                f,
                "{}の「{text}」は日付として読めないため、書かれたまま残しました。確認してください。",
                cell_name(*cell)
            ),
            ReadNote::NoInformation { cell } => {
                write!(f, "{}は「有」ですが該当する症状がないため、未選択として読みました。", cell_name(*cell))
            }
            ReadNote::NotAsked { cell, edition } => {
                write!(f, "{}は{}様式にないため、読み込んでいません。", cell_name(*cell), edition.name())
            }
            ReadNote::DrugsInCourse => {
                f.write_str("投薬内容は経過及び治療内容の文章の中にあります。表には分けていません。")
            }
            ReadNote::RemarksHead => f.write_str(
                "特記すべき事項のはじめに、書き出したソフトの項目（介護の必要度など）があるようです。そのまま残しました。",
            ),
            ReadNote::UserDefined { cell } => {
                write!(f, "{}に外字があります。元の字を確かめて入力し直してください。", cell_name(*cell))
            }
        }
    }
}

/// What a person should know about a letter written as CSV, beside its losses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WriteNote {
    /// 眼科, 耳鼻咽喉科, リハビリテーション科 or 歯科 is set: a receiving system is known to read these bits in another
    /// order.
    Departments,
    /// An onset is set: it is 和暦 text, and a receiving system is known to drop what it cannot read as a date.
    Onsets,
    /// Services the layout has no place for stand as text behind その他の医療系サービス.
    Services,
    /// The course with the drugs is longer than 560 characters.
    CourseLong,
    /// 対処方針 is longer than 89 bytes of CP932.
    PlanLong,
}

impl fmt::Display for WriteNote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            WriteNote::Departments => {
                "他科受診の眼科・耳鼻咽喉科・リハビリテーション科・歯科は、受け取る側のソフトによって並びの違うことがあります。市町村に確認してください。"
            }
            WriteNote::Onsets => {
                "発症年月日は和暦の文字で出力します。受け取る側で読めない書き方は失われることがあります。"
            }
            WriteNote::Services => {
                "老人保健施設・介護医療院・特記すべき項目なしはこの形式に欄がないため、その他の医療系サービス名に文字で出力しました。"
            }
            WriteNote::CourseLong => {
                "経過及び治療内容と投薬内容の合計が560文字を超えています。受け取る側で切れることがあります。"
            }
            WriteNote::PlanLong => "対処方針が44文字（89バイト）を超えています。受け取る側で切れることがあります。",
        })
    }
}
