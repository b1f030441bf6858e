"""Every recorded program in every recorded version: what is said of it is what TensorFlow did.

A program that is not exact yet is listed, with how far it is, in ``fixtures/semantics/known_gaps.json``. The list may
only get shorter: what gets worse fails, and what gets better fails until ``tests/conformance.py --write`` notes it.
"""

from __future__ import annotations

from collections import defaultdict

import pytest
from conformance import Case, cases, changes, known_gaps, verdicts

GROUPS: dict[tuple[str, str], list[Case]] = defaultdict(list)
for _case in cases():
    GROUPS[_case.area, _case.version].append(_case)


@pytest.mark.parametrize(("area", "version"), GROUPS, ids=lambda word: str(word))
def test_area(area: str, version: str) -> None:
    group = GROUPS[area, version]
    listed = known_gaps().get(version, {})
    old = {name: word for name, word in listed.items() if name.partition("/")[0] == area}
    worse, better = changes(old, verdicts(group).get(version, {}))
    assert worse == {}
    assert better == {}, "better than listed: run tests/conformance.py --write"


def test_the_list_names_programs_that_exist() -> None:
    known = {(case.version, f"{case.area}/{case.name}") for case in cases()}
    assert [(v, name) for v, gaps in known_gaps().items() for name in gaps if (v, name) not in known] == []
