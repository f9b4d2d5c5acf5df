"""Tests of Zuruf; the fixtures are in databases.py, servers.py, browsers.py and conftest.py."""
