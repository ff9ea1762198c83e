#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Makes packet-NAME.c out of asn1/NAME/{NAME.asn, NAME.cnf, packet-NAME-template.c}.

  cd corpus/dissectors && asn1/generate.py tsp > packet-tsp.c

As in the generators of the time, #line names for every piece where it came from: the template, the .cnf for bodies
written by hand, and for what the generator itself makes a file that nobody keeps. Types are taken one a definition:
SEQUENCE { ... }, SEQUENCE OF, INTEGER with or without names, and the simple ones of SIMPLE.
"""

import re
import sys

SIMPLE = {  # ASN.1 type: (field type, field base, function, class, tag)
    "INTEGER": ("FT_INT32", "BASE_DEC", "dissect_ber_integer", "BER_UNI_TAG_INTEGER"),
    "BIGINTEGER": ("FT_BYTES", "BASE_NONE", "dissect_ber_integer", "BER_UNI_TAG_INTEGER"),
    "BOOLEAN": ("FT_BOOLEAN", "BASE_NONE", "dissect_ber_boolean", "BER_UNI_TAG_BOOLEAN"),
    "OCTET STRING": ("FT_BYTES", "BASE_NONE", "dissect_ber_octet_string", "BER_UNI_TAG_OCTETSTRING"),
    "BIT STRING": ("FT_STRING", "BASE_NONE", "dissect_ber_any", "BER_UNI_TAG_BITSTRING"),
    "OBJECT IDENTIFIER": ("FT_STRING", "BASE_NONE", "dissect_ber_object_identifier", "BER_UNI_TAG_OID"),
    "TEXT": ("FT_STRING", "BASE_NONE", "dissect_ber_text", "BER_UNI_TAG_UTF8STRING"),
    "TIME": ("FT_STRING", "BASE_NONE", "dissect_ber_text", "BER_UNI_TAG_GENERALIZEDTIME"),
    "ANY": ("FT_STRING", "BASE_NONE", "dissect_ber_any", None),
}


class Module:
    def __init__(self, name):
        self.name = name
        self.types = {}
        text = re.sub(r"--.*", "", open(f"asn1/{name}/{name}.asn").read())
        body = text.split("BEGIN", 1)[1].rsplit("END", 1)[0]
        for match in re.finditer(r"(\w+)\s*::=\s*([A-Z ]+?)\s*(\{[^}]*\}|OF\s+\w+|\n)", body):
            self.types[match.group(1)] = (match.group(2).strip(), match.group(3).strip())
        self.bodies, self.footers = {}, {}
        section = None
        for number, line in enumerate(open(f"asn1/{name}/{name}.cnf"), 1):
            directive = re.match(r"#\.(\w+)\s*(\w*)", line)
            if directive:
                where = {"FN_BODY": self.bodies, "FN_FTR": self.footers}.get(directive.group(1))
                section = None
                if where is not None:
                    section = where.setdefault(directive.group(2), (number + 1, []))[1]
            elif section is not None:
                section.append(line)

    def kind(self, type_name):
        """The field type, base, function and tag of a type; its own function where it is not a simple one."""
        if type_name in SIMPLE:
            return SIMPLE[type_name]
        base, _ = self.types[type_name]
        field, display, _, tag = SIMPLE.get(base, ("FT_NONE", "BASE_NONE", None, "BER_UNI_TAG_SEQUENCE"))
        return field, display, f"dissect_{self.name}_{type_name}", tag

    def members(self, type_name):
        for line in self.types[type_name][1].strip("{} \n").split(","):
            match = re.match(r"\s*(\w+)\s+(?:\[(\d+)\]\s+)?([A-Za-z ]+?)(\s+OPTIONAL)?\s*$", line)
            yield match.groups()

    def fields(self):
        """(variable, title, abbreviation, type of it) of every field, each once."""
        seen = {}
        for type_name, (base, rest) in self.types.items():
            if base == "SEQUENCE" and rest.startswith("{"):
                seen[f"hf_{self.name}_{type_name}_PDU"] = (type_name, f"{self.name}.{type_name}_element", type_name)
                for member, _, member_type, _ in self.members(type_name):
                    seen.setdefault(f"hf_{self.name}_{member}", (member, f"{self.name}.{member}", member_type))
            elif base == "SEQUENCE":
                seen[f"hf_{self.name}_{type_name}_item"] = (type_name, f"{self.name}.{type_name}", rest.split()[1])
        return seen

    def sequences(self):
        return [name for name, (base, _) in self.types.items() if base == "SEQUENCE"]

    def function(self, type_name):
        base, rest = self.types[type_name]
        prefix, lines = self.name, []
        out = lines.append
        default = None
        by_hand = type_name in self.bodies and "%(DEFAULT_BODY)s" not in "".join(self.bodies[type_name][1])
        if by_hand and base == "SEQUENCE":
            pass  # nothing needs its table
        elif base == "SEQUENCE" and rest.startswith("{"):
            out(f"static const ber_sequence_t {type_name}_sequence[] = {{\n")
            for member, tag, member_type, optional in self.members(type_name):
                _, _, function, own_tag = self.kind(member_type)
                flags = "|".join(filter(None, ["BER_FLAGS_OPTIONAL" if optional else "",
                                               "BER_FLAGS_ANY" if member_type == "ANY" and not tag else ""])) or "0"
                out(f"  {{ &hf_{prefix}_{member}, {'BER_CLASS_CON' if tag else 'BER_CLASS_UNI'}, "
                    f"{tag or own_tag or 0}, {flags}, {function} }},\n")
            out("  { NULL, 0, 0, 0, NULL }\n};\n\n")
            default = (f"  offset = dissect_ber_sequence(tvb, offset, pinfo, tree, {type_name}_sequence, hf_index, "
                       f"ett_{prefix}_{type_name});\n")
        elif base == "SEQUENCE":
            _, _, function, own_tag = self.kind(rest.split()[1])
            out(f"static const ber_sequence_t {type_name}_element = {{\n"
                f"  &hf_{prefix}_{type_name}_item, BER_CLASS_UNI, {own_tag}, 0, {function}\n}};\n\n")
            default = (f"  offset = dissect_ber_sequence_of(tvb, offset, pinfo, tree, &{type_name}_element, hf_index, "
                       f"ett_{prefix}_{type_name});\n")
        elif rest.startswith("{"):
            out(f"static const value_string {prefix}_{type_name}_vals[] = {{\n")
            for text, value in re.findall(r"(\w+)\((\d+)\)", rest):
                out(f"  {{ {value}, \"{text}\" }},\n")
            out("  { 0, NULL }\n};\n\n")
        out("static int\n")
        out(f"dissect_{prefix}_{type_name}(tvbuff_t *tvb, int offset, packet_info *pinfo _U_, proto_tree *tree, "
            "int hf_index)\n{\n")
        if type_name in self.bodies:
            number, body = self.bodies[type_name]
            out(f"#line {number} \"asn1/{prefix}/{prefix}.cnf\"\n")
            values = {"DEFAULT_BODY": (default or "").rstrip("\n"), "HF_INDEX": "hf_index"}
            for name, value in values.items():
                body = [line.replace(f"%({name})s", value) for line in body]
            lines.extend(body)
        elif default:
            out(default)
        if type_name in self.footers:
            number, body = self.footers[type_name]
            out(f"#line {number} \"asn1/{prefix}/{prefix}.cnf\"\n")
            lines.extend(body)
        out("\n  return offset;\n}\n\n")
        return lines

    def part(self, what):
        if what == "hf":
            return [f"static int {variable} = -1;\n" for variable in self.fields()]
        if what == "ett":
            return [f"static gint ett_{self.name}_{name} = -1;\n" for name in self.sequences()]
        if what == "hfarr":
            lines = []
            for variable, (title, abbreviation, type_name) in self.fields().items():
                field, base = ("FT_NONE", "BASE_NONE") if variable.endswith("_PDU") else self.kind(type_name)[:2]
                strings = f"VALS({self.name}_{type_name}_vals)" if self.types.get(type_name, ("", ""))[0] == "INTEGER" else "NULL"
                lines.append(f"    {{ &{variable},\n      {{ \"{title}\", \"{abbreviation}\", {field}, {base}, {strings}, 0, "
                             "NULL, HFILL }},\n")
            return lines
        if what == "ettarr":
            return [f"    &ett_{self.name}_{name},\n" for name in self.sequences()]
        order, placed = [], set()

        def place(name):
            if name in placed or name not in self.types:
                return
            placed.add(name)
            for match in re.findall(r"\w+", self.types[name][1] + " " + "".join(self.bodies.get(name, (0, []))[1])):
                place(match.replace(f"dissect_{self.name}_", ""))
            order.append(name)

        for name in self.types:
            place(name)
        return [line for name in order for line in self.function(name)]


def main():
    name = sys.argv[1]
    module = Module(name)
    template = f"asn1/{name}/packet-{name}-template.c"
    out = sys.stdout
    out.write("/* SPDX-License-Identifier: MIT */\n"
              "/* Do not modify this file. Changes will be overwritten. */\n"
              f"/* Made by asn1/generate.py out of {name}.asn, {name}.cnf and packet-{name}-template.c in asn1/{name}. */\n\n"
              f"#line 1 \"{template}\"\n")
    for number, line in enumerate(open(template), 1):
        include = re.match(rf"#include \"(packet-{name}-(\w+)\.c)\"", line)
        if not include:
            out.write(line)
            continue
        file = include.group(1)
        out.write(f"\n/*--- Included file: {file} ---*/\n#line 1 \"asn1/{name}/{file}\"\n")
        out.writelines(module.part(include.group(2)))
        out.write(f"\n/*--- End of included file: {file} ---*/\n#line {number + 1} \"{template}\"\n")


main()
