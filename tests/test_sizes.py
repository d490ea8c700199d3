"""The house rules on size and names: short functions, short files, names that say something, a docstring at the top.

Complexity counts what a reader has to keep in mind, so a `match` counts its guards but not its cases: a topic's flat
list of commands is one decision, however long the topic.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parent.parent
LINES_OF_A_FUNCTION = 40
LINES_OF_A_FILE = 400
LINES_OF_A_SCRIPT_FOR_THE_BROWSER = 150
COMPLEXITY = 8
NAMES_THAT_SAY_NOTHING = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "base",
    "manager",
    "service",
    "services",
    "misc",
}

BRANCHES = (ast.If, ast.IfExp, ast.For, ast.AsyncFor, ast.While, ast.ExceptHandler)
Function = ast.FunctionDef | ast.AsyncFunctionDef


def python_files() -> list[Path]:
    return sorted(path for folder in ("meetings", "scripts", "tests") for path in (TOP / folder).rglob("*.py"))


def browser_files() -> list[Path]:
    return sorted((TOP / "static" / "js").rglob("*.js"))


def length(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def functions(path: Path) -> Iterator[tuple[str, Function]]:
    for node in ast.walk(tree(path)):
        if isinstance(node, Function):
            yield f"{path.relative_to(TOP)}:{node.lineno} {node.name}", node


def complexity(function: Function) -> int:
    return 1 + sum(branches(node) for node in ast.walk(function) if node is not function)


def branches(node: ast.AST) -> int:
    match node:
        case ast.Match(cases=cases):
            return 1 + sum(case.guard is not None for case in cases)
        case _:
            return int(isinstance(node, BRANCHES))


def complexity_of(source: str) -> int:
    [function] = ast.parse(source).body
    assert isinstance(function, Function)
    return complexity(function)


def test_no_function_is_longer_than_forty_lines() -> None:
    lengths = {
        where: (node.end_lineno or 0) - node.lineno + 1 for path in python_files() for where, node in functions(path)
    }
    assert {where: lines for where, lines in lengths.items() if lines > LINES_OF_A_FUNCTION} == {}


def test_no_function_is_more_complex_than_eight() -> None:
    found = {where: complexity(node) for path in python_files() for where, node in functions(path)}
    assert {where: count for where, count in found.items() if count > COMPLEXITY} == {}


def test_no_file_is_longer_than_four_hundred_lines() -> None:
    lengths = {str(path.relative_to(TOP)): length(path) for path in python_files()}
    assert {where: lines for where, lines in lengths.items() if lines > LINES_OF_A_FILE} == {}


def test_no_script_for_the_browser_is_longer_than_a_hundred_and_fifty_lines() -> None:
    lengths = {str(path.relative_to(TOP)): length(path) for path in browser_files()}
    assert {where: lines for where, lines in lengths.items() if lines > LINES_OF_A_SCRIPT_FOR_THE_BROWSER} == {}


def test_every_module_has_a_name_that_says_something() -> None:
    named = [
        path
        for path in [*python_files(), *browser_files()]
        for part in path.relative_to(TOP).parts
        if Path(part).stem in NAMES_THAT_SAY_NOTHING
    ]
    assert named == []


def test_every_module_opens_with_a_docstring() -> None:
    silent = [str(path.relative_to(TOP)) for path in python_files() if ast.get_docstring(tree(path)) is None]
    assert silent == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("def f(): return 1", 1),
        ("def f(a):\n  if a: return 1\n  return 2", 2),
        ("def f(a):\n  for b in a:\n    while b: b = b.next if b else None", 4),
        ("def f(a):\n  match a:\n    case 1: return 1\n    case 2: return 2\n    case 3: return 3", 2),
        ("def f(a):\n  match a:\n    case 1 if a: return 1\n    case 2: return 2", 3),
    ],
)
def test_complexity_counts_decisions_and_a_flat_match_as_one(source: str, expected: int) -> None:
    assert complexity_of(source) == expected
