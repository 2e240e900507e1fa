//! Records as JSON without serde: what the browser reads and writes with, in a tenth of the derived code.
//!
//! Both ways say the same; a test holds them side by side. Reading is the lenient half of the contract: a record may
//! gain members, and only the server refuses unknown ones.

use serde_json::Map;
pub use serde_json::Value;

/// Something that crosses the network or lies on disk.
pub trait Record: Sized {
    /// Reads it; sets `ok` to false, and gives something blank, when the JSON has another shape.
    fn read(json: Value, ok: &mut bool) -> Self;

    /// What stands for a member that is not there.
    fn missing(ok: &mut bool) -> Self {
        *ok = false;
        Self::read(Value::Null, ok)
    }

    /// Writes it as JSON text.
    fn write(&self, out: &mut String);

    /// Whether the member is left out.
    fn is_missing(&self) -> bool {
        false
    }
}

/// JSON text of a record.
pub fn to_text<T: Record>(record: &T) -> String {
    let mut out = String::new();
    record.write(&mut out);
    out
}

/// Reads a record; `None` when the text is no JSON or the JSON another record.
pub fn from_text<T: Record>(text: &str) -> Option<T> {
    from_value(serde_json::from_str(text).ok()?)
}

/// Reads a record; `None` when the JSON is another one.
pub fn from_value<T: Record>(json: Value) -> Option<T> {
    let mut ok = true;
    let record = T::read(json, &mut ok);
    ok.then_some(record)
}

/// A record as JSON.
pub fn to_value<T: Record>(record: &T) -> Value {
    // What a record writes is JSON.
    serde_json::from_str(&to_text(record)).unwrap_or_default()
}

/// The members of an object that is being read.
pub struct Members(Map<String, Value>);

impl Members {
    /// Opens an object; `ok` becomes false when it is none.
    pub fn open(json: Value, ok: &mut bool) -> Members {
        match json {
            Value::Object(map) => Members(map),
            _ => {
                *ok = false;
                Members(Map::new())
            }
        }
    }

    /// Takes a member out.
    pub fn take<T: Record>(&mut self, name: &str, ok: &mut bool) -> T {
        match self.0.get_mut(name) {
            Some(json) => T::read(json.take(), ok),
            None => T::missing(ok),
        }
    }

    /// The word a tagged record names its kind by.
    pub fn word(&self, name: &str) -> &str {
        self.0.get(name).and_then(Value::as_str).unwrap_or_default()
    }
}

/// An object that is being written.
pub struct Object<'a> {
    out: &'a mut String,
    is_first: bool,
}

impl<'a> Object<'a> {
    /// Opens it.
    pub fn open(out: &'a mut String) -> Object<'a> {
        out.push('{');
        Object { out, is_first: true }
    }

    /// Puts a member, unless it is left out.
    pub fn put<T: Record>(&mut self, name: &str, member: &T) {
        if !member.is_missing() {
            self.name(name);
            member.write(self.out);
        }
    }

    /// Puts a word.
    pub fn word(&mut self, name: &str, word: &str) {
        self.name(name);
        letters::json::push_text(word, self.out);
    }

    /// Closes it.
    pub fn close(self) {
        self.out.push('}');
    }

    fn name(&mut self, name: &str) {
        if !self.is_first {
            self.out.push(',');
        }
        self.is_first = false;
        letters::json::push_text(name, self.out);
        self.out.push(':');
    }
}

/// Makes a struct a [`Record`] with a member for every field.
#[macro_export]
macro_rules! fields {
    ($record:ty { $($field:ident),* $(,)? }) => {
        impl $record {
            /// Takes its members out of an object that may hold others beside them.
            pub(crate) fn from_members(members: &mut $crate::record::Members, ok: &mut bool) -> Self {
                Self { $($field: members.take(stringify!($field), ok),)* }
            }

            /// Puts its members into an object.
            pub(crate) fn put_members(&self, object: &mut $crate::record::Object<'_>) {
                $(object.put(stringify!($field), &self.$field);)*
            }
        }

        impl $crate::record::Record for $record {
            fn read(json: $crate::record::Value, ok: &mut bool) -> Self {
                Self::from_members(&mut $crate::record::Members::open(json, ok), ok)
            }

            fn write(&self, out: &mut String) {
                let mut object = $crate::record::Object::open(out);
                self.put_members(&mut object);
                object.close();
            }
        }
    };
}

/// Makes an enum of words a [`Record`]: one of `core/access`, which knows its words, or one whose words are said here.
/// What is none of them reads as the first.
#[macro_export]
macro_rules! words {
    ($record:ident :: $first:ident) => {
        impl $crate::record::Record for $record {
            fn read(json: $crate::record::Value, ok: &mut bool) -> Self {
                let word = json.as_str().and_then(Self::parse);
                *ok &= word.is_some();
                word.unwrap_or(Self::$first)
            }

            fn write(&self, out: &mut String) {
                $crate::record::push_word(self.word(), out);
            }
        }
    };
    ($record:ty { $first:ident = $first_word:literal $(, $variant:ident = $word:literal)* $(,)? }) => {
        impl $crate::record::Record for $record {
            fn read(json: $crate::record::Value, ok: &mut bool) -> Self {
                match json.as_str() {
                    Some($first_word) => return Self::$first,
                    $(Some($word) => return Self::$variant,)*
                    _ => *ok = false,
                }
                Self::$first
            }

            fn write(&self, out: &mut String) {
                let word = match self {
                    Self::$first => $first_word,
                    $(Self::$variant => $word,)*
                };
                $crate::record::push_word(word, out);
            }
        }
    };
}

/// Writes a word as a JSON text.
pub fn push_word(word: &str, out: &mut String) {
    letters::json::push_text(word, out);
}

impl Record for String {
    fn read(json: Value, ok: &mut bool) -> Self {
        match json {
            Value::String(text) => text,
            _ => {
                *ok = false;
                String::new()
            }
        }
    }

