"""The Python debugger: breakpoints, single steps, and looking at frames.

pdb.set_trace() begins it in a program, pdb.run() runs statements under it,
pdb.post_mortem() looks at an exception, and 'python3 -m pdb script' runs a script.
"""

import bdb
import cmd
import code
import dis
import glob
import inspect
import linecache
import os
import pprint
import re
import signal
import sys
import tokenize
import traceback

__all__ = ["run", "pm", "Pdb", "runeval", "runctx", "runcall", "set_trace", "post_mortem",
           "help"]


class Restart(Exception):
    """Start the script again."""


def find_function(funcname, filename):
    """(name, file, line) of a function's definition, or None."""
    cre = re.compile(r"def\s+%s\s*[(]" % re.escape(funcname))
    try:
        fp = tokenize.open(filename)
    except OSError:
        return None
    with fp:
        for lineno, line in enumerate(fp, start=1):
            if cre.match(line):
                return funcname, filename, lineno
    return None


def getsourcelines(obj):
    """inspect's, but the whole file for a module's frame."""
    lines, lineno = inspect.findsource(obj)
    if inspect.isframe(obj) and obj.f_globals is obj.f_locals:
        return lines, 1
    if inspect.ismodule(obj):
        return lines, 1
    return inspect.getblock(lines[lineno:]), lineno + 1


def lasti2lineno(code, lasti):
    for i, lineno in reversed(list(dis.findlinestarts(code))):
        if lasti >= i:
            return lineno
    return 0


class _rstr(str):
    """A str whose repr is itself."""

    def __repr__(self):
        return self


line_prefix = "\n-> "


