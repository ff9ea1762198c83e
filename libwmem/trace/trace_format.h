/* SPDX-License-Identifier: MIT */
/*
 * The trace of WMEM_TRACE, as bytes.
 *
 *     file    = magic version header record*
 *     magic   = the eight bytes of TRACE_MAGIC
 *     version = number: TRACE_VERSION
 *     header  = process, seconds (since 1970, of the start), program (text): what has been traced
 *     record  = kind (one byte, a letter), length (number of bytes that follow), microseconds since the record before, fields by kind
 *     number  = seven bits a byte, the lowest first; the last byte is below 128
 *     text    = the rest of its record, in whatever encoding the program had; of the header: length, bytes
 *
 * Pools and sites have numbers, from 1 in the order of their records; site 0 is one that nobody knows. Addresses tell pieces of one pool
 * apart. A record is written by one write(2): what has happened before a crash is there, and the file may end in the middle of one.
 */
#pragma once

#define TRACE_MAGIC "wmemtrc\n"
#define TRACE_VERSION 1

/* The longest text of a record: longer ones are cut. */
#define TRACE_MOST_TEXT 1000

typedef enum {
  TRACE_POOL = 'P',     /* a pool begins: pool, policy (text) */
  TRACE_NAME = 'N',     /* a pool is named: pool, name (text) */
  TRACE_SITE = 'S',     /* a site comes up: site, "file:line" or "function+offset (object)" (text) */
  TRACE_ALLOC = 'A',    /* pool, address, size, site */
  TRACE_REALLOC = 'R',  /* pool, old address, new address, size, site */
  TRACE_FREE = 'F',     /* pool, address */
  TRACE_MOVE = 'M',     /* a piece changes pools where it is: from, to, address */
  TRACE_FREE_ALL = 'Z', /* all of a pool, at the end of a scope too: pool */
  TRACE_END = 'E',      /* a pool ends: pool */
  TRACE_EXIT = 'X',     /* the program ended by itself; nothing follows */
} trace_kind_t;
