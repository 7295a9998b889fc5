"""medallion for gunicorn. Its store is the memory of one process: one worker, never more."""

import os

from medallion import load_app

app = load_app(os.environ["MEDALLION_CONFIG"])
