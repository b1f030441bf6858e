"""statistics: means and medians."""


class StatisticsError(ValueError):
    pass


def mean(data):
    items = list(data)
    if not items:
        raise StatisticsError("mean requires at least one data point")
    total = sum(items)
    if isinstance(total, int) and total % len(items) == 0:
        return total // len(items)
    return total / len(items)


def fmean(data):
    items = list(data)
    return float(sum(items)) / len(items)


def median(data):
    items = sorted(data)
    n = len(items)
    if n == 0:
        raise StatisticsError("no median for empty data")
    if n % 2 == 1:
        return items[n // 2]
    return (items[n // 2 - 1] + items[n // 2]) / 2


def pvariance(data, mu=None):
    items = list(data)
    m = mean(items)
    return mean([(x - m) ** 2 for x in items])


def variance(data, xbar=None):
    items = list(data)
    m = mean(items)
    return sum((x - m) ** 2 for x in items) / (len(items) - 1)


def stdev(data, xbar=None):
    return variance(data) ** 0.5


def pstdev(data, mu=None):
    return pvariance(data) ** 0.5
