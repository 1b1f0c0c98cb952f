"""A post is read as what it says, who signed it and when; links and marks do not get in the way."""

from hypothesis import given
from hypothesis import strategies as st

from claims.matching.posts import plain, read_post, split_marked_word, without_quotation_marks


def test_signature_is_taken_off_and_kept():
    post = read_post("The lighthouse was sold to a bank. — Petra Holm (@petra_holm) March 4, 2019")
    assert post.body == "The lighthouse was sold to a bank."
    assert "Petra Holm" in post.authors
    assert post.dates == "March 2019"


def test_two_signed_posts_keep_both_bodies():
    post = read_post("First part. — Ann (@ann) May 1, 2020 Second part. — Bo (@bo) May 2, 2020")
    assert "First part." in post.body
    assert "Second part." in post.body
    assert "Ann" in post.authors
    assert "Bo" in post.authors
    assert post.dates == "May 2020"


def test_links_go_hashtags_and_handles_are_split():
    post = read_post(
        "Look at #SaveTheOldBridge with @MayorOfDunmere https://example.org/x?y=1 pic.twitter.com/Abc12"
    )
    assert post.body == "Look at Save The Old Bridge with Mayor Of Dunmere"


def test_link_glued_to_a_link_goes_whole():
    assert (
        read_post("Bread is cheaper https://t.co/Abcdefghijpic.twitter.com/Zyxwvutsrq").body
        == "Bread is cheaper"
    )


def test_marked_words_are_split_at_capitals_and_figures():
    assert split_marked_word("#WakeUpNow2021") == "Wake Up Now 2021"
    assert split_marked_word("@BBCNews") == "BBC News"


def test_quotation_marks_go_and_apostrophes_stay():
    assert (
        without_quotation_marks(plain("The ‘large’ “ship” isn’t the crew's"))
        == "The large ship isn't the crew's"
    )


def test_same_text_composed_and_decomposed():
    assert read_post("café été").body == read_post("cafe\u0301 e\u0301te\u0301").body


@given(st.text(st.characters(codec=None), max_size=300))
def test_any_text_is_read(text):
    post = read_post(text)
    post.body.encode("utf-8")
    post.authors.encode("utf-8")


def test_long_texts_without_a_stop_are_read():
    for text in ("a" * 1_000_000, "— " * 300_000, "#" * 500_000, "(@" * 400_000, "\ud800" * 1000):
        assert len(read_post(text).body) <= 9_000
