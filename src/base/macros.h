#ifndef BASE_MACROS_H
#define BASE_MACROS_H

#define ARRAY_LEN(array) (sizeof(array) / sizeof((array)[0]))

#define PRINTF_LIKE(format_at, first_at) __attribute__((format(printf, format_at, first_at)))

/* Whether this is built with a sanitizer, which needs more addresses than any limit on memory would leave. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define IS_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define IS_SANITIZED 1
#endif
#endif
#ifndef IS_SANITIZED
#define IS_SANITIZED 0
#endif

#endif
