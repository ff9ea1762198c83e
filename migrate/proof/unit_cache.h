/* SPDX-License-Identifier: MIT */
/*
 * What --verify=object found of units earlier, by content: a second run compiles only what changed.
 *
 * The key is a checksum of all that a verdict follows from: this program, the compiler, its arguments, and both sides as
 * the compiler's preprocessor leaves them, so that no header, macro or path is left out. The value is the verdict. Only
 * verdicts are kept: a compiler that failed is asked again. An entry that is not what was written is none.
 */
#pragma once

#include <gio/gio.h>

typedef struct UnitProof UnitProof;

typedef struct {
  char *folder;  /**< $XDG_CACHE_HOME/wmem-migrate, made when it is needed */
  char *program; /**< checksum of this program: other code may come to another verdict */
} UnitCache;

/** @return (nullable, transfer full) the user's cache; NULL where this program cannot tell what it is. */
UnitCache *unit_cache_new (void);

/** Removes entries that no run has used for a month, and frees @a cache. NULL is allowed. */
void unit_cache_free (UnitCache *cache);

/**
 * @param version  what the compiler says of itself: behind a script, it is known by nothing else.
 * @param texts    what the preprocessor leaves of both sides, in each way that may be compiled; NULL-terminated.
 * @return (nullable, transfer full) the key; NULL where something besides it may decide what the compiler makes: plugins,
 *   response files, files that assembler text names, the machine that it runs on.
 */
char *unit_cache_key (const UnitCache *cache, const UnitProof *proof, const char *version, const char *const *texts);

/** @return (nullable, transfer full) the verdict kept under @a key, floating, of @a type. */
GVariant *unit_cache_find (const UnitCache *cache, const char *key, const GVariantType *type);

/** Keeps @a verdict. Where that fails nothing is kept: it costs the next run time, and nothing else. */
void unit_cache_put (const UnitCache *cache, const char *key, GVariant *verdict);
