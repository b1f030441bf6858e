"""The doors: command line and flake8. Each is thin and imports the rest only when it has something to do."""
