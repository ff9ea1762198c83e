/* Nothing is included here: the flags bring it. */
// The new header comes behind what is said of the file.
char *copy (const char *text);
char *
copy (const char *text)
{
  return ep_strdup (text);
}
