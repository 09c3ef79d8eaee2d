"""The demo editions: data only, listed in manifest.toml."""
