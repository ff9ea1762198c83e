/* SPDX-License-Identifier: MIT */
/* Helpers are given a pointer to a variable of static lifetime: one that reads a field before it writes it reads the packet before, whatever
   it does with it, and however deep inside; the bug writes too late, on some ways only, or something else. */
#include <epan/host.h>

typedef struct { gchar *name, *other; } state_t;
static state_t shown, shown_inside, given_back, put_aside, asked, filled_inside, called;
static const gchar *aside;

static void show (packet_info *pinfo, state_t *s)
{
#ifndef BUG
  s->name = NULL;
#else
  s->other = NULL;
#endif
  col_add_str (pinfo->cinfo, COL_INFO, s->name);
#ifdef BUG
  s->name = NULL;
#endif
}
static void show_only (packet_info *pinfo, state_t *s)
{
  col_add_str (pinfo->cinfo, COL_INFO, s->name);
}
static void show_deeper (packet_info *pinfo, state_t *s)
{
  show_only (pinfo, s);
}
static void show_inside (packet_info *pinfo, state_t *s)
{
#ifdef BUG
  show_deeper (pinfo, s);
#endif
  s->name = NULL;
  (void) pinfo;
}
static const gchar *name_of (state_t *s)
{
#ifndef BUG
  s->name = NULL;
#endif
  return s->name;
}
static void put_it_aside (state_t *s)
{
#ifndef BUG
  s->name = NULL;
#endif
  aside = s->name;
}
static void ask (packet_info *pinfo, state_t *s, int n)
{
#ifdef BUG
  if (n == 1)
#endif
    s->name = NULL;
  if (n == 2)
    col_add_str (pinfo->cinfo, COL_INFO, s->name);
}
static void fill_deeper (state_t *s, int n)
{
#ifdef BUG
  if (n == 1)
#endif
    s->name = NULL;
  (void) n;
}
static void fill (state_t *s, int n)
{
  fill_deeper (s, n);
}
static void fill_where (state_t *s, int n)
{
#ifdef BUG
  if (n == 1)
#endif
    fill_deeper (s, 1);
  (void) n;
}
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  const int n = (int) tvb_get_ntohl (tvb, 0);
  (void) tree;
  show (pinfo, &shown);
  show_inside (pinfo, &shown_inside);
  col_add_str (pinfo->cinfo, COL_INFO, name_of (&given_back));
  put_it_aside (&put_aside);
  ask (pinfo, &asked, n);
  fill (&filled_inside, n);
  col_add_str (pinfo->cinfo, COL_INFO, filled_inside.name);
  fill_where (&called, n);
  col_add_str (pinfo->cinfo, COL_INFO, called.name);
  shown.name = ep_alloc (8);         /* expect: escapes */
  shown_inside.name = ep_alloc (8);  /* expect: escapes */
  given_back.name = ep_alloc (8);    /* expect: escapes */
  put_aside.name = ep_alloc (8);     /* expect: escapes */
  asked.name = ep_alloc (8);         /* expect: escapes */
  filled_inside.name = ep_alloc (8); /* expect: escapes */
  called.name = ep_alloc (8);        /* expect: escapes */
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
