"""Import through the browser: what goes in, what is refused, and that nothing is half-saved."""

from __future__ import annotations

import io
import re
import threading

import docx
import pytest

from tests.web_client import (
    NEW,
    OLD,
    bring,
    do_jobs,
    log_lines,
    make_app,
    rows,
    signed_in,
    upload,
    upload_both,
)
from webapp import store
from webapp.actions import import_edition
from webapp.db import get_db
from webapp.store.editions import EditionRow

SLUG = "青溪区政府工作报告-2024"
TABLES = ("series", "editions", "originals", "edition_files", "texts", "edition_texts")


def edition(app, slug: str = SLUG) -> EditionRow:
    with app.app_context():
        found = store.editions.by_slug(get_db(), slug)
    assert found is not None
    return found


def refusal(answer) -> str:
    """The sentence on a 422 page; there is exactly one."""
    assert answer.status_code == 422
    assert "Traceback" not in answer.text
    found = re.findall(r'role="alert"[^>]*>\s*<p[^>]*>(.*?)</p>', answer.text, re.S)
    assert len(found) == 1
    return found[0]


def test_series_year_and_title_are_guessed(app, client):
    answer = upload(client, ("report.txt", NEW.encode()))
    assert answer.status_code == 303
    found = edition(app)
    assert (found.key, found.year_given, found.year_reviewed) == ("2024", 2024, 2023)
    assert found.title == "2024年青溪区政府工作报告"
    assert client.get(answer.location).status_code == 200


def test_both_editions_come_into_one_series(app, client):
    upload_both(client)
    assert (rows(app, "series"), rows(app, "editions")) == (1, 2)
    page = client.get("/").text
    assert "Compare 2024 with 2023" in page


def test_what_the_person_says_counts_more_than_the_guess(app, client):
    fields = {"series_name": "某公司年报", "named_after": "reviewed", "key": "2023", "variant": "draft"}
    assert upload(client, ("a.txt", NEW.encode()), **fields).status_code == 303
    found = edition(app, "某公司年报-2023-draft")
    assert (found.year_given, found.year_reviewed, found.variant) == (2024, 2023, "draft")


def test_files_of_different_encodings_make_one_edition(app, client):
    first, second = NEW.split("二、2024")
    second = "二、2024" + second
    answer = upload(client, ("1.txt", first.encode("utf-8")), ("2.txt", second.encode("gb18030")))
    assert answer.status_code == 303
    with app.app_context():
        text = store.texts.text_of(get_db(), edition(app).id)
    assert "过去一年" in text.text and "扩大有效投资" in text.text


def test_word_documents(app, client):
    document = docx.Document()
    for line in NEW.split("\n\n"):
        document.add_paragraph(line.strip())
    file = io.BytesIO()
    document.save(file)
    assert upload(client, ("报告.docx", file.getvalue())).status_code == 303
    assert edition(app).title == "2024年青溪区政府工作报告"


def test_original_bytes_come_back_unaltered(app, client):
    content = b"\xef\xbb\xbf" + NEW.replace("\n", "\r\n").encode()
    upload(client, ("报告/第一版.txt", content))
    answer = client.get(f"/editions/{SLUG}/files/1", buffered=True)
    assert answer.data == content
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.mimetype == "application/octet-stream"
    with app.app_context():
        (file,) = store.texts.files_of(get_db(), edition(app).id)
    assert (file.name, file.size) == ("第一版.txt", len(content))
    assert client.get(f"/editions/{SLUG}/files/2").status_code == 404


def test_the_same_bytes_again_are_already_here(app, client):
    upload(client, ("a.txt", NEW.encode()))
    before = [rows(app, table) for table in TABLES]
    answer = upload(client, ("renamed.txt", NEW.encode()))
    assert answer.status_code == 303
    page = client.get(answer.location, follow_redirects=True)
    assert "already here" in page.text
    assert [rows(app, table) for table in TABLES] == before


def test_another_text_for_the_same_year_needs_a_variant(app, client):
    upload(client, ("a.txt", NEW.encode()))
    changed = NEW.replace("8500", "8600").encode()
    assert "variant" in refusal(upload(client, ("b.txt", changed)))
    assert upload(client, ("b.txt", changed), variant="报纸版").status_code == 303
    assert edition(app, SLUG + "-报纸版").variant == "报纸版"


def test_a_variant_of_signs_alone_is_called_a_variant(app, client):
    upload(client, ("a.txt", NEW.encode()))
    assert upload(client, ("b.txt", NEW.replace("8500", "8600").encode()), variant="★").status_code == 303
    assert edition(app, SLUG + "-variant").variant == "variant"


ENGLISH = "Report 2024\n\nIn 2023 output grew by 5.2 percent. CATL (宁德时代) built 4 plants.\n"


