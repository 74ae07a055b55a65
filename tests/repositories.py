"""Real git repositories for tests: fixed identity, fixed dates, nothing of the machine's own settings."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Final

VERSIONS: Final = Path(__file__).parent / "handbooks" / "history"
_FIRST_DAY: Final = date(2026, 11, 1)


@dataclass(slots=True)
class Repo:
    """A repository.

    Attributes:
        root: Its folder.
        commits: How many commits were made; each has a day of its own.
    """

    root: Path
    commits: int = 0

    @classmethod
    def make(cls, root: Path) -> Repo:
        """An empty one with the branch main."""
        root.mkdir(parents=True, exist_ok=True)
        repo = cls(root)
        repo.git("init", "--quiet", "--initial-branch", "main")
        return repo

    def git(self, *arguments: str, **environment: str) -> str:
        """Run git and return what it prints."""
        day = (_FIRST_DAY + timedelta(days=self.commits)).isoformat()
        kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        who = {
            "GIT_AUTHOR_NAME": "Tanaka",
            "GIT_AUTHOR_EMAIL": "tanaka@example.com",
            "GIT_AUTHOR_DATE": f"{day}T09:00:00+09:00",
            "GIT_COMMITTER_NAME": "Tanaka",
            "GIT_COMMITTER_EMAIL": "tanaka@example.com",
            "GIT_COMMITTER_DATE": f"{day}T09:00:00+09:00",
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
        }
        done = subprocess.run(
            ["git", "-C", str(self.root), *arguments],
            env={**kept, **who, **environment},
            check=True,
            capture_output=True,
        )
        return done.stdout.decode(errors="replace").strip()

    def write(self, files: Mapping[str, str | bytes]) -> None:
        """Write files; an empty text removes one."""
        for path, text in files.items():
            target = self.root / path
            if not text:
                target.unlink()
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(text.encode() if isinstance(text, str) else text)

    def commit(self, subject: str = "Change goals") -> str:
        """Commit everything there is; returns the commit's name."""
        self.commits += 1
        self.git("add", "--all", "--force")
        self.git("commit", "--quiet", "--allow-empty", "--message", subject)
        return self.git("rev-parse", "HEAD")

    def version(self, folder: str) -> str:
        """Commit the goals of one version folder as they stand there."""
        shutil.rmtree(self.root / "goals", ignore_errors=True)
        shutil.copytree(VERSIONS / folder / "goals", self.root / "goals")
        return self.commit(f"Version {folder}")
