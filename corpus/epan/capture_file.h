/* SPDX-License-Identifier: MIT */
/* Reading capture files: pcap (both byte orders, microseconds and nanoseconds) and pcapng. */
#ifndef EPAN_CAPTURE_FILE_H
#define EPAN_CAPTURE_FILE_H

#include <glib.h>
#include <epan/nstime.h>

typedef struct capture_file capture_file_t;

/** One packet. The bytes belong to the file and stay as long as it is open. */
typedef struct captured_packet
{
  const guint8 *data;
  guint32 captured;
  guint32 length; /* on the wire: `captured`, or more where the capture cut it */
  nstime_t time;
  int encap; /* WTAP_ENCAP_... */
} captured_packet_t;

/** @return NULL and @a error where it cannot be read or is no capture. Close with capture_file_close(). */
capture_file_t *capture_file_open (const char *path, GError **error);
/**
 * Reads the next packet.
 * @return FALSE at the end, with @a error set where the file ends in the middle of something
 */
gboolean capture_file_next (capture_file_t *file, captured_packet_t *packet, GError **error);
void capture_file_close (capture_file_t *file);

#endif
