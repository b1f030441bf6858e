"""attrs: classes whose attributes are declared, and what is generated from that."""

from attr import exceptions
from attr.exceptions import FrozenInstanceError, NotAnAttrsClassError, UnannotatedAttributeError

__version__ = "22.2.0"


class _Nothing(object):
    def __repr__(self):
        return "NOTHING"

    def __bool__(self):
        return False

    __nonzero__ = __bool__


NOTHING = _Nothing()


class Factory(object):
    def __init__(self, factory, takes_self=False):
        self.factory = factory
        self.takes_self = takes_self


class _CountingAttr(object):
    counter = 0

    def __init__(self, default, validator, repr, eq, order, hash, init, metadata, type, converter, kw_only, on_setattr,
                 alias):
        _CountingAttr.counter += 1
        self.counter = _CountingAttr.counter
        self._default = default
        self._validator = _all_of(validator)
        self.repr = repr
        self.eq = eq
        self.order = order
        self.hash = hash
        self.init = init
        self.metadata = metadata
        self.type = type
        self.converter = _one_after_another(converter)
        self.kw_only = kw_only
        self.on_setattr = on_setattr
        self.alias = alias

    def validator(self, meth):
        self._validator = meth if self._validator is None else _all_of([self._validator, meth])
        return meth

    def default(self, meth):
        if self._default is not NOTHING:
            raise exceptions.DefaultAlreadySetError()
        self._default = Factory(meth, takes_self=True)
        return meth


class Attribute(object):
    def __init__(self, name, made, type=None, inherited=False, kw_only=None):
        self.name = name
        self.default = made._default
        self.validator = made._validator
        self.repr = made.repr
        self.eq = made.eq
        self.order = made.order
        self.hash = made.hash
        self.init = made.init
        self.metadata = made.metadata
        self.type = made.type if type is None else type
        self.converter = made.converter
        self.kw_only = made.kw_only if kw_only is None else kw_only
        self.on_setattr = made.on_setattr
        self.alias = made.alias or name.lstrip("_")
        self.inherited = inherited
        self._made = made

    def evolve(self, **changes):
        new = Attribute(self.name, self._made, self.type, self.inherited, self.kw_only)
        for name in changes:
            setattr(new, name, changes[name])
        return new

    def __eq__(self, other):
        return isinstance(other, Attribute) and self.name == other.name and self._made is other._made

    def __hash__(self):
        return hash(self.name)

    def __repr__(self):
        return "Attribute(name=%r)" % self.name


class _Attributes(tuple):
    """The attributes of a class, by position and by name."""

    def __getattr__(self, name):
        for each in self:
            if each.name == name:
                return each
        raise AttributeError(name)


def _all_of(validator):
    if not isinstance(validator, (list, tuple)):
        return validator
    if len(validator) < 2:
        return validator[0] if validator else None

    def check(inst, attribute, value):
        for each in validator:
            each(inst, attribute, value)

    return check


def _one_after_another(converter):
    if not isinstance(converter, (list, tuple)):
        return converter

    def convert(value):
        for each in converter:
            value = each(value)
        return value

    return convert


def attrib(default=NOTHING, validator=None, repr=True, cmp=None, hash=None, init=True, metadata=None, type=None,
           converter=None, factory=None, kw_only=False, eq=None, order=None, on_setattr=None, alias=None, convert=None):
    if factory is not None:
        if default is not NOTHING:
            raise ValueError("The `default` and `factory` arguments are mutually exclusive.")
        if not callable(factory):
            raise ValueError("The `factory` argument must be a callable.")
        default = Factory(factory)
    if cmp is not None:
        eq = order = cmp
    eq = True if eq is None else eq
    order = eq if order is None else order
    return _CountingAttr(default, validator, repr, eq, order, hash, init, metadata or {}, type,
                         converter if convert is None else convert, kw_only, on_setattr, alias)


def field(default=NOTHING, validator=None, repr=True, hash=None, init=True, metadata=None, type=None, converter=None,
          factory=None, kw_only=False, eq=None, order=None, on_setattr=None, alias=None):
    return attrib(default=default, validator=validator, repr=repr, hash=hash, init=init, metadata=metadata, type=type,
                  converter=converter, factory=factory, kw_only=kw_only, eq=eq, order=order, on_setattr=on_setattr,
                  alias=alias)


def _is_class_var(annotation):
    return str(annotation).lstrip("'\"").startswith(("typing.ClassVar", "t.ClassVar", "ClassVar"))


