"""What Goalbook sets in MkDocs and its theme, so that a project's mkdocs.yml may be five lines long.

Settings of the project stay where they are a matter of taste (palette, features, menu).
What the site relies on is set in any case: addresses that work from a folder, no font from another host,
the theme's words in the language.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any, Final

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig

from goalbook.errors import ConfigError
from goalbook.messages import msg
from goalbook.present.links import RepoLink
from goalbook.publish import assets, search, theme_files
from goalbook.publish.assets import Assets
from goalbook.publish.job import Job
from goalbook.words import SOURCE_LANGUAGE, Words

FEATURES: Final = (
    "content.action.edit",
    "navigation.indexes",
    "navigation.instant",
    "navigation.sections",
    "navigation.tabs",
    "navigation.top",
)
EXTENSIONS: Final = ("admonition", "attr_list", "footnotes", "tables", "toc")
_MKDOCS_OWN: Final = frozenset({"edit/master/docs/", "src/default/docs/"})
_EDITORS: Final = {"gitlab": "-/edit/main/", "bitbucket": "src/main/"}


def apply(config: MkDocsConfig, job: Job, files: Assets) -> None:
    """Set everything for one language.

    Raises:
        ConfigError: The theme is not Material for MkDocs.
    """
    if config.theme.name != "material":
        raise ConfigError(
            "The theme {theme} is not known to Goalbook.",
            hint="Write theme: material in mkdocs.yml.",
            theme=str(config.theme.name),
        )
    config.site_name = escape(job.edition.name)
    config.use_directory_urls = False
    # Pages bring their own links for editing; with these the theme would ask the host for its stars.
    config.repo_url = config.edit_uri = config.edit_uri_template = None
    _dress(config, job)
    theme_files.list_quickly(config.theme)
    _read_markdown(config, job.words)
    if job.trouble is not None:
        # Pages that cannot be drawn are missed by the handbook; only the reason is worth saying.
        config.validation.links.not_found = logging.DEBUG
    config.extra.update({"alternate": True, "generator": False, "homepage": "index.html"})
    config.extra["polyfills"] = [job.root + files.head, *config.extra.get("polyfills", [])]
    config.extra_css.insert(0, job.root + files.style)
    config.extra_javascript[:0] = [job.root + address for address in files.scripts]
    if (found := search.plugin(config)) is not None:
        languages = (job.edition.language, *(edition.language for edition in job.site.editions))
        search.configure(found, languages, config.theme.dirs)


def editor(config: MkDocsConfig) -> RepoLink | None:
    """Where readers edit files, from ``repo_url`` and ``edit_uri`` of mkdocs.yml; None without a repository.

    ``edit_uri`` leads to the folder that holds mkdocs.yml, ``edit/main/`` when it is left out.
    """
    if not config.repo_url:
        return None
    repo = config.repo_url.rstrip("/") + "/"
    if config.edit_uri_template:
        return RepoLink(edit=_absolute(repo, str(config.edit_uri_template)), home=repo)
    host = next((name for name in _EDITORS if name in repo.split("/")[2]), "")
    uri = config.edit_uri
    if not uri or uri in _MKDOCS_OWN:
        uri = _EDITORS.get(host, "edit/main/")
    mark = "#lines-{line}" if host == "bitbucket" else "#L{line}"
    return RepoLink(edit=_absolute(repo, uri) + "{path}" + mark, home=repo)


def _absolute(repo: str, uri: str) -> str:
    return uri if "://" in uri else repo + uri


def _dress(config: MkDocsConfig, job: Job) -> None:
    theme, project = config.theme, job.project
    # A project's own templates come first, then ours, then the theme's.
    own = [
        folder / "overrides" for folder in assets.theme_folders(project) if (folder / "overrides").is_dir()
    ]
    place = theme.dirs.index(next(path for path in theme.dirs if (Path(path) / "mkdocs_theme.yml").is_file()))
    theme.dirs[place:place] = [str(folder) for folder in own if str(folder) not in theme.dirs]
    theme["language"] = _theme_language(theme.dirs, job.edition.language)
    theme["font"] = False
    theme["features"] = list(dict.fromkeys((*theme.get("features", ()), *FEATURES)))
    if not theme.get("palette"):
        theme["palette"] = palette(job.words)


def _theme_language(dirs: list[str], language: str) -> str:
    """The language of the theme's own words; English where the theme does not know ours."""
    name = Path("partials") / "languages" / f"{language}.html"
    return language if any((Path(folder) / name).is_file() for folder in dirs) else SOURCE_LANGUAGE


def palette(words: Words) -> list[dict[str, Any]]:
    """Light and dark, as the reader's system says until the reader chooses."""
    to_dark, to_light = msg("Switch to the dark scheme"), msg("Switch to the light scheme")
    choices = (
        ("light", "default", "material/weather-night", to_dark),
        ("dark", "slate", "material/white-balance-sunny", to_light),
    )
    return [
        {
            "media": f"(prefers-color-scheme: {preference})",
            "scheme": scheme,
            "primary": "custom",
            "accent": "custom",
            "toggle": {"icon": icon, "name": escape(words.say(name))},
        }
        for preference, scheme, icon, name in choices
    ]


def _read_markdown(config: MkDocsConfig, words: Words) -> None:
    """What handbook pages are written with; options of the project stay."""
    for name in EXTENSIONS:
        if name not in config.markdown_extensions:
            config.markdown_extensions.append(name)
    options: dict[str, dict[str, Any]] = {
        "footnotes": {"BACKLINK_TITLE": words.say(msg("Back to the text"))},
        "toc": {"permalink": True, "permalink_title": words.say(msg("Link to this section"))},
    }
    for name, ours in options.items():
        config.mdx_configs[name] = {**ours, **config.mdx_configs.get(name, {})}
