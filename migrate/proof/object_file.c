/* SPDX-License-Identifier: MIT */
/*
 * Reading an object file with libelf.
 */
#include "proof/object_file.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

G_DEFINE_QUARK (wmem - migrate - object, object_error)

/* libelf's handle keeps the bytes in memory, so the descriptor may go. */
static Elf *
open_elf (const char *path, GError **error)
{
  if (elf_version (EV_CURRENT) == EV_NONE)
    {
      g_set_error_literal (error, OBJECT_ERROR, 0, "libelf is too old");
      return NULL;
    }
  int descriptor = open (path, O_RDONLY | O_CLOEXEC);
  Elf *elf = descriptor >= 0 ? elf_begin (descriptor, ELF_C_READ, NULL) : NULL;
  if (elf && elf_cntl (elf, ELF_C_FDREAD) != 0)
    g_clear_pointer (&elf, elf_end);
  if (descriptor >= 0)
    close (descriptor);
  GElf_Ehdr header;
  if (elf && elf_kind (elf) == ELF_K_ELF && gelf_getehdr (elf, &header) && header.e_type == ET_REL)
    return elf;
  if (elf)
    elf_end (elf);
  g_set_error_literal (error, OBJECT_ERROR, 0, "the compiler made no ELF object (link-time optimisation?)");
  return NULL;
}

static void
section_free (gpointer data)
{
  ObjectSection *section = data;
  g_array_unref (section->relocations);
  g_array_unref (section->owners);
  g_free (section);
}

static gboolean
fail (GError **error, const char *text)
{
  g_set_error_literal (error, OBJECT_ERROR, 0, text);
  return FALSE;
}

static gboolean
read_sections (ObjectFile *object, GError **error)
{
  size_t names, count;
  if (elf_getshdrstrndx (object->elf, &names) != 0 || elf_getshdrnum (object->elf, &count) != 0)
    return fail (error, "the object file has no sections");
  for (size_t i = 0; i < count; i++)
    {
      Elf_Scn *handle = elf_getscn (object->elf, i);
      GElf_Shdr header;
      const char *name = NULL;
      if (!handle || !gelf_getshdr (handle, &header) || !(name = elf_strptr (object->elf, names, header.sh_name)))
        return fail (error, "the object file's sections cannot be read");
      ObjectSection *section = g_new0 (ObjectSection, 1);
      section->name = name;
      section->type = header.sh_type;
      section->flags = header.sh_flags;
      section->alignment = header.sh_addralign;
      section->entry_size = header.sh_entsize;
      section->size = header.sh_size;
      section->relocations = g_array_new (FALSE, FALSE, sizeof (ObjectRelocation));
      section->owners = g_array_new (FALSE, FALSE, sizeof (guint));
      g_ptr_array_add (object->sections, section);
      if (header.sh_type == SHT_NOBITS || header.sh_type == SHT_NULL || header.sh_size == 0)
        continue;
      Elf_Data *data = elf_rawdata (handle, NULL);
      if (!data || !data->d_buf || data->d_size != header.sh_size)
        return fail (error, "the object file is cut off");
      section->bytes = data->d_buf;
    }
  return TRUE;
}

static gboolean
is_owner (const ObjectSymbol *symbol)
{
  return object_symbol_has_place (symbol)
         && (symbol->type == STT_FUNC || symbol->type == STT_OBJECT || symbol->type == STT_TLS
             || symbol->type == STT_GNU_IFUNC);
}

static gboolean
add_symbol (ObjectFile *object, const GElf_Sym *raw, const char *name, GError **error)
{
  ObjectSymbol symbol = {
    .name = name,
    .value = raw->st_value,
    .size = raw->st_size,
    .section = raw->st_shndx,
    .type = GELF_ST_TYPE (raw->st_info),
    .binding = GELF_ST_BIND (raw->st_info),
    .visibility = GELF_ST_VISIBILITY (raw->st_other),
  };
  if (raw->st_shndx == SHN_XINDEX)
    return fail (error, "the object file has too many sections");
  if (raw->st_shndx == SHN_COMMON)
    symbol.section = OBJECT_COMMON;
  else if (raw->st_shndx == SHN_ABS)
    symbol.section = OBJECT_ABSOLUTE;
  else if (raw->st_shndx >= object->sections->len)
    return fail (error, "a symbol of the object file lies in no section");
  if (g_str_equal (name, "__gnu_lto_slim"))
    return fail (error, "the compiler left the code for link-time optimisation");
  if (symbol.type == STT_SECTION && object_symbol_has_place (&symbol))
    symbol.name = object_section (object, symbol.section)->name;
  if (is_owner (&symbol))
    {
      const ObjectSection *section = object_section (object, symbol.section);
      if (symbol.value > section->size || symbol.size > section->size - symbol.value)
        return fail (error, "a symbol of the object file is larger than its section");
      g_array_append_val (section->owners, object->symbols->len);
    }
  g_array_append_val (object->symbols, symbol);
  return TRUE;
}

