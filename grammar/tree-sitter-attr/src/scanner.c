// The tokens of `.attr` files, as `src/syntax/token.rs` of attrc takes them: the token at a place is a matter of the text
// alone, whatever the parser hopes for. A word is taken whole and then looked up, so that `c#` is no word and a comment,
// and `24CR` no number and a code. Marks are left to the lexer of tree-sitter.

#include "tree_sitter/alloc.h"
#include "tree_sitter/parser.h"

#include <string.h>

#include "words.h"

// The order of `externals` in `grammar.js`; the tokens of `words.json` follow.
enum Token {
  COMMENT,
  NAME,
  WORD,
  BAD_RUN,
  CODE,
  NUMBER,
  DATE,
  INSTANT,
  STRING_START,
  STRING_CONTENT,
  ESCAPE_SEQUENCE,
  BAD_ESCAPE,
  STRING_END,
  TEXT,
  OPEN_QUOTE,
  OPEN_REST,
  JUNK,
  FIRST_WORD,
};

// What is remembered from one token to the next: whether a quote was taken, and ends on its line.
enum Quote { NONE, CLOSED, UNCLOSED };

typedef struct {
  enum Quote quote;
} Scanner;

// The beginning of a token, as far as it tells what it is: no reserved word and no instant is longer.
enum { HEAD = 40 };
#if LONGEST_WORD >= 40
#error "a reserved word is longer than what is kept of a token"
#endif

typedef struct {
  char text[HEAD];
  unsigned length;
} Head;

static void note(Head *head, int32_t letter) {
  if (head->length < HEAD) head->text[head->length] = (char)letter;
  head->length++;
}

static bool is_digit(int32_t letter) { return letter >= '0' && letter <= '9'; }
static bool is_lower(int32_t letter) { return letter >= 'a' && letter <= 'z'; }
static bool is_upper(int32_t letter) { return letter >= 'A' && letter <= 'Z'; }
static bool is_alnum(int32_t letter) { return is_digit(letter) || is_lower(letter) || is_upper(letter); }
static bool is_blank(int32_t letter) { return letter == ' ' || letter == '\t'; }
static bool is_hex(int32_t letter) {
  return is_digit(letter) || (letter >= 'a' && letter <= 'f') || (letter >= 'A' && letter <= 'F');
}

static bool at_end(TSLexer *lexer) { return lexer->lookahead == 0 && lexer->eof(lexer); }
static bool at_line_end(TSLexer *lexer) { return lexer->lookahead == '\n' || at_end(lexer); }

// Characters that make people read other words than the compiler does, and NUL; a lone carriage return is found by what
// follows it.
static bool is_control(int32_t letter) {
  return letter == 0 || (letter >= 0x202a && letter <= 0x202e) || (letter >= 0x2066 && letter <= 0x2069) ||
         letter == 0x200e || letter == 0x200f || letter == 0x61c;
}

// Where junk ends at the latest.
static bool stops(TSLexer *lexer) {
  return at_end(lexer) || (lexer->lookahead < 128 && lexer->lookahead != 0 && strchr(" \t\n\r{}[],\"", lexer->lookahead));
}

static bool finish(TSLexer *lexer, unsigned token) {
  lexer->mark_end(lexer);
  lexer->result_symbol = (TSSymbol)token;
  return true;
}

static bool is_quote(int32_t letter) { return letter == 0x201c || letter == 0x201d || letter == 0x201e || letter == 0xab; }

// Everything up to white space or a mark; typographic quotes up to their end on the line.
static bool junk(TSLexer *lexer) {
  lexer->result_symbol = JUNK;
  bool curly = is_quote(lexer->lookahead);
  if (!at_end(lexer) && curly) lexer->advance(lexer, false);
  while (!stops(lexer) && !(curly && (is_quote(lexer->lookahead) || lexer->lookahead == 0xbb)))
    lexer->advance(lexer, false);
  lexer->mark_end(lexer);
  if (!curly) return true;
  // The next quote closes if it is a closing one; else the first white space or mark ended it.
  bool stopped = stops(lexer);
  while (!at_line_end(lexer) && !is_quote(lexer->lookahead) && lexer->lookahead != 0xbb) lexer->advance(lexer, false);
  int32_t letter = lexer->lookahead;
  if (!at_end(lexer) && (letter == 0x201d || letter == 0x201c || letter == 0xbb)) {
    lexer->advance(lexer, false);
    lexer->mark_end(lexer);
  } else if (!stopped) {
    while (!stops(lexer)) lexer->advance(lexer, false);
    lexer->mark_end(lexer);
  }
  return true;
}

