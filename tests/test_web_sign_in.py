"""Signing in and out: the one-time link, the password, and the gate before every page."""

from __future__ import annotations

import os
import threading
from datetime import timedelta

import pytest

from tests.web_client import make_app, new_link, signed_in
from webapp import instance, store
from webapp.actions import sign_in
from webapp.db import get_db, write


@pytest.fixture
def app(tmp_path):
    return make_app(tmp_path)


def test_the_first_link_makes_the_account_once(app):
    link = new_link(app)
    client = app.test_client()
    page = client.get(link)
    assert page.status_code == 200 and 'name="name"' in page.text
    assert client.get("/").status_code == 302, "opening the link alone signs nobody in"
    answer = client.post(link, data={"name": " 王晓 "})
    assert (answer.status_code, answer.location) == (303, "/")
    assert "王晓" in client.get("/").text
    again = app.test_client().post(link, data={"name": "另一人"})
    assert again.status_code == 422
    with app.app_context():
        assert [account.name for account in store.accounts.all(get_db())] == ["王晓"]


def test_a_second_link_signs_the_same_person_in(app):
    signed_in(app, "王晓")
    client = app.test_client()
    link = new_link(app)
    assert "王晓" in client.get(link).text
    client.post(link)
    assert "王晓" in client.get("/").text
    with app.app_context():
        assert len(store.accounts.all(get_db())) == 1


def test_the_link_of_a_start_is_the_owner_s(app):
    """Others may have been there first: `duizhao user add` before the first start."""
    with app.app_context():
        sign_in.make_account(get_db(), "读者", "reader")
    client, link = app.test_client(), new_link(app)
    assert 'name="name"' in client.get(link).text
    taken = client.post(link, data={"name": "读者"})
    assert taken.status_code == 422 and "读者" in taken.text
    assert client.post(link, data={"name": "王晓"}).status_code == 303
    assert app.test_client().get(new_link(app)).text.count("王晓")
    with app.app_context():
        assert [(one.name, one.role) for one in store.accounts.all(get_db())] == [
            ("读者", "reader"),
            ("王晓", "owner"),
        ]


def test_links_are_stored_hashed_and_expire(app, monkeypatch):
    monkeypatch.setattr(store.accounts, "LINK_LIFE", timedelta(seconds=-1))
    link = new_link(app)
    assert app.test_client().get(link).status_code == 404
    assert app.test_client().post(link, data={"name": "王"}).status_code == 422
    with app.app_context():
        stored = [row["token_hash"] for row in get_db().query("SELECT token_hash FROM sign_in_tokens")]
    assert link.rsplit("/", 1)[1] not in stored


@pytest.mark.parametrize("path", ["/", "/import", "/account", "/editions/x-2024", "/editions/x-2024/files/1"])
def test_nothing_is_shown_without_sign_in(app, path):
    answer = app.test_client().get(path)
    assert answer.status_code == 302
    assert answer.location.startswith("/sign-in?next=/")
    help_page = app.test_client().get(answer.location)
    assert help_page.status_code == 200 and "duizhao demo" in help_page.text


def test_scripts_and_forms_get_401_without_sign_in(app):
    client = app.test_client()
    assert client.get("/", headers={"Accept": "application/json"}).status_code == 401
    assert client.get("/compare/a-2023/b-2024.json").status_code == 401
    assert client.get("/compare/a-2023/b-2024.md").status_code == 401
    assert client.post("/import").status_code == 401
    assert client.post("/sign-out").status_code == 401


def test_every_view_is_either_public_on_purpose_or_behind_the_gate(app):
    public = {rule.endpoint for rule in app.url_map.iter_rules()} - {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if not getattr(app.view_functions[rule.endpoint], "is_public", False)
    }
    assert public == {
        "accounts.sign_in_help",
        "accounts.sign_in_by_password",
        "accounts.sign_in_link",
        "accounts.use_sign_in_link",
    }


def test_sign_out(app):
    client = signed_in(app)
    assert client.post("/sign-out").status_code == 303
    assert client.get("/").status_code == 302


def test_the_cookie_is_for_this_site_alone(app):
    answer = app.test_client().post(new_link(app), data={"name": "王"})
    cookie = next(v for v in answer.headers.getlist("Set-Cookie") if v.startswith("duizhao="))
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie


def test_a_forged_cookie_signs_nobody_in(app, tmp_path):
    signed_in(app)
    other = make_app(tmp_path / "other")
    client = app.test_client()
    forged = other.session_interface.get_signing_serializer(other).dumps({"account": 1, "key": "x"})
    client.set_cookie("duizhao", forged)
    assert client.get("/").status_code == 302
    right_key = app.session_interface.get_signing_serializer(app).dumps({"account": 1, "key": "x"})
    client.set_cookie("duizhao", right_key)
    assert client.get("/").status_code == 302


