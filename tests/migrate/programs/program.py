# SPDX-License-Identifier: MIT
"""Random small programs of the old memory API: valid C, defined behaviour, output that depends on every value.

A program is one file with one entry, `void program_SEED (void)`. It is built from statements over variables of six
kinds: text, number, string buffer, stack, tree and record. What makes a use hard to rewrite is where it stands and how
it is written, so both are drawn at random: the syntactic position, macros around it, conditions, the layout of its
tokens. Rules that keep a program's meaning its own:

- No two side effects without a sequence point between them; no read of a variable that was not written.
- The text of a buffer is kept by nobody beyond the statement, since growing may move it, and what is appended to a buffer
  is not its own text: the old manager printed in place. Only replacing a content by one made of it is tried.
"""

import random

WORDS = ["alpha", "b", "gamma-delta", "", "x y z", "tail", "%s", "0123456789abcdef", "ep_strdup (x)", "comma, (paren"]


def quoted(text):
    return '"' + text + '"'


class Scope:
    """The variables that can be read here, by kind."""

    def __init__(self, outer=None, without=None):
        self.names = {kind: [name for name in outer.names[kind] if name != without] if outer else [] for kind in "sibktr"}
        self.constant = set(outer.constant) if outer else set()

    def add(self, kind, name):
        self.names[kind].append(name)


