"""The numbers of the grammar's non-terminal symbols."""


sym_name = {value: name for name, value in list(globals().items()) if type(value) is int}
