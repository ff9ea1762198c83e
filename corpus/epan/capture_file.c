/* SPDX-License-Identifier: MIT */
/* Reading capture files. The whole file is in memory; `at` is where the next record starts. */
#include <epan/capture_file.h>
#include <epan/wtap.h>

#include <gio/gio.h>
#include <string.h>

typedef struct interface
{
  int encap;
  guint64 ticks_per_second;
} interface_t;

struct capture_file
{
  gchar *path;
  guint8 *bytes;
  gsize size;
  gsize at;
  gboolean little_endian;
  gboolean pcapng;
  GArray *interfaces; /* one for pcap; of the current section for pcapng */
};

#define PCAP_MAGIC_MICROSECONDS 0xa1b2c3d4
#define PCAP_MAGIC_NANOSECONDS 0xa1b23c4d
#define PCAPNG_SECTION_HEADER 0x0a0d0d0a
#define PCAPNG_BYTE_ORDER 0x1a2b3c4d
#define PCAPNG_INTERFACE 1
#define PCAPNG_SIMPLE_PACKET 3
#define PCAPNG_ENHANCED_PACKET 6
#define PCAPNG_OPTION_RESOLUTION 9
#define LARGEST_PACKET (16 * 1024 * 1024)

static int
encap_of_link_type (guint32 link_type)
{
  static const struct
  {
    guint32 link_type;
    int encap;
  } map[] = { { 0, WTAP_ENCAP_NULL },     { 1, WTAP_ENCAP_ETHERNET }, { 12, WTAP_ENCAP_RAW_IP },
              { 101, WTAP_ENCAP_RAW_IP }, { 113, WTAP_ENCAP_SLL },    { 147, WTAP_ENCAP_USER0 } };
  for (guint i = 0; i < G_N_ELEMENTS (map); i++)
    if (map[i].link_type == link_type)
      return map[i].encap;
  return WTAP_ENCAP_UNKNOWN;
}

static guint32
number32 (const capture_file_t *file, gsize at)
{
  guint32 value;
  memcpy (&value, file->bytes + at, sizeof value);
  return file->little_endian ? GUINT32_FROM_LE (value) : GUINT32_FROM_BE (value);
}

static guint16
number16 (const capture_file_t *file, gsize at)
{
  guint16 value;
  memcpy (&value, file->bytes + at, sizeof value);
  return file->little_endian ? GUINT16_FROM_LE (value) : GUINT16_FROM_BE (value);
}

static gboolean
fail (const capture_file_t *file, GError **error, const char *problem)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "capture '%s' %s at byte %" G_GSIZE_FORMAT, file->path,
               problem, file->at);
  return FALSE;
}

static void
interface_add (capture_file_t *file, guint32 link_type, guint64 ticks_per_second)
{
  const interface_t interface = { encap_of_link_type (link_type), ticks_per_second };
  g_array_append_val (file->interfaces, interface);
}

/* Reads the header of a pcap file, in whatever byte order. */
static gboolean
pcap_open (capture_file_t *file)
{
  if (file->size < 24)
    return FALSE;
  for (int order = 0; order < 2; order++)
    {
      file->little_endian = order == 1;
      const guint32 magic = number32 (file, 0);
      if (magic != PCAP_MAGIC_MICROSECONDS && magic != PCAP_MAGIC_NANOSECONDS)
        continue;
      interface_add (file, number32 (file, 20) & 0xffff, magic == PCAP_MAGIC_NANOSECONDS ? 1000000000 : 1000000);
      file->at = 24;
      return TRUE;
    }
  return FALSE;
}

capture_file_t *
capture_file_open (const char *path, GError **error)
{
  gchar *bytes;
  gsize size;
  if (!g_file_get_contents (path, &bytes, &size, error))
    return NULL;
  capture_file_t *file = g_new0 (capture_file_t, 1);
  file->path = g_strdup (path);
  file->bytes = (guint8 *) bytes;
  file->size = size;
  file->interfaces = g_array_new (FALSE, FALSE, sizeof (interface_t));
  /* The block type of a section header reads the same in both byte orders. */
  file->pcapng = size >= 12 && number32 (file, 0) == PCAPNG_SECTION_HEADER;
  if (!file->pcapng && !pcap_open (file))
    {
      fail (file, error, "is neither pcap nor pcapng");
      capture_file_close (file);
      return NULL;
    }
  return file;
}

static void
packet_fill (captured_packet_t *packet, const capture_file_t *file, const interface_t *interface, guint64 ticks,
             gsize at, guint32 captured, guint32 length)
{
  packet->data = file->bytes + at;
  packet->captured = captured;
  packet->length = MAX (length, captured);
  packet->encap = interface->encap;
  packet->time.secs = (time_t) (ticks / interface->ticks_per_second);
  packet->time.nsecs
    = (int) ((gdouble) (ticks % interface->ticks_per_second) * 1e9 / (gdouble) interface->ticks_per_second + 0.5);
}