class Pdb(bdb.Bdb, cmd.Cmd):

    _previous_sigint_handler = None

    def __init__(self, completekey="tab", stdin=None, stdout=None, skip=None, nosigint=False,
                 readrc=True):
        bdb.Bdb.__init__(self, skip=skip)
        cmd.Cmd.__init__(self, completekey, stdin, stdout)
        if stdout:
            self.use_rawinput = 0
        self.prompt = "(Pdb) "
        self.aliases = {}
        self.displaying = {}
        self.mainpyfile = ""
        self._wait_for_mainpyfile = False
        self.tb_lineno = {}
        try:
            import readline
            readline.set_completer_delims(" \t\n`@#$%^&*()=+[{]}\\|;:'\",<>?")
        except ImportError:
            pass
        self.allow_kbdint = False
        self.nosigint = nosigint

        self.rcLines = []
        if readrc:
            folders = [os.environ["HOME"]] if "HOME" in os.environ else []
            for path in [os.path.join(f, ".pdbrc") for f in folders] + [".pdbrc"]:
                try:
                    with open(path) as rcFile:
                        self.rcLines.extend(rcFile)
                except OSError:
                    pass

        # commands of breakpoints, by number
        self.commands = {}
        self.commands_doprompt = {}
        self.commands_silent = {}
        self.commands_defining = False
        self.commands_bnum = None

    def sigint_handler(self, signum, frame):
        if self.allow_kbdint:
            raise KeyboardInterrupt
        self.message("\nProgram interrupted. (Use 'cont' to resume).")
        self.set_step()
        self.set_trace(frame)

    def reset(self):
        bdb.Bdb.reset(self)
        self.forget()

    def forget(self):
        self.lineno = None
        self.stack = []
        self.curindex = 0
        self.curframe = None
        self.tb_lineno.clear()

    def setup(self, f, tb):
        self.forget()
        self.stack, self.curindex = self.get_stack(f, tb)
        while tb:
            # f_lineno may be behind the line that failed
            self.tb_lineno[tb.tb_frame] = lasti2lineno(tb.tb_frame.f_code, tb.tb_lasti)
            tb = tb.tb_next
        self.curframe = self.stack[self.curindex][0]
        # f_locals makes a new dict of the variables each time
        self.curframe_locals = self.curframe.f_locals
        return self.execRcLines()

    def execRcLines(self):
        if not self.rcLines:
            return
        rcLines = self.rcLines
        rcLines.reverse()
        # only once
        self.rcLines = []
        while rcLines:
            line = rcLines.pop().strip()
            if line and line[0] != "#":
                if self.onecmd(line):
                    # one that goes on: the rest is for the next stop
                    self.rcLines += reversed(rcLines)
                    return True

    # called where it stops

    def user_call(self, frame, argument_list):
        if self._wait_for_mainpyfile:
            return
        if self.stop_here(frame):
            self.message("--Call--")
            self.interaction(frame, None)

    def user_line(self, frame):
        if self._wait_for_mainpyfile:
            if self.mainpyfile != self.canonic(frame.f_code.co_filename) or frame.f_lineno <= 0:
                return
            self._wait_for_mainpyfile = False
        if self.bp_commands(frame):
            self.interaction(frame, None)

    def bp_commands(self, frame):
        """Run the commands of a breakpoint; whether there is to be a prompt."""
        if getattr(self, "currentbp", False) and self.currentbp in self.commands:
            currentbp = self.currentbp
            self.currentbp = 0
            lastcmd_back = self.lastcmd
            self.setup(frame, None)
            for line in self.commands[currentbp]:
                self.onecmd(line)
            self.lastcmd = lastcmd_back
            if not self.commands_silent[currentbp]:
                self.print_stack_entry(self.stack[self.curindex])
            if self.commands_doprompt[currentbp]:
                self._cmdloop()
            self.forget()
            return
        return 1

    def user_return(self, frame, return_value):
        if self._wait_for_mainpyfile:
            return
        frame.f_locals["__return__"] = return_value
        self.message("--Return--")
        self.interaction(frame, None)

    def user_exception(self, frame, exc_info):
        if self._wait_for_mainpyfile:
            return
        exc_type, exc_value, exc_traceback = exc_info
        frame.f_locals["__exception__"] = exc_type, exc_value
        # one without a traceback comes from the interpreter itself
        prefix = "Internal " if not exc_traceback and exc_type is StopIteration else ""
        self.message("%s%s" % (
            prefix, traceback.format_exception_only(exc_type, exc_value)[-1].strip()))
        self.interaction(frame, exc_traceback)

    def _cmdloop(self):
        while True:
            try:
                self.allow_kbdint = True
                self.cmdloop()
                self.allow_kbdint = False
                break
            except KeyboardInterrupt:
                self.message("--KeyboardInterrupt--")

    def preloop(self):
        displaying = self.displaying.get(self.curframe)
        if displaying:
            for expr, oldvalue in displaying.items():
                newvalue = self._getval_except(expr)
                # identity would show too much, equality too little
                if newvalue is not oldvalue and newvalue != oldvalue:
                    displaying[expr] = newvalue
                    self.message("display %s: %r  [old: %r]" % (expr, newvalue, oldvalue))

    def interaction(self, frame, traceback):
        if Pdb._previous_sigint_handler:
            signal.signal(signal.SIGINT, Pdb._previous_sigint_handler)
            Pdb._previous_sigint_handler = None
        if self.setup(frame, traceback):
            # a line of .pdbrc goes on
            self.forget()
            return
        self.print_stack_entry(self.stack[self.curindex])
        self._cmdloop()
        self.forget()

    def displayhook(self, obj):
        # unlike the usual one it leaves '_' alone
        if obj is not None:
            self.message(repr(obj))

    def default(self, line):
        if line[:1] == "!":
            line = line[1:]
        locals = self.curframe_locals
        globals = self.curframe.f_globals
        try:
            code = compile(line + "\n", "<stdin>", "single")
            save = sys.stdout, sys.stdin, sys.displayhook
            try:
                sys.stdin = self.stdin
                sys.stdout = self.stdout
                sys.displayhook = self.displayhook
                exec(code, globals, locals)
            finally:
                sys.stdout, sys.stdin, sys.displayhook = save
        except:
            exc_info = sys.exc_info()[:2]
            self.error(traceback.format_exception_only(*exc_info)[-1].strip())

    def precmd(self, line):
        """Replace aliases, and put what stands behind ';;' into the queue."""
        if not line.strip():
            return line
        args = line.split()
        while args[0] in self.aliases:
            line = self.aliases[args[0]]
            for i, arg in enumerate(args[1:], start=1):
                line = line.replace("%" + str(i), arg)
            line = line.replace("%*", " ".join(args[1:]))
            args = line.split()
        # an alias's definition may have ';;'
        if args[0] != "alias":
            marker = line.find(";;")
            if marker >= 0:
                self.cmdqueue.append(line[marker + 2:].lstrip())
                line = line[:marker].rstrip()
        return line

    def onecmd(self, line):
        if self.commands_defining:
            return self.handle_command_def(line)
        return cmd.Cmd.onecmd(self, line)

    def handle_command_def(self, line):
        cmd, arg, line = self.parseline(line)
        if not cmd:
            return
        if cmd == "silent":
            self.commands_silent[self.commands_bnum] = True
            return
        if cmd == "end":
            self.cmdqueue = []
            return 1
        cmdlist = self.commands[self.commands_bnum]
        cmdlist.append(cmd + " " + arg if arg else cmd)
        func = getattr(self, "do_" + cmd, self.default)
        # one that goes on is the last one
        if func.__name__ in self.commands_resuming:
            self.commands_doprompt[self.commands_bnum] = False
            self.cmdqueue = []
            return 1

    def message(self, msg):
        print(msg, file=self.stdout)

    def error(self, msg):
        print("***", msg, file=self.stdout)

    # completion

    def _complete_location(self, text, line, begidx, endidx):
        if line.strip().endswith((":", ",")):
            # a condition or a line
            return []
        try:
            ret = self._complete_expression(text, line, begidx, endidx)
        except Exception:
            ret = []
        for fn in glob.glob(text + "*"):
            if os.path.isdir(fn):
                ret.append(fn + "/")
            elif os.path.isfile(fn) and fn.lower().endswith((".py", ".pyw")):
                ret.append(fn + ":")
        return ret

    def _complete_bpnumber(self, text, line, begidx, endidx):
        return [str(i) for i, bp in enumerate(bdb.Breakpoint.bpbynumber)
                if bp is not None and str(i).startswith(text)]

    def _complete_expression(self, text, line, begidx, endidx):
        if not self.curframe:
            return []
        ns = dict(self.curframe.f_globals)
        ns.update(self.curframe_locals)
        if "." in text:
            dotted = text.split(".")
            try:
                obj = ns[dotted[0]]
                for part in dotted[1:-1]:
                    obj = getattr(obj, part)
            except (KeyError, AttributeError):
                return []
            prefix = ".".join(dotted[:-1]) + "."
            return [prefix + n for n in dir(obj) if n.startswith(dotted[-1])]
        return [n for n in ns if n.startswith(text)]

    # commands. Their docstrings are the help

    def do_commands(self, arg):
        """commands [bpnumber]
        Define commands that are run at a breakpoint, one a line, up to 'end'.
        'silent' leaves out the usual message; a command that goes on is the last one.
        """
        if not arg:
            bnum = len(bdb.Breakpoint.bpbynumber) - 1
        else:
            try:
                bnum = int(arg)
            except ValueError:
                self.error("Usage: commands [bnum]\n        ...\n        end")
                return
        self.commands_bnum = bnum
        old = (self.commands.get(bnum), self.commands_doprompt.get(bnum),
               self.commands_silent.get(bnum))
        self.commands[bnum] = []
        self.commands_doprompt[bnum] = True
        self.commands_silent[bnum] = False
        prompt_back = self.prompt
        self.prompt = "(com) "
        self.commands_defining = True
        try:
            self.cmdloop()
        except KeyboardInterrupt:
            for table, value in zip(
                (self.commands, self.commands_doprompt, self.commands_silent), old,
            ):
                if old[0] is None:
                    del table[bnum]
                else:
                    table[bnum] = value
            self.error("command definition aborted, old commands restored")
        finally:
            self.commands_defining = False
            self.prompt = prompt_back

    complete_commands = _complete_bpnumber

    def do_break(self, arg, temporary=0):
        """b(reak) [ ([filename:]lineno | function) [, condition] ]
        Set a breakpoint at a line or a function's beginning; list all without arguments.
        """
        if not arg:
            if self.breaks:
                self.message("Num Type         Disp Enb   Where")
                for bp in bdb.Breakpoint.bpbynumber:
                    if bp:
                        self.message(bp.bpformat())
            return
        filename = lineno = cond = funcname = None
        comma = arg.find(",")
        if comma > 0:
            cond = arg[comma + 1:].lstrip()
            arg = arg[:comma].rstrip()
        colon = arg.rfind(":")
        if colon >= 0:
            filename = arg[:colon].rstrip()
            f = self.lookupmodule(filename)
            if not f:
                self.error("%r not found from sys.path" % filename)
                return
            filename = f
            arg = arg[colon + 1:].lstrip()
            try:
                lineno = int(arg)
            except ValueError:
                self.error("Bad lineno: %s" % arg)
                return
        else:
            try:
                lineno = int(arg)
            except ValueError:
                try:
                    func = eval(arg, self.curframe.f_globals, self.curframe_locals)
                except Exception:
                    func = arg
                try:
                    func = getattr(func, "__func__", func)
                    code = func.__code__
                    funcname = code.co_name
                    lineno = code.co_firstlineno
                    filename = code.co_filename
                except AttributeError:
                    ok, filename, ln = self.lineinfo(arg)
                    if not ok:
                        self.error("The specified object %r is not a function or was not "
                                   "found along sys.path." % arg)
                        return
                    funcname = ok
                    lineno = int(ln)
        if not filename:
            filename = self.defaultFile()
        line = self.checkline(filename, lineno)
        if line:
            err = self.set_break(filename, line, temporary, cond, funcname)
            if err:
                self.error(err)
            else:
                bp = self.get_breaks(filename, line)[-1]
                self.message("Breakpoint %d at %s:%d" % (bp.number, bp.file, bp.line))

    def defaultFile(self):
        filename = self.curframe.f_code.co_filename
        if filename == "<string>" and self.mainpyfile:
            filename = self.mainpyfile
        return filename

    do_b = do_break
    complete_break = complete_b = _complete_location

    def do_tbreak(self, arg):
        """tbreak [ ([filename:]lineno | function) [, condition] ]
        Like break, but it is removed when it is first met.
        """
        self.do_break(arg, 1)

    complete_tbreak = _complete_location

    def lineinfo(self, identifier):
        failed = (None, None, None)
        idstring = identifier.split("'")
        if len(idstring) == 1:
            id = idstring[0].strip()
        elif len(idstring) == 3:
            id = idstring[1].strip()
        else:
            return failed
        if id == "":
            return failed
        parts = id.split(".")
        if parts[0] == "self":
            del parts[0]
            if not parts:
                return failed
        fname = self.defaultFile()
        if len(parts) == 1:
            item = parts[0]
        else:
            f = self.lookupmodule(parts[0])
            if f:
                fname = f
            item = parts[1]
        return find_function(item, fname) or failed

    def checkline(self, filename, lineno):
        """The line if there can be a breakpoint, else 0 with a message."""
        globs = self.curframe.f_globals if hasattr(self, "curframe") else None
        line = linecache.getline(filename, lineno, globs)
        if not line:
            self.message("End of file")
            return 0
        line = line.strip()
        if not line or line[0] == "#" or line[:3] in ('"""', "'''"):
            self.error("Blank or comment")
            return 0
        return lineno

    def _each_breakpoint(self, arg):
        for i in arg.split():
            try:
                yield self.get_bpbynumber(i)
            except ValueError as err:
                self.error(err)

    def do_enable(self, arg):
        """enable bpnumber [bpnumber ...]
        Enable breakpoints.
        """
        for bp in self._each_breakpoint(arg):
            bp.enable()
            self.message("Enabled %s" % bp)

    complete_enable = _complete_bpnumber

    def do_disable(self, arg):
        """disable bpnumber [bpnumber ...]
        Disable breakpoints; they stay in the list.
        """
        for bp in self._each_breakpoint(arg):
            bp.disable()
            self.message("Disabled %s" % bp)

    complete_disable = _complete_bpnumber

    def do_condition(self, arg):
        """condition bpnumber [condition]
        Stop at a breakpoint only if an expression is true; always without one.
        """
        args = arg.split(" ", 1)
        cond = args[1] if len(args) > 1 else None
        try:
            bp = self.get_bpbynumber(args[0].strip())
        except IndexError:
            self.error("Breakpoint number expected")
        except ValueError as err:
            self.error(err)
        else:
            bp.cond = cond
            if not cond:
                self.message("Breakpoint %d is now unconditional." % bp.number)
            else:
                self.message("New condition set for breakpoint %d." % bp.number)

    complete_condition = _complete_bpnumber

    def do_ignore(self, arg):
        """ignore bpnumber [count]
        Ignore a breakpoint some times.
        """
        args = arg.split()
        try:
            count = int(args[1].strip())
        except (IndexError, ValueError):
            count = 0
        try:
            bp = self.get_bpbynumber(args[0].strip())
        except IndexError:
            self.error("Breakpoint number expected")
        except ValueError as err:
            self.error(err)
        else:
            bp.ignore = count
            if count > 0:
                countstr = "%d crossings" % count if count > 1 else "1 crossing"
                self.message("Will ignore next %s of breakpoint %d." % (countstr, bp.number))
            else:
                self.message("Will stop next time breakpoint %d is reached." % bp.number)

    complete_ignore = _complete_bpnumber

    def do_clear(self, arg):
        """cl(ear) filename:lineno
        cl(ear) [bpnumber [bpnumber...]]
        Remove breakpoints: those of a line, some, or all of them.
        """
        if not arg:
            try:
                reply = input("Clear all breaks? ")
            except EOFError:
                reply = "no"
            if reply.strip().lower() in ("y", "yes"):
                bplist = [bp for bp in bdb.Breakpoint.bpbynumber if bp]
                self.clear_all_breaks()
                for bp in bplist:
                    self.message("Deleted %s" % bp)
            return
        if ":" in arg:
            i = arg.rfind(":")
            filename = arg[:i]
            try:
                lineno = int(arg[i + 1:])
            except ValueError:
                err = "Invalid line number (%s)" % arg[i + 1:]
            else:
                bplist = self.get_breaks(filename, lineno)[:]
                err = self.clear_break(filename, lineno)
            if err:
                self.error(err)
            else:
                for bp in bplist:
                    self.message("Deleted %s" % bp)
            return
        for bp in self._each_breakpoint(arg):
            self.clear_bpbynumber(bp.number)
            self.message("Deleted %s" % bp)

    do_cl = do_clear
    complete_clear = complete_cl = _complete_location

    def do_where(self, arg):
        """w(here)
        Print the stack, the newest frame last; an arrow shows the current one.
        """
        self.print_stack_trace()

    do_w = do_bt = do_where

    def _select_frame(self, number):
        assert 0 <= number < len(self.stack)
        self.curindex = number
        self.curframe = self.stack[self.curindex][0]
        self.curframe_locals = self.curframe.f_locals
        self.print_stack_entry(self.stack[self.curindex])
        self.lineno = None

    def do_up(self, arg):
        """u(p) [count]
        Go up to an older frame.
        """
        if self.curindex == 0:
            self.error("Oldest frame")
            return
        try:
            count = int(arg or 1)
        except ValueError:
            self.error("Invalid frame count (%s)" % arg)
            return
        self._select_frame(0 if count < 0 else max(0, self.curindex - count))

    do_u = do_up

    def do_down(self, arg):
        """d(own) [count]
        Go down to a newer frame.
        """
        last = len(self.stack) - 1
        if self.curindex == last:
            self.error("Newest frame")
            return
        try:
            count = int(arg or 1)
        except ValueError:
            self.error("Invalid frame count (%s)" % arg)
            return
        self._select_frame(last if count < 0 else min(last, self.curindex + count))

    do_d = do_down

    def do_until(self, arg):
        """unt(il) [lineno]
        Go on up to a line behind this one, or at or behind the given one.
        """
        lineno = None
        if arg:
            try:
                lineno = int(arg)
            except ValueError:
                self.error("Error in argument: %r" % arg)
                return
            if lineno <= self.curframe.f_lineno:
                self.error('"until" line number is smaller than current line number')
                return
        self.set_until(self.curframe, lineno)
        return 1

    do_unt = do_until

    def do_step(self, arg):
        """s(tep)
        Run the line, and stop at the first occasion, in a called function too.
        """
        self.set_step()
        return 1

    do_s = do_step

    def do_next(self, arg):
        """n(ext)
        Go on up to the next line of the function, or its return.
        """
        self.set_next(self.curframe)
        return 1

    do_n = do_next

    def do_run(self, arg):
        """run [args...]
        Start the script again, with arguments for sys.argv; breakpoints stay.
        """
        if arg:
            import shlex
            argv0 = sys.argv[0:1]
            sys.argv = shlex.split(arg)
            sys.argv[:0] = argv0
        # main() catches it
        raise Restart

    do_restart = do_run

    def do_return(self, arg):
        """r(eturn)
        Go on up to the return of the function.
        """
        self.set_return(self.curframe)
        return 1

    do_r = do_return

    def do_continue(self, arg):
        """c(ont(inue))
        Go on, and stop only at breakpoints.
        """
        if not self.nosigint:
            try:
                Pdb._previous_sigint_handler = signal.signal(
                    signal.SIGINT, self.sigint_handler)
            except ValueError:
                # not in the main thread
                pass
        self.set_continue()
        return 1

    do_c = do_cont = do_continue

    def do_jump(self, arg):
        """j(ump) lineno
        Make a line the next one; only in the newest frame, and not everywhere.
        """
        if self.curindex + 1 != len(self.stack):
            self.error("You can only jump within the bottom frame")
            return
        try:
            arg = int(arg)
        except ValueError:
            self.error("The 'jump' command requires a line number")
            return
        try:
            self.curframe.f_lineno = arg
            self.stack[self.curindex] = self.stack[self.curindex][0], arg
            self.print_stack_entry(self.stack[self.curindex])
        except ValueError as e:
            self.error("Jump failed: %s" % e)

    do_j = do_jump

    def do_debug(self, arg):
        """debug code
        Step through code in another debugger.
        """
        sys.settrace(None)
        globals = self.curframe.f_globals
        locals = self.curframe_locals
        p = Pdb(self.completekey, self.stdin, self.stdout)
        p.prompt = "(%s) " % self.prompt.strip()
        self.message("ENTERING RECURSIVE DEBUGGER")
        try:
            sys.call_tracing(p.run, (arg, globals, locals))
        except Exception:
            exc_info = sys.exc_info()[:2]
            self.error(traceback.format_exception_only(*exc_info)[-1].strip())
        self.message("LEAVING RECURSIVE DEBUGGER")
        sys.settrace(self.trace_dispatch)
        self.lastcmd = p.lastcmd

    complete_debug = _complete_expression

    def do_quit(self, arg):
        """q(uit)\nexit
        End the debugger and the program.
        """
        self._user_requested_quit = True
        self.set_quit()
        return 1

    do_q = do_exit = do_quit

    def do_EOF(self, arg):
        """EOF
        Like quit.
        """
        self.message("")
        self._user_requested_quit = True
        self.set_quit()
        return 1

    def do_args(self, arg):
        """a(rgs)
        Print the arguments of the function.
        """
        co = self.curframe.f_code
        n = co.co_argcount + co.co_kwonlyargcount
        n += bool(co.co_flags & inspect.CO_VARARGS) + bool(co.co_flags & inspect.CO_VARKEYWORDS)
        for name in co.co_varnames[:n]:
            if name in self.curframe_locals:
                self.message("%s = %r" % (name, self.curframe_locals[name]))
            else:
                self.message("%s = *** undefined ***" % (name,))

    do_a = do_args

    def do_retval(self, arg):
        """retval
        Print what the function is about to return.
        """
        if "__return__" in self.curframe_locals:
            self.message(repr(self.curframe_locals["__return__"]))
        else:
            self.error("Not yet returned!")

    do_rv = do_retval

    def _getval(self, arg):
        try:
            return eval(arg, self.curframe.f_globals, self.curframe_locals)
        except:
            exc_info = sys.exc_info()[:2]
            self.error(traceback.format_exception_only(*exc_info)[-1].strip())
            raise

    def _getval_except(self, arg, frame=None):
        try:
            if frame is None:
                return eval(arg, self.curframe.f_globals, self.curframe_locals)
            return eval(arg, frame.f_globals, frame.f_locals)
        except:
            exc_info = sys.exc_info()[:2]
            err = traceback.format_exception_only(*exc_info)[-1].strip()
            return _rstr("** raised %s **" % err)

    def do_p(self, arg):
        """p expression
        Print the value of an expression.
        """
        try:
            self.message(repr(self._getval(arg)))
        except:
            # it has been shown
            pass

    def do_pp(self, arg):
        """pp expression
        Print the value of an expression with pprint.
        """
        try:
            self.message(pprint.pformat(self._getval(arg)))
        except:
            pass

    complete_print = complete_p = complete_pp = _complete_expression

    def do_list(self, arg):
        """l(ist) [first [,last] | .]
        Print 11 lines around this one, or go on from the last listing; '.' begins anew,
        a number lists around that line, two a range (a small second one is a count).
        """
        self.lastcmd = "list"
        last = None
        if arg and arg != ".":
            try:
                if "," in arg:
                    first, last = arg.split(",")
                    first = int(first.strip())
                    last = int(last.strip())
                    if last < first:
                        last = first + last
                else:
                    first = max(1, int(arg.strip()) - 5)
            except ValueError:
                self.error("Error in argument: %r" % arg)
                return
        elif self.lineno is None or arg == ".":
            first = max(1, self.curframe.f_lineno - 5)
        else:
            first = self.lineno + 1
        if last is None:
            last = first + 10
        filename = self.curframe.f_code.co_filename
        breaklist = self.get_file_breaks(filename)
        try:
            lines = linecache.getlines(filename, self.curframe.f_globals)
            self._print_lines(lines[first - 1:last], first, breaklist, self.curframe)
            self.lineno = min(last, len(lines))
            if len(lines) < last:
                self.message("[EOF]")
        except KeyboardInterrupt:
            pass

    do_l = do_list

    def do_longlist(self, arg):
        """longlist | ll
        Print the whole function.
        """
        filename = self.curframe.f_code.co_filename
        breaklist = self.get_file_breaks(filename)
        try:
            lines, lineno = getsourcelines(self.curframe)
        except OSError as err:
            self.error(err)
            return
        self._print_lines(lines, lineno, breaklist, self.curframe)

    do_ll = do_longlist

    def do_source(self, arg):
        """source expression
        Print the source of an object.
        """
        try:
            obj = self._getval(arg)
        except:
            return
        try:
            lines, lineno = getsourcelines(obj)
        except (OSError, TypeError) as err:
            self.error(err)
            return
        self._print_lines(lines, lineno)

    complete_source = _complete_expression

    def _print_lines(self, lines, start, breaks=(), frame=None):
        current_lineno = exc_lineno = -1
        if frame:
            current_lineno = frame.f_lineno
            exc_lineno = self.tb_lineno.get(frame, -1)
        for lineno, line in enumerate(lines, start):
            s = str(lineno).rjust(3)
            if len(s) < 4:
                s += " "
            s += "B" if lineno in breaks else " "
            if lineno == current_lineno:
                s += "->"
            elif lineno == exc_lineno:
                s += ">>"
            self.message(s + "\t" + line.rstrip())

    def do_whatis(self, arg):
        """whatis arg
        Print the type of an expression.
        """
        try:
            value = self._getval(arg)
        except:
            return
        try:
            code = value.__code__
        except Exception:
            code = None
        if code:
            self.message("Function %s" % code.co_name)
            return
        try:
            code = value.__func__.__code__
        except Exception:
            code = None
        if code:
            self.message("Method %s" % code.co_name)
            return
        if value.__class__ is type:
            self.message("Class %s.%s" % (value.__module__, value.__qualname__))
            return
        self.message(type(value))

    complete_whatis = _complete_expression

    def do_display(self, arg):
        """display [expression]
        Show an expression whenever it has changed at a stop in this frame; list them all.
        """
        if not arg:
            self.message("Currently displaying:")
            for item in self.displaying.get(self.curframe, {}).items():
                self.message("%s: %r" % item)
            return
        val = self._getval_except(arg)
        self.displaying.setdefault(self.curframe, {})[arg] = val
        self.message("display %s: %r" % (arg, val))

    complete_display = _complete_expression

    def do_undisplay(self, arg):
        """undisplay [expression]
        Show an expression, or all of them, no more.
        """
        if not arg:
            self.displaying.pop(self.curframe, None)
            return
        try:
            del self.displaying.get(self.curframe, {})[arg]
        except KeyError:
            self.error("not displaying %s" % arg)

    def complete_undisplay(self, text, line, begidx, endidx):
        return [e for e in self.displaying.get(self.curframe, {}) if e.startswith(text)]

    def do_interact(self, arg):
        """interact
        Start an interpreter with the names of this frame.
        """
        ns = self.curframe.f_globals.copy()
        ns.update(self.curframe_locals)
        code.interact("*interactive*", local=ns)

    def do_alias(self, arg):
        """alias [name [command]]
        Make a name stand for a command; %1, %2 ... are arguments, %* all of them.
        """
        args = arg.split()
        if not args:
            for alias in sorted(self.aliases):
                self.message("%s = %s" % (alias, self.aliases[alias]))
            return
        if args[0] in self.aliases and len(args) == 1:
            self.message("%s = %s" % (args[0], self.aliases[args[0]]))
        else:
            self.aliases[args[0]] = " ".join(args[1:])

    def do_unalias(self, arg):
        """unalias name
        Forget an alias.
        """
        args = arg.split()
        if args and args[0] in self.aliases:
            del self.aliases[args[0]]

    def complete_unalias(self, text, line, begidx, endidx):
        return [a for a in self.aliases if a.startswith(text)]

    # the commands that make the program go on
    commands_resuming = [
        "do_continue", "do_step", "do_next", "do_return", "do_quit", "do_jump"]

    def print_stack_trace(self):
        try:
            for frame_lineno in self.stack:
                self.print_stack_entry(frame_lineno)
        except KeyboardInterrupt:
            pass

    def print_stack_entry(self, frame_lineno, prompt_prefix=line_prefix):
        frame, lineno = frame_lineno
        prefix = "> " if frame is self.curframe else "  "
        self.message(prefix + self.format_stack_entry(frame_lineno, prompt_prefix))

    def do_help(self, arg):
        """h(elp)
        List the commands, or explain one.
        """
        if not arg:
            return cmd.Cmd.do_help(self, arg)
        try:
            try:
                topic = getattr(self, "help_" + arg)
                return topic()
            except AttributeError:
                command = getattr(self, "do_" + arg)
        except AttributeError:
            self.error("No help for %r" % arg)
            return
        if command.__doc__ is None:
            self.error("No help for %r; please do not run Python with -OO "
                       "if you need command help" % arg)
            return
        self.message(inspect.cleandoc(command.__doc__).rstrip())

    do_h = do_help

    def help_exec(self):
        """(!) statement
        Run a statement in the current frame; '!' is only needed before a command's name.
        """
        self.message((self.help_exec.__doc__ or "").strip())

    def help_pdb(self):
        help()

    def lookupmodule(self, filename):
        """The path of a file or module by its name."""
        if os.path.isabs(filename) and os.path.exists(filename):
            return filename
        f = os.path.join(sys.path[0], filename)
        if os.path.exists(f) and self.canonic(f) == self.mainpyfile:
            return f
        if os.path.splitext(filename)[1] == "":
            filename += ".py"
        if os.path.isabs(filename):
            return filename
        for dirname in sys.path:
            while os.path.islink(dirname):
                dirname = os.readlink(dirname)
            fullname = os.path.join(dirname, filename)
            if os.path.exists(fullname):
                return fullname
        return None

    def _runscript(self, filename):
        # the script is __main__, with nothing of ours
        import __main__
        __main__.__dict__.clear()
        __main__.__dict__.update({
            "__name__": "__main__", "__file__": filename, "__builtins__": __builtins__})
        self._wait_for_mainpyfile = True
        self.mainpyfile = self.canonic(filename)
        self._user_requested_quit = False
        with open(filename, "rb") as fp:
            statement = "exec(compile(%r, %r, 'exec'))" % (fp.read(), self.mainpyfile)
        self.run(statement)


