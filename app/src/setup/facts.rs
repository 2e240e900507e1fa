//! What the guide rests on: rows with a date and a source, to be replaced when the field changes.

const TABLE: &str = include_str!("facts.tsv");

/// One fact about the two ways of sending.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fact {
    /// Its name in the guide.
    pub(super) key: &'static str,
    /// Since when it holds, ISO, a month or a day; empty when the source says none.
    pub(super) date: &'static str,
    /// The fact.
    pub(super) text: &'static str,
    /// Who says so.
    pub(super) source: &'static str,
    /// 公式資料 or 二次資料.
    pub(super) kind: &'static str,
}

/// Every fact, in the table's order.
pub(super) fn facts() -> impl Iterator<Item = Fact> {
    TABLE.lines().skip(1).filter_map(|line| {
        let mut columns = line.split('\t');
        let mut next = || columns.next();
        Some(Fact { key: next()?, date: next()?, text: next()?, source: next()?, kind: next()? })
    })
}

/// The sentence of a fact.
pub(super) fn text(key: &str) -> &'static str {
    facts().find(|fact| fact.key == key).map_or("", |fact| fact.text)
}

/// 令和8年4月1日, 令和7年10月, or nothing.
pub(super) fn since(fact: Fact) -> String {
    if let Some(date) = ja::Date::parse_iso(fact.date) {
        return ja::era::format_era(date);
    }
    let first = ja::Date::parse_iso(&[fact.date, "-01"].concat()).map(ja::era::format_era);
    first
        .as_deref()
        .and_then(|day| day.split_once("月"))
        .map_or_else(String::new, |(month, _)| [month, "月"].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_has_a_sentence_a_source_and_a_date_that_can_be_read() {
        assert_eq!(facts().count(), TABLE.lines().count() - 1);
        for fact in facts() {
            assert!(!fact.text.is_empty() && !fact.source.is_empty() && !fact.kind.is_empty(), "{fact:?}");
            assert_eq!(fact.date.is_empty(), since(fact).is_empty(), "{fact:?}");
        }
    }

    #[test]
    fn a_month_and_a_day_are_said_in_eras() {
        let fact = |date| Fact { key: "", date, text: "", source: "", kind: "" };
        assert_eq!(since(fact("2025-10")), "令和7年10月");
        assert_eq!(since(fact("2026-04-01")), "令和8年4月1日");
    }
}
