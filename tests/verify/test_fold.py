"""Folding makes equal what is written differently, and nothing else."""

from hypothesis import given
from hypothesis import strategies as st

import llmsum.verify
from llmsum.verify.fold import fold, letters, narrow, simplify_script


def test_writings_of_the_same_words_fold_alike():
    assert fold(simplify_script("《關於　５Ｇ的意見》")) == fold("《关于5g的意见》")
    assert fold("“一网通办”，") == fold('"一网通办",')
    assert letters("“1＋1＋N” 政策") == letters("1+1+n政策")


def test_a_simplified_text_is_not_converted():
    assert fold(simplify_script("取得显著成效")) == "取得显著成效"


@given(st.text())
def test_narrowing_keeps_every_offset(text):
    assert len(narrow(text)) == len(text)


@given(st.text(alphabet="要１０％，、。；：“”‘’《》「」（）—～·〇Ａａ ０　\n關5G【】", max_size=40))
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


def test_all_names_what_exists():
    assert len(set(llmsum.verify.__all__)) == len(llmsum.verify.__all__)
    assert all(hasattr(llmsum.verify, name) for name in llmsum.verify.__all__)
