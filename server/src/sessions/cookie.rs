use axum::http::{HeaderMap, HeaderValue, header};

use super::Token;

const NAME: &str = "__Host-ikensho";

/// The header that gives a browser its session. It goes with the browser's own session, and to this host alone.
pub(crate) fn cookie(token: &Token) -> Option<HeaderValue> {
    let text = format!("{NAME}={}; Path=/; Secure; HttpOnly; SameSite=Strict", token.text());
    let mut value = HeaderValue::from_str(&text).ok()?;
    value.set_sensitive(true);
    Some(value)
}

/// The header that takes it away.
pub(crate) fn cleared() -> HeaderValue {
    HeaderValue::from_static("__Host-ikensho=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0")
}

/// The session's token that a request shows; none when it shows none, or two.
pub(crate) fn value(headers: &HeaderMap) -> Option<&str> {
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
    let pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    let mut values = pairs.filter(|(name, _)| *name == NAME).map(|(_, value)| value);
    let first = values.next();
    if values.next().is_some() { None } else { first }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cookie_stays_on_this_host_and_out_of_scripts() {
        let token = Token::generate().unwrap();
        let set = cookie(&token).unwrap();
        assert!(set.is_sensitive());
        let set = set.to_str().unwrap();
        for attribute in ["Path=/", "Secure", "HttpOnly", "SameSite=Strict"] {
            assert!(set.split("; ").any(|part| part == attribute), "{set}");
        }
        assert!(!set.contains("Domain") && !set.contains("Max-Age"));
    }

    #[test]
    fn one_cookie_is_read_and_two_are_none() {
        let read = |lines: &[&'static str]| {
            let mut headers = HeaderMap::new();
            for line in lines {
                headers.append(header::COOKIE, HeaderValue::from_static(line));
            }
            value(&headers).map(str::to_owned)
        };
        assert_eq!(read(&["a=b; __Host-ikensho=x; c=d"]).as_deref(), Some("x"));
        assert_eq!(read(&["a=b", "__Host-ikensho=x"]).as_deref(), Some("x"));
        assert_eq!(read(&["__Host-ikensho=x; __Host-ikensho=y"]), None);
        assert_eq!(read(&["__Host-ikensho=x", "__Host-ikensho=y"]), None);
        assert_eq!(read(&["ikensho=x"]), None);
    }
}
