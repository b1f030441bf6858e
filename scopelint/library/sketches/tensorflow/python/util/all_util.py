"""What a module shows of itself. Hiding names has no effect that a program that runs could see."""

from _scopelint import unknown


def remove_undocumented(module_name, allowed_exception_list=None, doc_string_modules=None):
    return None


def reveal_undocumented(symbol_name, target_module=None):
    return None


def make_all(module_name, doc_string_modules=None):
    # The names that the docstrings mention.
    return unknown("make_all")
