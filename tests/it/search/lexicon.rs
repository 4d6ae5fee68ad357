//! Words of Vietnamese official prose, by the part they play in a sentence.

pub(crate) const VERBS: &str = "triển khai|tổ chức|thực hiện|quán triệt|đánh giá|tổng kết|sơ kết|rà soát|kiểm tra|giám sát|chỉ đạo|hướng dẫn|phối hợp|đôn đốc|\
báo cáo|thẩm định|phê duyệt|ban hành|công bố|tiếp nhận|xử lý|giải quyết|bổ sung|điều chỉnh|hoàn thiện|xây dựng|củng cố|nâng cao|phát huy|đẩy mạnh|tăng cường|\
bảo đảm|duy trì|khắc phục|ngăn chặn|phòng ngừa|tuyên truyền|vận động|tập huấn|bồi dưỡng|đào tạo|quy hoạch|bố trí|phân công|điều động|luân chuyển|khen thưởng|\
kỷ luật|tiếp thu|giải trình|thống nhất|kiến nghị|đề xuất|tham mưu|chuẩn bị|rút kinh nghiệm|nghiên cứu|học tập|khảo sát|thống kê|tổng hợp|cập nhật|số hóa|lưu trữ|bàn giao";

pub(crate) const NOUNS: &str = "nghị quyết|chỉ thị|kế hoạch|chương trình|đề án|quy chế|quy định|nhiệm vụ|chỉ tiêu|giải pháp|kết quả|tiến độ|ngân sách|đầu tư|dự án|\
công trình|hạ tầng|giao thông|thủy lợi|nông nghiệp|nông thôn|lâm nghiệp|thủy sản|chăn nuôi|trồng trọt|dịch bệnh|môi trường|tài nguyên|khoáng sản|đất đai|\
nhà ở|đô thị|công nghiệp|thương mại|du lịch|dịch vụ|doanh nghiệp|hợp tác xã|lao động|việc làm|bảo hiểm|y tế|giáo dục|trường học|học sinh|giáo viên|văn hóa|\
thể thao|gia đình|trẻ em|người cao tuổi|người có công|hộ nghèo|dân tộc|tôn giáo|an ninh|quốc phòng|quân sự|tuyển quân|dân quân|biên giới|biển đảo|tội phạm|\
ma túy|tệ nạn|cháy nổ|thiên tai|bão lũ|hạn hán|cứu hộ|tiếp công dân|khiếu nại|tố cáo|tham nhũng|lãng phí|thanh tra|kiểm toán|bầu cử|đại biểu|cử tri|kỳ họp|\
tổ chức bộ máy|biên chế|cán bộ|công chức|viên chức|đảng viên|chi bộ|cấp ủy|đoàn thể|mặt trận|thanh niên|phụ nữ|nông dân|cựu chiến binh|công đoàn|\
cải cách hành chính|chuyển đổi số|dữ liệu|phần mềm|đường truyền|chữ ký số|hồ sơ|thủ tục|văn thư|con dấu|trụ sở|tài sản công|đấu giá|đấu thầu|giải ngân|thu thuế|\
giải phóng mặt bằng|tái định cư|bồi thường|quy hoạch chung|khu dân cư|nước sạch|rác thải|chất thải rắn|năng lượng|điện lực|viễn thông|bưu chính|báo chí|xuất bản|\
di sản|lễ hội|bảo tàng|thư viện|giống cây|phân bón|thuốc trừ sâu|kênh mương|hồ chứa|đê điều|cầu cống|bến xe|chợ dân sinh|nghĩa trang|tượng đài|mùa vụ|lúa nước|\
cà phê|cao su|hồ tiêu|tôm nước lợ|rừng phòng hộ|vườn quốc gia|khu kinh tế|cụm công nghiệp|làng nghề|sản phẩm đặc trưng|tín dụng chính sách|khuyến học|hiến máu";

pub(crate) const MODIFIERS: &str = "trên địa bàn|trong tình hình mới|sáu tháng đầu năm|sáu tháng cuối năm|quý một|quý hai|quý ba|quý bốn|giai đoạn tới|nhiệm kỳ mới|theo quy định|\
đúng tiến độ|bảo đảm chất lượng|có hiệu quả|kịp thời|thường xuyên|đồng bộ|toàn diện|trọng tâm|trọng điểm|cấp bách|lâu dài|bền vững|công khai|minh bạch|dân chủ|\
tiết kiệm|an toàn|văn minh|hiện đại|liên thông|trực tuyến|tập trung|thống nhất|chặt chẽ|nghiêm túc|sâu rộng|thiết thực|hằng tháng|hằng quý|từng bước|lần thứ hai|lần thứ ba|\
vùng cao|vùng sâu|ven biển|ven đô|miền núi|đồng bằng|liên xã|liên vùng|nội đồng|ngoài giờ|đột xuất|định kỳ|mở rộng|chuyên đề|thí điểm|nhân rộng";

