import gzip
import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse

from hireguide.pages.documents.accuracy import accuracy_sentence
from hireguide.pages.selectors import accuracy_of, expert_cases
from hireguide.profiles.wording import answer_text
from hireguide.rulebooks.selectors import rulebook_of
from hireguide.rules import judge
from tests.factories import make_edition

pytestmark = pytest.mark.django_db

FROM_THE_EDITION = ("home", "how_it_works", "sources")
ALL = (*FROM_THE_EDITION, "privacy")
HTMX = {"HX-Request": "true", "HX-Target": "panel"}


class Outline(HTMLParser):
    """A page's headings, ids and links, in order."""

    def __init__(self, html):
        super().__init__()
        self.levels, self.ids, self.links, self.meta = [], [], [], {}
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))
        if "id" in attributes:
            self.ids.append(attributes["id"])
        if tag == "a":
            self.links.append(attributes["href"])
        if tag == "meta" and "name" in attributes:
            self.meta[attributes["name"]] = attributes["content"]


def page(client, name, **headers):
    answer = client.get(reverse(name), headers=headers)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("name", ALL)
def test_works(client, edition, name):
    html = page(client, name)
    outline = Outline(html)
    assert html.startswith("<!DOCTYPE html>")
    assert outline.levels.count(1) == 1
    assert all(after <= before + 1 for before, after in zip(outline.levels, outline.levels[1:], strict=False))
    assert len(outline.ids) == len(set(outline.ids))


@pytest.mark.parametrize("name", ALL)
def test_htmx_gets_only_the_panel(client, edition, name):
    html = client.get(reverse(name), headers=HTMX).content.decode()
    assert html.startswith("<title>")
    assert "<html" not in html
    assert '<main id="main"' in html


@pytest.mark.parametrize("name", ALL)
def test_search_engines_may_read_it_and_find_a_description_of_its_own(client, edition, name):
    answer = client.get(reverse(name))
    meta = Outline(answer.content.decode()).meta
    assert "robots" not in meta
    assert "X-Robots-Tag" not in answer.headers
    descriptions = [Outline(page(client, other)).meta["description"] for other in ALL]
    assert descriptions.count(meta["description"]) == 1
    assert 70 < len(meta["description"]) <= 180


@pytest.mark.parametrize("name", ALL)
def test_only_reading_is_allowed(client, edition, name):
    assert client.post(reverse(name)).status_code == 405
    assert client.head(reverse(name)).status_code == 200


@pytest.mark.parametrize("name", ALL)
def test_no_link_within_the_site_leads_nowhere(client, edition, name):
    outlines = {reverse(other): Outline(page(client, other)) for other in ALL}
    for link in outlines[reverse(name)].links:
        address, _, anchor = link.partition("#")
        if link.startswith("http") or (address and address not in outlines):
            continue
        assert not anchor or anchor in outlines[address or reverse(name)].ids, link


@pytest.mark.parametrize("name", FROM_THE_EDITION)
def test_before_the_first_edition_it_says_so_kindly(client, db, name):
    answer = client.get(reverse(name))
    html = answer.content.decode()
    assert (answer.status_code, answer["Retry-After"], answer["Cache-Control"]) == (503, "60", "no-store")
    assert "Not ready yet" in html
    assert "load_rulebook fixtures/rulebook.json --publish" in html
    assert Outline(html).meta["robots"] == "noindex"


def test_privacy_needs_no_edition(client, db):
    html = page(client, "privacy")
    assert "30 days after your last answer" in html
    assert "<dt>A what-if</dt><dd>Not at all while you try answers out." in html


@pytest.mark.parametrize("name", FROM_THE_EDITION)
def test_a_page_costs_one_query(client, edition, name, django_assert_num_queries):
    page(client, name)
    with django_assert_num_queries(1):
        page(client, name)


def test_home_starts_with_a_plain_post(client, edition):
    html = page(client, "home")
    forms = re.findall(r"<form[^>]*>", html)
    starts = [form for form in forms if f'action="{reverse("wizard:start")}"' in form]
    assert len(starts) == 2
    assert all('method="post"' in form for form in starts)
    answer = client.post(reverse("wizard:start"))
    assert answer.status_code == 302
    assert answer["Location"].startswith("/wizard/")


def test_home_and_how_it_works_tell_the_figures_of_the_edition(client, edition):
    sentence = accuracy_sentence(accuracy_of(rulebook_of(edition)))
    assert sentence in unescape(page(client, "home"))
    assert sentence in unescape(page(client, "how_it_works"))


def test_how_it_works_has_every_rule_of_the_edition_with_its_sentence_and_sources(client, edition):
    html = page(client, "how_it_works")
    outline, text, rulebook = Outline(html), unescape(html), rulebook_of(edition)
    for rule in (*rulebook.evidence, *rulebook.situations, *rulebook.advice, *rulebook.costs, *rulebook.expectations):
        assert f"rule-{rule.key}" in outline.ids
    for rule in (*rulebook.evidence, *rulebook.situations, *rulebook.expectations):
        assert rule.because in text
    for advice in rulebook.advice:
        assert advice.text in text
    for cell in rulebook.grid.values():
        assert cell.because in text
    parts = (rulebook.evidence, rulebook.situations, rulebook.advice, rulebook.costs)
    for key in {key for part in parts for rule in part for key in rule.sources}:
        assert f"{reverse('sources')}#source-{key}" in outline.links


def test_how_it_works_has_every_case_and_what_the_judge_says_of_it(client, edition):
    html = page(client, "how_it_works")
    rulebook = rulebook_of(edition)
    rows = {found[0]: unescape(found[1]) for found in re.findall(r'<tr id="(case-\d+)">(.*?)</tr>', html, re.DOTALL)}
    assert list(rows) == [case.key for case in expert_cases()]
    for case in expert_cases():
        row = rows[case.key]
        got = answer_text("verdict", judge(rulebook, case.profile.facts).code)
        assert case.situation in row
        assert f"The source says: </span>{answer_text('verdict', case.expected)}<" in row
        assert f"This edition says: </span>{got}<" in row


def test_how_it_works_names_the_edition_and_its_digest(client, edition):
    html = page(client, "how_it_works")
    assert edition.digest in html
    assert "Edition 1, published 2 November 2026" in html
    assert "It does not say that they are right." in html


def test_how_it_works_shows_a_miss(client):
    make_edition()
    html = page(client, "how_it_works")
    assert "result--missed" in html
    assert "It misses none" not in html


def test_sources_has_every_source_with_its_link_and_year(client, edition):
    html = page(client, "sources")
    outline, text = Outline(html), unescape(html)
    for source in rulebook_of(edition).sources.values():
        assert f"source-{source.key}" in outline.ids
        assert source.title in text
        assert source.note in text
        assert source.url is None or source.url in outline.links
        assert f"{source.author}, {source.year or 'year not given'}" in text


def test_a_new_edition_shows_at_once(client, edition):
    page(client, "how_it_works")
    make_edition(name="The next one")
    assert "The next one" in page(client, "how_it_works")


def test_home_weighs_at_most_60_kb_compressed_with_all_that_it_loads(client, edition):
    html = page(client, "home")
    names = re.findall(r'(?:src|href)="/static/([^"?]+)"', html)
    files = [Path(finders.find(name)).read_bytes() for name in names]
    assert len(files) > 5
    assert all(b"url(" not in content and b"@import" not in content for content in files if content.startswith(b"/*"))
    assert sum(len(gzip.compress(content)) for content in (html.encode(), *files)) <= 60 * 1024
