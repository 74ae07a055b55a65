"""The five symptoms of the column as questions, each with the frame to begin with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from goalbook.messages import Message, msg
from goalbook.present.basis import Basis
from goalbook.present.section import Section


@dataclass(frozen=True, slots=True, kw_only=True)
class Symptom:
    """One symptom.

    Attributes:
        key: Its anchor in the handbook.
        said: The symptom, in our words.
        sign: How one notices it.
        page, anchor: Where the handbook says what helps.
        cure: What to begin with.
        why: Why this helps.
    """

    key: str
    said: Message
    sign: Message
    page: str
    anchor: str
    cure: Message
    why: Message


SYMPTOMS: Final = (
    Symptom(
        key="symptom-1",
        said=msg("The goal was handed down, and the people doing the work are not convinced."),
        sign=msg("Asked why it is this number, they say: because it came from above."),
        page="handbook/frame-1-process.md",
        anchor="kgi",
        cure=msg("Frame 1, together: work back from the KGI with the whole team"),
        why=msg("Who has seen how the number comes about can say what it takes."),
    ),
    Symptom(
        key="symptom-2",
        said=msg("It holds no challenge; the work has become routine."),
        sign=msg("Nobody could name anything they have learnt to do better this month."),
        page="handbook/frame-3-practice.md",
        anchor="ladder",
        cure=msg("Frame 3: practise one notch above what you can do now"),
        why=msg("A small step beyond today's ability can be begun at once and is still a challenge."),
    ),
    Symptom(
        key="symptom-3",
        said=msg("Nobody agreed or committed to it."),
        sign=msg("In the first busy week it is the first thing to be dropped."),
        page="handbook/checklist.md",
        anchor="agreement",
        cure=msg("Checklist, question 3: everybody says in their own words what they will do"),
        why=msg("Own words show at once what was understood and which concern remains."),
    ),
    Symptom(
        key="symptom-4",
        said=msg("It speaks of outcomes only, never of behaviour or skill."),
        sign=msg("When it is missed, the only conclusion is to try harder."),
        page="handbook/frame-1-process.md",
        anchor="stage-2",
        cure=msg("Frame 1: open a step into what people do, then practise it (frame 3)"),
        why=msg("What people do and how well they do it moves before the outcome does."),
    ),
    Symptom(
        key="symptom-5",
        said=msg("It is never reviewed or revised."),
        sign=msg("Nobody remembers when it was last talked about, apart from the number itself."),
        page="handbook/steps.md",
        anchor="step-5",
        cure=msg("Step 5: two reviews a month, at month start and mid-month"),
        why=msg("Two fixed dates a month keep a goal close to the work."),
    ),
)


def _build(_: Basis) -> tuple[Symptom, ...]:
    return SYMPTOMS


SECTION = Section(of="site", build=_build)