    fn write(&self, out: &mut String) {
        push_word(self, out);
    }
}

impl Record for bool {
    fn read(json: Value, ok: &mut bool) -> Self {
        json.as_bool().unwrap_or_else(|| {
            *ok = false;
            false
        })
    }

    fn missing(_: &mut bool) -> Self {
        false
    }

    fn write(&self, out: &mut String) {
        out.push_str(if *self { "true" } else { "false" });
    }
}

impl Record for u64 {
    fn read(json: Value, ok: &mut bool) -> Self {
        json.as_u64().unwrap_or_else(|| {
            *ok = false;
            0
        })
    }

    fn write(&self, out: &mut String) {
        letters::json::push(&Value::from(*self), out);
    }
}

macro_rules! smaller {
    ($($number:ty),*) => {$(
        impl Record for $number {
            fn read(json: Value, ok: &mut bool) -> Self {
                Self::try_from(u64::read(json, ok)).unwrap_or_else(|_| {
                    *ok = false;
                    0
                })
            }

            fn missing(_: &mut bool) -> Self {
                0
            }

            fn write(&self, out: &mut String) {
                (*self as u64).write(out);
            }
        }
    )*};
}

smaller!(u16, u32, usize);

impl Record for Value {
    fn read(json: Value, _: &mut bool) -> Self {
        json
    }

    fn write(&self, out: &mut String) {
        letters::json::push(self, out);
    }
}

impl Record for Map<String, Value> {
    fn read(json: Value, ok: &mut bool) -> Self {
        Members::open(json, ok).0
    }

    fn missing(_: &mut bool) -> Self {
        Map::new()
    }

    fn write(&self, out: &mut String) {
        let mut object = Object::open(out);
        for (name, json) in self {
            object.put(name, json);
        }
        object.close();
    }
}

impl<T: Record> Record for Option<T> {
    fn read(json: Value, ok: &mut bool) -> Self {
        match json {
            Value::Null => None,
            json => Some(T::read(json, ok)),
        }
    }

    fn missing(_: &mut bool) -> Self {
        None
    }

    fn write(&self, out: &mut String) {
        match self {
            Some(record) => record.write(out),
            None => out.push_str("null"),
        }
    }

    fn is_missing(&self) -> bool {
        self.is_none()
    }
}

impl<T: Record> Record for Vec<T> {
    fn read(json: Value, ok: &mut bool) -> Self {
        let Value::Array(list) = json else {
            *ok = false;
            return Vec::new();
        };
        list.into_iter().map(|json| T::read(json, ok)).collect()
    }

    fn missing(_: &mut bool) -> Self {
        Vec::new()
    }

    fn write(&self, out: &mut String) {
        out.push('[');
        for (n, record) in self.iter().enumerate() {
            if n > 0 {
                out.push(',');
            }
            record.write(out);
        }
        out.push(']');
    }
}

impl Record for () {
    fn read(_: Value, _: &mut bool) -> Self {}

    fn write(&self, out: &mut String) {
        out.push_str("null");
    }
}