class Program:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.seed = seed
        # Its own, since a struct of one name is taken for one type in all files.
        self.record, self.record_type = f"struct record_{seed}", f"record_{seed}_t"
        self.lines = []
        self.counter = 0
        self.budget = 0
        self.top = []
        self.functions = []  # (name, result kind, parameter kinds)
        self.macros = set()
        self.keeps = False  # whether what is made now is kept: then it is no text of a buffer
        self.crlf = self.chance(0.08)
        self.tabs = self.chance(0.3)
        self.tight = self.random.choice([0.0, 0.3, 0.9])  # how often a call has no blank before its parenthesis

    # Chance and names

    def chance(self, share):
        return self.random.random() < share

    def pick(self, items):
        return self.random.choice(items)

    def fresh(self, stem):
        self.counter += 1
        return f"{stem}{self.counter}"

    # Layout

    def gap(self):
        """What stands between a name and its parenthesis, or after a comma."""
        roll = self.random.random()
        if roll < self.tight:
            return ""
        if roll < 0.93:
            return " "
        return self.pick(["\n      ", " /* why */ ", "  ", "\t", " /* ep_strdup (b) */\n      ", " \\\n"])

    PARENTHESISED = ("ep_strdup", "se_strdup", "ep_strndup", "ep_strbuf_new", "ep_strbuf_append", "ep_strbuf_printf", "ep_strbuf_append_printf",
                     "ep_stack_push")

    def call(self, name, *arguments):
        if self.chance(0.02) and name in self.PARENTHESISED:
            name = f"({name})"
        comma = "," + (" " if self.chance(0.7) else self.gap().replace("\\\n", ""))
        inside = " " if self.chance(0.05) else ""
        return f"{name}{self.gap()}({inside}{comma.join(arguments)}{inside})"

    def emit(self, depth, text):
        indent = ("\t" if self.tabs else "  ") * depth
        if text.endswith(";") and self.chance(0.03):
            text += self.pick([" // ep_strdup (x)", " /* done */", "\t// it's"])
        self.lines.append(indent + text)

    # Expressions: without side effects on what other parts of the same expression read

    def text(self, scope, depth=2):
        """An expression of type char * or const char *, never NULL."""
        choices = ["literal", "literal"]
        if scope.names["s"]:
            choices += ["variable"] * 4
        if depth > 0:
            choices += ["dup", "dup", "ndup", "printf", "printf", "concat", "choose", "memdup", "comma", "cast"]
            choices += ["macro", "paren", "index", "statement"]
            if scope.names["b"] and not self.keeps:
                choices += ["field"] * 4 + ["fieldtext", "fieldmacro"]
            if scope.names["r"]:
                choices += ["record"] * 2
            if scope.names["k"]:
                choices += ["peek"]
            if scope.names["t"]:
                choices += ["lookup"]
        return getattr(self, "text_" + self.pick(choices))(scope, depth)

    def kept(self, scope, depth=2):
        """A text that may be kept."""
        before, self.keeps = self.keeps, True
        text = self.text(scope, depth)
        self.keeps = before
        return text

    def text_literal(self, scope, depth):
        return quoted(self.pick(WORDS))

    def text_variable(self, scope, depth):
        return self.pick(scope.names["s"])

    def read(self, scope, depth):
        """A text that is copied at once."""
        before, self.keeps = self.keeps, False
        text = self.text(scope, depth)
        self.keeps = before
        return text

    def text_dup(self, scope, depth):
        return self.call(self.pick(["ep_strdup", "se_strdup"]), self.read(scope, depth - 1))

    def text_ndup(self, scope, depth):
        return self.call(self.pick(["ep_strndup", "se_strndup"]), self.read(scope, depth - 1), str(self.random.randint(0, 9)))

    def text_printf(self, scope, depth):
        name = self.pick(["ep_strdup_printf", "se_strdup_printf"])
        if self.chance(0.2):
            return self.call(name, quoted("[%s]" + "%%" * self.random.randint(0, 1)), self.read(scope, depth - 1))
        return self.call(name, quoted("%s/%d"), self.read(scope, depth - 1), self.number(scope, depth - 1))

    def text_concat(self, scope, depth):
        return self.call("ep_strconcat", self.read(scope, depth - 1), self.read(scope, depth - 1), "NULL")

    def text_choose(self, scope, depth):
        return f"({self.number(scope, depth - 1)} ? {self.text(scope, depth - 1)} : {self.text(scope, depth - 1)})"

    def text_memdup(self, scope, depth):
        word = self.pick(WORDS)
        name = self.pick(["ep_memdup", "se_memdup"])
        return f"(char *)" + self.gap().replace("\\\n", "") + self.call(name, quoted(word), f"sizeof {quoted(word)}")

    def text_alone(self, scope):
        """A text that stands alone in its full expression: calls of functions that print are among them."""
        able = [f for f in self.functions if f[1] == "s"]
        if not able or self.chance(0.7):
            return self.kept(scope)
        name, _, kinds = self.pick(able)
        arguments = self.arguments(kinds, scope)
        return self.kept(scope) if None in arguments else self.call(name, *arguments)

    def text_comma(self, scope, depth):
        return f"((void) {self.number(scope, depth - 1)}, {self.text(scope, depth - 1)})"

    def text_cast(self, scope, depth):
        return f"({self.pick(['const char *', 'gchar *', 'char *'])}) {self.call(self.pick(['ep_strdup', 'se_strdup']), self.text(scope, depth - 1))}"

    def text_macro(self, scope, depth):
        macro = self.pick(["DUP", "DUP_TWICE", "LABELLED", "FIXED"])
        self.macros.add(macro)
        return "FIXED" if macro == "FIXED" else self.call(macro, self.text(scope, depth - 1))

    def text_paren(self, scope, depth):
        return f"({self.text(scope, depth - 1)})"

    def text_index(self, scope, depth):
        return f"{self.call('ep_strsplit', quoted('one,two,three'), quoted(','), '0')}[{self.random.randint(0, 2)}]"

    def text_statement(self, scope, depth):
        name = self.fresh("inner")
        return f"({{ const char *{name} = {self.text(scope, depth - 1)}; {name}; }})"

    def text_field(self, scope, depth):
        return self.field(self.pick(scope.names["b"]), "str")

    def text_fieldtext(self, scope, depth):
        return f"&{self.field(self.pick(scope.names['b']), 'str')}[0]"

    def text_fieldmacro(self, scope, depth):
        self.macros.add("TEXT")
        return self.call("TEXT", self.pick(scope.names["b"]))

    def text_record(self, scope, depth):
        return f"{self.pick(scope.names['r'])}->name"

    def text_peek(self, scope, depth):
        return self.call("show", self.call("ep_stack_peek", self.pick(scope.names["k"])))

    def text_lookup(self, scope, depth):
        prefix = self.pick(["se_tree", "pe_tree", "emem_tree"])
        verb = self.pick(["lookup32", "lookup32", "lookup32_le", "lookup_string"])
        tree = self.pick(scope.names["t"])
        if verb == "lookup_string":
            flags = self.pick(["0", "EMEM_TREE_STRING_NOCASE"])
            return self.call("show", self.call(prefix + "_" + verb, "(" + self.names_tree() + ")", self.text(scope, 0), flags))
        return self.call("show", self.call(prefix + "_" + verb, tree, self.key(scope)))

    def names_tree(self):
        self.macros.add("names")
        return "names_tree ()"

    def key(self, scope):
        return self.pick(["1", "2", "7", "40u", f"(guint32) ({self.number(scope, 0)} & 7)"])

    def field(self, buffer, name):
        form = self.random.random()
        if form < 0.6:
            return f"{buffer}->{name}"
        if form < 0.7:
            return f"({buffer})->{name}"
        if form < 0.8:
            return f"(*{buffer}).{name}"
        if form < 0.87:
            return f"{buffer} -> {name}"
        if form < 0.94:
            return f"((emem_strbuf_t *) {buffer})->{name}"
        return f"{buffer} /* of */\n      ->{name}"

    def number(self, scope, depth=1):
        choices = ["literal"]
        if scope.names["i"]:
            choices += ["variable"] * 2
        if depth > 0:
            choices += ["sum", "length", "compare", "sizeof"]
            if scope.names["b"]:
                choices += ["len"] * 3 + ["first", "type"]
            if scope.names["t"]:
                choices += ["empty"]
        return getattr(self, "number_" + self.pick(choices))(scope, depth)

    def number_literal(self, scope, depth):
        return str(self.random.randint(0, 12))

    def number_variable(self, scope, depth):
        return self.pick(scope.names["i"])

    def number_sum(self, scope, depth):
        return f"({self.number(scope, depth - 1)} {self.pick('+*|')} {self.number(scope, depth - 1)})"

    def number_length(self, scope, depth):
        return f"(int) strlen ({self.text(scope, depth - 1)})"

    def number_compare(self, scope, depth):
        return f"(strcmp ({self.text(scope, depth - 1)}, {self.text(scope, depth - 1)}) {self.pick(['==', '!='])} 0)"

    def number_sizeof(self, scope, depth):
        return self.pick(["(int) sizeof (ep_stack_t)", "(int) sizeof (emem_tree_t *)", "(int) sizeof(emem_strbuf_t*)"])

    def number_len(self, scope, depth):
        return f"(int) {self.field(self.pick(scope.names['b']), 'len')}"

    def number_first(self, scope, depth):
        return f"({self.field(self.pick(scope.names['b']), 'str')}[0] {self.pick(['==', '>'])} 'a')"

    def number_type(self, scope, depth):
        text = self.field(self.pick(scope.names["b"]), "str")
        return self.pick([f"_Generic ({text}, char *: 1, const char *: 2)",
                          f"__builtin_types_compatible_p (__typeof__ ({text}), char *)"])

    def number_empty(self, scope, depth):
        tree = self.pick(scope.names["t"])
        return self.pick([f"({tree}->tree == NULL)", f"(NULL != {tree}->tree)", f"(!{tree}->tree)", f"({tree}->tree ? 1 : 0)"])

    def value(self, kind, scope, depth=1):
        """A value of any kind, or None where there is none to hand over."""
        if kind == "s":
            return self.kept(scope, depth)
        if kind == "i":
            return self.number(scope, depth)
        return self.pick(scope.names[kind]) if scope.names[kind] else None

    def arguments(self, kinds, scope):
        """One value a parameter, each buffer at most once. @return None among them where something lacks."""
        values = []
        for kind in kinds:
            values.append(self.value(kind, scope))
            if kind == "b":
                scope = Scope(scope, without=values[-1])
        return values

    # Statements

    STATEMENTS = {
        "declare_text": 5, "assign_text": 3, "say": 5, "declare_buffer": 4, "append": 6, "replace": 4, "truncate": 2,
        "returned": 3, "chain": 1, "declare_stack": 2, "push": 4, "pop": 3, "pop_all": 1, "peek_test": 1, "declare_tree": 2,
        "insert": 4, "walk": 1, "declare_record": 2, "set_record": 2, "branch": 4, "loop": 2, "switch": 1, "block": 1, "conditional": 2,
        "call": 2, "declare_number": 2, "label": 1, "comment": 1, "vararg": 1, "array": 1, "split": 1, "alias": 1, "look": 2,
        "key_array": 1, "shortcut": 1, "literal": 1, "typed": 1, "run": 2,
    }

    def statements(self, scope, depth, count):
        for _ in range(count):
            if self.budget <= 0:
                return
            self.budget -= 1
            names = list(self.STATEMENTS)
            name = self.random.choices(names, [self.STATEMENTS[n] for n in names])[0]
            getattr(self, "do_" + name)(scope, depth)

    def body(self, scope, depth, simple=False):
        """The body of an if or a loop: one statement without braces, or a block."""
        if simple or self.chance(0.45):
            getattr(self, "do_" + self.pick(["say", "assign_text", "append", "replace", "returned", "push", "pop"]))(scope, depth + 1)
            return
        self.emit(depth, "{")
        inner = Scope(scope)
        self.statements(inner, depth + 1, self.random.randint(1, 3))
        self.emit(depth, "}")

    def do_declare_text(self, scope, depth):
        name = self.fresh("text")
        kind = self.pick(["const char *", "const gchar *", "const char *", "char *"])
        if kind == "char *":
            value = self.call(self.pick(["ep_strdup", "se_strdup"]), self.text(scope))
        else:
            value = self.text_alone(scope)
        if self.chance(0.2):
            other = self.fresh("text")
            self.emit(depth, f"{kind}{name} = {value}, *{other} = {self.call('ep_strdup', self.text(scope, 1))};")
            scope.add("s", other)
        else:
            self.emit(depth, f"{kind}{name} = {value};")
        scope.add("s", name)
        if kind == "char *":
            scope.constant.add(name)

    def writable(self, scope):
        return [name for name in scope.names["s"] if name not in scope.constant]

    def do_assign_text(self, scope, depth):
        names = self.writable(scope)
        if not names:
            return self.do_say(scope, depth)
        self.emit(depth, f"{self.pick(names)} = {self.text_alone(scope)};")

    def do_say(self, scope, depth):
        if self.chance(0.3):
            self.emit(depth, f'printf ("%d\\n", {self.number(scope, 2)});')
        else:
            self.emit(depth, f'printf ("%s\\n", {self.text(scope, 3)});')

    def do_declare_number(self, scope, depth):
        name = self.fresh("count")
        self.emit(depth, f"int {name} = {self.number(scope, 2)};")
        scope.add("i", name)

    def new_buffer(self, scope):
        form = self.random.random()
        if form < 0.4:
            return self.call("ep_strbuf_new", self.pick(["NULL", self.text(scope, 1)]))
        if form < 0.7:
            return self.call("ep_strbuf_new_label", self.pick(["NULL", '""', self.text(scope, 1), self.text(scope, 1)]))
        if form < 0.85:
            return self.call("ep_strbuf_sized_new", str(self.random.randint(1, 60)), self.pick(["0", "20", "100", "240"]))
        self.macros.add("NEW_BUFFER")
        return "NEW_BUFFER"

    def do_declare_buffer(self, scope, depth):
        name = self.fresh("buffer")
        if self.chance(0.25):
            self.emit(depth, f"emem_strbuf_t *{name};")
            self.emit(depth, f"{name} = {self.new_buffer(scope)};")
        elif self.chance(0.15):
            other = self.fresh("buffer")
            self.emit(depth, f"emem_strbuf_t *{name} = {self.new_buffer(scope)}, *{other} = {self.new_buffer(scope)};")
            scope.add("b", other)
        else:
            self.emit(depth, f"emem_strbuf_t{self.pick([' *', '* ', '*', ' * '])}{name} = {self.new_buffer(scope)};")
        scope.add("b", name)

    def buffer(self, scope, depth):
        if not scope.names["b"]:
            return None
        return self.pick(scope.names["b"])

    def do_append(self, scope, depth):
        buffer = self.buffer(scope, depth)
        if buffer is None:
            return self.do_say(scope, depth)
        scope = Scope(scope, without=buffer)
        form = self.random.random()
        if form < 0.4:
            text = self.call("ep_strbuf_append", buffer, self.text(scope))
        elif form < 0.7:
            text = self.call("ep_strbuf_append_printf", buffer, quoted("<%s %d>"), self.text(scope), self.number(scope))
        elif form < 0.8:
            text = self.call("ep_strbuf_append_c", buffer, self.pick(["'c'", "','", "')'", "'\\''"]))
        elif form < 0.88:
            text = self.call("ep_strbuf_append_unichar", buffer, self.pick(["0x41", "0x20ac", "'u'"]))
        else:
            self.macros.add("SAY")
            text = self.call("SAY", buffer, quoted("%s"), self.text(scope, 1))
        void = "(void) " if self.chance(0.1) and not text.startswith("SAY") else ""
        self.emit(depth, f"{void}{text};")

    def do_replace(self, scope, depth):
        buffer = self.buffer(scope, depth)
        if buffer is None:
            return self.do_say(scope, depth)
        call = self.call("ep_strbuf_printf", buffer, quoted("=%s="), self.text(scope))
        if self.chance(0.15):
            call = f"{self.number(scope)} > 2 ? {call} : (void) 0" if self.chance(0.5) else f"(void) {self.number(scope)}, {call}"
        self.emit(depth, f"{call};")

    def do_truncate(self, scope, depth):
        buffer = self.buffer(scope, depth)
        if buffer is None:
            return self.do_say(scope, depth)
        self.emit(depth, f"if ({buffer}->len > 0)")
        self.emit(depth + 1, self.call("ep_strbuf_truncate", buffer, f"{self.field(buffer, 'len')} - 1") + ";")

    def do_returned(self, scope, depth):
        buffer = self.buffer(scope, depth)
        if buffer is None:
            return self.do_say(scope, depth)
        scope = Scope(scope, without=buffer)
        form = self.random.random()
        if form < 0.4:
            self.emit(depth, f"{buffer} = {self.call('ep_strbuf_append', buffer, self.text(scope))};")
        elif form < 0.7:
            self.emit(depth, f"{buffer} = {self.call('ep_strbuf_truncate', buffer, str(self.random.randint(0, 9)))};")
        else:
            call = self.call("ep_strbuf_append", buffer, self.text(scope, 1))
            self.emit(depth, f'printf ("%s\\n", {call}->str);')

    def do_chain(self, scope, depth):
        buffer = self.buffer(scope, depth)
        if buffer is None:
            return self.do_say(scope, depth)
        inner = self.call("ep_strbuf_append_c", buffer, "'+'")
        self.emit(depth, self.call("ep_strbuf_append", inner, self.text(Scope(scope, without=buffer), 1)) + ";")

    def do_look(self, scope, depth):
        """A buffer's text in a variable, writable or not, read before the buffer changes."""
        buffer = self.buffer(scope, depth)
        if buffer is None:
            return self.do_say(scope, depth)
        name = self.fresh("look")
        self.emit(depth, "{")
        self.emit(depth + 1, f"{self.pick(['const char *', 'char *', 'gchar *'])}{name} = {self.field(buffer, 'str')};")
        self.emit(depth + 1, f'printf ("%s %d\\n", {name}, {self.pick([f"(int) strlen ({name})", f"{name}[0]", f"*{name}"])});')
        self.emit(depth, "}")

    def do_alias(self, scope, depth):
        """The text of a buffer under another name, read by what replaces the buffer's content."""
        buffer = self.buffer(scope, depth)
        if buffer is None:
            return self.do_say(scope, depth)
        name = self.fresh("alias")
        value = self.pick([f"{buffer}->str", f"text_of ({buffer})"])
        if "text_of" in value:
            self.macros.add("text_of")
        self.emit(depth, "{")
        self.emit(depth + 1, f"const char *{name} = {value};")
        self.emit(depth + 1, self.call("ep_strbuf_printf", buffer, quoted("%s!"), name) + ";")
        self.emit(depth, "}")

    def do_declare_stack(self, scope, depth):
        name = self.fresh("stack")
        self.emit(depth, f"ep_stack_t {name} = {self.call('ep_stack_new')};")
        scope.add("k", name)

    def stack(self, scope):
        return self.pick(scope.names["k"]) if scope.names["k"] else None

    def do_push(self, scope, depth):
        stack = self.stack(scope)
        if stack is None:
            return self.do_say(scope, depth)
        call = self.call("ep_stack_push", stack, f"(void *) {self.kept(scope, 1)}" if self.chance(0.5) else self.call("ep_strdup", self.text(scope, 1)))
        form = self.random.random()
        names = self.writable(scope)
        if form < 0.15 and names:
            call = f"{self.pick(names)} = {call}"
        elif form < 0.25:
            call = f'printf ("%s\\n", (char *) {call})'
        self.emit(depth, call + ";")

    def do_pop(self, scope, depth):
        stack = self.stack(scope)
        if stack is None:
            return self.do_say(scope, depth)
        call = self.call("ep_stack_pop", stack)
        form = self.random.random()
        if form < 0.3:
            self.emit(depth, call + ";")
        elif form < 0.4:
            self.emit(depth, "(void) " + call + ";")
        elif form < 0.7:
            self.emit(depth, f'printf ("%s\\n", show ({call}));')
        else:
            self.emit(depth, f"if ({call}{self.pick(['', ' != NULL'])})")
            self.do_say(scope, depth + 1)

    def do_pop_all(self, scope, depth):
        stack = self.stack(scope)
        if stack is None:
            return self.do_say(scope, depth)
        name = self.fresh("item")
        self.emit(depth, "{")
        self.emit(depth + 1, f"const char *{name};")
        test = self.pick([" != NULL", ""])
        self.emit(depth + 1, f"while (({name} = {self.call('ep_stack_pop', stack)}){test})")
        self.emit(depth + 2, f'printf ("%s\\n", {name});')
        self.emit(depth, "}")

    def do_peek_test(self, scope, depth):
        stack = self.stack(scope)
        if stack is None:
            return self.do_say(scope, depth)
        self.emit(depth, f"if ({self.pick(['', '!'])}{self.call('ep_stack_peek', stack)})")
        self.body(scope, depth)

    def do_declare_tree(self, scope, depth):
        name = self.fresh("tree")
        create = self.pick(["se_tree_create", "se_tree_create_non_persistent", "pe_tree_create"])
        value = self.call(create, self.pick(["EMEM_TREE_TYPE_RED_BLACK", "1"]), quoted(name))
        if self.chance(0.3):
            self.top.append(f"static emem_tree_t *{name}_{self.seed} = NULL;")
            name = f"{name}_{self.seed}"
            self.emit(depth, f"if ({self.pick([f'!{name}', f'{name} == NULL', f'NULL == {name}'])})")
            self.emit(depth + 1, f"{name} = {value};")
        else:
            self.emit(depth, f"emem_tree_t *{name} = {value};")
        scope.add("t", name)

    def do_insert(self, scope, depth):
        if not scope.names["t"]:
            return self.do_say(scope, depth)
        prefix = self.pick(["se_tree", "pe_tree", "emem_tree"])
        value = self.pick([f"(void *) {self.kept(scope, 1)}", self.call("se_strdup", self.text(scope, 1))])
        if self.chance(0.25):
            self.emit(depth, self.call(prefix + "_insert_string", self.names_tree(), self.text(scope, 0), value,
                                       self.pick(["0", "EMEM_TREE_STRING_NOCASE"])) + ";")
        else:
            self.emit(depth, self.call(prefix + "_insert32", self.pick(scope.names["t"]), self.key(scope), value) + ";")

    def do_walk(self, scope, depth):
        if not scope.names["t"]:
            return self.do_say(scope, depth)
        tree, prefix, user = self.pick(scope.names["t"]), self.pick(["se_tree", "pe_tree", "emem_tree"]), "(void *) \"visited\""
        form = self.random.random()
        if form < 0.3:
            callback = "visit"
        elif form < 0.45:
            callback = "visit_key"
        else:
            callback = "carried"
        self.macros.add(callback)
        if callback != "carried":
            return self.emit(depth, self.call(prefix + "_foreach", tree, self.pick(["", "&"]) + callback, user) + ";")
        if form < 0.6:
            return self.emit(depth, self.call("walk_by", tree, "carried", user) + ";")
        name = self.fresh("walker")
        value = self.pick(["carried", "&carried", f"{self.number(scope, 0)} ? carried : carried_too", "carrier (1)"])
        self.emit(depth, "{")
        self.emit(depth + 1, f"tree_foreach_func {name} = {value};")
        self.emit(depth + 1, self.call(prefix + "_foreach", tree, name, user) + ";")
        self.emit(depth, "}")

    def do_literal(self, scope, depth):
        """Compound literals."""
        if scope.names["k"] and self.chance(0.5):
            value = self.call("ep_strdup", self.text(scope, 1))
            one, other = self.stack(scope), self.stack(scope)
            return self.emit(depth, self.call("ep_stack_push", f"((ep_stack_t[]) {{ {one}, {other} }})[{self.random.randint(0, 1)}]", value) + ";")
        buffer = self.buffer(scope, depth)
        if buffer is None:
            return self.do_say(scope, depth)
        self.emit(depth, f'printf ("%s\\n", (&({self.record_type}) {{ .buffer = {buffer}, .name = "" }})->{self.pick(["buffer->str", "name"])});')

    def do_typed(self, scope, depth):
        buffer = self.buffer(scope, depth)
        if buffer is None:
            return self.do_say(scope, depth)
        name = self.fresh("typed")
        kind = self.pick([f"__typeof__ ({self.field(buffer, 'str')}) ", "__auto_type "])
        self.emit(depth, "{")
        self.emit(depth + 1, f"{kind}{name} = {self.field(buffer, 'str')};")
        self.emit(depth + 1, f'printf ("%s\\n", {name});')
        self.emit(depth, "}")

    def do_run(self, scope, depth):
        """A statement that a macro is given."""
        buffer = self.buffer(scope, depth)
        if buffer is None:
            return self.do_say(scope, depth)
        self.macros.add("RUN")
        form = self.random.random()
        scope = Scope(scope, without=buffer)
        call = self.call(*self.pick([("ep_strbuf_printf", buffer, quoted("run")), ("ep_strbuf_append_printf", buffer, quoted("run"))]))
        if form < 0.5:
            self.emit(depth, f"RUN ({call});".replace("\\\n", ""))
        else:
            self.emit(depth, f"RUN (if ({self.number(scope, 0)}) {call}; else {call};)".replace("\\\n", ""))

    def do_key_array(self, scope, depth):
        tree, words, key = self.fresh("tree"), self.fresh("words"), self.fresh("key")
        prefix = self.pick(["se_tree", "emem_tree"])
        self.emit(depth, "{")
        self.emit(depth + 1, f"emem_tree_t *{tree} = {self.call('se_tree_create', '1', quoted('keys'))};")
        self.emit(depth + 1, f"guint32 {words}[3] = {{ 1, 2, 3 }};")
        self.emit(depth + 1, f"emem_tree_key_t {key}[2];")
        self.emit(depth + 1, f"{key}[0].length = 3; {key}[0].key = {words}; {key}[1].length = 0; {key}[1].key = NULL;")
        self.emit(depth + 1, self.call(prefix + "_insert32_array", tree, key, self.call("ep_strdup", self.text(scope, 1))) + ";")
        self.emit(depth + 1, f"{key}[0].length = 3; {key}[0].key = {words};")
        self.emit(depth + 1, f'printf ("%s\\n", show ({self.call(prefix + "_" + self.pick(["lookup32_array", "lookup32_array_le"]), tree, key)}));')
        self.emit(depth, "}")

    def do_declare_record(self, scope, depth):
        name = self.fresh("record")
        letter = self.pick(["ep", "se"])
        value = self.pick([
            self.call(f"{letter}_new", self.record), self.call(f"{letter}_new0", self.record_type),
            self.call(f"{letter}_alloc", f"sizeof ({self.record})"), self.call(f"{letter}_alloc0", f"sizeof({self.record_type})"),
            f"({self.record_type} *) {self.call(f'{letter}_alloc', f'sizeof ({self.record_type})')}",
            self.call(f"{letter}_alloc_array", self.record_type, "3"),
            self.call(f"{letter}_malloc", f"sizeof (*{name})"),
        ])
        self.emit(depth, f"{self.pick([self.record, self.record_type])} *{name} = {value};")
        self.emit(depth, f"{name}->name = {self.kept(scope, 1)};")
        self.emit(depth, f"{name}->buffer = {self.new_buffer(scope)};")
        scope.add("r", name)
        scope.constant.add(f"{name}->buffer")
        if self.chance(0.6):
            scope.add("b", f"{name}->buffer")

    def do_set_record(self, scope, depth):
        if not scope.names["r"]:
            return self.do_say(scope, depth)
        self.emit(depth, f"{self.pick(scope.names['r'])}->name = {self.kept(scope)};")

    def do_branch(self, scope, depth):
        self.emit(depth, f"if ({self.number(scope, 2)})")
        self.body(scope, depth)
        if self.chance(0.5):
            self.emit(depth, "else")
            self.body(scope, depth)

    def do_loop(self, scope, depth):
        name = self.fresh("i")
        inner = Scope(scope)
        inner.add("i", name)
        form = self.random.random()
        if form < 0.6:
            self.emit(depth, f"for (int {name} = 0; {name} < 2; {name}++)")
            self.body(inner, depth)
            return
        self.emit(depth, f"int {name} = 0;")
        if form < 0.8:
            self.emit(depth, f"while ({name}++ < 2)")
            self.body(inner, depth)
        else:
            self.emit(depth, "do")
            self.body(inner, depth)
            self.emit(depth, f"while (++{name} < 2);")

    def do_switch(self, scope, depth):
        self.emit(depth, f"switch ({self.number(scope)} & 1)")
        self.emit(depth, "{")
        self.emit(depth, "case 0:")
        self.body(scope, depth, simple=True)
        self.emit(depth + 1, "break;")
        self.emit(depth, "default:")
        self.body(scope, depth, simple=True)
        self.emit(depth, "}")

    def do_block(self, scope, depth):
        self.emit(depth, "{")
        self.statements(Scope(scope), depth + 1, self.random.randint(1, 3))
        self.emit(depth, "}")

    def do_conditional(self, scope, depth):
        """Branches of the preprocessor: both hold old names, one of them is compiled."""
        self.lines.append(self.pick(["#if FEATURE", "#ifdef FEATURE", "#ifndef NO_FEATURE", "#if 0", "#if FEATURE && 1", "#ifdef NO_FEATURE"]))
        self.do_simple(scope, depth)
        if self.chance(0.7):
            self.lines.append("#else")
            self.do_simple(scope, depth)
        self.lines.append("#endif" + self.pick(["", " /* FEATURE */"]))

    def do_simple(self, scope, depth):
        getattr(self, "do_" + self.pick(["say", "append", "replace", "push", "insert", "assign_text"]))(scope, depth)

    def do_call(self, scope, depth):
        able = [f for f in self.functions if f[1] == "v"]
        if not able:
            return self.do_say(scope, depth)
        name, _, kinds = self.pick(able)
        arguments = self.arguments(kinds, scope)
        if None in arguments:
            return self.do_say(scope, depth)
        self.emit(depth, self.call(name, *arguments) + ";")

    def do_label(self, scope, depth):
        name = self.fresh("out")
        self.emit(depth, f"if ({self.number(scope)} > 5) goto {name};")
        self.do_simple(scope, depth)
        self.lines.append(f"{name}:")
        self.do_simple(scope, depth)

    def do_comment(self, scope, depth):
        self.emit(depth, self.pick(["/* ep_strdup () and emem_tree_t */", "// se_alloc (3)", "/* nothing */ ;", "/* ep_new(\n   int) */"]))

    def do_vararg(self, scope, depth):
        self.macros.add("join")
        self.emit(depth, f'printf ("%s\\n", {self.call("join", quoted("%s+%s"), self.text(scope, 1), self.text(scope, 1))});')

    def do_array(self, scope, depth):
        name = self.fresh("list")
        self.emit(depth, f"const char *{name}[] = {{ {self.kept(scope, 1)}, {self.kept(scope, 1)}, [2] = {self.kept(scope, 1)} }};")
        scope.add("s", f"{name}[{self.random.randint(0, 2)}]")

    def do_split(self, scope, depth):
        name = self.fresh("parts")
        self.emit(depth, f"gchar **{name} = {self.call('ep_strsplit', quoted('a:bc:d'), quoted(':'), '0')};")
        scope.add("s", f"{name}[1]")
        scope.constant.add(f"{name}[1]")

    def do_shortcut(self, scope, depth):
        stack = self.stack(scope)
        if stack is None:
            return self.do_say(scope, depth)
        self.emit(depth, f"if ({self.number(scope)} && {self.call('ep_stack_pop', stack)} != NULL)")
        self.body(scope, depth)

    # Functions and the whole

    TYPES = {"s": "const char *", "i": "int ", "b": "emem_strbuf_t *", "k": "ep_stack_t ", "t": "emem_tree_t *"}

    def function(self, index):
        result = self.pick("svv")
        kinds = [self.pick("sibktr") for _ in range(self.random.randint(0, 3))]
        name = f"step{index}_{self.seed}"
        scope = Scope()
        parameters = []
        for kind in kinds:
            parameter = self.fresh("p")
            parameters.append((self.TYPES.get(kind, self.record_type + " *"), parameter))
            scope.add(kind, parameter)
        type_name = {"s": "const char *", "v": "void"}[result]
        if kinds and self.chance(0.12):
            self.emit(0, f"static {type_name}")
            self.emit(0, f"{name} ({', '.join(p for _, p in parameters)})")
            for kind, parameter in parameters:
                self.emit(1, f"{kind}{parameter};")
        else:
            listed = ", ".join(kind + parameter for kind, parameter in parameters) or "void"
            if self.chance(0.3):
                self.top.append(f"static {type_name} {name} ({listed});")
            self.emit(0, f"static {type_name}")
            self.emit(0, f"{name}{self.pick([' ', ''])}({listed})")
        self.emit(0, "{")
        self.budget = self.random.randint(3, 14)
        self.statements(scope, 1, self.budget)
        if result == "s":
            own = [name for name in scope.names["b"] if name.startswith("buffer")]
            value = self.field(self.pick(own), "str") if own and self.chance(0.3) else self.kept(scope)
            self.emit(1, f"return {value};")
        elif scope.names["b"] and self.chance(0.3):
            buffer = self.pick(scope.names["b"])
            text = self.read(Scope(scope, without=buffer), 1)
            printer = self.pick(["ep_strbuf_printf", "ep_strbuf_append_printf"])
            self.emit(1, f"return {self.pick(['', '(void) '])}{self.call(printer, buffer, quoted('end %s'), text)};")
        elif scope.names["b"]:
            self.emit(1, f'printf ("%s\\n", {self.pick(scope.names["b"])}->str);')
        self.emit(0, "}")
        self.emit(0, "")
        self.functions.append((name, result, kinds))

    MACROS = {
        "DUP": "#define DUP(x) ep_strdup (x)",
        "DUP_TWICE": "#define DUP_TWICE(x) se_strdup(ep_strdup(x))",
        "LABELLED": "#define LABELLED(x) \\\n  ep_strdup_printf (\"<%s>\", \\\n                    (x))",
        "FIXED": "#define FIXED ep_strdup (\"fixed\")",
        "TEXT": "#define TEXT(buffer) ((buffer)->str)",
        "NEW_BUFFER": "#define NEW_BUFFER ep_strbuf_new (\"start\")",
        "SAY": "#define SAY(buffer, ...) ep_strbuf_append_printf (buffer, __VA_ARGS__)",
        "RUN": "#define RUN(statement) statement",
    }

    HELPERS = {
        "text_of": "static const char *\ntext_of (emem_strbuf_t *buffer)\n{\n  return buffer->str;\n}\n",
        "visit": "static gboolean\nvisit (void *value, void *user)\n{\n  printf (\"%s %s\\n\", (char *) user, (char *) value);\n  return FALSE;\n}\n",
        "visit_key": "static const char *key = \"the key\";\n\nstatic gboolean\nvisit_key (void *value, void *user)\n{\n"
                     "  printf (\"%s %s %s\\n\", key, (char *) user, (char *) value);\n  return FALSE;\n}\n",
        "carried": "static gboolean\ncarried (void *value, void *user)\n{\n  printf (\"%s carried %s\\n\", (char *) user, (char *) value);\n"
                   "  return FALSE;\n}\n\nstatic gboolean\ncarried_too (void *value, void *user)\n{\n  (void) value;\n"
                   "  printf (\"%s, too\\n\", (char *) user);\n  return TRUE;\n}\n\nstatic tree_foreach_func\ncarrier (int n)\n{\n"
                   "  return n ? carried : carried_too;\n}\n\nstatic void\nwalk_by (emem_tree_t *tree, tree_foreach_func function, void *user)\n{\n"
                   "  emem_tree_foreach (tree, function, user);\n}\n",
        "join": "static const char *\njoin (const char *format, ...)\n{\n  va_list list;\n  const char *joined;\n\n  va_start (list, format);\n"
                "  joined = ep_strdup_vprintf (format, list);\n  va_end (list);\n  return joined;\n}\n",
        "names": "static emem_tree_t *names;\n\nstatic emem_tree_t *\nnames_tree (void)\n{\n  if (names == NULL)\n"
                 "    names = se_tree_create (EMEM_TREE_TYPE_RED_BLACK, \"names\");\n  return names;\n}\n",
    }

    def render(self):
        for index in range(self.random.randint(1, 4)):
            self.function(index)
        self.emit(0, f"void program_{self.seed} (void);")
        self.emit(0, f"void\nprogram_{self.seed} (void)")
        self.emit(0, "{")
        scope = Scope()
        self.budget = self.random.randint(6, 24)
        for statement in ("declare_text", "declare_buffer"):
            getattr(self, "do_" + statement)(scope, 1)
        for statement in ("declare_stack", "declare_tree", "declare_record"):
            if self.chance(0.5):
                getattr(self, "do_" + statement)(scope, 1)
        self.statements(scope, 1, self.budget)
        for kind, form in (("s", '"%s\\n", {}'), ("b", '"%s\\n", {}->str'), ("r", '"%s\\n", {}->name')):
            for name in scope.names[kind]:
                self.emit(1, f"printf ({form.format(name)});")
        for name, _, kinds in self.functions:
            arguments = self.arguments(kinds, scope)
            if None not in arguments:
                self.emit(1, self.call(name, *arguments) + ";")
        self.emit(0, "}")
        head = ["/* A program of the old memory API. */", "#include <stdarg.h>", "#include <stdio.h>", "#include <string.h>",
                self.pick(["#include <epan/emem.h>", '#include "epan/emem.h"']), "", "#define FEATURE 1", ""]
        head += [self.MACROS[name] for name in self.MACROS if name in self.macros]
        head += ["", f"typedef {self.record} {{", "  const char *name;", "  emem_strbuf_t *buffer;", f"}} {self.record_type};", ""]
        head += self.top + [""]
        head += ["static const char *\nshow (const void *text)\n{\n  return text ? (const char *) text : \"(none)\";\n}\n"]
        head += [self.HELPERS[name] for name in self.HELPERS if name in self.macros]
        text = "\n".join(head + self.lines) + ("" if self.chance(0.1) else "\n")
        return text.replace("\n", "\r\n") if self.crlf else text
