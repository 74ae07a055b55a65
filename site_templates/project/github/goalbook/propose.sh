#!/bin/sh
# usage: propose.sh BRANCH TITLE
# Opens what changed in goals/ as a proposal and has it checked; nothing when nothing changed or it is open already.
set -eu
branch="goalbook/$1"
title="$2"
git add --all -- goals
if git diff --cached --quiet; then
  echo "Nothing changed."
  exit 0
fi
gh auth setup-git
if git ls-remote --exit-code --heads origin "refs/heads/$branch" >/dev/null; then
  echo "There is a branch $branch already."
  git reset --quiet --hard
  exit 0
fi
git switch --quiet --create "$branch"
git -c user.name=goalbook -c user.email=goalbook@users.noreply.github.com commit --quiet --message "$title"
git push --quiet origin "refs/heads/$branch"
gh pr create --base "$DEFAULT_BRANCH" --head "$branch" --title "$title" --body "@@{proposal_body}"
gh workflow run check.yml --ref "$branch"
git switch --quiet -