def run(statement, globals=None, locals=None):
    """Run statements under the debugger."""
    Pdb().run(statement, globals, locals)


def runeval(expression, globals=None, locals=None):
    """Evaluate an expression under the debugger."""
    return Pdb().runeval(expression, globals, locals)


def runctx(statement, globals, locals):
    """run()."""
    run(statement, globals, locals)


def runcall(*args, **kwds):
    """Call a function under the debugger."""
    return Pdb().runcall(*args, **kwds)


def set_trace():
    """Begin debugging here."""
    Pdb().set_trace(sys._getframe().f_back)


def post_mortem(t=None):
    """Look at a traceback, that of the exception which is handled by default."""
    if t is None:
        t = sys.exc_info()[2]
    if t is None:
        raise ValueError(
            "A valid traceback must be passed if no exception is being handled")
    p = Pdb()
    p.reset()
    p.interaction(None, t)


def pm():
    """Look at the last exception that nobody has caught."""
    post_mortem(sys.last_traceback)


TESTCMD = "import x; x.main()"


def test():
    run(TESTCMD)


def help():
    import pydoc
    pydoc.pager(__doc__)


_usage = """\
usage: pdb.py [-c command] ... pyfile [arg] ...

Debug the Python program given by pyfile. Commands are first read from .pdbrc
in the home directory and the current one, then from -c options.
"""


