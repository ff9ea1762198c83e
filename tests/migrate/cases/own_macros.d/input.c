/* Macros of the source that have names of the old API: what uses them is no use of the API. */
#include <epan/emem.h>
#include <stdlib.h>
#include "own_macros.h"

/* Of the heap: freed by hand. */
#define ep_memdup(from, size) g_memdup (from, size)
#define ep_alloc malloc
#define ep_new(type) ((type *) malloc (sizeof (type)))

/* A wrapper: in its body the name is the API's. */
void seen (const char *file, int line);
#define ep_strdup(text) (seen (__FILE__, __LINE__), ep_strdup (text))

/* Another name of the API, in a macro that stays. */
#define se_alloc0(size) se_alloc (size)

/* What only uses them is theirs, too. */
#define COPY(text) ep_strdup (text)
#define ROOM(size) ep_alloc (size)

void uses (const char *text, int n);
void
uses (const char *text, int n)
{
  char *own = ep_alloc (n), *copy = ep_memdup (text, 3), *api = ep_strndup (text, 4);
  int *number = ep_new (int);

  free (own);
  free (copy);
  free (number);
  own = ROOM (3);
  free (own);
  seen (ep_strdup (text), COPY (api) != NULL);
  api = se_alloc0 (3);
  api = se_strdup (api);
  api = se_new (char);
#undef ep_strdup
}

#ifdef ep_alloc
char *more (void);
char *
more (void)
{
  return ep_alloc (1);
}
#endif

/* A type's name, too. */
struct own_text { const char *text; };
#define emem_strbuf_t struct own_text
const char *own_text_of (const emem_strbuf_t *own);
const char *
own_text_of (const emem_strbuf_t *own)
{
  return own->text;
}
#undef emem_strbuf_t

/* Built of the API, and yet another meaning: emptied, or with room for one more. */
#undef ep_new
#undef se_alloc_array
#define ep_new(type) ((type *) ep_alloc0 (sizeof (type)))
#define se_alloc_array(type, n) ((type *) se_alloc (sizeof (type) * ((n) + 1)))
void built (int **empty, char **longer);
void
built (int **empty, char **longer)
{
  *empty = ep_new (int);
  *longer = se_alloc_array (char, 3);
}
