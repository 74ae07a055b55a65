#!/bin/sh
# Read by comment.sh and numbers.sh: finds the open proposal whose newest commit was checked, and fetches it as data.
# Which proposal that is comes from GitHub, not from anything that the proposal could have written. One that goes to
# another branch is none of ours: it would be compared with this one and merged there.
: "${DEFAULT_BRANCH:?}"
number="$(
  gh api --method GET "repos/$GITHUB_REPOSITORY/pulls" --field state=open --raw-field base="$DEFAULT_BRANCH" \
    --raw-field head="$HEAD_OWNER:$HEAD_BRANCH" --jq '.[] | select(.head.sha == env.HEAD_SHA) | .number' | head -n 1
)"
if [ -z "$number" ]; then
  echo "No open proposal ends with $HEAD_SHA; there is nothing to do."
  exit 0
fi
gh auth setup-git
git fetch --quiet --no-tags --no-recurse-submodules origin "refs/pull/$number/head"
git cat-file -e "$HEAD_SHA^{commit}"
