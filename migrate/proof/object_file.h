/* SPDX-License-Identifier: MIT */
/*
 * An object file as the comparison needs it: sections with their bytes and relocations, and symbols.
 *
 * Read with libelf, whole, into plain values. Only what is compared with is known here: relocatable ELF objects whose
 * relocations have addends of their own (x86-64, AArch64, RISC-V, POWER, …).
 */
#pragma once

#include <gelf.h>
#include <glib.h>

typedef struct {
  guint64 offset; /**< within the section that it belongs to */
  guint64 type;   /**< of the machine */
  gint64 addend;
  guint symbol; /**< index into ObjectFile.symbols */
} ObjectRelocation;

typedef struct {
  const char *name;
  guint32 type;  /**< SHT_… */
  guint64 flags; /**< SHF_… */
  guint64 alignment;
  guint64 entry_size;
  const guint8 *bytes; /**< NULL: none in the file (.bss) */
  guint64 size;
  const char *group;   /**< the signature of the group (COMDAT) that it is of, or NULL */
  GArray *relocations; /**< of ObjectRelocation, by offset */
  GArray *owners;      /**< of guint: the functions and variables that lie in it, by place, then by name */
} ObjectSection;

typedef struct {
  const char *name;
  guint section; /**< index into ObjectFile.sections; 0: not defined here, or OBJECT_COMMON, OBJECT_ABSOLUTE */
  guint64 value; /**< its place in the section; of a common one its alignment */
  guint64 size;
  guint8 type, binding, visibility; /**< STT_…, STB_…, STV_… */
} ObjectSymbol;

#define OBJECT_COMMON (G_MAXUINT - 1)   /**< a variable that the linker finds a place for */
#define OBJECT_ABSOLUTE (G_MAXUINT - 2) /**< a number */

typedef struct {
  Elf *elf;
  guint16 machine;
  GPtrArray *sections; /**< of ObjectSection, by number; number 0 is none */
  GArray *symbols;     /**< of ObjectSymbol, by number; number 0 is none */
} ObjectFile;

#define OBJECT_ERROR (object_error_quark ())
GQuark object_error_quark (void);

/**
 * Reads the object file at @a path.
 *
 * @return (transfer full) NULL with @a error set where it cannot be read or holds what cannot be compared: its text
 *   says why the function is not comparable.
 */
ObjectFile *object_file_read (const char *path, GError **error);

/** Frees @a object and all that points into it. NULL is allowed. */
void object_file_free (ObjectFile *object);

static inline const ObjectSection *
object_section (const ObjectFile *object, guint number)
{
  return (const ObjectSection *) object->sections->pdata[number];
}

static inline const ObjectSymbol *
object_symbol (const ObjectFile *object, guint number)
{
  return &g_array_index (object->symbols, ObjectSymbol, number);
}

/** @return whether @a symbol is defined in a section of the file. */
static inline gboolean
object_symbol_has_place (const ObjectSymbol *symbol)
{
  return symbol->section != SHN_UNDEF && symbol->section != OBJECT_COMMON && symbol->section != OBJECT_ABSOLUTE;
}