// Ends a word, code or number, unless something touches it that may not follow.
static bool end_or_junk(TSLexer *lexer, unsigned token) {
  lexer->mark_end(lexer);
  lexer->result_symbol = (TSSymbol)token;
  if (stops(lexer)) return true;
  bool is_run = token == NAME || token == WORD || token == BAD_RUN || token >= FIRST_WORD;
  if (lexer->lookahead == '/' && is_run) return true;
  if (lexer->lookahead == '.') {
    lexer->advance(lexer, false);
    if (lexer->lookahead == '.') return true;
  }
  return junk(lexer);
}

static unsigned reserved(const Head *head) {
  if (head->length > LONGEST_WORD) return NAME;
  char word[HEAD + 1];
  memcpy(word, head->text, head->length);
  word[head->length] = '\0';
  unsigned low = 0, high = sizeof WORDS / sizeof *WORDS;
  while (low < high) {
    unsigned middle = (low + high) / 2;
    int order = strcmp(word, WORDS[middle].word);
    if (order == 0) return FIRST_WORD + WORDS[middle].token;
    if (order < 0) high = middle;
    else low = middle + 1;
  }
  return NAME;
}

// RUN: a NAME without `-`, a WORD without `_`, `--` and `-` at its end, or neither.
static bool run(TSLexer *lexer) {
  Head head = {.length = 0};
  bool joined = false, underscored = false, doubled = false;
  int32_t last = 0;
  while (is_lower(lexer->lookahead) || is_digit(lexer->lookahead) || lexer->lookahead == '_' || lexer->lookahead == '-') {
    joined |= lexer->lookahead == '-';
    underscored |= lexer->lookahead == '_';
    doubled |= lexer->lookahead == '-' && last == '-';
    last = lexer->lookahead;
    note(&head, last);
    lexer->advance(lexer, false);
  }
  unsigned token = NAME;
  if (joined) token = underscored || doubled || last == '-' ? BAD_RUN : WORD;
  if (token != BAD_RUN) {
    unsigned found = reserved(&head);
    if (found != NAME) token = found;
  }
  return end_or_junk(lexer, token);
}

static bool is_number_part(int32_t letter) {
  return is_alnum(letter) || letter == '_' || letter == ':' || letter == '+' || letter == '-';
}

static bool code(TSLexer *lexer) {
  for (;;) {
    while (is_alnum(lexer->lookahead) || lexer->lookahead == '_') lexer->advance(lexer, false);
    lexer->mark_end(lexer);
    int32_t joint = lexer->lookahead;
    if (joint != '.' && joint != '-') return joint == '/' ? junk(lexer) : end_or_junk(lexer, CODE);
    lexer->advance(lexer, false);
    if (is_alnum(lexer->lookahead) || lexer->lookahead == '_') continue;
    lexer->result_symbol = CODE;
    return joint == '.' && lexer->lookahead == '.' ? true : junk(lexer);
  }
}

// NUMBER, letter by letter, because a number may be of any length.
enum Step {
  START,
  WHOLE,
  WHOLE_JOINT,
  FRACTION_START,
  FRACTION,
  FRACTION_JOINT,
  EXPONENT_START,
  EXPONENT_SIGN,
  EXPONENT,
  NO_NUMBER,
};

static enum Step step(enum Step at, int32_t letter) {
  bool digit = is_digit(letter);
  switch (at) {
    case START:
    case WHOLE_JOINT:
      return digit ? WHOLE : NO_NUMBER;
    case WHOLE:
      if (digit) return at;
      if (letter == '_') return WHOLE_JOINT;
      if (letter == '.') return FRACTION_START;
      return letter == 'e' || letter == 'E' ? EXPONENT_START : NO_NUMBER;
    case FRACTION_START:
    case FRACTION_JOINT:
      return digit ? FRACTION : NO_NUMBER;
    case FRACTION:
      if (digit) return at;
      if (letter == '_') return FRACTION_JOINT;
      return letter == 'e' || letter == 'E' ? EXPONENT_START : NO_NUMBER;
    case EXPONENT_START:
      return digit ? EXPONENT : letter == '+' || letter == '-' ? EXPONENT_SIGN : NO_NUMBER;
    case EXPONENT_SIGN:
    case EXPONENT:
      return digit ? EXPONENT : NO_NUMBER;
    default:
      return NO_NUMBER;
  }
}

