#pragma once
#include <glib.h>

gboolean print_row (void *value, void *data);