def main():
    import getopt
    opts, args = getopt.getopt(sys.argv[1:], "hc:", ["--help", "--command="])
    if not args:
        print(_usage)
        sys.exit(2)
    commands = []
    for opt, optarg in opts:
        if opt in ("-h", "--help"):
            print(_usage)
            sys.exit()
        if opt in ("-c", "--command"):
            commands.append(optarg)
    mainpyfile = args[0]
    if not os.path.exists(mainpyfile):
        print("Error:", mainpyfile, "does not exist")
        sys.exit(1)
    sys.argv[:] = args
    # modules are looked for beside the script
    sys.path[0] = os.path.dirname(mainpyfile)

    pdb = Pdb()
    pdb.rcLines.extend(commands)
    while True:
        try:
            pdb._runscript(mainpyfile)
            if pdb._user_requested_quit:
                break
            print("The program finished and will be restarted")
        except Restart:
            print("Restarting", mainpyfile, "with arguments:")
            print("\t" + " ".join(args))
        except SystemExit:
            print("The program exited via sys.exit(). Exit status:", end=" ")
            print(sys.exc_info()[1])
        except SyntaxError:
            traceback.print_exc()
            sys.exit(1)
        except:
            traceback.print_exc()
            print("Uncaught exception. Entering post mortem debugging")
            print("Running 'cont' or 'step' will restart the program")
            t = sys.exc_info()[2]
            pdb.interaction(None, t)
            print("Post mortem debugger finished. The " + mainpyfile + " will be restarted")


if __name__ == "__main__":
    import pdb
    pdb.main()
