#!/bin/sh
# Drafts every review that is due today, each as a proposal of its own.
set -eu
due="$(mktemp)"
goalbook reviews-due >"$due"
failed=0
while read -r team kind; do
  if file="$(goalbook new review "$team" --kind "$kind" </dev/null)"; then
    sh "$(dirname "$0")/propose.sh" "review-$team-$(basename "$file" .md)" "@@{review_title}: $team" </dev/null
  else
    failed=1 # the other teams still get theirs
  fi
done <"$due"
exit "$failed"
