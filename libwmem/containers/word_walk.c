/* SPDX-License-Identifier: MIT */
#include "word_walk.h"

#include "word_search.h"

static void
arrive (wmem_word_level_t *level, wmem_word_place_t place)
{
  level->place = place;
  level->count = level->index->count;
  if (place.leaf == NULL)
    return;
  level->key = wmem_word_place_key (place);
  level->subindex = wmem_word_place_subindex (place);
}

static void
enter (wmem_word_level_t *level, const wmem_word_index_t *index)
{
  *level = (wmem_word_level_t){ .index = index };
  arrive (level, wmem_word_index_find_ge (index, 0));
}

static void
advance (wmem_word_level_t *level)
{
  if (level->count == level->index->count)
    arrive (level, wmem_word_place_next (level->place));
  else if (level->key < G_MAXUINT32)
    arrive (level, wmem_word_index_find_ge (level->index, level->key + 1));
  else
    level->place.leaf = NULL;
}

wmem_word_walk_t
wmem_word_walk_start (const wmem_word_index_t *index)
{
  wmem_word_walk_t walk = { .above = NULL };

  enter (&walk.level, index);
  return walk;
}

void
wmem_word_walk_step (wmem_word_walk_t *walk)
{
  if (walk->level.subindex != NULL)
    {
      if (walk->depth == walk->room)
        {
          walk->room = MAX (16, 2 * walk->room);
          walk->above = g_renew (wmem_word_level_t, walk->above, walk->room);
        }
      walk->above[walk->depth++] = walk->level;
      enter (&walk->level, walk->level.subindex);
    }
  else
    advance (&walk->level);
  while (walk->level.place.leaf == NULL && walk->depth > 0)
    {
      walk->level = walk->above[--walk->depth];
      advance (&walk->level);
    }
}

void
wmem_word_walk_end (wmem_word_walk_t *walk)
{
  g_free (walk->above);
}