def _own(cls, these, auto_attribs):
    own = cls.__dict__
    annotations = own.get("__annotations__", {})
    if these is not None:
        return [(name, made, annotations.get(name)) for name, made in these.items()]
    declared = [(name, value) for name, value in own.items() if isinstance(value, _CountingAttr)]
    if not auto_attribs:
        declared.sort(key=lambda pair: pair[1].counter)
        return [(name, made, annotations.get(name)) for name, made in declared]
    found = []
    for name, annotation in annotations.items():
        if _is_class_var(annotation):
            continue
        made = own.get(name, NOTHING)
        if not isinstance(made, _CountingAttr):
            made = attrib(default=made)
        found.append((name, made, annotation))
    missing = [name for name, made in declared if name not in annotations]
    if missing:
        raise UnannotatedAttributeError("The following `attr.ib`s lack a type annotation: " + ", ".join(missing) + ".")
    return found


def _attributes(cls, these, auto_attribs, kw_only, transformer):
    force = True if kw_only else None
    own = [Attribute(name, made, annotation, kw_only=force) for name, made, annotation in _own(cls, these, auto_attribs)]
    names = [a.name for a in own]
    bases = {}
    for base in reversed(cls.__mro__[1:]):
        for a in base.__dict__.get("__attrs_attrs__", ()):
            if not a.inherited:
                bases.pop(a.name, None)
                bases[a.name] = a.evolve(inherited=True, kw_only=a.kw_only or bool(kw_only))
    found = [a for a in bases.values() if a.name not in names] + own
    if transformer is not None:
        found = list(transformer(cls, found))
    defaulted = False
    for a in found:
        if a.init and not a.kw_only:
            if a.default is not NOTHING:
                defaulted = True
            elif defaulted:
                raise ValueError("No mandatory attributes allowed after an attribute with a default value or factory.  "
                                 "Attribute in question: %r" % (a,))
    return found, names


def _make_init(cls, found, pre, post, name):
    positional = [a for a in found if a.init and not a.kw_only]
    known = [a.alias for a in found if a.init]
    put = object.__setattr__

    def __init__(self, *args, **kwargs):
        if pre:
            self.__attrs_pre_init__()
        if len(args) > len(positional):
            least = len([a for a in positional if a.default is NOTHING])
            most = len(positional) + 1
            takes = "%d" % most if least + 1 == most else "from %d to %d" % (least + 1, most)
            raise TypeError("%s() takes %s positional argument%s but %d were given"
                            % (name, takes, "" if most == 1 else "s", len(args) + 1))
        given = {}
        for at in range(len(args)):
            given[positional[at].alias] = args[at]
        for word in kwargs:
            if word not in known:
                raise TypeError("%s() got an unexpected keyword argument '%s'" % (name, word))
            if word in given:
                raise TypeError("%s() got multiple values for argument '%s'" % (name, word))
            given[word] = kwargs[word]
        for only, kind in ((False, "positional"), (True, "keyword-only")):
            missing = ["'%s'" % a.alias for a in found
                       if a.init and a.kw_only == only and a.default is NOTHING and a.alias not in given]
            if missing:
                words = " and ".join(missing) if len(missing) < 3 else ", ".join(missing[:-1]) + ", and " + missing[-1]
                raise TypeError("%s() missing %d required %s argument%s: %s"
                                % (name, len(missing), kind, "" if len(missing) == 1 else "s", words))
        for a in found:
            if a.init and a.alias in given:
                value = given[a.alias]
            elif a.default is NOTHING:
                continue
            elif isinstance(a.default, Factory):
                value = a.default.factory(self) if a.default.takes_self else a.default.factory()
            else:
                value = a.default
            if a.converter is not None:
                value = a.converter(value)
            put(self, a.name, value)
        if _validating[0]:
            for a in found:
                if a.validator is not None and a.init:
                    a.validator(self, a, getattr(self, a.name))
        if post:
            self.__attrs_post_init__()

    return __init__


_validating = [True]


def set_run_validators(run):
    _validating[0] = run


def get_run_validators():
    return _validating[0]


def _make_setattr(found, on_setattr):
    hooks = {}
    for a in found:
        hook = a.on_setattr if a.on_setattr is not None else on_setattr
        if hook is not None and hook is not _no_op:
            hooks[a.name] = (a, list(hook) if isinstance(hook, (list, tuple)) else [hook])
    if not hooks:
        return None

    def __setattr__(self, name, value):
        if name in hooks:
            a, todo = hooks[name]
            for each in todo:
                value = each(self, a, value)
        object.__setattr__(self, name, value)

    return __setattr__


def _no_op(inst, attribute, value):
    return value


def _convert(inst, attribute, value):
    return value if attribute.converter is None else attribute.converter(value)


