//! Why each rule exists, an example that breaks it, and how to mend it: what `niemyet explain` prints.
//! A new rule has an arm here; the compiler asks for it.

use super::{Bilingual, Code};

/// The text about one rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// Why it exists, with its source where it has one.
    pub why: Bilingual,
    /// Lines of a notice that break it.
    pub example: &'static str,
    /// How to mend it.
    pub mend: Bilingual,
}

/// The text about `code`.
pub fn explanation(code: Code) -> Explanation {
    match code {
        Code::WeekdayMismatch => about(
            "Người dự tin vào thứ trong tuần hơn con số: thứ và ngày lệch nhau thì một nửa đến sai ngày.",
            "People go by the weekday: where it and the date disagree, half of them come on the wrong day.",
            "date = 2026-07-16\nsaid = \"thứ Ba, ngày 16/7/2026\"  # 16/7/2026: thứ Năm",
            "sửa ngày, hoặc chép lại đúng lời văn bản vào `said`",
            "mend the date, or copy the document's words into `said` again",
        ),
        Code::SaidMismatch => about(
            "`said` là lời văn bản, khóa là cách đọc: so hai lần ghi thì thấy số 15 gõ nhầm cho 16.",
            "`said` holds the paper's words, the keys our reading: comparing both entries finds a 15 typed for a 16.",
            "date = 2026-07-15\nsaid = \"14 giờ 00 ngày 16/7/2026\"",
            "xem lại văn bản, sửa khóa sai hoặc chép lại `said`",
            "look at the paper, mend the key or copy `said` anew",
        ),
        Code::HalfDayMismatch => about(
            "Buổi và giờ lệch nhau thường là nhầm 12 giờ.",
            "A half-day and an hour that disagree are mostly twelve hours apart.",
            "start = 09:00\npart = \"afternoon\"",
            "sửa `part` hoặc `start`",
            "mend `part` or `start`",
        ),
        Code::EndBeforeStart => about(
            "Buổi họp không thể xong trước khi bắt đầu; lịch của người dự sẽ từ chối mục này.",
            "A meeting cannot end before it starts, and calendars refuse such an entry.",
            "start = 14:00\nend = 11:00",
            "sửa `start`, `end`; kéo qua ngày khác thì ghi hai buổi",
            "mend `start` and `end`; what lasts into another day is two sessions",
        ),
        Code::SessionsOverlap => about(
            "Không ai dự hai buổi chính của một văn bản cùng lúc.",
            "Nobody can sit in two main sessions of one paper at once.",
            "[[session]]\nstart = 08:00\nend = 10:00\n[[session]]\nstart = 09:30",
            "sửa giờ; họp song song thì ghi `place` hoặc `levels` cho từng buổi",
            "mend the hours; give parallel sessions each its `place` or `levels`",
        ),
        Code::TestAfterStart => about(
            "Thử đường truyền, kết nối phải xong trước giờ họp.",
            "A line is tested and joined before the meeting.",
            "[[session]]\nstart = 08:00\n[[session]]\nkind = \"test\"\nstart = 09:00",
            "xem lại ngày, giờ của buổi thử",
            "look again at the day and hour of the test",
        ),
        Code::EndUnknown => about(
            "Trang báo cho người đọc rằng giờ kết thúc chưa rõ, hoặc buổi là suy ra; người nhập cũng nên biết.",
            "Readers are told that the end is unknown or a session inferred, so the clerk is told too.",
            "start = 08:00  # không có `end`",
            "văn bản có nêu thì thêm `end`; không thì để nguyên",
            "add `end` where the paper gives it; else leave it",
        ),
        Code::DayOff => about(
            "Họp vào ngày nghỉ là có, nhưng gõ nhầm ngày thì nhiều hơn.",
            "Meetings on days off exist; slips in the date are more frequent.",
            "date = 2026-07-05  # Chủ nhật",
            "đúng như văn bản thì chép thứ vào `said`",
            "where the paper says so, quote the weekday in `said`",
        ),
        Code::IssueDateDoubtful => about(
            "Ban hành sau buổi họp, hoặc trước hơn một năm, thường là gõ nhầm năm.",
            "Issued after the meeting, or more than a year before it: mostly a wrong year.",
            "issued = 2027-06-29\n[[session]]\ndate = 2026-07-01",
            "xem lại năm của `issued` và `date`",
            "look again at the years of `issued` and `date`",
        ),
        Code::ShortNotice => about(
            "Đọc được khi chưa đầy một ngày nữa là họp, hoặc hạn đã qua, thì không kịp làm gì.",
            "Who reads it within a day of the start, or after the deadline, can do nothing about it.",
            "published = 2026-06-30 20:00\n[[session]]\ndate = 2026-07-01\nstart = 07:30",
            "báo thêm bằng cách khác; xem lại `published`",
            "tell people by another way too; look again at `published`",
        ),
        Code::BadSymbol => about(
            "Số, ký hiệu đúng lối thì mới tìm và dẫn được giữa các văn bản (Nghị định 30/2020/NĐ-CP; Hướng dẫn 36-HD/VPTW).",
            "Only a well-formed symbol can be found and cited (Nghị định 30/2020/NĐ-CP; Hướng dẫn 36-HD/VPTW).",
            "number = \"88--GM/UBND\"",
            "chép như in: `88/GM-UBND`, `25-KH/TW`, `05/BNV-VP`",
            "copy it as printed: `88/GM-UBND`, `25-KH/TW`, `05/BNV-VP`",
        ),
        Code::TypeMismatch => about(
            "Tên loại trong ký hiệu và `type` là một; lệch thì một trong hai sai.",
            "The type in the symbol and `type` are one; where they differ one is wrong.",
            "type = \"GM\"\nnumber = \"88/KH-UBND\"",
            "sửa một trong hai theo văn bản",
            "mend one of the two after the paper",
        ),
        Code::NumberIncomplete => about(
            "Thiếu số hoặc ngày thì văn bản khác không dẫn tới được.",
            "Without number or date no other paper can cite it.",
            "number = \"/GM-UBND\"",
            "có bản đã vào sổ thì bổ sung",
            "complete it once the registered paper is at hand",
        ),
        Code::DuplicateSymbol => about(
            "Số, cơ quan, ngày chỉ một văn bản: hai tệp trùng là nhập hai lần hoặc gõ nhầm số.",
            "Symbol, issuer and date mean one paper: two such files are a double entry or a slip.",
            "# a.md và b.md\nnumber = \"88/GM-UBND\"\nissued = 2026-06-29",
            "xóa một tệp, hoặc sửa số, ngày",
            "delete one of the files, or mend number or date",
        ),
        Code::MixedPunctuation => about(
            "Văn bản Đảng ký T/M, K/T, T/L; văn bản Nhà nước ký TM., KT., TL.: lẫn lộn là chép nhầm (Nghị định 30/2020/NĐ-CP, Phụ lục I; Hướng dẫn 36-HD/VPTW).",
            "Party papers sign T/M, K/T, T/L and state ones TM., KT., TL.: a mix was copied wrongly (Nghị định 30/2020/NĐ-CP, Phụ lục I; Hướng dẫn 36-HD/VPTW).",
            "number = \"88/GM-UBND\"\n[signature]\nauthority = [\"T/M Ủy ban nhân dân\"]",
            "chép lại theo bản giấy",
            "copy it again from the paper",
        ),
        Code::CitationUnknown => about(
            "Người đọc muốn bấm vào văn bản được dẫn; chưa có ở đây, hoặc thiếu ngày, thì không dẫn được.",
            "Readers want to follow a citation; what is not here, or has no date, cannot be linked.",
            "basis = [\"Kế hoạch số 25-KH/TW\"]",
            "thêm ngày, hoặc niêm yết văn bản ấy",
            "add the date, or post that document",
        ),
        Code::CitationConflict => about(
            "Một văn bản chỉ có một ngày ban hành: hai ngày thì một là sai.",
            "A document has one day of issue: of two, one is wrong.",
            "basis = [\"Quyết định số 12/QĐ-UBND ngày 02/6/2026\"]\n# và trong nội dung: ngày 03/6/2026",
            "xem văn bản được dẫn, sửa ngày sai",
            "look at the cited document and mend the wrong date",
        ),
        Code::CitedLater => about(
            "Không thể dẫn văn bản chưa ban hành.",
            "A paper cannot cite what was not yet issued.",
            "issued = 2026-06-29\nbasis = [\"Kế hoạch số 12/KH-UBND ngày 30/6/2026\"]",
            "xem lại hai ngày",
            "look again at both dates",
        ),
        Code::CascadeDiffers => about(
            "Cấp dưới tổ chức sự kiện của cấp trên: ngày, giờ, hình thức và các cấp phải khớp.",
            "A lower level organises the event of a higher one: date, start, form and levels must agree.",
            "follows = \"Kế hoạch số 25-KH/TW ngày 29/12/2024\"\nstart = 14:00  # kế hoạch: 08:00",
            "sửa theo văn bản; giấy in đúng như vậy thì ghi `accept`",
            "mend it after the paper; where it is printed so, accept it",
        ),
        Code::BadChange => about(
            "Không thể thay đổi văn bản đã hủy, văn bản ra sau, hay chính nó.",
            "A cancelled notice, a later one, or itself cannot be changed.",
            "[change]\nof = \"hop-giao-ban\"  # đã hủy\nkind = \"amend\"",
            "dẫn đúng văn bản; cuộc họp mới thì ra thông báo mới",
            "name the right document; a new meeting is a new notice",
        ),
        Code::LevelAbolished => about(
            "Từ 01/7/2025 không còn cấp huyện (Luật số 72/2025/QH15): ghi huyện là chép từ văn bản cũ.",
            "Since 2025-07-01 there are no districts (Luật số 72/2025/QH15): one that hosts was copied from an old paper.",
            "[[session]]\ndate = 2026-07-01\n[[point]]\nhost = \"Huyện ủy Tư Nghĩa\"",
            "ghi xã, phường, đặc khu; nói về đơn vị trước đây thì thêm \"cũ\"",
            "name the commune; of former units say \"cũ\"",
        ),
        Code::SpecialZoneEarly => about(
            "Đặc khu có từ 01/7/2025; trước đó là thị trấn, huyện đảo.",
            "A đặc khu exists since 2025-07-01; before there were towns and island districts.",
            "[[session]]\ndate = 2024-06-30\n[[point]]\nhost = \"Các xã, phường, đặc khu\"",
            "ghi \"xã, phường, thị trấn\"",
            "write \"xã, phường, thị trấn\"",
        ),
        Code::PointCount => about(
            "Số điểm cầu khác số đơn vị thì có nơi không được mời.",
            "Where points and units differ in number, somebody was not invited.",
            "[[point]]\nhost = \"Đảng ủy các xã\"\ncount = 95  # bảng đơn vị có 96",
            "sửa `count` hoặc `units.toml`",
            "mend `count` or `units.toml`",
        ),
        Code::LevelWithoutPoint => about(
            "Cấp được giao việc mà không có điểm cầu thì không biết ngồi đâu.",
            "A level that has duties and no point does not know where to sit.",
            "form = \"hybrid\"\n[[task]]\nlevels = [\"commune\"]\n# không có [[point]] của xã",
            "thêm `[[point]]` của cấp ấy",
            "add a `[[point]]` of that level",
        ),
        Code::NoPlace => about(
            "Câu hỏi đầu tiên là họp ở đâu.",
            "Where, is the first question.",
            "[[point]]\nlevel = \"commune\"",
            "thêm `place`, hoặc `local = true`",
            "add `place`, or `local = true`",
        ),
        Code::NoChair => about(
            "Ai chủ trì là điều được hỏi ngay sau đó; nhưng không bao giờ suy từ chức vụ.",
            "Who chairs, is the next; but it is never inferred from rank.",
            "[[point]]\nplace = \"Hội trường\"",
            "văn bản có nêu thì thêm `chair`",
            "add `chair` where the paper names one",
        ),
        Code::QuotaUnclear => about(
            "Đơn vị được gọi mà không biết cử mấy người sẽ phải gọi điện hỏi.",
            "A unit that is called without a number must ring up and ask.",
            "participants = [{ units = [\"Sở Nội vụ\"] }]",
            "thêm `each` hoặc `total`",
            "add `each` or `total`",
        ),
        Code::FormMismatch => about(
            "Hình thức phải khớp với điểm cầu, liên kết và giờ kết nối, nếu không người dự đến nhầm chỗ.",
            "The form must fit points, links and joining hours, or people go to the wrong place.",
            "form = \"online\"  # không có liên kết nào để vào",
            "sửa `form`, hoặc thêm điểm cầu, liên kết",
            "mend `form`, or add points or the link",
        ),
        Code::AgendaTimes => about(
            "Chương trình lùi giờ, ra ngoài buổi hoặc dài hơn buổi thì không chạy được.",
            "An agenda that runs backwards, outside its session, or longer than it, cannot be kept.",
            "[[agenda]]\nat = \"08:00\"\n[[agenda]]\nat = \"07:40\"",
            "sửa `at`, `max`, `about`",
            "mend `at`, `max`, `about`",
        ),
        Code::PlaceTaken => about(
            "Hai cuộc họp một hội trường phải được thấy trước khi đăng.",
            "Two meetings in one hall must be seen before they are posted.",
            "# a.md: 07:30–09:30, b.md: 09:00–11:00\nplace = \"Hội trường UBND xã\"",
            "đổi giờ hoặc đổi nơi một cuộc; ghi `end` nếu biết",
            "move one of them; state `end` where it is known",
        ),
        Code::PersonTwice => about(
            "Một người không thể chủ trì hai nơi cùng lúc.",
            "Nobody can be in two places at once.",
            "# a.md và b.md cùng giờ, khác nơi\nchair = [{ name = \"Nguyễn Văn A\", post = \"Chủ tịch\" }]",
            "đổi giờ, hoặc đổi người theo văn bản",
            "move one, or correct who comes",
        ),
        Code::DeadlineAfterStart => about(
            "Việc chuẩn bị phải xong trước khi họp.",
            "What prepares a meeting is due before it.",
            "date = 2026-07-01\n[[task]]\nbefore = 2026-07-02",
            "sửa hạn; việc làm sau thì `after_event = true`",
            "mend the deadline; for what is due afterwards `after_event = true`",
        ),
        Code::DeadlineUntimely => about(
            "Hạn trước ngày ban hành là gõ nhầm; hạn vào ngày nghỉ hoặc quá gấp thì không ai giữ được.",
            "Before the day of issue it is a slip; on a day off, or at once, nobody can keep it.",
            "until = 2026-07-05  # Chủ nhật",
            "xem lại ngày trên văn bản",
            "look again at the date on the paper",
        ),
        Code::DeadlineIncomplete => about(
            "Hạn mà không rõ ai làm, gửi ai, thì không ai làm.",
            "A deadline that does not say who, or to whom, is nobody's.",
            "[[task]]\ndo = \"Gửi danh sách\"\nbefore = 2026-06-30 17:00",
            "thêm `assigned_to` hoặc `levels`, và `submit_to` hoặc `via`",
            "add `assigned_to` or `levels`, and `submit_to` or `via`",
        ),
        Code::Secret => about(
            "Văn bản mật không bao giờ lên cổng (Luật Bảo vệ bí mật nhà nước 29/2018/QH14).",
            "Secret papers never go on a portal (Luật Bảo vệ bí mật nhà nước 29/2018/QH14).",
            "secrecy = \"Mật\"",
            "gỡ tệp khỏi kho, kể cả lịch sử git",
            "take the file out of the repository, its git history included",
        ),
        Code::InternalInPublic => about(
            "\"Lưu hành nội bộ\" là lệnh của văn bản, không phải của cổng.",
            "\"Lưu hành nội bộ\" is the paper's own order.",
            "audience = \"public\"\ncirculation = \"Lưu hành nội bộ\"",
            "đổi thành `audience = \"internal\"`",
            "change it to `audience = \"internal\"`",
        ),
        Code::PersonalData => about(
            "Số điện thoại, thư điện tử của người là dữ liệu cá nhân (Luật 91/2025/QH15).",
            "Telephone numbers and addresses of persons are personal data (Luật 91/2025/QH15).",
            "audience = \"public\"\nsummary = \"Liên hệ 0900 000 000\"",
            "chuyển vào `[[contact]]`",
            "move it into `[[contact]]`",
        ),
        Code::LinkLost => about(
            "Liên kết không địa chỉ, tệp không có, tài liệu \"kèm theo\" mà vắng: người đọc bấm vào khoảng không.",
            "A link without address, a missing file, an enclosure that is not there: readers click on nothing.",
            "[[link]]\ntitle = \"Tài liệu\"",
            "thêm `url`, hoặc đặt tệp cạnh thông báo và thêm `file`",
            "add `url`, or put the file beside the notice and add `file`",
        ),
        Code::ActiveFile => about(
            "Tệp `.html`, `.svg`, `.js` mở từ cổng chạy với quyền của cổng; tệp chạy được và văn bản có macro là đường phát tán mã độc.",
            "A `.html`, `.svg` or `.js` opened from the portal runs in its name; programs and papers with macros spread malware.",
            "[[link]]\ntitle = \"Sơ đồ chỗ ngồi\"\nfile = \"so-do.svg\"",
            "xuất ra PDF, hoặc PNG cho hình vẽ, rồi đính kèm tệp đó",
            "export it as PDF, or a drawing as PNG, and attach that",
        ),
        Code::Unsigned => about(
            "Bản giấy có cả người ký và nơi nhận (Nghị định 30/2020/NĐ-CP, Điều 8): có một nửa là nhập dở.",
            "A paper has both signer and recipients (Nghị định 30/2020/NĐ-CP, Điều 8): one without the other was left half done.",
            "recipients = [\"Lưu: VT\"]  # không có [signature]",
            "chép nốt từ cuối bản giấy",
            "copy the rest from the foot of the paper",
        ),
        Code::NotNfc => about(
            "Một chữ gõ hai dạng Unicode là hai chữ với máy: tìm không thấy.",
            "One word in two Unicode forms is two words to a machine: a search misses it.",
            "title = \"Tiến độ\"  # gõ trên máy lưu dạng tổ hợp",
            "chạy `niemyet check --fix`",
            "run `niemyet check --fix`",
        ),
        Code::LegacyEncoding => about(
            "Chữ TCVN3, VNI dán vào thành chuỗi không đọc được.",
            "TCVN3 or VNI text pasted as it is cannot be read.",
            "C«ng v¨n ®Õn",
            "chuyển mã sang Unicode rồi dán lại",
            "convert it to Unicode and paste it again",
        ),
        Code::MixedToneMarks => about(
            "hòa và hoà đều đúng; lẫn trong một văn bản thì tìm thường bỏ sót.",
            "hòa and hoà are both right; mixed in one notice a plain search misses some.",
            "hòa giải và hoà nhập",
            "chọn một lối",
            "keep to one of the two",
        ),
        Code::ScanSuspect => about(
            "Máy quét hay đọc sai vài chữ, và kéo dấu đến vào nội dung.",
            "Scanners misread some words, and draw stamps into the text.",
            "Nghị quyết về chuyên đổi số",
            "so lại với bản giấy",
            "compare it with the paper",
        ),
        Code::UnknownKey => about(
            "Khóa gõ sai bị bỏ qua thì điều văn bản nêu biến mất.",
            "A misspelt key passed over would lose what the paper says.",
            "isuer = \"UBND xã\"",
            "sửa theo gợi ý",
            "mend it as the help says",
        ),
        Code::WrongType => about(
            "Giá trị khác kiểu thì không biết đọc thế nào.",
            "A value of another type cannot be read.",
            "topics = 5",
            "ghi đúng kiểu: danh sách, chuỗi, số, ngày",
            "write the type that is wanted: list, string, number, date",
        ),
        Code::WrongValue => about(
            "Từ ngoài danh sách, số ngoài giới hạn: không đoán.",
            "A word outside the list or a number out of range: nothing is guessed.",
            "form = \"hybird\"",
            "sửa theo gợi ý",
            "mend it as the help says",
        ),
        Code::WrongDate => about(
            "Ngày, giờ không có thật là gõ nhầm.",
            "A date or hour that does not exist is a slip.",
            "date = 2026-02-30",
            "xem lại văn bản",
            "look at the paper again",
        ),
        Code::MissingKey => about(
            "Rất ít khóa bắt buộc: thiếu chúng thì không có trang.",
            "Few keys are required: without them there is no page.",
            "# không có `title`",
            "thêm khóa",
            "add the key",
        ),
        Code::BrokenFrontMatter => about(
            "Phần khai báo TOML đứng giữa hai dòng `+++`; hỏng thì không đọc được tệp.",
            "The TOML stands between two `+++` lines; where it is broken the file cannot be read.",
            "+++\ntitle = \"A",
            "sửa theo vị trí được báo",
            "mend it at the place that is told",
        ),
        Code::BrokenFile => about(
            "Tệp phải là văn bản UTF-8.",
            "A file must be UTF-8 text.",
            "# tệp trống, tệp Word đổi đuôi",
            "lưu lại dạng văn bản UTF-8",
            "save it as UTF-8 text",
        ),
        Code::BadId => about(
            "Mã là địa chỉ vĩnh viễn: hai tệp một mã thì một tệp mất trang.",
            "An id is a permanent address: of two files with one id, one would lose its page.",
            "id = \"Họp giao ban\"",
            "đổi tên tệp hoặc `id`",
            "rename the file or change `id`",
        ),
        Code::BrokenTheme => about(
            "Mẫu trang hỏng thì mọi trang hỏng: dừng trước khi đăng.",
            "A broken template breaks every page: nothing is published.",
            "{{ notice.title",
            "sửa tệp trong `themes/`",
            "mend the file in `themes/`",
        ),
        Code::UnusedAcceptance => about(
            "Chấp nhận không còn tác dụng sẽ che lỗi sau này.",
            "An acceptance that no longer applies would hide the next mistake.",
            "accept = [{ rule = \"no-chair\", reason = \"…\" }]\n# mà `chair` đã có",
            "bỏ mục ấy",
            "take it out",
        ),
    }
}

fn about(
    why_vi: &str,
    why_en: &str,
    example: &'static str,
    mend_vi: &str,
    mend_en: &str,
) -> Explanation {
    let both = |vi: &str, en: &str| Bilingual {
        vi: vi.to_owned(),
        en: en.to_owned(),
    };
    Explanation {
        why: both(why_vi, why_en),
        example,
        mend: both(mend_vi, mend_en),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_rule_is_explained_in_its_own_words() {
        let mut reasons = HashSet::new();
        for code in Code::ALL {
            let explanation = explanation(*code);
            let (why, mend) = (&explanation.why, &explanation.mend);
            for text in [&why.vi, &why.en, &mend.vi, &mend.en] {
                assert!(!text.trim().is_empty(), "{code:?}");
            }
            assert!(!explanation.example.is_empty(), "{code:?}");
            assert_ne!(why.vi, why.en, "{code:?}");
            assert!(reasons.insert(why.vi.clone()), "{code:?}");
            assert!(why.vi.ends_with('.') && why.en.ends_with('.'), "{code:?}");
        }
    }
}
