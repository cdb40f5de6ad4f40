"""The figures of a profiler: added up, sorted and printed."""

import marshal
import os
import re
import sys
import time
from functools import cmp_to_key

__all__ = ["Stats"]

# A function is (file, line, name). The figures of one are (primitive calls, calls, own time,
# time with what it calls, callers). A caller's are a number of calls (profile) or four of
# those figures (cProfile).


class Stats:
    """Figures of files and of profilers, together."""

    def __init__(self, *args, stream=None):
        self.stream = stream or sys.stdout
        first = None
        if args:
            first, args = args[0], args[1:]
        self.init(first)
        self.add(*args)

    def init(self, arg):
        self.all_callees = None
        self.files = []
        self.fcn_list = None
        self.total_tt = 0
        self.total_calls = 0
        self.prim_calls = 0
        self.max_name_len = 0
        self.top_level = set()
        self.stats = {}
        self.sort_arg_dict = {}
        self.load_stats(arg)
        try:
            self.get_top_level_stats()
        except Exception:
            print("Invalid timing data %s" % (self.files[-1] if self.files else ""),
                  file=self.stream)
            raise

    def load_stats(self, arg):
        if arg is None:
            self.stats = {}
            return
        if isinstance(arg, str):
            with open(arg, "rb") as f:
                self.stats = marshal.load(f)
            try:
                arg = time.ctime(os.stat(arg).st_mtime) + "    " + arg
            except Exception:
                pass
            self.files = [arg]
        elif hasattr(arg, "create_stats"):
            arg.create_stats()
            self.stats = arg.stats
            arg.stats = {}
        if not self.stats:
            raise TypeError("Cannot create or construct a %r object from %r"
                            % (self.__class__, arg))

    def get_top_level_stats(self):
        for func, (cc, nc, tt, ct, callers) in self.stats.items():
            self.total_calls += nc
            self.prim_calls += cc
            self.total_tt += tt
            if ("jprofile", 0, "profiler") in callers:
                self.top_level.add(func)
            self.max_name_len = max(self.max_name_len, len(func_std_string(func)))

    def add(self, *arg_list):
        for item in arg_list:
            if type(item) != type(self):
                item = type(self)(item)
            self.files += item.files
            self.total_calls += item.total_calls
            self.prim_calls += item.prim_calls
            self.total_tt += item.total_tt
            self.top_level |= item.top_level
            self.max_name_len = max(self.max_name_len, item.max_name_len)
            self.fcn_list = None
            for func, figures in item.stats.items():
                old = self.stats.get(func, (0, 0, 0, 0, {}))
                self.stats[func] = add_func_stats(old, figures)
        return self

    def dump_stats(self, filename):
        with open(filename, "wb") as f:
            marshal.dump(self.stats, f)

    # field: (columns and directions, what a listing says)
    sort_arg_dict_default = {
        "calls": (((1, -1),), "call count"),
        "ncalls": (((1, -1),), "call count"),
        "cumtime": (((3, -1),), "cumulative time"),
        "cumulative": (((3, -1),), "cumulative time"),
        "file": (((4, 1),), "file name"),
        "filename": (((4, 1),), "file name"),
        "line": (((5, 1),), "line number"),
        "module": (((4, 1),), "file name"),
        "name": (((6, 1),), "function name"),
        "nfl": (((6, 1), (4, 1), (5, 1)), "name/file/line"),
        "pcalls": (((0, -1),), "primitive call count"),
        "stdname": (((7, 1),), "standard name"),
        "time": (((2, -1),), "internal time"),
        "tottime": (((2, -1),), "internal time"),
    }

    def get_sort_arg_defs(self):
        """The fields by every beginning of their names that is not ambiguous."""
        if not self.sort_arg_dict:
            table = {}
            ambiguous = set()
            for word, what in self.sort_arg_dict_default.items():
                for end in range(len(word), 0, -1):
                    part = word[:end]
                    if part in table:
                        # so a field that another's name begins with goes too
                        ambiguous.add(part)
                        break
                    table[part] = what
            for part in ambiguous:
                del table[part]
            self.sort_arg_dict = table
        return self.sort_arg_dict

    def sort_stats(self, *field):
        if not field:
            self.fcn_list = 0
            return self
        if len(field) == 1 and isinstance(field[0], int):
            # the numbers of the old profiler
            field = [{-1: "stdname", 0: "calls", 1: "time", 2: "cumulative"}[field[0]]]
        defs = self.get_sort_arg_defs()
        columns = ()
        self.sort_type = ""
        connector = ""
        for word in field:
            columns += defs[word][0]
            self.sort_type += connector + defs[word][1]
            connector = ", "
        rows = [(cc, nc, tt, ct) + func + (func_std_string(func), func)
                for func, (cc, nc, tt, ct, callers) in self.stats.items()]
        rows.sort(key=cmp_to_key(TupleComp(columns).compare))
        self.fcn_list = [row[-1] for row in rows]
        return self

    def reverse_order(self):
        if self.fcn_list:
            self.fcn_list.reverse()
        return self

    def strip_dirs(self):
        old, self.stats = self.stats, {}
        self.max_name_len = 0
        for func, (cc, nc, tt, ct, callers) in old.items():
            new = func_strip_path(func)
            self.max_name_len = max(self.max_name_len, len(func_std_string(new)))
            merged = {}
            for caller, figures in callers.items():
                merged = add_callers(merged, {func_strip_path(caller): figures})
            figures = cc, nc, tt, ct, merged
            if new in self.stats:
                figures = add_func_stats(self.stats[new], figures)
            self.stats[new] = figures
        self.top_level = {func_strip_path(func) for func in self.top_level}
        self.fcn_list = None
        self.all_callees = None
        return self

    def calc_callees(self):
        if self.all_callees:
            return
        self.all_callees = callees = {}
        for func, figures in self.stats.items():
            callees.setdefault(func, {})
            for caller, calls in figures[4].items():
                callees.setdefault(caller, {})[func] = calls

    # Printing

    def eval_print_amount(self, sel, list, msg):
        """What one restriction leaves of the list, and the message about it."""
        if isinstance(sel, str):
            try:
                pattern = re.compile(sel)
            except re.error:
                return list, msg + "   <Invalid regular expression %r>\n" % sel
            new = [func for func in list if pattern.search(func_std_string(func))]
        elif isinstance(sel, float) and 0.0 <= sel < 1.0:
            new = list[:int(len(list) * sel + .5)]
        elif isinstance(sel, int) and 0 <= sel < len(list):
            new = list[:sel]
        else:
            new = list
        if len(new) != len(list):
            msg += "   List reduced from %r to %r due to restriction <%r>\n" % (
                len(list), len(new), sel)
        return new, msg

    def get_print_list(self, sel_list):
        width = self.max_name_len
        if self.fcn_list:
            chosen = self.fcn_list[:]
            msg = "   Ordered by: " + self.sort_type + "\n"
        else:
            chosen = list(self.stats.keys())
            msg = "   Random listing order was used\n"
        for sel in sel_list:
            chosen, msg = self.eval_print_amount(sel, chosen, msg)
        if not chosen:
            return 0, chosen
        print(msg, file=self.stream)
        if len(chosen) < len(self.stats):
            width = max(len(func_std_string(func)) for func in chosen)
        return width + 2, chosen

    def print_stats(self, *amount):
        out = self.stream
        for filename in self.files:
            print(filename, file=out)
        if self.files:
            print(file=out)
        indent = " " * 8
        for func in self.top_level:
            print(indent, func_get_function_name(func), file=out)
        print(indent, self.total_calls, "function calls", end=" ", file=out)
        if self.total_calls != self.prim_calls:
            print("(%d primitive calls)" % self.prim_calls, end=" ", file=out)
        print("in %.3f seconds" % self.total_tt, file=out)
        print(file=out)
        width, chosen = self.get_print_list(amount)
        if chosen:
            self.print_title()
            for func in chosen:
                self.print_line(func)
            print(file=out)
            print(file=out)
        return self

    def print_callees(self, *amount):
        width, chosen = self.get_print_list(amount)
        if chosen:
            self.calc_callees()
            self.print_call_heading(width, "called...")
            for func in chosen:
                self.print_call_line(width, func, self.all_callees.get(func, {}))
            print(file=self.stream)
            print(file=self.stream)
        return self

    def print_callers(self, *amount):
        width, chosen = self.get_print_list(amount)
        if chosen:
            self.print_call_heading(width, "was called by...")
            for func in chosen:
                self.print_call_line(width, func, self.stats[func][4], "<-")
            print(file=self.stream)
            print(file=self.stream)
        return self

    def print_call_heading(self, name_size, column_title):
        print("Function ".ljust(name_size) + column_title, file=self.stream)
        some = next((next(iter(f[4].values())) for f in self.stats.values() if f[4]), None)
        if isinstance(some, tuple):
            print(" " * name_size + "    ncalls  tottime  cumtime", file=self.stream)

    def print_call_line(self, name_size, source, call_dict, arrow="->"):
        print(func_std_string(source).ljust(name_size) + arrow, end=" ", file=self.stream)
        if not call_dict:
            print(file=self.stream)
            return
        indent = ""
        for func in sorted(call_dict):
            name = func_std_string(func)
            figures = call_dict[func]
            if isinstance(figures, tuple):
                nc, cc, tt, ct = figures
                count = "%d/%d" % (nc, cc) if nc != cc else "%d" % nc
                text = "%s %s %s  %s" % (
                    count.rjust(7 + 2 * len(indent)), f8(tt), f8(ct), name)
                left = name_size + 1
            else:
                text = "%s(%r) %s" % (name, figures, f8(self.stats[func][3]))
                left = name_size + 3
            print(indent * left + text, file=self.stream)
            indent = " "

    def print_title(self):
        print("   ncalls  tottime  percall  cumtime  percall", end=" ", file=self.stream)
        print("filename:lineno(function)", file=self.stream)

    def print_line(self, func):
        cc, nc, tt, ct, callers = self.stats[func]
        count = str(nc) if nc == cc else str(nc) + "/" + str(cc)
        cells = [count.rjust(9), f8(tt), f8(tt / nc) if nc else " " * 8,
                 f8(ct), f8(ct / cc) if cc else " " * 8, func_std_string(func)]
        print(" ".join(cells), file=self.stream)


