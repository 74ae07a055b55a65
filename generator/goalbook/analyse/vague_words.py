"""Words that leave open what is to be done: the lists, as data, one entry per language and class.

Patterns are regular expressions on text folded to narrow lower-case letters (NFKC); the English ones stand
between word boundaries. Look-arounds keep out words that merely contain one (平等, 等級, 売上げ, 頑張らない,
"or more").

Sources: lists of words to avoid in Japanese target management (あしたのチーム, あしたの履歴書, jinji.jp);
Google's OKR playbook for "help", "consult", "analyze", "participate". What they leave out or add is ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final

from goalbook.messages import Message, msg


class VagueClass(Enum):
    """What a word leaves open."""

    EFFORT = "effort"
    MIND = "mind"
    PROCESS = "process"
    DIRECTION = "direction"
    DEGREE = "degree"
    OTHER_DEPENDENT = "other-dependent"
    SCOPE = "scope"
    AIM = "aim"
    SLOGAN = "slogan"
    COMPANY = "company"


EXCUSABLE: Final = frozenset({VagueClass.DIRECTION, VagueClass.PROCESS, VagueClass.AIM, VagueClass.SLOGAN})
"""Classes that say nothing wrong once metric, target and date stand beside them; the others always ask."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """What a finding says about a class of words.

    Attributes:
        why: Why the words are a problem.
        ask: The question that leads to a better sentence.
        weak: A sentence with such a word.
        strong: The same, mended.
    """

    why: Message
    ask: Message
    weak: Message
    strong: Message


@dataclass(frozen=True, slots=True, kw_only=True)
class VagueWords:
    """One list.

    Attributes:
        language: Of the words; "" for a company's own.
        kind: What they leave open.
        pattern: Regular expression, matched anywhere in the folded text.
    """

    language: str
    kind: VagueClass
    pattern: str


LESSONS: Final[Mapping[VagueClass, Lesson]] = {
    VagueClass.EFFORT: Lesson(
        why=msg("Effort is taken for granted; nobody can tell when it is done."),
        ask=msg("Which act, how many times, until when?"),
        weak=msg("Work hard on new appointments"),
        strong=msg("Ask 50 contacts a month for an appointment, until 31 March"),
    ),
    VagueClass.MIND: Lesson(
        why=msg("It happens in the head, where nobody can see it."),
        ask=msg("What would others see you do?"),
        weak=msg("Be aware of the customer's problem"),
        strong=msg("Ask five prepared questions in every meeting and write down the answers"),
    ),
    VagueClass.PROCESS: Lesson(
        why=msg("It names an activity without its end."),
        ask=msg("From what to what? How does it look when it is done?"),
        weak=msg("Strengthen discovery"),
        strong=msg("Hear all five planned questions in 80 % of meetings, until 31 March"),
    ),
    VagueClass.DIRECTION: Lesson(
        why=msg("It says which way, not how far and until when."),
        ask=msg("From how much to how much, until when?"),
        weak=msg("Raise the win rate"),
        strong=msg("Raise the win rate (contracts ÷ proposals) from 12 % to 15 %, until 31 March"),
    ),
    VagueClass.DEGREE: Lesson(
        why=msg("Everybody sets the degree differently."),
        ask=msg("Which number or which time is meant?"),
        weak=msg("Answer inquiries quickly"),
        strong=msg("Answer inquiries within 2 hours"),
    ),
    VagueClass.OTHER_DEPENDENT: Lesson(
        why=msg("Others decide whether it succeeds."),
        ask=msg("Which act is yours, and which number shows that it worked?"),
        weak=msg("Have the customer consider it"),
        strong=msg("Agree the day of the next meeting in 60 % of meetings"),
    ),
    VagueClass.SCOPE: Lesson(
        why=msg("It leaves open what belongs to it."),
        ask=msg("What is the whole list?"),
        weak=msg("Prepare questions, cases and so on"),
        strong=msg("Prepare five questions and two cases"),
    ),
    VagueClass.AIM: Lesson(
        why=msg("It is a wish and promises nothing."),
        ask=msg("What will be true on the due day? For a stretch: how likely is it?"),
        weak=msg("We would like to win more contracts"),
        strong=msg("Win 6 contracts a month, until 31 March"),
    ),
    VagueClass.SLOGAN: Lesson(
        why=msg("It sounds well and has no definition."),
        ask=msg("By which measure would you see it?"),
        weak=msg("Win customers' trust"),
        strong=msg("Raise the next-appointment rate from 50 % to 60 %, until 31 March"),
    ),
    VagueClass.COMPANY: Lesson(
        why=msg("Your company's own list names this word."),
        ask=msg("What exactly, how many, until when?"),
        weak=msg("Raise the win rate"),
        strong=msg("Raise the win rate (contracts ÷ proposals) from 12 % to 15 %, until 31 March"),
    ),
}

JAPANESE: Final[Mapping[VagueClass, str]] = {
    VagueClass.EFFORT: (
        r"頑張(?!ら[なぬず]|りすぎ|り過ぎ)|がんば(?!ら[なぬず]|りすぎ|り過ぎ)"
        r"|努力(?!義務)|努め|励む|励み|踏ん張|一生懸命|全力|尽力|注力"
    ),
    VagueClass.MIND: (
        r"意識(?:する|し|を)|心(?:掛|が)け|留意|気を(?:付|つ)け|注意(?:する|し|を払)"
        r"|考える|思う|理解(?:する|を深め)|認識"
    ),
    VagueClass.PROCESS: (
        r"徹底|強化|推進|促進|展開(?:する|し)|取り組|図る|(?<!見積)図り|検討|考慮|勘案|管理(?:する|し)"
        r"|対応(?:する|し)|活性化|効率化|明確化|安定化|共有化|最適化|見える化"
    ),
    VagueClass.DIRECTION: (
        r"向上|改善|増や|減ら|高め|(?<![売仕値])(?<!立ち)(?<!取り)(?<!申し)上げ|伸ば|拡大|削減|短縮|育て|育成"
    ),
    VagueClass.DEGREE: (
        r"できるだけ|出来るだけ|極力|可能な限り|なるべく|最大限|ある程度|適宜|必要に応じて|積極的|主体的|迅速|早急"
        r"|臨機応変|しっかり|きちんと|(?<![\d一二三四五六七八九数何])十分(?![\d間前後以おご])|もっと(?!も)|より一層"
    ),
    VagueClass.OTHER_DEPENDENT: (
        r"支援(?:する|し)|助言|協力(?:する|し)|調整(?:する|し)|してもらう|(?<!完了)(?<!成立)(?<!成功)(?<!実現)させる|依頼する"
    ),
    VagueClass.SCOPE: (
        r"など|(?<![平均対同上優劣高中初一二三何特不])等(?![級分式身号価々しぶ間量質])|その他|いろいろ|様々"
    ),
    VagueClass.AIM: r"目指す|目標とする|(?<=[しげめりきえべみ])たい(?![なに])|であるべき|期待する",
    VagueClass.SLOGAN: r"信頼獲得|顧客満足|品質向上|付加価値|シナジー|dx化|no\.?\s?1(?!\d)",
}

ENGLISH: Final[Mapping[VagueClass, str]] = {
    VagueClass.EFFORT: (
        r"try|strive|work(?:ing)? hard|do (?:our|my) best|make (?:an )?effort|endeavou?r|focus on"
    ),
    VagueClass.PROCESS: (
        r"improve|enhance|strengthen|optimi[sz]e|streamline|leverage|support|facilitate|promote|drive|manage|handle"
        r"|(?<!mail )address|help(?! ?desk)|consult|analy[sz]e|participate"
        r"|explore|investigate|consider|ensure|continue|maintain"
    ),
    VagueClass.DIRECTION: (
        r"increase|reduce|grow|decrease|raise|boost|accelerate|minimi[sz]e|maximi[sz]e|better"
        r"|(?<!or )(?<!no )(?<!\d )(?:more|less|fewer)(?! than \d)"
    ),
    VagueClass.DEGREE: (
        r"as (?:much|soon|far) as possible|adequate(?:ly)?|appropriate(?:ly)?|sufficient(?:ly)?"
        r"|proactive(?:ly)?|regularly|timely|quick(?:ly)?|asap"
        r"|significant(?:ly)?|various|several|(?<!how )many"
    ),
    VagueClass.MIND: r"be aware|understand|learn about|know|keep in mind|believe",
    VagueClass.SLOGAN: (
        r"customer satisfaction|customers?'? trust|added value|synerg(?:y|ies)"
        r"|win.win|number one|no\.? ?1(?!\d)"
    ),
    VagueClass.SCOPE: r"etc\.?|and so on|and more|world.class|best.in.class|state.of.the.art",
}

WORDS: Final = tuple(
    VagueWords(language=language, kind=kind, pattern=pattern)
    for language, kind, pattern in (
        *(("ja", kind, pattern) for kind, pattern in JAPANESE.items()),
        *(("en", kind, rf"(?a:\b(?:{pattern})(?!\w))") for kind, pattern in ENGLISH.items()),
    )
)
"""Both built-in lists."""
