#!/bin/sh
# A private sound server without a sound card, for tests that must hear what was played.
#
#   sound_server.sh start FOLDER   starts it with all its state in FOLDER; prints `NAME=VALUE` lines, the environment in which
#                                  PortAudio (through ALSA) and parec reach it
#   sound_server.sh stop FOLDER    ends it
#   sound_server.sh kill FOLDER    ends it with SIGKILL, as a crash would
#
# Its only sink, "tests", is a null sink whose monitor can be recorded. It leaves by itself once nobody has been connected for
# a minute, so that a test which is killed leaves nothing behind for long.
set -eu

fail() {
  echo "sound_server.sh: $1" >&2
  exit 1
}

server_pid() {
  pid=$(cat "$1/pid" 2>/dev/null) || return 1
  [ "$(cat "/proc/$pid/comm" 2>/dev/null)" = pulseaudio ] || return 1
  echo "$pid"
}

write_alsa_configuration() {
  cat >"$1/asound.conf" <<END
pcm.!default { type pulse server "unix:$1/run/pulse/native" hint { show on description "Tests" } }
ctl.!default { type pulse server "unix:$1/run/pulse/native" }
END
}

# norewinds: with rewinds a null sink may let a fresh stream stall for two seconds.
start() {
  folder=$1
  mkdir -p "$folder/run/pulse" "$folder/home"
  chmod 700 "$folder" "$folder/run" "$folder/run/pulse"
  write_alsa_configuration "$folder"
  socket=$folder/run/pulse/native
  env -u DISPLAY -u DBUS_SESSION_BUS_ADDRESS -u PULSE_SERVER HOME="$folder/home" XDG_RUNTIME_DIR="$folder/run" \
    PULSE_RUNTIME_PATH="$folder/run/pulse" PULSE_STATE_PATH="$folder/home" \
    setsid pulseaudio -n --system=false --daemonize=no --use-pid-file=no --exit-idle-time=60 --disable-shm=yes \
    --realtime=no --high-priority=no --log-target="file:$folder/log" --log-level=notice \
    -L "module-native-protocol-unix auth-anonymous=1 socket=$socket" \
    -L "module-null-sink sink_name=tests rate=48000 channels=2 format=s16le norewinds=1" \
    </dev/null >"$folder/out" 2>&1 &
  echo $! >"$folder/pid"
  tries=0
  until PULSE_SERVER="unix:$socket" PULSE_COOKIE="$folder/home/cookie" pactl info >/dev/null 2>&1; do
    tries=$((tries + 1))
    [ $tries -lt 200 ] && kill -0 "$(cat "$folder/pid")" 2>/dev/null || fail "the server does not start; see $folder/log"
    sleep 0.05
  done
  printf '%s\n' "PULSE_SERVER=unix:$socket" "PULSE_SINK=tests" "PULSE_COOKIE=$folder/home/cookie" \
    "ALSA_CONFIG_PATH=$folder/asound.conf"
}

stop() {
  pid=$(server_pid "$1") || return 0
  kill "-$2" "$pid"
  tries=0
  while kill -0 "$pid" 2>/dev/null; do
    tries=$((tries + 1))
    [ $tries -lt 100 ] || kill -KILL "$pid" 2>/dev/null || true
    [ $tries -lt 200 ] || fail "the server does not end"
    sleep 0.05
  done
  rm -f "$1/pid"
}

[ $# -eq 2 ] || fail "usage: sound_server.sh start|stop|kill FOLDER"
case $1 in
start) start "$2" ;;
stop) stop "$2" TERM ;;
kill) stop "$2" KILL ;;
*) fail "usage: sound_server.sh start|stop|kill FOLDER" ;;
esac
