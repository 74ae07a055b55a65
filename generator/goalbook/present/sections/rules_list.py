"""Every rule that goal files are checked by."""

from __future__ import annotations

from goalbook.present.basis import Basis
from goalbook.present.section import Section
from goalbook.registry import Entry
from goalbook.validate import run as validate_run
from goalbook.validate.check import Check


def _build(_basis: Basis) -> tuple[Entry[Check], ...]:
    return tuple(validate_run.rules())


SECTION = Section(of="site", build=_build)
