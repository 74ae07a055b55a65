"""The preview: shows what is wrong instead of stopping, and lets live reload through a page's policy."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from goalbook import clock
from goalbook.errors import GoalbookError
from goalbook.messages import msg
from goalbook.present import places
from goalbook.present.links import RepoLink
from goalbook.present.site import Edition, Page, Site
from goalbook.publish import policy, source, trouble
from goalbook.publish.job import Job, speech
from goalbook.publish.trouble import Trouble
from goalbook.words import languages

if TYPE_CHECKING:
    from goalbook.present.unchanged import Again, Unchanged

Answer = Callable[..., Any]
Application = Callable[[dict[str, Any], Answer], Iterable[bytes]]


class Preview:
    """Remembers the last site that could be drawn, and what it was drawn from."""

    def __init__(self) -> None:
        self._good: Job | None = None
        self._unchanged: Unchanged | None = None

    def job(
        self,
        project: Path,
        *,
        as_of: date | None,
        repo: RepoLink | None,
        ahead: Callable[[Again], None] | None = None,
    ) -> Job:
        """The site as it is now, else the last good one with what is wrong on top, else that alone."""
        from goalbook.present.unchanged import Unchanged

        codes: tuple[str, ...] = ()
        self._unchanged = self._unchanged or Unchanged()
        self._unchanged.ahead = ahead
        try:
            prepared = source.prepare(project, as_of=as_of, repo=repo, unchanged=self._unchanged)
        except GoalbookError as error:
            found = Trouble(error=error)
        else:
            if prepared.site is not None:
                self._good = Job(project=project, site=prepared.site, as_of=prepared.as_of, repo=repo)
                return self._good
            found = Trouble(problems=trouble.errors(prepared.problems))
            codes = prepared.languages
        if self._good is not None and self._good.project == project:
            return replace(self._good, trouble=found)
        site = _only_trouble(project, codes)
        return Job(project=project, site=site, as_of=clock.today("UTC"), repo=repo, trouble=found)


def watched(project: Path) -> tuple[Path, ...]:
    """Folders whose change shows in the site."""
    ours = (places.content(), places.templates())
    own = (project / "goals", project / "content", project / "site_templates")
    return tuple(folder for folder in dict.fromkeys((*own, *ours)) if folder.is_dir())


def allowing_reload(application: Application) -> Application:
    """The preview's server; every page allows the script that MkDocs adds to it, each time another."""

    def serve(environ: dict[str, Any], start: Answer) -> Iterable[bytes]:
        said: list[tuple[str, list[tuple[str, str]]]] = []

        def listen(status: str, headers: list[tuple[str, str]], *_more: Any) -> None:
            said.append((status, headers))

        answer = application(environ, listen)
        status, headers = said[0]
        if not dict(headers).get("Content-Type", "").startswith("text/html"):
            start(status, headers)
            return answer
        body = _allowed(b"".join(answer))
        if hasattr(answer, "close"):
            answer.close()
        kept = [(name, value) for name, value in headers if name != "Content-Length"]
        start(status, [*kept, ("Content-Length", str(len(body)))])
        return [body]

    return serve


def _allowed(body: bytes) -> bytes:
    """The page with the hash of its last inline script, the one that was added, in its policy."""
    html = body.decode()
    _before, added, after = html.rpartition("<script>")
    return policy.allow(html, after.partition("</script>")[0]).encode() if added else body


def _only_trouble(project: Path, codes: tuple[str, ...]) -> Site:
    """A site of one page in each language, for goals that were never whole since the preview began."""
    known = languages(places.locales())
    editions = []
    for code in [code for code in codes if code in known] or known:
        title = speech(code, project).say(msg("Problems in the goals"))
        heading = f'<h1 id="trouble">{escape(title)}</h1>'
        page = Page(path="index.md", title=title, body=heading, template="trouble", nav=(title,))
        editions.append(Edition(language=code, name="Goalbook", pages=(page,)))
    return Site(editions=tuple(editions))
