"""OpenTAXII for gunicorn.

Version 0.9.3 writes UUIDs into its answers, which its JSON cannot write, and answers 500 although it has done what it was asked
to (eclecticiq/OpenTAXII#243). With STOCK in the environment it is left as it is.
"""

import functools
import json
import os
import types

from opentaxii.taxii2 import http

if not os.environ.get("STOCK"):
    http.json = types.SimpleNamespace(dumps=functools.partial(json.dumps, default=str))

from opentaxii.http import app  # noqa: E402, F401
