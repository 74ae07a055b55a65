#!/bin/sh
# Merges a proposal when nothing but numbers is in it, exactly as it was checked, and publishes them.
set -eu
. "$(dirname "$0")/proposal.sh"
if goalbook log-only HEAD "$HEAD_SHA"; then
  gh pr merge "$number" --squash --delete-branch --match-head-commit "$HEAD_SHA"
  gh workflow run publish.yml
else
  code="$?"
  [ "$code" -eq 1 ] # anything else is no answer but a failure
fi
