"""One chart per file: a plain Plotly figure and its data table."""
