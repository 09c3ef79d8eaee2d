"""What each piece of evidence is worth, as learned by logistic regression.

Written by `make fit` from the hand-made links of two pairs of national reports; figures
of leave-one-pair-out are in the benchmark.  The order is that of `align_evidence`.
"""

from __future__ import annotations

SENTENCE_ALONE: tuple[float, ...] = (
    -10.87,  # bias
    -3.725,  # cosine
    7.53,  # containment
    4.033,  # worse_margin
    8.537,  # better_margin
    1.976,  # log_length
    0.1943,  # length_ratio
    2.651,  # near
    1.435,  # far
    2.301,  # paragraph_rank
    -2.402,  # position
)
UNIT_ALONE: tuple[float, ...] = (
    -3.641,  # bias
    -3.856,  # cosine
    1.593,  # worse_margin
    -1.092,  # better_margin
    -0.2883,  # support
    0.5338,  # support_worse_margin
    4.372,  # support_better_margin
    -0.659,  # smaller_share
    4.677,  # larger_share
    0.0334,  # near
    2.24,  # far
    3.243,  # support_near
    2.985,  # lead
    -0.672,  # length_ratio
    0.4252,  # log_length
    0.079,  # position
)
UNIT_IN_SECTION: tuple[float, ...] = (
    -4.221,  # bias
    -2.942,  # cosine
    1.452,  # worse_margin
    -1.754,  # better_margin
    -0.3934,  # support
    0.4825,  # support_worse_margin
    4.332,  # support_better_margin
    -0.4168,  # smaller_share
    4.995,  # larger_share
    0.6271,  # near
    -0.03443,  # far
    1.818,  # support_near
    2.706,  # lead
    -0.7889,  # length_ratio
    0.3142,  # log_length
    3.447,  # position
    0.6081,  # section
    0.6341,  # near_paragraph
    1.627,  # far_paragraph
)
SENTENCE_IN_UNIT: tuple[float, ...] = (
    -11.19,  # bias
    -1.026,  # cosine
    7.21,  # containment
    4.274,  # worse_margin
    7.138,  # better_margin
    2.013,  # log_length
    0.2898,  # length_ratio
    2.355,  # near
    0.982,  # far
    -0.6685,  # paragraph_rank
    -1.373,  # position
    3.032,  # paragraph
)
