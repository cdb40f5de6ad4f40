"""Checks and prints JSON: python -m json.tool [--sort-keys] [infile] [outfile]."""

import argparse
import collections
import json
import sys


def main():
    parser = argparse.ArgumentParser(
        prog="python -m json.tool",
        description="A simple command line interface for json module "
                    "to validate and pretty-print JSON objects.")
    parser.add_argument("infile", nargs="?", type=argparse.FileType(),
                        help="a JSON file to be validated or pretty-printed")
    parser.add_argument("outfile", nargs="?", type=argparse.FileType("w"),
                        help="write the output of infile to outfile")
    parser.add_argument("--sort-keys", action="store_true", default=False,
                        help="sort the output of dictionaries alphabetically by key")
    options = parser.parse_args()
    with options.infile or sys.stdin as infile:
        try:
            hook = None if options.sort_keys else collections.OrderedDict
            obj = json.load(infile, object_pairs_hook=hook)
        except ValueError as e:
            raise SystemExit(e)
    with options.outfile or sys.stdout as outfile:
        json.dump(obj, outfile, sort_keys=options.sort_keys, indent=4)
        outfile.write("\n")


if __name__ == "__main__":
    main()
