"""What golden tests share: files of what was, compared with what is."""

import os

HERE = os.path.dirname(os.path.abspath(__file__))


def first_difference(wanted, got):
    """The first line in which two texts differ, as text."""
    before, now = wanted.split("\n"), got.split("\n")
    for number in range(max(len(before), len(now))):
        was = before[number] if number < len(before) else "(nothing)"
        is_now = now[number] if number < len(now) else "(nothing)"
        if was != is_now:
            return f"  line {number + 1}\n  - {was}\n  + {is_now}"
    return ""


def compare(folder, texts, update):
    """Compares each of texts (name to text) with folder/NAME.txt beside this file, or writes it; the exit status."""
    failed = 0
    for name, got in texts.items():
        path = os.path.join(HERE, folder, name + ".txt")
        if update:
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w", encoding="utf-8") as file:
                file.write(got)
            continue
        wanted = ""
        if os.path.exists(path):
            with open(path, encoding="utf-8") as file:
                wanted = file.read()
        if got != wanted:
            failed += 1
            print(f"{name}: not as in {path}\n{first_difference(wanted, got)}")
    print(f"{len(texts) - failed} passed, {failed} failed")
    return 1 if failed or not texts else 0
