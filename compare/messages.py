"""Codes of notes, reasons and errors, and their words in Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping

from compare.invisible import visible
from compare.model import Param

#: Parameters that name files, which may hold anything.
_NAMES = frozenset(("name", "before", "after"))

#: code -> language -> template for `str.format_map`.
MESSAGES: dict[str, dict[str, str]] = {
    # errors of reading
    "file_missing": {
        "zh": "找不到文件“{name}”，请检查路径。",
        "en": "There is no file “{name}”; check the path.",
    },
    "file_is_directory": {
        "zh": "“{name}”是文件夹，请给出其中的文件。",
        "en": "“{name}” is a folder; name the files in it.",
    },
    "file_unreadable": {
        "zh": "读不出文件“{name}”（{reason}），请检查权限后重试。",
        "en": "“{name}” cannot be opened ({reason}); check its permissions and try again.",
    },
    "file_unwritable": {
        "zh": "写不进文件“{name}”（{reason}），请另选一个位置。",
        "en": "“{name}” cannot be written ({reason}); choose another place.",
    },
    "file_empty": {
        "zh": "“{name}”是空文件，请重新下载或另选一份。",
        "en": "“{name}” is empty; download it again or choose another file.",
    },
    "file_binary": {
        "zh": "“{name}”不是文本，也不是能读的格式，请另存为 .txt 或 .docx 再导入。",
        "en": "“{name}” is neither text nor a format that can be read; save it as .txt or .docx and try again.",
    },
    "file_format_unsupported": {
        "zh": "“{name}”是 {format}，还不能读；请在 Word、WPS 或 LibreOffice 里打开，另存为 .docx，或复制文字粘贴导入。",
        "en": "“{name}” is {format}, which cannot be read; open it in Word, WPS or LibreOffice and save it as .docx, "
        "or copy its text and paste it.",
    },
    "file_is_picture": {
        "zh": "“{name}”是图片（{format}），没有文字；请先做文字识别（OCR），或找有文字的版本。",
        "en": "“{name}” is a picture ({format}) without text; run text recognition (OCR) on it first, "
        "or find a version with text.",
    },
    "file_is_archive": {
        "zh": "“{name}”是压缩包（{format}）；请先解压，再导入里面的文件。",
        "en": "“{name}” is an archive ({format}); unpack it, then import the files inside.",
    },
    "file_is_sheet": {
        "zh": "“{name}”是电子表格（{format}），不是报告；如要导入其中的文字，请复制粘贴，或先放进 .docx 的表格里。",
        "en": "“{name}” is a spreadsheet ({format}), not a report; copy and paste its text, "
        "or put it into a table of a .docx first.",
    },
    "file_is_slides": {
        "zh": "“{name}”是幻灯片（{format}），还不能读；请导出为 PDF 再导入。",
        "en": "“{name}” is a set of slides ({format}), which cannot be read; export it as a PDF and import that.",
    },
    "html_without_text": {
        "zh": "“{name}”这个网页里没有正文（可能是登录页、出错页，或文字要靠脚本才显示）；"
        "请打开网页的打印视图再保存，或复制正文粘贴导入。",
        "en": "The page “{name}” has no main text (it may ask for a password, report an error, or need scripts to show "
        "its text); save its print view instead, or copy the text and paste it.",
    },
    "html_too_deep": {
        "zh": "“{name}”的标签嵌套超过 {limit} 层，不是正常的网页；请复制正文粘贴导入。",
        "en": "The tags of “{name}” nest more than {limit} deep, as no proper page does; copy its text and paste it.",
    },
    "html_too_large": {
        "zh": "“{name}”的标签超过 {limit} 个；请另存为纯文本，或复制正文粘贴导入。",
        "en": "“{name}” has more than {limit} tags; save it as plain text, or copy its text and paste it.",
    },
    "doc_needs_extra": {
        "zh": "“{name}”是旧版 Word 文档（.doc），要读它先装附加组件：pip install 'duizhao[doc]'；"
        "或在 Word、WPS、LibreOffice 里另存为 .docx。",
        "en": "“{name}” is an old Word document (.doc); to read it, install the extra: pip install 'duizhao[doc]', "
        "or save it as .docx in Word, WPS or LibreOffice.",
    },
    "doc_password": {
        "zh": "“{name}”有密码保护，打不开；请在 Word 里去掉密码，另存为 .docx 再导入。",
        "en": "“{name}” is protected by a password; take it away in Word, save as .docx, then import that.",
    },
    "doc_broken": {
        "zh": "“{name}”不是完好的 Word 文档（.doc）；请在 Word、WPS 或 LibreOffice 里打开，另存为 .docx。",
        "en": "“{name}” is not an intact Word document (.doc); open it in Word, WPS or LibreOffice "
        "and save it as .docx.",
    },
    "docx_broken": {
        "zh": "“{name}”不是完整的 Word 文档（.docx），请用 Word 打开并重新保存。",
        "en": "“{name}” is not an intact Word document (.docx); open it in Word and save it again.",
    },
    "docx_too_large": {
        "zh": "“{name}”解压后超过 {limit} MB，请拆成几份再导入。",
        "en": "“{name}” unpacks to more than {limit} MB; split it and try again.",
    },
    "docx_password": {
        "zh": "“{name}”设了打开密码，读不出来；请在 Word 或 WPS 里去掉密码，另存后再导入。",
        "en": "“{name}” is protected by a password; remove it in Word or WPS, save the file and import that.",
    },
    "docx_packed_too_well": {
        "zh": "“{name}”解压后比原来大 {limit} 倍以上，不是正常的文档；请用 Word 打开并重新保存，或复制文字粘贴导入。",
        "en": "“{name}” unpacks to more than {limit} times its size, as no proper document does; "
        "open it in Word and save it again, or copy its text and paste it.",
    },
    "docx_too_deep": {
        "zh": "“{name}”里的内容嵌套超过 {limit} 层，不是正常的文档；请复制文字粘贴导入。",
        "en": "What stands in “{name}” nests more than {limit} deep, as in no proper document; "
        "copy its text and paste it.",
    },
    "docx_entities": {
        "zh": "“{name}”里有自定义的 XML 实体，可能有害，没有读；请用 Word 打开并重新保存。",
        "en": "“{name}” declares XML entities, which may do harm, and was not read; open it in Word and save it again.",
    },
    "zip_too_many_parts": {
        "zh": "“{name}”里的文件超过 {limit} 个，不是正常的文档；请另存为纯文本，或复制文字粘贴导入。",
        "en": "“{name}” holds more than {limit} files, as no proper document does; save it as plain text, "
        "or copy its text and paste it.",
    },
    "encoding_unknown": {
        "zh": "认不出“{name}”的编码，请另存为 UTF-8 再导入。",
        "en": "The encoding of “{name}” is not known; save it as UTF-8 and try again.",
    },
    "no_sentence": {
        "zh": "“{name}”里没有一句完整的话，请确认选对了文件。",
        "en": "There is not a single sentence in “{name}”; make sure that it is the right file.",
    },
    "no_files": {
        "zh": "没有给出文件，请至少选一份。",
        "en": "No file was given; choose at least one.",
    },
    # errors of limits and settings
    "files_too_large": {
        "zh": "文件合计超过 {limit} MB 的上限；请拆成几份，或调高设置 {setting}。",
        "en": "The files together are larger than the limit of {limit} MB; split them, or raise the setting {setting}.",
    },
    "limit_time": {
        "zh": "处理超过了 {seconds} 秒的时限，已停止；请把文件拆成几份或另存为纯文本再试，或调高设置 {setting}。",
        "en": "The work was stopped at the time limit of {seconds} seconds; split the file or save it as plain text "
        "and try again, or raise the setting {setting}.",
    },
    "limit_memory": {
        "zh": "处理所需内存超过了 {megabytes} MB 的上限，已停止；请把文件拆成几份或另存为纯文本再试，"
        "或调高设置 {setting}。",
        "en": "The work was stopped at the memory limit of {megabytes} MB; split the file or save it as plain text "
        "and try again, or raise the setting {setting}.",
    },
    "limit_result": {
        "zh": "得到的文字和标注超过了 {megabytes} MB 的上限，已停止；请把文件拆成几份再试。",
        "en": "What came out of the file is larger than the limit of {megabytes} MB; split the file and try again.",
    },
    "child_died": {
        "zh": "处理意外中断，什么也没有保存；请把文件另存为纯文本或 .docx，或拆成几份再试。",
        "en": "The work broke off unexpectedly and nothing was saved; save the file as plain text or .docx, "
        "or split it, and try again.",
    },
    "job_given_up": {
        "zh": "试了 {attempts} 次都没有做完，已放弃；请把文件另存为纯文本或拆成几份再试。",
        "en": "It was begun {attempts} times and never came to an end, and was given up; save the file as plain text "
        "or split it, and try again.",
    },
    "setting_invalid": {
        "zh": "设置 {setting} 不能是“{value}”，请改成 {least} 到 {most} 之间的整数。",
        "en": "The setting {setting} cannot be “{value}”; make it a whole number from {least} to {most}.",
    },
    # progress
    "comparing": {
        "zh": "正在比较，共 {count} 个字符…",
        "en": "Comparing {count} characters …",
    },
    "pdf_password": {
        "zh": "“{name}”有密码保护，打不开；请先去掉密码（在阅读器里另存或打印为新的 PDF）再导入。",
        "en": "“{name}” is protected by a password; save or print it as a new PDF without one, then import that.",
    },
    "pdf_broken": {
        "zh": "“{name}”不是完好的 PDF；请重新下载，或复制文字粘贴导入。",
        "en": "“{name}” is not an intact PDF; download it again, or copy its text and paste it.",
    },
    "pdf_without_text": {
        "zh": "“{name}”是扫描件，没有可读的文字；请先做文字识别（OCR），或找有文字的版本。",
        "en": "“{name}” is a scan without text; run text recognition (OCR) on it first, or find a version with text.",
    },
    "pdf_too_many_pages": {
        "zh": "“{name}”有 {count} 页，超过上限 {limit} 页；请拆成几个文件。",
        "en": "“{name}” has {count} pages, more than the limit of {limit}; split it into several files.",
    },
    "pdf_page_missing": {
        "zh": "“{name}”没有第 {page} 页。",
        "en": "“{name}” has no page {page}.",
    },
    "text_too_long": {
        "zh": "“{name}”的文字超过上限 {limit} 字；请拆成几个文件。",
        "en": "The text of “{name}” is longer than the limit of {limit} characters; split it into several files.",
    },
    # notes
    "no_heading": {
        "zh": "没有找到标题，按段落平铺对照。",
        "en": "No headings were found; the text is compared paragraph by paragraph.",
    },
    "correction_lost": {
        "zh": "对大纲的一处更正（“{quote}”）在现在的文字里找不到位置，没有照办；请核对后重做或撤回。",
        "en": "A correction of the outline (“{quote}”) has lost its place in the present text and was not applied; "
        "check it, then make it again or take it back.",
    },
    "pdf_pages_without_text": {
        "zh": "PDF 的第 {pages} 页没有文字（可能是扫描的图片），那里的内容没有导入。",
        "en": "Page(s) {pages} of the PDF hold no text (scanned pictures, perhaps); what is there was not imported.",
    },
    "doc_numbers_missing": {
        "zh": "旧版 Word 自动编号的段落有 {count} 段，编号没有导入；如需编号，请另存为 .docx 再导入。",
        "en": "{count} paragraphs are numbered by Word itself, and their numbers were not imported; "
        "save the document as .docx if you need them.",
    },
    "html_left_out": {
        "zh": "网页正文之外有 {count} 句话没有导入（如“{quote}”）；如属正文，请复制粘贴导入。",
        "en": "Beside the main text of the page {count} passages were left out (such as “{quote}”); "
        "if they belong to the report, copy the text and paste it.",
    },
    "characters_unreadable": {
        "zh": "“{name}”里有 {count} 个字符读不出来，显示为“\ufffd”；请与原件核对。",
        "en": "{count} characters of “{name}” could not be read and are shown as “\ufffd”; check them in the original.",
    },
    "starts_inside": {
        "zh": "文字从中间开始，有“{mark}”的字样；前面的版面没有导入。",
        "en": "The text starts in the middle, marked “{mark}”; what stands before was not imported.",
    },
    "ends_inside": {
        "zh": "文字没有完，有“{mark}”的字样；后面的版面没有导入。",
        "en": "The text breaks off, marked “{mark}”; what follows was not imported.",
    },
    "run_on_text": {
        "zh": "“{name}”没有分行（或几乎没有），标题和段落是按编号、句末和表格数字推断的；请对照原文核对大纲。",
        "en": "“{name}” has no line breaks where it should; headings, paragraphs and tables were told apart by "
        "numbering, ends of sentences and columns of numbers. Check the outline against the original.",
    },
    "ends_abruptly": {
        "zh": "最后一句没有写完（“…{tail}”），后面的内容可能缺失；请核对原文。",
        "en": "The last sentence is not finished (“…{tail}”); the rest may be missing. Check the original.",
    },
    "ends_after_first_part": {
        "zh": "只有“{part}”一个部分，没有“二、”；后面的内容可能缺失，请核对原文。",
        "en": "There is only one numbered part, “{part}”; the rest may be missing. Check the original.",
    },
    "docx_changes_accepted": {
        "zh": "“{name}”里有 {count} 处修订，按全部接受读入：插入的文字保留，删除的不要。",
        "en": "“{name}” has {count} tracked changes, read as if all were accepted: "
        "insertions are kept, deletions left out.",
    },
    "docx_embedded": {
        "zh": "“{name}”里嵌有 {count} 份别的文档，其中的文字没有读入；请在 Word 里打开并重新保存，或另外导入。",
        "en": "“{name}” has {count} other documents inside of it, whose text was not read; "
        "open it in Word and save it again, or import them too.",
    },
    "pages_do_not_follow": {
        "zh": "“{before}”和“{after}”接不上：可能缺页、重复或次序不对，请检查文件的次序。",
        "en": "“{after}” does not follow “{before}”: a page is missing, stands twice, or the order is wrong; check it.",
    },
    "bytes_unreadable": {
        "zh": "有 {count} 处字节读不出来，显示为“�”，请对照原文件改正后再导入。",
        "en": "Bytes that could not be read, shown as “�”: {count}; compare with the file, mend it, import it again.",
    },
    "encodings_mixed": {
        "zh": "文件里混有两种编码：{count} 行的编码与其余不同，请核对这些行。",
        "en": "The file mixes two encodings: {count} lines differ from the rest; check them.",
    },
    "bidi_controls": {
        "zh": "去掉了 {count} 个改变文字方向的控制符，它们会让人看到与原文不同的字。第一处：{place}。请核对原文件。",
        "en": "Characters that turn the direction of the text were taken out: {count}. They can make it look like "
        "another one; check the file. The first: {place}",
    },
    "private_characters": {
        "zh": "有 {count} 个自造字或特殊字体的字符，别处可能显示不出来，请对照原文件。",
        "en": "Characters of a private font, which may not show elsewhere: {count}; check them against the file.",
    },
    "quote_unbalanced": {
        "zh": "引号不成对的段落：{count} 段。",
        "en": "Paragraphs with a quotation mark without partner: {count}.",
    },
    "partly_imported": {
        "zh": "有一版没有导入全文：标为“删去”“新增”的，可能在未导入的部分。",
        "en": "One of the editions is not complete: what counts as removed or added may be in the part not imported.",
    },
    "not_in_imported_part": {
        "zh": "已导入的部分没有提到这项指标，未导入的部分不作判断。",
        "en": "It is not in the imported part of the new edition; the rest cannot be judged.",
    },
    "little_in_common": {
        "zh": "两份文件几乎没有相同的内容，请确认选对了文件。",
        "en": "The two documents have almost nothing in common; make sure that they are the right ones.",
    },
    # reasons of verdicts
    "value_reaches_target": {
        "zh": "{result} 达到目标 {target}。",
        "en": "{result} reaches the target {target}.",
    },
    "value_misses_target": {
        "zh": "{result} 未达到目标 {target}。",
        "en": "{result} falls short of the target {target}.",
    },
    "near_target": {
        "zh": "{result} 接近目标 {target}，是否算完成需要人来判断。",
        "en": "{result} is close to the target {target}; whether it counts is for a person to say.",
    },
    "not_reported": {
        "zh": "新一年的报告没有提到这项指标。",
        "en": "The new edition does not report on this indicator.",
    },
    "other_form": {
        "zh": "新一年的报告换了口径（{result}），不能直接比较。",
        "en": "The new edition reports it in another form ({result}); the two cannot be compared directly.",
    },
    "no_number": {
        "zh": "目标或结果没有数字，需要人来判断。",
        "en": "Target or result carries no number; a person must judge.",
    },
    "bound_of_result": {
        "zh": "结果只给出大致的数（{result}），不能确定。",
        "en": "The result is only given roughly ({result}); it is not certain.",
    },
    "other_scope": {
        "zh": "结果（{result}）的指标范围与目标 {target} 不尽相同，需要人来判断。",
        "en": "The result ({result}) does not count quite what the target {target} did; a person must judge.",
    },
    "far_above_target": {
        "zh": "{result} 是目标 {target} 的几倍，可能是几年合计，需要人来判断。",
        "en": "{result} is several times the target {target} and may count more than one year; a person must judge.",
    },
    "other_period": {
        "zh": "新一年的报告只给出了其他时期的数（{result}），不能直接比较。",
        "en": "The new edition reports it for another period only ({result}); the two cannot be compared directly.",
    },
    "several_years": {
        "zh": "上文讲的是几年，{result} 可能不是一年的结果，需要人来判断。",
        "en": "The text before speaks of several years; {result} may not be for one year: a person must judge.",
    },
    "same_words": {
        "zh": "结果“{result}”与目标的说法一致。",
        "en": "The result says what the target said: “{result}”.",
    },
    "admitted_shortfall": {
        "zh": "报告承认与目标 {target} 有差距，似未完成，请确认。",
        "en": "The report admits that it fell short of {target}; it seems to be missed: please confirm.",
    },
}


class _Lenient(dict[str, Param]):
    def __missing__(self, key: str) -> str:
        return "{" + key + "}"


def word(code: str, params: Mapping[str, Param], language: str) -> str:
    """The words for `code` in `language` ("zh…" or any other for English)."""
    entry = MESSAGES.get(code)
    if entry is None:
        return code
    shown = {
        key: " ".join(visible(str(value)).split("\n")) if key in _NAMES else value
        for key, value in params.items()
    }
    return entry["zh" if language.lower().startswith("zh") else "en"].format_map(_Lenient(shown))
