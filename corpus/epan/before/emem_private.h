/* SPDX-License-Identifier: MIT */
/* What the files of the old memory manager share. */
#ifndef EMEM_PRIVATE_H
#define EMEM_PRIVATE_H

/** Empties the trees of file lifetime, whose nodes are about to go. */
void emem_trees_reset (void);

#endif
