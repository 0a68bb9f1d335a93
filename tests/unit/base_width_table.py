"""The table of character widths is what its generator writes (skipped where Python knows another Unicode)."""
import pathlib
import subprocess
import sys
import unicodedata

root = pathlib.Path(sys.argv[1])
kept = (root / "src/base/text_width_table.h").read_text()
if f"from Unicode {unicodedata.unidata_version};" not in kept:
    print(f"this Python has Unicode {unicodedata.unidata_version}, the table another")
    sys.exit(77)
made = subprocess.run([sys.executable, root / "tools/text_width_table.py"], capture_output=True, text=True, check=True).stdout
if made != kept:
    print("src/base/text_width_table.h differs from what tools/text_width_table.py writes")
    sys.exit(1)
print(f"{kept.count('{0x')} ranges, as generated")
