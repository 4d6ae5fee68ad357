//! `niemyet serve`: the portal in a browser on this machine, reloaded whenever a file changes.

use std::io::ErrorKind;
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};

use clap::Args;

use super::args::{Global, MomentOptions, SiteOptions};
use super::known::Known;
use super::output::Output;
use super::told::{Told, next_change};
use super::watch::stop_on_signal;
use super::{Outcome, clock};
use crate::serve::{Cause, News, Settings, preview};
use crate::{Error, say};

#[derive(Args)]
#[command(
    after_help = "Ví dụ / Examples:\n  niemyet serve --open\n  niemyet serve --audience internal --port 8080\n  niemyet serve --today 2026-07-09      cổng của ngày ấy / the portal as of that day"
)]
pub(super) struct Serve {
    #[command(flatten)]
    site: SiteOptions,
    #[command(flatten)]
    moment: MomentOptions,
    /// Cổng mạng; mặc định là cổng trống đầu tiên từ 1945 / the port; the first free one from 1945 by default
    #[arg(long, value_name = "PORT")]
    port: Option<u16>,
    /// Mở trình duyệt / open a browser
    #[arg(long)]
    open: bool,
}

pub(super) fn run(serve: &Serve, global: &Global, output: &Output) -> Result<Outcome, Error> {
    let settings = Settings {
        request: global.request(&serve.site),
        now: serve.moment.stated(),
        port: serve.port,
        language: output.language,
    };
    let stop = stop_on_signal().map_err(|error| Error::reading(&global.root, error))?;
    let preview = match preview(settings, Arc::new(clock::timestamp), stop) {
        Ok(preview) => preview,
        Err(error) => return refused_port(serve, global, output, error),
    };
    let address = format!("http://localhost:{}/", preview.port());
    output.say(&say!(
        "xem cổng ở {address} (Ctrl-C để dừng)",
        "the portal is at {address} (Ctrl-C stops)"
    ));
    let (told, opens) = (output.clone(), serve.open);
    let known = Mutex::new(Known::default());
    preview.run(Arc::new(move |news| {
        if opens
            && matches!(
                news,
                News::Shown {
                    cause: Cause::Start,
                    ..
                }
            )
        {
            open(&address, &told);
        }
        tell(&told, &news, &known);
    }))?;
    Ok(Outcome::Done)
}

/// A port that is taken, or that only the administrator may take, is the user's to choose anew.
fn refused_port(
    serve: &Serve,
    global: &Global,
    output: &Output,
    error: std::io::Error,
) -> Result<Outcome, Error> {
    if !matches!(
        error.kind(),
        ErrorKind::AddrInUse | ErrorKind::PermissionDenied
    ) {
        return Err(Error::reading(&global.root, error));
    }
    let port = serve
        .port
        .map_or_else(|| "1945–1964".to_owned(), |port| port.to_string());
    output.mistake(&say!(
        "không dùng được cổng mạng {port}: {error}; chọn cổng khác bằng --port, hoặc --port 0 để máy chọn",
        "port {port} cannot be used: {error}; choose another with --port, or --port 0 for any"
    ));
    Ok(Outcome::Mistakes)
}

fn tell(output: &Output, news: &News, known: &Mutex<Known>) {
    let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
    match news {
        News::Shown {
            problems,
            notices,
            next_change: next,
            took,
            ..
        } => {
            known.tell(output, problems, output.verbose);
            let seconds = format!("{:.2}", took.as_secs_f64());
            output.say(&say!(
                "{notices} thông báo ({seconds} giây)",
                "{notices} notices ({seconds} s)"
            ));
            if let (Some(next), true) = (next, output.verbose) {
                output.say(&next_change(next));
            }
        }
        News::Broken(problems) => {
            known.tell(output, problems, true);
            output.mistake(&say!(
                "chưa dựng lại: đang giữ bản tốt gần nhất",
                "not rebuilt: the last good portal stays"
            ));
        }
        News::Refused(refusal) => Told { output }.refused(refusal),
        News::Failed(error) => output.failure(error),
    }
}

/// Opens the system's browser; where there is none, the address has been printed.
fn open(address: &str, output: &Output) {
    let (program, first): (&str, &[&str]) = if cfg!(target_os = "macos") {
        ("open", &[])
    } else if cfg!(windows) {
        ("cmd", &["/C", "start", ""])
    } else {
        ("xdg-open", &[])
    };
    let mut command = Command::new(program);
    command.args(first).arg(address).stdin(Stdio::null());
    if command
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .is_err()
    {
        output.warning(&say!(
            "không mở được trình duyệt; tự mở {address}",
            "no browser could be opened; open {address} yourself"
        ));
    }
}
