#!/bin/sh
# Writes one comment under a proposal, or renews it. Nothing of the proposal is checked out or run.
set -eu
. "$(dirname "$0")/proposal.sh"
mark="<!-- goalbook -->"
text="$(mktemp)"
{
  echo "$mark"
  goalbook diff HEAD "$HEAD_SHA" --merge-base --format markdown --preview "$RUN_URL"
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

# The lines that keep what was agreed, each beside what it replaces: pressing "Commit suggestion" takes it over.
reviews="repos/$GITHUB_REPOSITORY/pulls/$number/comments"
there="$(
  gh api --paginate "$reviews" --jq '.[] | select(.user.login == "github-actions[bot]") | "\(.path):\(.line)"'
)"
goalbook diff HEAD "$HEAD_SHA" --merge-base --format json | jq --compact-output '.suggestions[]' |
  while IFS= read -r one; do
    place="$(printf '%s' "$one" | jq --raw-output '"\(.path):\(.line)"')"
    if printf '%s\n' "$there" | grep --fixed-strings --line-regexp --quiet -e "$place"; then
      continue
    fi
    printf '%s' "$one" | jq --arg commit "$HEAD_SHA" \
      '. + {commit_id: $commit, side: "RIGHT"} + if .start_line then {start_side: "RIGHT"} else {} end' |
      gh api --silent --method POST "$reviews" --input - || echo "No suggestion could be placed at a line."
  done
