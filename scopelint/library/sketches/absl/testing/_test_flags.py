"""The flags of absl.testing.absltest, which TensorFlow 1.14 and newer have too."""

from _scopelint_run import outside
from absl import flags

flags._define_own(
    "absl.testing.absltest", ("test_srcdir", outside("TEST_SRCDIR"), flags._text),
    ("test_tmpdir", outside("TEST_TMPDIR"), flags._text), ("test_random_seed", 301, flags.IntegerParser()),
    ("test_randomize_ordering_seed", "", flags._text), ("xml_output_file", "", flags._text))
