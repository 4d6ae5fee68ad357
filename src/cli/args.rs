//! The command line as a whole: which commands there are, and the options several of them share. Those of one command
//! stand in its file, with their help and examples.

use std::path::{Path, PathBuf};

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::{Date, DateTime, time};

use super::{
    build, check, completions, deploy, diff, explain, hook, init, new, revise, schema, search,
    workflow,
};
#[cfg(feature = "serve")]
use super::{serve, watch};
use crate::Request;
use crate::problem::Language;
use crate::site::Audience;

/// Niêm Yết: notice files in git become a portal of official meetings.
#[derive(Parser)]
#[command(
    name = "niemyet",
    version,
    about = "Biến tệp thông báo (giấy mời, kế hoạch, lịch công tác) thành cổng lịch họp tĩnh, tra cứu được\n\
             Turns notice files, kept in git, into a searchable static portal of official meetings",
    after_help = "Ví dụ / Examples:\n  \
        niemyet init cong-lich          tạo trang mới / start a site\n  \
        niemyet new hop-giao-ban        tạo thông báo mới / start a notice\n  \
        niemyet check                   kiểm tra mọi tệp / check every file\n  \
        niemyet build                   đăng vào public/ / publish into public/\n  \
        niemyet search hoi nghi         tìm thông báo / search the notices\n\n\
        Mã thoát / exit codes: 0 xong, 1 tệp có lỗi (không đăng gì), 2 máy có lỗi",
    disable_help_subcommand = true
)]
pub(super) struct Arguments {
    #[command(flatten)]
    pub(super) global: Global,
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Subcommand)]
pub(super) enum Command {
    /// Tạo trang mới: site.toml, một thông báo mẫu / start a new site
    Init(init::Init),
    /// Tạo tệp thông báo mới để điền / start a new notice file
    New(new::New),
    /// Kiểm tra mọi tệp, báo mọi lỗi trong một lần / check every file, all findings in one run
    Check(check::Check),
    /// Vì sao có một quy tắc, ví dụ sai, cách sửa / why a rule exists, what breaks it, how to mend it
    Explain(explain::Explain),
    /// Kiểm tra rồi đăng vào public/ / check, then publish into public/
    Build(build::Build),
    /// Xem cổng trên máy này, tự tải lại mỗi khi tệp đổi / preview the portal here, reloaded on every change
    #[cfg(feature = "serve")]
    Serve(serve::Serve),
    /// Đăng vào public/ mỗi khi tệp đổi hoặc đến giờ / publish into public/ on every change and when the hour comes
    #[cfg(feature = "serve")]
    Watch(watch::Watch),
    /// Ghi một lần điều chỉnh vào thông báo đã đăng / note a correction made in a posted notice
    Revise(revise::Revise),
    /// Tìm thông báo như trên trang tìm kiếm / search the notices as the search page does
    Search(search::Search),
    /// Lược đồ JSON cho trình soạn thảo: gợi ý, giải thích khóa / JSON Schemas for editors
    Schema(schema::Schema),
    /// Nói bằng lời một lần đẩy đổi gì, cho ai / say in words what changed, and for whom
    Diff(diff::Diff),
    /// Đăng khi đẩy lên git: cài, gỡ, xem / publish on push: install, remove, look
    Hook(hook::Hook),
    /// Gửi cổng đã dựng tới nơi người đọc lấy / send a built portal to where readers find it
    Deploy(deploy::Deploy),
    /// Tệp cho GitHub, GitLab, Gitea, systemd: tự kiểm tra, dựng, đăng / files that check, build and publish by themselves
    Workflow(workflow::Workflow),
    /// In phần bổ sung tự hoàn thành lệnh cho shell / print shell completions
    Completions(completions::Completions),
}

/// What every command understands.
#[derive(Args)]
pub(super) struct Global {
    /// Thư mục chứa content/ / the folder that holds content/
    #[arg(long, global = true, default_value = ".", value_name = "DIR")]
    pub(super) root: PathBuf,
    /// Ngôn ngữ của lời nhắn và của cổng; mặc định theo site.toml / language of messages and portal
    #[arg(long, global = true, value_name = "LANG")]
    pub(super) lang: Option<LanguageWord>,
    /// Chỉ in lỗi / print errors only
    #[arg(long, short, global = true, conflicts_with = "verbose")]
    pub(super) quiet: bool,
    /// In cả lưu ý và từng tệp đã ghi / print notes and every written file too
    #[arg(long, short, global = true)]
    pub(super) verbose: bool,
}

impl Global {
    /// The request these options make.
    pub(super) fn request(&self, site: &SiteOptions) -> Request {
        Request {
            root: self.root.clone(),
            audience: site.audience.map(Into::into),
            language: self.lang.map(Into::into),
        }
    }

    /// The folder of the built portal: the one stated, or the usual one.
    pub(super) fn portal(&self, stated: Option<&Path>) -> PathBuf {
        stated.map_or_else(|| self.root.join("public"), Path::to_owned)
    }
}

/// The moment a portal is of; the clock's where none is given.
#[derive(Args, Clone, Copy)]
pub(super) struct MomentOptions {
    /// Dựng cổng như vào cuối ngày này / build the portal as of the end of this day
    #[arg(long, value_name = "DATE")]
    today: Option<Date>,
    /// Dựng cổng như vào lúc này, giờ của cổng / build the portal as of this moment, in the site's zone
    #[arg(long, value_name = "DATETIME", conflicts_with = "today")]
    now: Option<DateTime>,
}

impl MomentOptions {
    /// The moment that is stated; of a day, its last second.
    pub(super) fn stated(self) -> Option<DateTime> {
        let end_of_day = self.today.map(|day| day.to_datetime(time(23, 59, 59, 0)));
        self.now.or(end_of_day)
    }
}

/// How to read a site.
#[derive(Args)]
pub(super) struct SiteOptions {
    /// Cho ai: public hay internal; mặc định theo site.toml / for whom
    #[arg(long, value_name = "AUDIENCE")]
    pub(super) audience: Option<AudienceWord>,
}

#[derive(Clone, Copy, ValueEnum)]
pub(super) enum LanguageWord {
    Vi,
    En,
}

impl From<LanguageWord> for Language {
    fn from(word: LanguageWord) -> Self {
        match word {
            LanguageWord::Vi => Self::Vi,
            LanguageWord::En => Self::En,
        }
    }
}

#[derive(Clone, Copy, ValueEnum)]
pub(super) enum AudienceWord {
    Public,
    Internal,
}

impl From<AudienceWord> for Audience {
    fn from(word: AudienceWord) -> Self {
        match word {
            AudienceWord::Public => Self::Public,
            AudienceWord::Internal => Self::Internal,
        }
    }
}
