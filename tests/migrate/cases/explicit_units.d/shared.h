/* What both units know. */
#pragma once

char *shared_text (int x);

static inline char *
inline_text (int x)
{
  return shared_text (x);
}

void first_dissect (packet_info *info);
void second_dissect (packet_info *info);