def test_the_secret_stays_and_is_unlike_that_of_others(tmp_path):
    first = make_app(tmp_path / "a").secret_key
    assert make_app(tmp_path / "a").secret_key == first != make_app(tmp_path / "b").secret_key


def test_an_empty_secret_is_made_anew(tmp_path):
    """A first start that was cut off, or a disk that was full."""
    path = tmp_path / "secret_key"
    path.write_text("")
    key = make_app(tmp_path).secret_key
    assert len(key) == 64 and path.read_text() == key == make_app(tmp_path).secret_key
    assert [file.name for file in tmp_path.glob("secret_key*")] == ["secret_key"]
    if os.name == "posix":
        assert path.stat().st_mode & 0o077 == 0


def test_a_secret_that_cannot_be_written_leaves_nothing(tmp_path, monkeypatch):
    def full(_length):
        raise OSError("no space left")

    monkeypatch.setattr("webapp.instance.secrets.token_hex", full)
    with pytest.raises(OSError, match="no space"):
        instance.secret_key(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_processes_that_start_at_once_have_one_secret(tmp_path):
    keys: list[str] = []
    threads = [threading.Thread(target=lambda: keys.append(instance.secret_key(tmp_path))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(keys) == 8 and len(set(keys)) == 1


def test_password_sets_signs_in_and_signs_out_elsewhere(app):
    client, elsewhere = signed_in(app), signed_in(app)
    change = {"change": "password", "new_password": "short"}
    assert client.post("/account", data=change).status_code == 422
    change["new_password"] = "一二三四五六七八九十"
    assert client.post("/account", data=change).status_code == 303
    assert client.get("/").status_code == 200
    assert elsewhere.get("/").status_code == 302
    assert client.post("/account", data={**change, "old_password": "wrong"}).status_code == 422

    newcomer = app.test_client()
    wrong = newcomer.post("/sign-in", data={"name": "王晓", "password": "wrong"})
    nobody = newcomer.post("/sign-in", data={"name": "没有", "password": "wrong"})
    assert (wrong.status_code, nobody.status_code) == (422, 422)
    form = {"name": "王晓", "password": "一二三四五六七八九十", "next": "/import"}
    assert newcomer.post("/sign-in", data=form).location == "/import"
    assert newcomer.get("/").status_code == 200


@pytest.mark.parametrize(
    "target",
    [
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "evil",
        "/\t/evil.example",
        "/\n/evil.example",
        "/\n/x",
        "//[",
        "///evil.example",
        " //evil.example",
    ],
)
def test_next_never_leads_away(app, target):
    client = signed_in(app)
    assert client.get("/sign-in", query_string={"next": target}).location == "/"


def test_rename(app):
    client = signed_in(app)
    assert client.post("/account", data={"name": "李明"}).status_code == 303
    assert "李明" in client.get("/").text
    assert client.post("/account", data={"name": " "}).status_code == 422
    with app.app_context():
        db = get_db()
        with write(db):
            store.accounts.add(db, "赵强", "reviewer")
    assert client.post("/account", data={"name": "赵强"}).status_code == 422


def test_checks_and_changes_are_one_step(app, monkeypatch):
    """Whatever the answer of a check depends on cannot change before what it allows is written."""
    outside = []
    for name in ("by_name", "password_hash"):
        asked = getattr(store.accounts, name)

        def asks(db, *arguments, asked=asked, name=name):
            if not db.conn.in_transaction:
                outside.append(name)
            return asked(db, *arguments)

        monkeypatch.setattr(store.accounts, name, asks)
    with app.app_context():
        account = sign_in.make_account(get_db(), "王晓", "reviewer")
        account = sign_in.rename(get_db(), account, "王小")
        sign_in.set_password(get_db(), account, "", "一二三四五六七八九十")
    assert outside == []


def test_guessing_is_throttled(tmp_path):
    client = make_app(tmp_path, RATELIMIT_ENABLED=True).test_client()
    tries = [client.post("/sign-in", data={"name": "a", "password": "b"}).status_code for _ in range(12)]
    assert tries[:10] == [422] * 10 and tries[10:] == [429, 429]


def test_forms_without_token_are_refused(tmp_path):
    app = make_app(tmp_path, WTF_CSRF_ENABLED=True)
    link = new_link(app)
    client = app.test_client()
    assert client.post(link, data={"name": "王"}).status_code == 400
    page = client.get(link).text
    token = page.split('name="csrf_token" value="')[1].split('"')[0]
    assert client.post(link, data={"name": "王", "csrf_token": token}).status_code == 303
