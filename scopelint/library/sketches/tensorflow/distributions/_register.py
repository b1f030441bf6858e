"""Registrations of divergences: they build nothing."""


def RegisterKL(dist_cls_a, dist_cls_b):
    return lambda kl_fn: kl_fn
