#ifndef FUZZ_TARGET_H
#define FUZZ_TARGET_H

#include <stddef.h>
#include <stdint.h>

/* What a fuzzer calls with every input: `size` bytes at `data`, borrowed, any content. Returns 0; a mistake found aborts. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
