//! The headers that every answer carries, in one place.

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};

/// What a page of ours may use: passkeys, and the card reader's helper on this machine. Chromium knows the last three
/// words; the older `local-network-access` stands for both of the newer ones.
const PERMISSIONS: &str = "accelerometer=(), autoplay=(), browsing-topics=(), camera=(), display-capture=(), \
     encrypted-media=(), geolocation=(), gyroscope=(), hid=(), idle-detection=(), magnetometer=(), microphone=(), \
     midi=(), payment=(), picture-in-picture=(), screen-wake-lock=(), serial=(), sync-xhr=(), usb=(), \
     xr-spatial-tracking=(), publickey-credentials-create=(self), publickey-credentials-get=(self), \
     local-network=(), loopback-network=(self), local-network-access=(self)";

const FIXED: [(&str, &str); 8] = [
    ("content-security-policy", wire::headers::CONTENT_SECURITY_POLICY),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-embedder-policy", "require-corp"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", PERMISSIONS),
    ("x-frame-options", "DENY"),
];

/// Puts them on an answer. What the API says is kept by no cache. `strict`: for two years no browser opens this host
/// without TLS.
pub(super) fn secure(headers: &mut HeaderMap, is_api: bool, strict: bool) {
    for (name, value) in FIXED {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    if strict {
        let value = HeaderValue::from_static("max-age=63072000");
        headers.insert(header::STRICT_TRANSPORT_SECURITY, value);
    }
    if is_api {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
}

/// Says that what the browser keeps of this session's answers goes away with it. Drafts that were never sent are in the
/// browser's database alone, sealed, and stay: nothing typed is lost by signing out.
pub(super) fn clear(headers: &mut HeaderMap) {
    headers.insert(HeaderName::from_static("clear-site-data"), HeaderValue::from_static("\"cache\""));
}
