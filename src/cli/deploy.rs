//! `niemyet deploy`: sends what changed of a published folder to where readers find it.

use std::cell::Cell;
use std::io;
use std::path::PathBuf;

use clap::Args;

use super::Outcome;
use super::args::Global;
use super::output::Output;
use super::progress::Bar;
use crate::deploy::{Deployed, Failure, Folder, Local, Manner, Rsync, Step, Target, deploy};
use crate::{Error, Progress, say};

#[derive(Args)]
#[command(
    after_help = "Ví dụ / Examples:\n  niemyet deploy /srv/www/lich\n  niemyet deploy lich@web.example.vn:/srv/www/lich\n  niemyet deploy s3://lich/cong --dry-run\n\n\
            S3: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION, AWS_ENDPOINT_URL"
)]
pub(super) struct Deploy {
    /// Thư mục, người@máy:/thư/mục (rsync qua ssh), hay s3://kho/thư-mục / where to send
    target: String,
    /// Thư mục đã dựng; mặc định là public/ trong --root / the built folder
    #[arg(long, value_name = "DIR")]
    from: Option<PathBuf>,
    /// Chỉ in sẽ gửi, sẽ gỡ gì / only print what would be sent and removed
    #[arg(long)]
    dry_run: bool,
    /// Ghi đè tệp lạ ở nơi nhận nằm đúng chỗ / overwrite files in the way that niemyet did not send
    #[arg(long)]
    force: bool,
}

pub(super) fn run(options: &Deploy, global: &Global, output: &Output) -> Result<Outcome, Error> {
    let from = global.portal(options.from.as_deref());
    let Some(local) = Local::read(&from).map_err(failed)? else {
        let from = from.display();
        output.mistake(&say!(
            "{from}: chưa có cổng nào dựng xong ở đây; chạy `niemyet build` trước",
            "{from}: no portal was built here; run `niemyet build` first"
        ));
        return Ok(Outcome::Mistakes);
    };
    let target = match target(&options.target, output)? {
        Some(target) => target,
        None => return Ok(Outcome::Mistakes),
    };
    let manner = Manner {
        dry_run: options.dry_run,
        force: options.force,
    };
    let bar = Bar::new(global.quiet);
    let settled = Cell::new(0);
    let deployed = deploy(&local, target.as_ref(), manner, &|step| match step {
        Step::Waiting => wait(&options.target, output),
        Step::Done(done, all) => {
            bar.report(Progress::Planned(all));
            bar.report(Progress::Settled(done - settled.replace(done)));
        }
    });
    bar.finish();
    match deployed {
        Ok(deployed) => {
            tell(&deployed, options, output);
            Ok(Outcome::Done)
        }
        Err(Failure::Foreign(paths)) => {
            refuse(&paths, output);
            Ok(Outcome::Mistakes)
        }
        Err(failure) => Err(failed(failure)),
    }
}

fn wait(target: &str, output: &Output) {
    output.say(&say!(
        "{target}: một lần gửi khác tới đây đang chạy, chờ tới lượt …",
        "{target}: another deployment to this place is under way, waiting …"
    ));
}

/// What a target's name means; `None`, with the reason told, where it cannot be used.
fn target(name: &str, output: &Output) -> Result<Option<Box<dyn Target>>, Error> {
    if let Some(place) = name.strip_prefix("s3://") {
        return bucket(place, output);
    }
    let is_remote = |name: &str| {
        let (host, path) = name.split_once(':')?;
        // A folder may hold a colon; a host holds no slash before it.
        (!host.is_empty() && !host.contains('/') && !path.is_empty()).then_some(())
    };
    Ok(Some(
        match name.starts_with("rsync://") || is_remote(name).is_some() {
            true => Box::new(Rsync::new(name)),
            false => Box::new(Folder::new(&PathBuf::from(name))),
        },
    ))
}

#[cfg(feature = "s3")]
fn bucket(place: &str, output: &Output) -> Result<Option<Box<dyn Target>>, Error> {
    use crate::deploy::{Bucket, Place};
    let variable = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let (Some(key), Some(secret)) = (
        variable("AWS_ACCESS_KEY_ID"),
        variable("AWS_SECRET_ACCESS_KEY"),
    ) else {
        output.mistake(&say!(
            "thiếu khóa: đặt AWS_ACCESS_KEY_ID và AWS_SECRET_ACCESS_KEY trong môi trường",
            "there is no key: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment"
        ));
        return Ok(None);
    };
    let (bucket, prefix) = place.split_once('/').unwrap_or((place, ""));
    let region = variable("AWS_REGION").or_else(|| variable("AWS_DEFAULT_REGION"));
    let opened = Bucket::new(Place {
        bucket: bucket.to_owned(),
        prefix: prefix.trim_matches('/').to_owned(),
        endpoint: variable("AWS_ENDPOINT_URL_S3").or_else(|| variable("AWS_ENDPOINT_URL")),
        region: region.unwrap_or_else(|| "us-east-1".to_owned()),
        key,
        secret,
        token: variable("AWS_SESSION_TOKEN"),
    });
    match opened {
        Ok(bucket) => Ok(Some(Box::new(bucket))),
        Err(error) => Err(failed(Failure::Io(format!("s3://{place}"), error))),
    }
}

#[cfg(not(feature = "s3"))]
fn bucket(place: &str, output: &Output) -> Result<Option<Box<dyn Target>>, Error> {
    output.mistake(&say!(
        "s3://{place}: bản niemyet này dựng không có tính năng `s3`",
        "s3://{place}: this niemyet was built without the `s3` feature"
    ));
    Ok(None)
}

fn failed(failure: Failure) -> Error {
    let (path, source) = match failure {
        Failure::Io(path, source) => (path, source),
        Failure::Foreign(paths) => (paths.join(", "), io::ErrorKind::AlreadyExists.into()),
    };
    Error {
        path: path.into(),
        doing: say!("gửi được", "sending"),
        source,
    }
}

fn refuse(paths: &[String], output: &Output) {
    for path in paths.iter().take(20) {
        output.mistake(&say!(
            "{path}: đã có ở nơi nhận, không phải do niemyet gửi",
            "{path}: is there already, and was not sent by niemyet"
        ));
    }
    let count = paths.len();
    output.mistake(&say!(
        "chưa gửi gì: {count} tệp của người khác nằm đúng chỗ; dời đi, chọn nơi khác, hoặc dùng --force để ghi đè",
        "nothing was sent: {count} files of others lie in the way; move them, choose another target, or overwrite them with --force"
    ));
}

fn tell(deployed: &Deployed, options: &Deploy, output: &Output) {
    if options.dry_run || output.verbose {
        for path in &deployed.sent {
            output.say(&say!("  gửi {path}", "  send {path}"));
        }
        for path in &deployed.removed {
            output.say(&say!("  gỡ {path}", "  remove {path}"));
        }
    }
    let target = &options.target;
    let (sent, kept, removed) = (deployed.sent.len(), deployed.kept, deployed.removed.len());
    let kilobytes = deployed.bytes.div_ceil(1024);
    output.say(&match options.dry_run {
        true => say!(
            "{target}: sẽ gửi {sent} tệp ({kilobytes} KB), giữ {kept}, gỡ {removed}",
            "{target}: would send {sent} files ({kilobytes} KB), keep {kept}, remove {removed}"
        ),
        false => say!(
            "{target}: gửi {sent} tệp ({kilobytes} KB), giữ {kept}, gỡ {removed}",
            "{target}: {sent} files sent ({kilobytes} KB), {kept} kept, {removed} removed"
        ),
    });
}
