/* A callback that a header defines, and gives to a call itself. */
static gboolean
in_header (void *value, void *user _U_)
{
  use (value);
  return FALSE;
}

static inline void
of_shared (emem_tree_t *ten)
{
  se_tree_foreach (ten, in_header, NULL);
}
