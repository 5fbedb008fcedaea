"""Every rule, one file each; a new one is a file and a word here."""

from importlib import import_module

from ipp.lint.page import RulePage, make_page

_FILES = """
    invalid_yaml duplicate_key unknown_key wrong_type bad_value missing_key unsupported_version
    unknown_name duplicate_name unused_item duplicate_sku
    no_next_action cannot_reach_ultimate closed_loop segment_gap stranded_customer dead_step ultimate_closed
    no_rest far_from_ultimate bottleneck broken_series long_silence window_over
    bundle_dearer_than_parts downsell_not_smaller cheaper_later below_cost lost_goods offers_itself
    single_before_bundle price_jump not_for_sale too_many_decimals
    offers_in_a_row impatient nothing_of_its_own platform_limit overlapping_arms holdout_too_small
    unused_ignore unknown_rule
"""

ALL: tuple[RulePage, ...] = tuple(make_page(import_module(f"{__name__}.{file}")) for file in _FILES.split())
"""In the order of their codes."""
