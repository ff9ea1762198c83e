/* SPDX-License-Identifier: MIT */
#include <epan/emem.h>

struct item {
  char *name;
};

void *
make_item (const char *name, int number)
{
  struct item *item = ep_new (struct item);
  item->name = ep_strdup_printf ("%s %d", name, number);
  return item;
}

char *
keep_name (const char *name)
{
  return se_strdup (name);
}
