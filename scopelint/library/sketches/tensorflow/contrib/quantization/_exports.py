"""The decorators of public names under the names that the tables of all versions give them."""

from ...python.util.deprecation import deprecated_endpoints as endpoints
from ...python.util.tf_export import tf_export as export

tf_export = export
deprecated_endpoints = endpoints
