"""The values that symbolic runs carry."""
