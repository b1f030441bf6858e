"""packaging: versions only."""
