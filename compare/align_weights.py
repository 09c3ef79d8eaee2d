"""What each piece of evidence is worth, as learned by logistic regression.

Written by `make fit` from the hand-made links of two pairs of national reports; figures
of leave-one-pair-out are in the benchmark.  The order is that of `align_evidence`.
"""

from __future__ import annotations

SENTENCE_ALONE: tuple[float, ...] = (-6.0, 3.0, 3.0, 4.0, 4.0, 0.8, 0.0, 2.0, 1.0, 1.0, 0.0)
UNIT: tuple[float, ...] = (-4.0, 1.0, 1.0, 1.0, 3.0, 2.0, 2.0, 2.0, 2.0, 0.5, 0.5, 2.0, 1.0, 0.0, 0.2, 0.0)
SENTENCE_IN_UNIT: tuple[float, ...] = (-7.0, 3.0, 3.0, 4.0, 4.0, 0.8, 0.0, 2.0, 1.0, 1.0, 0.0, 2.0)
