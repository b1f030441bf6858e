"""string."""

whitespace = " \t\n\r\x0b\x0c"
ascii_lowercase = "abcdefghijklmnopqrstuvwxyz"
ascii_uppercase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ascii_letters = ascii_lowercase + ascii_uppercase
lowercase, uppercase, letters = ascii_lowercase, ascii_uppercase, ascii_letters
digits = "0123456789"
hexdigits = digits + "abcdef" + "ABCDEF"
octdigits = "01234567"
punctuation = r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"""
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    return (sep or " ").join(x.capitalize() for x in s.split(sep))


def maketrans(a, b):
    return str.maketrans(a, b)


def join(words, sep=" "):
    return sep.join(words)


class Template(object):
    def __init__(self, template):
        self.template = template

    def _fill(self, mapping, safe):
        text = self.template
        out = []
        i = 0
        while i < len(text):
            if text[i] != "$":
                out.append(text[i])
                i += 1
                continue
            if text[i + 1:i + 2] == "$":
                out.append("$")
                i += 2
                continue
            braced = text[i + 1:i + 2] == "{"
            j = i + 2 if braced else i + 1
            start = j
            while j < len(text) and (text[j].isalnum() or text[j] == "_"):
                j += 1
            name = text[start:j]
            if braced:
                j += 1
            if not name:
                if not safe:
                    raise ValueError("Invalid placeholder in string: line 1, col %d" % (i + 1))
                out.append("$")
                i += 1
                continue
            if safe and name not in mapping:
                out.append(text[i:j])
            else:
                out.append(str(mapping[name]))
            i = j
        return "".join(out)

    def substitute(self, mapping={}, **kws):
        return self._fill(dict(mapping, **kws), False)

    def safe_substitute(self, mapping={}, **kws):
        return self._fill(dict(mapping, **kws), True)


class Formatter(object):
    def format(self, format_string, *args, **kwargs):
        return format_string.format(*args, **kwargs)

    def vformat(self, format_string, args, kwargs):
        return format_string.format(*args, **kwargs)
