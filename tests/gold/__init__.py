"""More links made by hand: a further national pair, and other issuers and languages.

How they were made: `python -m tests.gold.units` listed the units and sentences of both
reports; a reader linked them by reading, a section at a time, and then went once more
through everything still unlinked on either side.  No program that compares texts took part.

What is linked (the same rules as for the national pairs):

- units: the same item of the report, text reused or the successor on the same topic in the
  same role (review with review, plan with plan, heading with heading); m:n where an item was
  split or merged.  Kinds: `same`, `reworded` (reuses sentences or phrases), `rewritten`
  (same topic, new words).  `moved` is computed, see `tests.gold.order`.
- sentences: only where wording is visibly carried over, also across units.
- what neither counts for nor against: echoes between roles (`*_cross_role`; also what a
  report prints twice) and what careful readers may see either way (`*_doubtful`).

A file holds no text of a report.  An id is the place of a unit (P003) or of a sentence in it
(P003.01) as they were cut then; `spans` gives the start and end of each in the clean text, so
that links hold when the outline is cut otherwise; `text_id` is the SHA-256 of the clean text.
"""
