"""tf.contrib.data of 1.4: the dataset classes it had before tf.data, which are the same to a program."""

from ...data._dataset import Dataset as dataset
from ...data._files import (
    FixedLengthRecordDataset as fixed,
)
from ...data._files import (
    TextLineDataset as lines,
)
from ...data._files import (
    TFRecordDataset as records,
)

Dataset = dataset
FixedLengthRecordDataset = fixed
TFRecordDataset = records
TextLineDataset = lines
