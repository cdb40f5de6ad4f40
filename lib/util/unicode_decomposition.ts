/**
 * Decompositions of Unicode 9.0, packed; recorded from CPython 3.6's answers by
 * tests/tools/unicode_data.py.
 *
 * @module
 */

/** The tags of compatibility decompositions. */
export const TAGS: readonly string[] = [
  "<noBreak>",
  "<compat>",
  "<super>",
  "<fraction>",
  "<sub>",
  "<font>",
  "<circle>",
  "<wide>",
  "<vertical>",
  "<square>",
  "<isolated>",
  "<final>",
  "<initial>",
  "<medial>",
  "<small>",
  "<narrow>",
];

/** Distance from the one before (none: 1), a letter for the tag or a colon for none, and
 * the code points in base 36, with + for a distance. */
export const DECOMPOSITIONS = (): string =>
  `4hAw 8Bw,+gw 2C2p 5Bw,+gl 3C1e C1f Bw,+gd B+lj 3Bw,+hb C1d C33 2D1d,6dg,1g D1d,6dg,1e D1f,6dg,1g
2:1t,+g0 :1t,+g0 :1t,+g0 :1t,+g0 :1t,+g4 :1t,+g5 2:1v,+gw :1x,+fs :1x,+fs :1x,+fs :1x,+fx
:21,+fo :21,+fo :21,+fo :21,+ft 2:26,+fm :27,+fi :27,+fi :27,+fi :27,+fi :27,+fm 3:2d,+fb
:2d,+fb :2d,+fb :2d,+fg :2h,+f8 3:2p,+f4 :2p,+f4 :2p,+f4 :2p,+f4 :2p,+f8 :2p,+f9 2:2r,+g0
:2t,+ew :2t,+ew :2t,+ew :2t,+f1 :2x,+es :2x,+es :2x,+es :2x,+ex 2:32,+eq :33,+em :33,+em :33,+em
:33,+em :33,+eq 3:39,+ef :39,+ef :39,+ef :39,+ek :3d,+ec 2:3d,+eh :1t,+ec :2p,+eb :1t,+ec
:2p,+eb :1t,+f8 :2p,+f7 :1v,+e3 :2r,+e2 :1v,+e2 :2r,+e1 :1v,+e5 :2r,+e4 :1v,+e8 :2r,+e7 :1w,+e6
:2s,+e5 3:1x,+du :2t,+dt :1x,+du :2t,+dt :1x,+dt :2t,+ds :1x,+eo :2t,+en :1x,+du :2t,+dt :1z,+di
:2v,+dh :1z,+dk :2v,+dj :1z,+dj :2v,+di :1z,+ed :2v,+ec :20,+da :2w,+d9 3:21,+d7 :2x,+d6 :21,+d6
:2x,+d5 :21,+d6 :2x,+d5 :21,+e2 :2x,+e1 :21,+d3 2B21,22 B2x,2y :22,+cu :2y,+ct :23,+dt :2z,+ds
2:24,+co :30,+cn :24,+do :30,+dn :24,+cv :30,+cu B24,53 B30,53 3:26,+ce :32,+cd :26,+de :32,+dd
:26,+cl :32,+ck B+ab,32 3:27,+c8 :33,+c7 :27,+c8 :33,+c7 :27,+cb :33,+ca 3:2a,+bx :36,+bw
:2a,+cx :36,+cw :2a,+c4 :36,+c3 :2b,+br :37,+bq :2b,+bq :37,+bp :2b,+cp :37,+co :2b,+bw :37,+bv
:2c,+cl :38,+ck :2c,+bs :38,+br 3:2d,+bf :39,+be :2d,+be :39,+bd :2d,+be :39,+bd :2d,+bg :39,+bf
:2d,+bf :39,+be :2d,+c6 :39,+c5 :2f,+b2 :3b,+b1 :2h,+b0 :3d,+az :2h,+b4 :2i,+aw :3e,+av :2i,+b0
:3e,+az :2i,+b3 :3e,+b2 B37 x:27,+aj :33,+ai e:2d,+a4 :39,+a3 kB1w,al B1w,am B2s,am B24,22
B24,2y B30,2y B26,22 B26,2y B32,2y :1t,+8v :2p,+8u :21,+8t :2x,+8s :27,+8r :33,+8q :2d,+8p
:39,+8o :64,+8f :70,+8e :64,+8a :70,+89 :64,+8j :70,+8i :64,+85 :70,+84 2:5g,+86 :6c,+85
:+1y,+84 :+1y,+83 :5i,+82 :6e,+81 3:1z,+86 :2v,+85 :23,+84 :2z,+83 :27,+8u :33,+8t :dm,+7s
:dn,+7r :c7,+7y :+4j,+7x :2y,+7w B1w,2i B1w,3e B2s,3e :1z,+7h :2v,+7g 3:26,+7c :32,+7b :5h,+7b
:6d,+7a :5i,+79 :6e,+78 :60,+77 :6w,+76 :1t,+7j :2p,+7i :1t,+7j :2p,+7i :1x,+7f :2t,+7e :1x,+7f
:2t,+7e :21,+7b :2x,+7a :21,+7b :2x,+7a :27,+77 :33,+76 :27,+77 :33,+76 :2a,+73 :36,+72 :2a,+73
:36,+72 :2d,+6z :39,+6y :2d,+6z :39,+6y :2b,+7i :37,+7h :2c,+7g :38,+7f 3:20,+6m :2w,+6l
7:1t,+69 :2p,+68 :1x,+73 :2t,+72 :5y,+62 :6u,+61 :5x,+60 :6t,+5z :27,+61 :33,+60 :fi,+5w :fj,+5v
:2h,+5u :3d,+5t 3hC2w Ch2 C2y C36 Chl Chn Cht C3b C3d wBw,+1a Bw,+1a Bw,+1c Bw,+25 Bw,+13 Bw,+1a
3Cgz C30 C37 C3c Cid 2k:lc :ld 2:lv :lk,ld 1c:jd 6Bw,n9 4:1n 6Bw,ld :4o,ld :+b,ld :53 :+d,ld
:+e,ld :+f,ld 2:+j,ld 2:+n,ld :+q,ld :+1m,ld q:pl,lk :px,lk :+5,ld :+8,ld :+9,ld :+a,ld :+r,ld
q:qh,lk :qt,lk :qn,ld :qt,ld :qx,ld 2Bqa Bqg Bpx :r6,ld :r6,lk Bqu Bqo qBqi Bqp Bqq 2Bpk Bqd
4Bpv 7:+l,lc :+k,lk 2:+g,ld 4:sm,lk 5:+e,ld :+b,lc :+l,li b:t4,li w:u0,li n:tx,lc :tx,lk 2:tv,ld
4:uu,lk 5:u2,ld :u0,lc :ub,li o:vo,lr :vp,lr 22:t2,li :ty,li e:sw,li :ts,li :sw,lk :ts,lk
3:t1,li :tx,li 3:yg,lk :yh,lk :t2,lk :ty,lk :t3,lk :tz,lk 3:t4,lg :u0,lg :t4,lk :u0,lk :ta,lk
:u6,lk 3:yw,lk :yx,lk :tp,lk :ul,lk :tf,lg :ub,lg :tf,lk :ub,lk :tf,ln :ub,ln :tj,lk :uf,lk
3:tn,lk :uj,lk 3yB12d,136 4b:+5,+1d :+4,+1d :+10,+1c :+2,+1c :+10,+1a 27B17r,19w B18o,19w
B+28,19w B18q,19w 20:+l,190 2:1c1,190 h:1ci,190 gm:1t4,+j 8:1tc,+b 3:1tf,+8 10:1sl,1to :1sm,1to
:1sn,1to :1ss,1to :1sx,1to :1sy,1to :1t7,1to :1tb,1to 30:1xj,1xa :1xj,+b g:1wh,1x8 :1wi,1x8
2:1wv,1x8 2c:20i,+9 3:+2,+6 z:1zq,20s :1zr,20s :1zw,20s 3:20b,20s 6i:287,+e 3:287,27y :287,+b
g:275,27w :276,27w 1j:2aa,+1v 1i:2bq,2bi :2br,2bi :2bq,+b 3g:2fa,+e 3c:2in,+l 7:2iu,+e :2iu,+e
2:2iu,2iq :2iy,+a 3j:2me,2m6 :2mf,2m6 :2me,+b 3y:2qh,2q2 2:2qh,2q7 :2qk,2q2 :2qh,+1 2dB+q,2sy
3kB+q,2wi 15B2wb,2vt B2wb,2w1 1bA2yz 1j:30i,+38 a:30s,+2y 5:30x,+2t 5:312,+2o 5:317,+2j
d:30g,+24 a:31t,31u 2:31t,31w :+1o,+a B+1n,+a :+1n,+8 B+1m,+8 8:31t,328 i:32q,+10 a:330,+q
5:335,+l 5:33a,+g 5:33f,+b d:32o,33p 31:36t,+8 5yC3bw 1ze:5c5,+1b 2:5c7,+19 2:5c9,+17 2:5cb,+15
2:5cd,+13 4:5ch,+z 15:5dm,5dh 2:5do,5dh 3:5dq,5dh :5dr,5dh 2:5du,5dh dlC1t C5i C1u 2C1w C1x Cb2
C1z C20 C21 C22 C23 C24 C25 C26 2C27 Cf6 C28 C2a C2c C2d C2f C2p Cgg Cgh C5qa C2q C2s C2t Cgp
Cgr Cgs C2v 2C2z C31 C97 C33 Cgk C5qu C5qv C34 C38 C39 C5r1 Chb C3a C5r9 Cqa Cqb Cqc Cqu Cqv E2x
E36 E39 E3a Eqa Eqb Eqp Equ Eqv eCu5 zCgi C2r Cgl C6o Cgs C2u Cgv Cgx Ch1 Ch4 Ch5 Ch6 C5tn Cil
Ch9 C5tx Cin Chd Chc Che Chf Chg Chh Chk Chu Chv Cbv Ci1 Ci2 C5r0 Ci3 Ci4 C3e Ci8 Ci9 Cia Cqg
1t:1t,md :2p,md :1u,lj :2q,lj :1u,mb :2q,mb :1u,mp :2q,mp :5j,ld :6f,ld :1w,lj :2s,lj :1w,mb
:2s,mb :1w,mp :2s,mp :1w,mf :2s,mf :1w,ml :2s,ml :7m,lc :7n,lc :7m,ld :7n,ld :1x,ml :2t,ml
:1x,mo :2t,mo :fc,li :fd,li :1y,lj :2u,lj :1z,lg :2v,lg :20,lj :2w,lj :20,mb :2w,mb :20,lk
:2w,lk :20,mf :2w,mf :20,mm :2w,mm :21,mo :2x,mo :5r,ld :6n,ld :23,ld :2z,ld :23,mb :2z,mb
:23,mp :2z,mp :24,mb :30,mb :5yu,lg :5yv,lg :24,mp :30,mp :24,ml :30,ml :25,ld :31,ld :25,lj
:31,lj :25,mb :31,mb :26,lj :32,lj :26,mb :32,mb :26,mp :32,mp :26,ml :32,ml :5x,ld :6t,ld
:5x,lk :6t,lk :98,lc :99,lc :98,ld :99,ld :28,ld :34,ld :28,lj :34,lj :2a,lj :36,lj :2a,mb
:36,mb :5zu,lg :5zv,lg :2a,mp :36,mp :2b,lj :37,lj :2b,mb :37,mb :9m,lj :9n,lj :9s,lj :9t,lj
:602,lj :603,lj :2c,lj :38,lj :2c,mb :38,mb :2c,mp :38,mp :2c,ml :38,ml :2d,mc :39,mc :2d,mo
:39,mo :2d,ml :39,ml :a0,ld :a1,ld :a2,lk :a3,lk :2e,lf :3a,lf :2e,mb :3a,mb :2f,lc :3b,lc
:2f,ld :3b,ld :2f,lk :3b,lk :2f,lj :3b,lj :2f,mb :3b,mb :2g,lj :3c,lj :2g,lk :3c,lk :2h,lj
:3d,lj :2i,le :3e,le :2i,mb :3e,mb :2i,mp :3e,mp :2w,mp :38,lk :3b,lm :3d,lm B2p,ji :an,lj
5:1t,mb :2p,mb :1t,ll :2p,ll :5e,ld :6a,ld :5e,lc :6a,lc :5e,ll :6a,ll :5e,lf :6a,lf :61s,le
:61t,le :76,ld :77,ld :76,lc :77,lc :76,ll :77,ll :76,lf :77,lf :61s,li :61t,li :1x,mb :2t,mb
:1x,ll :2t,ll :1x,lf :2t,lf :5m,ld :6i,ld :5m,lc :6i,lc :5m,ll :6i,ll :5m,lf :6i,lf :62g,le
:62h,le :21,ll :2x,ll :21,mb :2x,mb :27,mb :33,mb :27,ll :33,ll :5w,ld :6s,ld :5w,lc :6s,lc
:5w,ll :6s,ll :5w,lf :6s,lf :630,le :631,le :bk,ld :bl,ld :bk,lc :bl,lc :bk,ll :bl,ll :bk,lf
:bl,lf :bk,mb :bl,mb :2d,mb :39,mb :2d,ll :39,ll :bz,ld :c0,ld :bz,lc :c0,lc :bz,ll :c0,ll
:bz,lf :c0,lf :bz,mb :c0,mb :2h,lc :3d,lc :2h,mb :3d,mb :2h,ll :3d,ll :2h,lf :3d,lf 7:q9,lv
:q9,lw :64g,lc :64h,lc :64g,ld :64h,ld :64g,n6 :64h,n6 :pd,lv :pd,lw :64o,lc :64p,lc :64o,ld
:64p,ld :64o,n6 :64p,n6 :qd,lv :qd,lw :64w,lc :64x,lc :64w,ld :64x,ld 3:ph,lv :ph,lw :654,lc
:655,lc :654,ld :655,ld 3:qf,lv :qf,lw :65c,lc :65d,lc :65c,ld :65d,ld :65c,n6 :65d,n6 :pj,lv
:pj,lw :65k,lc :65l,lc :65k,ld :65l,ld :65k,n6 :65l,n6 :qh,lv :qh,lw :65s,lc :65t,lc :65s,ld
:65t,ld :65s,n6 :65t,n6 :pl,lv :pl,lw :660,lc :661,lc :660,ld :661,ld :660,n6 :661,n6 :qn,lv
:qn,lw :668,lc :669,lc :668,ld :669,ld 3:pr,lv :pr,lw :66g,lc :66h,lc :66g,ld :66h,ld 3:qt,lv
:qt,lw :66o,lc :66p,lc :66o,ld :66p,ld :66o,n6 :66p,n6 2:px,lw 2:66x,lc 2:66x,ld 2:66x,n6 :qx,lv
:qx,lw :674,lc :675,lc :674,ld :675,ld :674,n6 :675,n6 :q1,lv :q1,lw :67c,lc :67d,lc :67c,ld
:67d,ld :67c,n6 :67d,n6 :q9,lc :q4 :qd,lc :q5 :qf,lc :q6 :qh,lc :q7 :qn,lc :r0 :qt,lc :r1 :qx,lc
:r2 3:64g,n9 :64h,n9 :64i,n9 :64j,n9 :64k,n9 :64l,n9 :64m,n9 :64n,n9 :64o,n9 :64p,n9 :64q,n9
:64r,n9 :64s,n9 :64t,n9 :64u,n9 :64v,n9 :65c,n9 :65d,n9 :65e,n9 :65f,n9 :65g,n9 :65h,n9 :65i,n9
:65j,n9 :65k,n9 :65l,n9 :65m,n9 :65n,n9 :65o,n9 :65p,n9 :65q,n9 :65r,n9 :674,n9 :675,n9 :676,n9
:677,n9 :678,n9 :679,n9 :67a,n9 :67b,n9 :67c,n9 :67d,n9 :67e,n9 :67f,n9 :67g,n9 :67h,n9 :67i,n9
:67j,n9 :q9,li :q9,lg :67k,n9 :q9,n9 :q4,n9 2:q9,n6 :69i,n9 :pd,li :pd,lg :pd,lc :p2 :pd,n9
Bw,lv :qh Bw,lv Bw,n6 :4o,n6 :67o,n9 :qf,n9 :q6,n9 2:qf,n6 :69y,n9 :ph,lc :p4 :pj,lc :p5 :pj,n9
:69r,lc :69r,ld :69r,n6 :qh,li :qh,lg :qy,lc :pc 3:qh,n6 :qy,n6 :pl,li :pl,lg :pl,lc :p6 2:+x,lc
:+w,ld :+v,n6 :qt,li :qt,lg :qz,lc :q8 :qp,lv :qp,lw :qt,n6 :qz,n6 :px,li :px,lg :px,lc :pa
:pt,lw :4o,lc :p1 :2o 3:67w,n9 :qx,n9 :r2,n9 2:qx,n6 :6ba,n9 :pr,lc :p8 :q1,lc :pb :q1,n9 :50
Bw,lw 2:+2 :+2 Bw Bw Bw Bw Bw Aw Bw Bw Bw 7A6c0 6Bw,mr dB1a B1a,1a B1a,1a,1a 9Aw 4B6cy,6cy
B6cy,6cy,6cy 2B6d1,6d1 B6d1,6d1,6d1 5Bx,x 2Bw,lh 9B1r,1r B1r,x Bx,1r eB6cy,6cy,6cy,6cy 8Bw hC1c
C2x 3C1g C1h C1i C1j C1k C1l C17 C+bb C1p C14 C15 C32 E1c E1d E1e E1f E1g E1h E1i E1j E1k E1l
E17 E+av E1p E14 E15 2E2p E2t E33 E3c Egp E2w E2z E30 E31 E32 E34 E37 E38 cB2a,37 2gB2p,1b,2r
B2p,1b,37 F1v B4w,1v 2B2r,1b,33 B2r,1b,39 Bb4 2B4w,1y F2v F20 F20 F20 F2w F87 F21 F21 F24 F30
2F26 B26,33 3F28 F29 F2a F2a F2a 3C2b,25 B2c,1x,24 C2c,25 2F2i 2:q1 2F2i 2:23 :5h F1u F1v 2F2t
F1x F1y 2F25 F33 B15c B15d B15e B15f F2x 2B1y,1t,2g Fqo Fqb Fpf Fps F+5t 5F1w F2s F2t F2x F2y
7D1d,6dg,1j D1d,6dg,1l D1d,6dg,1d,1c D1d,6dg,1f D1e,6dg,1f D1d,6dg,1h D1e,6dg,1h D1f,6dg,1h
D1g,6dg,1h D1d,6dg,1i D1h,6dg,1i D1d,6dg,1k D1f,6dg,1k D1h,6dg,1k D1j,6dg,1k D1d,6dg B21 B21,21
B21,21,21 B21,2e B2e B2e,21 B2e,21,21 B2e,21,21,21 B21,2g B2g B2g,21 B2g,21,21 B24 B1v B1w B25
B2x B2x,2x B2x,2x,2x B2x,3a B3a B3a,2x B3a,2x,2x B3a,2x,2x,2x B2x,3c B3c B3c,2x B3c,2x,2x B30
B2r B2s B31 aD1c,6dg,1f h:6mo,mw :6mq,mw j:6ms,mw v:+3,mw :+6,mw :+3,mw 1h:6pv,mw 5:6q0,mw
3:6q3,mw o:6qr,mw 2:6qt,mw 6B6qz,6qz B6qz,6qz,6qz 2B6r2,6r2 B6r2,6r2,6r2 h:6rg,mw 3:6rn,mw
3:6rp,mw 2:6rs,mw n:1p,mw 2:6sh,mw b:6rx,mw :1o,mw :1q,mw :6sk,mw :6sl,mw 3:6sy,mw :6sz,mw
3:6t2,mw :6t3,mw 7:6t6,mw :6t7,mw 3:6te,mw :6tf,mw 3:6ti,mw :6tj,mw z:6ua,mw :6ug,mw :6uh,mw
:6uj,mw 1d:6t8,mw :6t9,mw :6tt,mw :6tu,mw 7:6uq,mw :6ur,mw :6us,mw :6ut,mw 1o:9hk :9hl 8mG1d G1e
G1f G1g G1h G1i G1j G1k G1l G1d,1c G1d,1d G1d,1e G1d,1f G1d,1g G1d,1h G1d,1i G1d,1j G1d,1k
G1d,1l G1e,1c B14,1d,15 B14,1e,15 B14,1f,15 B14,1g,15 B14,1h,15 B14,1i,15 B14,1j,15 B14,1k,15
B14,1l,15 B14,1d,1c,15 B14,1d,1d,15 B14,1d,1e,15 B14,1d,1f,15 B14,1d,1g,15 B14,1d,1h,15
B14,1d,1i,15 B14,1d,1j,15 B14,1d,1k,15 B14,1d,1l,15 B14,1e,1c,15 B1d,1a B1e,1a B1f,1a B1g,1a
B1h,1a B1i,1a B1j,1a B1k,1a B1l,1a B1d,1c,1a B1d,1d,1a B1d,1e,1a B1d,1f,1a B1d,1g,1a B1d,1h,1a
B1d,1i,1a B1d,1j,1a B1d,1k,1a B1d,1l,1a B1e,1c,1a B14,2p,15 B14,2q,15 B14,2r,15 B14,2s,15
B14,2t,15 B14,2u,15 B14,2v,15 B14,2w,15 B14,2x,15 B14,2y,15 B14,2z,15 B14,30,15 B14,31,15
B14,32,15 B14,33,15 B14,34,15 B14,35,15 B14,36,15 B14,37,15 B14,38,15 B14,39,15 B14,3a,15
B14,3b,15 B14,3c,15 B14,3d,15 B14,3e,15 G1t G1u G1v G1w G1x G1y G1z G20 G21 G22 G23 G24 G25 G26
G27 G28 G29 G2a G2b G2c G2d G2e G2f G2g G2h G2i G2p G2q G2r G2s G2t G2u G2v G2w G2x G2y G2z G30
G31 G32 G33 G34 G35 G36 G37 G38 G39 G3a G3b G3c G3d G3e G1c 10iB6qz,6qz,6qz,6qz 2wB1m,1m,1p
B1p,1p B1p,1p,1p 2u:+1,mw bkE2y C2e 6qC8yp 8gBlal 2cBvj3 dBfeo Bffs Bfg6 Bfgf Bfh5 Bfid Bfik
Bfj4 Bfju Bg1r Bg2t Bg2z Bg3m Bg46 Bg4r Bg68 Bg6t Bg74 Bgbf Bge1 Bget Bgey Bgfs Bgg1 Bggs Bgh5
Bghu Bgja Bgjs Bgkj Bh5j Bh7j Bhkb Bhky Bhl6 Bhlh Bhlz Bho3 Bi1c Bi2o Bi60 Bi6n Bi76 Bi7s Bi9a
Bi9d Bijf Bijp Bik1 Bike Binm Binu Binz Bir8 Biri Birv Bis3 Bits Biu9 Biur Biwz Bjd4 Bjee Bjez
Bjzj Bjzo Bk1z Bk2f Bk2s Bk3d Bk4g Bk4l Bkc0 Bkco Bkdk Bl5s Bl7m Bl89 Bl9v Blaj Blas Blaz Blcf
Blck Bldg Bm7f Bmju Bmk6 Bmkb Bmkf Bmkn Bml5 Bml7 Bmng Bmtg Bmtl Bn30 Bn3a Bn4o Bn4v Bn54 Bn5c
Bn7v Bn82 Bnee Bnel Bnfy Bngf Bnhq Bnob Bnoi Bnoz Bny2 Bo1k Bo1q Bo6s Bo97 Boah Bokz Booo Bp4m
Bp5d Bp6y Bp8d Bpa9 Bpak Bpaq Bpbn Bpdr Bpe1 Bpnn Bpnu Bpo3 Bpoc Bpos Bpp7 Bppb Bpri Bprm Bprs
Bqj1 Bqjv Bqww Bqx8 Bqxv Br5q Br63 Br82 Br9c Brp3 Brpi Brpx Brqw Brrx Brxg Brxs Brzn Bs6j Bs7e
Bsd7 Bsds Bsdx Bsk1 Bsp5 Bssm Bsss Bssx Btiv Btj4 Btng Btrq Btrt Btt4 Btw1 Btwe Btwi Btwp Btzf
Bu0d Bu0j Bu0x Bu5k Bu6z Bu73 Buc6 Buc9 Bucs Bujs Bul4 Bulb Bun9 Bunj Bunm Bunw Buoq Buzp Bvat
Bvb3 Bvc5 Bvcr Bvcz Bvd9 Bvdd Bveh Bvel Bvf2 Bvf7 Bvfk Bvgb Bvgq Bvgy Bvil Bvj0 Bvj4 17Hw 1iB9hu
2Bgg1 Bgg4 Bgg5 i:9jf,+25 2:9jh,+23 2:9jj,+21 2:9jl,+1z 2:9jn,+1x 2:9jp,+1v 2:9jr,+1t 2:9jt,+1r
2:9jv,+1p 2:9jx,+1n 2:9jz,+1l 2:9k1,+1j 3:9k4,+1g 2:9k6,+1e 2:9k8,+1c 7:9kf,+15 :9kf,+15
2:9ki,+12 :9ki,+12 2:9kl,+z :9kl,+z 2:9ko,+w :9ko,+w 2:9kr,+t :9kr,+t n:9ja,+5 7Bw,9ll Bw,9lm
2:9lp,9ll I9l4,9l6 d:9m3,9ll 2:9m5,9ll 2:9m7,9ll 2:9m9,9ll 2:9mb,9ll 2:9md,9ll 2:9mf,9ll
2:9mh,9ll 2:9mj,9ll 2:9ml,9ll 2:9mn,9ll 2:9mp,9ll 3:9ms,9ll 2:9mu,9ll 2:9mw,9ll 7:9n3,9ll
:9n3,9lm 2:9n6,9ll :9n6,9lm 2:9n9,9ll :9n9,9lm 2:9nc,9ll :9nc,9lm 2:9nf,9ll :9nf,9lm n:9ly,9ll
3:9nz,9ll :9o0,9ll :9o1,9ll :9o2,9ll 4:9od,9ll I9mb,9mw 1eB3cw B3cx B3hm B3cy B3ho B3hp B3cz
B3d0 B3d1 B3hs B3ht B3hu B3hv B3hw B3hx B3dm B3d2 B3d3 B3d4 B3dt B3d5 B3d6 B3d7 B3d8 B3d9 B3da
B3db B3dc B3dd B3de B3fl B3fm B3fn B3fo B3fp B3fq B3fr B3fs B3ft B3fu B3fv B3fw B3fx B3fy B3fz
B3g0 B3g1 B3g2 B3g3 B3g4 B3g5 B3fk B3dg B3dh B3if B3ig B3ik B3im B3ir B3iv B3ix B3do B3j1 B3j3
B3dp B3dq B3ds B3du B3dv B3dz B3e1 B3e3 B3e4 B3e5 B3e6 B3e7 B3ea B3ee B3eo B3ev B3f0 B3jl B3jm
B3fb B3fc B3fd B3gk B3gl B3go B3gx B3gy B3h0 B3ha B3hd 4Cfeo Cfik Cfex Ch5n Cfey Cffx Cfez Cn5e
Cfh5 Cffd Cfep Chm1 Ch80 Cfju 2pB14,3cw,15 B14,3cy,15 B14,3cz,15 B14,3d1,15 B14,3d2,15
B14,3d3,15 B14,3d5,15 B14,3d7,15 B14,3d8,15 B14,3da,15 B14,3db,15 B14,3dc,15 B14,3dd,15
B14,3de,15 B14,3cw,3fl,15 B14,3cy,3fl,15 B14,3cz,3fl,15 B14,3d1,3fl,15 B14,3d2,3fl,15
B14,3d3,3fl,15 B14,3d5,3fl,15 B14,3d7,3fl,15 B14,3d8,3fl,15 B14,3da,3fl,15 B14,3db,3fl,15
B14,3dc,3fl,15 B14,3dd,3fl,15 B14,3de,3fl,15 B14,3d8,3fy,15 B14,3d7,3ft,3d8,3fp,3hn,15
B14,3d7,3ft,3de,3fy,15 2B14,feo,15 B14,fik,15 B14,fex,15 B14,h5n,15 B14,fis,15 B14,g31,15
B14,fer,15 B14,g2z,15 B14,fh9,15 B14,gg1,15 B14,kco,15 B14,m7f,15 B14,ldg,15 B14,kdk,15
B14,ssx,15 B14,h7j,15 B14,k4l,15 B14,kkq,15 B14,kcp,15 B14,ny6,15 B14,glp,15 B14,mm1,15
B14,rs1,15 B14,nz1,15 B14,gc4,15 B14,fkz,15 B14,gos,15 B14,i1y,15 B14,nhf,15 B14,flt,15
B14,rt3,15 B14,ggk,15 B14,nzh,15 B14,fm9,15 B14,pnu,15 B14,po3,15 Ggun Ginw Gk1z Goen 9J28,2c,1x
G1e,1d G1e,1e G1e,1f G1e,1g G1e,1h G1e,1i G1e,1j G1e,1k G1e,1l G1f,1c G1f,1d G1f,1e G1f,1f
G1f,1g G1f,1h G3cw G3cy G3cz G3d1 G3d2 G3d3 G3d5 G3d7 G3d8 G3da G3db G3dc G3dd G3de G3cw,3fl
G3cy,3fl G3cz,3fl G3d1,3fl G3d2,3fl G3d3,3fl G3d5,3fl G3d7,3fl G3d8,3fl G3da,3fl G3db,3fl
G3dc,3fl G3dd,3fl G3de,3fl G3da,3fl,3hz,3cw,3ft G3d8,3fy,3d7,3g4 G3d7,3fy 2Gfeo Gfik Gfex Gh5n
Gfis Gg31 Gfer Gg2z Gfh9 Ggg1 Gkco Gm7f Gldg Gkdk Gssx Gh7j Gk4l Gkkq Gkcp Gny6 Gglp Gmm1 Grs1
Gnz1 Ggc4 Go2g Gn5j Gho3 Gsix Gg16 Gghc Glig Gu11 Gfm9 Gg49 Gl7n Gfey Gffx Gfez Gijq Ggkz Ggfv
Gi3b Gi1y Gnhf Gflt Grt3 Gggk Ghlo G1f,1i G1f,1j G1f,1k G1f,1l G1g,1c G1g,1d G1g,1e G1g,1f
G1g,1g G1g,1h G1g,1i G1g,1j G1g,1k G1g,1l G1h,1c B1d,kco B1e,kco B1f,kco B1g,kco B1h,kco B1i,kco
B1j,kco B1k,kco B1l,kco B1d,1c,kco B1d,1d,kco B1d,1e,kco J20,2v J2t,36,2v J2t,2e J24,2c,1w G9lu
G9lw G9ly G9m0 G9m2 G9m3 G9m5 G9m7 G9m9 G9mb G9md G9mf G9mh G9mj G9ml G9mn G9mp G9ms G9mu G9mw
G9my G9mz G9n0 G9n1 G9n2 G9n3 G9n6 G9n9 G9nc G9nf G9ni G9nj G9nk G9nl G9nm G9no G9nq G9ns G9nt
G9nu G9nv G9nw G9nx G9nz G9o0 G9o1 G9o2 2J9lu,9n5,9oc,9mw J9lu,9nv,9n9,9lt J9lu,9o3,9ne,9lu
J9lu,9oc,9nv J9lw,9mz,9o3,9m8 J9lw,9o3,9mp J9ly,9m1,9o3 J9m0,9mh,9m7,9oc,9mx J9m0,9oc,9m3,9oc
J9m2,9o3,9mh J9m2,9oc,9nk J9m3,9lw,9nu J9m3,9nt,9mr,9mw J9m3,9nx,9nu,9oc J9m4,9nx,9o3
J9m4,9o3,9ni J9m6,9m4 J9m6,9mz,9oc J9m5,9np,9nu,9oc J9m6,9nv,9mo,9oc J9m5,9nx
J9m5,9nx,9m8,9nt,9nk J9m5,9nx,9nl,9oc,9mw,9nv J9m5,9nx,9nz,9mr,9mw J9m8,9nt,9nk
J9m8,9nt,9nk,9mw,9o3 J9m7,9nv,9mk,9lw,9nx J9m7,9nx,9oc,9n1 J9m9,9oc,9mh J9mb,9nv,9my
J9mb,9oc,9nh J9md,9lw,9m7,9nv J9md,9o3,9mp,9oc,9nk J9mf,9nu,9o3,9m8 J9mj,9o3,9mp J9mj,9o3,9mw
J9mo,9oc,9mh J9mv,9mf J9mx,9nv J9mw,9o3 J9my,9n2 J9n2,9mr,9mw J9n3,9lw,9ms J9n5,9oc,9mj,9o3,9mw
J9n5,9oc,9ms J9n4,9oc,9nw,9nv J9n8,9lu,9mh,9mw,9nv J9n8,9m7,9nv J9n8,9mb J9n7,9nv
J9n9,9lt,9nt,9mr,9mx J9n9,9lv,9oc,9mw J9na,9mr,9mf,9lz,9nv J9n9,9nt,9o3 J9nc,9m7,9mn,9oc,9nv
J9ne,9ml J9ne,9mz,9n6 J9nc,9nv,9ms J9ne,9o3,9mh J9ne,9oc,9mg J9nd,9oc,9mn J9nh,9lw,9o3,9mw
J9ng,9nv,9mw J9nf,9o3 J9nh,9o3,9mx J9nf,9oc,9nv J9nf,9oc,9o3 J9ni,9lw,9m7,9nx J9ni,9lw,9nv
J9ni,9mr,9n3 J9ni,9nv,9m7 J9ni,9o3,9mf,9nr,9o3 J9nj,9m7,9nx,9o3 J9nj,9nu J9nj,9nu,9n4,9oc,9nv
J9nl,9m4 J9nl,9m4,9mw,9o3 J9nl,9oc,9mw,9nv J9no,9oc,9mx J9no,9oc,9nv J9nq,9lu,9o3
J9nu,9mr,9mw,9nv J9nu,9nt J9nv,9n8,9oc J9nv,9oc,9na,9nv J9nw,9nk J9nw,9o3,9mw,9ma,9o3
J9nz,9mr,9mw B1c,m9l B1d,m9l B1e,m9l B1f,m9l B1g,m9l B1h,m9l B1i,m9l B1j,m9l B1k,m9l B1l,m9l
B1d,1c,m9l B1d,1d,m9l B1d,1e,m9l B1d,1f,m9l B1d,1g,m9l B1d,1h,m9l B1d,1i,m9l B1d,1j,m9l
B1d,1k,m9l B1d,1l,m9l B1e,1c,m9l B1e,1d,m9l B1e,1e,m9l B1e,1f,m9l B1e,1g,m9l J2w,28,2p J2s,2p
J1t,2d J2q,2p,36 J33,2e J34,2r J2s,31 J2s,31,4y J2s,31,4z J21,2d Jinn,jdc Jk6l,gp8 Jhlz,l7n
Jk5q,lh7 Jkkq,irz,fmi,ny6 J34,1t J32,1t Jqk,1t J31,1t J2z,1t J23,1u J25,1u J1z,1u J2r,2p,30
J2z,2r,2p,30 J34,1y J32,1y Jqk,1y Jqk,2v J31,2v J2z,2v J20,3e J2z,20,3e J25,20,3e J1z,20,3e
J2c,20,3e Jqk,6j7 J31,6j7 J2s,6j7 J2z,6j7 J2u,31 J32,31 Jqk,31 J31,31 J2r,31 J2z,31 J31,31,4y
J2r,31,4y J31,4y J2z,31,4y J31,31,4z J2r,31,4z J31,4z J2z,31,4z J31,6qd,37 J31,6qd,37,4y J28,2p
J2z,28,2p J25,28,2p J1z,28,2p J36,2p,2s J36,2p,2s,6qd,37 J36,2p,2s,6qd,37,4y J34,37 J32,37
Jqk,37 J31,37 J34,2e J32,2e Jqk,2e J31,2e J2z,2e J25,2e J34,2f J32,2f Jqk,2f J31,2f J2z,2f
J25,2f J2z,q1 J25,q1 J2p,1a,31,1a J1u,35 J2r,2r J2r,2s J1v,6qd,2z,2v J1v,33,1a J2s,1u J1z,3d
J2w,2p J20,28 J2x,32 J23,23 J23,25 J2z,38 J30,31 J30,32 J30,33,2v J30,3c J31,2q J31,2x,30
J31,33,30 J28,20 J34,1a,31,1a J28,28,25 J28,2a J37,36 J2b,3a J2f,2q J2e,6qd,31 J1t,6qd,31
B1d,k4l B1e,k4l B1f,k4l B1g,k4l B1h,k4l B1i,k4l B1j,k4l B1k,k4l B1l,k4l B1d,1c,k4l B1d,1d,k4l
B1d,1e,k4l B1d,1f,k4l B1d,1g,k4l B1d,1h,k4l B1d,1i,k4l B1d,1j,k4l B1d,1k,k4l B1d,1l,k4l
B1e,1c,k4l B1e,1d,k4l B1e,1e,k4l B1e,1f,k4l B1e,1g,k4l B1e,1h,k4l B1e,1i,k4l B1e,1j,k4l
B1e,1k,k4l B1e,1l,k4l B1f,1c,k4l B1f,1d,k4l J2v,2p,30 mn1Cui Cuk 5vCx2n 3sC86 C9f o3Cx0n Cxtj
Ch7 Cxua fc1:rpk :kc4 :s7e :rt4 :lw1 :fg2 :gkl :vj0 :vj0 :hn5 :ssx :gw7 :hmw :jcm :ne1 :p6t :qin
:qt6 :r20 :sjz :kxu :ljv :mah :mvy :q4d :sq2 :uep :fia :ghh :l50 :mjf :qi5 :v8e :ifk :m3v :qfh
:r50 :jih :pnc :qvz :iq2 :kd3 :lm2 :mpo :slq :fpi :g53 :gda :jwk :l3n :mj4 :nhj :pa9 :qh2 :qjg
:s1b :tv6 :upb :v7e :nt8 :nzz :otc :q15 :t1g :vb3 :rfa :hjz :iro :okg :pdq :mle :nuy :rsy :ttj
:hjs :i8y :kyb :lp6 :lxr :oq7 :oxj :tor :gcy :pe3 :g64 :g5o :o4c :ou6 :q29 :tpx :rk0 :jin :kxu
:rge :fg9 :i5j :iz6 :mtj :n74 :gev :nwb :fr3 :iw9 :ff1 :lho :k1k :opu :gjn :hge :ni9 :q4p :re2
:la2 :sds :lfs :jjy :put :jog :n6t :fji :g2x :g5l :kn5 :oo7 :prj :rf6 :ssv :gdx :gn6 :ho3 :ir0
:k3p :m4e :nxm :tkd :ui2 :vbr :vda :gbf :kau :l87 :sbm :ino :j9s :jcw :jve :lyb :mdl :n0p :o22
:ovo :pdb :s9y :q9a :sgz :t3e :g7r :gbn :gql :ma0 :r0i :re2 :iq1 :iyd :jnf :l9q :oji :mt1 :fl0
:h6h :i5j :iii :izg :muq :mzt :p7e :pc6 :svo :tti :tvs :u1k :fpn :o1a :ss4 :trs :j4x :fie :fyy
:i5q :i7z :k2h :kxu :mha :ncy :q9o :sjg :vil :k94 :tny :gax :kfv :kj7 :lkx :luk :mx5 :n6h :nsb
:opc :u3i :g31 :je6 :tq0 :fu3 :ie1 :lpm :sa2 :ivf :j7o :kk7 :mtj :tqe :g89 :glr :i91 :k5v :kem
:ko8 :lid :mx2 :naa :p6h :r0v :r1d :sss :tsy :gfz :lve :gm5 :mhc :n14 :qgq :tr7 :uvr :vbz :kgn
:lor :pns :o97 :obk :olu :mo0 :m8p :riw :fk0 :px2 :g8q :g7b :ip2 :jir :onq :i2t :ljy :kac :saj
:qx8 :tot :r63 :iqb :g1s :gxs 3:hga 2:k8k 3:g66 :mqy :ngq :ny4 :nz2 :nz9 :o0f :tw6 :on2 :p8d
2:qhe 2:rg8 3:shk :sn1 4:u7j :u7w :u94 :v5g :sm6 :trr :fqm :fzb :g25 :gcp :gdg :ggh :gwt :gzq
:h2g :hfk :hig :i90 :i9a :j2s :j8o :j9q :jci :k0f :k4i :k9d :kn9 :lmf :lqy :lya :mem :mjv :mxu
:ntd :ny6 :nyh :nyg :nyo :nyu :nz1 :o0d :o0e :o5c :o75 :og0 :ovo :ow9 :oxt :p6a :pad :pnx :prt
:prt :q53 :r2o :r6e :rgh :ri1 :rtf :ruw :sdy :shk :tsz :u0v :u2j :j1x :36cu :pp4 3:ffq :g51 :g2w
:fpc :g1x :g3k :gcn :ge2 :gwt :gut :gwp :gyq :hga :hir :hms :hn8 :huq :i08 :iqa :iqh :iuh :iwd
:j4o :j7y :j60 :j9q :j8g :jci :jec :jpg :jrw :jte :k0m :k8k :kd3 :kd7 :keu :l89 :la2 :lkx :lwb
:lvv :lya :m5a :mem :nmv :mk5 :mnj :mqy :n01 :n46 :n5n :nbx :nbz :ngq :nh7 :nhw :nka :nk0 :nv0
:o8h :og0 :ol7 :orf :ovo :p4u :pad :pxu :q27 :qrd :r41 :r5y :r6e :ren :rg8 :rez :rgh :rge :rfx
:ri1 :rka :ruw :sag :sj6 :srd :sxi :tq4 :tsz :tw6 :tzv :u0v :u17 :u2j :umq :vj0 :313e :3138
:33dh :brx :cns :cop :39e1 :3bgw :3i6r :vgj :vim 13B2u,2u B2u,2x B2u,30 B2u,2u,2x B2u,2u,30
Ban,38 B37,38 dB12s,12u B12s,12d B12s,12j B132,12u B12s,12l 6:15l,14k 2:16a,14n F15u F15c F15f
F15g F15n F15o F15p F160 F162 F17 :161,14x :161,14y :+t,14x :+s,14y :15c,14n :15c,14o :15c,14s
:15d,14s :15e,14s :15f,14s :15g,14s :15h,14s :15i,14s 2:15k,14s :15l,14s :15m,14s :15n,14s
:15o,14s 2:15q,14s 2:15s,14s :15t,14s 2:15v,14s :15w,14s 2:15y,14s :15z,14s :160,14s :161,14s
:162,14s :15h,14p :15d,14v :15n,14v :15w,14v B15c,15o K19t L19t K1a3 L1a3 M1a3 N1a3 K1a6 L1a6
M1a6 N1a6 K1a8 L1a8 M1a8 N1a8 K1a2 L1a2 M1a2 N1a2 K1a7 L1a7 M1a7 N1a7 K1a1 L1a1 M1a1 N1a1 K1b8
L1b8 M1b8 N1b8 K1ba L1ba M1ba N1ba K1ac L1ac M1ac N1ac K1ab L1ab M1ab N1ab K1ae L1ae M1ae N1ae
K1af L1af M1af N1af K1al L1al K1ak L1ak K1am L1am K1ag L1ag K1aw L1aw K1ap L1ap K1bd L1bd M1bd
N1bd K1bj L1bj M1bj N1bj K1bn L1bn M1bn N1bn K1bl L1bl M1bl N1bl K1bu L1bu K1bv L1bv M1bv N1bv
K1c0 L1c0 K1c1 L1c1 M1c1 N1c1 K1by L1by M1by N1by K1ci L1ci K1cj L1cj yK1bh L1bh M1bh N1bh K1c7
L1c7 K1c6 L1c6 K1c8 L1c8 K19z K1cb L1cb K1c5 L1c5 K1c9 L1c9 K1cg L1cg M1cg N1cg M18p N18p
K17q,17r L17q,17r K17q,1cl L17q,1cl K17q,18o L17q,18o K17q,1c7 L17q,1c7 K17q,1c6 L17q,1c6
K17q,1c8 L17q,1c8 K17q,1cg L17q,1cg M17q,1cg K17q,18p L17q,18p M17q,18p K1cc L1cc M1cc N1cc
K17q,17w K17q,17x K17q,18l K17q,18p K17q,18q K17s,17w K17s,17x K17s,17y K17s,18l K17s,18p
K17s,18q K17u,17w K17u,17x K17u,17y K17u,18l K17u,18p K17u,18q K17v,17w K17v,18l K17v,18p
K17v,18q K17w,17x K17w,18l K17x,17w K17x,18l K17y,17w K17y,17x K17y,18l K183,17w K183,17x
K183,17y K183,18l K185,17x K185,18l K186,17w K186,17x K186,17y K186,18l K187,17x K187,18l
K188,18l K189,17w K189,18l K18a,17w K18a,18l K18h,17w K18h,17x K18h,17y K18h,18l K18h,18p
K18h,18q K18i,17x K18i,18l K18i,18p K18i,18q K18j,17r K18j,17w K18j,17x K18j,17y K18j,18k
K18j,18l K18j,18p K18j,18q K18k,17w K18k,17x K18k,17y K18k,18l K18k,18p K18k,18q K18l,17w
K18l,17x K18l,17y K18l,18l K18l,18p K18l,18q K18m,17w K18m,17x K18m,17y K18m,18l K18m,18p
K18m,18q K18n,17w K18n,18l K18n,18p K18n,18q K18q,17w K18q,17x K18q,17y K18q,18l K18q,18p
K18q,18q K180,19s K181,19s K18p,19s Kw,18s,18x Kw,18t,18x Kw,18u,18x Kw,18v,18x Kw,18w,18x
Kw,18x,19s L17q,181 L17q,182 L17q,18l L17q,18m L17q,18p L17q,18q L17s,181 L17s,182 L17s,18l
L17s,18m L17s,18p L17s,18q L17u,181 L17u,182 L17u,18l L17u,18m L17u,18p L17u,18q L17v,181
L17v,182 L17v,18l L17v,18m L17v,18p L17v,18q L18h,18p L18h,18q L18i,18p L18i,18q L18j,17r
L18j,18k L18j,18l L18j,18p L18j,18q L18k,18l L18k,18p L18k,18q L18l,17r L18l,18l L18m,181
L18m,182 L18m,18l L18m,18m L18m,18p L18m,18q L18p,19s L18q,181 L18q,182 L18q,18l L18q,18m
L18q,18p L18q,18q M17q,17w M17q,17x M17q,17y M17q,18l M17q,18n M17s,17w M17s,17x M17s,17y
M17s,18l M17s,18n M17u,17w M17u,17x M17u,17y M17u,18l M17u,18n M17v,18l M17w,17x M17w,18l
M17x,17w M17x,18l M17y,17w M17y,18l M183,17w M183,17x M183,17y M183,18l M185,17x M185,17y
M185,18l M186,17w M186,17x M186,17y M186,18l M187,17x M188,18l M189,17w M189,18l M18a,17w
M18a,18l M18h,17w M18h,17x M18h,17y M18h,18l M18i,17x M18i,18l M18j,17w M18j,17x M18j,17y
M18j,18k M18j,18l M18k,17w M18k,17x M18k,17y M18k,18l M18k,18n M18l,17w M18l,17x M18l,17y
M18l,18l M18m,17w M18m,17x M18m,17y M18m,18l M18m,18n M18n,17w M18n,18l M18n,19s M18q,17w
M18q,17x M18q,17y M18q,18l M18q,18n N17q,18l N17q,18n N17s,18l N17s,18n N17u,18l N17u,18n
N17v,18l N17v,18n N183,18l N183,18n N184,18l N184,18n N18j,18k N18j,18l N18k,18l N18m,18l
N18m,18n N18q,18l N18q,18n N18g,18u,18x N18g,18v,18x N18g,18w,18x K187,18p K187,18q K189,18p
K189,18q K18a,18p K18a,18q K183,18p K183,18q K184,18p K184,18q K17x,18p K17x,18q K17w,18p
K17w,18q K17y,18p K17y,18q K185,18p K185,18q K186,18p K186,18q K184,17w K184,17x K184,17y
K184,18l K184,181 K183,181 K185,181 K186,181 L187,18p L187,18q L189,18p L189,18q L18a,18p
L18a,18q L183,18p L183,18q L184,18p L184,18q L17x,18p L17x,18q L17w,18p L17w,18q L17y,18p
L17y,18q L185,18p L185,18q L186,18p L186,18q L184,17w L184,17x L184,17y L184,18l L184,181
L183,181 L185,181 L186,181 M184,17w M184,17x M184,17y M184,18l M183,18n M184,18n M187,18l
N183,17w N183,17x N183,17y N184,17w N184,17x N184,17y N187,18l N188,18l L17r,18r K17r,18r
jM17u,17w,18l L17u,17x,17w M17u,17x,17w M17u,17x,18l M17u,17y,18l M17u,18l,17w M17u,18l,17x
M17u,18l,17y L17w,18l,17x M17w,18l,17x L17x,18l,18q L17x,18l,18p M183,17x,17w M183,17w,17x
L183,17w,18p L183,18l,17x M183,18l,17x M183,18l,17w L183,18l,18l M183,18l,18l L185,17x,17x
M185,17x,17x L185,18l,18l L184,17x,18l M184,17x,18l L184,17w,18q L184,18l,17y M184,18l,17y
L184,18l,18l M184,18l,18l L186,17x,18p L186,17y,18l M186,17y,18l L187,18l,17x M187,18l,17x
M187,18l,18l L187,18l,18q L189,17w,18l L189,18l,18l M189,18l,18l L189,18l,18p L18a,18l,18l
L18a,18l,18q L18a,18l,18p L18h,17y,18l M18h,17y,18l L18i,18l,17x L18i,18l,18l L18k,17x,18l
L18k,17x,18q L18k,17x,18p M18k,17w,17w L18k,17w,17w L18k,17y,18l M18k,17y,18l L18k,18l,17x
M18k,18l,17x M18l,17x,17w M18l,17x,18l L18l,17x,18q M18l,17w,17x M18l,17w,18l M18l,17y,17w
M18l,17y,18l 3M18l,17w,17y M18n,18l,17w M18n,18l,18l M18m,17x,18l L18m,17x,18p L18m,17w,18l
M18m,17w,18l L18m,17w,18p L18m,18l,18q L18m,18l,18p L18q,18l,18l M18q,18l,18l L17s,17y,18q
L17u,17w,18q L17u,17w,18p L17u,17y,18q L17u,17y,18p L17u,18l,18q L17u,18l,18p L17w,18l,18q
L17w,17x,18p L17w,18l,18p L183,17y,18p L185,17x,18q L184,17x,18q L186,17x,18q L18k,17w,18q
L18k,18l,18q L18q,17x,18q L18q,17w,18q L18q,18l,18q L18l,18l,18q L18i,18l,18q L18m,17x,18q
M18i,18l,17x M18k,17x,18l L189,18l,18q L18j,18l,18q M18m,17w,17x L18l,17y,18q M18k,17w,18l
L18j,18l,18l L18k,17w,18l L18m,17w,17x L17w,17x,18q L17x,17w,18q L18l,17w,18q L18h,18l,18q
L17s,17x,18q M18j,18l,18l M189,17w,18l M185,18l,18l L183,17y,18q L18m,17w,18q 15K185,18k,1ci
K18i,18k,1ci K17r,18k,18k,18n K17r,18j,17s,181 K18l,17x,18l,17z K185,18k,189,18l
K181,183,18o,18k K189,18k,18q,18n K18o,183,18k,18l K185,18k,18p
K185,18k,18p,w,17r,18k,18k,18n,w,189,18k,18q,18n,w,18o,183,18k,18l
K17w,18k,w,17w,18k,17r,18k,18n K181,1cc,17r,18k kI18 I9hd I9he I1m I1n Ix I1r I9hy I9hz I6cm
nI6cl I6c4 I6c3 I2n I2n I14 I15 I3f I3h I9hw I9hx I9hs I9ht I9hm I9hn I9hk I9hl I9ho I9hp I9hq
I9hr 3I2j I2l B6da B6da B6da B6da B2n B2n B2n O18 O9hd O1a 2O1n O1m O1r Ox O6c4 O14 O15 O3f O3h
O9hw O9hx Oz O12 O16 O17 O19 O1o O1q O1p 2O2k O10 O11 O1s 5Kw,18r N18g,18r Kw,18s 2Kw,18t
2Kw,18u N18g,18u Kw,18v N18g,18v Kw,18w N18g,18w Kw,18x N18g,18x Kw,18y N18g,18y K17l K17m L17m
K17n L17n K17o L17o K17p L17p K17q L17q M17q N17q K17r L17r K17s L17s M17s N17s K17t L17t K17u
L17u M17u N17u K17v L17v M17v N17v K17w L17w M17w N17w K17x L17x M17x N17x K17y L17y M17y N17y
K17z L17z K180 L180 K181 L181 K182 L182 K183 L183 M183 N183 K184 L184 M184 N184 K185 L185 M185
N185 K186 L186 M186 N186 K187 L187 M187 N187 K188 L188 M188 N188 K189 L189 M189 N189 K18a L18a
M18a N18a K18h L18h M18h N18h K18i L18i M18i N18i K18j L18j M18j N18j K18k L18k M18k N18k K18l
L18l M18l N18l K18m L18m M18m N18m K18n L18n M18n N18n K18o L18o K18p L18p K18q L18q M18q N18q
K18k,17m L18k,17m K18k,17n L18k,17n K18k,17p L18k,17p K18k,17r L18k,17r 5Hx Hy Hz H10 H11 H12
H13 H14 H15 H16 H17 H18 H19 H1a H1b H1c H1d H1e H1f H1g H1h H1i H1j H1k H1l H1m H1n H1o H1p H1q
H1r H1s H1t H1u H1v H1w H1x H1y H1z H20 H21 H22 H23 H24 H25 H26 H27 H28 H29 H2a H2b H2c H2d H2e
H2f H2g H2h H2i H2j H2k H2l H2m H2n H2o H2p H2q H2r H2s H2t H2u H2v H2w H2x H2y H2z H30 H31 H32
H33 H34 H35 H36 H37 H38 H39 H3a H3b H3c H3d H3e H3f H3g H3h H3i H879 H87a P9he P9ho P9hp P9hd
P9ob P9o2 P9lt P9lv P9lx P9lz P9m1 P9nn P9np P9nr P9mr P9oc P9lu P9lw P9ly P9m0 P9m2 P9m3 P9m5
P9m7 P9m9 P9mb P9md P9mf P9mh P9mj P9ml P9mn P9mp P9ms P9mu P9mw P9my P9mz P9n0 P9n1 P9n2 P9n3
P9n6 P9n9 P9nc P9nf P9ni P9nj P9nk P9nl P9nm P9no P9nq P9ns P9nt P9nu P9nv P9nw P9nx P9nz P9o3
P9ll P9lm P9r8 P9pt P9pu P9pv P9pw P9px P9py P9pz P9q0 P9q1 P9q2 P9q3 P9q4 P9q5 P9q6 P9q7 P9q8
P9q9 P9qa P9qb P9qc P9qd P9qe P9qf P9qg P9qh P9qi P9qj P9qk P9ql P9qm 4P9qn P9qo P9qp P9qq P9qr
P9qs 3P9qt P9qu P9qv P9qw P9qx P9qy 3P9qz P9r0 P9r1 P9r2 P9r3 P9r4 3P9r5 P9r6 P9r7 4H4i H4j H4s
H4v H4m H4l H6g9 2P7b6 P6mo P6mp P6mq P6mr P7fk P7gr 3ak:1huh,+w 2:1huj,+u f:1hut,+f 3n:+3,1hyf
:+3,1hyf f0:1idj,1ida :1idj,+b a7:1int,1inu :1int,1ink 2:1int,1inx 70:1iuw,1iun :1iux,1iun
112b:2jx3,+7 :2jx4,+6 :2jxb,+e :2jxb,+e :2jxb,+e :2jxb,+e :2jxb,+e 2f:2jzt,2jxh :2jzu,2jxh
:2jzv,2jxq :2jzw,2jxq :2jzv,2jxr :2jzw,2jxr g0F1t F1u F1v F1w F1x F1y F1z F20 F21 F22 F23 F24
F25 F26 F27 F28 F29 F2a F2b F2c F2d F2e F2f F2g F2h F2i F2p F2q F2r F2s F2t F2u F2v F2w F2x F2y
F2z F30 F31 F32 F33 F34 F35 F36 F37 F38 F39 F3a F3b F3c F3d F3e F1t F1u F1v F1w F1x F1y F1z F20
F21 F22 F23 F24 F25 F26 F27 F28 F29 F2a F2b F2c F2d F2e F2f F2g F2h F2i F2p F2q F2r F2s F2t F2u
F2v 2F2x F2y F2z F30 F31 F32 F33 F34 F35 F36 F37 F38 F39 F3a F3b F3c F3d F3e F1t F1u F1v F1w F1x
F1y F1z F20 F21 F22 F23 F24 F25 F26 F27 F28 F29 F2a F2b F2c F2d F2e F2f F2g F2h F2i F2p F2q F2r
F2s F2t F2u F2v F2w F2x F2y F2z F30 F31 F32 F33 F34 F35 F36 F37 F38 F39 F3a F3b F3c F3d F3e F1t
2F1v F1w 3F1z 3F22 F23 3F26 F27 F28 F29 2F2b F2c F2d F2e F2f F2g F2h F2i F2p F2q F2r F2s 2F2u
2F2w F2x F2y F2z F30 F31 F32 2F34 F35 F36 F37 F38 F39 F3a F3b F3c F3d F3e F1t F1u F1v F1w F1x
F1y F1z F20 F21 F22 F23 F24 F25 F26 F27 F28 F29 F2a F2b F2c F2d F2e F2f F2g F2h F2i F2p F2q F2r
F2s F2t F2u F2v F2w F2x F2y F2z F30 F31 F32 F33 F34 F35 F36 F37 F38 F39 F3a F3b F3c F3d F3e F1t
F1u 2F1w F1x F1y F1z 3F22 F23 F24 F25 F26 F27 F28 F29 2F2b F2c F2d F2e F2f F2g F2h 2F2p F2q F2r
F2s F2t F2u F2v F2w F2x F2y F2z F30 F31 F32 F33 F34 F35 F36 F37 F38 F39 F3a F3b F3c F3d F3e F1t
F1u 2F1w F1x F1y F1z 2F21 F22 F23 F24 F25 2F27 4F2b F2c F2d F2e F2f F2g F2h 2F2p F2q F2r F2s F2t
F2u F2v F2w F2x F2y F2z F30 F31 F32 F33 F34 F35 F36 F37 F38 F39 F3a F3b F3c F3d F3e F1t F1u F1v
F1w F1x F1y F1z F20 F21 F22 F23 F24 F25 F26 F27 F28 F29 F2a F2b F2c F2d F2e F2f F2g F2h F2i F2p
F2q F2r F2s F2t F2u F2v F2w F2x F2y F2z F30 F31 F32 F33 F34 F35 F36 F37 F38 F39 F3a F3b F3c F3d
F3e F1t F1u F1v F1w F1x F1y F1z F20 F21 F22 F23 F24 F25 F26 F27 F28 F29 F2a F2b F2c F2d F2e F2f
F2g F2h F2i F2p F2q F2r F2s F2t F2u F2v F2w F2x F2y F2z F30 F31 F32 F33 F34 F35 F36 F37 F38 F39
F3a F3b F3c F3d F3e F1t F1u F1v F1w F1x F1y F1z F20 F21 F22 F23 F24 F25 F26 F27 F28 F29 F2a F2b
F2c F2d F2e F2f F2g F2h F2i F2p F2q F2r F2s F2t F2u F2v F2w F2x F2y F2z F30 F31 F32 F33 F34 F35
F36 F37 F38 F39 F3a F3b F3c F3d F3e F1t F1u F1v F1w F1x F1y F1z F20 F21 F22 F23 F24 F25 F26 F27
F28 F29 F2a F2b F2c F2d F2e F2f F2g F2h F2i F2p F2q F2r F2s F2t F2u F2v F2w F2x F2y F2z F30 F31
F32 F33 F34 F35 F36 F37 F38 F39 F3a F3b F3c F3d F3e F1t F1u F1v F1w F1x F1y F1z F20 F21 F22 F23
F24 F25 F26 F27 F28 F29 F2a F2b F2c F2d F2e F2f F2g F2h F2i F2p F2q F2r F2s F2t F2u F2v F2w F2x
F2y F2z F30 F31 F32 F33 F34 F35 F36 F37 F38 F39 F3a F3b F3c F3d F3e F1t F1u F1v F1w F1x F1y F1z
F20 F21 F22 F23 F24 F25 F26 F27 F28 F29 F2a F2b F2c F2d F2e F2f F2g F2h F2i F2p F2q F2r F2s F2t
F2u F2v F2w F2x F2y F2z F30 F31 F32 F33 F34 F35 F36 F37 F38 F39 F3a F3b F3c F3d F3e F8h Ffr 3Fpd
Fpe Fpf Fpg Fph Fpi Fpj Fpk Fpl Fpm Fpn Fpo Fpp Fpq Fpr Fps Fpt Fs4 Fpv Fpw Fpx Fpy Fpz Fq0 Fq1
F6pz Fq9 Fqa Fqb Fqc Fqd Fqe Fqf Fqg Fqh Fqi Fqj Fqk Fql Fqm Fqn Fqo Fqp Fqq Fqr Fqs Fqt Fqu Fqv
Fqw Fqx F6pu Fs5 Fr5 Fs0 Fr9 Fs1 Fra Fpd Fpe Fpf Fpg Fph Fpi Fpj Fpk Fpl Fpm Fpn Fpo Fpp Fpq Fpr
Fps Fpt Fs4 Fpv Fpw Fpx Fpy Fpz Fq0 Fq1 F6pz Fq9 Fqa Fqb Fqc Fqd Fqe Fqf Fqg Fqh Fqi Fqj Fqk Fql
Fqm Fqn Fqo Fqp Fqq Fqr Fqs Fqt Fqu Fqv Fqw Fqx F6pu Fs5 Fr5 Fs0 Fr9 Fs1 Fra Fpd Fpe Fpf Fpg Fph
Fpi Fpj Fpk Fpl Fpm Fpn Fpo Fpp Fpq Fpr Fps Fpt Fs4 Fpv Fpw Fpx Fpy Fpz Fq0 Fq1 F6pz Fq9 Fqa Fqb
Fqc Fqd Fqe Fqf Fqg Fqh Fqi Fqj Fqk Fql Fqm Fqn Fqo Fqp Fqq Fqr Fqs Fqt Fqu Fqv Fqw Fqx F6pu Fs5
Fr5 Fs0 Fr9 Fs1 Fra Fpd Fpe Fpf Fpg Fph Fpi Fpj Fpk Fpl Fpm Fpn Fpo Fpp Fpq Fpr Fps Fpt Fs4 Fpv
Fpw Fpx Fpy Fpz Fq0 Fq1 F6pz Fq9 Fqa Fqb Fqc Fqd Fqe Fqf Fqg Fqh Fqi Fqj Fqk Fql Fqm Fqn Fqo Fqp
Fqq Fqr Fqs Fqt Fqu Fqv Fqw Fqx F6pu Fs5 Fr5 Fs0 Fr9 Fs1 Fra Fpd Fpe Fpf Fpg Fph Fpi Fpj Fpk Fpl
Fpm Fpn Fpo Fpp Fpq Fpr Fps Fpt Fs4 Fpv Fpw Fpx Fpy Fpz Fq0 Fq1 F6pz Fq9 Fqa Fqb Fqc Fqd Fqe Fqf
Fqg Fqh Fqi Fqj Fqk Fql Fqm Fqn Fqo Fqp Fqq Fqr Fqs Fqt Fqu Fqv Fqw Fqx F6pu Fs5 Fr5 Fs0 Fr9 Fs1
Fra Frg Frh 3F1c F1d F1e F1f F1g F1h F1i F1j F1k F1l F1c F1d F1e F1f F1g F1h F1i F1j F1k F1l F1c
F1d F1e F1f F1g F1h F1i F1j F1k F1l F1c F1d F1e F1f F1g F1h F1i F1j F1k F1l F1c F1d F1e F1f F1g
F1h F1i F1j F1k F1l 4chF17r F17s F17w F17z 2F18o F182 F17x F187 F18q F18j F18k F18l F18m F183
F189 F18h F185 F18i F181 F184 F17u F17v F17y F180 F186 F188 F18a F19q F1bu F1b5 F19r 2F17s F17w
2F18n 3F17x 2F18q F18j F18k F18l F18m F183 F189 F18h F185 F18i 2F184 F17u F17v F17y 2F186 2F18a
7F17w 5F17x 2F18q 2F18k 2F18m F183 F189 2F185 F18i 2F184 3F17y 2F186 2F18a 2F1bu 2F19r 2F17s
F17w 2F18n 3F17x F187 F18q F18j 2F18l F18m F183 F189 F18h F185 F18i 2F184 F17u F17v F17y 2F186
F188 F18a F19q 2F1b5 2F17r F17s F17w F17z F18n F18o F182 F17x F187 F18q 2F18k F18l F18m F183
F189 F18h F185 F18i F181 F184 F17u F17v F17y F180 F186 F188 F18a 6F17s F17w F17z 2F18o F182 F17x
F187 F18q 2F18k F18l F18m F183 F189 F18h F185 F18i F181 F184 F17u F17v F17y F180 F186 F188 F18a
g5B1c,1a B1c,18 B1d,18 B1e,18 B1f,18 B1g,18 B1h,18 B1i,18 B1j,18 B1k,18 B1l,18 6B14,1t,15
B14,1u,15 B14,1v,15 B14,1w,15 B14,1x,15 B14,1y,15 B14,1z,15 B14,20,15 B14,21,15 B14,22,15
B14,23,15 B14,24,15 B14,25,15 B14,26,15 B14,27,15 B14,28,15 B14,29,15 B14,2a,15 B14,2b,15
B14,2c,15 B14,2d,15 B14,2e,15 B14,2f,15 B14,2g,15 B14,2h,15 B14,2i,15 B9hw,2b,9hx G1v G2a G1v,1w
G2f,2i 2J1t J1u J1v J1w J1x J1y J1z J20 J21 J22 J23 J24 J25 J26 J27 J28 J29 J2a J2b J2c J2d J2e
J2f J2g J2h J2i J20,2e J25,2e J2b,1w J2b,2b J28,28,2e J2f,1v rC25,1v C25,1w 11J1w,22 34J9kr,9jf
J9mb,9mb J9md eJjez Ji1j Jgjw J9mv Jfik Jhlm Jr8j Jhm1 Jfj8 Jk68 Jmch Jk2h Jg99 Jivg Jg3x Jk34
Jg7x Joqq Jn4v Jrs9 Jhkg Jgmx Jlxw Jjh1 Jjmd Jfeo Jfex Jsi2 Jijq Jffx Jgkz Jjk7 Jrxs Jjf7 Jo01
Jo6y Jglk Jlts Jkcp Jkco Jn5f Jgaa Jgxi Jsp9 5B9hw,kdo,9hx B9hw,fex,9hx B9hw,fik,9hx
B9hw,i2x,9hx B9hw,m9l,9hx B9hw,jf7,9hx B9hw,nh3,9hx B9hw,gd9,9hx B9hw,k0n,9hx 8Givr Ggkv
1fov:fgd :fg8 :fgh :2tcy :fog :fqm :fqz :fsy :fwa :fx5 :fzb :fyn :ae6 :2ud6 :g25 :g2c :g2s :g3b
:2u58 :aex :g2v :g3x :2u6j :g47 :g4k :fkc :g4s :g51 :3ly7 :g6t :g77 :afz :g8r :g92 :gaa :gaf
:ahh :gcn :gcp :gdg :ge2 :ged :gee :gev :gg9 :ggh :ggq :ghf :ghp :ghr :ghr :ghr :2v58 :m7k :gju
:gkf :2vdv :gkr :gkx :gli :gpq :gmw :gnc :go8 :gpu :gs6 :gsw :gur :gv7 :gw4 :gw4 :gwp :gx7 :gxf
:gxu :h7a :gzq :h7b :h1t :h2s :g7b :hke :hce :hdg :he5 :haj :hf6 :hf5 :hik :2x9g :hki :hkn :hl2
:hlm :hlu :hnm :2xm0 :2xnu :hrg :hsr :ht3 :hqw :huu :aum :av0 :hzc :i0u :i0u :2y88 :i4j :i54
:i5j :i5v :2yhk :i67 :i6e :itv :i76 :ayp :i8w :i9a :ibk :ia5 :2z1g :if7 :2z1i :ige :igb :igs
:ijl :ijm :b3j :ikd :ilk :im5 :ind :b4y :2zr7 :b5o :ipc :ipf :ipi :iq2 :3pg2 :iri :3035 :3035
:poh :isi :isi :b7r :335k :3cgq :iua :iuj :b8j :ivu :ix9 :ixj :iyh :j29 :bay :ba4 :j2s :30t0
:j47 :j7s :j7w :j7y :j7w :j96 :j9q :jaq :jac :jan :jby :jci :jcm :jdc :jdn :jfh :jht :jis :jm8
:31n0 :jlp :jjw :jmw :jnn :jqc :31td :js2 :jph :jop :bhq :ju1 :jum :jvh :juf :bjg :k0f :k18
:32mi :k4j :kc8 :k7d :bo9 :k9d :bns :bms :g42 :g45 :kcg :k9o :pf1 :deh :kd3 :kd7 :kdd :kf2 :ker
:33cz :bpl :kje :kg5 :klu :kn9 :33hp :kni :kkf :kr8 :brx :ksi :kv7 :kx6 :l2g :33xf :l3v :bvc
:l5t :34br :l78 :bwu :l82 :l9b :la2 :la3 :34p9 :2yvf :34sa :le6 :354s :lhb :lhp :lev :ljq :lku
:lmf :lkx :lm1 :lmg :lmt :357i :lkk :lrj :lta :c37 :lvv :lvr :35jl :lq1 :m0e :35ni :35ou :m2u
:m61 :m5a :m57 :c5y :m6i :m7x :m7r :m99 :2u5h :mdh :368z :mfw :36i3 :mjs :mk5 :mkw :36yw :mm8
:mmt :3779 :37dg :mt6 :mtn :cdo :mud :ce0 :ce0 :myv :mzg :n01 :n0l :n2i :cgr :n50 :386u :n5q
:389e :n74 :2zrz :nbk :38v5 :38vs :38zo :cn0 :cnc :nhw :394j :394i :395l :396b :nj2 :nj3 :nj3
:nka :cop :nm3 :cp2 :cra :39r1 :nri :nt8 :nv0 :ctf :3a5i :nyu :3a8q :3a9x :o0f :o2z :cvj :o5c
:o5m :o5r :3at8 :3b1j :3b1j :oa6 :d1e :3b8r :og6 :og9 :d2f :3beo :onm :d5s :oo8 :oo3 :oow :3c06
:orn :d8h :ouf :ow2 :oxx :d9w :3ciw :3cjr :dax :3cnt :p6i :3cqm :p79 :pa2 :pad :3d22 :3d43 :pcw
:3d7s :pdc :33a7 :ded :pf6 :phf :dfv :pj2 :hx1 :3dlz :3dmd :33bn :33bw :poh :pok :sda :dij :psh
:psb :pst :gc3 :ptd :ptf :ptp :puu :3ebg :put :pwd :pyb :q0d :pwj :q0t :q1z :q53 :pxv :q16 :q18
:q1o :3eie :3eqz :3emt :dnv :q9d :q9f :qae :3g0a :qck :3f3g :dp9 :dpd :3f75 :3ff6 :dpn :qj4 :qjg
:qjr :qjt :qll :qko :qoe :qn6 :qrd :qp4 :qqz :qrq :dsn :qu9 :qv5 :dtl :qxs :qxv :3giv :r13 :r1a
:dv9 :r22 :aez :3gz2 :3h46 :dz2 :dzb :rds :rfx :rka :rpx :3hrc :rsb :rsx :rvf :rxz :3i9b :2upw
:s0b :rzw :s1c :2uvy :s7o :sag :3jki :3jl9 :sk4 :smp :snl :3ju6 :snv :svs :t07 :t08 :sxo :t89
:t91 :3ksa :tjf :ej9 :tkn :3l2v :eli :ts3 :iia :tur :3ltx :3lzu :epa :epi :u00 :3mdm :er6 :3mhi
:u17 :u17 :u21 :3mpi :u76 :eur :u95 :ucn :ude :uf2 :ez2 :3nsg :umq :uv4 :v0d :f66 :f71 :v3b
:3owe :f7c :3oxx :3p5a :3p8x :vcr :f9y :veh :vem :vet :vf3 :vfa :vgb :3pxc`;
