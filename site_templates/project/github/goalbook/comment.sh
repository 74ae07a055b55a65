#!/bin/sh
# Writes one comment under a proposal, or renews it. Nothing of the proposal is checked out or run.
set -eu
. "$(dirname "$0")/proposal.sh"
mark="<!-- goalbook -->"
text="$(mktemp)"
{
  echo "$mark"
  goalbook diff HEAD "$HEAD_SHA" --merge-base --format markdown
  echo
  echo "[@@{preview}]($RUN_URL)"
} >"$text"
comments="repos/$GITHUB_REPOSITORY/issues/$number/comments"
mine="$(
  gh api --paginate "$comments" \
    --jq ".[] | select(.user.login == \"github-actions[bot]\" and (.body | startswith(\"$mark\"))) | .id" | head -n 1
)"
if [ -n "$mine" ]; then
  gh api --silent --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$mine" --field body=@"$text"
else
  gh api --silent --method POST "$comments" --field body=@"$text"
fi
