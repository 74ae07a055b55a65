"""Every mistake of a file at once, each at its place, and nothing twice."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from goalbook.model.ref import Ref
from goalbook.problems import Problem, Severity
from goalbook.validate import report
from goalbook.words import Words

Run = Callable[[Mapping[str, str]], tuple[Problem, ...]]
PATH = "goals/teams/sales-1/fy2026-h2.yml"

TWENTY = """\
cycle: fy2026-h2
kgi: revenu                                                              # 1 unknown metric
cadence: weekly                                                          # 2 no such period
metrics:
  revenue: {name: Revenue, kind: amount, formula: contracts × deal, target: 2_400_000, owner: sato}  # 3
  deal: {name: Average deal, kind: ratio, target: 40万円, owner: sato}     # 4 no denominator
  contracts: {name: Contracts, kind: count, funnel: [calls, asks], owner: satou}   # 5 end, 6 member
  calls: {name: Calls, kind: count, target: -5}                          # 7 below nothing
  asks: {name: Asks, kind: count, target: 15%}                           # 8 a percentage
  ask_rate: {name: Ask rate, kind: rate, of: asks / call, target: 20}     # 9 unknown, 10 no sign
  win_rate: {name: Win rate, kind: rate, of: contracts / asks, target: 120%}   # 11 above 100 %
  stock: {name: Stock, kind: level, direction: band}                     # 12 no limits
  mood: {name: Mood, kind: score, colour: red}                           # 13 unknown key
objectives:
  trust:
    title: Grow
    key_results:
      kr1: {title: Nothing to measure it by}                             # 14
      kr2: {title: Late, metric: calls, due: 2028-03-31}                 # 15
      kr3: {title: No such day, metric: calls, due: 2026-11-31}          # 16
      kr4: {title: A change, metric: calls, target: +15%}                # 17 from where
      kr5: {title: One level, rubric: [done], target: 2}                 # 18 one level, 19 no such level
practices:
  hearing: {wish: Better, metric: winrate, steps: {spin: {text: Role play}}}   # 20 unknown; none is now
"""


def test_twenty_mistakes_are_told_in_one_run(problems: Run) -> None:
    found = problems({PATH: TWENTY})

    told = {(problem.location.line, problem.key) for problem in found}
    assert {
        (2, "metrics-are-known"),
        (6, "metric-has-denominator"),
        (7, "funnel-ends-with-its-metric"),
        (7, "members-are-known"),
        (8, "counts-are-whole"),
        (9, "quantity-suits-its-kind"),
        (10, "metrics-are-known"),
        (10, "rate-has-percent-sign"),
        (11, "rates-lie-within-100-percent"),
        (12, "band-has-limits"),
        (18, "key-result-has-one-measure"),
        (19, "due-is-within-the-cycle"),
        (21, "relative-target-has-a-baseline"),
        (22, "rubric-has-levels"),
        (22, "rubric-target-is-a-level"),
        (24, "metrics-are-known"),
        (24, "one-step-is-now"),
    } <= told
    assert {3, 5, 13, 20} <= {line for line, _ in told}
    assert all(problem.location.column > 1 for problem in found)


def test_what_was_left_out_is_not_reported_again(problems: Run) -> None:
    broken = """\
cycle: fy2026-h2
kgi: revenue
metrics:
  revenue: {name: Revenue, kind: money, formula: won × price, owner: sato}
  won: {name: Won, kind: count, funnel: [offers, won], owner: sato}
  offers: {name: Offers, kind: count, target: many}
  price: {name: Price, kind: ratio, of: revenue / won}
  win: {name: Win rate, kind: rate, of: won / offers}
kpis:
  offers: {owner: sato}
objectives:
  trust:
    title: Grow
    key_results:
      kr1: {title: Revenue, metric: revenue}
      kr2: {title: Offers, metric: offers}
"""
    log = "date,metric,value\n2026-11-06,offers,3\n2026-11-06,revenue,3\n"
    found = problems({PATH: broken, "goals/teams/sales-1/log/progress/a.csv": log})

    assert [problem.location.line for problem in found if problem.is_error] == [4, 6]


def test_a_file_that_cannot_be_read_at_all_has_one_problem(problems: Run) -> None:
    files = {
        PATH: "cycle: [\n",
        "goals/teams/sales-1/agreements/fy2026-h2/sato.yml": "- {date: 2026-10-05, will_do: x}\n",
        "goals/teams/sales-1/log/progress/a.csv": "date,metric,value\n2026-11-06,offers,3\n",
    }

    found = problems(files)

    assert {problem.location.path for problem in found} == {PATH}


def test_a_broken_cycle_does_not_make_its_rows_and_reviews_strange(problems: Run) -> None:
    files = {
        PATH: "cycle: fy2026-h2\nkgi: calls\nmetrics:\n  calls: {name: Calls, kind: count, owner: sato}\n",
        "goals/teams/sales-1/fy2026-h1.yml": "cycle: [\n",
        "goals/teams/sales-1/log/progress/a.csv": "date,metric,value\n2026-08-06,visits,3\n",
        "goals/teams/sales-1/log/practice/a.csv": "date,member,practice,reps\n2026-08-06,sato,spin,3\n",
        "goals/teams/sales-1/reviews/2026-08-05-month-start.md": "---\nkind: month-start\nheld: 2026-08-05\n"
        "actions:\n  a: {what: Listen, owner: sato, due: 2026-08-20, metric: visits}\n---\nProse\n",
    }

    assert {problem.location.path for problem in problems(files)} == {"goals/teams/sales-1/fy2026-h1.yml"}


def test_problems_stand_in_order_each_once(problems: Run) -> None:
    found = problems({PATH: TWENTY})

    assert [problem.location for problem in found] == sorted(problem.location for problem in found)
    assert len({repr(problem) for problem in found}) == len(found)


def test_a_report_has_one_line_for_each_problem(problems: Run, english: Words) -> None:
    found = problems({PATH: TWENTY})
    text = report.text(found, english)

    assert text.count("\n") == len(found)
    assert f"{PATH}:2:6: error[metrics-are-known] There is no metric" in text
    assert report.summary(found, english) == "20 errors, 1 warning."
    assert report.summary((), english) == "No problems."


def test_the_line_of_a_report_cannot_be_broken_by_a_name(problems: Run, english: Words) -> None:
    found = problems({PATH: 'cycle: fy2026-h2\nmetrics: {a: {name: "x\\e[31m\\n", kind: rate}}\n'})

    assert all(line.isprintable() for line in report.text(found, english).splitlines())
    assert len(report.text(found, english).splitlines()) == len(found)


def test_warnings_do_not_stop_a_build(problems: Run) -> None:
    found = problems({PATH: "cycle: fy2026-h2\nobjectives:\n  trust: {title: Grow}\n"})

    assert [problem.severity for problem in found] == [Severity.WARNING]
    assert Ref(PATH).at("a").at("b", 0).keys == ("a", "b", 0)
