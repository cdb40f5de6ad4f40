# JSON with indentation.
import json
from collections import OrderedDict
d={"a":[1,2.5,{"x":[],"y":{}, "z":[[[]]]}],"b":None,"ü":"é\n",1:2,True:3,None:4,2.5:[True,False]}
for ind in (None,0,1,4,"--",""):
    print(json.dumps(d,indent=ind)); print(json.dumps([d],indent=ind,separators=(',',':'),ensure_ascii=False))
print(json.dumps({(1,2):3},skipkeys=True,indent=2))
print(json.dumps({(1,2):3,"a":OrderedDict(b=1)},skipkeys=True,indent=2, sort_keys=False))
for f in (lambda: json.dumps({(1,2):3},indent=1),lambda: json.dumps([float('nan')],indent=1,allow_nan=False),lambda: json.dumps(object(),indent=1),lambda: json.dumps({1:2,'a':3},indent=1,sort_keys=True)):
    try: print(f())
    except Exception as e: print(repr(e))
l=[]; l.append(l)
try: json.dumps(l,indent=1)
except Exception as e: print(repr(e))
print(json.dumps({"b":1,"a":[object]},indent=2,default=lambda o:[str(o)],sort_keys=True))
class I(int):
    def __repr__(s): return 'x'
print(json.dumps([I(3),{I(4):1}],indent=1), json.dumps([],indent=3), json.dumps("a",indent=2), json.dumps(5,indent=1))
