"""Sentences of minutes (our own) in the languages that are printed, and how well each must be read back."""

from typing import NamedTuple


class Sample(NamedTuple):
    """A sentence and its language."""

    language: str
    text: str


ENGLISH = Sample(
    "en",
    "The Chair opened the 3rd sitting at 09:05. Motion 12/2026 “Water supply” was carried: 51 for, 7 against, "
    "2 abstentions. Office filing fees affect the finance official.",
)
FRENCH = Sample(
    "fr",
    "La présidente ouvre la séance à 9 h 05. L’amendement nº 4 est adopté par 51 voix contre 7\u202f; l’œuvre des "
    "délégués naïfs est saluée.",
)
RUSSIAN = Sample(
    "ru",
    "Председатель открыл заседание в 09:05. Резолюция № 12/2026 «О водоснабжении» принята: 51 голос за, 7 против, "
    "2 воздержались. Приём документов завершён; ёлка, съёмка.",
)
VIETNAMESE = Sample(
    "vi",
    "Chủ tọa khai mạc phiên họp lúc 09 giờ 05. Nghị quyết số 12/2026 về “Cấp nước sạch” được thông qua: 51 tán thành, "
    "7 không tán thành, 2 không biểu quyết. Nguyễn Thị Hường, Đặng Quốc Khánh, Lưỡng, Tuyển, Ngoẵng, Phẫu, Kỹ.",
)
THAI = Sample(
    "th",
    "ประธานเปิดการประชุมเวลา ๐๙.๐๕ นาฬิกา ที่ประชุมพิจารณาญัตติเรื่องการจัดการน้ำเพื่อการเกษตรและการอุปโภคบริโภคในพื้นที่ภาคเหนือ "
    "ที่ประชุมมีมติเห็นชอบด้วยคะแนน ๕๑ เสียง ไม่เห็นชอบ ๗ เสียง งดออกเสียง ๒ เสียง ปั้น ฟื้น ป่า ฝ้าย กตัญญู ฐานะ น้ำ กี่ ปู่ ญี่ปุ่น ฎีกา",
)
LAO = Sample(
    "lo",
    "ປະທານເປີດກອງປະຊຸມເວລາ 09 ໂມງ 05 ນາທີ ທີ່ປະຊຸມໄດ້ຮັບຮອງເອົາມະຕິວ່າດ້ວຍການຄຸ້ມຄອງນ້ຳ ດ້ວຍຄະແນນສຽງ 51 ສຽງ ບໍ່ເຫັນດີ 7 ສຽງ",
)
KHMER = Sample(
    "km",
    "ប្រធានបានបើកកិច្ចប្រជុំនៅម៉ោង ៩ និង ៥ នាទី។ អង្គប្រជុំបានអនុម័តសេចក្តីសម្រេចស្តីពីការគ្រប់គ្រងទឹក ដោយសំឡេង ៥១ សំឡេង",
)
ARABIC = Sample(
    "ar",
    "افتتح الرئيس الجلسة الثالثة في الساعة 09:05. واعتُمد القرار رقم 12/2026 بشأن «إمدادات المياه» (Water Plan v2.1) "
    "بأغلبية 51 صوتًا مقابل 7 أصوات وامتناع عضوين عن التصويت، بنسبة ٨٥٫٠٪. لا إله إلا الله محمد.",
)
HEBREW = Sample(
    "he",
    'היושב ראש פתח את הישיבה השלישית בשעה 09:05. הצעת החלטה מס\' 12/2026 בעניין "אספקת מים" (Water Plan v2.1) התקבלה: '
    "51 בעד, 7 נגד, 2 נמנעים (85%). שָׁלוֹם עֲלֵיכֶם.",
)
CHINESE = Sample(
    "zh",
    "主席于上午9时05分宣布第三次会议开始。关于“供水计划”的第12/2026号决议草案以51票赞成、7票反对、"
    "2票弃权获得通过（Water Plan v2.1）。",
)
MIXED = Sample(
    "en",
    "Speaker 14, Нина Ёлкина, quoted «إمدادات المياه» and ที่ประชุม; then 主席 thanked Nguyễn Thị Hường and היושב ראש "
    "(51–7).",
)

EXACT = (ENGLISH, FRENCH, RUSSIAN, VIETNAMESE, THAI, LAO, KHMER, CHINESE)
EVERY = (*EXACT, ARABIC, HEBREW, MIXED)
