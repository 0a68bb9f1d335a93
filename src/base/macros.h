#ifndef BASE_MACROS_H
#define BASE_MACROS_H

#define ARRAY_LEN(array) (sizeof(array) / sizeof((array)[0]))

#define PRINTF_LIKE(format_at, first_at) __attribute__((format(printf, format_at, first_at)))

#endif
