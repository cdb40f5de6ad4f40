"""The dump of a database as SQL text: Connection.iterdump()."""


def _iterdump(connection):
    cursor = connection.cursor()
    yield "BEGIN TRANSACTION;"

    entries = cursor.execute(
        'SELECT "name", "type", "sql" FROM "sqlite_master" '
        'WHERE "sql" NOT NULL AND "type" == \'table\' ORDER BY "name"')
    for name, kind, sql in entries.fetchall():
        if name == "sqlite_sequence":
            yield 'DELETE FROM "sqlite_sequence";'
        elif name == "sqlite_stat1":
            yield 'ANALYZE "sqlite_master";'
        elif name.startswith("sqlite_"):
            continue
        else:
            yield "{};".format(sql)
        table = name.replace('"', '""')
        columns = [str(row[1]) for row in
                   cursor.execute('PRAGMA table_info("{}")'.format(table)).fetchall()]
        values = ",".join("""'||quote("{}")||'""".format(c.replace('"', '""'))
                          for c in columns)
        query = """SELECT 'INSERT INTO "{0}" VALUES({1})' FROM "{0}";""".format(
            table, values)
        for row in cursor.execute(query):
            yield "{};".format(row[0])

    # what needs the tables: indexes, triggers, views
    entries = cursor.execute(
        'SELECT "name", "type", "sql" FROM "sqlite_master" '
        "WHERE \"sql\" NOT NULL AND \"type\" IN ('index', 'trigger', 'view')")
    for name, kind, sql in entries.fetchall():
        yield "{};".format(sql)

    yield "COMMIT;"
