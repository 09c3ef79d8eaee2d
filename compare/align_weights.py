"""What each piece of evidence is worth, as learned by logistic regression.

Written by `make fit` from the hand-made links of two pairs of national reports; figures
of leave-one-pair-out are in the benchmark.  The order is that of `align_evidence`.
"""

from __future__ import annotations

SENTENCE_ALONE: tuple[float, ...] = (
    -10.88,  # bias
    -2.702,  # cosine
    6.929,  # containment
    3.346,  # worse_margin
    9.074,  # better_margin
    2.004,  # log_length
    0.1331,  # length_ratio
    2.823,  # near
    1.784,  # far
    1.935,  # paragraph_rank
    -4.282,  # position
)
UNIT_ALONE: tuple[float, ...] = (
    -7.915,  # bias
    -6.162,  # cosine
    1.418,  # worse_margin
    0.4008,  # better_margin
    -2.856,  # support
    0.4443,  # support_worse_margin
    5.39,  # support_better_margin
    -2.88,  # smaller_share
    5.19,  # larger_share
    -0.9419,  # near
    2.937,  # far
    3.931,  # support_near
    2.912,  # lead
    -0.4304,  # length_ratio
    0.3575,  # log_length
    -1.627,  # position
    6.892,  # topics
    -0.1441,  # topics_worse_margin
    -0.5984,  # topics_better_margin
)
UNIT_IN_SECTION: tuple[float, ...] = (
    -8.7,  # bias
    -4.843,  # cosine
    1.014,  # worse_margin
    -0.7098,  # better_margin
    -3.401,  # support
    0.2568,  # support_worse_margin
    5.781,  # support_better_margin
    -2.407,  # smaller_share
    5.255,  # larger_share
    -0.6009,  # near
    0.2799,  # far
    2.058,  # support_near
    2.858,  # lead
    -0.4646,  # length_ratio
    0.3788,  # log_length
    0.8536,  # position
    6.134,  # topics
    0.459,  # topics_worse_margin
    -0.3526,  # topics_better_margin
    1.172,  # section
    0.8934,  # near_paragraph
    1.707,  # far_paragraph
)
SENTENCE_IN_UNIT: tuple[float, ...] = (
    -11.53,  # bias
    -0.6717,  # cosine
    7.303,  # containment
    4.295,  # worse_margin
    7.106,  # better_margin
    2.05,  # log_length
    0.2703,  # length_ratio
    2.241,  # near
    0.8494,  # far
    -1.23,  # paragraph_rank
    -1.521,  # position
    3.826,  # paragraph
)
