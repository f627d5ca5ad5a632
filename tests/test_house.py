"""What the house's layout promises and imports cannot say."""

import ast
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.urls import URLPattern, get_resolver

from hireguide.web.private import is_private

ROOT = Path(__file__).resolve().parents[1]
PRODUCT = ROOT / "hireguide"
PACKAGES = sorted(folder.name for folder in PRODUCT.iterdir() if (folder / "__init__.py").exists())
OUR_FOLDERS = ("hireguide", "scripts", "tests", "benchmarks", "templates", "static")


def our_files(*endings):
    """Our own source files, as paths from the root; neither migrations nor data."""
    found = [path for folder in OUR_FOLDERS for path in (ROOT / folder).rglob("*") if path.suffix in endings]
    kept = [path for path in found if not {"migrations", "__pycache__"} & set(path.parts)]
    return sorted(path.relative_to(ROOT).as_posix() for path in [*kept, ROOT / "manage.py"] if path.suffix in endings)


def templates():
    return [
        (path.relative_to(ROOT).as_posix(), path.read_text()) for path in sorted((ROOT / "templates").rglob("*.html"))
    ]


class Elements(HTMLParser):
    """The start tags of a template, Django's own tags taken out first."""

    def __init__(self, source):
        super().__init__()
        self.found = []
        without_comments = re.sub(r"{#.*?#}|{% comment %}.*?{% endcomment %}", "", source, flags=re.DOTALL)
        self.feed(re.sub(r"{%.*?%}|{{.*?}}", "x", without_comments, flags=re.DOTALL))

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


@pytest.mark.parametrize("path", our_files(".py", ".html", ".css", ".js"))
def test_a_file_of_ours_has_300_lines_at_most(path):
    assert len((ROOT / path).read_text().splitlines()) <= 300


@pytest.mark.parametrize("path", our_files(".py"))
def test_a_module_opens_by_saying_in_one_to_three_lines_what_lives_there(path):
    source = (ROOT / path).read_text()
    if path.startswith("tests/") or not source:
        return
    docstring = ast.get_docstring(ast.parse(source))
    assert docstring, "no docstring"
    assert len(docstring.partition("\n\n")[0].splitlines()) <= 3


def test_the_rules_run_with_the_standard_library_alone():
    program = (
        "import sys; known = {*sys.modules, *sys.stdlib_module_names, 'hireguide'}\n"
        "import pkgutil, importlib, hireguide.rules as rules\n"
        "for found in pkgutil.walk_packages(rules.__path__, 'hireguide.rules.'): importlib.import_module(found.name)\n"
        "print(sorted({name.split('.')[0] for name in sys.modules} - known))"
    )
    alone = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}  # it loads Django
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=alone, capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("[]\n", "")


def test_the_catalogue_is_what_the_profile_stores_and_what_the_questions_ask_each_once():
    from hireguide.profiles.models import CompanyProfile
    from hireguide.profiles.wording import QUESTIONS
    from hireguide.rules import CATALOGUE

    catalogue = [field.name for field in CATALOGUE]
    assert len(catalogue) == len(set(catalogue)) == 36
    stored = {field.name for field in CompanyProfile._meta.concrete_fields} - {"id"}
    assert stored == {*catalogue, "company_name"}
    assert list(QUESTIONS) == [name for name in QUESTIONS if QUESTIONS[name].field == name]
    assert set(QUESTIONS) == {*catalogue, "company_name"}


def test_the_map_in_the_readme_names_the_packages_that_there_are():
    section = (ROOT / "README.md").read_text().partition("\n## The map\n")[2].partition("\n## ")[0]
    assert sorted([*re.findall(r"^- `(\w+)/`", section, flags=re.MULTILINE), "settings"]) == PACKAGES


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_has_tests(package):
    assert list((ROOT / "tests" / package).rglob("test_*.py"))


def test_a_template_has_no_script_or_style_of_its_own():
    for path, source in templates():
        for tag, attributes in Elements(source).found:
            place = f"{path}: <{tag} {attributes}>"
            assert tag != "style", place
            data = attributes.get("type") == "application/json"  # which no browser runs
            assert tag != "script" or "src" in attributes or data, place
            assert not [name for name in attributes if name == "style" or name.startswith(("on", "hx-on"))], place


def test_what_htmx_does_works_as_a_plain_link_or_form():
    for path, source in templates():
        for tag, attributes in Elements(source).found:
            place = f"{path}: <{tag} {attributes}>"
            if any(name.startswith("hx-") for name in attributes):
                assert tag in {"a", "button", "form", "input", "select", "textarea"}, place
            if "hx-get" in attributes:
                assert works_plainly(tag, attributes, source), place
            if "hx-post" in attributes and tag == "button":
                assert attributes.get("formaction"), place
            elif "hx-post" in attributes:
                assert tag == "form", place
                assert attributes.get("action"), place
                assert attributes.get("method") == "post", place


def works_plainly(tag, attributes, source):
    """Whether what fetches by htmx does without: a link or form has an address, a select a button in a noscript."""
    if tag == "select":
        return "<noscript><button" in source
    return bool(attributes.get("href" if tag == "a" else "action"))


def test_many_diagnoses_are_read_without_what_ifs():
    """Who lists, counts or replays diagnoses asks `selectors.kept_diagnoses`, which leaves what-ifs out."""
    ours = ("hireguide/diagnoses/models.py", "hireguide/diagnoses/selectors.py", "hireguide/diagnoses/services/")
    product = [path for path in our_files(".py") if path.startswith("hireguide/")]
    reading = {path for path in product if "Diagnosis.objects" in (ROOT / path).read_text()}
    assert [path for path in reading if not path.startswith(ours)] == []


def test_a_page_whose_address_is_a_key_is_private():
    keyed = list(keyed_views(get_resolver().url_patterns, ""))
    assert keyed
    assert [address for address, view in keyed if not is_private(view)] == []


def keyed_views(patterns, prefix):
    """Address and view of every page of a draft or a diagnosis: those under /wizard/ and /diagnoses/ with an id."""
    for pattern in patterns:
        address = prefix + str(pattern.pattern)
        if not isinstance(pattern, URLPattern):
            yield from keyed_views(pattern.url_patterns, address)
        elif address.startswith(("wizard/", "diagnoses/")) and pattern.pattern.converters:
            yield address, pattern.callback
