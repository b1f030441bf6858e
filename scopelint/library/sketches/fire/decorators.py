"""fire.decorators: how the values of arguments are read."""

from fire import _value


def SetParseFn(fn, *arguments):
    return SetParseFns(**{name: fn for name in arguments}) if arguments else SetParseFns(fn)


def SetParseFns(*positional, **named):
    def decorate(target):
        def parse(name, text):
            if name in named:
                return named[name](text)
            return positional[0](text) if positional else _value(text)

        target._fire_parse = parse
        return target

    return decorate
