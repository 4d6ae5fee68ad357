//! One request in, one response out: who may ask, what for, and what every answer carries.

use hyper::header::{
    ALLOW, CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, HOST, HeaderName,
    HeaderValue, IF_NONE_MATCH, LOCATION, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use hyper::{HeaderMap, Method, Request, Response, StatusCode};

use super::address::{decoded, is_own_host};
use super::banner::escaped;
use super::current::{Current, State};
use super::live::{Content, EVENTS, SCRIPT, STYLE, with_script};
use super::media::media_type;
use super::portal::Portal;
use super::stop::Stop;
use crate::plan::Routes;
use crate::publish::Fingerprint;

/// What pages allow themselves in their head, and that no other page may frame them.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; \
    connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// What answers are made from.
#[derive(Clone)]
pub(super) struct Answers {
    pub(super) current: Current,
    pub(super) port: u16,
    pub(super) stop: Stop,
}

/// An answer before the headers that all have.
struct Answer {
    status: StatusCode,
    media_type: &'static str,
    content: Content,
    header: Option<(HeaderName, String)>,
}

impl Answers {
    /// The response to one request; bodies of requests are not read.
    pub(super) async fn answer<B>(&self, request: &Request<B>) -> Response<Content> {
        let answer = self.choose(request).await;
        finished(answer, request.method() == Method::HEAD)
    }

    async fn choose<B>(&self, request: &Request<B>) -> Answer {
        if let Err(refused) = self.admit(request) {
            return refused;
        }
        if !matches!(*request.method(), Method::GET | Method::HEAD) {
            let mut refused = plain(StatusCode::METHOD_NOT_ALLOWED, "only GET and HEAD\n");
            refused.header = Some((ALLOW, "GET, HEAD".to_owned()));
            return refused;
        }
        let target = request.uri().path();
        if target == EVENTS {
            return self.events(request);
        }
        for (path, text) in [SCRIPT, STYLE] {
            if target == path {
                return bytes(StatusCode::OK, media_type(path), text.as_bytes().to_vec());
            }
        }
        let state = self.current.state();
        let Some(path) = decoded(target) else {
            return plain(StatusCode::BAD_REQUEST, "no portal has such an address\n");
        };
        file(&state, &path, target, request.headers()).await
    }

    /// Only this machine's own names: a foreign name that leads here belongs to a page that wants to read along.
    fn admit<B>(&self, request: &Request<B>) -> Result<(), Answer> {
        let mut hosts = request.headers().get_all(HOST).iter();
        let host = hosts.next().and_then(|host| host.to_str().ok());
        let authority = request
            .uri()
            .authority()
            .map(|authority| authority.as_str());
        let (Some(host), None) = (host, hosts.next()) else {
            return Err(plain(StatusCode::BAD_REQUEST, "one Host header, please\n"));
        };
        match is_own_host(host, self.port)
            && authority.is_none_or(|name| is_own_host(name, self.port))
        {
            true => Ok(()),
            false => Err(plain(
                StatusCode::MISDIRECTED_REQUEST,
                "this preview answers for localhost, 127.0.0.1 and [::1] only\n",
            )),
        }
    }

    fn events<B>(&self, request: &Request<B>) -> Answer {
        let query = request.uri().query().unwrap_or_default();
        let seen = query.strip_prefix("seen=").unwrap_or_default().to_owned();
        let content = match *request.method() {
            Method::HEAD => Content::Bytes(None),
            _ => Content::events(self.current.clone(), seen, self.stop.clone()),
        };
        Answer {
            status: StatusCode::OK,
            media_type: "text/event-stream",
            content,
            header: None,
        }
    }
}

/// A file of the portal, or its page for what is not there.
async fn file(state: &State, path: &str, target: &str, headers: &HeaderMap) -> Answer {
    let Some(portal) = &state.portal else {
        return page(state, StatusCode::SERVICE_UNAVAILABLE, waiting(), headers);
    };
    let Some(inner) = path.strip_prefix(&portal.base_path) else {
        return to(&format!("{}/", portal.base_path));
    };
    // A worker would keep pages that the next state replaces; where there is none, browsers drop the one they have.
    let found = match inner {
        "/sw.js" => None,
        _ => portal.file(&Routes::file(inner)).await,
    };
    match found {
        Some(Ok(made)) if media_type(&Routes::file(inner)).starts_with("text/html") => {
            page(state, StatusCode::OK, made, headers)
        }
        Some(Ok(made)) => tagged(media_type(inner), made, headers),
        Some(Err(error)) => {
            let text = format!(
                "<!doctype html><title>500</title><pre>{}</pre>",
                escaped(&error)
            );
            page(
                state,
                StatusCode::INTERNAL_SERVER_ERROR,
                text.into_bytes(),
                headers,
            )
        }
        None => missing(portal, state, inner, target, headers).await,
    }
}

/// A folder without its slash leads to the folder; anything else gets the portal's own page.
async fn missing(
    portal: &Portal,
    state: &State,
    path: &str,
    target: &str,
    headers: &HeaderMap,
) -> Answer {
    if !path.ends_with('/')
        && portal
            .file(&Routes::file(&format!("{path}/")))
            .await
            .is_some()
    {
        return to(&format!("{target}/"));
    }
    match portal.file("404.html").await {
        Some(Ok(made)) => page(state, StatusCode::NOT_FOUND, made, headers),
        _ => plain(StatusCode::NOT_FOUND, "not found\n"),
    }
}

/// What is shown before there was ever a portal.
fn waiting() -> Vec<u8> {
    b"<!doctype html><html><head><meta charset=\"utf-8\"><title>Ni\xc3\xaam Y\xe1\xba\xbft</title></head><body></body></html>"
        .to_vec()
}

/// A page with the banner and the script; its tag tells of both.
fn page(state: &State, status: StatusCode, made: Vec<u8>, headers: &HeaderMap) -> Answer {
    let html = with_script(made, &state.version, &state.trouble);
    let mut answer = tagged("text/html; charset=utf-8", html, headers);
    if status != StatusCode::OK && answer.status == StatusCode::OK {
        answer.status = status;
    }
    answer
}

/// Bytes with a tag, or the news that the browser has them.
fn tagged(media_type: &'static str, made: Vec<u8>, headers: &HeaderMap) -> Answer {
    let tag = format!("\"{}\"", Fingerprint::of_content(&made));
    let known = headers.get_all(IF_NONE_MATCH).iter();
    let is_known = known
        .filter_map(|tags| tags.to_str().ok())
        .any(|tags| tags.contains(&tag));
    let mut answer = match is_known {
        true => bytes(StatusCode::NOT_MODIFIED, media_type, Vec::new()),
        false => bytes(StatusCode::OK, media_type, made),
    };
    answer.header = Some((ETAG, tag));
    answer
}

fn to(location: &str) -> Answer {
    let mut answer = plain(StatusCode::TEMPORARY_REDIRECT, "");
    answer.header = Some((LOCATION, location.to_owned()));
    answer
}

fn plain(status: StatusCode, text: &str) -> Answer {
    bytes(
        status,
        "text/plain; charset=utf-8",
        text.as_bytes().to_vec(),
    )
}

fn bytes(status: StatusCode, media_type: &'static str, bytes: Vec<u8>) -> Answer {
    Answer {
        status,
        media_type,
        content: Content::from(bytes),
        header: None,
    }
}

/// Adds what every answer carries. A `HEAD` gets the headers alone.
fn finished(answer: Answer, is_head: bool) -> Response<Content> {
    let mut response = Response::new(match is_head {
        true => Content::Bytes(None),
        false => answer.content,
    });
    *response.status_mut() = answer.status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(answer.media_type));
    for (name, value) in [
        (CACHE_CONTROL, "no-cache"),
        (CONTENT_SECURITY_POLICY, POLICY),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (X_FRAME_OPTIONS, "DENY"),
        (REFERRER_POLICY, "no-referrer"),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            "same-origin",
        ),
        (
            HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        ),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if let Some((name, value)) = answer.header
        && let Ok(value) = HeaderValue::from_str(&value)
    {
        headers.insert(name, value);
    }
    response
}
