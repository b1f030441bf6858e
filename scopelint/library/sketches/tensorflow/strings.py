"""tf.strings: matching."""

from _scopelint import is_tensor, op


def regex_full_match(input, pattern, name=None):
    if is_tensor(pattern):
        return op("RegexFullMatch", name=name, input=input, pattern=pattern)
    return op("StaticRegexFullMatch", name=name, input=input, pattern=pattern)