static gboolean
read_symbols (ObjectFile *object, GError **error)
{
  for (guint i = 1; i < object->sections->len; i++)
    {
      GElf_Shdr header;
      Elf_Scn *handle = elf_getscn (object->elf, i);
      if (object_section (object, i)->type != SHT_SYMTAB)
        continue;
      Elf_Data *data = elf_getdata (handle, NULL);
      if (!data || !gelf_getshdr (handle, &header) || header.sh_entsize == 0)
        return fail (error, "the object file's symbols cannot be read");
      for (guint number = 0; number < header.sh_size / header.sh_entsize; number++)
        {
          GElf_Sym raw;
          const char *name = gelf_getsym (data, (int) number, &raw)
                                 ? elf_strptr (object->elf, header.sh_link, raw.st_name)
                                 : NULL;
          if (!name)
            return fail (error, "the object file's symbols cannot be read");
          if (!add_symbol (object, &raw, name, error))
            return FALSE;
        }
      return TRUE;
    }
  return fail (error, "the object file has no symbols");
}

static gint
compare_relocations (gconstpointer left, gconstpointer right)
{
  const ObjectRelocation *one = left, *other = right;
  if (one->offset != other->offset)
    return one->offset < other->offset ? -1 : 1;
  return one->type < other->type ? -1 : one->type > other->type;
}

static gboolean
read_relocations (ObjectFile *object, GError **error)
{
  for (guint i = 1; i < object->sections->len; i++)
    {
      GElf_Shdr header;
      Elf_Scn *handle = elf_getscn (object->elf, i);
      guint32 type = object_section (object, i)->type;
      if (type != SHT_REL && type != SHT_RELA)
        continue;
      Elf_Data *data = elf_getdata (handle, NULL);
      if (!data || !gelf_getshdr (handle, &header) || header.sh_entsize == 0
          || header.sh_info >= object->sections->len)
        return fail (error, "the object file's relocations cannot be read");
      const ObjectSection *target = object_section (object, header.sh_info);
      if (type == SHT_REL && (target->flags & SHF_ALLOC))
        return fail (error, "this machine's relocations have no addends");
      for (guint number = 0; type == SHT_RELA && number < header.sh_size / header.sh_entsize; number++)
        {
          GElf_Rela raw;
          if (!gelf_getrela (data, (int) number, &raw) || GELF_R_SYM (raw.r_info) >= object->symbols->len
              || raw.r_offset >= target->size)
            return fail (error, "the object file's relocations cannot be read");
          ObjectRelocation relocation = {
            .offset = raw.r_offset,
            .type = GELF_R_TYPE (raw.r_info),
            .addend = raw.r_addend,
            .symbol = (guint) GELF_R_SYM (raw.r_info),
          };
          g_array_append_val (target->relocations, relocation);
        }
      g_array_sort (target->relocations, compare_relocations);
    }
  return TRUE;
}

static gboolean
read_groups (ObjectFile *object, GError **error)
{
  for (guint i = 1; i < object->sections->len; i++)
    {
      GElf_Shdr header;
      Elf_Scn *handle = elf_getscn (object->elf, i);
      if (object_section (object, i)->type != SHT_GROUP)
        continue;
      Elf_Data *data = elf_getdata (handle, NULL);
      if (!data || !gelf_getshdr (handle, &header) || header.sh_info >= object->symbols->len)
        return fail (error, "the object file's groups cannot be read");
      const GElf_Word *members = data->d_buf;
      for (guint j = 1; j < data->d_size / sizeof *members; j++)
        if (members[j] < object->sections->len)
          ((ObjectSection *) object->sections->pdata[members[j]])->group
              = object_symbol (object, header.sh_info)->name;
    }
  return TRUE;
}

static gint
compare_owners (gconstpointer left, gconstpointer right, gpointer data)
{
  const ObjectSymbol *one = object_symbol (data, *(const guint *) left);
  const ObjectSymbol *other = object_symbol (data, *(const guint *) right);
  return one->value != other->value ? (one->value < other->value ? -1 : 1) : strcmp (one->name, other->name);
}

ObjectFile *
object_file_read (const char *path, GError **error)
{
  Elf *elf = open_elf (path, error);
  if (!elf)
    return NULL;
  ObjectFile *object = g_new0 (ObjectFile, 1);
  GElf_Ehdr header;
  object->elf = elf;
  object->machine = gelf_getehdr (elf, &header) ? header.e_machine : EM_NONE;
  object->sections = g_ptr_array_new_with_free_func (section_free);
  object->symbols = g_array_new (FALSE, FALSE, sizeof (ObjectSymbol));
  if (!read_sections (object, error) || !read_symbols (object, error) || !read_relocations (object, error)
      || !read_groups (object, error))
    g_clear_pointer (&object, object_file_free);
  for (guint i = 0; object && i < object->sections->len; i++)
    g_array_sort_with_data (object_section (object, i)->owners, compare_owners, object);
  return object;
}

void
object_file_free (ObjectFile *object)
{
  if (!object)
    return;
  g_ptr_array_unref (object->sections);
  g_array_unref (object->symbols);
  elf_end (object->elf);
  g_free (object);
}
