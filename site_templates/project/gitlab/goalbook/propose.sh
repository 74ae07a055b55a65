#!/bin/sh
# usage: propose.sh BRANCH TITLE
# Opens what changed in goals/ as a proposal; nothing when nothing changed or it is open already.
set -eu
branch="goalbook/$1"
title="$2"
git add --all -- goals
if git diff --cached --quiet; then
  echo "Nothing changed."
  exit 0
fi
if git ls-remote --exit-code --heads origin "refs/heads/$branch" >/dev/null; then
  echo "There is a branch $branch already."
  git reset --quiet --hard
  exit 0
fi
before="$(git rev-parse --verify HEAD)"
git -c user.name=goalbook -c user.email=goalbook@localhost commit --quiet --message "$title"
# The token is asked for through a helper, so that it stands in no address and no log.
git -c credential.helper= \
  -c credential.helper='!f() { echo username=goalbook; echo "password=$GOALBOOK_TOKEN"; }; f' \
  push --quiet \
  --push-option=merge_request.create \
  --push-option=merge_request.target="$CI_DEFAULT_BRANCH" \
  --push-option=merge_request.title="$title" \
  "$CI_PROJECT_URL.git" "HEAD:refs/heads/$branch"
git reset --quiet --hard "$before"