@pytest.mark.parametrize(
    ("text", "language", "tag"),
    [
        (NEW, "zh", "zh-CN"),
        (NEW + "ESG GDP Duizhao Co., Ltd.", "zh", "zh-CN"),
        (ENGLISH, "en", "en"),
        (
            "Bericht 2024\n\nIm Jahr 2023 wuchs die Wirtschaft für alle. Größere Städte führen.\n",
            "und",
            "und",
        ),
    ],
)
def test_the_language_of_a_new_series_is_that_of_its_text(app, client, text, language, tag):
    answer = upload(client, ("a.txt", text.encode()), series_name="Name", key="2024")
    with app.app_context():
        assert store.series.all(get_db())[0].language == language
    assert f'<article class="reading" lang="{tag}">' in client.get(answer.location).text


BAD = {
    "empty file": [("a.txt", b"")],
    "binary": [("a.txt", bytes(range(256)) * 8)],
    "empty .docx": [("a.docx", b"")],
    ".docx that is no zip": [("a.docx", b"this is not a zip file")],
    ".docx that breaks off": [("a.docx", b"PK\x03\x04" + b"\x00" * 40)],
    "no sentence": [("a.txt", "政府工作报告".encode())],
    "only blanks": [("a.txt", b" \n\n ")],
    "picture": [("a.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 64)],
    "one good file, one empty": [("1.txt", NEW.encode()), ("2.txt", b"")],
    "no file": [],
}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_refused_with_one_sentence_and_nothing_is_saved(app, case, language):
    client = signed_in(app, language=language)
    sentence = refusal(upload(client, *BAD[case], series_name="新系列", key="2024"))
    assert len(sentence) > 8
    assert bool(re.search("[\u4e00-\u9fff]", sentence.replace("新系列", ""))) == (language == "zh")
    assert [rows(app, table) for table in TABLES] == [0] * len(TABLES)
    assert client.get("/import").status_code == 200


def test_year_must_be_a_year_or_a_date(app, client):
    for key in ("last", "20245", "2024-13", "２０２４"):
        assert key in refusal(upload(client, ("a.txt", NEW.encode()), key=key))
    assert upload(client, ("a.txt", NEW.encode()), key="2024-07-15").status_code == 303
    assert edition(app, SLUG + "-07-15").year_given == 2024


def test_a_text_that_does_not_tell_its_year_asks_for_it(app, client):
    answer = upload(client, ("a.txt", "这是一份没有日期的文件。".encode()), series_name="某系列")
    assert "year" in refusal(answer)
    assert rows(app, "series") == 0, "the new series is not left behind"


def test_a_title_that_anybody_bears_names_no_series(app, client):
    text = NEW.replace("2024年青溪区政府工作报告", "政府工作报告")
    assert "series" in refusal(upload(client, ("a.txt", text.encode())))


def test_the_same_upload_twice_at_once_makes_one_draft_and_one_edition(app, client):
    """A double click: one comes in, the other finds it there."""
    other = signed_in(app)
    answers: list[str] = []

    def send(browser, act):
        answers.append(act(browser).location)

    def both(act) -> None:
        threads = [threading.Thread(target=send, args=(browser, act)) for browser in (client, other)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    both(lambda browser: bring(browser, ("a.txt", NEW.encode())))
    assert len(answers) == 2 and answers[0] == answers[1]
    assert (rows(app, "drafts"), rows(app, "jobs")) == (1, 1)
    draft = answers.pop()
    do_jobs(app)
    answers.clear()
    both(lambda browser: browser.post(f"{draft}/save"))
    assert answers[0] == answers[1] and "/editions/" in answers[0]
    assert rows(app, "editions") == 1


def test_a_crash_in_the_middle_leaves_nothing(app, client, monkeypatch):
    def crash(*_args, **_kwargs):
        raise RuntimeError("out of the blue")

    monkeypatch.setattr(import_edition.store.editions, "add_text", crash)
    app.config["PROPAGATE_EXCEPTIONS"] = False
    answer = upload(client, ("a.txt", NEW.encode()))
    assert answer.status_code == 500
    assert "out of the blue" not in answer.text
    assert [rows(app, table) for table in TABLES] == [0] * len(TABLES)


def test_too_large(tmp_path):
    client = signed_in(make_app(tmp_path))
    # The length alone decides; nobody has to send 20 MB to be told.
    answer = client.post(
        "/import",
        input_stream=io.BytesIO(b"--x"),
        content_type="multipart/form-data; boundary=x",
        environ_overrides={"CONTENT_LENGTH": str(20 * 1024 * 1024 + 1)},
    )
    assert answer.status_code == 413
    assert "20 MB" in answer.text and 'href="/import">Back to Import' in answer.text


def test_who_imported_what_is_in_the_log(app, client):
    upload(client, ("a.txt", OLD.encode()))
    with app.app_context():
        entry = log_lines(get_db())[0]
    assert (entry["account"], entry["action"], entry["noun"]) == ("王晓", "import_edition", "edition")
    assert entry["details"]["files"] == ["a.txt"]


def test_readers_may_not_import(app, client):
    with app.app_context():
        get_db().execute("UPDATE accounts SET role = 'reader'")
    assert upload(client, ("a.txt", OLD.encode())).status_code == 403
    assert rows(app, "series") == 0