// The number of so many digits at a place of a date; -1 where there is none.
static int digits(const Head *head, unsigned from, unsigned count) {
  int number = 0;
  if (from + count > head->length || from + count > HEAD) return -1;
  for (unsigned at = from; at < from + count; at++) {
    if (!is_digit(head->text[at])) return -1;
    number = number * 10 + head->text[at] - '0';
  }
  return number;
}

static bool is_at(const Head *head, unsigned at, char letter) {
  return at < head->length && at < HEAD && head->text[at] == letter;
}

static bool is_clock(const Head *head, unsigned at) {
  int hour = digits(head, at, 2), minute = digits(head, at + 3, 2);
  return hour >= 0 && hour < 24 && is_at(head, at + 2, ':') && minute >= 0 && minute < 60;
}

// MONTH, QUARTER, DAY or INSTANT, whose day the calendar has.
static unsigned date(const Head *head) {
  int year = digits(head, 0, 4), month = digits(head, 5, 2), day = digits(head, 8, 2);
  if (year < 0 || !is_at(head, 4, '-')) return JUNK;
  if (head->length == 7 && is_at(head, 5, 'Q')) return head->text[6] >= '1' && head->text[6] <= '4' ? DATE : JUNK;
  if (month < 1 || month > 12) return JUNK;
  if (head->length == 7) return DATE;
  bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  int length = month == 2 ? (leap ? 29 : 28) : month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
  if (!is_at(head, 7, '-') || day < 1 || day > length) return JUNK;
  if (head->length == 10) return DATE;
  if (!is_at(head, 10, 'T') || !is_clock(head, 11)) return JUNK;
  unsigned at = 16;
  if (is_at(head, at, ':')) {
    int second = digits(head, 17, 2);
    if (second < 0 || second > 59) return JUNK;
    at = 19;
    if (is_at(head, at, '.')) {
      unsigned start = ++at;
      while (digits(head, at, 1) >= 0) at++;
      if (at == start || at - start > 9) return JUNK;
    }
  }
  if (is_at(head, at, 'Z')) return head->length == at + 1 ? INSTANT : JUNK;
  bool zoned = is_at(head, at, '+') || is_at(head, at, '-');
  return zoned && is_clock(head, at + 1) && head->length == at + 6 ? INSTANT : JUNK;
}

static bool number(TSLexer *lexer, Head *head) {
  enum Step so_far = START;
  for (;;) {
    while (is_number_part(lexer->lookahead)) {
      so_far = step(so_far, lexer->lookahead);
      note(head, lexer->lookahead);
      lexer->advance(lexer, false);
    }
    lexer->mark_end(lexer);
    if (lexer->lookahead != '.') break;
    lexer->advance(lexer, false);
    if (is_number_part(lexer->lookahead)) {
      so_far = step(so_far, '.');
      note(head, '.');
      continue;
    }
    if (lexer->lookahead != '.') return junk(lexer);
    // `43..124`: the mark was looked at, and is not taken.
    break;
  }
  unsigned token = so_far == WHOLE || so_far == FRACTION || so_far == EXPONENT ? NUMBER : date(head);
  lexer->result_symbol = (TSSymbol)token;
  if (lexer->lookahead == '.') return true;
  return end_or_junk(lexer, token);
}

// A character that may not stand in a string, a text or a comment; passes a carriage return to see what follows it.
static bool is_hidden(TSLexer *lexer) {
  if (lexer->lookahead != '\r') return is_control(lexer->lookahead) && !at_end(lexer);
  lexer->advance(lexer, false);
  return lexer->lookahead != '\n';
}

