import pyexpat
from pyexpat import errors, model
def t(f,*a,**k):
    try: print(repr(f(*a,**k)))
    except BaseException as e: print(type(e), e)
print({n:getattr(errors,n) for n in dir(errors) if n[0]!='_' and n not in('codes','messages')}); print(errors.codes==dict((v,k) for k,v in errors.messages.items()), errors.messages); print({n:getattr(model,n) for n in dir(model) if n[0]!='_'})
t(pyexpat.ParserCreate,1); t(pyexpat.ParserCreate,'bad'); t(pyexpat.ParserCreate,None,'ab'); t(pyexpat.ParserCreate,None,1); t(pyexpat.ParserCreate.__text_signature__.__str__); t(pyexpat.ErrorString,3); t(pyexpat.ErrorString,99)
def run(data,enc=None,ns=None,attrs={},split=None,final=True):
    p=pyexpat.ParserCreate(enc,ns); log=[]
    hs=[n for n in dir(p) if n.endswith('Handler')]
    def mk(n):
        def h(*a):
            log.append((n[:-7],)+tuple(x if not isinstance(x,tuple) else repr(x) for x in a)+((p.CurrentLineNumber,p.CurrentColumnNumber,p.CurrentByteIndex) if n[0] in 'SCP' and 'Doctype' not in n else ()))
            return 1
        return h
    for n in hs:
        if n not in ('DefaultHandlerExpand',) and n not in attrs.get('skip',()): setattr(p,n,mk(n))
    for k,v in attrs.items():
        if k!='skip': setattr(p,k,v)
    try:
        if split is None: r=p.Parse(data,final)
        else:
            for i in range(0,len(data),split): p.Parse(data[i:i+split],False)
            r=p.Parse(b'',True)
        log.append(('R',r))
    except pyexpat.ExpatError as e: log.append((str(e),e.code,e.lineno,e.offset,p.ErrorCode,p.ErrorLineNumber,p.ErrorColumnNumber,p.ErrorByteIndex))
    except Exception as e: log.append(repr(e))
    print(str(data)[:100]); 
    for l in log: print('   ',l)
S={'skip':('DefaultHandler',)}
docs=[b'<a/>',b'<a></a>',b'<a>text</a>',b'<a b="1" c=\'2\'>x&amp;y&lt;z&#65;&#x42;</a>',b'<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n<!-- c -->\n<?pi data?>\n<a>\r\n\t<![CDATA[<x>&]]>\n</a>\n',
b'<!DOCTYPE a SYSTEM "x.dtd" [<!ELEMENT a (b|c)*><!ELEMENT b (#PCDATA|d)*><!ELEMENT c EMPTY><!ELEMENT d ANY><!ELEMENT e ((x,y?)+,z)><!ATTLIST a q CDATA "def" r (u|v) #REQUIRED i ID #IMPLIED f CDATA #FIXED "fx" n NMTOKENS #IMPLIED><!ENTITY e1 "val<b/>"><!ENTITY e2 SYSTEM "f.txt"><!ENTITY e3 PUBLIC "p" "s" NDATA gif><!NOTATION gif PUBLIC "gg"><!NOTATION g2 SYSTEM "g2"><!ENTITY % pe "<!ELEMENT z EMPTY>">%pe;<!--c--><?p q?>]><a r="u">&e1;&e2;&e1;</a>',
b'<a xmlns="u1" xmlns:p="u2"><p:b p:x="1" y="2"/><c xmlns=""/></a>',b'<a><b></a>',b'<a',b'   ',b'<a/><b/>',b'<a b="1" b="2"/>',b'<a>&undef;</a>',b'<a b=1/>',b'<a>]]></a>',b'<a>\x01</a>',b'\xff\xfe<\0a\0/\0>\0',b'\xef\xbb\xbf<a/>',b'<?xml version="1.0" encoding="latin-1"?><a>\xe9</a>',b'<?xml version="1.0" encoding="nope"?><a/>',b'<a>\xff</a>',b'text',b'<a>&#0;</a>',b'<a b="x\n\ty"/>','<é ü="ß">\U0001f600</é>'.encode(),'<a>é</a>','<?xml version="1.0" encoding="latin-1"?><a>é</a>',b'<a></a>x',b'<a><!-- -- --></a>',b'<a><?xml v?></a>',b'<1/>',b'<a b="<"/>',b'<a>&lt</a>',b'<p:a/>',b'<!DOCTYPE a [<!ENTITY x "&y;"><!ENTITY y "&x;">]><a>&x;</a>',b'<!DOCTYPE a PUBLIC "pub" "sys"><a/>',b'<!DOCTYPE a SYSTEM "s"><a>&u;</a>',b'<a>line1\nline2\r\nline3\rline4</a>',b'<?xml version="1.0" encoding="cp1252"?><a>\x80</a>', b'<a\n  b = "1"\n>x</a >', b'<?xml version="2.0"?><a/>', b'<a b="&#10;&#9;&lt;"/>']
for d in docs:
    run(d,attrs=S)
run(docs[3],attrs=dict(S,buffer_text=True)); run(docs[4],attrs={}); run(docs[6],ns=' ',attrs=S); run(docs[6],ns='',attrs=dict(S)); run(docs[6],ns='}',attrs=dict(S,namespace_prefixes=True)); run(docs[3],attrs=dict(S,ordered_attributes=True)); run(docs[5],attrs=dict(S,specified_attributes=True)); run(docs[4],split=1,attrs=S); run(docs[5],split=7,attrs=S); run(b'<p:a/>',ns=' ',attrs=S); run(b'<a xmlns:p=""/>',ns=' ',attrs=S); run(b'<a xmlns:xml="x"/>',ns=' ',attrs=S);
run(b'<a>'+b'x'*20+b'&amp;'+b'y'*20+b'</a>',attrs=dict(S,buffer_text=True,buffer_size=16))
