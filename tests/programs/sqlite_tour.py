import datetime
import sqlite3

con = sqlite3.connect(":memory:", detect_types=sqlite3.PARSE_DECLTYPES)
print(con.isolation_level == "", con.in_transaction, con.total_changes)
cur = con.cursor()
cur.execute("create table t(id integer primary key, name text, price real, data blob, day date)")
print(cur.description, cur.rowcount, cur.lastrowid)
cur.execute("insert into t(name, price, data, day) values (?, ?, ?, ?)",
            ("a", 1.5, b"\x01\x02", datetime.date(2020, 2, 3)))
print(con.in_transaction, cur.lastrowid, cur.rowcount)
cur.executemany("insert into t(name, price) values (:n, :p)",
                [{"n": "x%d" % i, "p": i} for i in range(5)])
print(cur.rowcount, con.total_changes)
con.commit()
print(con.in_transaction)
for row in cur.execute("select * from t order by id"):
    print(row)
print([d[0] for d in cur.description])
con.row_factory = sqlite3.Row
row = con.execute("select id, name as \"n [text]\" from t").fetchone()
print(row.keys(), tuple(row), row["N"], row[0], len(row), row == row)
con.row_factory = None
with con:
    con.execute("update t set price = price * 2")
print(con.execute("select sum(price), typeof(sum(price)) from t").fetchall())
try:
    with con:
        con.execute("delete from t")
        raise KeyError("no")
except KeyError as e:
    print(repr(e), con.execute("select count(*) from t").fetchone())
con.create_function("twice", 1, lambda v: v * 2)
print(con.execute("select twice(2), twice(2.5), twice('ab'), twice(9007199254740993)").fetchone())


class Longest:
    def __init__(self):
        self.best = ""

    def step(self, v):
        self.best = max(self.best, v, key=len)

    def finalize(self):
        return self.best


con.create_aggregate("longest", 1, Longest)
print(con.execute("select longest(name) from t").fetchone())


def attempt(f, *args):
    try:
        f(*args)
    except Exception as e:
        print(type(e).__mro__[1].__name__, repr(e))


attempt(con.execute, "selekt 1")
attempt(con.execute, "select ?", ())
attempt(con.execute, "select :a", {})
attempt(con.execute, "select ?", (object(),))
attempt(con.execute, "select 1; select 2")
attempt(con.execute, "insert into t(id) values (1)")
attempt(con.execute, "select ?", (1 << 70,))
attempt(con.executemany, "select ?", [(1,)])
attempt(con.execute, 5)
con.create_function("bad", 0, lambda: 1 / 0)
attempt(con.execute, "select bad()")
con.executescript("""
    create table u(a, b unique);
    insert into u values ('it''s', x'00ff');
    create index ui on u(a);
    create view v as select a from u;
""")
con.execute("drop table t")
print("\n".join(con.iterdump()))
print(sqlite3.complete_statement("select 1;"), sqlite3.complete_statement("select '1;"))
cur.close()
attempt(cur.fetchone)
con.close()
attempt(con.cursor)
