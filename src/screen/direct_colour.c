#include "screen/direct_colour.h"

#include "base/memory.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Numbers of term(5) and, from the order in which the capabilities are stored, of terminfo(5). */
enum {
  MAGIC_16_BIT = 0432,
  MAGIC_32_BIT = 01036,
  HEADER_BYTES = 12,
  ENTRY_MOST = 32768,
  FLAG_CAN_CHANGE = 27,
  NUMBER_MAX_COLORS = 13,
  NUMBER_MAX_PAIRS = 14,
  STRING_ORIG_COLORS = 298,
  STRING_INITIALIZE_COLOR = 299,
  STRING_INITIALIZE_PAIR = 300,
  STRING_SET_COLOR_PAIR = 301,
  STRING_SET_FOREGROUND = 302,
  STRING_SET_BACKGROUND = 303,
  STRING_SETAF = 359,
  STRING_SETAB = 360,
  FLAGS_MOST = 64,
  NUMBERS_MOST = 64,
  STRINGS_MOST = 512,
};

static const char setaf[] = "\033[38;2;%p1%{65536}%/%d;%p1%{256}%/%{255}%&%d;%p1%{255}%&%dm";
static const char setab[] = "\033[48;2;%p1%{65536}%/%d;%p1%{256}%/%{255}%&%d;%p1%{255}%&%dm";

/* A compiled entry taken apart. Offsets into `table`; -1 and -2: absent, cancelled. */
struct entry {
  const unsigned char *names, *table;
  size_t names_length, table_length;
  size_t flag_count, number_count, string_count;
  unsigned char flags[FLAGS_MOST];
  int32_t numbers[NUMBERS_MOST];
  int strings[STRINGS_MOST];
};

static int short_at(const unsigned char *at) {
  return (int16_t)(uint16_t)(at[0] | at[1] << 8);
}

static int32_t long_at(const unsigned char *at) {
  return (int32_t)((uint32_t)at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24);
}

static bool parse(const unsigned char *bytes, size_t length, struct entry *entry) {
  if (length < HEADER_BYTES || length > ENTRY_MOST) {
    return false;
  }
  int magic = short_at(bytes);
  int counts[5];
  for (size_t i = 0; i < 5; i++) {
    counts[i] = short_at(bytes + 2 + 2 * i);
  }
  size_t number_bytes = magic == MAGIC_32_BIT ? 4 : 2;
  if ((magic != MAGIC_16_BIT && magic != MAGIC_32_BIT) || counts[0] <= 0 || counts[1] < 0 || counts[1] > FLAGS_MOST ||
      counts[2] < 0 || counts[2] > NUMBERS_MOST || counts[3] < 0 || counts[3] > STRINGS_MOST || counts[4] < 0) {
    return false;
  }
  size_t flags_at = HEADER_BYTES + (size_t)counts[0];
  size_t numbers_at = flags_at + (size_t)counts[1] + (flags_at + (size_t)counts[1]) % 2;
  size_t strings_at = numbers_at + number_bytes * (size_t)counts[2];
  size_t table_at = strings_at + 2 * (size_t)counts[3];
  if (table_at + (size_t)counts[4] > length) {
    return false;
  }
  *entry = (struct entry){
      .names = bytes + HEADER_BYTES,
      .names_length = (size_t)counts[0],
      .table = bytes + table_at,
      .table_length = (size_t)counts[4],
      .flag_count = (size_t)counts[1],
      .number_count = (size_t)counts[2],
      .string_count = (size_t)counts[3],
  };
  memcpy(entry->flags, bytes + flags_at, entry->flag_count);
  for (size_t i = 0; i < NUMBERS_MOST; i++) {
    const unsigned char *at = bytes + numbers_at + number_bytes * i;
    entry->numbers[i] = i >= entry->number_count ? -1 : number_bytes == 4 ? long_at(at) : short_at(at);
  }
  for (size_t i = 0; i < STRINGS_MOST; i++) {
    entry->strings[i] = i < entry->string_count ? short_at(bytes + strings_at + 2 * i) : -1;
  }
  return true;
}

/* A growing run of bytes; past ENTRY_MOST it only remembers that there was too much. */
struct writer {
  unsigned char bytes[ENTRY_MOST];
  size_t length;
  bool full;
};

static void put_bytes(struct writer *writer, const void *bytes, size_t length) {
  if (writer->length + length > sizeof writer->bytes) {
    writer->full = true;
    return;
  }
  memcpy(writer->bytes + writer->length, bytes, length);
  writer->length += length;
}

static void put_number(struct writer *writer, int32_t value, size_t size) {
  for (size_t i = 0; i < size; i++) {
    unsigned char byte = (unsigned char)((uint32_t)value >> (8 * i));
    put_bytes(writer, &byte, 1);
  }
}

static void pad(struct writer *writer) {
  if (writer->length % 2 != 0) {
    put_bytes(writer, "", 1);
  }
}

static size_t at_least(size_t a, size_t b) {
  return a > b ? a : b;
}

