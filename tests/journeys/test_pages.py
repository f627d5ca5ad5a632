"""The public pages in a real browser: both colours, the narrowest screen, no scripts, and what goes wrong."""

import base64
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from hireguide.pages.views import public

PAGES = ("/", "/how-it-works/", "/sources/", "/privacy/", "/nowhere/")

WHERE_ITS_WORDS_ARE = """each => {
  const words = document.createRange();
  words.selectNodeContents(each.firstChild);
  const { x, y, width, height } = words.getBoundingClientRect();
  return { x: x + 3, y: y + 3, width: width - 6, height: height - 6 };
}"""
COLOURS_IN = """async picture => {
  const bitmap = await createImageBitmap(await (await fetch(picture)).blob());
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
  canvas.drawImage(bitmap, 0, 0);
  return new Set(new Uint32Array(canvas.getImageData(0, 0, bitmap.width, bitmap.height).data.buffer)).size;
}"""


def fits(page):
    """Whether nothing has to be scrolled sideways."""
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.parametrize("path", PAGES)
def test_a_page_reads_well_for_everybody(path, page, edition, live_server, axe_everywhere):
    page.goto(live_server.url + path)
    assert page.locator("h1").count() == 1
    assert fits(page)
    axe_everywhere(page)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_reads_well_without_scripts(path, no_js, edition, live_server):
    no_js.goto(live_server.url + path)
    assert no_js.locator("h1").count() == 1
    assert fits(no_js)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_in_forced_colours_the_words_on_a_button_can_be_read(open_context, edition, scheme):
    page = open_context(forced_colors="active", color_scheme=scheme).new_page()
    page.goto("/")
    words = page.get_by_role("button", name="Start now").first.evaluate(WHERE_ITS_WORDS_ARE)
    picture = base64.b64encode(page.screenshot(clip=words)).decode()
    page.goto("about:blank")  # where the policy of our pages does not stop a picture from being read
    assert page.evaluate(COLOURS_IN, f"data:image/png;base64,{picture}") > 1


def test_before_an_edition_is_published_the_page_says_so(page, live_server, transactional_db, axe_everywhere, console):
    console.allow("503")
    page.goto(live_server.url)
    assert page.locator("h1").inner_text() == "Not ready yet"
    assert fits(page)
    axe_everywhere(page)


def test_the_page_of_what_breaks_reads_well_too(page, edition, live_server, monkeypatch, axe_everywhere, console):
    def fail(rulebook):
        raise RuntimeError("broken for the journey")

    monkeypatch.setattr(public, "build_sources", fail)
    console.allow("500")
    page.goto(f"{live_server.url}/sources/")
    assert page.locator("h1").inner_text() == "Something broke on our side"
    assert fits(page)
    axe_everywhere(page)


@pytest.mark.smoke
@pytest.mark.parametrize("mode", ["page", "no_js"])
def test_one_press_on_home_begins(mode, edition, live_server, request):
    page = request.getfixturevalue(mode)
    page.goto(live_server.url)
    page.get_by_role("button", name="Start now").first.click()
    page.wait_for_url("**/wizard/*/company/")
    assert page.locator("h1").is_visible()


def test_home_loads_nothing_from_elsewhere_and_only_what_its_html_names(page, edition, live_server):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(live_server.url, wait_until="networkidle")
    named = {
        urlsplit(url).path
        for url in page.eval_on_selector_all("link[href], script[src]", "all => all.map(one => one.href || one.src)")
    }
    assert {urlsplit(url).netloc for url in asked} == {urlsplit(live_server.url).netloc}
    assert {urlsplit(url).path for url in asked} - {"/"} <= named


def test_colours_change_at_once_and_stay_on_the_next_page(page, edition, live_server):
    page.goto(live_server.url)
    with page.expect_response("**/theme/"):
        page.get_by_role("button", name="Dark").click()
    assert page.locator("html").get_attribute("data-theme") == "dark"
    page.get_by_role("link", name="Sources").first.click()
    page.wait_for_url("**/sources/")
    assert page.locator("html").get_attribute("data-theme") == "dark"


def test_where_colours_could_not_be_kept_it_is_said(page, edition, live_server):
    page.goto(live_server.url)
    page.context.clear_cookies()
    page.get_by_role("button", name="Dark").click()
    assert page.locator("html").get_attribute("data-theme") == "dark"
    expect(page.locator("#live-region")).to_contain_text("on this page only")


def test_colours_can_be_chosen_without_scripts(no_js, edition, live_server):
    no_js.goto(f"{live_server.url}/sources/")
    no_js.get_by_role("button", name="Dark").click()
    no_js.wait_for_url("**/sources/")
    assert no_js.locator("html").get_attribute("data-theme") == "dark"


def test_from_a_source_to_the_rule_that_rests_on_it_and_back(page, edition, live_server):
    page.goto(f"{live_server.url}/sources/")
    page.locator("#source-casado").get_by_role("link", name="Dissent hire early").click()
    page.wait_for_url("**/how-it-works/#rule-dissent_hire_early")
    rule = page.locator("#rule-dissent_hire_early")
    assert rule.is_visible()
    rule.get_by_role("link", name="Martin Casado").click()
    page.wait_for_url("**/sources/#source-casado")


def test_the_table_of_contents_leads_to_each_part(page, edition, live_server):
    page.goto(f"{live_server.url}/how-it-works/")
    links = page.locator(".toc a")
    for number in range(links.count()):
        links.nth(number).click()
        target = page.locator(links.nth(number).get_attribute("href"))
        assert target.is_visible()
        assert page.evaluate("element => element.getBoundingClientRect().top < innerHeight", target.element_handle())
