limber_bench_script(render render.py $<TARGET_FILE:limber>)
