"""Why the rules say no, in words that can be translated."""

import string
from inspect import getsource
from itertools import chain
from pkgutil import iter_modules
from re import findall

from meetings import rules
from meetings.rules.refusals import LONGEST_MESSAGE, Code, Refused


def test_a_sentence_without_values_is_told_as_it_is() -> None:
    refused = Refused(Code.CLOSED, "Braces {like these} stay.")
    assert (refused.message, refused.sentence, refused.values) == ("Braces {like these} stay.", "", {})


def test_values_fill_the_sentence_and_come_beside_it() -> None:
    refused = Refused(Code.ALREADY, "{name} already has the floor.", name="Ana {x}")
    assert refused.message == str(refused) == "Ana {x} already has the floor."
    assert (refused.sentence, refused.values) == ("{name} already has the floor.", {"name": "Ana {x}"})


def test_what_is_too_long_is_cut_and_comes_as_it_is() -> None:
    refused = Refused(Code.BAD_CHOICE, "{name} came", name="x" * 2000)
    assert (len(refused.message), refused.sentence, refused.values) == (LONGEST_MESSAGE, "", {})


def test_every_sentence_gets_the_values_that_it_names() -> None:
    modules = [__import__(f"meetings.rules.{each.name}", fromlist=["*"]) for each in iter_modules(rules.__path__)]
    calls = chain.from_iterable(
        findall(r'Refused\(\s*[\w.]+,\s*"([^"]*\{[^"]*)",\s*([^()]*?),?\s*\)', getsource(module)) for module in modules
    )
    checked = 0
    for sentence, values in calls:
        named = {name for _, name, _, _ in string.Formatter().parse(sentence) if name}
        assert named == set(findall(r"(\w+)=", values)), sentence
        checked += 1
    assert checked >= 28