static gboolean
pcap_next (capture_file_t *file, captured_packet_t *packet, GError **error)
{
  if (file->at == file->size)
    return FALSE;
  if (file->size - file->at < 16)
    return fail (file, error, "ends in the middle of a packet header");
  const interface_t *interface = &g_array_index (file->interfaces, interface_t, 0);
  const guint64 ticks
    = (guint64) number32 (file, file->at) * interface->ticks_per_second + number32 (file, file->at + 4);
  const guint32 captured = number32 (file, file->at + 8);
  const guint32 length = number32 (file, file->at + 12);
  if (captured > LARGEST_PACKET || captured > file->size - file->at - 16)
    return fail (file, error, "ends in the middle of a packet");
  packet_fill (packet, file, interface, ticks, file->at + 16, captured, length);
  file->at += 16 + captured;
  return TRUE;
}

/* The resolution option of an interface block, as ticks per second: microseconds where there is none. */
static guint64
interface_resolution (const capture_file_t *file, gsize at, gsize end)
{
  while (end - at >= 4)
    {
      const guint16 code = number16 (file, at);
      const guint16 length = number16 (file, at + 2);
      if (code == 0 || length > end - at - 4)
        break;
      if (code == PCAPNG_OPTION_RESOLUTION && length >= 1)
        {
          const guint8 exponent = file->bytes[at + 4];
          guint64 ticks = 1;
          if ((exponent & 0x80) != 0)
            return G_GUINT64_CONSTANT (1) << MIN (exponent & 0x7f, 63);
          for (guint8 i = 0; i < MIN (exponent, 18); i++)
            ticks *= 10;
          return ticks;
        }
      const gsize padded = 4 + ((gsize) length + 3) / 4 * 4;
      if (padded > end - at)
        break;
      at += padded;
    }
  return 1000000;
}

static gboolean
section_start (capture_file_t *file, GError **error)
{
  file->little_endian = FALSE;
  if (file->size - file->at < 28)
    return fail (file, error, "ends in the middle of a section header");
  if (number32 (file, file->at + 8) != PCAPNG_BYTE_ORDER)
    file->little_endian = TRUE;
  if (number32 (file, file->at + 8) != PCAPNG_BYTE_ORDER)
    return fail (file, error, "has a section of unknown byte order");
  g_array_set_size (file->interfaces, 0);
  return TRUE;
}

/* Reads one block. Returns TRUE when it was a packet. */
static gboolean
pcapng_block (capture_file_t *file, captured_packet_t *packet, GError **error)
{
  if (number32 (file, file->at) == PCAPNG_SECTION_HEADER && !section_start (file, error))
    return FALSE;
  const guint32 type = number32 (file, file->at);
  const guint32 size = number32 (file, file->at + 4);
  if (size < 12 || size % 4 != 0 || size > file->size - file->at)
    return fail (file, error, "has a block of impossible length");
  const gsize body = file->at + 8;
  const gsize end = file->at + size - 4;
  file->at += size;

  if (type == PCAPNG_INTERFACE && end - body >= 8)
    interface_add (file, number16 (file, body), interface_resolution (file, body + 8, end));
  else if (type == PCAPNG_ENHANCED_PACKET && end - body >= 20)
    {
      const guint32 index = number32 (file, body);
      const guint64 ticks = (guint64) number32 (file, body + 4) << 32 | number32 (file, body + 8);
      const guint32 captured = number32 (file, body + 12);
      if (index >= file->interfaces->len || captured > end - body - 20)
        return fail (file, error, "has a broken packet block before the one");
      packet_fill (packet, file, &g_array_index (file->interfaces, interface_t, index), ticks, body + 20, captured,
                   number32 (file, body + 16));
      return TRUE;
    }
  else if (type == PCAPNG_SIMPLE_PACKET && end - body >= 4 && file->interfaces->len > 0)
    {
      const guint32 length = number32 (file, body);
      packet_fill (packet, file, &g_array_index (file->interfaces, interface_t, 0), 0, body + 4,
                   (guint32) MIN (length, end - body - 4), length);
      return TRUE;
    }
  return FALSE;
}

gboolean
capture_file_next (capture_file_t *file, captured_packet_t *packet, GError **error)
{
  if (!file->pcapng)
    return pcap_next (file, packet, error);
  GError *problem = NULL;
  while (file->at < file->size && problem == NULL)
    {
      if (file->size - file->at < 12)
        return fail (file, error, "ends in the middle of a block");
      if (pcapng_block (file, packet, &problem))
        return TRUE;
    }
  if (problem != NULL)
    g_propagate_error (error, problem);
  return FALSE;
}

void
capture_file_close (capture_file_t *file)
{
  g_array_unref (file->interfaces);
  g_free (file->bytes);
  g_free (file->path);
  g_free (file);
}
