"""What each piece of evidence is worth, as learned by logistic regression.

Written by `make fit` from the hand-made links of two pairs of national reports; figures
of leave-one-pair-out are in the benchmark.  The order is that of `align_evidence`.
"""

from __future__ import annotations

SENTENCE_ALONE: tuple[float, ...] = (
    -10.54,  # bias
    -5.279,  # cosine
    9.119,  # containment
    3.458,  # worse_margin
    8.565,  # better_margin
    1.885,  # log_length
    -0.06688,  # length_ratio
    2.812,  # near
    1.698,  # far
    2.096,  # paragraph_rank
    -3.926,  # position
)
UNIT_ALONE: tuple[float, ...] = (
    -5.198,  # bias
    -2.873,  # cosine
    1.797,  # worse_margin
    -1.834,  # better_margin
    1.113,  # support
    -1.034,  # support_worse_margin
    4.523,  # support_better_margin
    -2.369,  # smaller_share
    5.923,  # larger_share
    -1.053,  # near
    2.35,  # far
    3.958,  # support_near
    2.809,  # lead
    -0.6214,  # length_ratio
    0.5226,  # log_length
    -2.32,  # position
)
UNIT_IN_SECTION: tuple[float, ...] = (
    -5.61,  # bias
    -2.52,  # cosine
    1.654,  # worse_margin
    -2.185,  # better_margin
    -0.1085,  # support
    -0.8636,  # support_worse_margin
    4.863,  # support_better_margin
    -1.876,  # smaller_share
    6.415,  # larger_share
    -0.8731,  # near
    -0.09963,  # far
    2.88,  # support_near
    2.637,  # lead
    -0.7911,  # length_ratio
    0.3514,  # log_length
    1.095,  # position
    1.453,  # section
    0.08612,  # near_paragraph
    1.883,  # far_paragraph
)
SENTENCE_IN_UNIT: tuple[float, ...] = (
    -11.02,  # bias
    -2.83,  # cosine
    8.585,  # containment
    4.103,  # worse_margin
    7.105,  # better_margin
    1.947,  # log_length
    0.0638,  # length_ratio
    2.326,  # near
    1.009,  # far
    -0.3325,  # paragraph_rank
    -1.8,  # position
    2.875,  # paragraph
)
