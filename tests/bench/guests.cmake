# A company's worth of guests at once.
limber_bench_script(guests guests.py $<TARGET_FILE:limber> $<TARGET_FILE:floor_countdown>)
