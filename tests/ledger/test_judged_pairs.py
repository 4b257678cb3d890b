"""The judged pairs of the benchmark are pairs that the ledger would ask a model about."""

from benchmarks.ledger_decisions import read_pairs, read_thing


def test_code_leaves_every_judged_pair_undecided_and_both_answers_are_there() -> None:
    judged = read_pairs()
    assert len(judged) >= 40
    ones = sum(pair.is_same for pair in judged)
    assert 0.4 < ones / len(judged) < 0.6


def test_the_amounts_of_a_judged_pair_are_among_those_that_are_shown() -> None:
    for pair in read_pairs():
        for quote, amount in ((pair.earlier, pair.before), (pair.later, pair.after)):
            shown = [found.quantity.text for found in read_thing(quote).amounts]
            assert amount is None or amount in shown, pair
