"""The only folder that writes a site or knows MkDocs."""
