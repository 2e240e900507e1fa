//! Whether what is to be shown stands there already. Only what never changes can be held against something.

use super::{Child, El, Set};

/// Whether these elements would be no others than those.
pub(super) fn same(these: &[El], those: &[El]) -> bool {
    these.len() == those.len() && these.iter().zip(those).all(|(this, that)| this.is_same(that))
}

impl El {
    fn is_same(&self, other: &El) -> bool {
        let (this, that) = (&*self.0, &*other.0);
        this.tag == that.tag
            && this.sets.len() == that.sets.len()
            && this.children.len() == that.children.len()
            && this.sets.iter().zip(&that.sets).all(|(this, that)| this.is_same(that))
            && this.children.iter().zip(&that.children).all(|(this, that)| this.is_same(that))
    }
}

impl Set {
    fn is_same(&self, other: &Set) -> bool {
        match (self, other) {
            (Set::Attribute(name, value), Set::Attribute(other, that)) => name == other && value == that,
            (Set::Value(value), Set::Value(that)) => value == that,
            _ => false,
        }
    }
}

impl Child {
    fn is_same(&self, other: &Child) -> bool {
        match (self, other) {
            (Child::Text(text), Child::Text(that)) => text == that,
            (Child::El(child), Child::El(that)) => child.is_same(that),
            _ => false,
        }
    }
}
