"""Speech as the sounder keeps it on disk, and which of it a list of cues has room for."""

import array
import os
import struct
import wave

RATE = 48000
HEADER = struct.Struct("=IIIIQ")


def kept_speech(folder):
    """The samples of every text that the sounder has kept."""
    speech = {}
    for name in os.listdir(folder):
        with open(os.path.join(folder, name), "rb") as file:
            content = file.read()
        _, _, key_length, count, _ = HEADER.unpack_from(content)
        key = content[HEADER.size:HEADER.size + key_length].decode()
        samples = array.array("h", content[HEADER.size + key_length:])
        assert len(samples) == count
        speech[key.split("\n", 2)[2]] = samples
    return speech


def shorten(text):
    """As the player does: up to the last place where the sentence can end."""
    places = [at for at in range(1, len(text) - 1) if text[at] in ",;:." and text[at + 1] == " "]
    return text[:places[-1]] + "." if places else None


def what_is_said(cues, speech, breath_s=None):
    """(at_s, text) of what has room until the next words, in its long form or its short one; and the texts that have none.

    Where `breath_s` is given, words that find others being said wait for their end and for that long.
    """
    said, left_out, free_s = [], [], 0
    for at, (at_s, text) in enumerate(cues):
        until_s = cues[at + 1][0] if at + 1 < len(cues) else at_s + 20
        begin_s = at_s if breath_s is None else max(at_s, free_s)
        forms = [form for form in (text, shorten(text)) if form in speech and len(speech[form]) / RATE <= until_s - begin_s]
        if forms:
            said.append((begin_s, forms[0]))
            free_s = begin_s + len(speech[forms[0]]) / RATE + (breath_s or 0)
        else:
            left_out.append(text)
    return said, left_out


def write_clip(path, samples):
    with wave.open(path, "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", ""))
        file.writeframes(samples.tobytes())
