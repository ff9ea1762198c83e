/* SPDX-License-Identifier: MIT */
/* Names nothing of the old API. */
int
add (int first, int second)
{
  return first + second;
}
