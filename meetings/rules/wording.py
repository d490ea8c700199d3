"""The questions that the rules themselves put to the vote, in the language of the meeting, else in English."""

from collections.abc import Mapping

from meetings.rules.standing_orders import Procedure

OVER_RULING: Mapping[str, str] = {
    "en": "Shall the ruling of the chair be overruled?",
    "vi": "Có bác bỏ quyết định của chủ tọa không?",
}
ON_URGENCY: Mapping[str, str] = {
    "en": "Is this urgent, and shall it be put on the agenda: %(title)s?",
    "vi": "Có đưa nội dung khẩn sau vào chương trình không: %(title)s?",
}
ON_MOTION: Mapping[str, str] = {
    "en": "Shall the motion of %(name)s be adopted?",
    "vi": "Có thông qua đề nghị của %(name)s không?",
}
ON_AMENDMENT: Mapping[str, str] = {
    "en": "Shall the amendment of %(name)s be adopted?",
    "vi": "Có thông qua đề nghị sửa đổi của %(name)s không?",
}
ON_PART: Mapping[str, str] = {
    "en": "Shall part %(part)d of %(parts)d of the motion of %(name)s be adopted?",
    "vi": "Có thông qua phần %(part)d trong số %(parts)d phần của đề nghị do %(name)s nêu không?",
}
ON_CHANGE: Mapping[str, str] = {
    "en": "Shall part %(part)d of %(parts)d of the amendment of %(name)s be adopted?",
    "vi": "Có thông qua phần %(part)d trong số %(parts)d phần của đề nghị sửa đổi do %(name)s nêu không?",
}
ON_WHOLE: Mapping[str, str] = {
    "en": "Shall the motion of %(name)s be adopted as a whole, as it reads after the votes on its parts?",
    "vi": "Có thông qua toàn bộ đề nghị do %(name)s nêu, theo nội dung sau khi biểu quyết từng phần, không?",
}
ON_CHANGES: Mapping[str, str] = {
    "en": "Shall the amendment of %(name)s be adopted as a whole, as it reads after the votes on its parts?",
    "vi": "Có thông qua toàn bộ đề nghị sửa đổi do %(name)s nêu, theo nội dung sau khi biểu quyết từng phần, không?",
}
OTHER_TERMS: Mapping[str, str] = {
    "en": "The question is put on other terms.",
    "vi": "Câu hỏi này được đưa ra biểu quyết theo thể thức khác.",
}
DIVIDED: Mapping[str, str] = {
    "en": "The question is divided: its parts are voted on.",
    "vi": "Nội dung đã được tách ra: biểu quyết theo từng phần.",
}
ON_PROCEDURE: Mapping[Procedure, Mapping[str, str]] = {
    Procedure.SUSPEND: {"en": "Shall the meeting be suspended?", "vi": "Có tạm dừng cuộc họp không?"},
    Procedure.ADJOURN: {"en": "Shall the meeting be adjourned?", "vi": "Có bế mạc cuộc họp không?"},
    Procedure.ADJOURN_DEBATE: {"en": "Shall the debate be adjourned?", "vi": "Có tạm ngừng thảo luận không?"},
    Procedure.CLOSE_DEBATE: {"en": "Shall the debate be closed?", "vi": "Có kết thúc thảo luận không?"},
    Procedure.POSTPONE: {"en": "Shall the matter be postponed?", "vi": "Có hoãn nội dung này không?"},
    Procedure.REFER: {"en": "Shall the matter be referred?", "vi": "Có chuyển nội dung này để xem xét không?"},
    Procedure.DIVIDE: {"en": "Shall the question be divided?", "vi": "Có tách nội dung để biểu quyết riêng không?"},
}


def worded(wording: Mapping[str, str], language: str) -> str:
    """The words in a language (BCP 47)."""
    return wording.get(language.lower().partition("-")[0], wording["en"])
