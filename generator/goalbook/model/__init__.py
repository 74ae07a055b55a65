"""The frozen nouns: what a team's goals are made of. No input, no output, no pandas."""
