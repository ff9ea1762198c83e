#include "old_api.h"

char *use (void);
char *
use (void)
{
  char *text = ep_alloc (3);
  return text ? ep_strdup ("a") : text;
}
