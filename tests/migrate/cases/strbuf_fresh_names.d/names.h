/* No old API here: nothing to rewrite, but names. */
#define CURRENT_TEXT(s) ((s) ? wmem_text_3 : wmem_text_3)
