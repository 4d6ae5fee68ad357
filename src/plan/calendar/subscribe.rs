//! How to subscribe: a feed's address in, the addresses that common calendars open out.

use serde::Serialize;

use super::Feed;

/// The ways into a calendar; a copyable `https` address is among them because new Outlook strips `webcal`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Subscription {
    /// The feed itself, to copy.
    pub url: String,
    /// Apple's calendars, and most others on a phone.
    pub webcal: String,
    /// Google Calendar.
    pub google: String,
    /// Outlook on the web at work.
    pub outlook: String,
}

impl Subscription {
    /// The ways to `feed`.
    pub fn to(feed: &Feed) -> Self {
        let address = feed
            .url
            .split_once("://")
            .map_or(feed.url.as_str(), |(_, rest)| rest);
        let webcal = format!("webcal://{address}");
        let (url, name) = (encoded(&feed.url), encoded(&feed.title));
        Self {
            url: feed.url.clone(),
            google: format!(
                "https://calendar.google.com/calendar/r?cid={}",
                encoded(&webcal)
            ),
            outlook: format!(
                "https://outlook.office.com/calendar/0/addfromweb?url={url}&name={name}"
            ),
            webcal,
        }
    }
}

/// RFC 3986, section 2.3: all but unreserved characters are percent-encoded.
fn encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push('%');
            for half in [byte >> 4, byte & 0xf] {
                let digit = char::from_digit(half.into(), 16);
                encoded.extend(digit.map(|digit| digit.to_ascii_uppercase()));
            }
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::super::{Content, Owner};
    use super::*;

    #[test]
    fn every_calendar_gets_the_address_it_opens() {
        let feed = Feed {
            owner: Owner::All,
            content: Content::All,
            path: "lich/tat-ca.ics".to_owned(),
            url: "https://a.vn/lich/tat-ca.ics".to_owned(),
            title: "Lịch".to_owned(),
            entries: Vec::new(),
        };
        let found = Subscription::to(&feed);
        assert_eq!(found.webcal, "webcal://a.vn/lich/tat-ca.ics");
        assert_eq!(
            found.google,
            "https://calendar.google.com/calendar/r?cid=webcal%3A%2F%2Fa.vn%2Flich%2Ftat-ca.ics"
        );
        assert!(
            found
                .outlook
                .ends_with("?url=https%3A%2F%2Fa.vn%2Flich%2Ftat-ca.ics&name=L%E1%BB%8Bch")
        );
    }
}
