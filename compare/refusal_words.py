"""The words of errors, limits and progress: why there is no result, and what to do about it."""

from __future__ import annotations

#: code -> language -> template for `str.format_map`.
REFUSALS: dict[str, dict[str, str]] = {
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
    "corrections_not_json": {
        "zh": "“{name}”不是更正清单；应当是一个 JSON 列表，形式见说明书的 duizhao compare 一节。",
        "en": "“{name}” is no list of corrections; it must be a JSON list, "
        "as the manual describes below duizhao compare.",
    },
    "correction_malformed": {
        "zh": "第 {number} 条更正不合格式：op 是 together、apart 或 alone，level 是 block 或 sentence，"
        "old 和 new 各给出一段（alone 只给一边），例如 {{\"quote\": \"…\"}}。",
        "en": "Correction {number} is not well-formed: op is together, apart or alone, level is block or sentence, "
        "old and new name a passage each (alone: one of them), such as {{\"quote\": \"…\"}}.",
    },
    "correction_not_found": {
        "zh": "第 {number} 条更正的“{quote}”不在这份文字里；请照原文抄写。",
        "en": "“{quote}” of correction {number} is not in its text; copy the words from there.",
    },
    "correction_ambiguous": {
        "zh": "第 {number} 条更正的“{quote}”在文中不止一处；请多抄几个字。",
        "en": "“{quote}” of correction {number} occurs more than once in its text; quote more of the passage.",
    },
}
