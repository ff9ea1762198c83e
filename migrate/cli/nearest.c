/* SPDX-License-Identifier: MIT */
/*
 * The nearest of some names: by letters that are missing, too many, other ones, or have changed places.
 */
#include "cli/nearest.h"

#include <string.h>

#define LONGEST 64

/* One slip for each three letters is still the same word, and one in a shorter word. */
Nearest
nearest_to (const char *given)
{
  return (Nearest){ .given = given, .distance = MAX ((guint) strlen (given) / 3, 1) + 1 };
}

static guint
distance_of (const char *one, const char *other)
{
  gsize rows = strlen (one), columns = strlen (other);
  guint cells[LONGEST + 1][LONGEST + 1];
  if (rows > LONGEST || columns > LONGEST)
    return G_MAXUINT;
  for (gsize i = 0; i <= rows; i++)
    for (gsize j = 0; j <= columns; j++)
      {
        if (i == 0 || j == 0)
          {
            cells[i][j] = (guint) (i + j);
            continue;
          }
        guint replaced = cells[i - 1][j - 1] + (one[i - 1] != other[j - 1]);
        cells[i][j] = MIN (replaced, MIN (cells[i - 1][j], cells[i][j - 1]) + 1);
        if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
          cells[i][j] = MIN (cells[i][j], cells[i - 2][j - 2] + 1);
      }
  return cells[rows][columns];
}

void
nearest_offer (Nearest *nearest, const char *name)
{
  guint distance = distance_of (nearest->given, name);
  if (distance < nearest->distance)
    {
      nearest->distance = distance;
      nearest->found = name;
    }
}
