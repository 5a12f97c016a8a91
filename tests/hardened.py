#!/usr/bin/env python3
"""hardened.py PROGRAM [--release]: reads back, with readelf, what engine/hardening.cmake asks of compiler and linker.

Without --release only what the linker does: builds to work with are compiled without the rest.
"""
import re
import subprocess
import sys


def readelf(*words):
    return subprocess.run(["readelf", "-W", *words], check=True, capture_output=True, text=True).stdout


def findings(program, release):
    header, segments, dynamic = readelf("-h", program), readelf("-l", program), readelf("-d", program)
    yield "it stands at an address that nobody knows (PIE)", "DYN (" in header and "PIE" in dynamic
    stack = re.search(r"GNU_STACK.*", segments)
    yield "its stack does not run", stack and "RWE" not in stack.group()
    yield "no part of it can be written to and run", not re.search(r"LOAD.* RWE ", segments)
    yield "its tables of addresses are read-only before main (RELRO)", "GNU_RELRO" in segments
    yield "all of them, since every address is looked up at the start (BIND_NOW)", "NOW" in dynamic
    yield "no folder of its own is looked into for libraries", "RPATH" not in dynamic and "RUNPATH" not in dynamic
    with open(program, "rb") as file:
        opened = set(re.findall(rb"lib(?:qpdf|archive|tiff)\.so[.\d]*", file.read()))
    yield "what is opened later is opened by its full soname", len(opened) == 3 and all(
        re.fullmatch(rb"lib[a-z]+\.so\.\d+", name) for name in opened)
    if not release:
        return
    symbols = readelf("--dyn-syms", program)
    yield "a frame that was written over ends the program (stack protector)", "__stack_chk_fail" in symbols
    yield "copies are checked against what they go to (_FORTIFY_SOURCE)", "__memcpy_chk" in symbols
    machine = re.search(r"Machine:\s+(.*)", header).group(1)
    if "X86-64" in machine:
        code = subprocess.run(
            ["objdump", "-d", "--no-show-raw-insn", "-j", ".text", program], check=True, capture_output=True, text=True
        ).stdout
        yield "calls go where they may (CET)", code.count("endbr64") > 1000
        # A frame larger than a page is made page by page: each is touched before the next.
        yield "large frames touch each of their pages (stack clash)", re.search(r"orq\s+\$0x0,.*\(%rsp", code)


def main():
    failed = [what for what, holds in findings(sys.argv[1], "--release" in sys.argv[2:]) if not holds]
    for what in failed:
        print(f"{sys.argv[1]}: it is not so that {what}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
