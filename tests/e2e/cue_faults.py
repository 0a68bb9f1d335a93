"""Nothing that happens to sound stops a session: the player's end says which way sound goes, and goes on.

Arguments: the cue driver, limber-sounder.
"""

import os
import signal
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from cue_driver import Driver, children_of  # noqa: E402
from sound import SoundServer, is_alive, until  # noqa: E402


def environment_with(folder, alsa_configuration):
    path = os.path.join(folder, "asound.conf")
    with open(path, "w", encoding="ascii") as file:
        file.write(alsa_configuration)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PULSE_")}
    return {**environment, "ALSA_CONFIG_PATH": path, "XDG_RUNTIME_DIR": folder}


NO_DEVICE = "# no PCM at all\n"


def status(driver, beginning, bound_s=20):
    return driver.wait_for(lambda line: line.startswith("status " + beginning), bound_s, beginning)


def begin(driver):
    """Begins the session, just before its first sounds."""
    driver.say("start")
    driver.say("forward")


def the_session_runs(driver):
    """Its cues come, whatever the sound does."""
    driver.wait_for(lambda line: line.startswith("cue "), 20, "a cue")


def where_the_sound_library_aborts_the_bell_is_used(program, sounder, folder):
    with Driver(program, sounder, environment_with(folder, NO_DEVICE), folder + "/log") as driver:
        begin(driver)
        line = status(driver, "bell 1 0")
        assert line == "status bell 1 0 no sound device; using the bell", line
        the_session_runs(driver)
        driver.wait_for(lambda line: line == "bell start", 20, "the bell")
        driver.leave()


def asked_for_by_name_it_fails(program, sounder, folder):
    with Driver(program, sounder, environment_with(folder, NO_DEVICE), folder + "/log", "portaudio") as driver:
        assert status(driver, "none 1 1") == "status none 1 1 no sound device"
        driver.leave()


def a_sounder_that_cannot_be_run_is_named(program, sounder, folder):
    for path, reason in (("/nowhere/limber-sounder", "/nowhere/limber-sounder cannot be run"), ("", "is not installed")):
        with Driver(program, path, dict(os.environ), folder + "/log") as driver:
            line = status(driver, "bell 1 0")
            assert reason in line, line
            begin(driver)
            the_session_runs(driver)
            driver.leave()


def a_sounder_that_is_killed_comes_again(program, sounder, folder):
    with SoundServer(folder) as server, Driver(program, sounder, server.environment, folder + "/log") as driver:
        status(driver, "portaudio 1")
        begin(driver)
        first = driver.sounder()
        os.kill(first, signal.SIGKILL)
        assert "signal 9" in status(driver, "bell")
        status(driver, "portaudio 1")
        assert driver.sounder() != first
        driver.leave()


def a_sounder_that_is_frozen_is_replaced(program, sounder, folder):
    with SoundServer(folder) as server, Driver(program, sounder, server.environment, folder + "/log") as driver:
        status(driver, "portaudio 1")
        os.kill(driver.sounder(), signal.SIGSTOP)
        begin(driver)
        assert "does not answer" in status(driver, "bell", 40)
        status(driver, "portaudio 1")
        driver.leave()


def a_sounder_that_keeps_dying_is_given_up(program, _, folder):
    with Driver(program, "/bin/false", dict(os.environ), folder + "/log") as driver:
        assert "ended with status 1" in status(driver, "bell")
        begin(driver)
        the_session_runs(driver)
        assert not children_of(driver.process.pid)
        driver.leave()


def a_killed_server_means_the_bell_until_it_is_back(program, sounder, folder):
    with SoundServer(folder) as server, Driver(program, sounder, server.environment, folder + "/log") as driver:
        status(driver, "portaudio 1")
        begin(driver)
        server.kill()
        status(driver, "bell 1 0")
        the_session_runs(driver)
        server.start()
        status(driver, "portaudio 1", 40)
        driver.leave()


def the_terminals_interrupt_is_not_for_the_sounder(program, sounder, folder):
    with SoundServer(folder) as server, Driver(program, sounder, server.environment, folder + "/log") as driver:
        status(driver, "portaudio 1")
        child = driver.sounder()
        assert os.getpgid(child) == child
        driver.leave()


def leaving_is_bounded_even_when_it_is_frozen(program, sounder, folder):
    with SoundServer(folder) as server:
        for word, bound_s in ((None, 2), ("finish", 5)):
            with Driver(program, sounder, server.environment, folder + "/log") as driver:
                status(driver, "portaudio 1")
                os.kill(driver.sounder(), signal.SIGSTOP)
                took_s = driver.leave(word)
                print(f"left a frozen sounder in {took_s:.2f} s")
                assert took_s < bound_s


def a_killed_player_leaves_nothing_behind(program, sounder, folder):
    with SoundServer(folder) as server, Driver(program, sounder, server.environment, folder + "/log") as driver:
        status(driver, "portaudio 1")
        child = driver.sounder()
        driver.process.kill()
        until(lambda: not is_alive(child), 5, "the sounder's end")


CASES = (where_the_sound_library_aborts_the_bell_is_used, asked_for_by_name_it_fails,
         a_sounder_that_cannot_be_run_is_named, a_sounder_that_is_killed_comes_again,
         a_sounder_that_is_frozen_is_replaced, a_sounder_that_keeps_dying_is_given_up,
         a_killed_server_means_the_bell_until_it_is_back, the_terminals_interrupt_is_not_for_the_sounder,
         leaving_is_bounded_even_when_it_is_frozen, a_killed_player_leaves_nothing_behind)


def run(case, program, sounder):
    with tempfile.TemporaryDirectory(prefix="limber-cue-faults-") as folder:
        began = time.monotonic()
        case(program, sounder, folder)
        print(f"ok {case.__name__} ({time.monotonic() - began:.1f} s)", flush=True)


def main(program, sounder):
    # Most of the time is waiting, each case for its own server.
    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(run, case, program, sounder) for case in CASES]:
            done.result()


main(*sys.argv[1:])