class TupleComp:
    """Compares rows by columns, each with a direction."""

    def __init__(self, comp_select_list):
        self.comp_select_list = comp_select_list

    def compare(self, left, right):
        for index, direction in self.comp_select_list:
            if left[index] != right[index]:
                return -direction if left[index] < right[index] else direction
        return 0


def func_strip_path(func_name):
    filename, line, name = func_name
    return os.path.basename(filename), line, name


def func_get_function_name(func):
    return func[2]


def func_std_string(func_name):
    if func_name[:2] != ("~", 0):
        return "%s:%d(%s)" % func_name
    name = func_name[2]
    # what is built in has no file
    return "{%s}" % name[1:-1] if name[:1] == "<" and name[-1:] == ">" else name


def add_func_stats(target, source):
    return (tuple(a + b for a, b in zip(target[:4], source[:4]))
            + (add_callers(target[4], source[4]),))


def add_callers(target, source):
    merged = dict(target)
    for func, figures in source.items():
        if func not in merged:
            merged[func] = figures
        elif isinstance(figures, tuple):
            merged[func] = tuple(a + b for a, b in zip(figures, merged[func]))
        else:
            merged[func] += figures
    return merged


def count_calls(callers):
    return sum(callers.values())


def f8(x):
    return "%8.3f" % x
