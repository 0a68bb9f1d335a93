# The history with a hundred thousand sessions.
limber_bench_script(history history.py $<TARGET_FILE:limber>)
