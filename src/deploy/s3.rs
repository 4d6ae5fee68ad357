//! A bucket of an S3-compatible store as target: signed requests, several at a time.

use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use rusty_s3::actions::{DeleteObject, GetObject, HeadObject, PutObject};
use rusty_s3::{Bucket as Signed, Credentials, S3Action, UrlStyle};

use super::{File, Local, Target, cache_control, content_type};

/// Where a bucket is, and who asks.
#[derive(Clone)]
pub struct Place {
    /// The bucket's name.
    pub bucket: String,
    /// Before every key, without slashes at its ends; empty for none.
    pub prefix: String,
    /// Another store than Amazon's: `https://s3.example.vn`.
    pub endpoint: Option<String>,
    /// `ap-southeast-1`.
    pub region: String,
    /// The public half of the key.
    pub key: String,
    /// The secret half.
    pub secret: String,
    /// Of temporary keys.
    pub token: Option<String>,
}

/// A bucket.
pub struct Bucket {
    signed: Signed,
    credentials: Credentials,
    prefix: String,
    agent: ureq::Agent,
}

/// Requests at a time: a request is mostly waiting.
const AT_ONCE: usize = 8;
/// How long a signature holds.
const VALID: Duration = Duration::from_secs(600);
/// How long one request may take.
const PATIENCE: Duration = Duration::from_secs(120);
/// The largest answer that is read, the list of what was sent among them.
const LONGEST_ANSWER: u64 = 256 << 20;

impl Bucket {
    /// The bucket at `place`.
    ///
    /// # Errors
    /// When the endpoint is no address, or the name no bucket's.
    pub fn new(place: Place) -> io::Result<Self> {
        let wrong = |error: &dyn std::fmt::Display| io::Error::other(error.to_string());
        // Names below the host need a certificate for each; other stores than Amazon's seldom have one.
        let (endpoint, style) = match &place.endpoint {
            Some(endpoint) => (endpoint.clone(), UrlStyle::Path),
            None => {
                let host = format!("https://s3.{}.amazonaws.com", place.region);
                (host, UrlStyle::VirtualHost)
            }
        };
        let endpoint = endpoint.parse().map_err(|error| wrong(&error))?;
        let signed = Signed::new(endpoint, style, place.bucket, place.region);
        let signed = signed.map_err(|error| wrong(&error))?;
        let credentials = match place.token {
            Some(token) => Credentials::new_with_token(place.key, place.secret, token),
            None => Credentials::new(place.key, place.secret),
        };
        let config = ureq::Agent::config_builder()
            .timeout_global(Some(PATIENCE))
            .http_status_as_error(false);
        Ok(Self {
            signed,
            credentials,
            prefix: place.prefix,
            agent: config.build().into(),
        })
    }

    fn key(&self, path: &str) -> String {
        match self.prefix.is_empty() {
            true => path.to_owned(),
            false => format!("{}/{path}", self.prefix),
        }
    }

    fn put(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        let key = self.key(path);
        let url = PutObject::new(&self.signed, Some(&self.credentials), &key).sign(VALID);
        let sent = self
            .agent
            .put(url.as_str())
            .header("content-type", content_type(path))
            .header("cache-control", cache_control(path))
            .send(bytes);
        self.accepted(path, sent, &[])?;
        Ok(())
    }

    fn delete(&self, path: &str) -> io::Result<()> {
        let key = self.key(path);
        let url = DeleteObject::new(&self.signed, Some(&self.credentials), &key).sign(VALID);
        let sent = self.agent.delete(url.as_str()).call();
        self.accepted(path, sent, &[404])?;
        Ok(())
    }

    fn is_there(&self, path: &str) -> io::Result<bool> {
        let key = self.key(path);
        let url = HeadObject::new(&self.signed, Some(&self.credentials), &key).sign(VALID);
        let sent = self.agent.head(url.as_str()).call();
        let (status, _) = self.accepted(path, sent, &[404])?;
        Ok(status != 404)
    }

    /// The status and the bytes of an answer; an error with the store's own words for any status not expected.
    fn accepted(
        &self,
        path: &str,
        answer: Result<ureq::http::Response<ureq::Body>, ureq::Error>,
        expected: &[u16],
    ) -> io::Result<(u16, Vec<u8>)> {
        let answer = answer.map_err(ureq::Error::into_io)?;
        let status = answer.status().as_u16();
        let body = answer
            .into_body()
            .into_with_config()
            .limit(LONGEST_ANSWER)
            .read_to_vec();
        let body = body.map_err(ureq::Error::into_io)?;
        if (200..300).contains(&status) || expected.contains(&status) {
            return Ok((status, body));
        }
        let kind = match status {
            408 | 429 | 500.. => io::ErrorKind::ResourceBusy,
            _ => io::ErrorKind::Other,
        };
        let words = String::from_utf8_lossy(&body);
        let words: String = words.chars().take(500).collect();
        Err(io::Error::new(
            kind,
            format!("{path}: HTTP {status} {words}"),
        ))
    }
}

impl Target for Bucket {
    fn read(&self, path: &str) -> io::Result<Option<Vec<u8>>> {
        let key = self.key(path);
        let url = GetObject::new(&self.signed, Some(&self.credentials), &key).sign(VALID);
        let sent = self.agent.get(url.as_str()).call();
        let (status, bytes) = self.accepted(path, sent, &[404])?;
        // Without a bucket there is nothing to resume, and nothing to send to either.
        if status == 404 && String::from_utf8_lossy(&bytes).contains("NoSuchBucket") {
            return Err(io::Error::other("there is no such bucket"));
        }
        Ok((status != 404).then_some(bytes))
    }

    fn existing(&self, paths: &[&str]) -> io::Result<Vec<String>> {
        let there = at_once(paths, |path| self.is_there(path))?;
        let there = paths.iter().zip(there).filter(|(_, is_there)| *is_there);
        Ok(there.map(|(path, _)| (*path).to_owned()).collect())
    }

    fn send(&self, local: &Local, files: &[&File]) -> io::Result<()> {
        at_once(files, |file| self.put(&file.path, &local.bytes(file)?)).map(drop)
    }

    fn write(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        self.put(path, bytes)
    }

    fn remove(&self, paths: &[&str]) -> io::Result<()> {
        at_once(paths, |path| self.delete(path)).map(drop)
    }
}

/// Does something for each of many things, several at a time; the first failure ends it.
fn at_once<T: Copy + Sync, R: Send + Default + Clone>(
    things: &[T],
    act: impl Fn(T) -> io::Result<R> + Sync,
) -> io::Result<Vec<R>> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(thing) = things.get(index) else {
                return Ok(done);
            };
            match act(*thing) {
                Ok(result) => done.push((index, result)),
                Err(error) => {
                    next.store(things.len(), Ordering::Relaxed);
                    return Err(error);
                }
            }
        }
    };
    let parts: Vec<io::Result<Vec<(usize, R)>>> = thread::scope(|scope| {
        let workers: Vec<_> = (0..AT_ONCE.min(things.len()))
            .map(|_| scope.spawn(work))
            .collect();
        let joined = workers.into_iter().map(|worker| worker.join());
        joined
            .map(|part| part.unwrap_or_else(|_| Err(io::Error::other("a sender stopped"))))
            .collect()
    });
    let mut results = vec![R::default(); things.len()];
    for part in parts {
        for (index, result) in part? {
            if let Some(slot) = results.get_mut(index) {
                *slot = result;
            }
        }
    }
    Ok(results)
}
