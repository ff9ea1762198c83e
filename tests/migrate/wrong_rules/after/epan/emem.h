/* SPDX-License-Identifier: MIT */
/* The after side of the original, which the rules' macros rewrite. */
#pragma once
#include <wmem/wmem.h>