/* The entry in the 32-bit form; of the extended capabilities only RGB, which tells ncurses that colours are direct. */
static void put_entry(struct writer *writer, const struct entry *entry) {
  static const char extended_name[] = "RGB";
  size_t table_length = entry->table_length + sizeof setaf + sizeof setab;
  const size_t header[] = {entry->names_length, entry->flag_count, entry->number_count, entry->string_count, table_length};
  put_number(writer, MAGIC_32_BIT, 2);
  for (size_t i = 0; i < sizeof header / sizeof header[0]; i++) {
    put_number(writer, (int32_t)header[i], 2);
  }
  put_bytes(writer, entry->names, entry->names_length);
  put_bytes(writer, entry->flags, entry->flag_count);
  pad(writer);
  for (size_t i = 0; i < entry->number_count; i++) {
    put_number(writer, entry->numbers[i], 4);
  }
  for (size_t i = 0; i < entry->string_count; i++) {
    put_number(writer, entry->strings[i], 2);
  }
  put_bytes(writer, entry->table, entry->table_length);
  put_bytes(writer, setaf, sizeof setaf);
  put_bytes(writer, setab, sizeof setab);
  pad(writer);
  const int32_t extended[] = {1, 0, 0, 1, (int32_t)sizeof extended_name}; /* flags, numbers, strings, items, bytes */
  for (size_t i = 0; i < sizeof extended / sizeof extended[0]; i++) {
    put_number(writer, extended[i], 2);
  }
  put_number(writer, 1, 1); /* RGB is set */
  pad(writer);
  put_number(writer, 0, 2); /* where its name stands */
  put_bytes(writer, extended_name, sizeof extended_name);
}

static void make_direct(struct entry *entry) {
  static const int gone[] = {STRING_ORIG_COLORS,    STRING_INITIALIZE_COLOR, STRING_INITIALIZE_PAIR,
                             STRING_SET_COLOR_PAIR, STRING_SET_FOREGROUND,   STRING_SET_BACKGROUND};
  for (size_t i = 0; i < sizeof gone / sizeof gone[0]; i++) {
    entry->strings[gone[i]] = -1;
  }
  if (entry->flag_count > FLAG_CAN_CHANGE) {
    entry->flags[FLAG_CAN_CHANGE] = 0;
  }
  entry->numbers[NUMBER_MAX_COLORS] = 0x1000000;
  entry->numbers[NUMBER_MAX_PAIRS] = 0x10000;
  entry->strings[STRING_SETAF] = (int)entry->table_length;
  entry->strings[STRING_SETAB] = (int)(entry->table_length + sizeof setaf);
  entry->number_count = at_least(entry->number_count, NUMBER_MAX_PAIRS + 1);
  entry->string_count = at_least(entry->string_count, STRING_SETAB + 1);
}

/* Whether the names of extended capabilities, which end the file, hold Tc: this terminal has 24-bit colour. */
static bool has_flag_tc(const unsigned char *bytes, size_t length) {
  static const unsigned char name[] = {'\0', 'T', 'c', '\0'};
  for (size_t i = 0; i + sizeof name <= length; i++) {
    if (memcmp(bytes + i, name, sizeof name) == 0) {
      return true;
    }
  }
  return false;
}

char *direct_colour_rewrite(const unsigned char *entry_bytes, size_t length, bool wanted) {
  static const char digits[] = "0123456789ABCDEF";
  struct entry entry;
  if (!parse(entry_bytes, length, &entry) || !(wanted || has_flag_tc(entry_bytes, length))) {
    return NULL;
  }
  struct writer *writer = memory_alloc(1, sizeof *writer);
  char *text = NULL;
  make_direct(&entry);
  put_entry(writer, &entry);
  if (!writer->full) {
    size_t size = writer->length * 2 + sizeof "hex:";
    text = memory_alloc(size, 1);
    size_t used = (size_t)snprintf(text, size, "hex:");
    for (size_t i = 0; i < writer->length; i++) {
      text[used++] = digits[writer->bytes[i] >> 4];
      text[used++] = digits[writer->bytes[i] & 15];
    }
  }
  free(writer);
  return text;
}

/* Reads FOLDER/t/term or, as some systems have it, FOLDER/74/term. */
static size_t read_from(const char *folder, size_t folder_length, const char *term, unsigned char *bytes, size_t size) {
  static const char *const forms[] = {"%.*s/%c/%s", "%.*s/%x/%s"};
  for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
    char path[1024];
    snprintf(path, sizeof path, forms[i], (int)folder_length, folder, (unsigned char)term[0], term);
    FILE *file = fopen(path, "rb");
    if (file != NULL) {
      size_t length = fread(bytes, 1, size, file);
      fclose(file);
      return length;
    }
  }
  return 0;
}

/* The installed entry, looked for where ncurses looks. */
static size_t read_entry(const char *term, unsigned char *bytes, size_t size) {
  static const char usual[] = "/etc/terminfo:/lib/terminfo:/usr/share/terminfo:/usr/lib/terminfo:/usr/local/share/terminfo";
  const char *own = getenv("TERMINFO");
  const char *home = getenv("HOME");
  const char *more = getenv("TERMINFO_DIRS");
  char folders[2048];
  snprintf(folders, sizeof folders, "%s:%s%s:%s:%s", own != NULL ? own : "", home != NULL ? home : "",
           home != NULL ? "/.terminfo" : "", more != NULL ? more : "", usual);
  for (const char *at = folders; *at != '\0'; at += strspn(at, ":")) {
    size_t length = strcspn(at, ":");
    size_t got = length > 0 ? read_from(at, length, term, bytes, size) : 0;
    if (got > 0) {
      return got;
    }
    at += length;
  }
  return 0;
}

char *direct_colour_entry(const char *term, bool insisted) {
  const char *colours = getenv("COLORTERM");
  bool told = colours != NULL && (strcmp(colours, "truecolor") == 0 || strcmp(colours, "24bit") == 0);
  bool in_gnu_screen = getenv("STY") != NULL && getenv("TMUX") == NULL; /* hands $COLORTERM on, but has 256 */
  if (term[0] == '\0' || strchr(term, '/') != NULL || (in_gnu_screen && !insisted)) {
    return NULL;
  }
  unsigned char *bytes = memory_alloc(ENTRY_MOST, 1);
  size_t length = read_entry(term, bytes, ENTRY_MOST);
  char *text = direct_colour_rewrite(bytes, length, insisted || told);
  free(bytes);
  return text;
}
