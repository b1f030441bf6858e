"""What is asked of a dataset or iterator by functions of the module, and the options of datasets."""

from .structure import classes_of, shapes_of, types_of


def get_output_types(dataset_or_iterator):
    return types_of(dataset_or_iterator._element)


def get_output_shapes(dataset_or_iterator):
    return shapes_of(dataset_or_iterator._element)


def get_output_classes(dataset_or_iterator):
    return classes_of(dataset_or_iterator._element)


def make_one_shot_iterator(dataset):
    return dataset.make_one_shot_iterator()


def make_initializable_iterator(dataset, shared_name=None):
    return dataset.make_initializable_iterator(shared_name)


class Group(object):
    """Options by name; any may be set."""

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return None


class Options(Group):
    def __init__(self):
        for name in ("experimental_distribute", "experimental_optimization", "experimental_stats",
                     "experimental_threading", "threading", "autotune"):
            setattr(self, name, Group())

    def merge(self, options):
        return self
