"""The MkDocs plugin: translates MkDocs' events into calls of the functions beside it, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment
from mkdocs.commands.build import build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from goalbook.errors import GoalbookError
from goalbook.messages import msg
from goalbook.present.compiled import COMPILED
from goalbook.present.unchanged import Again
from goalbook.publish import configs, preview, run, search, settings, shell, source, stamp, standing
from goalbook.publish.ahead import Ahead, Layout
from goalbook.publish.job import Job, speech
from goalbook.publish.kept import Kept
from goalbook.publish.options import Options
from goalbook.publish.preview import Preview
from goalbook.publish.run import Run
from goalbook.publish.source import Prepared
from goalbook.publish.standing import Keepable
from goalbook.publish.trouble import Trouble
from goalbook.validate import report

log: Final = get_plugin_logger("goalbook")
FIRST: Final = 100
BEFORE_SEARCH: Final = 50
AFTER_ALL: Final = -150


class GoalbookPlugin(BasePlugin[Options]):
    """Puts the goals into MkDocs.

    Attributes:
        as_of: Day to build on; wins over the option of mkdocs.yml.
        progress: Told each long step.
        prepared: What to build from, when whoever calls MkDocs has prepared it.
        job: The language to write, when it is not the first.
        kept: Pages of the last run, in a preview.
        layouts: How that run laid out each language.
        is_standing: Whether MkDocs is told to leave in the folder what need not be written again.
        ahead: The page that is to be shown before all others, in a preview after an edit.
    """

    def __init__(self) -> None:
        self.as_of: date | None = None
        self.progress: source.Progress = source.quiet
        self.prepared: Prepared | None = None
        self.job: Job | None = None
        self.kept: Kept | None = None
        self.is_standing = False
        self.ahead: Ahead | None = None
        self._is_serving = False
        self._has_stamped = False
        self._preview = Preview()
        self._run: Run | None = None
        self._files, self._before = Files([]), frozenset[str]()
        self.layouts: dict[str, Layout] = {}

    @property
    def run(self) -> Run:
        """The run at work."""
        if self._run is None:
            raise RuntimeError("MkDocs has not begun with on_config")
        return self._run

    def on_startup(self, *, command: str, dirty: bool) -> None:  # noqa: ARG002 - named by MkDocs
        """Remember whether this is a preview; having this method keeps the plugin through its rebuilds."""
        self._is_serving = command == "serve"
        if self._is_serving:
            self.kept = self.kept or Kept()
        elif self.job is None:
            self.kept, self.is_standing = None, False

    @event_priority(FIRST)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Prepare the site and set MkDocs up, before any other plugin looks at the settings."""
        try:
            job = self.job or self._first_job(config)
            self._has_stamped = stamp.put(job.as_of) or self._has_stamped
            self._run = run.begin(job, config)
        except GoalbookError as error:
            raise PluginError(str(Trouble(error=error).lines(speech("en"))[0])) from error
        if job.is_first and search.plugin(config) is None:
            log.info(job.words.say(msg("The site has no search: add search to the plugins of mkdocs.yml.")))
        self.progress(msg("Writing the pages in {language}", language=job.words.locale.language_name or ""))
        return config

    @event_priority(FIRST)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Put every page and file in."""
        if self.kept is not None and self._usable is None and self.run.job.is_first:
            standing.clear(self.kept, config.site_dir)
        self._files, self._before = files, run.fill(self.run, files, config, self._usable)
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:  # noqa: ARG002
        """Remember the menu."""
        self._nav = nav
        return nav

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Let the theme's templates be compiled once, not for every language, edit and command."""
        env.bytecode_cache = COMPILED
        self._layout = Layout(config=config, env=env, nav=self._nav, files=files)
        return env

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Look at the top of a handbook page and at the parts it asks for."""
        run.head(self.run, page)
        for message in run.missing_parts(self.run, markdown, page):
            log.warning(self.run.job.words.say(message))
        return markdown

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Finish a handbook page."""
        return run.content(self.run.job, html) if page.file.src_uri in self.run.sheets else html

    def on_page_context(self, context: TemplateContext, *, page: Page, config: MkDocsConfig, **_: Any) -> Any:
        """Tell the shell about the page."""
        if isinstance(page, Keepable) and page.finished:
            return context
        config.extra["scope"] = run.scope(self.run, page.url)
        return {**context, "goalbook": run.page_facts(self.run, page, config)}

    def on_template_context(self, context: TemplateContext, *, config: MkDocsConfig, **_: Any) -> Any:
        """Tell the shell about a page that is none, e.g. 404.html."""
        facts = run.missing_page_facts(self.run, config)
        config.extra["scope"] = facts.root
        return {**context, "goalbook": facts}

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:  # noqa: ARG002
        """The policy, and names for screen readers."""
        if not isinstance(page, Keepable):
            return self._finished(output, page.content or "")
        html = page.finished or self._finished(output, page.content or "")
        if self._usable is not None:
            page.keep(self._usable, self.run.job.edition.language, html)
        return html

    def on_post_template(self, output: str, *, template_name: str, config: MkDocsConfig) -> str:  # noqa: ARG002
        """The same for 404.html."""
        return self._finished(output, "") if template_name.endswith(".html") else output

    @event_priority(BEFORE_SEARCH)
    def _on_post_build_index(self, *, config: MkDocsConfig) -> None:
        run.index(self.run, config, self._files, self._usable)

    @event_priority(AFTER_ALL)
    def _on_post_build_finish(self, *, config: MkDocsConfig) -> None:
        try:
            run.finish(self.run, config)
            if self._usable is not None:
                standing.settle(self._usable, self.run.job.edition.language, self._files, self._before)
                self.layouts[self.run.job.edition.language] = self._layout
            for job in self.run.job.others if self.run.job.is_first else ():
                self._write(job, config)
        except GoalbookError as error:
            raise PluginError(str(Trouble(error=error).lines(speech("en"))[0])) from error
        self._forget_time()

    on_post_build = CombinedEvent(_on_post_build_index, _on_post_build_finish)

    def on_build_error(self, *, error: Exception) -> None:  # noqa: ARG002 - named by MkDocs
        """Leave nothing behind."""
        self._forget_time()

    def on_serve(
        self,
        server: LiveReloadServer,
        *,
        config: MkDocsConfig,
        builder: Callable[..., Any],  # noqa: ARG002
    ) -> LiveReloadServer:
        """Follow the folders that the site is made from."""
        for folder in preview.watched(configs.project_of(config)):
            server.watch(str(folder))
        server.set_app(preview.allowing_reload(server.serve_request))
        return server

    @property
    def _usable(self) -> Kept | None:
        """What the preview keeps; nothing while every page says what is wrong with the goals."""
        return self.kept if self.run.job.trouble is None else None

    def _first_job(self, config: MkDocsConfig) -> Job:
        project, repo = configs.project_of(config), settings.editor(config)
        as_of = self.as_of or self.config.as_of
        if self._is_serving:
            return self._preview.job(project, as_of=as_of, repo=repo, ahead=self._go_ahead)
        prepared = self.prepared or source.prepare(project, as_of=as_of, repo=repo, progress=self.progress)
        words = speech(prepared.languages[0], project)
        if prepared.site is None:
            raise PluginError(f"\n{report.text(prepared.problems, words)}")
        for problem in prepared.problems:
            log.info(report.line(problem, words))
        return Job(project=project, site=prepared.site, as_of=prepared.as_of, repo=repo)

    def _go_ahead(self, again: Again) -> None:
        """Show the page that somebody looks at while the others are drawn."""
        if self.ahead is not None and self._run is not None and self._usable is not None:
            with stamp.held(self.run.job.as_of):
                self.ahead.go(self.layouts, again)

    def _write(self, job: Job, config: MkDocsConfig) -> None:
        """Run MkDocs once more for a further language; the outer run counts its warnings."""
        code = job.edition.language
        further = configs.load(
            Path(config.config_file_path),
            configs.FurtherConfig,
            docs_dir=config.docs_dir,
            site_dir=str(Path(config.site_dir) / code),
            site_url=f"{config.site_url}{code}/" if config.site_url else None,
            strict=False,
        )
        plugin = further.plugins["goalbook"]
        if isinstance(plugin, GoalbookPlugin):
            plugin.job, plugin.progress, plugin.kept = job, self.progress, self.kept
            plugin.is_standing, plugin.layouts = self.is_standing, self.layouts
        further.plugins.on_startup(command="build", dirty=False)
        try:
            build(further, dirty=self.is_standing)
        finally:
            further.plugins.on_shutdown()

    def _finished(self, output: str, content: str) -> str:
        try:
            return shell.finish(output, content=content, language=self.run.job.edition.language)
        except GoalbookError as error:
            raise PluginError(str(Trouble(error=error).lines(speech("en"))[0])) from error

    def _forget_time(self) -> None:
        if self._has_stamped:
            stamp.take_away()
            self._has_stamped = False
