"""A dozen customers of the feet store; the numbers are those of the sentences in docs/meaning.md."""

from tests.engine.feet import FEET, action, asked, bought, declined, did, doing, offered, policy_of

STORE = policy_of(FEET)
MASSAGER = bought(0, "Toe Massager")
VIDEO = did(0, "Routine video")


def test_ann_bought_nothing_and_reads_prospects() -> None:
    """2: who owns nothing reads `prospects`. 9: with nothing recorded it is due today."""
    assert doing(STORE, 3) == ("touch", "Foot guide", 3)


def test_ben_has_the_guide_and_waits_two_days_for_the_offer() -> None:
    """9: a prospect's steps count from their latest day; `after` is 2d by default."""
    assert doing(STORE, 0, did(0, "Foot guide")) == ("wait", "Toe Massager", 2)
    assert doing(STORE, 2, did(0, "Foot guide")) == ("offer", "Toe Massager", 2)


def test_cleo_gets_the_video_first_and_then_the_bundle() -> None:
    """2: the first live step of the purchase. Touches are done once, in place."""
    assert doing(STORE, 0, MASSAGER) == ("touch", "Routine video", 0)
    assert doing(STORE, 1, MASSAGER, VIDEO) == ("wait", "Foot Spa Bundle", 2)
    found = action(STORE, 2, MASSAGER, VIDEO)
    assert (found.name, found.because, found.rung, str(found.price)) == (
        "Foot Spa Bundle",
        "Toe Massager",
        0,
        "59",
    )


def test_dan_says_no_and_gets_smaller_versions_at_once() -> None:
    """9: after a No the next rung is due at once."""
    noes = [declined(3, "Foot Spa Bundle"), declined(3, "Soak Three")]
    assert doing(STORE, 3, MASSAGER, VIDEO, noes[0]) == ("offer", "Soak Three", 3)
    assert doing(STORE, 3, MASSAGER, VIDEO, *noes) == ("offer", "Foot Soak", 3)
    assert action(STORE, 3, MASSAGER, VIDEO, *noes).rung == 2


def test_eve_takes_the_middle_rung_and_is_not_asked_for_the_last() -> None:
    """6: a rung is dead once a higher one was accepted. 2: then the list of what she bought last."""
    events = [MASSAGER, VIDEO, declined(3, "Foot Spa Bundle"), bought(4, "Soak Three")]
    assert doing(STORE, 9, *events) == ("offer", "Spa Slippers", 6)
    assert action(STORE, 9, *events).because == "Foot Soak"  # it was in the bundle
    left = asked(STORE, 9, *events, declined(9, "Spa Slippers"))
    assert left.action and left.action.name == "Hand Cream"  # the category of the massager
    assert ("Foot Soak", "higher rung theirs") in [(passed.step, passed.reason.why) for passed in left.passed]


def test_finn_owns_nail_clippers_and_enters_the_ladder_below_them() -> None:
    """4: never offer what they have. 6: entered at the first live rung. 9: which is due like the step."""
    assert doing(STORE, 9, bought(0, "Nail Kit"), bought(1, "Toe Massager"), did(1, "Routine video")) == (
        "offer",
        "Soak Three",
        3,
    )


def test_gina_with_sore_heels_gets_a_step_that_others_do_not() -> None:
    """5: a closed step is passed over, with all its rungs; values are compared like names."""
    noes = [declined(3, name) for name in ("Foot Spa Bundle", "Soak Three", "Foot Soak")]
    assert doing(STORE, 3, MASSAGER, VIDEO, *noes) == (
        "offer",
        "Hand Cream",
        3,
    )  # no earlier than the last ask
    assert doing(STORE, 3, MASSAGER, VIDEO, *noes, concern="knee") == ("offer", "Hand Cream", 3)
    assert doing(STORE, 3, MASSAGER, VIDEO, *noes, Concern="HEEL") == ("wait", "Insoles", 14)
    assert action(STORE, 14, MASSAGER, VIDEO, *noes, concern="arch").via == "email"


def test_hugo_declines_one_price_and_waits_for_the_lower_one() -> None:
    """3: an offer is an item at a price. 9: the rung has an `after`, which counts from that No."""
    noes = [declined(3, name) for name in ("Foot Spa Bundle", "Soak Three", "Foot Soak")]
    events = [MASSAGER, VIDEO, *noes, declined(15, "Insoles")]
    assert doing(STORE, 15, *events, concern="heel") == ("wait", "Insoles", 18)
    found = action(STORE, 18, *events, concern="heel")
    assert (str(found.price), found.rung, found.via) == ("29", 1, "email")
    both = [*events, declined(18, "Insoles", "29")]
    assert doing(STORE, 18, *both, concern="heel") == (
        "offer",
        "Heel Cups",
        18,
    )  # the downsell of the Insoles


def test_ida_says_nothing_which_becomes_a_no() -> None:
    """8: until patience (5d) has passed the answer is "wait until DATE", then the No stands."""
    events = [MASSAGER, VIDEO, offered(2, "Foot Spa Bundle")]
    decision = asked(STORE, 6, *events)
    assert decision.awaiting and doing(STORE, 6, *events) == ("wait", "Foot Spa Bundle", 7)
    assert doing(STORE, 7, *events) == ("offer", "Soak Three", 7)


