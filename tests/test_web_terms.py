"""The terms of a series: the list, who changed it, what is suggested; and what becomes of comparisons."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import quote, unquote

import pytest

from tests.web_client import NEW, log_lines, rows, signed_in, upload, upload_both
from webapp import store
from webapp.actions.sign_in import make_account, make_link_token
from webapp.actions.terms import MAX_TERM, MAX_TERMS
from webapp.db import get_db
from webapp.jobs import run_pending

SLUG = "青溪区政府工作报告"
PATH = f"/series/{SLUG}/terms"
COMPARISON = f"/compare/{SLUG}-2023/{SLUG}-2024"


@pytest.fixture
def client(app):
    browser = signed_in(app)
    upload_both(browser)
    return browser


def save(client, words, before="", path=PATH):
    return client.post(path, data={"words": words, "before": before})


def listed(app, slug=SLUG):
    with app.app_context():
        db = get_db()
        return [row.term for row in store.terms.of_series(db, store.series.by_slug(db, slug).id)]


def form_of(page):
    """What the form holds: the list as it was, and as it can be edited."""
    before = re.search(r'name="before" value="([^"]*)"', page)[1]
    return unescape(before), unescape(re.search(r"<textarea[^>]*>\n?([^<]*)</textarea>", page)[1])


def colleague(app, role):
    with app.app_context():
        token = make_link_token(get_db(), make_account(get_db(), "李静", role))
    browser = app.test_client()
    browser.set_cookie("lang", "en")
    browser.post(f"/sign-in/{token}", data={"name": "李静"})
    return browser


def test_a_list_is_saved_and_shown_with_who_and_when(app, client):
    answer = save(client, " 有效投资\r\n\r\n赤字率 ｜ 拟|按\n有效投资\n")
    assert (answer.status_code, unquote(answer.location)) == (303, PATH)
    assert listed(app) == ["有效投资", "赤字率|拟|按"]
    page = client.get(PATH).text
    assert "2 terms are new." in page
    assert form_of(page) == ("有效投资\n赤字率|拟|按",) * 2
    assert re.search(r"赤字率\|拟\|按</span> <small>王晓 · <time", page)
    with app.app_context():
        assert log_lines(get_db())[0]["details"]["added"] == ["有效投资", "赤字率|拟|按"]


def test_what_was_taken_out_is_kept_and_can_come_back(app, client):
    save(client, "有效投资\n开工项目")
    save(client, "开工项目", before="有效投资\n开工项目")
    assert listed(app) == ["开工项目"]
    assert rows(app, "series_terms") == 2
    past = client.get(PATH).text.split('id="past-title"')[1]
    assert "有效投资" in past and past.count("王晓") == 2 and 'value="开工项目"' not in past
    assert client.post(f"{PATH}/take", data={"term": "有效投资"}).status_code == 303
    assert listed(app) == ["开工项目", "有效投资"]
    assert rows(app, "series_terms") == 3, "nothing is overwritten"
    assert "Put it back" not in client.get(PATH).text


def test_two_people_at_once_lose_nothing(app, client):
    save(client, "有效投资\n开工项目")
    before = "有效投资\n开工项目"
    save(client, f"{before}\n就业人数", before)
    save(client, "有效投资\n预期目标", before)
    assert listed(app) == ["有效投资", "就业人数", "预期目标"]


def test_saving_the_same_changes_nothing(app, client):
    save(client, "有效投资")
    lines = rows(app, "log")
    assert save(client, "有效投资", "有效投资").status_code == 303
    assert "nothing was changed" in client.get(PATH).text
    assert (rows(app, "series_terms"), rows(app, "log")) == (1, lines)


@pytest.mark.parametrize(
    ("words", "told", "zh"),
    [
        ("市", "“市” is a single character", "“市”只有一个字"),
        ("河" * (MAX_TERM + 1), f"more than {MAX_TERM} characters", f"超过了 {MAX_TERM} 个字"),
        (
            "\n".join(f"河{n}岸" for n in range(MAX_TERMS + 1)),
            f"at most {MAX_TERMS}",
            f"最多放 {MAX_TERMS} 个",
        ),
        ("有效|投资\n有效投资", "have the same words", "字面相同"),
        ("一带一路\n一帶|一路", "have the same words", "字面相同"),
    ],
)
def test_refusals_in_both_languages_keep_what_was_typed(app, client, words, told, zh):
    save(client, "开工项目")
    for language, sentence in (("en", told), ("zh", zh)):
        client.set_cookie("lang", language)
        answer = save(client, f"开工项目\n{words}", "开工项目")
        assert answer.status_code == 422
        assert sentence in unescape(answer.text)
        assert form_of(answer.text) == ("开工项目", f"开工项目\n{words}")
    assert listed(app) == ["开工项目"]


def test_a_list_of_full_size_is_taken(app, client):
    words = [f"河{n}岸" for n in range(MAX_TERMS - 1)] + ["岸" * MAX_TERM]
    assert save(client, "\n".join(words)).status_code == 303
    assert listed(app) == words


def test_odd_characters(app, client):
    save(client, "<b>桥</b>\nnet  sales\n河\x00\u200b\x07岸\n\ud800桥梁".encode("utf-8", "ignore").decode())
    assert listed(app) == ["<b>桥</b>", "net sales", "河岸", "桥梁"]
    assert "<b>桥" not in client.get(PATH).text


def test_readers_see_the_list_and_cannot_change_it(app, client):
    save(client, "有效投资")
    reader = colleague(app, "reader")
    page = reader.get(PATH).text
    assert "有效投资" in page and "<textarea" not in page and 'type="checkbox"' not in page
    assert save(reader, "").status_code == 403
    assert reader.post(f"{PATH}/take", data={"term": "开工项目"}).status_code == 403
    assert listed(app) == ["有效投资"]
    assert save(colleague_of_reviewers(app), "有效投资\n开工项目", "有效投资").status_code == 303


def colleague_of_reviewers(app):
    with app.app_context():
        token = make_link_token(get_db(), make_account(get_db(), "赵敏", "reviewer"))
    browser = app.test_client()
    browser.post(f"/sign-in/{token}", data={"name": "赵敏"})
    return browser


def test_forms_carry_the_token(app, client):
    app.config["WTF_CSRF_ENABLED"] = True
    for path in (PATH, f"{PATH}/take"):
        assert client.post(path, data={"words": "有效投资", "term": "有效投资"}).status_code == 400
    page = client.get(PATH).text
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)[1]
    assert client.post(PATH, data={"words": "有效投资", "csrf_token": token}).status_code == 303
    assert listed(app) == ["有效投资"]


def test_no_such_series(client):
    assert client.get("/series/nowhere/terms").status_code == 404
    assert save(client, "有效投资", path="/series/nowhere/terms").status_code == 404


def test_suggestions_come_from_the_editions(app, client):
    report = (
        NEW.replace("2024", "2025").replace("2023", "2024") + "（二）推行“一河一策管护法”，建成5G基站。\n"
    )
    assert upload(client, ("2025.txt", report.encode())).status_code == 303
    found = client.get(PATH).text.split('id="found-title"')[1]
    assert 'value="一河一策管护法"' in found and 'value="5G"' in found
    client.post(f"{PATH}/take", data={"term": ["一河一策管护法"]})
    assert listed(app) == ["一河一策管护法"]
    page = client.get(PATH).text
    assert 'type="checkbox" name="term" value="一河一策管护法"' not in page and 'value="5G"' in page


def stored(app):
    with app.app_context():
        return list(get_db().query("SELECT rowid, old_text_id, inputs_hash FROM comparisons ORDER BY rowid"))


def other_series(client):
    for key, text in (("2023", "桥梁一座。"), ("2024", "桥梁两座。")):
        words = f"{key}年白河区政府工作报告\n\n一、工作回顾\n\n过去一年，建成{text}\n"
        fields = {
            "series": "",
            "series_name": "白河区政府工作报告",
            "key": key,
            "title": f"{key}年白河区报告",
        }
        answer = upload(client, (f"b{key}.txt", words.encode()), **fields)
        assert answer.status_code == 303, answer.text
    return "/compare/白河区政府工作报告-2023/白河区政府工作报告-2024"


def test_a_changed_list_makes_the_comparisons_of_its_series_anew(app, client):
    other = other_series(client)
    run_pending(app)
    for path in (COMPARISON, other):
        assert client.get(path).status_code == 200
    before = stored(app)
    save(client, "新增就业\n扩大有效投资")
    assert client.get(other).status_code == 200
    assert stored(app) == before, "the other series' comparison stays"
    assert client.get(COMPARISON).status_code == 200
    (made,) = [row for row in stored(app) if row not in before]
    mixed = f"/compare/{SLUG}-2023/白河区政府工作报告-2024"
    assert client.get(mixed).status_code == 200
    count = len(stored(app))
    save(client, "白河|区", path="/series/白河区政府工作报告/terms")
    client.get(COMPARISON)
    assert len(stored(app)) == count and made in stored(app)
    client.get(mixed)
    assert len(stored(app)) == count + 1, "the lists of both series hold"
    save(client, "", before="新增就业\n扩大有效投资")
    client.get(COMPARISON)
    assert len(stored(app)) == count + 1, "what holds again was kept"


def test_terms_show_in_the_wording(app, client):
    def changed():
        found = client.get(COMPARISON + ".json").json
        edits = [edit for link in found["sentence_links"] for edit in link["edits"] if edit["op"] != "equal"]
        return [found["old"]["text"][slice(*edit["old"])] for edit in edits]

    assert not any("扩大有效投资" in words for words in changed())
    save(client, "扩大有效投资\n持续扩大有效投资")
    assert any("扩大有效投资" in words for words in changed())


def test_the_way_to_the_page(client):
    for page in ("/", f"/editions/{SLUG}-2024"):
        assert f'href="{quote(PATH)}"' in client.get(page).text
