"""What each piece of evidence is worth, as learned by logistic regression.

Written by `make fit` from the hand-made links of two pairs of national reports; figures
of leave-one-pair-out are in the benchmark.  The order is that of `align_evidence`.
"""

from __future__ import annotations

SENTENCE_ALONE: tuple[float, ...] = (
    -10.54,  # bias
    -5.28,  # cosine
    9.122,  # containment
    3.458,  # worse_margin
    8.563,  # better_margin
    1.885,  # log_length
    -0.06703,  # length_ratio
    2.811,  # near
    1.698,  # far
    2.096,  # paragraph_rank
    -3.927,  # position
)
UNIT_ALONE: tuple[float, ...] = (
    -5.208,  # bias
    -2.872,  # cosine
    1.797,  # worse_margin
    -1.832,  # better_margin
    1.117,  # support
    -1.037,  # support_worse_margin
    4.52,  # support_better_margin
    -2.366,  # smaller_share
    5.928,  # larger_share
    -1.056,  # near
    2.353,  # far
    3.961,  # support_near
    2.812,  # lead
    -0.6198,  # length_ratio
    0.5235,  # log_length
    -2.315,  # position
)
UNIT_IN_SECTION: tuple[float, ...] = (
    -5.477,  # bias
    -2.441,  # cosine
    1.847,  # worse_margin
    -2.276,  # better_margin
    0.1868,  # support
    -0.853,  # support_worse_margin
    4.77,  # support_better_margin
    -1.987,  # smaller_share
    6.254,  # larger_share
    -0.8116,  # near
    -0.1337,  # far
    2.793,  # support_near
    2.667,  # lead
    -0.757,  # length_ratio
    0.3604,  # log_length
    0.7975,  # position
    1.155,  # section
    0.1342,  # near_paragraph
    1.94,  # far_paragraph
)
SENTENCE_IN_UNIT: tuple[float, ...] = (
    -10.99,  # bias
    -2.845,  # cosine
    8.583,  # containment
    4.109,  # worse_margin
    7.13,  # better_margin
    1.941,  # log_length
    0.0598,  # length_ratio
    2.326,  # near
    1.011,  # far
    -0.3309,  # paragraph_rank
    -1.814,  # position
    2.868,  # paragraph
)
