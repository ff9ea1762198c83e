/* A second prototype. */
#pragma once

extern char *shared_text (int);
