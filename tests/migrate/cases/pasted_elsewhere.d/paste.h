#define DUPLICATE(sc, s) sc##_strdup (s)
#define JOIN(a, b) a##b
#define JOINED(a, b) JOIN (a, b)
