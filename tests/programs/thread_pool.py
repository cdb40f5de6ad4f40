# multiprocessing as far as threads can be processes.
from multiprocessing.pool import ThreadPool
import multiprocessing, time
import multiprocessing.dummy as dm
from multiprocessing import TimeoutError
def sq(x): return x*x
with ThreadPool(3) as p:
    print(p.map(sq,range(10)), p.apply(pow,(2,5)), p.starmap(pow,[(2,3),(3,2)]))
    print(list(p.imap(sq,range(5))), sorted(p.imap_unordered(sq,range(5))))
    r=p.apply_async(time.sleep,(0.2,))
    try: r.get(0.01)
    except TimeoutError as e: print('timeout',repr(e))
    try: p.map(lambda x:1//x,[1,0])
    except ZeroDivisionError as e: print(e)
    out=[]; p.map_async(sq,[1,2],callback=out.append).wait(); print(out, p.map(sq,[]))
p.join()
try: p.map(sq,[1])
except ValueError as e: print(e)
q=dm.Queue(); t=dm.Process(target=q.put,args=(5,)); t.start(); t.join(); print(q.get(), t.exitcode)
a,b=dm.Pipe(); a.send(3); print(b.recv(), b.poll())
print(multiprocessing.current_process().name, multiprocessing.active_children(), multiprocessing.cpu_count()>0)
pool=dm.Pool(2); print(pool.map(sq,[3,4])); pool.close(); pool.join()
