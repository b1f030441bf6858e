"""Set-up of tests."""


def InstallStackTraceHandler():
    return None


def IsMklEnabled():
    return False
