"""What the buttons about links say, for tests: of the comparison made by hand."""

from __future__ import annotations

import re

from tests.comparison_page import NEW, OLD, PATH

LINKS = PATH + "/links"
#: Where blocks of the two texts begin.
OLD_AT = {block.id: block.start for block in OLD.blocks}
NEW_AT = {block.id: block.start for block in NEW.blocks}


def say(client, said, **fields):
    texts = {"old_text": OLD.edition.text.text_id, "new_text": NEW.edition.text.text_id}
    return client.post(LINKS, data={"say": said, **texts, **fields})


def together(old="b9", new="b8"):
    return f"together:block:{OLD_AT[old]}:{NEW_AT[new]}"


def apart(old="b9", new="b8"):
    return f"apart:block:{OLD_AT[old]}:{NEW_AT[new]}"


def alone(old="b9"):
    return f"alone:block:{OLD_AT[old]}:"


def undo_fields(page):
    """What the button below the last message sends."""
    form = page.split('class="links-said"')[-1].split("</form>")[0]
    return dict(re.findall(r'name="(revoke|repeat|back)" value="([^"]*)"', form))
