"""Runs a script of one side with that side's Django ready: run_script.py SCRIPT [ARGUMENT...]."""

import runpy
import sys

import django

django.setup()
del sys.argv[0]
runpy.run_path(sys.argv[0], run_name="__main__")
