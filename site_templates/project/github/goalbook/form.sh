#!/bin/sh
# Adds what an issue form asks for and proposes it, or says under the issue what does not fit.
set -eu
told="$(mktemp)"
if goalbook new from-issue "$GITHUB_EVENT_PATH" >"$told" 2>&1; then
  sh "$(dirname "$0")/propose.sh" "issue-$ISSUE" "@@{form_title} #$ISSUE"
else
  # Indented, so that GitHub shows it as it is.
  sed 's/^/    /' "$told" | gh issue comment "$ISSUE" --body-file -
  cat "$told"
  exit 1
fi
