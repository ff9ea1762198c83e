#define se_strdup(text) g_strdup (text)
