"""company.yml: the company, its calendar and cycles."""

from __future__ import annotations

import re
from dataclasses import replace

from goalbook.load.draft import Draft
from goalbook.load.shape import Form
from goalbook.load.source import Given, Part, Source, nouns
from goalbook.model.company import Company


def read(given: Given) -> Part:
    """Read ``goals/company.yml``."""
    found, part = nouns(given, Form(kind=Company, stand_ins={"name": "Goalbook"}))
    return replace(part, value=found[0] if found else None)


def place(draft: Draft, _given: Given, company: Company) -> None:
    """There is one company."""
    draft.company = company


SOURCE = Source(pattern=re.compile(r"goals/company\.yml"), read=read, place=place)