def _validate(inst, attribute, value):
    if _validating[0] and attribute.validator is not None:
        attribute.validator(inst, attribute, value)
    return value


def _frozen_setattr(self, name, value):
    raise FrozenInstanceError()


def _frozen_delattr(self, name):
    raise FrozenInstanceError()


def _compared(self, which):
    return tuple([getattr(self, a.name) for a in self.__attrs_attrs__ if getattr(a, which)])


def _add_order(cls):
    def add(name, test):
        def method(self, other):
            if other.__class__ is not self.__class__:
                return NotImplemented
            return test(_compared(self, "order"), _compared(other, "order"))

        method.__name__ = name
        setattr(cls, name, method)

    add("__lt__", lambda a, b: a < b)
    add("__le__", lambda a, b: a <= b)
    add("__gt__", lambda a, b: a > b)
    add("__ge__", lambda a, b: a >= b)


def _repr(self):
    shown = []
    for a in self.__attrs_attrs__:
        if a.repr is not False:
            value = getattr(self, a.name, NOTHING)
            shown.append("%s=%s" % (a.name, repr(value) if a.repr is True else a.repr(value)))
    return "%s(%s)" % (self.__class__.__qualname__.rpartition(">.")[2], ", ".join(shown))


def _eq(self, other):
    if other.__class__ is not self.__class__:
        return NotImplemented
    return _compared(self, "eq") == _compared(other, "eq")


def _ne(self, other):
    same = _eq(self, other)
    return NotImplemented if same is NotImplemented else not same


def _hashed(self):
    return hash(tuple([getattr(self, a.name) for a in self.__attrs_attrs__
                       if (a.eq if a.hash is None else a.hash)]))


def attrs(maybe_cls=None, these=None, repr_ns=None, repr=None, cmp=None, hash=None, init=None, slots=False, frozen=False,
          weakref_slot=True, str=False, auto_attribs=False, kw_only=False, cache_hash=False, auto_exc=False, eq=None,
          order=None, auto_detect=False, collect_by_mro=False, getstate_setstate=None, on_setattr=None,
          field_transformer=None, match_args=True, unsafe_hash=None):
    if cmp is not None:
        eq = order = cmp
    hash = unsafe_hash if unsafe_hash is not None else hash

    def wrap(cls):
        own = cls.__dict__

        def wanted(flag, *names):
            if flag is not None:
                return flag
            return not (auto_detect and any([name in own for name in names]))

        # The parents that cannot be changed make their children so.
        fixed = frozen or cls.__setattr__ is _frozen_setattr
        found, names = _attributes(cls, these, auto_attribs, kw_only, field_transformer)
        for name in names:
            if name in own:
                delattr(cls, name)
        cls.__attrs_attrs__ = _Attributes(found)
        error = auto_exc and issubclass(cls, BaseException)
        pre = hasattr(cls, "__attrs_pre_init__")
        post = hasattr(cls, "__attrs_post_init__")
        has_init = wanted(init, "__init__")
        word = "__init__" if has_init else "__attrs_init__"
        made = _make_init(cls, found, pre, post, "%s.%s" % (cls.__qualname__, word))
        made.__name__ = word
        setattr(cls, word, made)
        if wanted(repr, "__repr__"):
            cls.__repr__ = _repr
        if str:
            cls.__str__ = cls.__repr__
        has_eq = wanted(eq, "__eq__", "__ne__") and not error
        if has_eq:
            cls.__eq__ = _eq
            cls.__ne__ = _ne
        if order is None and auto_detect:
            ordered = has_eq and not any([n in own for n in ("__lt__", "__le__", "__gt__", "__ge__")])
        else:
            ordered = has_eq if order is None else order
        if ordered and not error:
            _add_order(cls)
        if not (auto_detect and hash is None and "__hash__" in own and own["__hash__"] is not None):
            if hash is True or (hash is None and has_eq and fixed):
                cls.__hash__ = _hashed
            elif hash is None and has_eq:
                cls.__hash__ = None
        if fixed:
            cls.__setattr__ = _frozen_setattr
            cls.__delattr__ = _frozen_delattr
        elif "__setattr__" not in own:
            setter = _make_setattr(found, on_setattr)
            if setter is not None:
                cls.__setattr__ = setter
        if match_args and "__match_args__" not in own:
            cls.__match_args__ = tuple([a.name for a in found if a.init and not a.kw_only])
        return cls

    return wrap if maybe_cls is None else wrap(maybe_cls)


