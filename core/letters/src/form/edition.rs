/// A generation of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Edition {
    /// Used until 2021-08; still printed by some municipalities.
    H21,
    /// 老老発0816第1号, 2021-08-16 to 2026-03-31.
    R3,
    /// 介護保険最新情報 Vol.1440, from 2026-04-01.
    R8,
}

impl Edition {
    /// Every edition, oldest first.
    pub const ALL: [Edition; 3] = [Edition::H21, Edition::R3, Edition::R8];

    /// The name used in letter files: `H21`, `R3`, `R8`.
    pub const fn name(self) -> &'static str {
        match self {
            Edition::H21 => "H21",
            Edition::R3 => "R3",
            Edition::R8 => "R8",
        }
    }

    /// Reads the name used in letter files.
    pub fn parse(name: &str) -> Option<Edition> {
        Edition::ALL.into_iter().find(|edition| edition.name() == name)
    }

    /// The edition in force on the day a letter is completed (記入日).
    pub fn in_force(entry_date: ja::Date) -> Edition {
        let key = (entry_date.year(), entry_date.month(), entry_date.day());
        if key >= (2026, 4, 1) {
            Edition::R8
        } else if key >= (2021, 8, 16) {
            Edition::R3
        } else {
            Edition::H21
        }
    }
}

/// A set of editions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Editions(u8);

impl Editions {
    /// Every edition.
    pub const ALL: Editions = Editions(0b111);
    /// H21 alone.
    pub const H21: Editions = Editions(0b001);
    /// The editions that ask the doctor's consent.
    pub const UNTIL_R3: Editions = Editions(0b011);
    /// R3 and later.
    pub const FROM_R3: Editions = Editions(0b110);

    /// Whether the set holds this edition.
    pub const fn has(self, edition: Edition) -> bool {
        self.0 & (1 << edition as u8) != 0
    }
}
