struct local
{
  int x;
};
