"""What to tell a person who was refused: one sentence, what is wrong and what to do."""

from __future__ import annotations

from flask_babel import gettext as _

from webapp.actions.refused import Refused


def words_of(refused: Refused) -> str:
    """The sentence in the language of the request (of the system for a command)."""
    words = {
        "link_used": _("This sign-in link was used before or is older than a day; get a new one."),
        "password_wrong": _("Name and password do not match."),
        "password_short": _("The password needs at least %(least)s characters."),
        "name_missing": _("There is no name; give one."),
        "name_taken": _("Another account is called “%(name)s”; choose another name."),
        "series_missing": _("It is not clear to which series this belongs; choose one or name a new one."),
        "key_missing": _(
            "The text does not tell its year; type it in (on the command line: --key), for example 2024."
        ),
        "key_invalid": _("“%(key)s” is neither a year nor a date; write 2024 or 2024-07-15."),
        "title_missing": _("There is no title; give one."),
        "date_invalid": _("“%(date)s” is not a day; write it like 2024-01-20, or leave it empty."),
        "year_invalid": _("“%(year)s” is not a year; write it like 2024, or leave it empty."),
        "field_long": _("A field has more than %(most)s characters; shorten it."),
        "mend_long": _("That is more than %(most)s characters; import a corrected file instead."),
        "text_changed": _(
            "The text of this edition was changed meanwhile; look at the present one and do it again."
        ),
        "text_empty": _("Nothing would be left of the text; set the edition aside instead."),
        "nothing_changed": _("That is what it is already; nothing was changed."),
        "edition_gone": _("This edition was set aside meanwhile; bring it back first."),
        "correction_gone": _("There is no such correction of this edition; reload the page."),
        "nothing_to_undo": _("There is nothing to undo."),
        "correction_unknown": _(
            "The page asked for a correction that there is not; reload it and try again."
        ),
        "files_missing": _("There is no file; choose one or more."),
        "merge_apart": _("Only two different editions of one series can be merged; choose another one."),
        "draft_gone": _("These files are no longer waiting; they were taken in or dropped. Begin again."),
        "not_read_yet": _("The files are still being read; wait a moment and do it again."),
        "place_taken": _(
            "“%(series)s” has another edition for %(key)s by now; correct its year or set it aside first."
        ),
        "text_unknown": _("The text of this passage is not in the library; reload the page."),
        "passage_outside": _("There is no such passage in the text; reload the page and select it again."),
        "passage_unknown": _("No passage of this edition begins there; reload the page and choose again."),
        "passage_is_litter": _("Page litter takes no part in comparisons; choose another passage."),
        "quote_differs": _("The text reads differently there; reload the page and select the passage again."),
        "term_short": _("“%(term)s” is a single character; a term needs two at least."),
        "term_long": _("“%(term)s” has more than %(most)s characters; a term is a phrase, not a sentence."),
        "terms_many": _("That would be %(count)s terms; a list holds at most %(most)s."),
        "term_twice": _("“%(term)s” and “%(other)s” have the same words; keep one of them."),
        "remark_empty": _("The remark is empty; write something."),
        "remark_long": _("The remark is longer than %(most)s characters; shorten it."),
        "annotation_gone": _("This annotation was deleted meanwhile; reload the page."),
        "text_not_here": _("The passage is in neither text of this comparison; reload the page."),
        "no_account": _("There is no account called “%(name)s”; `duizhao user list` prints them all."),
        "no_port": _("All ports from %(first)s to %(last)s are taken; name another with --port."),
        "no_address": _(
            "Duizhao cannot serve on %(host)s, port %(port)s: %(why)s. Name another --host or --port."
        ),
        "file_exists": _("“%(name)s” exists already; choose another name."),
        "edition_exists": _(
            "“%(series)s” has another text for %(key)s already; correct the year,"
            " or name this one as a variant (draft, newspaper …)."
        ),
    }
    return words[refused.code] % refused.params