def test_jon_buys_something_else_and_is_not_asked_the_same_again_while_the_ask_runs_on() -> None:
    """7: it is waited for no longer, what shares goods with it is passed over, and on day 7 the silence is a No."""
    events = [MASSAGER, VIDEO, offered(2, "Foot Spa Bundle")]
    assert doing(STORE, 4, *events, bought(4, "Heel Cups")) == ("offer", "Hand Cream", 2)
    assert doing(STORE, 7, *events, bought(4, "Heel Cups")) == ("offer", "Soak Three", 7)
    same_day = asked(STORE, 4, *events, bought(2, "Heel Cups"))
    assert same_day.awaiting  # it was asked after that purchase, not before


def test_kim_owns_four_things_and_is_asked_for_the_club_before_all_else() -> None:
    """10: as soon as its `ready` segment holds; due today. Foot Soak is consumable and counts for nothing."""
    three = [bought(0, "Toe Massager", "Foot Soak"), bought(1, "Insoles"), bought(2, "Nail Kit")]
    assert doing(STORE, 9, *three) == ("touch", "Routine video", 0)
    four = action(STORE, 9, *three, bought(3, "Spa Slippers"))
    assert (four.name, four.because, four.origin) == ("Feet Club", None, "ready")


def test_leo_buys_again_and_moves_that_list_to_the_front() -> None:
    """1: buying again moves a product to the front. 9: and its waits ran already."""
    events = [bought(0, "Foot Soak"), bought(3, "Toe Massager"), did(3, "Routine video")]
    assert doing(STORE, 9, *events) == ("offer", "Foot Spa Bundle", 5)
    assert doing(STORE, 9, *events, bought(8, "Foot Soak")) == ("offer", "Spa Slippers", 2)


def test_mia_said_no_to_everything_and_is_asked_cold_once_more_and_then_gets_letters() -> None:
    """10: the ultimate when nothing else is left. 11: its No expires after 40d, once. 12: until then, rest."""
    start = [bought(0, "Nail Kit"), declined(2, "Gift Card")]
    assert doing(STORE, 2, *start) == ("offer", "Feet Club", 2)
    no = [*start, declined(2, "Feet Club")]
    assert doing(STORE, 2, *no) == ("rest", "Letter", 2)
    assert doing(STORE, 20, *no, did(2, "Letter")) == ("wait", "Letter", 32)
    assert doing(STORE, 41, *no, did(32, "Letter")) == ("wait", "Letter", 62)  # as things stand
    assert doing(STORE, 42, *no, did(32, "Letter")) == ("offer", "Feet Club", 42)
    again = [*no, did(32, "Letter"), offered(42, "Feet Club"), declined(43, "Feet Club")]
    assert doing(STORE, 99, *again) == ("rest", "Letter", 62)


def test_nora_joined_the_club_and_her_path_is_complete() -> None:
    """11: its own `next` and `rest` follow; the massager is not read any more."""
    events = [MASSAGER, bought(10, "Feet Club")]
    assert doing(STORE, 10, *events) == ("wait", "Invite a friend", 17)
    assert doing(STORE, 18, *events, did(17, "Invite a friend")) == ("rest", "Letter", 18)


def test_otto_is_reminded_of_his_soak_before_any_letter() -> None:
    """12: first the refills, 45d after the last purchase, in a bundle too."""
    events = [bought(0, "Soak Three"), declined(2, "Spa Slippers"), declined(2, "Gift Card")]
    events = [*events, declined(2, "Feet Club"), declined(42, "Feet Club")]
    assert doing(STORE, 44, *events) == ("rest", "Letter", 44)
    found = action(STORE, 45, *events)
    assert (found.name, found.origin, (found.due - events[0].on).days) == ("Foot Soak", "refill", 45)
    assert doing(STORE, 44, *events, did(40, "Letter")) == ("wait", "Foot Soak", 45)


def test_without_rest_paul_is_stranded_and_his_sister_complete() -> None:
    """12: with no `rest` and nothing left. The ultimate is had: the end was reached."""
    store = policy_of(
        FEET.replace("rest: [{do: Letter, every: 30d, via: post}]\n", "").replace(", refill: 45d", "")
    )
    noes = [declined(2, name) for name in ("Gift Card", "Feet Club", "Feet Club")]
    assert doing(store, 9, bought(0, "Nail Kit"), *noes) == ("stranded", None, None)
    assert doing(store, 9, bought(0, "Feet Club"), did(7, "Invite a friend")) == ("complete", None, None)


PAIR = policy_of("""
ipp: 1
ultimate: {offer: Pair, again_after: 9d}
products: {Left: {price: 5}, Right: {price: 5}, Bag: {price: 2, consumable: true}}
bundles: {Pair: {items: [Left, Right], price: 8, next: {offer: Bag, after: 3d}}}
""")


def test_quentin_owns_the_ultimate_piece_by_piece() -> None:
    """11: accepted means *had*; `after` counts from the latest purchase of a product of it."""
    assert doing(PAIR, 9, bought(0, "Left"), bought(4, "Right")) == ("offer", "Bag", 7)
    assert doing(PAIR, 9, bought(4, "Left"), bought(0, "Right")) == ("offer", "Bag", 7)


def test_rosa_owns_half_of_the_ultimate_and_is_not_asked_again() -> None:
    """11: asked again while no owned product is in it."""
    no = declined(0, "Pair")
    assert doing(PAIR, 9, bought(0, "Bag"), no) == ("offer", "Pair", 9)
    assert doing(PAIR, 9, bought(0, "Bag"), no, bought(1, "Left")) == ("stranded", None, None)
