"""Tree -> Handbook and Problems. The only floor that reads files of goals/."""
