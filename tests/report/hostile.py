"""Texts that try to be more than text."""

from hypothesis import strategies as st

FRAGMENTS = (
    "厂房50万平方米", " ", "  ", "\n", "\n\n", "\r\n", "\t", "\u2028", "\u3000", "|", "||", "\\", "\\|", "`", "```", "*",
    "**", "_", "__", "~~", "~~~", "[", "]", "(", ")", "![", "!", "[^1-S1]", "[^1-S1]: x", "[a](http://b.cn)",
    "![a](b.png)", "<", ">", "<b>", "</details>", "<script>alert(1)</script>", "<!--", "-->", "<!-- -->", "&", "&lt;",
    "&#124;", "#", "# ", "- ", "+ ", "1. ", "2) ", "---", "===", "| a |\n|---|", "http://a.cn/b", "https://a.cn",
    "www.a.cn", "WWW.a.cn", "ftp://a.cn", "a@b.cn", "mailto:a@b.cn", "xmpp:a@b.cn/c", "@zhang", "$x$", "{{ 1 }}",
    "{% if %}", ":", "=1+1", "-1", "+1", "\x00", "\x1b[31m", "\u202e", "\ufeff", "。", "“", "”", "a", "1",
)  # fmt: skip

hostile_texts = st.one_of(
    st.lists(st.sampled_from(FRAGMENTS), max_size=8).map("".join),
    st.text(max_size=40),
)
