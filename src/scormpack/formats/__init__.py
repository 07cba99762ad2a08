"""One module a format; each adds its standard's manifest, player and settings to the content."""
