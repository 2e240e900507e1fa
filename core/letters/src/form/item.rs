use super::{Editions, Limit, Section};

/// One choice of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    /// The printed label without a trailing （…）: the choice's name in files.
    pub label: &'static str,
    /// What the paper prints behind the label in （…）; empty when nothing.
    pub note: &'static str,
    /// The editions that print it.
    pub editions: Editions,
    /// Whether it excludes every other choice of the item (用いていない, 特記すべき項目なし).
    pub exclusive: bool,
}

pub(super) const fn c(label: &'static str) -> Choice {
    Choice { label, note: "", editions: Editions::ALL, exclusive: false }
}

impl Choice {
    pub(super) const fn note(mut self, note: &'static str) -> Choice {
        self.note = note;
        self
    }
    pub(super) const fn only(mut self, editions: Editions) -> Choice {
        self.editions = editions;
        self
    }
    pub(super) const fn excludes_others(mut self) -> Choice {
        self.exclusive = true;
        self
    }
}

/// What an item asks for, which decides the parts of its answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// One line of text.
    Text,
    /// Several lines of text.
    LongText,
    /// A decimal number kept as typed, with its unit.
    Number(&'static str),
    /// A civil date, asked as 元号・年・月・日.
    Date,
    /// 発症年月日: a year at least, a month and a day if known, or 不詳.
    Onset,
    /// One of several.
    One(&'static [Choice]),
    /// Any of several.
    Many(&'static [Choice]),
    /// Any of several, each plain or underlined (下線).
    Marks(&'static [Choice]),
    /// A plain check.
    Check,
    /// A check with 部位.
    CheckSite,
    /// A check with 程度.
    CheckDegree,
    /// A check with 部位 and 程度.
    CheckSiteDegree,
    /// 留意事項: a check with text; in H21 特になし／あり with text.
    Care,
    /// The table of drugs.
    Drugs,
}

/// When an item is shown. A hidden item keeps its answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Show {
    /// Always.
    Always,
    /// When the single choice of the item with this key is the named label.
    When(&'static str, &'static str),
    /// When the option of the multiple choice with this key is checked.
    With(&'static str, &'static str),
    /// When the check with this key is set.
    Under(&'static str),
}

/// One item of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Item {
    /// The stable key: name in files, patches, findings.
    pub key: &'static str,
    /// The printed label.
    pub label: &'static str,
    /// Where it stands.
    pub section: Section,
    /// The question of the section it belongs to.
    pub question: u8,
    /// What it asks.
    pub kind: Kind,
    /// The editions that ask it.
    pub editions: Editions,
    /// When it is shown.
    pub show: Show,
    /// How much its text holds.
    pub limit: Option<Limit>,
    /// Whether the 一次判定 reads it (★).
    pub star: bool,
    /// Whether the paper prints a box for it; 種別 and 性別 have none.
    pub boxed: bool,
}

pub(super) const fn item(
    section: Section,
    question: u8,
    key: &'static str,
    label: &'static str,
    kind: Kind,
) -> Item {
    Item {
        key,
        label,
        section,
        question,
        kind,
        editions: Editions::ALL,
        show: Show::Always,
        limit: None,
        star: false,
        boxed: true,
    }
}

impl Item {
    pub(super) const fn only(mut self, editions: Editions) -> Item {
        self.editions = editions;
        self
    }
    pub(super) const fn show(mut self, show: Show) -> Item {
        self.show = show;
        self
    }
    pub(super) const fn limit(mut self, soft: u16, hard: u16) -> Item {
        self.limit = Limit::of(soft, hard);
        self
    }
    pub(super) const fn star(mut self) -> Item {
        self.star = true;
        self
    }
    pub(super) const fn no_box(mut self) -> Item {
        self.boxed = false;
        self
    }

    /// The choices of the item, empty for kinds without.
    pub const fn choices(&self) -> &'static [Choice] {
        match self.kind {
            Kind::One(choices) | Kind::Many(choices) | Kind::Marks(choices) => choices,
            _ => &[],
        }
    }
}