static bool comment(TSLexer *lexer) {
  unsigned token = COMMENT;
  lexer->mark_end(lexer);
  while (!at_line_end(lexer)) {
    bool carriage = lexer->lookahead == '\r';
    if (is_hidden(lexer)) token = JUNK;
    else if (carriage) continue;
    if (!carriage) lexer->advance(lexer, false);
    lexer->mark_end(lexer);
  }
  lexer->result_symbol = (TSSymbol)token;
  return true;
}

// An unclosed string takes its line, but not the braces at its end: they close the blocks that the line opened. Returns
// whether it takes anything of what is ahead.
static bool unclosed(TSLexer *lexer) {
  bool opens = false, any = false;
  while (!at_line_end(lexer)) {
    int32_t letter = lexer->lookahead;
    opens |= letter == '{';
    lexer->advance(lexer, false);
    bool line_end = letter == '\r' && at_line_end(lexer);
    if (line_end || (!opens && (letter == '}' || is_blank(letter)))) continue;
    lexer->mark_end(lexer);
    any = true;
  }
  return any;
}

// A text runs to the line that begins with `"""`; every line before it is indented at least as deep as that one. Where there
// is no such line, it ends before the first line that is indented less than its first, and once there was one of these, a
// line that ends in `"""` opens another text. The opening quotes are behind.
static bool text(TSLexer *lexer) {
  bool hidden = false, dedent = false, any = false;
  lexer->mark_end(lexer);
  lexer->result_symbol = JUNK;
  while (is_blank(lexer->lookahead) || lexer->lookahead == '\r') {
    if (lexer->lookahead == '\r') hidden |= is_hidden(lexer);
    else lexer->advance(lexer, false);
  }
  if (lexer->lookahead != '\n') return unclosed(lexer) || true;
  lexer->advance(lexer, false);
  unsigned first = 0, least = ~0u;
  while (!at_end(lexer)) {
    unsigned indent = 0, quotes = 0;
    while (is_blank(lexer->lookahead)) {
      lexer->advance(lexer, false);
      indent++;
    }
    while (quotes < 3 && lexer->lookahead == '"') {
      lexer->advance(lexer, false);
      quotes++;
    }
    if (quotes == 3) return finish(lexer, least >= indent && !hidden ? TEXT : JUNK);
    bool content = quotes > 0, closes = false;
    unsigned ending = quotes;
    bool gap = false;
    while (!at_line_end(lexer)) {
      int32_t letter = lexer->lookahead;
      if (letter == '\r') {
        hidden |= is_hidden(lexer);
        content |= lexer->lookahead != '\n';
        continue;
      }
      hidden |= is_control(letter);
      if (is_blank(letter)) {
        gap = true;
      } else {
        content = true;
        ending = letter != '"' ? 0 : gap ? 1 : ending + 1;
        closes = ending >= 3;
        gap = false;
      }
      lexer->advance(lexer, false);
    }
    if (content) {
      if (indent < least) least = indent;
      if (!any) first = indent;
      any = true;
      if (indent < first) dedent = true;
      if (dedent && closes) return true;
    }
    if (!at_end(lexer)) lexer->advance(lexer, false);
    if (!dedent) lexer->mark_end(lexer);
  }
  return true;
}

// A quote: that of a text, the opening one of a string that ends on its line, or one that opens nothing. What stands behind
// the latter is taken next, since the lexer cannot go back to where it would end.
static bool quote(TSLexer *lexer, Scanner *scanner) {
  lexer->advance(lexer, false);
  lexer->mark_end(lexer);
  lexer->result_symbol = STRING_START;
  scanner->quote = CLOSED;
  if (lexer->lookahead == '"') {
    lexer->advance(lexer, false);
    if (lexer->lookahead != '"') return true;
    scanner->quote = NONE;
    lexer->advance(lexer, false);
    return text(lexer);
  }
  for (bool escaped = false; !at_line_end(lexer); lexer->advance(lexer, false)) {
    if (!escaped && lexer->lookahead == '"') return true;
    escaped = !escaped && lexer->lookahead == '\\';
  }
  scanner->quote = UNCLOSED;
  lexer->result_symbol = OPEN_QUOTE;
  return true;
}

