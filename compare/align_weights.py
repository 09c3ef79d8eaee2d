"""What each piece of evidence is worth, as learned by logistic regression.

Written by `make fit` from the hand-made links of two pairs of national reports; figures
of leave-one-pair-out are in the benchmark.  The order is that of `align_evidence`.
"""

from __future__ import annotations

SENTENCE_ALONE: tuple[float, ...] = (
    -5.648,  # bias
    -8.168,  # cosine
    -0.4909,  # containment
    2.903,  # worse_margin
    2.896,  # better_margin
    -1.231,  # log_length
    -1.529,  # length_ratio
    2.745,  # near
    1.412,  # far
    2.091,  # paragraph_rank
    -4.958,  # position
    0.4425,  # weight
    0.02547,  # weight_worse_margin
    0.02525,  # weight_better_margin
    5.638,  # order
    2.864,  # clause
)
UNIT_ALONE: tuple[float, ...] = (
    -6.385,  # bias
    -7.184,  # cosine
    1.611,  # worse_margin
    0.1107,  # better_margin
    -2.851,  # support
    0.8848,  # support_worse_margin
    6.055,  # support_better_margin
    -3.484,  # smaller_share
    4.495,  # larger_share
    -1.2,  # near
    4.015,  # far
    4.04,  # support_near
    2.707,  # lead
    -0.8858,  # length_ratio
    0.389,  # log_length
    -0.9403,  # position
    5.791,  # topics
    -0.2763,  # topics_worse_margin
    -0.3553,  # topics_better_margin
)
UNIT_IN_SECTION: tuple[float, ...] = (
    -8.547,  # bias
    -2.814,  # cosine
    0.3587,  # worse_margin
    0.6451,  # better_margin
    -0.9592,  # support
    0.08448,  # support_worse_margin
    2.067,  # support_better_margin
    -1.18,  # smaller_share
    1.206,  # larger_share
    0.03777,  # near
    -0.4398,  # far
    1.006,  # support_near
    2.798,  # lead
    -0.345,  # length_ratio
    0.7902,  # log_length
    0.6937,  # position
    4.054,  # topics
    0.3763,  # topics_worse_margin
    -1.753,  # topics_better_margin
    1.129,  # section
    -0.06262,  # near_paragraph
    0.9818,  # far_paragraph
    2.175,  # slot
    1.772,  # beside
    0.6735,  # paragraph_worse_margin
    3.361,  # paragraph_better_margin
)
SENTENCE_IN_UNIT: tuple[float, ...] = (
    -7.584,  # bias
    -4.061,  # cosine
    -1.56,  # containment
    3.078,  # worse_margin
    2.09,  # better_margin
    -0.4898,  # log_length
    -1.03,  # length_ratio
    2.276,  # near
    0.5102,  # far
    -1.41,  # paragraph_rank
    -1.894,  # position
    0.3148,  # weight
    0.03735,  # weight_worse_margin
    0.05645,  # weight_better_margin
    6.115,  # order
    3.217,  # clause
    3.904,  # paragraph
)