pub(crate) const UNITS: &str = "Văn phòng|Phòng Kinh tế|Phòng Văn hóa - Xã hội|Công an|Ban Chỉ huy Quân sự|Trạm Y tế|Trung tâm Phục vụ hành chính công|Sở Nội vụ|Sở Tài chính|\
Sở Nông nghiệp và Môi trường|Sở Xây dựng|Sở Công Thương|Sở Y tế|Sở Giáo dục và Đào tạo|Sở Khoa học và Công nghệ|Sở Tư pháp|Thanh tra tỉnh|Ban Tổ chức|\
Ban Tuyên giáo và Dân vận|Ủy ban Kiểm tra|Ban Nội chính|Hội Nông dân|Hội Liên hiệp Phụ nữ|Đoàn Thanh niên|Hội Cựu chiến binh|Liên đoàn Lao động|\
Kho bạc Nhà nước|Bảo hiểm xã hội|Điện lực|Viễn thông|Ngân hàng Chính sách xã hội|Hạt Kiểm lâm|Đồn Biên phòng|Chi cục Thuế|Tòa án nhân dân|Viện kiểm sát nhân dân";

pub(crate) const PROVINCES: &str = "Hà Tĩnh|Quảng Ngãi|Nghệ An|Thanh Hóa|Sơn La|Điện Biên|Lai Châu|Cao Bằng|Lạng Sơn|Quảng Ninh|Phú Thọ|Bắc Ninh|Hưng Yên|Ninh Bình|Thái Nguyên|Lào Cai|\
Tuyên Quang|Quảng Trị|Gia Lai|Đắk Lắk|Khánh Hòa|Lâm Đồng|Đồng Nai|Tây Ninh|Vĩnh Long|Đồng Tháp|An Giang|Cà Mau";

pub(crate) const PLACE_FIRST: &str = "Tân|An|Bình|Phú|Long|Hòa|Vĩnh|Thạnh|Mỹ|Đông|Tây|Nam|Bắc|Yên|Thanh|Kim|Ngọc|Sơn|Hải|Quang|Minh|Xuân|Cẩm|Kỳ|Đức|Trà|Ba|Hồng|Lộc|Phước";

pub(crate) const PLACE_SECOND: &str = "Lập|Hòa|Bình|Sơn|Thành|Phú|Lộc|Hưng|Thịnh|Khê|Giang|Châu|Lâm|Thủy|Điền|Thọ|Trạch|Hải|Đông|Tiến|Xuyên|Bảng|Trung|Phong|Dương|Tú|Vang|Nghĩa|Mộc|Hiệp";

pub(crate) const SURNAMES: &str =
    "Nguyễn|Trần|Lê|Phạm|Hoàng|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Trương|Đoàn|Mai|Lương";

pub(crate) const MIDDLE_NAMES: &str =
    "Văn|Thị|Đình|Xuân|Quang|Minh|Thanh|Ngọc|Hữu|Đức|Công|Thu|Hồng|Bá|Duy|Như";

pub(crate) const GIVEN_NAMES: &str = "Khiêm|Dũng|Hòa|Lan|Hương|Tuấn|Sơn|Phong|Hạnh|Thảo|Long|Nam|Trang|Yến|Thắng|Cường|Bình|Linh|Quyên|Hiếu|Tâm|Nghĩa|Oanh|Vinh|Đạt|Huệ|Kiên|Loan|Mỹ|Uyên";

pub(crate) const HALLS: &str = "Hội trường tầng 1|Hội trường tầng 2|Phòng họp số 1|Phòng họp trực tuyến|Hội trường lớn|Nhà văn hóa trung tâm|Hội trường A|Phòng họp Diên Hồng|Nhà khách|Trung tâm Hội nghị";

pub(crate) const FORMS: &str = "Hội nghị|Họp|Phiên họp|Cuộc họp|Hội nghị trực tuyến|Tọa đàm|Lễ phát động|Lớp tập huấn|Buổi làm việc|Hội thảo";
