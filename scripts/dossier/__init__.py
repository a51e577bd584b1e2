"""The edition's own package: model ← read ← {check, weave, export}.

It knows no site engine. `hooks.py` beside this folder is the only file that does.
"""
