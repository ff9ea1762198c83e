/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Watching the two pools of an autoreset container.
 */
#include "autoreset.h"

/** The content goes. Where the pool itself goes, so does the watch on the container's own pool. */
static gboolean
data_freed (wmem_allocator_t *allocator G_GNUC_UNUSED, wmem_cb_event_t event, void *user_data)
{
  wmem_autoreset_t *autoreset = user_data;

  autoreset->forget (autoreset);
  if (event == WMEM_CB_FREE_EVENT)
    return TRUE;
  if (autoreset->metadata_callback != 0)
    wmem_unregister_callback (autoreset->metadata, autoreset->metadata_callback);
  autoreset->metadata_callback = autoreset->data_callback = 0;
  return FALSE;
}

static void
stop_watching_data (wmem_autoreset_t *autoreset)
{
  if (autoreset->data_callback == 0)
    return;
  wmem_unregister_callback (autoreset->data, autoreset->data_callback);
  autoreset->data->fillers--;
}

/** The container goes: nobody may be called back about it. */
static gboolean
metadata_freed (wmem_allocator_t *allocator G_GNUC_UNUSED, wmem_cb_event_t event G_GNUC_UNUSED, void *user_data)
{
  wmem_autoreset_t *autoreset = user_data;

  stop_watching_data (autoreset);
  return FALSE;
}

void
wmem_autoreset_watch (wmem_autoreset_t *autoreset)
{
  wmem_allocator_t *const metadata = autoreset->metadata, *const data = autoreset->data;

  /* The heap (NULL) never goes. */
  if (metadata != NULL)
    autoreset->metadata_callback = wmem_callbacks_watch (metadata, metadata_freed, autoreset);
  if (data != NULL)
    {
      autoreset->data_callback = wmem_callbacks_watch (data, data_freed, autoreset);
      data->fillers++;
    }
}

void
wmem_autoreset_stop (wmem_autoreset_t *autoreset)
{
  if (autoreset->metadata_callback != 0)
    wmem_unregister_callback (autoreset->metadata, autoreset->metadata_callback);
  stop_watching_data (autoreset);
  wmem_pool_container_ended (autoreset->metadata);
}
