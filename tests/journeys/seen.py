"""What axe says of a page. It is most of what journeys cost, so a page is loaded once and looked at in several ways."""

from contextlib import contextmanager

from axe_playwright_python.sync_playwright import Axe

NARROW = {"width": 320, "height": 640}
# Most of axe's time goes into colours. These change with the scheme, everything else with the width of the screen.
COLOURS = ("color-contrast", "link-in-text-block")
ONLY_COLOURS = {"runOnly": list(COLOURS)}
ALL_BUT_COLOURS = {"rules": {rule: {"enabled": False} for rule in COLOURS}}

_LOADED = "() => typeof axe !== 'undefined'"
# Most of the time with colours goes into reading them: the same few, thousands of times, each from its words anew.
_REMEMBER_COLOURS = """() => {
  const { prototype } = axe.commons.color.Color;
  const read = prototype.parseString;
  const known = new Map();
  prototype.parseString = function (text) {
    if (!known.has(text)) {
      const { r, g, b, alpha } = read.call(new axe.commons.color.Color(0, 0, 0), text);
      known.set(text, { r, g, b, alpha });
    }
    return Object.assign(this, known.get(text));
  };
}"""
_FINDINGS = """async options => {
  // Preloading would write style sheets that import others into the page anew, which the content policy refuses.
  const { violations } = await axe.run({ resultTypes: ["violations"], preload: false, ...options });
  const place = node => `  ${node.target} ${node.failureSummary}`;
  return violations.map(rule => [`${rule.id}: ${rule.help}`, ...rule.nodes.map(place)].join("\\n"));
}"""
_SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def check(page, **options):
    """Fails, saying what and where, when axe finds anything; `options` are axe's own."""
    if not page.evaluate(_LOADED):
        page.evaluate(Axe().axe_script)
        page.evaluate(_REMEMBER_COLOURS)
    findings = page.evaluate(_FINDINGS, options)
    assert not findings, "\n".join([page.url, *findings])


def check_everywhere(page):
    """The page as it stands in light, in dark, and on the narrowest screen, which nothing may widen."""
    check(page)
    with dark(page):
        check(page, **ONLY_COLOURS)
    with narrow(page):
        check(page, **ALL_BUT_COLOURS)
        assert page.evaluate(_SIDEWAYS) <= 0, page.url


@contextmanager
def dark(page):
    """The page in dark colours, at once."""
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    yield
    page.emulate_media(color_scheme="null", reduced_motion="null")  # None would leave the page dark


@contextmanager
def narrow(page):
    """The page on the narrowest screen that must work: 320 px."""
    usual = page.viewport_size
    page.set_viewport_size(NARROW)
    yield
    page.set_viewport_size(usual)