static bool escape(TSLexer *lexer) {
  lexer->advance(lexer, false);
  int32_t letter = lexer->lookahead;
  if (!at_line_end(lexer)) lexer->advance(lexer, false);
  lexer->mark_end(lexer);
  lexer->result_symbol = BAD_ESCAPE;
  if (letter == '"' || letter == '\\' || letter == 'n' || letter == 'r' || letter == 't') {
    lexer->result_symbol = ESCAPE_SEQUENCE;
    return true;
  }
  if (letter != 'u' || lexer->lookahead != '{') return true;
  lexer->advance(lexer, false);
  uint32_t scalar = 0;
  unsigned count = 0;
  for (; is_hex(lexer->lookahead) && count < 7; count++) {
    int32_t digit = lexer->lookahead;
    scalar = scalar * 16 + (uint32_t)(is_digit(digit) ? digit - '0' : (digit | 32) - 'a' + 10);
    lexer->advance(lexer, false);
  }
  bool fits = count >= 1 && count <= 6 && scalar <= 0x10ffff && !(scalar >= 0xd800 && scalar <= 0xdfff);
  if (lexer->lookahead != '}' || !fits) return true;
  lexer->advance(lexer, false);
  return finish(lexer, ESCAPE_SEQUENCE);
}

static bool inside_string(TSLexer *lexer, Scanner *scanner) {
  if (lexer->lookahead == '\\') return escape(lexer);
  if (lexer->lookahead == '"') {
    lexer->advance(lexer, false);
    scanner->quote = NONE;
    return finish(lexer, STRING_END);
  }
  if (is_control(lexer->lookahead) || lexer->lookahead == '\r') {
    lexer->advance(lexer, false);
    return finish(lexer, BAD_ESCAPE);
  }
  while (!at_line_end(lexer) && lexer->lookahead != '"' && lexer->lookahead != '\\' && lexer->lookahead != '\r' &&
         !is_control(lexer->lookahead))
    lexer->advance(lexer, false);
  return finish(lexer, STRING_CONTENT);
}

bool tree_sitter_attr_external_scanner_scan(void *payload, TSLexer *lexer, const bool *valid_symbols) {
  (void)valid_symbols;
  Scanner *scanner = payload;
  enum Quote open = scanner->quote;
  if (open == CLOSED && !at_line_end(lexer)) return inside_string(lexer, scanner);
  scanner->quote = NONE;
  // Nothing of a line that holds but blanks and braces is taken, and these are marks.
  if (open == UNCLOSED) {
    lexer->mark_end(lexer);
    lexer->result_symbol = OPEN_REST;
    return unclosed(lexer);
  }
  for (;;) {
    if (lexer->lookahead == '\r') {
      lexer->advance(lexer, false);
      if (lexer->lookahead != '\n') return finish(lexer, JUNK);
    } else if (!is_blank(lexer->lookahead) && lexer->lookahead != '\n') {
      break;
    }
    lexer->advance(lexer, true);
  }
  int32_t letter = lexer->lookahead;
  if (at_end(lexer)) return false;
  if (is_lower(letter)) return run(lexer);
  if (is_upper(letter)) return code(lexer);
  if (letter == '#') return comment(lexer);
  if (letter == '"') return quote(lexer, scanner);
  if (letter == '{' || letter == '}' || letter == '[' || letter == ']' || letter == ',' || letter == '/') return false;
  Head head = {.length = 0};
  if (is_digit(letter)) return number(lexer, &head);
  if (letter == '-') {
    lexer->advance(lexer, false);
    note(&head, '-');
    return is_digit(lexer->lookahead) ? number(lexer, &head) : junk(lexer);
  }
  if (letter == '.') {
    lexer->advance(lexer, false);
    if (lexer->lookahead == '.') return false;
  }
  return junk(lexer);
}

void *tree_sitter_attr_external_scanner_create(void) { return ts_calloc(1, sizeof(Scanner)); }

void tree_sitter_attr_external_scanner_destroy(void *payload) { ts_free(payload); }

unsigned tree_sitter_attr_external_scanner_serialize(void *payload, char *buffer) {
  buffer[0] = (char)((Scanner *)payload)->quote;
  return 1;
}

void tree_sitter_attr_external_scanner_deserialize(void *payload, const char *buffer, unsigned length) {
  ((Scanner *)payload)->quote = length > 0 ? (enum Quote)buffer[0] : NONE;
}
