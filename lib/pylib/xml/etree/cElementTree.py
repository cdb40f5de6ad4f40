"""Kept for programs of old."""

from xml.etree.ElementTree import *