def define(maybe_cls=None, these=None, repr=None, unsafe_hash=None, hash=None, init=None, slots=True, frozen=False,
           weakref_slot=True, str=False, auto_attribs=None, kw_only=False, cache_hash=False, auto_exc=True, eq=None,
           order=False, auto_detect=True, getstate_setstate=None, on_setattr=None, field_transformer=None,
           match_args=True):
    def wrap(cls):
        setting = on_setattr
        if setting is None and not frozen and cls.__setattr__ is not _frozen_setattr:
            setting = [_convert, _validate]

        def made(by_annotation):
            return attrs(cls, these=these, repr=repr, hash=hash, unsafe_hash=unsafe_hash, init=init, frozen=frozen,
                         str=str, auto_attribs=by_annotation, kw_only=kw_only, auto_exc=auto_exc, eq=eq, order=order,
                         auto_detect=auto_detect, collect_by_mro=True, on_setattr=setting,
                         field_transformer=field_transformer, match_args=match_args)

        if auto_attribs is not None:
            return made(auto_attribs)
        try:
            return made(True)
        except UnannotatedAttributeError:
            return made(False)

    return wrap if maybe_cls is None else wrap(maybe_cls)


def frozen(maybe_cls=None, **options):
    options["frozen"] = True
    options.setdefault("on_setattr", None)
    return define(maybe_cls, **options)


def dataclass(maybe_cls=None, **options):
    options["auto_attribs"] = True
    return attrs(maybe_cls, **options)


mutable = define
s = attributes = attrs
ib = attr = attrib


# -- asked of classes and instances


def has(cls):
    return getattr(cls, "__attrs_attrs__", None) is not None


def fields(cls):
    if not isinstance(cls, type):
        raise TypeError("Passed object must be a class.")
    found = getattr(cls, "__attrs_attrs__", None)
    if found is None:
        raise NotAnAttrsClassError("%r is not an attrs-decorated class." % (cls,))
    return found


def fields_dict(cls):
    return {a.name: a for a in fields(cls)}


def asdict(inst, recurse=True, filter=None, dict_factory=dict, retain_collection_types=False, value_serializer=None):
    found = dict_factory()
    for a in fields(inst.__class__):
        value = getattr(inst, a.name)
        if filter is not None and not filter(a, value):
            continue
        if value_serializer is not None:
            value = value_serializer(inst, a, value)
        if recurse:
            value = _plain(value, lambda v: asdict(v, True, filter, dict_factory, retain_collection_types,
                                                   value_serializer), retain_collection_types, dict_factory)
        found[a.name] = value
    return found


def _plain(value, of_instance, retain, dict_factory):
    if has(value.__class__):
        return of_instance(value)
    if isinstance(value, (tuple, list, set, frozenset)):
        items = [_plain(item, of_instance, retain, dict_factory) for item in value]
        return value.__class__(items) if retain else items
    if isinstance(value, dict):
        return dict_factory([(_plain(k, of_instance, retain, dict_factory), _plain(v, of_instance, retain, dict_factory))
                             for k, v in value.items()])
    return value


def astuple(inst, recurse=True, filter=None, tuple_factory=tuple, retain_collection_types=False):
    found = []
    for a in fields(inst.__class__):
        value = getattr(inst, a.name)
        if filter is not None and not filter(a, value):
            continue
        if recurse:
            value = _plain(value, lambda v: astuple(v, True, filter, tuple_factory, retain_collection_types),
                           retain_collection_types, dict)
        found.append(value)
    return tuple_factory(found)


def evolve(*args, **changes):
    inst = args[0] if args else changes.pop("inst")
    for a in fields(inst.__class__):
        if a.init and a.alias not in changes:
            changes[a.alias] = getattr(inst, a.name)
    return inst.__class__(**changes)


def assoc(inst, **changes):
    new = inst.__class__.__new__(inst.__class__)
    for a in fields(inst.__class__):
        object.__setattr__(new, a.name, changes.pop(a.name) if a.name in changes else getattr(inst, a.name))
    if changes:
        raise exceptions.AttrsAttributeNotFoundError("%s is not an attrs attribute" % next(iter(changes)))
    return new


def validate(inst):
    if _validating[0]:
        for a in fields(inst.__class__):
            if a.validator is not None:
                a.validator(inst, a, getattr(inst, a.name))


def make_class(name, attrs, bases=(object,), class_body=None, **attributes_arguments):
    these = dict(attrs) if isinstance(attrs, dict) else {each: attrib() for each in attrs}
    body = dict(class_body or {})
    for special in ("__attrs_pre_init__", "__attrs_post_init__", "__init__"):
        if special in these:
            body[special] = these.pop(special)
    return _attrs(type(name, bases, body), these=these, **attributes_arguments)


_attrs = attrs


def resolve_types(cls, globalns=None, localns=None, attribs=None, include_extras=True):
    return cls
