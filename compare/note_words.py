"""The words of notes and reasons: what a person should know of a result."""

from __future__ import annotations

#: code -> language -> template for `str.format_map`.
NOTES: dict[str, dict[str, str]] = {
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
    "link_correction_lost": {
        "zh": "对一处对应关系的更正（“{quote}”）在现在的文字里找不到位置，没有照办；请核对后重做或撤回。",
        "en": "A correction of a link (“{quote}”) has lost its place in the present texts and was not applied; "
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
